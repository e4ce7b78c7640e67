"""Words and sentences that put a French tokenizer to the test, drawn by chance.

Those its own expression is about, with a letter too many or too few; listed names with hyphens,
elisions and quotes; numbers, addresses, abbreviations; and any characters at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

HYPHENS = "-–—‐‑"
APOSTROPHES = "'’"
LETTERS = "abcdeéèêëàâçîïôùûüÿœæßñøřšžłþðıſKÅµΩπжщґאבعنあ漢한ǅᾳⁿªº"
"""Lower, upper and neither; of classes that fold into each other; in and outside the alphabets."""
OTHERS = '0123456789.,;:!?…«»“”"()[]{}<>/\\@#%&*+=_|~^`°€$£×÷²½§\u00a0\u00ad\u200b\u0301\t\n🚀'
_ATOM = re.compile(r"(\[[^\]]+\]|\(\?:[^()]*\)|.)([?*+]?)", re.DOTALL)
_SPELT_OUT = 200
"""A class with more characters than this is one of letters."""

ODD = (
    "www.example.org/a-b_c?d=l'e#f", "https://exemple.fr/l’an-2024", "a.b@exemple.fr", "12,5",
    "n°3", "1er", "2e", "20h30", "3.000.000", "10%", "50€", "-5°C", "J.-C.", "M.", "Mme.", "etc.",
    "cf.", "sept.", "févr.", "aujourd'hui", "Aujourd’hui", "qu'est-ce", "a-t-il", "A-T-ELLE",
    "dis-le", "allez-y", "s'est-il", "presqu'île", "entr'ouvrir", "grand’mère", "r’appeler", "R&D",
    "U.E.", "F-16", "Su-35", "S-400", "T-72B3", "COVID-19", "MH17", "c'est-à-dire",
    "vice-président", "Premier-ministre", "États-Unis", "etats–unis", "ex-URSS", "rendez-vous",
    "arc-en-ciel", "saut-de-ski", "pet-en-l'air", "Saint-Pétersbourg", "La Chapelle-sur-Erdre",
    "peut-être", "droits-de-l'homme", "lui-même", "celle-ci", "là-bas", "au-delà", "par-dessus",
    "--", "...", "?!", "’’",
)  # fmt: skip
TEMPLATES = (
    "{0} a rencontré {1} à {2}.",
    "Selon {0}, l'{1} n’a pas été attaqué par d'{2} ({3}).",
    "« {0}-{1} », dit-il à {2} ; qu'{3} s’en aille !",
    "L’{0} et l'ex-{1} d{4}{2} : {3}/{5}",
    "Anti-{0}, pro–{1}, franco-{2} ou russo‑{3}, c’est {5}.",
    "{5} {0}, {5} {1} {5}… {2}?",
    "aux côtés de {0} ,{1}. {2}!{3}",
)


def like(alternative: str, chance: Random) -> str:
    """A word that the expression matches, if the letters drawn are of its classes."""

    def drawn(atom: re.Match[str]) -> str:
        body, often = atom.groups()
        times = chance.randint(often == "+", 3) if often in ("*", "+") else 1
        if often == "?" and chance.random() < 0.5:
            return ""
        if body.startswith("(?:"):
            return "".join(like(chance.choice(body[3:-1].split("|")), chance) for _ in range(times))
        if body.startswith("[") and len(body) > 2:
            chars = LETTERS + APOSTROPHES + HYPHENS if len(body) > _SPELT_OUT else body[1:-1]
            return "".join(chance.choice(chars) for _ in range(times))
        return body * times

    return _ATOM.sub(drawn, alternative)


def bent(word: str, chance: Random) -> str:
    """The word in other letters, or with one put in, left out or changed."""
    how, at = chance.randrange(8), chance.randrange(len(word) + 1)
    if how < 3:
        return (word.upper(), word.title(), word.swapcase())[how]
    if how < 6:
        extra = chance.choice(LETTERS + APOSTROPHES + HYPHENS + OTHERS)
        return word[:at] + extra * (how != 5) + word[at + (how > 3) :]
    return word


@cache
def characters() -> tuple[str, ...]:
    """A few of every category of Unicode, and all of Latin."""
    kinds: dict[str, list[str]] = {}
    for code in range(0x30000):
        char = chr(code)
        kinds.setdefault(unicodedata.category(char), []).append(char)
    kinds.pop("Cs")
    some = {c for chars in kinds.values() for c in chars[:: max(1, len(chars) // 40)]}
    return (*sorted(some), *map(chr, range(0x20, 0x250)))


def alternatives(pattern: str) -> list[str]:
    """The parts of ``(?iu)(?:^…$)|(?:^…$)``."""
    return pattern.removeprefix("(?iu)(?:^").removesuffix("$)").split("$)|(?:^")


def sentences(pattern: str, names: Sequence[str], count: int, seed: int = 0) -> Iterator[str]:
    """``count`` sentences of names, odd words, and words like those the expression matches."""
    chance = Random(seed)
    parts = alternatives(pattern)

    def word() -> str:
        kind = chance.randrange(10)
        if kind < 4:
            return chance.choice(names)
        if kind < 7:
            return bent(like(chance.choice(parts), chance), chance)
        if kind < 9:
            return bent(chance.choice(ODD), chance)
        return "".join(chance.choices(characters(), k=chance.randint(1, 8)))

    for _ in range(count):
        yield chance.choice(TEMPLATES).format(
            word(), word(), word(), word(), chance.choice(APOSTROPHES), chance.choice(ODD)
        )
