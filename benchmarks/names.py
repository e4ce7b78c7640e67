"""How well kg.naming tells whether two written names are one person's.

    python benchmarks/names.py FILE [--sample 1000] [--errors HALF] [--quick]

FILE is tab-separated with a header: qid, country, name_en, name_fr, name_de, name_ru. Each French
form is looked up among the English names of all people, and each Russian form. The halves are
those of a hash of the qid; the rules were tuned on half 0.

- first: the person's English name is the likeliest. "alone" counts a tie with anybody as wrong,
  "tied" counts it as right where the other's English name is the same to the letter.
- found at t: the French form and the English name of the person score t or more.
- false at t: the form scores t or more with the English name of another person, per form and per
  pair of a form and another person. Pairs that are the same to the letter are left out and counted:
  no comparison of names can part them. Below DOUBTFUL the index leaves out unlikely names, so that
  these are lower bounds; from it on EXHAUSTIVE forms are compared with every name to see.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from kg.naming import DOUBTFUL, SAME, Index, compare, written
from kg.naming.people import weigh

RATIOS: list[tuple[str, Callable[..., float], float]] = [
    ("token_sort_ratio", fuzz.token_sort_ratio, 100),
    ("WRatio", fuzz.WRatio, 100),
    ("Jaro-Winkler", JaroWinkler.normalized_similarity, 1),
]
THRESHOLDS = (
    0.6,
    0.65,
    0.7,
    0.75,
    0.8,
    0.85,
    0.88,
    0.9,
    0.92,
    0.93,
    0.94,
    0.95,
    0.96,
    0.97,
    0.99,
    1,
)
MANY = 200
ENDS = ("", "ov", "ini")
"""What makes three spellings of a name, to time the index."""
EXHAUSTIVE = 60
"""Queries compared with every name, to see what the index misses."""


@dataclass(frozen=True)
class Person:
    qid: str
    english: str
    written: str

    @property
    def half(self) -> int:
        return hashlib.sha256(self.qid.encode()).digest()[0] % 2

    @property
    def differs(self) -> bool:
        return self.english != self.written


@dataclass(frozen=True)
class Outcome:
    """One form looked up: the score of its own person, those of the others, how it ranked."""

    person: Person
    own: float
    others: list[tuple[float, str]]
    """Score and English name of other people, without names the same to the letter."""
    doubles: int
    alone: bool
    tied: bool


Ranked = list[tuple[str, tuple[float, ...]]]
"""(qid, key): the first of the key is the score, the rest ranks equal scores."""


def read(path: Path, column: str) -> list[Person]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Person(row["qid"], row["name_en"], row[column]) for row in rows if row["name_en"]]


class People:
    """Everybody by English name."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.english = {p.qid: p.english for p in people}
        self.folded = {p.qid: anyascii(p.english).lower() for p in people}
        self.namesakes: dict[str, set[str]] = defaultdict(set)
        for p in people:
            self.namesakes[p.english].add(p.qid)
        self.index = Index((p.qid, p.english) for p in people)

    def by_kg(self, name: str) -> Ranked:
        wanted = written.read(name)
        found = self.index.nearest(name, MANY)
        return [(qid, self._key(wanted, qid)) for qid, _ in found]

    def _key(self, wanted: written.Written, qid: str) -> tuple[float, ...]:
        weighed = weigh(wanted, written.read(self.english[qid]))
        return weighed.score, weighed.mean

    def by_ratio(self, scorer: Callable[..., float], top: float, name: str) -> Ranked:
        found = process.extract(anyascii(name).lower(), self.folded, scorer=scorer, limit=MANY)
        return [(qid, (score / top,)) for _, score, qid in found]

    def outcome(self, query: Person, ranked: Ranked) -> Outcome:
        keys = dict(ranked)
        own = keys.get(query.qid)
        rivals = {q for q, key in ranked if own is None or (q != query.qid and key >= own)}
        others = [
            (key[0], self.english[qid])
            for qid, key in ranked
            if qid != query.qid and key[0] >= THRESHOLDS[0] and self.english[qid] != query.written
        ]
        return Outcome(
            query,
            own[0] if own else 0.0,
            others,
            len(self.namesakes.get(query.written, set()) - {query.qid}),
            own is not None and not rivals,
            own is not None and rivals <= self.namesakes[query.english],
        )


def table(title: str, outcomes: Sequence[Outcome], people: int) -> Iterator[str]:
    n = max(len(outcomes), 1)
    alone, tied = sum(o.alone for o in outcomes), sum(o.tied for o in outcomes)
    yield f"\n{title}: {len(outcomes)} forms"
    yield f"  first: {alone / n:.2%} alone, {tied / n:.2%} tied"
    yield f"  pairs of different people the same to the letter: {sum(o.doubles for o in outcomes)}"
    twins = [(o, english) for o in outcomes for s, english in o.others if s >= SAME]
    alike = sum(o.person.english == english for o, english in twins)
    yield f"  false pairs at SAME whose English names are the same: {alike} of {len(twins)}"
    yield f"  {'t':>5} {'found':>8} {'false, forms':>18} {'false, pairs':>22}"
    for t in THRESHOLDS:
        found = sum(o.own >= t for o in outcomes)
        forms = sum(any(s >= t for s, _ in o.others) for o in outcomes)
        pairs = sum(s >= t for o in outcomes for s, _ in o.others)
        share = pairs / (n * (people - 1))
        mark = " SAME" if t == SAME else " DOUBTFUL" if t == DOUBTFUL else ""
        yield (
            f"  {t:5.2f} {found / n:8.2%} {forms:8} ({forms / n:7.3%}) "
            f"{pairs:8} ({share:.2e}){mark}"
        )


