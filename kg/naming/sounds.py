"""Spellings levelled: what a folded word sounds like, whatever language spelt it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from kg.naming.datafile import data

_DOUBLED = re.compile(r"([a-z])\1+")
_SOFT = str.maketrans("z", "s", "aiuh")
"""What the bones of a word leave out or take for one, after ``loose``."""


class Rules:
    """Regular expressions with their replacements, one after the other.

    What one has written stands in capitals until all are through, so that no later one touches it.
    """

    def __init__(self, rules: Iterable[Sequence[str]]) -> None:
        self._rules = [(re.compile(pattern, re.MULTILINE), new) for pattern, new in rules]

    def __call__(self, words: str) -> str:
        """Lower-case words, one on each line, rewritten."""
        for pattern, new in self._rules:
            if pattern.groups:
                words = pattern.sub(lambda m: m.expand(new).upper(), words)  # noqa: B023
            else:
                words = pattern.sub(new.upper(), words)
        return _DOUBLED.sub(r"\1", words.lower())


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """The folded word with one letter for each sound."""
    return _sounds()(word)


@lru_cache(maxsize=1 << 16)
def loose(word: str) -> str:
    """``sound``, with letters that transliterations exchange made the same."""
    return sound(word).translate(_exchanged())


def bones(words: Sequence[str]) -> list[tuple[str, str]]:
    """Of each word its sound and the consonants alone: many words in one go, for speed."""
    if not words:
        return []
    sounds = _sounds()("\n".join(words))
    bare = _DOUBLED.sub(r"\1", sounds.translate(_exchanged()).translate(_SOFT))
    both = zip(sounds.split("\n"), bare.split("\n"), strict=True)
    return [(sound, consonants or sound) for sound, consonants in both]


@lru_cache(maxsize=1 << 12)
def syllables(word: str) -> str:
    """A Korean, Chinese or Vietnamese given name, its spellings made one."""
    return _syllables()(word)


@cache
def _sounds() -> Rules:
    return Rules(data()["sounds"]["rules"])


@cache
def _syllables() -> Rules:
    return Rules(data()["shared"]["syllables"])


@cache
def _exchanged() -> Mapping[int, str]:
    return str.maketrans(data()["sounds"]["exchanged"])
