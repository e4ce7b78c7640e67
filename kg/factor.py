"""A huge regular expression, written so that it compiles at once and matches the same texts.

spaCy's French tokenizer asks an expression of 266 alternatives and 1.4 million characters, since
nearly every alternative spells out all letters there are: ``^anti[-–][a-zß-ö…]$``,
``^avant[-–][a-zß-ö…]$``. Those that differ in a short part only may share the long classes
around it: ``^(?:anti[-–]|avant[-–])[a-zß-ö…]$``. Regular expressions are distributive, so the
same texts match, as long as nobody asks which alternative it was.
"""

from __future__ import annotations

import re

_LONG_CLASS = re.compile(r"(\[[^\[\]]{200,}\][*+?]?)")
"""A class that spells out its characters, with what says how often it may match."""
_ESCAPE = re.compile(r"\\[^uU]")
_CLASS = re.compile(r"\[[^\[\]]+\]")
_GROUP = re.compile(r"\(\?:[^()]*\)")
_FLAGS, _OPEN, _BETWEEN, _CLOSE = "(?iu)", "(?:^", "$)|(?:^", "$)"


def factored(pattern: str) -> str | None:
    """An expression whose ``match`` succeeds on the same texts, with every long class once.

    None unless ``pattern`` is ``(?iu)(?:^…$)|(?:^…$)|…``, and each alternative has long classes
    around one short part that means the same inside a list of others.
    """
    start = _FLAGS + _OPEN
    if not (pattern.startswith(start) and pattern.endswith(_CLOSE)):
        return None
    shorts: dict[tuple[str, str], list[str]] = {}
    for alternative in pattern[len(start) : -len(_CLOSE)].split(_BETWEEN):
        parts = _LONG_CLASS.split(alternative)  # every second one is a class
        at = [i for i, part in enumerate(parts) if part and i % 2 == 0]
        if len(at) != 1 or not _is_whole(parts[at[0]]):
            return None
        around = "".join(parts[: at[0]]), "".join(parts[at[0] + 1 :])
        shorts.setdefault(around, []).append(parts[at[0]])
    if any(_ESCAPE.search(long) for around in shorts for long in around):
        return None  # \] ends no class
    return _FLAGS + "|".join(
        f"{_OPEN}{before}(?:{'|'.join(alike)}){after}{_CLOSE}"
        for (before, after), alike in shorts.items()
    )


def _is_whole(part: str) -> bool:
    """Whether the brackets of a part close, and nothing in it reaches beyond it: no bare ``|``,
    no anchor, no repetition of what stands before, no reference to another group."""
    bare = _GROUP.sub("", _CLASS.sub("", part))
    hidden = "\\" in part or "[^" in part or "[]" in part
    return not (hidden or set(bare) & set("[](){}|^$") or part[0] in "*+?")
