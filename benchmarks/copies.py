"""Which of two texts are copies of one dispatch: kg's measure, others, and how long it takes.

    python benchmarks/copies.py [--articles 10000]

Pairs of tests/dispatches.py, written for this. A table of kg's threshold; then for each method, by
wording alone, the best recall at a threshold that takes no wrong pair (the daily report apart,
which each takes for a copy), with the wrong pair most alike and the copy least alike. Methods of
packages that are not installed are left out: `pip install rensa datasketch` for all.

Time: generated articles, a third of them copies of another with words changed and a paragraph
dropped; whether the groups are the same in another order; whether they are the right ones.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Hashable
from importlib.util import find_spec
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from dispatches import CASES

from kg import wording

PERMUTATIONS = 256
DAILY = "daily report, other numbers"
PARAGRAPHS, WORDS = 8, 50
Likeness = Callable[[str, str], float]


def shingles(text: str, run: int) -> set[Hashable]:
    words = wording.words(text)
    return {words[i : i + run] for i in range(max(1, len(words) - run + 1))}


def held(run: int) -> Likeness:
    def likeness(one: str, other: str) -> float:
        a, b = shingles(one, run), shingles(other, run)
        return len(a & b) / min(len(a), len(b))

    return likeness


def resemblance(one: str, other: str) -> float:
    a, b = shingles(one, 3), shingles(other, 3)
    return len(a & b) / len(a | b)


def in_order(one: str, other: str) -> float:
    a, b = wording.words(one), wording.words(other)
    return LCSseq.similarity(a, b) / min(len(a), len(b))


def partial(one: str, other: str) -> float:
    return fuzz.partial_ratio(" ".join(wording.words(one)), " ".join(wording.words(other))) / 100


def token_set(one: str, other: str) -> float:
    return fuzz.token_set_ratio(" ".join(wording.words(one)), " ".join(wording.words(other))) / 100


def rensa(one: str, other: str) -> float:
    from rensa import RMinHash

    sketches = []
    for text in (one, other):
        sketches.append(RMinHash(num_perm=PERMUTATIONS, seed=1))
        sketches[-1].update(sorted(" ".join(map(str, s)) for s in shingles(text, 3)))
    return sketches[0].jaccard(sketches[1])


def datasketch(one: str, other: str) -> float:
    """Containment as MinHashLSHEnsemble estimates it: from the resemblance and the two sizes."""
    from datasketch import MinHash

    sets = [shingles(text, 3) for text in (one, other)]
    sketches = [MinHash(PERMUTATIONS, seed=1) for _ in sets]
    for sketch, found in zip(sketches, sets, strict=True):
        sketch.update_batch([" ".join(map(str, s)).encode() for s in found])
    alike, sizes = sketches[0].jaccard(sketches[1]), [len(found) for found in sets]
    return alike * sum(sizes) / (1 + alike) / min(sizes)


METHODS: dict[str, Likeness] = {
    **{f"share of the shorter, runs of {run}": held(run) for run in (2, 3, 4, 5)},
    "resemblance (Jaccard), runs of 3": resemblance,
    "longest common words in order (rapidfuzz)": in_order,
    "partial_ratio (rapidfuzz)": partial,
    "token_set_ratio (rapidfuzz)": token_set,
    "MinHash resemblance (rensa)": rensa,
    "MinHash containment (datasketch)": datasketch,
}


def thresholds() -> None:
    print(f"{len(CASES)} pairs, {sum(c.copy for c in CASES)} copies\n")
    print("| SHARE | precision | recall |\n|---|---|---|")
    rows = [(wording.share(wording.words(c.one), wording.words(c.other)), c) for c in CASES]
    for least in (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9):
        taken = [case.copy for value, case in rows if value >= least]
        right = sum(taken)
        recall = right / sum(c.copy for c in CASES)
        print(f"| {least} | {right / len(taken):.1%} ({right}/{len(taken)}) | {recall:.1%} |")


def methods() -> None:
    print("\n| method | most alike of the others | least alike of the copies | recall |")
    print("|---|---|---|---|")
    for name, likeness in METHODS.items():
        package = name.rpartition("(")[2].rstrip(")")
        if package in ("rensa", "datasketch") and not find_spec(package):
            continue
        rows = [(likeness(c.one, c.other), c) for c in CASES]
        wrong = max(value for value, case in rows if not case.copy and case.kind != DAILY)
        copies = [value for value, case in rows if case.copy]
        recall = sum(value > wrong for value in copies) / len(copies)
        print(f"| {name} | {wrong:.2f} | {min(copies):.2f} | {recall:.1%} |")


def generated(count: int) -> tuple[dict[str, wording.Text], dict[str, set[str]]]:
    """Articles of 400 words as frequent as words are (Zipf), and which are copies of which."""
    chance = random.Random(7)
    vocabulary = [f"w{i}" for i in range(30_000)]
    weights = [1 / (i + 1) for i in range(len(vocabulary))]
    texts: dict[str, list[list[str]]] = {}
    families: dict[str, set[str]] = {}
    for i in range(count):
        key = f"{i:06}"
        if i % 3 == 2:
            family = chance.choice(sorted(families)) if i % 10 == 2 else f"{i - 1:06}"
            paragraphs = [list(p) for p in texts[family]]
            del paragraphs[chance.randrange(PARAGRAPHS)]
            for paragraph in paragraphs:
                paragraph[chance.randrange(WORDS)] = chance.choice(vocabulary)
            families[family].add(key)
        else:
            words = chance.choices(vocabulary, weights, k=PARAGRAPHS * WORDS)
            paragraphs = [words[n : n + WORDS] for n in range(0, len(words), WORDS)]
            families[key] = {key}
        texts[key] = paragraphs
    flat = {k: wording.Text(tuple(w for p in v for w in p), "") for k, v in texts.items()}
    return flat, families


def timing(count: int) -> None:
    for size in (count // 10, count):
        texts, families = generated(size)
        begin = time.perf_counter()
        found = wording.groups(texts)
        seconds = time.perf_counter() - begin
        again = wording.groups(dict(reversed(texts.items())))
        members: dict[str, set[str]] = defaultdict(set)
        for key, group in found.items():
            members[group].add(key)
        right = sum(family in members.values() for family in families.values())
        print(
            f"\n{size} articles of {PARAGRAPHS * WORDS} words: {seconds:.1f} s; the same in another"
            f" order: {again == found}; right groups: {right}/{len(families)}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    thresholds()
    methods()
    timing(options.articles)
