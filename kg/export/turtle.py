"""Turtle: N-Triples put together by subject, with prefixes.

rdflib's own writer takes twenty times as long, and breaks texts that end in a backslash and a
quotation mark; Oxigraph's writes names with a last full stop, which rdflib cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rdflib import RDF, RDFS, XSD

_IRI = re.compile(r"<([^<>]*[/#])(\w(?:[\w-]*\w)?)>", re.ASCII)
_TYPED = re.compile(r'"(.*)"\^\^(<[^<>]*>)')
_BARE = {
    f"<{XSD.integer}>": re.compile(r"[+-]?[0-9]+"),
    f"<{XSD.decimal}>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"<{XSD.boolean}>": re.compile(r"true|false"),
}
"""Datatypes whose values need no quotation marks, and how such a value looks."""
_FIRST = {f"<{RDF.type}>": 0, f"<{RDFS.label}>": 1}
"""What a reader wants to know before all else."""


def turtle(lines: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The lines of a Turtle file for sorted lines of N-Triples; only prefixes that are used."""
    names = {namespace: prefix for prefix, namespace in prefixes.items()}
    used: set[str] = set()

    def short(iri: str) -> str:
        found = _IRI.fullmatch(iri)
        if found is None or found[1] not in names:
            return iri
        used.add(found[1])
        return f"{names[found[1]]}:{found[2]}"

    def term(text: str) -> str:
        if not text.startswith('"'):
            return short(text)
        typed = _TYPED.fullmatch(text)
        if typed is None:
            return text
        value, datatype = typed.groups()
        if datatype in _BARE and _BARE[datatype].fullmatch(value):
            return value
        return f'"{value}"^^{short(datatype)}'

    body: list[str] = []
    # Neither a subject nor a predicate has a space; a line ends in " .".
    rows = (line[:-2].split(" ", 2) for line in lines)
    for subject, about in groupby(rows, key=lambda row: row[0]):
        told = sorted((row[1:] for row in about), key=lambda row: _FIRST.get(row[0], 2))
        phrases = []
        for predicate, several in groupby(told, key=lambda row: row[0]):
            name = "a" if predicate == f"<{RDF.type}>" else short(predicate)
            phrases.append(f"{name} " + ",\n        ".join(term(row[1]) for row in several))
        body += ["", f"{short(subject)} " + " ;\n    ".join(phrases) + " ."]
    yield from sorted(f"@prefix {names[n]}: <{n}> ." for n in used)
    yield from body
    yield ""