def short(title: str, outcomes: Sequence[Outcome]) -> str:
    """First, and what is found at the highest recall with at most one false form in a thousand."""
    n = max(len(outcomes), 1)
    steps = [i / 1000 for i in range(1000, 599, -1)]
    best = 0.0, 1.0
    for t in steps:
        forms = sum(any(s >= t for s, _ in o.others) for o in outcomes)
        if forms / n > 0.001:
            break
        best = sum(o.own >= t for o in outcomes) / n, t
    alone, tied = sum(o.alone for o in outcomes) / n, sum(o.tied for o in outcomes) / n
    return f"  {title:18} {alone:8.2%} {tied:8.2%} {best[0]:8.2%} from {best[1]:.3f} on"


def sample(people: Sequence[Person], size: int) -> list[Person]:
    """Every form that differs, and of the others those first in the order of their hashes."""
    order = sorted(people, key=lambda p: hashlib.sha256(p.qid.encode()).hexdigest())
    differing = [p for p in order if p.differs]
    return differing + [p for p in order if not p.differs][: max(size - len(differing), 0)]


def missed(people: Sequence[Person], queries: Sequence[Person], everybody: People) -> list[str]:
    """Pairs that score DOUBTFUL or more and that the index does not find."""
    found = []
    for query in queries:
        known = {qid for qid, _ in everybody.index.nearest(query.written, MANY)}
        for p in people:
            if p.qid not in known and compare(query.written, p.english).score >= DOUBTFUL:
                found.append(f"{query.written} / {p.english}")
    return found


def speed(people: Sequence[Person]) -> Iterator[str]:
    some = people[:2000]
    names = [(p.qid, f"{p.english}{end}") for p in some for end in ENDS]
    begin = time.perf_counter()
    Index(names).nearest("Jean Martin")
    spent = time.perf_counter() - begin
    yield f"index of {len(set(names))} names and first look-up: {spent:.3f} s"
    index = Index((p.qid, p.english) for p in people)
    index.nearest("Jean Martin")
    begin = time.perf_counter()
    for p in some:
        index.nearest(p.written)
    spent = (time.perf_counter() - begin) / len(some)
    yield f"one look-up among {len(people)} names: {spent * 1000:.2f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sample", type=int, default=1000, help="forms for the bare ratios")
    parser.add_argument("--errors", type=int, choices=(0, 1), help="list the errors of one half")
    parser.add_argument("--quick", action="store_true", help="kg alone, no speed, no exhaustion")
    options = parser.parse_args()
    people = read(options.file, "name_fr")
    if not options.quick:
        print("\n".join(speed(people)))
    everybody = People(people)
    french = [p for p in people if p.written]
    outcomes = [everybody.outcome(p, everybody.by_kg(p.written)) for p in french]
    for half in (None, 0, 1):
        some = [o for o in outcomes if half is None or o.person.half == half]
        name = "all" if half is None else f"half {half}"
        print("\n".join(table(f"French to English, {name}", some, len(people))))
        differing = [o for o in some if o.person.differs]
        print("\n".join(table(f"French to English, {name}, that differ", differing, len(people))))
    if options.errors is not None:
        print("\n".join(errors([o for o in outcomes if o.person.half == options.errors])))
    if options.quick:
        return
    russian = [p for p in read(options.file, "name_ru") if p.written]
    found = [everybody.outcome(p, everybody.by_kg(p.written)) for p in russian]
    print("\n".join(table("Russian to English", found, len(people))))
    print("\n".join(ratios(everybody, sample(french, options.sample), outcomes)))
    some_queries = sample(french, EXHAUSTIVE * 5)[::5]
    lost = missed(people, some_queries, everybody)
    print(f"\nof {len(some_queries)} forms compared with every name, not found by the index:", lost)


def ratios(
    everybody: People, queries: Sequence[Person], outcomes: Sequence[Outcome]
) -> Iterator[str]:
    yield f"\n{len(queries)} forms, every one that differs among them:"
    yield f"  {'':18} {'alone':>8} {'tied':>8} {'found at 0.1 % false forms':>20}"
    chosen = {p.qid for p in queries}
    for title, some in (("all", queries), ("that differ", [p for p in queries if p.differs])):
        yield f" {title}"
        chosen = {p.qid for p in some}
        yield short("kg", [o for o in outcomes if o.person.qid in chosen])
        for name, scorer, top in RATIOS:
            ranked = ((p, everybody.by_ratio(scorer, top, p.written)) for p in some)
            yield short(name, [everybody.outcome(p, found) for p, found in ranked])


def errors(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Who is not found first or not at SAME, and who is likely to be taken for another."""
    for o in outcomes:
        if not o.tied or o.own < SAME:
            fault = "low" if o.tied else "not first"
            yield f"{fault:9} {o.own:.2f}  {o.person.written} / {o.person.english}"
    for o in outcomes:
        for score, other in o.others:
            if score >= SAME - 0.05:
                yield f"false     {score:.2f}  {o.person.written} / {other}"


if __name__ == "__main__":
    main()
