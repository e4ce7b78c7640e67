"""What names.toml lists, in the form the rules use: short forms, titles, endings, family names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.naming.datafile import data
from kg.naming.sounds import loose, sound


@dataclass(frozen=True, slots=True)
class Tables:
    """The file's lists in the form the rules use. All words are lower-case ASCII."""

    titles: frozenset[str]
    perhaps_titles: frozenset[str]
    sovereigns: frozenset[str]
    nobles: frozenset[str]
    particles: frozenset[str]
    filial: frozenset[str]
    servant: re.Pattern[str]
    servant_joined: re.Pattern[str]
    first_names: frozenset[str]
    """Sounds of all given names that are listed anywhere."""
    generations: Mapping[str, str]
    """``jr`` -> ``younger``, ``sr`` -> ``elder``."""
    patronymic: re.Pattern[str]
    given_endings: frozenset[tuple[str, str]]
    family_endings: frozenset[tuple[str, str]]
    short: Mapping[str, frozenset[int]]
    """Given name -> the groups of short forms it is in."""
    short_sounds: Mapping[str, frozenset[int]]
    """The same by the sound of the name."""
    given: Mapping[str, frozenset[int]]
    """Sound of a given name -> the groups of its forms in nearby languages."""
    translated: Mapping[str, frozenset[int]]
    families: Mapping[str, frozenset[int]]
    """Shared family name -> the groups it is in, by the word itself."""
    forms: frozenset[str]
    kinds: frozenset[str]
    small: frozenset[str]
    common: frozenset[str]
    spellings: Mapping[str, str]


@cache
def load() -> Tables:
    """The tables of the file that ships with kg."""
    file = data()
    words, endings, bodies = file["words"], file["endings"], file["bodies"]
    listed = [group.split() for part in file["short"].values() for group in part]
    spelt = [group.split() for part in file["given"].values() for group in part]
    first = [*words["given"], *(word for group in (*listed, *spelt) for word in group)]
    return Tables(
        titles=frozenset(words["titles"]) | frozenset(words["sovereigns"]),
        perhaps_titles=frozenset(words["perhaps_titles"]),
        sovereigns=frozenset(words["sovereigns"]),
        nobles=frozenset(words["nobles"]),
        particles=frozenset(words["particles"]),
        filial=frozenset(words["filial"]),
        servant=re.compile(words["servant"]),
        servant_joined=re.compile(words["servant_joined"]),
        first_names=frozenset(map(sound, first)),
        generations=dict(_generations(words)),
        patronymic=re.compile(f".{{2,}}(?:{'|'.join(words['patronymics'])})"),
        given_endings=_both_ways(endings["given"]),
        family_endings=_both_ways([loose(a), loose(b)] for a, b in endings["family"]),
        short=_groups(listed),
        short_sounds=_groups(map(sound, group) for group in listed),
        given=_groups(map(sound, group) for group in spelt),
        translated=_groups(map(sound, g.split()) for g in file["translated"]["groups"]),
        families=_groups(group.split() for group in file["shared"]["families"]),
        forms=frozenset(bodies["forms"]),
        kinds=frozenset(bodies["kinds"]),
        small=frozenset(bodies["small"]),
        common=frozenset(bodies["common"]),
        spellings={w: g.split()[0] for g in bodies["spellings"] for w in g.split()},
    )


def _generations(words: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for generation in ("younger", "elder"):
        yield from ((word, generation) for word in words[generation])


def _both_ways(pairs: Iterable[list[str]]) -> frozenset[tuple[str, str]]:
    found = [(a, b) for a, b in pairs]
    return frozenset([*found, *((b, a) for a, b in found)])


def _groups(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for i, group in enumerate(groups):
        for word in group:
            found.setdefault(word, set()).add(i)
    return {word: frozenset(numbers) for word, numbers in found.items()}
