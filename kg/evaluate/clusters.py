"""Scoring kg's claims and coreference against clusters of gold mentions.

A mention of kg and a gold mention are the same when they overlap; an entity of kg is a gold
cluster when a mention that names it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.evaluate.annotated import Cluster, Document, Spot, Triple
from kg.evaluate.triples import f1
from kg.model import Claim, End, Mention

COREFERENCE = "coreference"
POSSESSIVES = frozenset(
    ["son", "sa", "ses", "leur", "leurs", "his", "her", "its", "their", "my", "our"]
)

Predict = Callable[[Claim], Iterable[tuple[str, ...]]]
"""Claim -> the labels it amounts to, each a choice: right when the gold has any of them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a document's claims. ``outside`` counts those the gold cannot have: with an
    end that is none of its clusters, or both ends in one of its mentions ("the French envoy").
    ``seen`` are the clusters of which kg found a name."""

    document: Document
    right: frozenset[Triple]
    spurious: tuple[tuple[Triple, Claim], ...]
    missing: frozenset[Triple]
    outside: int
    seen: frozenset[int]


class Links:
    """Which gold clusters kg's entities are, by the mentions that name them."""

    def __init__(self, clusters: Sequence[Cluster], mentions: Iterable[Mention]) -> None:
        self.clusters = clusters
        self.named = [m for m in mentions if m.source != COREFERENCE]
        self._spans = {(m.start, m.end) for m in self.named}
        found: dict[str, Counter[int]] = defaultdict(Counter)
        for mention in self.named:
            for entity in (mention.entity, *mention.readings):
                found[entity.id].update(self.at(mention.start, mention.end))
        self._of = {
            id_: [i for i, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
            for id_, counted in found.items()
        }

    def at(self, start: int, end: int) -> list[int]:
        """The clusters with a mention that overlaps the span, the one that covers most first."""
        common = {
            i: max((min(s.end, end) - max(s.start, start) for s in cluster.spots), default=0)
            for i, cluster in enumerate(self.clusters)
        }
        return sorted((i for i, n in common.items() if n > 0), key=lambda i: (-common[i], i))

    def of(self, id_: str) -> list[int]:
        """The clusters an entity is, those with most common mentions first."""
        return self._of.get(id_, [])

    def ends(self, end: End) -> list[int]:
        """The clusters the end of a claim may be; by its own words first, if they are a name."""
        own = self.at(end.start, end.end) if (end.start, end.end) in self._spans else []
        return list(dict.fromkeys((*own, *self.of(end.id))))

    def inside_one(self, claim: Claim) -> bool:
        """True when one gold mention holds the words of both ends."""
        start = min(claim.subject.start, claim.object.start)
        end = max(claim.subject.end, claim.object.end)
        return any(s.start <= start and end <= s.end for c in self.clusters for s in c.spots)


def judge(
    document: Document,
    mentions: Iterable[Mention],
    claims: Iterable[Claim],
    predict: Predict,
    *,
    labels: frozenset[str],
    symmetric: frozenset[str] = frozenset(),
) -> Judgement:
    """The affirmed claims against the document's triples with one of ``labels``."""
    links = Links(document.clusters, mentions)
    gold = _sorted(document.required, labels, symmetric)
    accepted = _sorted(document.accepted, labels, symmetric)
    right: set[Triple] = set()
    spurious: dict[Triple, Claim] = {}
    outside = 0
    for claim in claims:
        if claim.polarity == "negated":
            continue
        subjects, objects = links.ends(claim.subject), links.ends(claim.object)
        for choice in predict(claim):
            triples = [
                _key((s, label, o), symmetric)
                for label in choice
                for s in subjects
                for o in objects
                if s != o
            ]
            if not triples:
                outside += not (subjects and objects)
            elif hit := next((t for t in triples if t in gold), None):
                right.add(hit)
            elif links.inside_one(claim):
                outside += 1
            elif not accepted & set(triples):
                spurious.setdefault(triples[0], claim)
    return Judgement(
        document,
        frozenset(right),
        tuple(spurious.items()),
        frozenset(gold - right),
        outside,
        frozenset(i for m in links.named for i in links.at(m.start, m.end)),
    )


def _sorted(
    triples: Iterable[Triple], labels: frozenset[str], symmetric: frozenset[str]
) -> set[Triple]:
    return {_key(triple, symmetric) for triple in triples if triple[1] in labels}


def _key(triple: Triple, symmetric: frozenset[str]) -> Triple:
    s, label, o = triple
    return (min(s, o), label, max(s, o)) if label in symmetric else triple


def only_named(document: Document) -> Document:
    """The document without the clusters that have no name, and without their triples."""
    order = {i: n for n, i in enumerate(i for i, c in enumerate(document.clusters) if c.named)}

    def kept(triples: Iterable[Triple]) -> frozenset[Triple]:
        return frozenset(
            (order[s], label, order[o]) for s, label, o in triples if s in order and o in order
        )

    return Document(
        document.id,
        document.lang,
        document.text,
        tuple(document.clusters[i] for i in order),
        kept(document.required),
        kept(document.accepted),
    )


def table(judgements: Sequence[Judgement], labels: Sequence[str]) -> Iterator[str]:
    """Right, predicted, gold, precision, recall and F1 of each label and of all, line by line."""
    right = Counter(t[1] for j in judgements for t in j.right)
    wrong = Counter(t[1] for j in judgements for t, _ in j.spurious)
    gold = Counter(t[1] for j in judgements for t in (*j.right, *j.missing))
    yield f"{'label':22}{'right':>6}{'claimed':>9}{'gold':>6}{'P':>9}{'R':>9}{'F1':>9}"
    rows = [(label, right[label], wrong[label], gold[label]) for label in labels]
    rows.append(("all", right.total(), wrong.total(), gold.total()))
    for label, good, bad, total in rows:
        claimed = good + bad
        figures = (good / max(claimed, 1), good / max(total, 1), f1(good, claimed, total))
        yield f"{label:22}{good:6}{claimed:9}{total:6}" + "".join(f"{x:9.1%}" for x in figures)
    unseen = sum(not {s, o} <= j.seen for j in judgements for s, _, o in j.missing)
    yield f"missing {gold.total() - right.total()}, {unseen} of them with an end kg did not find"
    yield f"claims the gold cannot have: {sum(j.outside for j in judgements)}"


def errors(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Every wrong and every missing triple with a sentence to see why."""
    for judgement in judgements:
        document = judgement.document
        for (s, label, o), claim in judgement.spurious:
            ends = f"[{claim.subject.text}] {claim.relation} [{claim.object.text}]"
            gold = f"{_name(document, s)} | {_name(document, o)}"
            yield f"WRONG {label}: {gold} <- {ends}: {_flat(claim.sentence.text)}"
        for s, label, o in sorted(judgement.missing):
            names = (
                _name(document, i) + " (not found)" * (i not in judgement.seen) for i in (s, o)
            )
            yield f"MISSING {label}: {' | '.join(names)}: {_nearest(document, s, o)}"


def _name(document: Document, cluster: int) -> str:
    spots = document.clusters[cluster].spots
    best = max(spots, key=lambda spot: (spot.named, spot.end - spot.start))
    return _flat(document.text[best.start : best.end])


def _nearest(document: Document, s: int, o: int) -> str:
    """The text around the two mentions of the clusters that stand closest together."""
    pairs = ((a, b) for a in document.clusters[s].spots for b in document.clusters[o].spots)
    a, b = min(pairs, key=lambda pair: abs(pair[0].start - pair[1].start))
    start, end = min(a.start, b.start), max(a.end, b.end)
    far = f"({end - start} characters apart) " if end - start > 200 else ""
    return far + _flat(document.text[max(start - 80, 0) : min(end, start + 300) + 80])


def _flat(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention that kg resolved, and whether its gold cluster is the entity kg gave; ``right``
    is None where the gold has no such mention."""

    mention: Mention
    kind: str
    right: bool | None
    spot: Spot | None = None
    cluster: int | None = None


def kind_of(text: str, pronouns: frozenset[str]) -> str:
    """``possessive``, ``pronoun`` or ``description``, by the words of a mention."""
    folded = text.casefold()
    if folded in POSSESSIVES:
        return "possessive"
    return "pronoun" if folded in pronouns else "description"


def judge_coreference(
    document: Document, mentions: Sequence[Mention], pronouns: frozenset[str]
) -> list[Resolved]:
    """Every mention that kg resolved, against the gold mention without a name that it covers by
    half or more. It is right when a mention that names its entity is in the same cluster."""
    links = Links(document.clusters, mentions)
    found = []
    for mention in mentions:
        if mention.source != COREFERENCE:
            continue
        kind = kind_of(mention.text, pronouns)
        common = [
            (min(spot.end, mention.end) - max(spot.start, mention.start), spot, i)
            for i, cluster in enumerate(document.clusters)
            for spot in cluster.spots
            if not spot.named
        ]
        overlaps = [o for o in common if 2 * o[0] >= o[1].end - o[1].start]
        if not overlaps:
            found.append(Resolved(mention, kind, None))
            continue
        _, spot, cluster = max(overlaps, key=lambda o: (o[0], o[1].start, o[2]))
        right = cluster in links.of(mention.entity.id)
        found.append(Resolved(mention, kind, right, spot, cluster))
    return found


def resolvable(document: Document) -> list[tuple[Spot, int]]:
    """The gold mentions without a name that follow a name of their cluster."""
    return [
        (spot, i)
        for i, cluster in enumerate(document.clusters)
        for spot in cluster.spots
        if not spot.named and any(o.named and o.start < spot.start for o in cluster.spots)
    ]
