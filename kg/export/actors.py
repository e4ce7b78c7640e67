"""Who acts in an event, and where, in the codes of PLOVER and CAMEO.

A State has its ISO 3166 code, a body of States IGO, a person the State in whose office the graph
has them on the day. Sectors are GOV for those who hold an executive office, PTY for parties, BUS
for companies. Others have none: armed groups may be REB or PRM, and bodies of a State GOV, LEG, JUD
or MIL, and kg's classes do not tell which.
"""

from __future__ import annotations

import re
from typing import Any

from rdflib import RDF
from rdflib.term import Node

from kg.export.values import Values
from kg.isotime import Period, period
from kg.ontology import Ontology
from kg.terms import KG

_ISO3 = re.compile(r"[A-Z]{3}")
_EXECUTIVE = re.compile(
    r"\b(president|premier|minister|secretary|chancellor|king|queen|emir|emperor|sultan"
    r"|ambassador|envoy)\b"
)
"""In the English title of an office in a State: PLOVER's "executive, … executive divisions"."""
_CODES = {"InternationalOrganisation": "IGO"}
_SECTORS = {"Party": "PTY", "Company": "BUS"}
_ACTORS = frozenset({"Actor"})

Json = dict[str, Any]


class Actors:
    """Knows the things of one graph."""

    def __init__(self, values: Values, ontology: Ontology) -> None:
        self.values = values
        self.ontology = ontology

    def ends(self, claim: Node, day: Period | None) -> tuple[Json, Json]:
        """Subject and object of a claim, as they are on ``day``."""
        return self._actor(claim, "subject", day), self._actor(claim, "object", day)

    def acts(self, end: Json) -> bool:
        """Whether an end is an actor, and no place, weapon, agreement or event."""
        return self.ontology.is_a(end["kind"], _ACTORS)

    def alleged(self, claim: Node, day: Period | None) -> bool:
        """Whether a claim is attributed to somebody who is no party to it, and serves none."""
        speaker = self.values.node(claim, KG.attributedTo)
        statement = self.values.node(claim, KG.statement)
        if speaker is None or statement is None:
            return False
        parties = {
            self.values.node(statement, RDF.subject),
            self.values.node(statement, RDF.object),
            self.values.node(claim, KG.via),
        }
        served = self._office(speaker, day)[0]
        return speaker not in parties and served not in {
            self._country(party) for party in parties if party
        } - {None}

    def place(self, claim: Node) -> Json | None:
        """Where it happens: as the claim says, or the place it is done to."""
        place = self.values.node(claim, KG["where"])
        done_to = self.values.node(claim, KG.statement, RDF.object)
        if place is None and done_to and self.values.kind(done_to) == "Place":
            place = done_to
        if place is None:
            return None
        return {
            "id": self.values.id(place),
            "name": self.values.label(place),
            "cc3": self._country(place),
        }

    def _actor(self, claim: Node, role: str, day: Period | None) -> Json:
        """PLOVER's object for an actor, with kg's id and class."""
        values = self.values
        thing = values.node(claim, KG.statement, RDF[role]) or claim
        kind = values.kind(thing) or ""
        code, sector = _CODES.get(kind), _SECTORS.get(kind)
        if kind == "State":
            code = self._country(thing)
        elif kind == "Person":
            code, sector = self._office(thing, day)
        return {
            "code": code,
            "sector": sector,
            "actor_text": values.text(claim, KG[f"{role}Text"]),
            "identifier_id": values.wikidata(thing),
            "identifier_text": values.label(thing),
            "id": values.id(thing),
            "kind": kind,
        }

    def _country(self, thing: Node) -> str | None:
        """The ISO 3166 code that is the id of a State; those of the past have none."""
        id_ = self.values.id(thing) or ""
        return id_ if self.values.kind(thing) == "State" and _ISO3.fullmatch(id_) else None

    def _office(self, person: Node, day: Period | None) -> tuple[str | None, str | None]:
        """The State that a person serves on ``day``, and GOV when in an executive office; nothing
        when there are two such States, or dates are not known."""
        found: dict[str, str | None] = {}
        for office in self.values.graph.subjects(KG.holder, person):
            body = self.values.node(office, KG.body)
            code = self._country(body) if body else None
            if code and day and self._held(office, day):
                title = (self.values.label_in("en", office) or "").lower()
                found[code] = "GOV" if _EXECUTIVE.search(title) else found.get(code)
        return found.popitem() if len(found) == 1 else (None, None)

    def _held(self, office: Node, day: Period) -> bool:
        """Whether all of ``day`` is within the dates of an office, however they are read."""
        end = self.values.text(office, KG.to)
        began, ended = period(self.values.text(office, KG["from"])), period(end)
        if began is None or (end and ended is None):
            return False
        return began.last <= day.first and (ended is None or day.last <= ended.first)
