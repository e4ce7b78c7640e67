"""How likely a claim is to be right: a logistic function of a few things seen while reading it.

The weights are data, in confidence.toml; ``benchmarks/calibrate.py`` fits them.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from kg import resources
from kg.errors import DataError

Kind = Literal["verb", "predicate", "noun", "office", "structure", "occasion"]
Named = Literal["listed", "unlisted", "adjective", "pointed"]

KINDS: tuple[Kind, ...] = ("verb", "predicate", "noun", "office", "structure", "occasion")
COSTS = ("detour", "ambiguous", "distant", "unlisted", "adjective", "pointed", "hedged")
"""What can only make a claim less likely: no weight of these is above 0."""
NAMES = ("base", *KINDS, *COSTS)

_FOUND_BY: Mapping[str, Named] = {
    "ner": "unlisted",
    "pattern": "unlisted",
    "demonym": "adjective",
    "metonym": "adjective",
    "coreference": "pointed",
    "description": "pointed",
}
_FAR = (5, 10, 20)
"""Words between a trigger and an end: each limit passed makes one step of ``distant``."""

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Features:
    """What the probability of a claim is reckoned from."""

    kind: Kind
    """The kind of rule that made it."""
    detours: int = 0
    """How many ends do not stand where the rule looks first, but near it, at an owner's …"""
    meanings: int = 1
    """How many relations the head of the trigger may state."""
    distance: int = 0
    """Words from the trigger to the farther end."""
    ends: tuple[Named, ...] = ()
    """How each end was named."""
    hedged: bool = False
    """Planned or only possible."""

    def values(self) -> dict[str, float]:
        """Name of a weight -> what it is multiplied by; the names left out count 0."""
        return {
            "base": 1,
            self.kind: 1,
            "detour": min(self.detours, 2),
            "ambiguous": min(math.log2(max(self.meanings, 1)), 3),
            "distant": sum(self.distance > limit for limit in _FAR),
            "unlisted": self.ends.count("unlisted"),
            "adjective": self.ends.count("adjective"),
            "pointed": self.ends.count("pointed"),
            "hedged": self.hedged,
        }


def named(source: str, *, listed: bool) -> Named:
    """How an end is named, from the source of its mention; ``listed`` says that of the entity."""
    found = _FOUND_BY.get(source, "listed")
    return "unlisted" if found == "listed" and not listed else found


def probability(features: Features, weights: Weights) -> float:
    """How likely a claim with these features is to be right, in hundredths from 0.01 to 0.99."""
    total = sum(weights[name] * value for name, value in features.values().items())
    return round(min(max(1 / (1 + math.exp(-total)), 0.01), 0.99), 2)


@cache
def load() -> Weights:
    """The weights that kg is shipped with. Raises DataError as ``read`` does."""
    return read(resources.CONFIDENCE)


def read(path: Path) -> Weights:
    """The weights in a file. Raises DataError naming each that is missing, unknown or no
    finite number, and each cost above 0."""
    try:
        weights = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataError([f"{path.name} is not TOML: {error}"]) from error
    faults = [f"{path.name}: {name} is missing" for name in NAMES if name not in weights]
    for name, value in weights.items():
        if name not in NAMES:
            faults.append(f"{path.name}: {name} is no weight")
        elif not isinstance(value, float) or not math.isfinite(value):
            faults.append(f"{path.name}: {name} must be a number such as -0.5")
        elif name in COSTS and value > 0:
            faults.append(f"{path.name}: {name} can only make a claim less likely: 0.0 or below")
    if faults:
        raise DataError(faults)
    return weights
