"""Which texts are copies of one another: dispatches reprinted with small edits, cut or embedded.

A text is the set of its runs of RUN words (shingles; Broder, "On the resemblance and containment
of documents", 1997). It is a copy of a longer one when that holds SHARE of its runs, so slugs,
titles, dropped or moved paragraphs and edited words make no other text, and an article that
embeds a whole dispatch is one of its copies. A translation is none, nor is another report of the
same event that repeats its quotations, nor the next of a series of reports: the sentences of
yesterday with other numbers.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RUN = 4
SHARE = 0.6
"""Of the 157 pairs of tests/dispatches.py the 107 copies share at least 0.68 of the shorter one's
runs, the other 50 at most 0.54. benchmarks/README.md has the table, and the methods that did
worse."""
FIGURES = 2
"""Numbers. Of two texts that have so many, copies have at least half in common: all the 107 above
do. The two pairs of daily reports share 0.66 and 0.68 of their runs and no number, three reports of
air strikes in re3d up to 0.74 and at most two of five numbers."""
APART = 0.2
"""Two texts in one article that share less of the shorter one's runs are two pieces of work: the
eight pairs of reports of one event share 0.09 to 0.18 by their quotations."""
LEAST = 12
"""Words. A shorter text is a copy of nothing but the same words."""
STANDING = 10
"""Texts. What stands in more than half of an outlet's texts, if it has so many, is its furniture
(footers, notices) and tells nothing about where a text comes from."""
NEIGHBOURS = 8
"""Texts with a run in common that each is compared with, the next in length: a dispatch printed a
thousand times makes 8,000 pairs and not half a million. They are one group all the same."""

# Scripts that put no spaces between words are read character by character.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+"
)
_BASE = np.uint64(0x9E3779B97F4A7C15)


class Text(NamedTuple):
    """A text and who printed it ("" when nobody knows)."""

    words: tuple[str, ...]
    outlet: str


class _Print(NamedTuple):
    runs: NDArray[np.uint64]
    """Each once, sorted."""
    numbers: frozenset[str]


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` without case and punctuation."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def groups(texts: Mapping[str, Text]) -> dict[str, str]:
    """Key of each text -> the least key of the group of copies it belongs to.

    A copy of a copy is in the group. Neither the order of ``texts`` nor the hash seed matters;
    time grows with the number of words.
    """
    long_enough = {key: text for key, text in texts.items() if len(text.words) >= LEAST}
    prints = _without_furniture(long_enough, _prints(long_enough))
    lengths = {key: len(found.runs) for key, found in prints.items() if len(found.runs)}
    ranked = sorted(lengths, key=lambda key: (lengths[key], key))
    held = _held([prints[key] for key in ranked])
    first = {key: key for key in texts}

    def group(key: str) -> str:
        while first[key] != key:
            first[key] = key = first[first[key]]
        return key

    for one, others in sorted(held.items()):
        for other in others:
            least, most = sorted((group(ranked[one]), group(ranked[other])))
            first[most] = least
    return {key: group(key) for key in texts}


def share(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of the shorter of two texts, given as words, stands in the other: 0 to 1, and 0
    when most of their numbers differ."""
    prints = _prints({"one": Text(tuple(one), ""), "other": Text(tuple(other), "")})
    return _share(prints["one"], prints["other"])


def _share(one: _Print, other: _Print) -> float:
    least = min(len(one.numbers), len(other.numbers))
    if least >= FIGURES and len(one.numbers & other.numbers) < least / 2:
        return 0.0
    shorter = min(len(one.runs), len(other.runs))
    common = np.intersect1d(one.runs, other.runs, assume_unique=True)
    return len(common) / shorter if shorter else 0.0


def _prints(texts: Mapping[str, Text]) -> dict[str, _Print]:
    numbers: dict[str, int] = {}
    found = {}
    for key, text in texts.items():
        for word in text.words:
            if word not in numbers:
                numbers[word] = _number(word)
        row = np.array([numbers[word] for word in text.words], dtype=np.uint64)
        last = max(len(row) - RUN + 1, 0)
        mixed = np.zeros(last, dtype=np.uint64)
        for i in range(RUN):
            mixed = mixed * _BASE + row[i : i + last]
        found[key] = _Print(np.unique(mixed), frozenset(w for w in text.words if w.isdigit()))
    return found


def _number(word: str) -> int:
    """64 bits that depend on the word alone; Python's own hash changes with each process."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8"), digest_size=8).digest(), "big")


def _without_furniture(
    texts: Mapping[str, Text], prints: Mapping[str, _Print]
) -> dict[str, _Print]:
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for key, text in texts.items():
        by_outlet[text.outlet].append(key)
    kept = dict(prints)
    for outlet, keys in by_outlet.items():
        if outlet and len(keys) >= STANDING:
            every = np.concatenate([prints[key].runs for key in keys])
            found, counts = np.unique(every, return_counts=True)
            standing = found[counts > len(keys) / 2]
            for key in keys:
                own = np.setdiff1d(prints[key].runs, standing, assume_unique=True)
                kept[key] = prints[key]._replace(runs=own)
    return kept


def _held(prints: Sequence[_Print]) -> dict[int, list[int]]:
    """Place of a text -> places of the texts, at most as long, that are its copies.

    ``prints`` are in order of length. An article that holds two dispatches is a digest: it is a
    copy of the longer, and the other stays by itself. What the longer holds is left to it.
    """
    alike: dict[int, set[int]] = defaultdict(set)
    for shorter, longer in _pairs([each.runs for each in prints]):
        if _share(prints[shorter], prints[longer]) >= SHARE:
            alike[longer].add(shorter)
    held: dict[int, list[int]] = {}
    for longer, shorter_ones in alike.items():
        largest = max(shorter_ones)
        held[longer] = [largest] + [
            s for s in sorted(shorter_ones - {largest} - alike.get(largest, set()))
            if _share(prints[s], prints[largest]) >= APART
        ]  # fmt: skip
    return held


def _pairs(runs: Sequence[NDArray[np.uint64]]) -> Iterable[tuple[int, int]]:
    """Pairs of places, the shorter text first, that have so many runs in common that they may be
    copies."""
    if not runs:
        return []
    every = np.concatenate(runs)
    place = np.repeat(np.arange(len(runs)), [len(each) for each in runs])
    order = np.argsort(every, kind="stable")
    every, place = every[order], place[order]
    codes = []
    for step in range(1, NEIGHBOURS + 1):
        same = every[step:] == every[:-step]
        codes.append(place[:-step][same] * len(runs) + place[step:][same])
    pairs, hits = np.unique(np.concatenate(codes), return_counts=True)
    shorter, longer = pairs // len(runs), pairs % len(runs)
    lengths = np.array([len(each) for each in runs])
    # Neighbours differ from run to run, so not every run of a pair is a hit.
    near = hits >= SHARE / 4 * lengths[shorter]
    return zip(shorter[near].tolist(), longer[near].tolist(), strict=True)
