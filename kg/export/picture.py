"""SVG and PNG: a picture of the surroundings of one actor, for papers and slides.

16 cm wide, readable in print and in greyscale: kinds differ in shape, and how sure a statement is
shows in how its line is broken. Drawn by matplotlib, which comes with the extra ``pictures``.
"""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rdflib import Graph

from kg import ontology
from kg.clutter import Array, Box
from kg.drawing import DASHES, KINDS, OTHER_KIND
from kg.errors import InputError, KgError
from kg.export.ego import Ego, Tie, ego
from kg.export.sheet import MARGIN, WIDTH, Room, lines, places, tips, words
from kg.questions import TYPES
from kg.resources import TEMPLATES

try:
    from kg.export.pen import ALARM, FAINT, INK, MUTED, Pen, settled, width
except ModuleNotFoundError as error:
    raise KgError(
        f"pictures need {error.name}, which is not installed", fix="pip install 'geokg[pictures]'"
    ) from error

NAME, WORDS, TITLE, SMALL = 16.5, 13.5, 25.0, 13.5
"""Heights of letters in pixels: of names, of the words on lines, and so on."""
LINE = 1.2
"""The distance of two lines of text, in heights of letters."""
TOP = MARGIN + TITLE * 1.8
ROW = 22.0
"""Of the legend."""
SIGN = {"kind": 20.0, "stance": 62.0, "count": 22.0, "sizes": 0.0}
"""Pixels in front of the words of a legend."""
LOUD = ("disputed", "denied")
WRAP, ROWS = 20, 3
"""A name has at most so many letters in a row, and so many rows."""
TEXTS = {
    "en": {
        "title": "{name}: {statements}, {actors}",
        "actor.one": "actor", "actor.other": "actors",
        "as_of": "; as of {day}",
        "count": "statements between the two; line and words are those of the best documented",
        "sizes": "Larger sign: more statements. Thicker line: more sources.",
        "source": "Source: kg, {articles}{days}.",
        "left_out": " Left out: {count} less documented.",
    },
    "fr": {
        "title": "{name} : {statements}, {actors}",
        "actor.one": "acteur", "actor.other": "acteurs",
        "as_of": " ; état au {day}",
        "count": "énoncés entre les deux ; trait et mots sont ceux du mieux documenté",
        "sizes": "Symbole plus grand : plus d'énoncés. Trait plus épais : plus de sources.",
        "source": "Source : kg, {articles}{days}.",
        "left_out": " Non représentés, moins documentés : {count}.",
    },
}  # fmt: skip


def write(fmt: str, graph: Graph, about: str, *, hops: int = 1, lang: str = "en") -> bytes:
    """What ``graph`` tells about ``about``, a name or an id, and what is at most ``hops`` from it.

    ``fmt`` is svg, with text that can be searched, or png, at 300 dots an inch; ``lang`` is en or
    fr. Raises InputError when nothing or more than one thing has that name, or when no statement
    is about it.
    """
    told = ego(graph, TYPES["entity"](graph, about), hops, lang)
    if not told.ties:
        fix = "it may only speak, or hold an office"
        raise InputError(f"no statement joins {about!r} to another thing", fix=fix)
    return draw(Plan(told, lang), fmt)


