"""Scoring: predicted claims against gold claims, on plain data.

The unit is the distinct triple of a document. Required gold counts for recall; gold that is
not required neither counts nor harms; a second prediction of a gold triple is ignored; one
prediction satisfies one gold triple.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluate.gold import NOBODY, Document, Gold, GoldClaim
from kg.evaluate.names import fold
from kg.evaluate.triples import (
    Accuracy,
    Flags,
    GoldTriple,
    Key,
    Level,
    Matching,
    PredictedTriple,
    Score,
    f1,
)
from kg.model import Claim, End, Ref

_SAMPLES = 1000
_SEED = 20230726


@dataclass(frozen=True, slots=True)
class Rules:
    """What scoring has to know about relations, by name.

    ``families`` maps a relation to its PLOVER root; one without a root is a family of its
    own. A person for whom the gold has a ``stands_for`` relation to a state counts as that
    state at the ends of a ``state_level`` relation.
    """

    symmetric: frozenset[str] = frozenset()
    state_level: frozenset[str] = frozenset()
    stands_for: frozenset[str] = frozenset()
    families: Mapping[str, str] = field(default_factory=dict)

    def key(self, subject: str, relation: str, object_: str) -> Key:
        """The triple as it is counted: symmetric relations are unordered."""
        if relation in self.symmetric and object_ < subject:
            subject, object_ = object_, subject
        return subject, relation, object_

    def family(self, relation: str) -> str:
        """The PLOVER root of ``relation``, or its own name when it has none."""
        return self.families.get(relation, relation)


def total(matchings: Sequence[Matching]) -> Score:
    """The score over all documents, with the interval that the choice of documents gives it."""
    counts = [matching.counts() for matching in matchings]
    draw = random.Random(_SEED)
    samples = sorted(f1(*_sum(draw.choices(counts, k=len(counts)))) for _ in range(_SAMPLES))
    low, high = samples[_SAMPLES * 25 // 1000], samples[_SAMPLES * 975 // 1000 - 1]
    return Score(*_sum(counts), low, high)


def _sum(counts: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    right = predicted = required = 0
    for r, p, q in counts:
        right, predicted, required = right + r, predicted + p, required + q
    return right, predicted, required


class Scorer:
    """Compares predictions with one gold under one set of rules."""

    def __init__(self, gold: Gold, rules: Rules) -> None:
        self._gold = gold
        self._rules = rules
        self._ids: dict[str, set[str]] = {}
        for entity in gold.entities.values():
            for name in (entity.id, entity.label, *entity.forms):
                self._ids.setdefault(fold(name), set()).add(entity.id)
        self._states: dict[str, set[str]] = {}
        for claim in gold.claims:
            if claim.relation in rules.stands_for and gold.entities[claim.object].kind == "state":
                self._states.setdefault(claim.subject, set()).add(claim.object)

    def gold_triples(self, doc: str) -> list[GoldTriple]:
        """The document's distinct gold triples, the required ones first."""
        found: dict[Key, list[GoldClaim]] = {}
        for claim in self._gold.claims:
            if claim.doc == doc:
                key = self._rules.key(claim.subject, claim.relation, claim.object)
                found.setdefault(key, []).append(claim)
        triples = [GoldTriple(key, tuple(claims)) for key, claims in found.items()]
        return sorted(triples, key=lambda triple: not triple.required)

    def predicted_triples(self, claims: Iterable[Claim]) -> list[PredictedTriple]:
        """The distinct triples among ``claims``, in order of first appearance."""
        found: dict[Key, list[Claim]] = {}
        for claim in claims:
            key = self._rules.key(claim.subject.id, claim.relation, claim.object.id)
            found.setdefault(key, []).append(claim)
        return [PredictedTriple(key, tuple(same)) for key, same in found.items()]

    def match(
        self, golds: Sequence[GoldTriple], predicted: Sequence[PredictedTriple], level: Level
    ) -> Matching:
        """Pairs as many required gold triples as can be with one prediction each."""
        fits = [[i for i, p in enumerate(predicted) if self.fits(p, g, level)] for g in golds]
        taken = {g: p for g, p in _assign(fits).items() if golds[g].required}
        fitting = {p for options in fits for p in options}
        right = set(taken.values())
        return Matching(
            tuple((golds[g], predicted[p]) for g, p in sorted(taken.items())),
            tuple(gold for g, gold in enumerate(golds) if gold.required and g not in taken),
            tuple(p for i, p in enumerate(predicted) if i not in fitting),
            tuple(p for i, p in enumerate(predicted) if i in fitting - right),
        )

    def fits(self, predicted: PredictedTriple, gold: GoldTriple, level: Level) -> bool:
        """Whether the prediction satisfies the gold triple at this level."""
        mine, (subject, relation, object_) = predicted.claims[0].relation, gold.key
        rules = self._rules
        unordered = relation in rules.symmetric
        if level == "strict" and mine != relation:
            return False
        if level == "family":
            if rules.family(mine) != rules.family(relation):
                return False
            unordered = unordered or mine in rules.symmetric
        as_state = relation in rules.state_level
        for claim in predicted.claims:
            left = self._denoted(claim.subject, as_state=as_state)
            right = self._denoted(claim.object, as_state=as_state)
            if subject in left and object_ in right:
                return True
            if (unordered or level == "pair") and subject in right and object_ in left:
                return True
        return False

    def _denoted(self, end: End | Ref, *, as_state: bool = False) -> set[str]:
        """Ids of the gold entities that an end may be, the state behind a person included."""
        names = (end.id, end.label, end.text if isinstance(end, End) else "")
        ids = {id_ for n in names if n for id_ in self._ids.get(fold(n), ())}
        if as_state:
            ids |= {state for person in ids for state in self._states.get(person, ())}
        return ids

    def flags(self, gold: GoldTriple, predicted: PredictedTriple, document: Document) -> Flags:
        """Whether polarity, modality and attribution of a match are accepted.

        Compared is the prediction in a sentence that states the gold triple, with the values
        accepted in that sentence; without one, the first prediction with all accepted values.
        """
        placed = [(document.sentence_at(c.sentence.start), c) for c in predicted.claims]
        stated = {claim.sent for claim in gold.claims}
        sent, claim = next((pair for pair in placed if pair[0] in stated), placed[0])
        there = [c for c in gold.claims if c.sent == sent] or gold.claims
        speakers = {speaker for c in there for speaker in c.attributed_to}
        said = self._denoted(claim.attributed_to) if claim.attributed_to else {NOBODY}
        return Flags(
            polarity=any(claim.polarity in c.polarity for c in there),
            modality=any(claim.modality in c.modality for c in there),
            attribution=not speakers.isdisjoint(said),
            spoken=NOBODY not in speakers,
        )


def accuracy(outcomes: Iterable[bool]) -> Accuracy:
    """How many of ``outcomes`` are true."""
    found = list(outcomes)
    return Accuracy(sum(found), len(found))


def _assign(fits: Sequence[Sequence[int]]) -> dict[int, int]:
    """Gold -> prediction, as many pairs as can be; earlier gold is never given up for later.

    ``fits[g]`` are the predictions that satisfy gold ``g`` (augmenting paths).
    """
    owner: dict[int, int] = {}

    def place(gold: int, seen: set[int]) -> bool:
        for p in fits[gold]:
            if p not in seen:
                seen.add(p)
                if p not in owner or place(owner[p], seen):
                    owner[p] = gold
                    return True
        return False

    for gold in range(len(fits)):
        place(gold, set())
    return {gold: p for p, gold in owner.items()}


def agreement(
    one: Mapping[str, frozenset[Key]], other: Mapping[str, frozenset[Key]]
) -> dict[str, tuple[int, int]]:
    """For each document in both: how many triples are common, and how many there are."""
    shared = sorted(one.keys() & other.keys())
    return {doc: (len(one[doc] & other[doc]), len(one[doc] | other[doc])) for doc in shared}
