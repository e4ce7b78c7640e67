"""Which nodes of a build may be one and the same, by their names alone. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.gazetteer import words
from kg.model import Entity
from kg.naming import DOUBTFUL, Index, Likeness, compare_bodies

_ABSTRACT = frozenset({"Entity", "Actor", "Locality"})
_MANY, _RAREST = 100, 2
"""With a beginning that more names than this share, only the rarest beginnings of a name count.
No build of the development texts has so many."""
_NEAREST = 8
"""People looked at beside each one nobody listed."""


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two nodes whose names are alike. ``compatible``: their kinds do not keep them apart."""

    one: str
    other: str
    likeness: float
    reason: str
    compatible: bool = True


def alike(entities: Mapping[str, Entity], broader: Mapping[str, frozenset[str]]) -> list[Pair]:
    """Pairs of nodes that may be one, the most alike first; ``broader`` as in the ontology.

    Two listed nodes are two. Events are left out: "the summit" of two articles is called alike
    and is often another.
    """
    named = {i: e for i, e in entities.items() if e.kind != "Event"}
    found: dict[tuple[str, str], Pair] = {}
    for pair in (*_people(named), *_bodies(named, broader), *_homonyms(named, broader)):
        known = found.get((pair.one, pair.other))
        if known is None or pair.likeness > known.likeness:
            found[pair.one, pair.other] = pair
    return sorted(found.values(), key=lambda p: (-p.likeness, p))


def _pair(one: str, other: str, likeness: Likeness, compatible: bool = True) -> Pair:
    one, other = sorted((one, other))
    return Pair(one, other, likeness.score, likeness.reason, compatible)


def _people(entities: Mapping[str, Entity]) -> Iterator[Pair]:
    people = {i: e for i, e in sorted(entities.items()) if e.kind == "Person"}
    index = Index((i, name) for i, e in people.items() for name in e.names())
    for ident, person in people.items():
        for name in () if person.listed else person.names():
            for other, likeness in index.nearest(name, _NEAREST):
                if other != ident and likeness.score >= DOUBTFUL:
                    yield _pair(ident, other, likeness)


def _bodies(
    entities: Mapping[str, Entity], broader: Mapping[str, frozenset[str]]
) -> Iterator[Pair]:
    """Everything but people, compared where a name shares a word's beginning or its initials.

    Of a long name the rarest beginnings count: "Ministry of" tells nothing, and every pair of
    ministries would be compared.
    """
    found: dict[tuple[str, str], set[str]] = {}
    families = {e.kind: _family(e.kind, broader) for e in entities.values()}
    for ident, entity in entities.items():
        if entity.kind != "Person":
            for name in entity.names():
                for key in _keys(name):
                    for family in families[entity.kind]:
                        found.setdefault((family, key), set()).add(ident)
    keys: dict[str, list[tuple[str, str]]] = {}
    for rare, group in sorted(found.items(), key=lambda item: (len(item[1]), item[0])):
        for ident in group:
            keys.setdefault(ident, []).append(rare)
    told: dict[tuple[str, str], list[str]] = {}
    for ident, own in sorted(keys.items()):
        many = len(found[own[-1]]) > _MANY
        for rare in own[:_RAREST] if many else own:
            told.setdefault(rare, []).append(ident)
    pairs = {pair for group in told.values() for pair in combinations(group, 2)}
    for one, other in sorted(pairs):
        a, b = entities[one], entities[other]
        if not (a.listed and b.listed):
            compared = [compare_bodies(x, y) for x in a.names() for y in b.names()]
            best = max(compared, key=lambda likeness: (likeness.score, likeness.reason))
            if best.score >= DOUBTFUL:
                yield _pair(one, other, best)


def _keys(name: str) -> Iterator[str]:
    """The beginnings of the words, and what their initials may spell."""
    parts = [word for word in words(name) if word]
    yield from (word[:3] for word in parts)
    if len(parts) > 1:
        yield "".join(word[0] for word in parts)[:3]


def _family(kind: str, broader: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The kind and those above it that still tell something."""
    return broader.get(kind, frozenset({kind})) - _ABSTRACT or frozenset({kind})


def _homonyms(
    entities: Mapping[str, Entity], broader: Mapping[str, frozenset[str]]
) -> Iterator[Pair]:
    """Nodes of one label whose kinds keep them apart."""
    called: dict[tuple[str, ...], list[str]] = {}
    for ident, entity in sorted(entities.items()):
        if any(folded := words(entity.label)):
            called.setdefault(folded, []).append(ident)
    for group in called.values():
        for one, other in combinations(group, 2):
            a, b = entities[one], entities[other]
            apart = _family(a.kind, broader).isdisjoint(_family(b.kind, broader))
            if apart and not (a.listed and b.listed):
                yield _pair(one, other, Likeness(1.0, "the same name"), compatible=False)