@dataclass(frozen=True)
class Plan:
    """Where everything of ``ego`` stands; texts are in ``lang``."""

    ego: Ego
    lang: str

    @cached_property
    def radii(self) -> list[float]:
        return [min(9 + 3.2 * math.sqrt(actor.weight), 34) for actor in self.ego.actors]

    @cached_property
    def names(self) -> list[list[str]]:
        """The rows of each name."""
        return [_rows(actor.label) for actor in self.ego.actors]

    @cached_property
    def boxes(self) -> list[Box]:
        found = []
        for i, (rows, radius) in enumerate(zip(self.names, self.radii, strict=True)):
            high = NAME * LINE * len(rows) + 2
            wide = max(width(row, NAME, self.weight(i)) for row in rows)
            found.append(Box(max(wide, 2 * radius), 2 * radius + high, drop=high / 2))
        return found

    def weight(self, actor: int) -> str:
        return "bold" if actor == 0 else "normal"

    @cached_property
    def centres(self) -> list[tuple[int, int]]:
        return places(self.boxes, self._pairs, TOP)

    @property
    def _pairs(self) -> list[tuple[int, int]]:
        return [(tie.one, tie.other) for tie in self.ego.ties]

    @cached_property
    def ways(self) -> list[Array]:
        return lines(self.centres, self.boxes, self._pairs, self.radii, self.name_rooms)

    @cached_property
    def rooms(self) -> list[Room]:
        """The room of each node with its name."""
        return [
            Room(x, y + box.drop, box.width / 2, box.height / 2)
            for (x, y), box in zip(self.centres, self.boxes, strict=True)
        ]

    @cached_property
    def name_rooms(self) -> list[Room]:
        """The room of each name, below its node."""
        found = []
        for i, ((x, y), rows) in enumerate(zip(self.centres, self.names, strict=True)):
            wide = max(width(row, NAME, self.weight(i)) for row in rows)
            high = NAME * LINE * len(rows)
            found.append(Room(x, y + self.radii[i] + 2 + high / 2, wide / 2, high / 2))
        return found

    def relation(self, tie: Tie) -> str:
        """What the words on a line say."""
        known = ontology.load().relations.get(tie.relation)
        label = known.labels.get(self.lang, "") if known else ""
        return label or tie.relation.replace("_", " ")

    @cached_property
    def words(self) -> list[tuple[str, Room] | None]:
        """The words on each line, "" for none beside its count, and their room."""
        texts = [[self.relation(tie), *[""] * (tie.count > 1)] for tie in self.ego.ties]
        sizes = [
            [(_words_width(text, tie), WORDS * 1.3) for text in choice]
            for choice, tie in zip(texts, self.ego.ties, strict=True)
        ]
        found = words(self.ways, sizes, [*self.rooms, *tips(self.ways)])
        return [spot and (choice[spot[0]], spot[1])
                for choice, spot in zip(texts, found, strict=True)]  # fmt: skip


def _words_width(text: str, tie: Tie) -> float:
    if not text:
        return WORDS * 1.7
    return width(text, WORDS) + 10 + (WORDS * 1.8 if tie.count > 1 else 0)


def _rows(name: str) -> list[str]:
    return textwrap.wrap(name, WRAP, max_lines=ROWS, placeholder="…") or ["?"]


@settled()
def draw(plan: Plan, fmt: str) -> bytes:
    """The sheet as a file: title, network, legend, source."""
    told = plan.ego
    say = {**json.loads((TEMPLATES / "page.words.json").read_text("utf-8"))[plan.lang],
           **TEXTS[plan.lang]}  # fmt: skip
    legend, source = _legend(told, say), _source(told, say)
    bottom = max(room.y + room.half_height for room in plan.rooms) + MARGIN
    rows = sum(1 for item in legend if item.x == MARGIN)
    pen = Pen(bottom + rows * ROW + SMALL * 1.9 + MARGIN)
    title = _title(told, say)
    size = min(TITLE, TITLE * (WIDTH - 2 * MARGIN) / width(title, TITLE, "bold"))
    pen.text(MARGIN, MARGIN + TITLE, title, size, weight="bold")
    _network(pen, plan)
    y = bottom
    for item in legend:
        y += ROW if item.x == MARGIN else 0
        _key(pen, item, y)
    pen.text(MARGIN, y + SMALL * 1.9, source, SMALL * 0.9, color=MUTED)
    return pen.bytes(fmt, title)


def _network(pen: Pen, plan: Plan) -> None:
    told = plan.ego
    symmetric = ontology.load().symmetric
    for tie, way, spot in zip(told.ties, plan.ways, plan.words, strict=True):
        color = _color(tie)
        thick = 0.7 + 0.3 * math.log2(max(1, tie.sources)) if 0 in (tie.one, tie.other) else 0.6
        arrow = tie.stance == "denied" or tie.relation not in symmetric
        pen.line(way, tie.stance, min(thick, 2.0), color=color, arrow=arrow)
        if spot:
            _say(pen, tie, *spot, color)
    for i, (actor, (x, y)) in enumerate(zip(told.actors, plan.centres, strict=True)):
        radius, rows = plan.radii[i], plan.names[i]
        pen.paper(plan.name_rooms[i], order=3)
        pen.shape(x, y, radius, KINDS.get(actor.kind, OTHER_KIND), bold=i == 0)
        for row, text in enumerate(rows):
            base = y + radius + 2 + NAME * (0.95 + LINE * row)
            pen.text(x, base, text, NAME, weight=plan.weight(i), align="center")


