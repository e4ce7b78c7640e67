"""The plain data of scoring: what was predicted, how it matched, and the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.evaluate.gold import GoldClaim
from kg.model import Claim

Level = Literal["strict", "family", "pair"]
LEVELS: tuple[Level, ...] = ("strict", "family", "pair")

Key = tuple[str, str, str]
"""Subject, relation, object; the ends of a symmetric relation are in sorted order."""


@dataclass(frozen=True, slots=True)
class GoldTriple:
    """A distinct triple of a gold document with the claims that state it."""

    key: Key
    claims: tuple[GoldClaim, ...]

    @property
    def required(self) -> bool:
        return any(claim.required for claim in self.claims)


@dataclass(frozen=True, slots=True)
class PredictedTriple:
    """A distinct predicted triple of a document with the claims that state it."""

    key: Key
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of a document's triples at one level. ``ignored`` predictions repeat a gold
    triple that is satisfied already, or match one that is not required."""

    matched: tuple[tuple[GoldTriple, PredictedTriple], ...]
    missed: tuple[GoldTriple, ...]
    spurious: tuple[PredictedTriple, ...]
    ignored: tuple[PredictedTriple, ...]

    def counts(self) -> tuple[int, int, int]:
        """Right, predicted and required triples."""
        right = len(self.matched)
        return right, right + len(self.spurious), right + len(self.missed)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 (0 when undefined) with the counts they come from.

    ``low`` and ``high`` hold F1 in 95 % of the samples of documents drawn with replacement.
    """

    right: int
    predicted: int
    required: int
    low: float
    high: float

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.required if self.required else 0.0

    @property
    def f1(self) -> float:
        return f1(self.right, self.predicted, self.required)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """``right`` of ``total``."""

    right: int
    total: int

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Flags:
    """Which flags of a matched prediction the gold accepts; ``spoken`` when the gold says that
    it is someone's claim."""

    polarity: bool
    modality: bool
    attribution: bool
    spoken: bool


def f1(right: int, predicted: int, required: int) -> float:
    """Harmonic mean of precision and recall, 0 when nothing is right."""
    return 2 * right / (predicted + required) if right else 0.0
