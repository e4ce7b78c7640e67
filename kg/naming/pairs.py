"""Whether two words, one of each name, may be the same word of a person's name."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from kg.naming import tables
from kg.naming.sounds import bones, loose, sound

Place = Literal["given", "family", "either"]
"""Both words come first in their names, both come later, or one of each."""

Manner = Literal["letters", "consonants", "translated"]
"""How words are compared: where one name was written in a script that leaves vowels out, by
consonants; where both are a monarch's, names that are translated may be one."""

SOUND = 0.97
GIVEN = 0.96
LOOSE = 0.95
SHORT = 0.92
INITIAL = 0.88
WOMAN = 0.4
"""The likeness of words that are not the same letter by letter. Sounds, forms of one given name and
exchanged letters lie above ``likeness.SAME``, short forms and initials below it: "Bob" and "Robert"
alone part more people of benchmarks/names.py than all the others together."""


@lru_cache(maxsize=1 << 16)
def word_likeness(a: str, b: str, place: Place, manner: Manner) -> tuple[float, str]:
    """Likeness of two folded words, and why."""
    if a == b:
        return 1.0, "the same"
    if manner == "consonants":
        (_, bones_a), (_, bones_b) = bones([a, b])
        return (SOUND, "the same consonants") if bones_a == bones_b else (0.0, "other consonants")
    if len(a) == 1 or len(b) == 1:
        full, initial = (a, b) if len(b) == 1 else (b, a)
        fits = full[0] == initial or sound(full).startswith(sound(initial))
        return (INITIAL, "an initial that fits") if fits else (0.0, "another initial")
    table, sound_a, sound_b = tables.load(), sound(a), sound(b)
    if _share(table.given, sound_a, sound_b):
        return GIVEN, "forms of one given name"
    if place != "family" and _share(table.short, a, b):
        return SHORT, "a short form"
    if manner == "translated" and _share(table.translated, sound_a, sound_b):
        return GIVEN, "one name in two languages"
    loose_a, loose_b = loose(a), loose(b)
    if place != "family" and _ends_otherwise(a, b, table.given_endings):
        return WOMAN, "a man's and a woman's name"
    if place != "given" and _ends_otherwise(loose_a, loose_b, table.family_endings):
        return WOMAN, "a man's and a woman's ending"
    if sound_a == sound_b:
        return SOUND, "the same sounds"
    if place != "family" and _share(table.short_sounds, sound_a, sound_b):
        return SHORT, "a short form"
    if loose_a == loose_b and len(loose_a) > 2:
        return LOOSE, "nearly the same sounds"
    return _near(loose_a, loose_b), "other letters"


def _share(groups: Mapping[str, frozenset[int]], a: str, b: str) -> bool:
    return a in groups and b in groups and not groups[a].isdisjoint(groups[b])


def _ends_otherwise(a: str, b: str, endings: Container[tuple[str, str]]) -> bool:
    """Whether the words differ by a pair of endings, which may begin alike: -ski, -ska."""
    letters = enumerate(zip(a, b, strict=False))
    alike = next((k for k, (x, y) in letters if x != y), min(len(a), len(b)))
    return any((a[cut:], b[cut:]) in endings for cut in range(max(alike - 2, 1), alike + 1))


def _near(a: str, b: str) -> float:
    """Likeness by letters changed. A short word with another letter is another name."""
    longest, shortest = max(len(a), len(b)), min(len(a), len(b))
    changed = OSA.distance(a, b)
    likeness = 1 - changed / longest
    if shortest < 4 or changed > 2 or a[0] != b[0]:
        return 0.7 * likeness
    if changed == 1:
        return 0.9 if longest > 7 else 0.86 if longest > 5 else 0.7
    return 0.8 if longest > 8 else 0.7 * likeness
