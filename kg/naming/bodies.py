"""Whether two written names are the name of one organisation."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.naming import tables
from kg.naming.likeness import Likeness
from kg.naming.sounds import sound
from kg.naming.written import LONGEST, ascii_of

_WORD = re.compile(r"[A-Za-z0-9]+")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_SHORTEST, _LONG = 5, 8
"""Letters a word needs for a doubt when one of them differs, and for a lesser one."""


def compare_bodies(a: str, b: str) -> Likeness:
    """How sure it is that ``a`` and ``b`` name one organisation, in one language; symmetric.

    The words may stand in any order. Only a word that no list of common words knows may be spelt
    otherwise; an acronym is tried against the initials of the words.
    """
    if max(len(a), len(b)) > LONGEST:
        return Likeness(1.0, "the same") if a == b else Likeness(0.0, "too long for a name")
    a, b = sorted((a, b))
    left, right = _content(a), _content(b)
    if not left or not right:
        return Likeness(0.0, "no words to compare")
    if left == right:
        return Likeness(1.0, "the same words")
    if sorted(left) == sorted(right):
        return Likeness(0.97, "the same words in another order")
    if "".join(left) == "".join(right):
        return Likeness(0.97, "the same words, written in one")
    for short, long in ((a, b), (b, a)):
        if _abbreviates(short, long):
            return Likeness(0.85, f"{short.strip()} stands for the initials")
    return _by_words(left, right)


def _by_words(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness:
    ours = sorted(set(left) - set(right))
    theirs = sorted(set(right) - set(left))
    if not ours or not theirs:
        return _longer(ours or theirs)
    if len(ours) != len(theirs):
        return Likeness(0.3, f"{' '.join(ours)} is not {' '.join(theirs)}")
    score, reason = 1.0, ""
    for word in ours:
        like, other = max((_likeness(word, other), other) for other in theirs)
        theirs.remove(other)
        if like < score:
            score, reason = like, f"{word} and {other}"
    return Likeness(score, f"{reason}: {'the same sounds' if score > 0.9 else 'other letters'}")


def _longer(rest: list[str]) -> Likeness:
    words = " ".join(rest)
    if all(word in tables.load().kinds for word in rest):
        return Likeness(0.85, f"{words} tells the kind only")
    return Likeness(0.5, f"{words} stands on one side only")


@lru_cache(maxsize=1 << 15)
def _content(name: str) -> tuple[str, ...]:
    """The words that tell one body from others, folded; all words where none of them does."""
    table = tables.load()
    text = _DOTTED.sub(lambda m: m.group().replace(".", ""), ascii_of(name)).replace("'", " ")
    written = _WORD.findall(text)
    spelt = [table.spellings.get(w.lower(), w.lower()) for w in written]
    telling = [w for w in spelt if w not in table.small]
    if written and len(written[-1]) == 1 and written[-1].isupper():
        telling = [w for w in spelt[:-1] if w not in table.small] + spelt[-1:]  # "Group A"
    return _without_forms(tuple(telling or spelt))


def _without_forms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without how it is incorporated: "Airbus SE", "PAO Gazprom"; "AS Roma" stays."""
    forms = tables.load().forms
    while len(words) > 1 and words[-1] in forms:
        words = words[:-1]
    return words[1:] if len(words) > 1 and words[0] in forms and len(words[0]) > 2 else words


def _abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` is an acronym of the words of ``long``, the small ones counted or not."""
    letters = ascii_of(short).replace(".", "").strip()
    if not _ACRONYM.fullmatch(letters):
        return False
    words = _WORD.findall(ascii_of(long).replace("'", " "))
    small = tables.load().small
    telling = [word for word in words if word.lower() not in small]
    initials = ("".join(word[0] for word in some).upper() for some in (words, telling))
    return len(telling) > 1 and letters in initials


def _likeness(a: str, b: str) -> float:
    if a.isdigit() or b.isdigit() or {a, b} & tables.load().common:
        return 0.0
    if sound(a) == sound(b) and min(len(a), len(b)) >= _SHORTEST:
        return 0.95
    longest, shortest = max(len(a), len(b)), min(len(a), len(b))
    changed = OSA.distance(a, b)
    if changed == 1 and a[0] == b[0] and shortest >= _SHORTEST:
        return 0.88 if longest >= _LONG else 0.8
    return 0.6 * (1 - changed / longest)
