"""The graph as pyvis draws it: shapes, colours, places and curves, but no text of an article.

Only labels go to the canvas, where nothing is markup; pyvis's titles, which may become markup,
stay empty.
"""

from __future__ import annotations

import heapq
import json
import math
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.bends import Bend, bends
from kg.clutter import Box, Pair
from kg.layout import positions

KINDS = {
    "State": ("dot", "#0072B2"),
    "GovernmentBody": ("square", "#56B4E9"),
    "InternationalOrganisation": ("hexagon", "#009E73"),
    "Organisation": ("square", "#009E73"),
    "Party": ("diamond", "#009E73"),
    "Company": ("square", "#E69F00"),
    "ArmedGroup": ("triangle", "#D55E00"),
    "Person": ("diamond", "#E69F00"),
    "Place": ("triangleDown", "#CC79A7"),
    "Event": ("star", "#CC79A7"),
    "Weapon": ("star", "#D55E00"),
    "Agreement": ("hexagon", "#CC79A7"),
}
"""Shape and colour of each kind, from the palette of Okabe and Ito; no pair twice."""
OTHER_KIND = ("dot", "#8A8A8A")
DASHES = {
    "asserted": False,
    "planned": [11, 6],
    "possible": [2, 5],
    "disputed": [14, 4, 2, 4],
    "denied": [6, 4],
}
"""How the line of each stance is broken, in pixels."""
FONT = 15
WRAP = 150
"""A label wider than this many pixels is broken between words."""
LINE = 18.0
WORDS_FONT = 12
"""Size of the words on an edge."""


WHOLE = 300
"""A graph of so many nodes is drawn as a whole; of a larger one the page opens with a part."""
OPENING = 100
"""Nodes of that part: with 160, half of the names found no room on a screen of 1440 by 900."""


