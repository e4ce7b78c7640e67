"""Turtle files as triples to ask. For the ontology alone, which is read at every start: rdflib
takes 0.3 s to be imported and to parse it, Oxigraph a tenth of that."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError

_PREFIXES = {
    "kg": "https://w3id.org/geokg/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


class Triples:
    """The triples of Turtle files. IRIs are written short, ``kg:meets``, where a prefix is known.

    Raises DataError with the files that are no Turtle.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self._names: dict[tuple[str, str], set[str]] = {}
        self._texts: dict[tuple[str, str], set[tuple[str, str]]] = {}
        self._subjects: dict[tuple[str, str], set[str]] = {}
        faults = []
        for file in files:
            try:
                for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE):
                    self._add(quad)
            except SyntaxError as error:
                faults.append(f"{file.name}, line {error.lineno}: {error.msg}")
        if faults:
            raise DataError(faults)

    def _add(self, quad: ox.Quad) -> None:
        subject, predicate = _short(quad.subject), _short(quad.predicate)
        if isinstance(quad.object, ox.Literal):
            text = quad.object.value, quad.object.language or ""
            self._texts.setdefault((subject, predicate), set()).add(text)
        else:
            name = _short(quad.object)
            self._names.setdefault((subject, predicate), set()).add(name)
            self._subjects.setdefault((predicate, name), set()).add(subject)

    def names(self, subject: str, predicate: str) -> list[str]:
        """The things that ``subject`` has, sorted."""
        return sorted(self._names.get((subject, predicate), ()))

    def texts(self, subject: str, predicate: str) -> list[tuple[str, str]]:
        """(text, language or "") of the literals that ``subject`` has, sorted by language."""
        found = self._texts.get((subject, predicate), ())
        return sorted(found, key=lambda text: (text[1], text[0]))

    def text(self, subject: str, predicate: str) -> str | None:
        """The one literal that ``subject`` has, if any."""
        return next((text for text, _ in self.texts(subject, predicate)), None)

    def instances(self, kind: str) -> list[str]:
        """What is of a class, by its own words, sorted."""
        return sorted(self._subjects.get(("rdf:type", kind), ()))

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        """Subject and object of all triples of a predicate between things, sorted."""
        return sorted(
            (s, o) for (s, p), names in self._names.items() if p == predicate for o in names
        )

    def reach(self, subject: str, predicate: str) -> set[str]:
        """``subject`` and all that it reaches by any number of steps."""
        reached, todo = {subject}, [subject]
        while todo:
            new = self._names.get((todo.pop(), predicate), set()) - reached
            reached |= new
            todo += new
        return reached


def _short(term: object) -> str:
    iri = term.value if isinstance(term, ox.NamedNode) else str(term)
    for prefix, namespace in _PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
