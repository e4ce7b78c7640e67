"""Query results as text: a table to read, and the four formats SPARQL 1.1 defines.

A format is one function and one line in ``FORMATS``.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Protocol
from xml.etree import ElementTree

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from kg.terms import printable

_RESULTS = "http://www.w3.org/2005/sparql-results#"
_LOCAL_NAME = re.compile(r"[\w.~%-]*")
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
# What could move the cursor or turn the direction of a line in the reader's terminal.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Answer(Protocol):
    """A result of SELECT (rows) or ASK (answer); see ``kg.query.Result``."""

    @property
    def variables(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[tuple[Node | None, ...], ...]: ...
    @property
    def answer(self) -> bool | None: ...
    @property
    def prefixes(self) -> Mapping[str, str]: ...


def table(result: Answer) -> str:
    """Aligned columns for people: short names for things, texts without quotes, on one line."""
    if result.answer is not None:
        return _truth(result)
    cells = [list(result.variables)]
    cells += [[_cell(node, result.prefixes) for node in row] for row in result.rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["-" * width for width in widths])
    lines = (
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in cells
    )
    return "".join(line.rstrip() + "\n" for line in lines)


def _truth(result: Answer) -> str:
    return "true\n" if result.answer else "false\n"


def _cell(node: Node | None, prefixes: Mapping[str, str]) -> str:
    if node is None:
        return ""
    shown = short_name(node, prefixes) if isinstance(node, URIRef) else str(node)
    return _UNSAFE.sub("\ufffd", " ".join(shown.split()))


def short_name(iri: URIRef, prefixes: Mapping[str, str]) -> str:
    """``prefix:name`` with the longest namespace that fits, else ``<iri>``."""
    for prefix in sorted(prefixes, key=lambda p: (-len(prefixes[p]), p)):
        local = iri.removeprefix(prefixes[prefix])
        if local != iri and _LOCAL_NAME.fullmatch(local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def _width(text: str) -> int:
    """Columns ``text`` takes in a terminal."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    marks = sum(unicodedata.category(char) in ("Mn", "Me", "Cf") for char in text)
    return len(text) + wide - marks


def csv_(result: Answer) -> str:
    """SPARQL 1.1 CSV: plain values, IRIs in full."""
    if result.answer is not None:
        return _truth(result)
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(result.variables)
    for row in result.rows:
        writer.writerow([_plain(node) for node in row])
    return rows.getvalue()


def _plain(node: Node | None) -> str:
    if node is None:
        return ""
    return node.n3() if isinstance(node, BNode) else str(node)


def tsv(result: Answer) -> str:
    """SPARQL 1.1 TSV: terms as in Turtle, so that types and languages are kept."""
    if result.answer is not None:
        return _truth(result)
    lines = ["\t".join("?" + name for name in result.variables)]
    lines += ["\t".join(_term(node) for node in row) for row in result.rows]
    return "".join(line + "\n" for line in lines)


def _term(node: Node | None) -> str:
    if node is None:
        return ""
    if not isinstance(node, Literal):
        return node.n3()
    quoted = '"' + str(node).translate(_ESCAPES) + '"'
    if node.language:
        return f"{quoted}@{node.language}"
    return f"{quoted}^^{node.datatype.n3()}" if node.datatype else quoted


def json_(result: Answer) -> str:
    """SPARQL 1.1 JSON."""
    document: dict[str, object] = {"head": {}, "boolean": result.answer}
    if result.answer is None:
        bindings = [
            {
                name: _described(node)
                for name, node in zip(result.variables, row, strict=True)
                if node is not None
            }
            for row in result.rows
        ]
        document = {"head": {"vars": result.variables}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _described(node: Node) -> dict[str, str]:
    if isinstance(node, URIRef):
        return {"type": "uri", "value": str(node)}
    if not isinstance(node, Literal):
        return {"type": "bnode", "value": str(node)}
    described = {"type": "literal", "value": str(node)}
    if node.language:
        described["xml:lang"] = node.language
    elif node.datatype:
        described["datatype"] = str(node.datatype)
    return described


def xml(result: Answer) -> str:
    """SPARQL 1.1 XML. Characters XML cannot hold become U+FFFD."""
    root = ElementTree.Element("sparql", xmlns=_RESULTS)
    head = ElementTree.SubElement(root, "head")
    for name in result.variables:
        ElementTree.SubElement(head, "variable", name=name)
    if result.answer is not None:
        ElementTree.SubElement(root, "boolean").text = _truth(result).strip()
    else:
        results = ElementTree.SubElement(root, "results")
        for row in result.rows:
            element = ElementTree.SubElement(results, "result")
            for name, node in zip(result.variables, row, strict=True):
                if node is not None:
                    _add_binding(ElementTree.SubElement(element, "binding", name=name), node)
    # Inside a literal white space counts: indenting touches only elements that hold elements.
    ElementTree.indent(root)
    # An XML parser reads a bare carriage return as a line feed.
    body = ElementTree.tostring(root, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0"?>\n{body}\n'


def _add_binding(binding: ElementTree.Element, node: Node) -> None:
    described = _described(node)
    value = ElementTree.SubElement(binding, described.pop("type"))
    value.text = printable(described.pop("value"))
    value.attrib.update(described)


FORMATS: dict[str, Callable[[Answer], str]] = {
    "table": table,
    "csv": csv_,
    "tsv": tsv,
    "json": json_,
    "xml": xml,
}
