"""The named questions of ontology/queries: their titles, their parameters, and values for them.

A question is a .rq file. Comments on top tell its title and description in each language, its
parameters (``# parameter to: entity``) and an example of them; where its pattern says
``# parameters`` the values go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process
from rdflib import RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg import resources
from kg.errors import InputError, UsageError
from kg.gazetteer.names import fold
from kg.terms import KG, escape

QUERIES = resources.ONTOLOGY / "queries"
_HEAD = re.compile(r"^# (title|description)@(\w+): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"^# parameter (\w+): (\w+)$", re.MULTILINE)
_EXAMPLE = re.compile(r"^# example: (.+)$", re.MULTILINE)
_SLOT = re.compile(r"^\s*# parameters\s*$", re.MULTILINE)
_ALIKE = 60
"""Of 100: names less alike than this are no help to somebody who mistyped one."""


@dataclass(frozen=True)
class Question:
    """A question with a name. ``parameters``: name -> type, a key of ``TYPES``."""

    name: str
    sparql: str

    @cached_property
    def parameters(self) -> Mapping[str, str]:
        return dict(_PARAMETER.findall(self.sparql))

    def title(self, lang: str) -> str:
        return self._told("title", lang)

    def description(self, lang: str) -> str:
        return self._told("description", lang)

    def _told(self, what: str, lang: str) -> str:
        told: list[tuple[str, str, str]] = _HEAD.findall(self.sparql)
        return next((text for kind, tag, text in told if (kind, tag) == (what, lang)), "")

    @property
    def example(self) -> str:
        """Parameters, as on the command line, with which the question has an answer in the graph
        of seeds/articles; "" for none."""
        found = _EXAMPLE.search(self.sparql)
        return found[1] if found else ""

    @property
    def body(self) -> str:
        """The query without the comments on top."""
        return re.sub(r"\A(?:#.*\n|\n)+", "", self.sparql)

    def filled(self, values: Mapping[str, Node]) -> str:
        """The query with these values for its parameters; the others stay open."""
        if not values:
            return self.sparql
        # One VALUES for all would do, but Virtuoso 7 cannot compile some of these.
        lines = [f"  VALUES (?{name}) {{ ({node.n3()}) }}" for name, node in values.items()]
        return _SLOT.sub(lambda _: "\n".join(lines), self.sparql)


def questions(folder: Path | None = None) -> dict[str, Question]:
    """Name -> question, sorted by name."""
    paths = sorted((folder or QUERIES).glob("*.rq"))
    return {path.stem: Question(path.stem, path.read_text("utf-8")) for path in paths}


def values(graph: Graph, question: Question, given: Mapping[str, str]) -> dict[str, Node]:
    """The terms for what the user wrote: parameter -> text.

    Raises UsageError for an unknown parameter and for a value of the wrong type, InputError for a
    name that nothing or more than one thing in the graph has.
    """
    for name in given:
        if name not in question.parameters:
            known = ", ".join(f"--{p}" for p in question.parameters) or "none"
            raise UsageError(
                f"{question.name} has no parameter --{name}", fix=f"parameters: {known}"
            )
    return {name: TYPES[question.parameters[name]](graph, text) for name, text in given.items()}


def _entity(graph: Graph, text: str) -> Node:
    """The thing whose id, label or other name is ``text``, whatever its case and accents."""
    things = dict(graph.namespaces())["id"]
    exact = URIRef(things + escape(text.removeprefix("id:")))
    if (exact, None, None) in graph:
        return exact
    labelled, named = (
        {node for node, label in graph.subject_objects(term) if fold(str(label)) == fold(text)}
        for term in (RDFS.label, SKOS.altLabel)
    )
    found = sorted(str(n) for n in (labelled or named) if str(n).startswith(things))
    if len(found) == 1:
        return URIRef(found[0])
    ids = [iri.removeprefix(things) for iri in found]
    if ids:
        raise InputError(f"{text!r} is the name of several", fix=f"say which: {', '.join(ids)}")
    raise InputError(f"nothing in the graph is called {text!r}", fix=_alike(graph, text))


def _alike(graph: Graph, text: str) -> str:
    names = sorted({str(label) for term in (RDFS.label, SKOS.altLabel)
                    for label in graph.objects(None, term)})  # fmt: skip
    near = process.extract(
        text, names, scorer=fuzz.WRatio, processor=fold, limit=3, score_cutoff=_ALIKE
    )
    return f"names like it: {', '.join(name for name, *_ in near)}" if near else "try its id"


def _relation(graph: Graph, text: str) -> Node:
    relation = KG[escape(text.removeprefix("kg:"))]
    if (relation, RDFS.subPropertyOf, None) not in graph:
        used = {str(s) for s in graph.subjects(RDFS.subPropertyOf) if str(s).startswith(str(KG))}
        known = ", ".join(sorted(iri.removeprefix(str(KG)) for iri in used))
        raise InputError(f"the graph has no relation {text!r}", fix=f"it has {known}")
    return relation


def _date(_graph: Graph, text: str) -> Node:
    try:
        return Literal(date.fromisoformat(text).isoformat(), datatype=XSD.date)
    except ValueError:
        raise UsageError(f"{text!r} is no date", fix="write it as YYYY-MM-DD") from None


def _number(_graph: Graph, text: str) -> Node:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise UsageError(f"{text!r} is no number", fix="write it as 2 or 0.5")
    return Literal(format(number, "f"), datatype=XSD.decimal)


def _text(_graph: Graph, text: str) -> Node:
    return Literal(text)


TYPES: Mapping[str, Callable[[Graph, str], Node]] = {
    "entity": _entity,
    "relation": _relation,
    "date": _date,
    "number": _number,
    "text": _text,
}
