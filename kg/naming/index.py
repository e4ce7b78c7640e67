"""The listed names most like a written one, without comparing it with all of them."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain, pairwise
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.naming import tables
from kg.naming.likeness import Likeness
from kg.naming.people import Weighed, weigh
from kg.naming.sounds import bones
from kg.naming.written import plain_words, read

COMPARED = 60
"""Names compared word by word: those that share the rarest words with the one looked up."""
WORTH_COMPARING = 0.4
"""Of the weight of the words the best of them shares: a common given name alone is no reason."""


class Index:
    """Names of people by the consonants of their words. It is built when first asked."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names``: (id, name); an id may have several names."""
        self._names = list(dict.fromkeys(names))

    def nearest(self, name: str, limit: int = 5) -> list[tuple[str, Likeness]]:
        """At most ``limit`` ids, the likeliest first, each with that of its likeliest name.

        Of equal likeness comes first whose words are more alike on average, then the lesser id.
        Names that share no word with ``name``, nor a nearly equal one, are not found.
        """
        wanted = read(name)
        best: dict[str, Weighed] = {}
        for number in self._candidates(name):
            ident, listed = self._names[number]
            weighed = weigh(wanted, read(listed))
            known = best.get(ident)
            if known is None or (weighed.score, weighed.mean) > (known.score, known.mean):
                best[ident] = weighed
        found = sorted(best.items(), key=lambda item: (-item[1].score, -item[1].mean, item[0]))
        return [(ident, Likeness(w.score, w.reason)) for ident, w in found[:limit]]

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        listed = plain_words([name for _, name in self._names])
        keys = _keys(set(chain.from_iterable(listed)))
        found: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(listed):
            for key in {key for word in words for key in keys[word]}:
                found[key].append(number)
        return dict(found)

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(key for key in self._by_key if len(key) > 2 and key[0] != "#")

    def _candidates(self, name: str) -> list[int]:
        (words,) = plain_words([name])
        weights: dict[int, float] = defaultdict(float)
        for key, share in self._known(words):
            numbers = self._by_key[key]
            weight = share * log(1 + len(self._names) / len(numbers))
            for number in numbers:
                weights[number] += weight
        least = max(weights.values(), default=0.0) * WORTH_COMPARING
        found = [number for number, weight in weights.items() if weight >= least]
        return heapq.nsmallest(COMPARED, found, key=lambda n: (-weights[n], n))

    def _known(self, words: list[str]) -> Iterator[tuple[str, float]]:
        """Listed keys of the words, and of neighbours as one, with what each is worth."""
        keys = dict.fromkeys(chain.from_iterable(_keys(words).values()))
        joined = _keys(a + b for a, b in pairwise(words)).values()
        for key in keys:
            yield from self._near(key)
        for key in dict.fromkeys(key for key, *_ in joined):
            if key in self._by_key and key not in keys:
                yield key, 1.0

    def _near(self, key: str) -> Iterator[tuple[str, float]]:
        """The key itself where it is known, or else known ones with one letter changed."""
        if key in self._by_key:
            yield key, 1.0
        elif len(key) > 2 and key[0] != "#":
            near = process.extract(
                key, self._vocabulary, scorer=OSA.distance, score_cutoff=1, limit=10
            )
            yield from ((found, 0.5) for found, _, _ in near)


def _keys(words: Iterable[str]) -> dict[str, list[str]]:
    """What each word is found by: its consonants, its sound, the groups of given names it is in."""
    table = tables.load()
    known = list(dict.fromkeys(words))
    found = {}
    for word, (sound, consonants) in zip(known, bones(known), strict=True):
        groups = [f"#{group}" for group in sorted(table.short.get(word, ()))]
        found[word] = [consonants, f"#{sound}", *groups]
    return found
