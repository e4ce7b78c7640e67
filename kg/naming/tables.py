"""names.toml, read once: sounds, short forms, titles, endings, family names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kg import resources


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
    generations: Mapping[str, str]
    """``jr`` -> ``younger``, ``sr`` -> ``elder``."""
    patronymic: re.Pattern[str]
    given_endings: tuple[tuple[str, str], ...]
    family_endings: tuple[tuple[str, str], ...]
    short: Mapping[str, frozenset[int]]
    """Given name -> the groups of short forms and spellings it is in."""
    short_sounds: Mapping[str, frozenset[int]]
    """The same by the sound of the name."""
    translated: Mapping[str, frozenset[int]]
    families: Mapping[str, frozenset[int]]
    """Shared family name -> the groups it is in, by the word itself."""
    forms: frozenset[str]
    kinds: frozenset[str]
    small: frozenset[str]
    common: frozenset[str]
    spellings: Mapping[str, str]


class Rules:
    """Regular expressions with their replacements, all tried at once: the first that fits wins."""

    def __init__(self, rules: Iterable[tuple[str, str]]) -> None:
        pairs = list(rules)
        self._pattern = re.compile("|".join(f"({pattern})" for pattern, _ in pairs))
        self._becomes = ["", *(text for _, text in pairs)]

    def __call__(self, word: str) -> str:
        return self._pattern.sub(lambda m: self._becomes[m.lastindex or 0], word)


@cache
def load() -> Tables:
    """The tables of the file that ships with kg."""
    data = _file()
    words, endings, bodies = data["words"], data["endings"], data["bodies"]
    listed = [group.split() for part in data["short"].values() for group in part]
    return Tables(
        titles=frozenset(words["titles"]) | frozenset(words["sovereigns"]),
        perhaps_titles=frozenset(words["perhaps_titles"]),
        sovereigns=frozenset(words["sovereigns"]),
        nobles=frozenset(words["nobles"]),
        particles=frozenset(words["particles"]),
        filial=frozenset(words["filial"]),
        servant=re.compile(words["servant"]),
        servant_joined=re.compile(words["servant_joined"]),
        generations=dict(_generations(words)),
        patronymic=re.compile(f".{{2,}}(?:{'|'.join(words['patronymics'])})"),
        given_endings=_both_ways(endings["given"]),
        family_endings=_both_ways([loose(a), loose(b)] for a, b in endings["family"]),
        short=_groups(listed),
        short_sounds=_groups(map(sound, group) for group in listed),
        translated=_groups(map(sound, g.split()) for g in data["translated"]["groups"]),
        families=_groups(group.split() for group in data["shared"]["families"]),
        forms=frozenset(bodies["forms"]),
        kinds=frozenset(bodies["kinds"]),
        small=frozenset(bodies["small"]),
        common=frozenset(bodies["common"]),
        spellings={w: g.split()[0] for g in bodies["spellings"] for w in g.split()},
    )


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """The folded word with one letter for each sound, whatever language spelt it."""
    return _undoubled(_sounds()(word))


@lru_cache(maxsize=1 << 16)
def loose(word: str) -> str:
    """``sound`` with letters that transliterations exchange made the same."""
    return _undoubled(sound(word).translate(_exchanged()))


@lru_cache(maxsize=1 << 16)
def bones(word: str) -> str:
    """The consonants of ``loose``: what a name is looked up by. Never ""."""
    return _undoubled(re.sub("[aiu]", "", loose(word))) or loose(word) or word


@lru_cache(maxsize=1 << 12)
def syllables(word: str) -> str:
    """A Korean or Chinese given name, its spellings made one."""
    return _undoubled(_syllables()(word))


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(resources.NAMES.read_text(encoding="utf-8"))


@cache
def _sounds() -> Rules:
    return Rules(_file()["sounds"]["rules"])


@cache
def _syllables() -> Rules:
    return Rules(_file()["shared"]["syllables"])


@cache
def _exchanged() -> Mapping[int, str]:
    return str.maketrans(_file()["sounds"]["exchanged"])


def _generations(words: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for generation in ("younger", "elder"):
        yield from ((word, generation) for word in words[generation])


def _both_ways(pairs: Iterable[list[str]]) -> tuple[tuple[str, str], ...]:
    found = [(a, b) for a, b in pairs]
    return tuple(dict.fromkeys([*found, *((b, a) for a, b in found)]))


def _groups(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for i, group in enumerate(groups):
        for word in group:
            found.setdefault(word, set()).add(i)
    return {word: frozenset(numbers) for word, numbers in found.items()}
