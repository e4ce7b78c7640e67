"""How hard a drawing is to read, and small moves of its nodes that make it easier.

Pure geometry in pixels. ``tidy`` is for drawings small enough to show the words of every edge.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]
Array = NDArray[np.float64]

SMALL = 2500
"""Nodes times edges; up to here tidying takes a second or two."""
SCREEN = (1150.0, 780.0)
"""Pixels a drawing should fit in."""
STEPS = (140.0, 90.0, 50.0, 25.0, 12.0)
_WORDS = (47.0, 11.0)
"""Half of the room that the words of an edge take."""
_ALONG = np.linspace(0.12, 0.88, 9)[None, :, None]
_DIRECTIONS = np.array([(math.cos(i * math.pi / 4), math.sin(i * math.pi / 4)) for i in range(8)])


@dataclass(frozen=True, slots=True)
class Box:
    """The room a node takes with its label, which stands below it."""

    width: float
    height: float
    drop: float = 0.0
    """How far the centre of the box is below the centre of the node."""


def halves(boxes: Sequence[Box]) -> Array:
    """Half the width and height of each box."""
    return np.array([(box.width / 2, box.height / 2) for box in boxes]).reshape(-1, 2)


def crossings(points: Array, edges: NDArray[np.int64]) -> int:
    """How many pairs of straight edges cross; meeting at a node is no crossing."""
    a, b = points[edges[:, 0]], points[edges[:, 1]]
    along = b - a

    def side(ends: Array) -> Array:
        across = ends[None, :, :] - a[:, None, :]
        return along[:, None, 0] * across[:, :, 1] - along[:, None, 1] * across[:, :, 0]

    # Ends in common lie on the line, up to rounding.
    apart = side(a) * side(b) < -1e-9
    return int((apart & apart.T).sum()) // 2


def tidy(centres: Array, boxes: Sequence[Box], pairs: Sequence[Pair]) -> Array:
    """``centres`` (of the boxes) after moves of single nodes, each of which made it clearer.

    ``pairs`` may name an edge several times. A drawing that is not small comes back unchanged.
    """
    counts = Counter((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    edges = np.array(sorted(counts), dtype=np.int64).reshape(-1, 2)
    if not counts or len(boxes) * len(edges) > SMALL:
        return centres
    many = np.array([counts[a, b] for a, b in sorted(counts)], dtype=np.float64)
    half, drops = halves(boxes), np.array([(0.0, box.drop) for box in boxes])
    centres = centres.copy()
    best = _clutter(centres, half, drops, edges, many)
    for step in STEPS:
        for node in range(len(boxes)):
            home = centres[node].copy()
            for direction in _DIRECTIONS:
                here = centres[node].copy()
                centres[node] = home + step * direction
                now = _clutter(centres, half, drops, edges, many)
                if now < best:
                    best = now
                else:
                    centres[node] = here
    return centres


def _clutter(
    centres: Array, half: Array, drops: Array, edges: NDArray[np.int64], many: Array
) -> float:
    """The sum of what disturbs: crossings, collisions, long lines, the need to zoom out."""
    points = centres - drops
    starts, ends = points[edges[:, 0]], points[edges[:, 1]]
    words = np.repeat([_WORDS], len(edges), axis=0)
    words[:, 1] *= many
    middles = (starts + ends) / 2
    lines = starts[:, None, :] + (ends - starts)[:, None, :] * _ALONG
    inside = np.abs(lines[:, :, None, :] - centres[None, None, :, :]) < half[None, None, :, :]
    through: NDArray[np.bool_] = np.any(np.all(inside, axis=3), axis=1)
    through[np.arange(len(edges)), edges[:, 0]] = False
    through[np.arange(len(edges)), edges[:, 1]] = False
    extent = (centres + half).max(axis=0) - (centres - half).min(axis=0)
    lengths = np.sqrt(((ends - starts) ** 2).sum(axis=1))
    cost = (
        crossings(points, edges)
        + 3.0 * float((through.sum(axis=1) * many).sum())
        + 2.5 * _shared(middles, words, middles, words, twice=True)
        + 2.5 * _shared(middles, words, centres, half)
        + 9.0 * _shared(centres, half + 7, centres, half + 7, twice=True)
        + 12.0 * max(1.0, *(extent / SCREEN))
        + float((lengths * many).sum()) / 900
    )
    return round(float(cost), 6)


def _shared(a: Array, a_half: Array, b: Array, b_half: Array, *, twice: bool = False) -> float:
    """How many boxes touch, and the area they share in words of an edge.

    Of one list with itself each pair counts once.
    """
    gap = a_half[:, None, :] + b_half[None, :, :] - np.abs(a[:, None, :] - b[None, :, :])
    area = np.maximum(0, gap).prod(axis=2)
    if twice:
        np.fill_diagonal(area, 0)
    touching = 0.5 * float(np.count_nonzero(area)) + float(area.sum()) / (4 * _WORDS[0] * _WORDS[1])
    return touching / 2 if twice else touching
