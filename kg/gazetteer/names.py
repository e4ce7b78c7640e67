"""One way to write one entity, and how written names are compared."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from anyascii import anyascii

Form = Literal["name", "adjective", "people", "seat", "prefix", "code"]

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
"""A word of a name or a text: letters and digits, or an acronym with dots."""


class Name(NamedTuple):
    """One way to write one entity. ``lang`` is "" when it holds in every language."""

    entity: str
    words: tuple[str, ...]
    form: Form
    strong: bool
    lang: str
    capitals: tuple[bool, ...]
    """Which of its words must begin with a capital letter in the text."""
    acronym: bool
    """It must stand in capitals in the text."""
    best_known: bool = False
    """Of all who share the name, most texts mean this one."""


def fold(text: str) -> str:
    """Lower case, ASCII, no dots: how names are compared ("Choïgou" -> "choigou")."""
    return text.translate(_ASCII).lower()


class _Ascii(dict[int, str]):
    """Character -> how it is written in ASCII, learnt one by one; dots and apostrophes vanish."""

    def __missing__(self, char: int) -> str:
        self[char] = anyascii(chr(char)).replace(".", "").replace("'", "")
        return self[char]


_ASCII = _Ascii()


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name: ("kim", "jong", "un")."""
    return tuple(fold(w) for w in WORD.findall(text))


def slug(text: str) -> str:
    """An ASCII kebab-case id for a name nobody listed; "" when nothing of it is left."""
    return "-".join(w for w in re.split(r"[^a-z0-9]+", anyascii(text).lower()) if w)[:80]