def network(
    nodes: Sequence[dict[str, Any]],
    relations: Sequence[dict[str, Any]],
    statements: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """What is drawn, for vis-network; the lists are those of ``kg.pagedata.page_data``.

    ``bundles`` are the lines, one for each two nodes with statements between them. ``nodes`` and
    ``edges`` are what the page opens with: the best connected part of a large graph, with ids that
    are indices of nodes and bundles; ``spots`` says where on each edge its words belong, as a share
    of its way. ``places`` is where each node stands when all are drawn, ``sizes`` how large it is.
    """
    bundles = _bundles(statements)
    weights = Counter(end for s in statements for end in (s["from"], s["to"]))
    sizes = [round(9 + 4.2 * math.sqrt(weights[i]), 1) for i in range(len(nodes))]
    boxes = [_box(node, size) for node, size in zip(nodes, sizes, strict=True)]
    shown = _opening(len(nodes), [*bundles], weights)
    opened = _arranged(shown, boxes, bundles, relations, statements)
    every = [*range(len(nodes))]
    places = [list(place) for place in opened.places]
    if shown != every:
        places = [list(place) for place in positions(boxes, [*bundles])]
    drawn = _drawn(shown, opened, nodes, sizes)
    drawn.set_options(json.dumps(_options(len(opened.bends))))
    return {
        "nodes": drawn.nodes,
        "edges": drawn.edges,
        "options": drawn.options,
        "spots": [bend.spot for bend in opened.bends.values()],
        "places": places,
        "sizes": sizes,
        "bundles": [[*pair, held] for pair, held in bundles.items()],
    }


@dataclass(frozen=True)
class _Arranged:
    """Nodes in their places, and how the lines between them run: bundle -> its ends and bend."""

    places: list[Pair]
    ends: dict[int, Pair]
    bends: dict[int, Bend]


def _bundles(statements: Sequence[dict[str, Any]]) -> dict[Pair, list[int]]:
    """Two nodes -> the statements between them, in either direction; in the order of the nodes."""
    found: dict[Pair, list[int]] = {}
    for i, statement in enumerate(statements):
        one, other = sorted((statement["from"], statement["to"]))
        found.setdefault((one, other), []).append(i)
    return dict(sorted(found.items()))


def _opening(count: int, pairs: Sequence[Pair], weights: Mapping[int, int]) -> list[int]:
    """The nodes to open with: the one with most statements, and always the next best connected
    neighbour of those taken."""
    if count <= WHOLE:
        return [*range(count)]
    near: dict[int, set[int]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    first = min(near, key=lambda node: (-weights[node], node))
    taken: set[int] = set()
    waiting = [(-weights[first], first)]
    while waiting and len(taken) < OPENING:
        _, node = heapq.heappop(waiting)
        if node not in taken:
            taken.add(node)
            for other in near[node] - taken:
                heapq.heappush(waiting, (-weights[other], other))
    return sorted(taken)


def _arranged(
    shown: Sequence[int],
    boxes: Sequence[Box],
    bundles: Mapping[Pair, list[int]],
    relations: Sequence[dict[str, Any]],
    statements: Sequence[dict[str, Any]],
) -> _Arranged:
    """The nodes ``shown`` and the lines between them, so that they can be read."""
    index = {node: i for i, node in enumerate(shown)}
    kept = {
        number: (pair, held)
        for number, (pair, held) in enumerate(bundles.items())
        if pair[0] in index and pair[1] in index
    }
    pairs = [(index[one], index[other]) for (one, other), _ in kept.values()]
    rooms = [boxes[node] for node in shown]
    places = positions(rooms, pairs)
    widths = [
        max(_words_width(relations[statements[s]["relation"]]) for s in held)
        if len(held) == 1
        else _width("99", WORDS_FONT)
        for _, held in kept.values()
    ]
    runs = bends(places, rooms, pairs, widths)
    return _Arranged(
        places,
        {number: pair for number, (pair, _) in kept.items()},
        dict(zip(kept, runs, strict=True)),
    )


def _drawn(
    shown: Sequence[int], opened: _Arranged, nodes: Sequence[dict[str, Any]], sizes: Sequence[float]
) -> Any:
    """The network as pyvis has it."""
    # Imported here: pyvis takes a third of a second, which every command would pay.
    from pyvis.network import Network

    drawn = Network(directed=True, cdn_resources="in_line")
    for node, (x, y) in zip(shown, opened.places, strict=True):
        shape, color = KINDS.get(nodes[node]["kind"], OTHER_KIND)
        label = nodes[node]["label"]
        drawn.add_node(node, label=label, shape=shape, color=color, size=sizes[node], x=x, y=y)
    for number, bend in opened.bends.items():
        one, other = opened.ends[number]
        drawn.add_edge(one, other, id=number, smooth=_curve(bend))
    return drawn


def _curve(bend: Bend) -> dict[str, Any]:
    return {
        "enabled": bend.roundness != 0,
        "type": "curvedCW" if bend.roundness > 0 else "curvedCCW",
        "roundness": abs(bend.roundness),
    }


def _words_width(relation: dict[str, Any]) -> float:
    words = [relation["name"], *relation["labels"].values()]
    return max(_width(word, WORDS_FONT) for word in words)


def _options(edges: int) -> dict[str, Any]:
    """Everything stands still and nothing is an editor; colours come with the theme."""
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "interaction": {
            "hover": True,
            "multiselect": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": edges > 2000,
            "hideEdgesOnZoom": edges > 2000,
            # It would take the focus from whoever types while the mouse passes over the graph.
            "keyboard": False,
        },
        "nodes": {
            "borderWidth": 1.5,
            "borderWidthSelected": 3,
            "labelHighlightBold": False,
            "font": {"size": FONT, "strokeWidth": 4, "vadjust": -2},
            "widthConstraint": {"maximum": WRAP},
            "scaling": {"label": {"drawThreshold": 6}},
        },
        "edges": {
            "hoverWidth": 0,
            "selectionWidth": 0,
            "arrowStrikethrough": False,
            "selfReference": {"size": 26, "angle": 0.8},
        },
    }


def _box(node: dict[str, Any], size: float) -> Box:
    """The room of a node: its shape, and below it its label in the widest language."""
    labels = {node["label"], *node["labels"].values()}
    lines = [_lines(label) for label in sorted(labels)]
    height = LINE * max(len(widths) for widths in lines)
    width = max(2 * size, *(width for widths in lines for width in widths))
    return Box(width, 2 * size + height, drop=height / 2)


def _lines(label: str) -> list[float]:
    """Widths of the lines into which vis-network breaks ``label``."""
    lines = [0.0]
    for word in label.split() or [label]:
        width, space = _width(word, FONT), FONT / 4
        if lines[-1] and lines[-1] + space + width > WRAP:
            lines.append(width)
        else:
            lines[-1] += width + (space if lines[-1] else 0)
    return lines


def _width(text: str, size: float) -> float:
    """About how wide ``text`` is in a sans-serif font: half a square per letter, CJK a whole."""
    return size * sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.54 for c in text)
