"""Documents with clusters of mentions and relations between clusters (POPCORN, DWIE, re3d).

Each reader brings its corpus into the same plain shape; nothing of kg is needed for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import InputError
from kg.evaluate.names import fold

Triple = tuple[int, str, int]
"""Subject, label, object; the ends are indices into the document's clusters."""

Derived = Mapping[str, tuple[str, ...]]
"""Label -> the labels that follow from it."""

SURE = 0.5
"""re3d gives what the crowd made of each relation: those more likely wrong are left out."""

_PRONOUNS = """
il ils elle elles lui leur leurs eux le la les l' l’ y en on qui que dont lequel laquelle lesquels
celui celle ceux celui-ci celle-ci ceux-ci celles-ci ce cet cette ces un une deux trois tous toutes
tout certains derniers dernier dernière son sa ses
i we you he she it they him her them his hers its their my our your this that these those there who
"""
PRONOUNS = frozenset(_PRONOUNS.split())
"""Words that stand for a name, in French and English; fixed here, as what is measured by is."""

# POPCORN's attributes of an entity: names, numbers and times, not entities.
_ATTRIBUTES = re.compile(
    r"(FIRSTNAME|LASTNAME|CATEGORY|NATIONALITY|TIME|QUANTITY|COLOR|WEIGHT|HEIGHT|WIDTH|LENGTH|"
    r"LATITUDE|LONGITUDE|MATERIAL_REFERENCE)(_\w+)?"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A gold mention: offsets into the document's text, and whether it is a name."""

    start: int
    end: int
    named: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """All mentions of one gold entity, in order."""

    kind: str
    spots: tuple[Spot, ...]

    @property
    def named(self) -> bool:
        return any(spot.named for spot in self.spots)


@dataclass(frozen=True, slots=True)
class Document:
    """``required`` triples count for recall; ``accepted`` ones neither count nor harm."""

    id: str
    lang: str
    text: str
    clusters: tuple[Cluster, ...]
    required: frozenset[Triple]
    accepted: frozenset[Triple] = frozenset()


def is_name(text: str, start: int, end: int) -> bool:
    """True for a span with a capitalised word that is no pronoun.

    >>> is_name("She met the envoy in Oslo.", 21, 25), is_name("She left.", 0, 3)
    (True, False)
    """
    words = re.findall(r"[\w’'.-]+", text[start:end])
    return any(w[0].isupper() and w.casefold() not in PRONOUNS for w in words)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read as JSON: {error}", where=str(path)) from error


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read as JSON lines: {error}", where=str(path)) from error


def _cluster(text: str, kind: str, spans: set[tuple[int, int]]) -> Cluster:
    return Cluster(kind, tuple(Spot(a, b, is_name(text, a, b)) for a, b in sorted(spans)))


def read_popcorn(path: Path) -> list[Document]:
    """The documents of a POPCORN file (French), without the attributes of its entities."""
    return [_popcorn(id_, record) for id_, record in sorted(_json(path).items())]


def _popcorn(id_: str, record: dict[str, Any]) -> Document:
    text = record["text"]
    places: dict[int, int] = {}
    clusters: list[Cluster] = []
    for entity in record["entities"]:
        if not _ATTRIBUTES.fullmatch(entity["type"]):
            places[entity["id"]] = len(clusters)
            spans = {(m["start"], m["end"]) for m in entity["mentions"]}
            clusters.append(_cluster(text, entity["type"], spans))
    required = frozenset(
        (places[s], label, places[o])
        for s, label, o in record["relations"]
        if s in places and o in places and s != o
    )
    return Document(id_, "fr", text, tuple(clusters), required)


ADJECTIVE, UNNAMED = "gpe0", "-x"
"""DWIE's link from a State's adjective to the State, and the ending of a relation to such an
adjective."""


def read_dwie(path: Path, derived: Derived = MappingProxyType({})) -> list[Document]:
    """The documents of a DWIE file in DocRED's form (English, tokens).

    A State and its adjectives become one cluster. A relation to an adjective is accepted, not
    required, and with it the labels ``derived`` from its label, which DWIE gives only to the State
    itself. The ties of players and coaches to their clubs are accepted, not required.
    """
    return [_dwie(record, derived) for record in _json(path)]


def _dwie(record: dict[str, Any], derived: Derived) -> Document:
    tokens = [token for sentence in record["sents"] for token in sentence]
    text, starts = join(tokens)
    joined = {row["h"]: row["t"] for row in record["labels"] if row["r"] == ADJECTIVE}
    spans: dict[int, set[tuple[int, int]]] = {}
    kinds: dict[int, str] = {}
    for i, mentions in enumerate(record["vertexSet"]):
        place = joined.get(i, i)
        kinds.setdefault(place, mentions[0]["type"].removeprefix("type::"))
        found = spans.setdefault(place, set())
        for first, last in (m["pos"] for m in mentions):
            found.add((starts[first], starts[last - 1] + len(tokens[last - 1])))
    order = {place: i for i, place in enumerate(spans)}
    rows = {
        (order[joined.get(r["h"], r["h"])], r["r"], order[joined.get(r["t"], r["t"])])
        for r in record["labels"]
        if r["r"] != ADJECTIVE
    }
    sport = {(s, o) for s, label, o in rows if label in ("player_of", "coach_of")}
    required = {r for r in rows if not r[1].endswith(UNNAMED) and (r[0], r[2]) not in sport}
    accepted = {(s, label.removesuffix(UNNAMED), o) for s, label, o in rows}
    accepted |= {(s, d, o) for s, label, o in accepted for d in derived.get(label, ())}
    clusters = tuple(_cluster(text, kinds[place], spans[place]) for place in spans)
    return Document(
        record["title"], "en", text, clusters, frozenset(required), frozenset(accepted - required)
    )


_CLOSING = re.compile(r"[,.;:!?)\]%”]|['’](s|re|ve|ll|d|m|t)?|n['’]t|\s+")
_OPENING = frozenset("([“$€-")


def join(tokens: list[str]) -> tuple[str, list[int]]:
    """The text that was cut into ``tokens``, as far as it can be told, and where each begins."""
    text, starts, glue, quoted = "", [], True, False
    for token in tokens:
        after = bool(_CLOSING.fullmatch(token)) or (token == "-" and text[-1:].isalnum())
        if token == '"':
            after, quoted = quoted, not quoted
        text += "" if after or glue else " "
        starts.append(len(text))
        text += token
        glue = token in _OPENING or token.isspace() or (token == '"' and quoted)
    return text, starts


def read_re3d(folder: Path) -> list[Document]:
    """The documents of re3d (English): every folder under ``folder`` with its three files.

    Mentions of a document with the same folded words, or which re3d calls synonyms, are a cluster.
    """
    documents = []
    for part in sorted(path.parent for path in folder.glob("*/relations.json")):
        entities, relations = (
            list(_lines(part / f"{name}.json")) for name in ("entities", "relations")
        )
        for record in _lines(part / "documents.json"):
            documents.append(_re3d(record, entities, relations))
    return documents


def _re3d(
    record: dict[str, Any], entities: list[dict[str, Any]], relations: list[dict[str, Any]]
) -> Document:
    text, id_ = record["text"], record["_id"]
    sure = [r for r in relations if r["documentId"] == id_ and r["confidence"] >= SURE]
    kinds = {(e["begin"], e["end"]): e["type"] for e in entities if e["documentId"] == id_}
    spans: dict[str, set[tuple[int, int]]] = {}

    def name(row: dict[str, Any], end: str) -> str:
        span = (row[f"{end}Begin"], row[f"{end}End"])
        key = fold(text[slice(*span)])
        spans.setdefault(key, set()).add(span)
        return key

    for a, b in kinds:
        spans.setdefault(fold(text[a:b]), set()).add((a, b))
    rows = [(name(r, "source"), r["type"], name(r, "target")) for r in sure]
    parent = {key: key for key in spans}
    for s, label, o in rows:
        if label == "IsSynonymOf":
            keep, gone = parent[s], parent[o]
            parent = {key: keep if at == gone else at for key, at in parent.items()}
    order = {root: i for i, root in enumerate(dict.fromkeys(parent.values()))}
    merged: list[set[tuple[int, int]]] = [set() for _ in order]
    for key, at in parent.items():
        merged[order[at]] |= spans[key]
    clusters = tuple(_cluster(text, kinds.get(min(group), ""), group) for group in merged)
    required = {(order[parent[s]], label, order[parent[o]]) for s, label, o in rows}
    return Document(id_, "en", text, clusters, frozenset(t for t in required if t[0] != t[2]))
