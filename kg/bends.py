"""How the edges of the page bend: apart from each other, around nodes, words off other words.

Pure geometry in the pixels of ``kg.clutter``. The curves are those of vis-network 9.1.2
(``curvedCW`` and ``curvedCCW``): quadratic, from centre to centre.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.clutter import Array, Box, Pair

BENDS = (0.0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36, 0.48, -0.48)
SPOTS = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68)
"""Where on an edge its words may stand, from its start to its end; the middle is best."""
APART = 0.2
"""Two edges between the same nodes differ at least so much in roundness."""
CAREFUL = 400
"""With more edges nobody could follow one line anyway: they only avoid their parallels."""
WORD_HEIGHT = 17.0
_ALONG = np.linspace(0.1, 0.9, 17)


@dataclass(frozen=True, slots=True)
class Bend:
    """How one edge runs: roundness (0 straight, positive clockwise) and the spot of its words."""

    roundness: float
    spot: float


def bends(
    centres: Sequence[Pair], boxes: Sequence[Box], pairs: Sequence[Pair], widths: Sequence[float]
) -> list[Bend]:
    """How each edge runs, so that lines keep off other nodes and words off other words.

    ``centres`` and ``boxes`` are those of the nodes, ``pairs`` the edges as indices of nodes,
    ``widths`` the width of the words on each edge.
    """
    rooms = np.array([(x, y + b.drop, b.width / 2, b.height / 2)
                      for (x, y), b in zip(centres, boxes, strict=True)])  # fmt: skip
    lanes: dict[Pair, list[float]] = defaultdict(list)
    roundness = [_roundness(centres, pair, rooms, lanes, len(pairs)) for pair in pairs]
    if len(pairs) > CAREFUL:
        return [Bend(bend, 0.5) for bend in roundness]
    lines = [
        points(centres[a], centres[b], bend, np.array(SPOTS))
        for (a, b), bend in zip(pairs, roundness, strict=True)
    ]
    return [Bend(bend, spot) for bend, spot in zip(roundness, _spots(lines, widths, rooms),
                                                   strict=True)]  # fmt: skip


def points(start: Pair, end: Pair, bend: float, along: Array) -> Array:
    """The points of an edge at the shares ``along`` of its way."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    reach = (0.5 * abs(bend) + 0.5) * math.hypot(dx, dy)
    angle = math.atan2(-dy, dx) + (0.5 * bend + 0.5) * math.pi
    via = np.array((start[0] + reach * math.sin(angle), start[1] + reach * math.cos(angle)))
    t = along[:, None]
    line: Array = (1 - t) ** 2 * np.array(start) + 2 * (1 - t) * t * via + t**2 * np.array(end)
    return line


def _roundness(
    centres: Sequence[Pair], pair: Pair, rooms: Array, lanes: dict[Pair, list[float]], edges: int
) -> float:
    a, b = pair
    lane, turn = lanes[min(a, b), max(a, b)], 1 if a < b else -1
    costs = {}
    for bend in BENDS:
        cost = 100.0 * sum(abs(bend * turn - taken) < APART for taken in lane) + 2 * abs(bend)
        if a != b and edges <= CAREFUL:
            line = points(centres[a], centres[b], bend, _ALONG)
            offset = np.abs(line[:, None, :] - np.delete(rooms, [a, b], axis=0)[None, :, :2])
            inside = offset < np.delete(rooms, [a, b], axis=0)[None, :, 2:]
            cost += 4.0 * float(inside.all(axis=2).any(axis=0).sum())
        costs[bend] = cost
    best = min(BENDS, key=lambda bend: (costs[bend], BENDS.index(bend)))
    lane.append(best * turn)
    return best


def _spots(lines: Sequence[Array], widths: Sequence[float], rooms: Array) -> list[float]:
    """For each edge the spot where its words collide least; three rounds, edge after edge."""
    half = np.array(widths) / 2
    chosen = [0] * len(lines)
    places = np.array([line[0] for line in lines]).reshape(-1, 2)
    for _ in range(3):
        for i, line in enumerate(lines):
            costs = [
                0.1 * spot + _collisions(line[spot], i, places, half, rooms)
                for spot in range(len(SPOTS))
            ]
            chosen[i] = costs.index(min(costs))
            places[i] = line[chosen[i]]
    return [SPOTS[spot] for spot in chosen]


def _collisions(place: Array, i: int, places: Array, half: Array, rooms: Array) -> float:
    """The shared area, in words of average size, with other words and with nodes."""
    offset = np.abs(places - place)
    across = np.maximum(0, half + half[i] + 4 - offset[:, 0])
    down = np.maximum(0, WORD_HEIGHT - offset[:, 1])
    across[i] = 0
    gap = rooms[:, 2:] + (half[i], WORD_HEIGHT / 2) - np.abs(rooms[:, :2] - place)
    on_nodes = np.maximum(0, gap).prod(axis=1).sum()
    return float((across * down).sum() + on_nodes) / (WORD_HEIGHT * 80)
