"""Where the nodes of the page stand, so that it opens at rest, without physics.

Pure geometry, in pixels of the page at zoom 1, y downwards. Every result is rounded to whole
pixels and follows from the arguments alone.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np

from kg.clutter import Array as Points
from kg.clutter import Box, Pair, crossings, halves, tidy

CLOSE = 300
"""Up to so many nodes are placed by their distances; a larger graph is split first."""
UNIT = 105.0
"""Pixels between two neighbours with few other neighbours."""
WIDE = 1.35
"""A screen is wider than high; so are names."""
STARTS, STARTS_OF_MANY = 24, 2
"""From how many starts a drawing is tried that is all there is to see, and one of many communities:
nobody sees all of these at once, and their tries took four fifths of the time of 1,500 nodes."""
GAP = 16.0
"""Pixels kept free between two boxes."""
WORDS = (70.0, 20.0)
"""More pixels between neighbours, for the words on their edge."""


def positions(boxes: Sequence[Box], pairs: Sequence[Pair]) -> list[Pair]:
    """The place of every node as whole pixels, (0, 0) in the middle of the drawing.

    ``pairs`` are edges between indices of ``boxes``. Neighbours are near each other,
    communities apart, boxes do not overlap, and parts without a connection stand side by side.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from((a, b) for a, b in pairs if a != b)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)),
                   key=lambda part: (-len(part), part))  # fmt: skip
    placed = [_place(graph.subgraph(part), part, boxes) for part in parts]
    centres = tidy(_shelve(parts, placed, boxes), boxes, pairs)
    centres -= (centres.min(axis=0) + centres.max(axis=0)) / 2 if len(boxes) else 0
    return [(round(x), round(y - box.drop)) for (x, y), box in zip(centres, boxes, strict=True)]


def _place(graph: Any, nodes: list[int], boxes: Sequence[Box], starts: int = STARTS) -> Points:
    """Centres of the boxes of one connected part, in the order of ``nodes``."""
    if len(nodes) == 1:
        return np.zeros((1, 2))
    groups = _communities(graph)
    if len(nodes) <= CLOSE:
        points = _by_distance(graph, nodes, groups, starts) * (UNIT * WIDE, UNIT)
        index = {node: i for i, node in enumerate(nodes)}
        joined = [(index[a], index[b]) for a, b in graph.edges]
        return _apart(points, [boxes[node] for node in nodes], joined)
    if len(groups) == 1:
        return _spiral(graph, nodes, boxes)
    return _by_community(graph, nodes, groups, boxes)


def _communities(graph: Any) -> list[list[int]]:
    # Nodes are numbers, so the sets inside do not depend on the hash seed.
    found = nx.community.louvain_communities(graph, seed=1)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _by_distance(
    graph: Any, nodes: list[int], groups: list[list[int]], starts: int = STARTS
) -> Points:
    """Places whose distances are as near as possible to the lengths of the shortest paths.

    Small graphs are tried from several starts; the one with the fewest crossings wins.
    """
    home = {node: number for number, group in enumerate(groups) for node in group}
    for a, b in graph.edges:
        crowd = len(set(graph[a]) | set(graph[b]))
        graph[a][b]["length"] = 0.6 + 0.16 * crowd**0.85 + (0.35 if home[a] != home[b] else 0.0)
    lengths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    ideal = np.array([[lengths[a][b] for b in nodes] for a in nodes])
    index = {node: i for i, node in enumerate(nodes)}
    edges = np.array([(index[a], index[b]) for a, b in sorted(map(sorted, graph.edges))])
    best = None
    for start in range(min(starts, _starts(len(nodes)))):
        points = _majorise(_start(len(nodes), start), ideal)
        crossed = crossings(points, edges) if len(edges) <= CLOSE else 0
        score = (crossed, _stress(points, ideal))
        if best is None or score < best[0]:
            best = score, points
    assert best is not None
    return _upright(best[1])