def _color(tie: Tie) -> str:
    """Of a line: what is denied stands out, what is not about the actor steps back."""
    if tie.stance in LOUD:
        return ALARM
    return INK if 0 in (tie.one, tie.other) else FAINT


def _say(pen: Pen, tie: Tie, text: str, room: Room, color: str) -> None:
    pen.paper(room, order=2.5)
    x = room.x - room.half_width + 5
    if tie.count > 1:
        x = x + WORDS * 0.75 if text else room.x
        pen.badge(x, room.y, str(tie.count), WORDS * 0.9, color)
        x += WORDS * 1.05
    if text:
        ink = MUTED if color == FAINT else color
        pen.text(x, room.y + WORDS * 0.36, text, WORDS, color=ink)


@dataclass(frozen=True)
class _Item:
    """One sign of the legend with its words: ``sort`` is kind, stance or count."""

    sort: str
    key: str
    text: str
    x: float


def _legend(told: Ego, say: Mapping[str, str]) -> list[_Item]:
    """In the order of kg.drawing; an item at the margin begins a row."""
    kinds = {actor.kind for actor in told.actors}
    stances = {tie.stance for tie in told.ties}
    named = [("kind", kind, say[f"kind.{kind}"]) for kind in KINDS if kind in kinds]
    if kinds - set(KINDS):
        named.append(("kind", "", say["kind.other"]))
    named += [("stance", stance, say[stance]) for stance in DASHES if stance in stances]
    if any(tie.count > 1 for tie in told.ties):
        named.append(("count", "n", say["count"]))
    named.append(("sizes", "", say["sizes"]))
    items: list[_Item] = []
    x, before = MARGIN, ""
    for sort, key, text in named:
        wide = SIGN[sort] + width(text, SMALL) + 24
        new = (before, sort) in {("kind", "stance"), ("stance", "count"), ("stance", "sizes")}
        if items and (new or x + wide > WIDTH - MARGIN + 24):
            x = MARGIN
        items.append(_Item(sort, key, text, x))
        x, before = x + wide, sort
    return items


def _key(pen: Pen, item: _Item, y: float) -> None:
    room = SIGN[item.sort]
    if item.sort == "kind":
        pen.shape(item.x + 8, y - SMALL * 0.36, 7, KINDS.get(item.key, OTHER_KIND))
    elif item.sort == "stance":
        way = np.array(
            [(item.x + share * (room - 8), y - SMALL * 0.36) for share in (0, 0.5, 0.8, 1)]
        )
        pen.line(way, item.key, 0.9, color=ALARM if item.key in LOUD else INK)
    elif item.sort == "count":
        pen.badge(item.x + 8, y - SMALL * 0.36, item.key, WORDS * 0.9, INK)
    pen.text(item.x + room, y, item.text, SMALL)


def _title(told: Ego, say: Mapping[str, str]) -> str:
    title = say["title"].format(
        name=textwrap.shorten(told.actors[0].label, 60, placeholder="…"),
        statements=_count(told.statements, "statement", say),
        actors=_count(len(told.actors) - 1, "actor", say),
    )
    return title + (say["as_of"].format(day=told.as_of) if told.as_of else "")


def _source(told: Ego, say: Mapping[str, str]) -> str:
    days = f", {' – '.join(dict.fromkeys(told.days))}" if told.days[0] else ""
    source = say["source"].format(articles=_count(told.articles, "article", say), days=days)
    return source + (say["left_out"].format(count=told.left_out) if told.left_out else "")


def _count(number: int, thing: str, say: Mapping[str, str]) -> str:
    return f"{number} {say[thing + ('.one' if number == 1 else '.other')]}"
