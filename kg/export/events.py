"""Events for the tools of event data: one for each claim of something that happens.

``plover`` has the field names of the PLOVER manual (draft 0.8, chapter "JSON Data Fields", of
github.com/openeventdata/PLOVER); its roots are those of ``kg.codebooks.plover``. ``cameo`` is a
table of source, target and code as ICEWS and GDELT have it, with the codes of
``kg.codebooks.cameo``. Both keep the claim beside the code: its id, statement, relation, polarity,
modality, confidence and speaker, as kg has them.

What becomes an event:

- Claims of event relations with a PLOVER root. PLOVER and CAMEO code acts ("initiate, resume,
  improve, or expand"); a lasting relation such as an alliance, an office or a state of war is no
  event, and is left out, as are relations without a root.
- A denial that conflict took place, or a demand was made, is no act either. PLOVER has a context
  for it, "negation", so that users may exclude it; CAMEO has none, and its table leaves it out. A
  denial of cooperation is REJECT in both.

Dates: that of the event when the claim has one (``date_basis`` "event"), else the day of the
article ("article"). An intention or threat happens when it is told: it has the day of the article,
and the time of what is meant is ``intended_date``. A date is as precise as the text, no more:
``2023-07``, or ``--07-26`` without a year; in both formats it is a string.

Actors have the codes of ``kg.export.actors``. What is not known is null or empty.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from rdflib import DCTERMS, PROV, RDF, Graph
from rdflib.term import Node

from kg import jsonlines, ontology
from kg.codebooks import cameo as cameo_codes
from kg.codebooks import plover as plover_roots
from kg.export.actors import Actors, Json
from kg.export.tables import PLAIN, harmless
from kg.export.values import Values, local
from kg.isotime import Period, period
from kg.model import Modality, Polarity
from kg.ontology import Relation
from kg.terms import KG, SCHEMA

LASTING = "of lasting relations"
UNCODED = "of relations without a code"
DENIED = "denied"
_KEPT = {"plover": {"", DENIED}, "cameo": {""}}
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Event:
    """A claim that tells of an act; ``root`` is that of the codebook's rules."""

    claim: Node
    relation: Relation
    root: str
    plain_root: str
    polarity: Polarity
    modality: Modality
    alleged: bool = False
    """Whether somebody other than the parties says so."""

    @property
    def intended(self) -> bool:
        """Whether the act is to mean, promise or refuse something that lies ahead."""
        return self.root != self.plain_root and self.modality != "asserted"

    @property
    def contexts(self) -> list[str]:
        """PLOVER's contexts for the grammar of the sentence, but for what the root says."""
        derived = self.root != self.plain_root
        found = {
            "future": self.modality == "planned" and not derived,
            "hypothetical": self.modality == "possible",
            "negation": self.polarity == "negated" and not derived,
        }
        return [context for context, holds in found.items() if holds]


def plover(graph: Graph) -> bytes:
    """PLOVER events as JSON lines, by date and id. Every line has all the keys."""
    coder = _Coder(graph)
    records = [coder.record(event) for event in coder.events("plover")]
    return jsonlines.dump(((r["date"] or "", r["id"]), r) for r in records)


