"""Which item of Wikidata an entity is, or that nobody can tell. Never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

KNOWN = "known before"
ONLY = "the only one so called"
OFFICE = "the one who held office there"
HOME = "the only one so called, and from there"
PLACE = "the one of its State"
UNTIED = "so called, but nothing ties it to the State"
SEVERAL = "several so called"
NONE = "none so called"
NAMELESS = "no full name to look for"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entity to be found: ``names`` are (language, name) pairs, ``places`` the Wikidata ids of
    the States and bodies it is known to belong to, ``states`` those that are States."""

    id: str
    person: bool
    qid: str | None
    names: tuple[tuple[str, str], ...]
    places: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item with one of the names, in English where it has a label, and where it belongs:
    ``offices`` are ids of bodies it held office in, ``homes`` of its States."""

    qid: str
    label: str = ""
    description: str = ""
    offices: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()


def decide(wanted: Wanted, found: Sequence[Candidate]) -> tuple[str | None, str]:
    """The Wikidata id, or None, and the rule that decided."""
    if wanted.qid:
        return wanted.qid, KNOWN
    if not found:
        return None, NONE if wanted.names else NAMELESS
    return _person(wanted, found) if wanted.person else _organisation(wanted, found)


def _person(wanted: Wanted, found: Sequence[Candidate]) -> tuple[str | None, str]:
    """Whoever is known to belong somewhere must be tied to it: a minister's only namesake may be
    a footballer."""
    if not wanted.places:
        return _only(found)
    officials = [c for c in found if c.offices & wanted.places]
    if len(officials) == 1:
        return officials[0].qid, OFFICE
    if len(found) > 1:
        return None, SEVERAL
    return (found[0].qid, HOME) if found[0].homes & wanted.places else (None, UNTIED)


def _organisation(wanted: Wanted, found: Sequence[Candidate]) -> tuple[str | None, str]:
    """Of several the one of its State; one of another State only is not it."""
    if not wanted.states:
        return _only(found)
    local = [c for c in found if c.homes & wanted.states]
    if len(local) == 1:
        return local[0].qid, PLACE
    if len(found) > 1:
        return None, SEVERAL
    return (None, UNTIED) if found[0].homes else (found[0].qid, ONLY)


def _only(found: Sequence[Candidate]) -> tuple[str | None, str]:
    return (found[0].qid, ONLY) if len(found) == 1 else (None, SEVERAL)
