"""How alike two written names are, and from where on they are taken for one."""

from __future__ import annotations

from dataclasses import dataclass

SAME = 0.93
"""At or above: kg merges by itself.

benchmarks/names.py, 9,027 politicians: 2 French forms (0.02 %) are taken for another person at
0.93, 22 (0.24 %) at 0.92, where short forms and middle initials begin: "Bob Brown" and "Robert
Brown", "Duncan Hunter" and his son "Duncan D. Hunter".
"""
DOUBTFUL = 0.8
"""At or above: shown to people by ``kg review``.

There 94 % of the forms that differ from the English name are found, and 0.7 % of all forms reach
another person; at 0.75 it is 95 % and 2.3 %.
"""


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` from 0 (other names) to 1 (the same words) and the ``reason``, for people."""

    score: float
    reason: str
