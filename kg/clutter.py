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

SMALL = 30_000
"""Nodes times edges, such as 120 and 250; up to here tidying takes a second or two."""
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
    starts, ends = points[edges[:, 0]], points[edges[:, 1]]
    return int(_cross(starts, ends, starts, ends).sum()) // 2


def _cross(a: Array, b: Array, c: Array, d: Array) -> NDArray[np.bool_]:
    """Which lines from ``a`` to ``b`` (rows) cross which lines from ``c`` to ``d`` (columns)."""

    def sides(start: Array, end: Array, others: Array) -> Array:
        along, across = (end - start)[:, None, :], others - start[:, None, :]
        turn: Array = along[..., 0] * across[..., 1] - along[..., 1] * across[..., 0]
        return turn

    # A common end lies on the line, up to rounding.
    apart = sides(a, b, c) * sides(a, b, d) < -1e-9
    crossed: NDArray[np.bool_] = apart & (sides(c, d, a) * sides(c, d, b) < -1e-9).T
    return crossed


def tidy(centres: Array, boxes: Sequence[Box], pairs: Sequence[Pair]) -> Array:
    """``centres`` (of the boxes) after moves of single nodes, each of which made it clearer.

    ``pairs`` may name an edge several times. A drawing that is not small comes back unchanged.
    """
    counts = Counter((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    if not counts or len(boxes) * len(counts) > SMALL:
        return centres
    drawing = _Drawing(centres.copy(), boxes, counts)
    for step in STEPS:
        for node in range(len(boxes)):
            home = drawing.centres[node].copy()
            best = drawing.clutter(node)
            for direction in _DIRECTIONS:
                here = drawing.centres[node].copy()
                drawing.move(node, home + step * direction)
                now = drawing.clutter(node)
                if now < best:
                    best = now
                else:
                    drawing.move(node, here)
    return drawing.centres


class _Drawing:
    """Boxes, straight edges and their words, with the clutter that one node is part of."""

    def __init__(self, centres: Array, boxes: Sequence[Box], counts: Counter[Pair]) -> None:
        self.centres = centres
        self.half = halves(boxes)
        self.drops = np.array([(0.0, box.drop) for box in boxes])
        self.edges = np.array(sorted(counts), dtype=np.int64)
        self.many = np.array([counts[a, b] for a, b in sorted(counts)], dtype=np.float64)
        self.words = np.repeat([_WORDS], len(self.edges), axis=0)
        self.words[:, 1] *= self.many
        self.mine = [np.flatnonzero((self.edges == node).any(axis=1)) for node in range(len(boxes))]
        self.points = centres - self.drops

    def move(self, node: int, centre: Array) -> None:
        self.centres[node] = centre
        self.points[node] = centre - self.drops[node]

    def clutter(self, node: int) -> float:
        """What disturbs at ``node`` and its edges, and the need to zoom out of the whole."""
        mine = self.mine[node]
        starts, ends = self.points[self.edges[:, 0]], self.points[self.edges[:, 1]]
        middles = (starts + ends) / 2
        own, own_words = middles[mine], self.words[mine]
        centre, half = self.centres[[node]], self.half[[node]]
        extent = (self.centres + self.half).max(axis=0) - (self.centres - self.half).min(axis=0)
        lengths = np.sqrt(((ends[mine] - starts[mine]) ** 2).sum(axis=1))
        cost = (
            float(_cross(starts[mine], ends[mine], starts, ends).sum())
            + 3.0 * self._through(starts, ends, node)
            + 2.5 * _touch(own, own_words, middles, self.words)
            # Among its own words each pair and each word itself was counted twice.
            - 1.25 * _touch(own, own_words, own, own_words)
            + 2.5 * _touch(own, own_words, self.centres, self.half + 6)
            + 2.5 * _touch(np.delete(middles, mine, axis=0), np.delete(self.words, mine, axis=0),
                           centre, half + 6)
            + 9.0 * _touch(centre, half + 7, np.delete(self.centres, node, axis=0),
                           np.delete(self.half, node, axis=0) + 7)
            + 12.0 * max(1.0, *(extent / SCREEN))
            + float((lengths * self.many[mine]).sum()) / 900
        )  # fmt: skip
        return round(float(cost), 6)

    def _through(self, starts: Array, ends: Array, node: int) -> float:
        """Own edges on the boxes of others, edges of others on the own box."""
        mine = self.mine[node]
        lines = starts[:, None, :] + (ends - starts)[:, None, :] * _ALONG
        away = np.abs(lines[mine][:, :, None, :] - self.centres) < self.half
        hit: NDArray[np.bool_] = np.any(np.all(away, axis=3), axis=1)
        for side in (0, 1):
            hit[np.arange(len(mine)), self.edges[mine, side]] = False
        here = np.abs(lines - self.centres[node]) < self.half[node]
        on_me: NDArray[np.bool_] = np.any(np.all(here, axis=2), axis=1)
        on_me[mine] = False
        return float((hit.sum(axis=1) * self.many[mine]).sum() + (on_me * self.many).sum())


def _touch(a: Array, a_half: Array, b: Array, b_half: Array) -> float:
    """How many boxes of ``a`` touch one of ``b``, and the area they share in words of an edge."""
    gap = a_half[:, None, :] + b_half - np.abs(a[:, None, :] - b)
    area = np.maximum(0, gap).prod(axis=2)
    return 0.5 * float(np.count_nonzero(area)) + float(area.sum()) / (4 * _WORDS[0] * _WORDS[1])
