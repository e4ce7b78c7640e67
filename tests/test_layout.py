"""Nodes apart, neighbours near, lines off names: the geometry of the page."""

from __future__ import annotations

import math
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from kg.bends import BENDS, SPOTS, bends, points
from kg.clutter import Box, Pair, crossings, tidy
from kg.layout import CLOSE, positions

BOX = Box(90, 50, drop=9)

GRAPHS = {
    "path": nx.path_graph(7),
    "star": nx.star_graph(20),
    "tree": nx.balanced_tree(3, 3),
    "grid": nx.convert_node_labels_to_integers(nx.grid_2d_graph(5, 5)),
    "parts": nx.disjoint_union_all([nx.cycle_graph(5), nx.path_graph(2), nx.empty_graph(3)]),
    "cliques": nx.connected_caveman_graph(6, 6),
}


def place(graph: nx.Graph) -> list[Pair]:
    return positions([BOX] * len(graph), list(graph.edges))


def overlaps(places: list[Pair]) -> int:
    return sum(
        abs(a[0] - b[0]) < BOX.width and abs(a[1] - b[1]) < BOX.height
        for i, a in enumerate(places) for b in places[:i]
    )  # fmt: skip


@pytest.mark.parametrize("name", GRAPHS)
def test_no_name_covers_another(name: str) -> None:
    assert overlaps(place(GRAPHS[name])) == 0


def test_neighbours_are_nearer_than_strangers() -> None:
    graph = GRAPHS["cliques"]
    places = np.array(place(graph), dtype=float)
    near = [math.dist(places[a], places[b]) for a, b in graph.edges]
    far = [math.dist(places[a], places[b]) for a, b in nx.complement(graph).edges]
    assert sum(near) / len(near) < 0.6 * sum(far) / len(far)


def test_a_planar_graph_is_drawn_without_crossings() -> None:
    graph = GRAPHS["grid"]
    places = np.array(place(graph), dtype=float)
    assert crossings(places, np.array(list(graph.edges))) == 0


def test_the_drawing_is_centred() -> None:
    xs, ys = zip(*place(GRAPHS["parts"]), strict=True)
    assert abs(min(xs) + max(xs)) <= 2
    assert abs(min(ys) + max(ys) + 2 * BOX.drop) <= 2


def test_a_large_graph_is_split_and_stays_apart() -> None:
    graph = nx.planted_partition_graph(8, 50, 0.15, 0.002, seed=4)
    assert len(graph) > CLOSE
    assert overlaps(place(graph)) <= len(graph) // 50


def test_hundreds_around_one() -> None:
    places = place(nx.star_graph(400))
    assert len(set(places)) == 401


def test_nothing_to_place() -> None:
    assert positions([], []) == []


def test_loops_and_parallels_do_not_disturb() -> None:
    assert len(set(positions([BOX] * 3, [(0, 0), (0, 1), (1, 0), (0, 1), (1, 2)]))) == 3


def test_the_same_graph_has_the_same_places() -> None:
    assert place(GRAPHS["cliques"]) == place(GRAPHS["cliques"].copy())


def test_crossings_are_counted_once_and_not_at_nodes() -> None:
    square = np.array([[0, 0], [10, 0], [10, 10], [0, 10]], dtype=float)
    assert crossings(square, np.array([[0, 2], [1, 3]])) == 1
    assert crossings(square, np.array([[0, 1], [1, 2], [2, 3]])) == 0


def test_tidying_takes_a_name_off_a_line() -> None:
    boxes, pairs = [BOX] * 3, [(0, 1)]
    centres = np.array([[-300, 0], [300, 0], [0, 0]], dtype=float)
    moved = tidy(centres, boxes, pairs)
    assert abs(moved[2][1] - moved[:2, 1].mean()) > BOX.height / 2
    assert centres[2].tolist() == [0, 0], "the argument stays as it was"


def test_edges_between_the_same_nodes_bend_apart() -> None:
    pairs = [(0, 1), (1, 0), (0, 1)]
    runs = bends([(0, 0), (400, 0)], [BOX] * 2, pairs, [40.0] * 3)
    ends = [(0, 0), (400, 0)]
    middles = [
        points(ends[a], ends[b], run.roundness, np.array([0.5]))[0]
        for (a, b), run in zip(pairs, runs, strict=True)
    ]
    heights = sorted(y for _, y in middles)
    assert min(b - a for a, b in pairwise(heights)) > 15


def test_a_line_bends_around_a_node() -> None:
    (run,) = bends([(0, 0), (600, 0), (300, 0)], [BOX] * 3, [(0, 1)], [40.0])
    line = points((0, 0), (600, 0), run.roundness, np.linspace(0.1, 0.9, 17))
    offset = np.abs(line - (300, BOX.drop))
    assert not (offset < (BOX.width / 2, BOX.height / 2)).all(axis=1).any()


def test_words_avoid_other_words() -> None:
    cross = [(-200, -60), (200, 60), (-200, 60), (200, -60)]
    first, second = bends(cross, [Box(20, 20)] * 4, [(0, 1), (2, 3)], [80.0, 80.0])
    assert first.spot != second.spot or first.roundness != second.roundness


def test_a_straight_line_is_straight() -> None:
    assert BENDS[0] == 0
    assert points((0, 0), (100, 40), 0.0, np.array([SPOTS[0]])).tolist() == [
        pytest.approx([50, 20])
    ]
