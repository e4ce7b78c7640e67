"""How alike two written names are, and from where on they are taken for one."""

from __future__ import annotations

from dataclasses import dataclass

SAME = 0.93
DOUBTFUL = 0.75


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` from 0 (other names) to 1 (the same words) and the ``reason``, for people."""

    score: float
    reason: str