def _starts(count: int) -> int:
    # Two or three nodes have one drawing; of a large graph one is slow enough.
    return 1 if count < 4 else max(1, 1000 // count)


def _start(count: int, seed: int) -> Points:
    shuffled = list(range(count))
    random.Random(seed).shuffle(shuffled)
    angles = np.array(shuffled) * (2 * math.pi / count)
    return np.column_stack((np.cos(angles), np.sin(angles)))


def _majorise(points: Points, ideal: Points, rounds: int = 120) -> Points:
    """Stress majorisation (Gansner, Koren, North 2004) with weights 1 / distance²."""
    np.fill_diagonal(weights := 1 / np.where(ideal > 0, ideal, 1) ** 2, 0)
    total, pull = weights.sum(axis=1, keepdims=True), ideal * weights
    for _ in range(rounds):
        dx, dy = _offsets(points)
        ratio = pull / np.maximum(np.hypot(dx, dy), 1e-9)
        # Elementwise sums rather than products of matrices: the same bits on every machine.
        moved = np.column_stack([
            (weights * points[:, axis] + ratio * offset).sum(axis=1)
            for axis, offset in enumerate((dx, dy))
        ]) / total  # fmt: skip
        still = np.abs(moved - points).max() < 2e-3
        points = moved
        if still:
            break
    return points


def _offsets(points: Points) -> tuple[Points, Points]:
    x, y = points[:, 0], points[:, 1]
    return x[:, None] - x, y[:, None] - y


def _stress(points: Points, ideal: Points) -> float:
    error = (np.hypot(*_offsets(points)) - ideal) / np.where(ideal > 0, ideal, 1)
    return round(float((error**2).sum()), 6)


def _upright(points: Points) -> Points:
    """Turned so that the longest extent lies across the screen, centred on (0, 0)."""
    points = points - points.mean(axis=0)
    (xx, xy), (_, yy) = (
        ((points[:, 0] ** 2).sum(), (points[:, 0] * points[:, 1]).sum()),
        (0.0, (points[:, 1] ** 2).sum()),
    )
    turn = -0.5 * math.atan2(2 * xy, xx - yy)
    cosine, sine = math.cos(turn), math.sin(turn)
    x, y = points[:, 0], points[:, 1]
    return np.column_stack((x * cosine - y * sine, x * sine + y * cosine))


def _apart(
    points: Points,
    boxes: Sequence[Box],
    joined: Sequence[Pair] = (),
    gap: float = GAP,
    rounds: int = 200,
) -> Points:
    """Pushed apart, along the shorter way, until no two boxes overlap (or rounds are over).

    Between the two of ``joined`` there is room for the words on their edge.
    """
    half = halves(boxes) + gap / 2
    room = half[:, None, :] + half[None, :, :]
    for a, b in joined:
        room[a, b] += WORDS
        room[b, a] += WORDS
    first, second = np.triu_indices(len(boxes), 1)
    for _ in range(rounds):
        offset = points[second] - points[first]
        overlap = room[first, second] - np.abs(offset)
        hit = np.flatnonzero((overlap > 0.5).all(axis=1))
        if not len(hit):
            break
        axis = np.where(overlap[hit, 0] <= overlap[hit, 1], 0, 1)
        push = np.where(offset[hit, axis] >= 0, 1.0, -1.0) * overlap[hit, axis] / 2
        # Added one after the other: numpy's unordered in-place sums would lose repeated indices.
        np.add.at(points, (first[hit], axis), -push)
        np.add.at(points, (second[hit], axis), push)
    return points


def _by_community(
    graph: Any, nodes: list[int], groups: list[list[int]], boxes: Sequence[Box]
) -> Points:
    """Each community laid out alone, then the communities laid out as if each were one node."""
    inner = []
    for group in groups:
        part = graph.subgraph(group)
        pieces = [sorted(piece) for piece in nx.connected_components(part)]
        # A community is connected by definition, yet louvain may break one in rare cases.
        inner.append(
            _place(part, group, boxes, STARTS_OF_MANY)
            if len(pieces) == 1
            else _spiral(part, group, boxes)
        )
    outer = [_extent(points, [boxes[n] for n in group])
             for points, group in zip(inner, groups, strict=True)]  # fmt: skip
    home = {node: number for number, group in enumerate(groups) for node in group}
    between = nx.Graph()
    between.add_nodes_from(range(len(groups)))
    between.add_edges_from((home[a], home[b]) for a, b in graph.edges if home[a] != home[b])
    middles = _place_groups(between, outer)
    found: dict[int, Points] = {}
    for middle, box, points, group in zip(middles, outer, inner, groups, strict=True):
        centre = np.array((box.left + box.width / 2, box.top + box.height / 2))
        found.update(zip(group, points - centre + middle, strict=True))
    return np.array([found[node] for node in nodes])


@dataclass(frozen=True, slots=True)
class _Extent:
    left: float
    top: float
    width: float
    height: float


def _extent(points: Points, boxes: Sequence[Box]) -> _Extent:
    half = halves(boxes)
    low, high = (points - half).min(axis=0), (points + half).max(axis=0)
    return _Extent(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))


def _place_groups(graph: Any, extents: Sequence[_Extent]) -> Points:
    numbers = list(range(len(extents)))
    boxes = [Box(extent.width, extent.height) for extent in extents]
    if len(numbers) > CLOSE:
        return _spiral(graph, numbers, boxes)
    size = sum(math.hypot(box.width, box.height) for box in boxes) / len(boxes)
    points = _by_distance(graph, numbers, [[number] for number in numbers]) * (size * WIDE, size)
    return _apart(points, boxes, gap=UNIT / 2)


def _spiral(graph: Any, nodes: list[int], boxes: Sequence[Box]) -> Points:
    """The best connected in the middle, the others around it like the seeds of a sunflower."""
    ranked = sorted(nodes, key=lambda node: (-graph.degree(node), node))
    step = max(math.sqrt((boxes[n].width + GAP) * (boxes[n].height + GAP)) for n in nodes)
    found = {}
    for i, node in enumerate(ranked):
        angle, radius = i * math.pi * (3 - math.sqrt(5)), step * math.sqrt(i)
        found[node] = (radius * math.cos(angle) * WIDE, radius * math.sin(angle) / WIDE)
    return _apart(np.array([found[node] for node in nodes]), [boxes[n] for n in nodes], rounds=20)


def _shelve(parts: list[list[int]], placed: list[Points], boxes: Sequence[Box]) -> Points:
    """All parts side by side in rows, the largest first, centred on (0, 0)."""
    extents = [_extent(points, [boxes[node] for node in part])
               for part, points in zip(parts, placed, strict=True)]  # fmt: skip
    area = sum((e.width + UNIT) * (e.height + UNIT) for e in extents)
    limit = max([math.sqrt(area * WIDE), *(e.width for e in extents)])
    result = np.zeros((len(boxes), 2))
    x = y = tallest = 0.0
    for part, points, extent in zip(parts, placed, extents, strict=True):
        if x and x + extent.width > limit:
            x, y, tallest = 0.0, y + tallest + UNIT / 2, 0.0
        result[part] = points - (extent.left, extent.top) + (x, y)
        x, tallest = x + extent.width + UNIT / 2, max(tallest, extent.height)
    if len(result):
        result -= (result.min(axis=0) + result.max(axis=0)) / 2
    return result