def cameo(graph: Graph) -> bytes:
    """CAMEO events as a table with tabs, by date and id, one line each.

    The codebook has a second event, with source and target turned round, where both parties do
    the same, and "Host a visit" for a visit: it has the same claim, and 1 under ``mirrored``. A
    graph does not keep which of two refused to do the same: both do.
    Breaks in a text are spaces; a text a spreadsheet would run gets an apostrophe in front.
    """
    coder = _Coder(graph)
    rows = [row for event in coder.events("cameo") for row in coder.rows(event)]
    lines = io.StringIO()
    writer = csv.DictWriter(lines, COLUMNS, dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    for row in sorted(rows, key=lambda row: (row["event_date"] or "", row["event_id"])):
        writer.writerow({name: _cell(name, value) for name, value in row.items()})
    return lines.getvalue().encode("utf-8")


def tally(fmt: str, graph: Graph) -> tuple[int, Counter[str]]:
    """How many claims of ``graph`` are events in ``fmt`` (plover or cameo), and how many are left
    out, by reason."""
    relations = ontology.load().relations
    found: Counter[str] = Counter()
    for claim in graph.subjects(RDF.type, KG.Claim):
        statement = graph.value(claim, KG.statement)
        name, polarity = graph.value(statement, RDF.predicate), graph.value(claim, KG.polarity)
        reason = _reason(relations.get(local(name or claim)), local(polarity or claim))
        found["" if reason in _KEPT[fmt] else reason] += 1
    return found.pop("", 0), found


def _reason(relation: Relation | None, polarity: str) -> str:
    """Why a claim may be no event, "" for no reason."""
    if relation and not relation.event:
        return LASTING
    if relation is None or not (relation.plover and relation.cameo):
        return UNCODED
    cooperates = _root(relation) in plover_roots.COOPERATION
    return DENIED if polarity == "negated" and not cooperates else ""


def _root(relation: Relation) -> str:
    return (relation.plover or "").partition("/")[0]


class _Coder:
    """Codes the claims of one graph."""

    def __init__(self, graph: Graph) -> None:
        self.values = Values(graph)
        self.ontology = ontology.load()
        self.actors = Actors(self.values, self.ontology)

    def events(self, fmt: str) -> Iterator[Event]:
        """The events of all claims."""
        values = self.values
        for claim in values.instances(KG.Claim):
            name = values.id(claim, KG.statement, RDF.predicate) or ""
            polarity = cast(Polarity, values.id(claim, KG.polarity) or "affirmed")
            modality = cast(Modality, values.id(claim, KG.modality) or "asserted")
            relation = self.ontology.relations.get(name)
            if relation and _reason(relation, polarity) in _KEPT[fmt]:
                alleged = self.actors.alleged(claim, self.published(claim))
                plain = _root(relation)
                root = plover_roots.coded(plain, polarity, modality, alleged=alleged)
                yield Event(claim, relation, root, plain, polarity, modality, alleged)

    def record(self, event: Event) -> Json:
        """The event as PLOVER has it."""
        claim, values = event.claim, self.values
        sources, recipients = self.sides(event)
        mode = (event.relation.plover or "").partition("/")[2]
        return {
            "id": values.id(claim),
            **self.dates(event),
            "source": sources,
            "recipient": recipients,
            "event": [event.root],
            "mode": [mode] if mode and event.root == event.plain_root else [],
            "context": event.contexts,
            "quad_code": plover_roots.QUAD.get(event.root),
            "event_scale": plover_roots.SCORES.get(event.root),
            "event_loc": self.actors.place(claim),
            "event_text": values.texts(claim, KG.triggerText),
            "text": values.text(claim, KG.quote),
            "text_info": {
                "start": values.whole(claim, KG.quoteStart),
                "end": values.whole(claim, KG.quoteEnd),
            },
            "cite_info": {
                "citation": values.id(claim, PROV.wasDerivedFrom),
                "url": values.text(claim, PROV.wasDerivedFrom, SCHEMA.url),
                "title": values.text(claim, PROV.wasDerivedFrom, DCTERMS.title),
                "language": values.text(claim, PROV.wasDerivedFrom, DCTERMS.language),
                "publication": values.text(claim, PROV.wasDerivedFrom, KG.outlet),
                "coder": values.text(claim, KG.extractor),
                "version": values.text(claim, KG.extractorVersion),
            },
            **self.told(event),
        }

    def rows(self, event: Event) -> Iterator[Json]:
        """The event as CAMEO has it, and its mirror where it has one."""
        relation = event.relation
        code = cameo_codes.code(
            relation.cameo or "",
            event.plain_root,
            event.polarity,
            event.modality,
            alleged=event.alleged,
        )
        subject, object_ = self.actors.ends(event.claim, self.day(event))
        yield self.row(event, code, subject, object_)
        mirror = cameo_codes.mirrored(code, relation.symmetric)
        if mirror and self.actors.acts(object_):
            yield self.row(event, mirror, object_, subject) | {"mirrored": 1}

    def row(self, event: Event, code: str, source: Json, target: Json) -> Json:
        claim, values = event.claim, self.values
        dates = self.dates(event)
        ends: Json = {}
        for name, end in (("source", source), ("target", target)):
            ends[f"{name}_code"] = f"{end['code'] or ''}{end['sector'] or ''}"
            ends[f"{name}_name"] = end["identifier_text"]
            ends[f"{name}_country"] = end["code"] if end["code"] != "IGO" else None
            ends[f"{name}_sectors"] = end["sector"]
            ends[f"{name}_id"], ends[f"{name}_kind"] = end["id"], end["kind"]
        place = self.actors.place(claim) or {}
        return {
            "event_id": values.id(claim),
            "mirrored": 0,
            "event_date": dates.pop("date"),
            "event_enddate": dates.pop("enddate"),
            **dates,
            **ends,
            "cameo_code": code,
            "cameo_root": code[:2],
            "quad_class": cameo_codes.quad_class(code),
            "goldstein": cameo_codes.GOLDSTEIN.get(code),
            "place": place.get("name"),
            "place_id": place.get("id"),
            **self.told(event),
            "sentence": values.text(claim, KG.quote),
            "article": values.id(claim, PROV.wasDerivedFrom),
            "url": values.text(claim, PROV.wasDerivedFrom, SCHEMA.url),
            "publisher": values.text(claim, PROV.wasDerivedFrom, KG.outlet),
            "headline": values.text(claim, PROV.wasDerivedFrom, DCTERMS.title),
            "language": values.text(claim, PROV.wasDerivedFrom, DCTERMS.language),
        }

    def told(self, event: Event) -> Json:
        """The claim as kg has it."""
        claim, values = event.claim, self.values
        return {
            "statement": values.id(claim, KG.statement),
            "relation": event.relation.name,
            "relation_root": event.plain_root,
            "subject": values.id(claim, KG.statement, RDF.subject),
            "object": values.id(claim, KG.statement, RDF.object),
            "polarity": event.polarity,
            "modality": event.modality,
            "confidence": values.real(claim, KG.confidence),
            "attributed_to": values.id(claim, KG.attributedTo),
            "via": values.id(claim, KG.via),
            "item": values.text(claim, KG["item"]),
            "quantity": values.text(claim, KG.quantity),
        }

    def dates(self, event: Event) -> dict[str, str | None]:
        values, claim = self.values, event.claim
        start, end = values.text(claim, KG["from"]), values.text(claim, KG.to)
        own = start or end, end if end != (start or end) else None
        printed = values.text(claim, PROV.wasDerivedFrom, KG.published)
        dated = own[0] is not None and not event.intended
        date, enddate = own if dated else (printed, None)
        intended = own if event.intended else (None, None)
        return {
            "date": date,
            "enddate": enddate,
            "date_basis": "event" if dated else "article" if date else None,
            "intended_date": intended[0],
            "intended_enddate": intended[1],
        }

    def day(self, event: Event) -> Period | None:
        """When it happens, or was told of."""
        dates = self.dates(event)
        return period(dates["date"], dates["enddate"]) or self.published(event.claim)

    def published(self, claim: Node) -> Period | None:
        return period(self.values.text(claim, PROV.wasDerivedFrom, KG.published))

    def sides(self, event: Event) -> tuple[list[Json], list[Json]]:
        """Sources and recipients: where both parties do the same, both are sources, unless the
        root wants a recipient."""
        subject, object_ = self.actors.ends(event.claim, self.day(event))
        others = [object_] if self.actors.acts(object_) else []
        if event.relation.symmetric and event.root not in plover_roots.NEEDS_RECIPIENT:
            return [subject, *others], []
        return [subject], others


_TEXTS = {
    "source_name", "target_name", "place", "item", "quantity", "sentence", "publisher", "headline",
    "language",
}  # fmt: skip
COLUMNS = (
    "event_id", "mirrored", "event_date", "event_enddate", "date_basis", "intended_date",
    "intended_enddate", "source_code", "source_name", "source_country", "source_sectors",
    "source_id", "source_kind", "target_code", "target_name", "target_country", "target_sectors",
    "target_id", "target_kind", "cameo_code", "cameo_root", "quad_class", "goldstein", "place",
    "place_id", "statement", "relation", "relation_root", "subject", "object", "polarity",
    "modality", "confidence", "attributed_to", "via", "item", "quantity", "sentence", "article",
    "url", "publisher", "headline", "language",
)  # fmt: skip
"""Of the CAMEO table; the names are those of ICEWS where it has such a column."""


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    text = _BREAKS.sub(" ", str(value))
    return harmless(text) if name in _TEXTS or not PLAIN.fullmatch(text) else text
