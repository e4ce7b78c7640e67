"""The graph as pyvis draws it: shapes, colours, places and curves, but no text of an article.

Only labels go to the canvas, where nothing is markup; pyvis's titles, which may become markup,
stay empty.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.bends import Bend, bends
from kg.clutter import Box
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


def network(
    nodes: Sequence[dict[str, Any]],
    relations: Sequence[dict[str, Any]],
    statements: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """``nodes``, ``edges`` and ``options`` for vis-network; ids are indices of the lists.

    The lists are those of ``kg.pagedata.page_data``. ``spots`` says where on each edge its
    words belong, as a share of its way; vis-network itself could write them only in the middle.
    """
    # Imported here: pyvis takes a third of a second, which every command would pay.
    from pyvis.network import Network

    pairs = [(s["from"], s["to"]) for s in statements]
    degrees = Counter(end for pair in pairs for end in pair)
    sizes = [round(9 + 4.2 * math.sqrt(degrees[i]), 1) for i in range(len(nodes))]
    boxes = [_box(node, size) for node, size in zip(nodes, sizes, strict=True)]
    centres = positions(boxes, pairs)
    drawn = Network(directed=True, cdn_resources="in_line")
    for i, (node, size, (x, y)) in enumerate(zip(nodes, sizes, centres, strict=True)):
        shape, color = KINDS.get(node["kind"], OTHER_KIND)
        drawn.add_node(i, label=node["label"], shape=shape, color=color, size=size, x=x, y=y)
    widths = [_words_width(relations[s["relation"]]) for s in statements]
    runs = bends(centres, boxes, pairs, widths)
    for i, (statement, bend) in enumerate(zip(statements, runs, strict=True)):
        drawn.add_edge(*pairs[i], id=i, **_line(statement, relations, bend))
    drawn.set_options(json.dumps(_options(len(statements))))
    return {
        "nodes": drawn.nodes,
        "edges": drawn.edges,
        "options": drawn.options,
        "spots": [bend.spot for bend in runs],
    }


def _words_width(relation: dict[str, Any]) -> float:
    words = [relation["name"], *relation["labels"].values()]
    return max(_width(word, WORDS_FONT) for word in words)


def _line(
    statement: dict[str, Any], relations: Sequence[dict[str, Any]], bend: Bend
) -> dict[str, Any]:
    arrow = "bar" if statement["stance"] == "denied" else "arrow"
    symmetric = relations[statement["relation"]]["symmetric"]
    return {
        "arrows": {"to": {"enabled": not symmetric, "type": arrow, "scaleFactor": 0.6}},
        "dashes": DASHES[statement["stance"]],
        "width": round(1.3 + 0.8 * math.log2(max(1, statement["sources"])), 2),
        "smooth": {
            "enabled": bend.roundness != 0,
            "type": "curvedCW" if bend.roundness > 0 else "curvedCCW",
            "roundness": abs(bend.roundness),
        },
    }


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
