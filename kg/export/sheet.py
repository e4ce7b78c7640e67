"""Where everything on a picture stands, so that nothing lies on something else.

Pure geometry in the pixels of ``kg.layout``, y downwards; a picture is ``WIDTH`` of them wide.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.bends import bends, points
from kg.clutter import Array, Box, Pair, halves
from kg.layout import positions

PIXEL = 0.4
"""Points. Names of 16 pixels are then 6.4 points high, which a journal still prints."""
WIDTH = 16 / 2.54 * 72 / PIXEL
"""16 cm, the two columns of a page."""
MARGIN = 14.0
GAP = 7.0
"""Pixels kept free between two boxes."""
STRETCH = 1.6
"""A small picture is made so much wider at most."""
HIGHEST = 0.9 * WIDTH
"""A page must have room for its caption; names may push each other farther down."""
SPOTS = tuple(round(0.5 + side * step / 25, 2) for step in range(10) for side in (1, -1))
"""Where on a line its words may stand, from its start to its end; the middle is best."""
BARE = 4.0
"""Pixels of a line that must be seen on both sides of its words."""
Size = tuple[float, float]
TRIES = 4
ARROW = 7.0
"""Half the pixels an arrow takes."""
_ALONG = np.linspace(0, 1, 161)


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle by its centre and half its sides."""

    x: float
    y: float
    half_width: float
    half_height: float

    def touches(self, other: Room) -> bool:
        return (
            abs(self.x - other.x) < self.half_width + other.half_width
            and abs(self.y - other.y) < self.half_height + other.half_height
        )

    def holds(self, line: Array) -> NDArray[np.bool_]:
        """Which points of ``line`` are inside."""
        away = np.abs(line - (self.x, self.y))
        inside: NDArray[np.bool_] = np.all(away < (self.half_width, self.half_height), axis=1)
        return inside


def places(boxes: Sequence[Box], pairs: Sequence[Pair], top: float) -> list[Pair]:
    """The centres of the nodes on the sheet, all of them below ``top``."""
    centres = np.array(positions(boxes, pairs), dtype=np.float64).reshape(-1, 2)
    half, drops = halves(boxes), np.array([box.drop for box in boxes])
    centres[:, 1] += drops
    room = (WIDTH / 2 - MARGIN) - half[:, 0]
    wide = min(STRETCH, *(room / np.maximum(np.abs(centres[:, 0]), 1e-9)))
    centres *= (wide, min(1.0, HIGHEST / max(float(np.ptp(centres[:, 1])), 1e-9)))
    for _ in range(30):
        if _apart(centres, half, room):
            break
        centres[:, 1] *= 1.1
    low = (centres - half)[:, 1].min() - top
    moved = np.column_stack((centres[:, 0] + WIDTH / 2, centres[:, 1] - drops - low))
    return [(round(x), round(y)) for x, y in moved]


def _apart(centres: Array, half: Array, room: Array, rounds: int = 300) -> bool:
    """Push boxes apart, along the shorter way and inside the sheet; whether none overlap now."""
    pairs = list(itertools.combinations(range(len(centres)), 2))
    if not pairs:
        return True
    first, second = np.array(pairs).T
    need = half[first] + half[second] + GAP
    for _ in range(rounds):
        offset = centres[second] - centres[first]
        overlap = need - np.abs(offset)
        hit = np.flatnonzero((overlap > 0.5).all(axis=1))
        if not len(hit):
            return True
        axis = np.where(overlap[hit, 0] <= overlap[hit, 1], 0, 1)
        push = np.where(offset[hit, axis] >= 0, 1.0, -1.0) * overlap[hit, axis] / 2
        np.add.at(centres, (first[hit], axis), -push)
        np.add.at(centres, (second[hit], axis), push)
        centres[:, 0] = np.clip(centres[:, 0], -room, room)
    return False


def lines(
    centres: Sequence[Pair],
    boxes: Sequence[Box],
    pairs: Sequence[Pair],
    radii: Sequence[float],
    names: Sequence[Room],
) -> list[Array]:
    """The way of each line as points, between the rims of its nodes and off their names."""
    runs = bends(centres, boxes, pairs, [60.0] * len(pairs))
    found = []
    for (a, b), run in zip(pairs, runs, strict=True):
        way = points(centres[a], centres[b], run.roundness, _ALONG)
        away, near = (
            np.flatnonzero(
                (np.hypot(*(way - centres[end]).T) <= radii[end] + 3) | names[end].holds(way)
            )
            for end in (a, b)
        )
        kept = way[away[-1] + 1 : near[0]]
        found.append(kept if len(kept) > 1 else way[[0, -1]])
    return found


def tips(ways: Sequence[Array]) -> list[Room]:
    """The room of the arrow at the end of each line."""
    return [Room(float(way[-1][0]), float(way[-1][1]), ARROW, ARROW) for way in ways]


def words(
    ways: Sequence[Array], sizes: Sequence[Sequence[Size]], taken: Sequence[Room]
) -> list[tuple[int, Room] | None]:
    """For each line which of its texts has room, and where; None for no text.

    ``sizes`` are those of the texts a line may have, the best first. The first lines choose
    first; but a line with several texts should have one, and chooses before all others when it
    found no room; it need not be seen on both sides of a second text. Nothing stands on ``taken``
    or on another text.
    """
    order = list(range(len(ways)))
    for _ in range(TRIES):
        found = _words(order, ways, sizes, list(taken))
        lost = [i for i in order if i not in found and len(sizes[i]) > 1]
        if not lost:
            break
        order = [*lost, *(i for i in order if i not in lost)]
    return [found.get(i) for i in range(len(ways))]


def _words(
    order: Sequence[int],
    ways: Sequence[Array],
    sizes: Sequence[Sequence[Size]],
    taken: list[Room],
) -> dict[int, tuple[int, Room]]:
    found = {}
    for i in order:
        others = np.vstack([np.empty((0, 2)), *ways[:i], *ways[i + 1 :]])
        for text, size in enumerate(sizes[i]):
            if at := _spot(ways[i], others, taken, size, bare=text == 0):
                found[i] = text, at
                taken.append(at)
                break
    return found


def _spot(
    way: Array, others: Array, taken: Sequence[Room], size: Size, *, bare: bool
) -> Room | None:
    """Where the fewest other lines run below the words."""
    best: tuple[int, int] | None = None
    chosen = None
    for rank, spot in enumerate(SPOTS):
        x, y = way[round(spot * (len(way) - 1))]
        here = Room(float(x), float(y), size[0] / 2, size[1] / 2)
        if any(here.touches(other) for other in taken) or (bare and not _bare(way, here)):
            continue
        cost = int(here.holds(others).sum()), rank
        if best is None or cost < best:
            best, chosen = cost, here
    return chosen


def _bare(way: Array, here: Room) -> bool:
    """Whether the line comes out on both sides of its words."""
    outside = np.flatnonzero(~here.holds(way))
    inside = np.flatnonzero(here.holds(way))
    if not len(inside) or not len(outside):
        return False
    before, after = way[: inside[0]], way[inside[-1] + 1 :]
    return all(len(part) > 1 and float(np.hypot(*(part[-1] - part[0]))) > BARE
               for part in (before, after))  # fmt: skip
