"""Which texts are copies of one another: dispatches reprinted with small edits, cut or embedded.

A text is the set of its runs of RUN words (shingles; Broder, "On the resemblance and containment
of documents", 1997). It is a copy of a longer one when that holds SHARE of its runs, so slugs,
titles, dropped or moved paragraphs and edited words make no other text, and an article that
embeds a whole dispatch is one of its copies. A translation is none, nor is another report of the
same event that repeats its quotations.
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
runs, the other 50 at most 0.54, but for a daily report of which only the numbers change (0.68).
benchmarks/README.md has the table, and the methods that did worse."""
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
_Runs = NDArray[np.uint64]


class Text(NamedTuple):
    """A text and who printed it ("" when nobody knows)."""

    words: tuple[str, ...]
    outlet: str


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` without case and punctuation."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def groups(texts: Mapping[str, Text]) -> dict[str, str]:
    """Key of each text -> the least key of the group of copies it belongs to.

    A copy of a copy is in the group. Neither the order of ``texts`` nor the hash seed matters;
    time grows with the number of words.
    """
    long_enough = {key: text for key, text in texts.items() if len(text.words) >= LEAST}
    runs = _without_furniture(long_enough, _runs(long_enough))
    ranked = sorted((key for key in runs if len(runs[key])), key=lambda k: (len(runs[k]), k))
    held = _held([runs[key] for key in ranked])
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
    """How much of the shorter of two texts, given as words, stands in the other: 0 to 1."""
    runs = _runs({"one": Text(tuple(one), ""), "other": Text(tuple(other), "")})
    return _share(runs["one"], runs["other"])


def _share(one: _Runs, other: _Runs) -> float:
    shorter = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter if shorter else 0.0


def _runs(texts: Mapping[str, Text]) -> dict[str, _Runs]:
    """The runs of each text as sorted numbers, each once."""
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
        found[key] = np.unique(mixed)
    return found


def _number(word: str) -> int:
    """64 bits that depend on the word alone; Python's own hash changes with each process."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8"), digest_size=8).digest(), "big")


def _without_furniture(texts: Mapping[str, Text], runs: Mapping[str, _Runs]) -> dict[str, _Runs]:
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for key, text in texts.items():
        by_outlet[text.outlet].append(key)
    kept = dict(runs)
    for outlet, keys in by_outlet.items():
        if outlet and len(keys) >= STANDING:
            found, counts = np.unique(np.concatenate([runs[k] for k in keys]), return_counts=True)
            standing = found[counts > len(keys) / 2]
            for key in keys:
                kept[key] = np.setdiff1d(runs[key], standing, assume_unique=True)
    return kept


def _held(runs: Sequence[_Runs]) -> dict[int, list[int]]:
    """Place of a text -> places of the texts, at most as long, that are its copies.

    ``runs`` are in order of length. An article that holds two dispatches is a digest: it is a copy
    of the longer, and the other stays by itself. What that one holds itself is left to it.
    """
    alike: dict[int, set[int]] = defaultdict(set)
    for shorter, longer in _pairs(runs):
        if _share(runs[shorter], runs[longer]) >= SHARE:
            alike[longer].add(shorter)
    held: dict[int, list[int]] = {}
    for longer, shorter_ones in alike.items():
        largest = max(shorter_ones)
        held[longer] = [largest] + [
            s for s in sorted(shorter_ones - {largest} - alike.get(largest, set()))
            if _share(runs[s], runs[largest]) >= APART
        ]  # fmt: skip
    return held


def _pairs(runs: Sequence[_Runs]) -> Iterable[tuple[int, int]]:
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
