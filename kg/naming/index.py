"""The listed names most like a written one, without comparing it with all of them."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.naming import people, tables
from kg.naming.likeness import Likeness
from kg.naming.written import Written, read

COMPARED = 80
"""Names compared word by word: those that share the rarest words with the one looked up."""


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
        best: dict[str, people.Weighed] = {}
        for number in self._candidates(wanted):
            ident, listed = self._names[number]
            weighed = people.weigh(wanted, read(listed))
            known = best.get(ident)
            if known is None or (weighed.score, weighed.mean) > (known.score, known.mean):
                best[ident] = weighed
        found = sorted(best.items(), key=lambda item: (-item[1].score, -item[1].mean, item[0]))
        return [(ident, Likeness(w.score, w.reason)) for ident, w in found[:limit]]

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, (_, name) in enumerate(self._names):
            for key in dict.fromkeys(_keys(read(name))):
                found[key].append(number)
        return dict(found)

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(key for key in self._by_key if len(key) > 2 and key[0] != "#")

    def _candidates(self, wanted: Written) -> list[int]:
        weights: dict[int, float] = defaultdict(float)
        for key in dict.fromkeys(_keys(wanted)):
            for found, share in self._near(key):
                numbers = self._by_key[found]
                weight = share * log(1 + len(self._names) / len(numbers))
                for number in numbers:
                    weights[number] += weight
        return heapq.nsmallest(COMPARED, weights, key=lambda n: (-weights[n], n))

    def _near(self, key: str) -> Iterator[tuple[str, float]]:
        """The key itself where it is known, or else known ones with one letter changed."""
        if key in self._by_key:
            yield key, 1.0
        elif len(key) > 2 and key[0] != "#":
            near = process.extract(
                key, self._vocabulary, scorer=OSA.distance, score_cutoff=1, limit=10
            )
            yield from ((found, 0.5) for found, _, _ in near)


def _keys(name: Written) -> Iterator[str]:
    """What a name is found by: bones of each word and of two neighbours, groups of short forms."""
    short = tables.load().short_sounds
    for word in name.words:
        if len(word) > 1:
            yield tables.bones(word)
            yield from (f"#{group}" for group in sorted(short.get(tables.sound(word), ())))
    for i in range(1, len(name.words)):
        yield tables.bones(name.words[i - 1] + name.words[i])
