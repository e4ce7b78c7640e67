"""Tables of nodes, edges and claims, as CSV for spreadsheets and as Parquet for programs.

Both formats have the same rows and columns. The columns of a table are the keys of ``TABLES``:

- ``nodes``: a row per thing, with its names, and how many claims and statements it is an end of.
- ``edges``: a row per statement, with who and how many stand on each side of it.
- ``claims``: a row per claim, with its sentence, its offsets and its article. Ends stand as in its
  statement, which turns those of a symmetric relation the same way for all its claims.

Rows are sorted by the id in their first column.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rdflib import DCTERMS, PROV, RDF, SKOS, Graph, URIRef

from kg.errors import UsageError
from kg.export.values import Values
from kg.terms import KG, SCHEMA, SEM

if TYPE_CHECKING:
    import pyarrow

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
BETWEEN = " | "
"""Between the members of a list in a cell of CSV."""

PLAIN = re.compile(r"[\w.~%-]*")
"""Ids, numbers and dates: no formula, although some begin with a minus."""

_SPECIAL = re.compile(r"[,\"\r\n]")

Cell = str | int | float | bool | date | list[str] | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """``kind`` of its cells: ``id`` (also dates that may be less precise than a day), ``text``
    (whatever somebody wrote), ``ids``, ``texts``, ``whole``, ``real``, ``flag`` or ``day``.
    ``cell`` reads one off the node of a row."""

    kind: str
    cell: Callable[[Values, URIRef], Cell]


def csv_table(graph: Graph, table: str = "edges") -> bytes:
    """CSV: empty cells for what is not known, " | " between the members of a list.

    A text a spreadsheet would run as a formula gets an apostrophe in front; ids, numbers and
    dates never do. Raises UsageError when there is no such table.
    """
    columns, rows = _read(graph, table)
    lines = [",".join(columns)]
    for row in rows:
        cells = (_written(column.kind, row[name]) for name, column in columns.items())
        lines.append(",".join(map(_quoted, cells)))
    return "".join(line + "\n" for line in lines).encode("utf-8")


def parquet(graph: Graph, table: str = "edges") -> bytes:
    """Parquet: 64-bit integers and doubles, booleans, days as date32, lists of strings, strings.

    Dates that may be less than a day (``2023-07``, ``--07-26``) are strings. Texts are as they
    are in the graph. Raises UsageError when pyarrow is not installed or there is no such table.
    """
    try:
        import pyarrow
        from pyarrow import parquet as writer
    except ImportError as error:
        fix = "pip install 'geokg[parquet]'"
        raise UsageError("Parquet needs the package pyarrow", fix=fix) from error
    columns, rows = _read(graph, table)
    types = _types()
    schema = pyarrow.schema([(name, types[column.kind]) for name, column in columns.items()])
    sink = io.BytesIO()
    writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema), sink)
    return sink.getvalue()


def _types() -> dict[str, pyarrow.DataType]:
    import pyarrow

    several = pyarrow.list_(pyarrow.string())
    return {
        "id": pyarrow.string(),
        "text": pyarrow.string(),
        "ids": several,
        "texts": several,
        "whole": pyarrow.int64(),
        "real": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "day": pyarrow.date32(),
    }


def _quoted(cell: str) -> str:
    # The csv module of Python leaves a lone carriage return bare, and cannot read it back.
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell


def harmless(cell: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return "'" + cell if cell.startswith(FORMULA_SIGNS) else cell


def _written(kind: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return str(cell)
    text = BETWEEN.join(cell) if isinstance(cell, list) else str(cell)
    if kind in ("text", "texts") or not PLAIN.fullmatch(text):
        return harmless(text)
    return text


def _read(graph: Graph, table: str) -> tuple[Mapping[str, Column], list[Row]]:
    if table not in TABLES:
        raise UsageError(f"there is no table {table!r}", fix=f"tables: {', '.join(TABLES)}")
    values = Values(graph)
    columns, nodes = TABLES[table](values)
    rows = [{name: c.cell(values, node) for name, c in columns.items()} for node in nodes]
    return columns, sorted(rows, key=lambda row: str(next(iter(row.values()))))


def _id(*path: URIRef) -> Column:
    return Column("id", lambda values, node: values.id(node, *path))


def _label(*path: URIRef) -> Column:
    return Column("text", lambda values, node: values.label(node, *path))


def _kind(*path: URIRef) -> Column:
    return Column("id", lambda values, node: values.kind(node, *path))


def _text(*path: URIRef) -> Column:
    return Column("text", lambda values, node: values.text(node, *path))


def _iri(*path: URIRef) -> Column:
    return Column("id", lambda values, node: values.text(node, *path))


def _ids(*path: URIRef) -> Column:
    return Column("ids", lambda values, node: values.ids(node, *path))


def _texts(*path: URIRef) -> Column:
    return Column("texts", lambda values, node: values.texts(node, *path))


def _whole(*path: URIRef) -> Column:
    return Column("whole", lambda values, node: values.whole(node, *path))


def _real(*path: URIRef) -> Column:
    return Column("real", lambda values, node: values.real(node, *path))


def _day(*path: URIRef) -> Column:
    return Column("day", lambda values, node: values.day(node, *path))


def _thing(name: str, *path: URIRef) -> dict[str, Column]:
    return {name: _id(*path), f"{name}_label": _label(*path)}


def _end(name: str, *path: URIRef) -> dict[str, Column]:
    return _thing(name, *path) | {f"{name}_kind": _kind(*path)}


def _span(name: str) -> dict[str, Column]:
    return {
        f"{name}_text": _text(KG[f"{name}Text"]),
        f"{name}_start": _whole(KG[f"{name}Start"]),
        f"{name}_end": _whole(KG[f"{name}End"]),
    }


def _amount() -> dict[str, Column]:
    return {
        "quantity_min": _real(KG.quantityMin),
        "quantity_max": _real(KG.quantityMax),
        "quantity_unit": _text(KG.quantityUnit),
    }


def _nodes(values: Values) -> tuple[dict[str, Column], list[URIRef]]:
    claims: Counter[object] = Counter()
    statements: Counter[object] = Counter()
    for node in values.instances(KG.Statement):
        backing = sum(1 for _ in values.graph.subjects(KG.statement, node))
        # Not twice for a thing that does something to itself.
        for end in {values.node(node, role) for role in (RDF.subject, RDF.object)}:
            claims[end] += backing
            statements[end] += 1
    columns = {
        "id": _id(),
        "iri": _iri(),
        "label": _label(),
        "label_en": Column("text", lambda values, node: values.label_in("en", node)),
        "label_fr": Column("text", lambda values, node: values.label_in("fr", node)),
        "kind": _kind(),
        "wikidata": Column("id", lambda values, node: values.wikidata(node)),
        "other_names": Column(
            "texts", lambda values, node: sorted(set(values.texts(node, SKOS.altLabel)))
        ),
        "claims": Column("whole", lambda _, node: claims[node]),
        "statements": Column("whole", lambda _, node: statements[node]),
        "corrections": _texts(KG.correction),
    }
    return columns, values.things()


def _edges(values: Values) -> tuple[dict[str, Column], list[URIRef]]:
    columns = {
        "statement": _id(),
        **_end("subject", RDF.subject),
        "relation": _id(RDF.predicate),
        **_end("object", RDF.object),
        "status": _id(KG.status),
        "disputed": Column("flag", lambda values, node: values.flag(node, KG.disputed)),
        "first": _id(KG["from"]),
        "last": _id(KG.to),
        "first_reported": _day(KG.firstReported),
        "last_reported": _day(KG.lastReported),
        "claims": _whole(KG.claimCount),
        "articles": _whole(KG.articleCount),
        "sources": _whole(KG.sourceCount),
        # The columns up to here are those of the first version, in its order.
        "outlets": _whole(KG.outletCount),
        "affirming_sources": _whole(KG.affirmingSourceCount),
        "denying_sources": _whole(KG.denyingSourceCount),
        "affirmed_by": _ids(KG.affirmedBy),
        "denied_by": _ids(KG.deniedBy),
        "affirmed_in": _texts(KG.affirmedIn),
        "denied_in": _texts(KG.deniedIn),
        "contradicts": _ids(KG.contradicts),
        "event": Column("flag", lambda values, node: (node, RDF.type, SEM.Event) in values.graph),
        "places": _ids(KG["where"]),
        "items": _texts(KG["item"]),
        "quantities": _texts(KG.quantity),
        **_amount(),
    }
    nodes = values.instances(KG.Statement)
    whole = [n for n in nodes if values.node(n, RDF.subject) and values.node(n, RDF.object)]
    return columns, whole


def _claims(values: Values) -> tuple[dict[str, Column], list[URIRef]]:
    columns = {
        "claim": _id(),
        "statement": _id(KG.statement),
        **_end("subject", KG.statement, RDF.subject),
        "relation": _id(KG.statement, RDF.predicate),
        **_end("object", KG.statement, RDF.object),
        "polarity": _id(KG.polarity),
        "modality": _id(KG.modality),
        "confidence": _real(KG.confidence),
        **_thing("attributed_to", KG.attributedTo),
        **_thing("via", KG.via),
        "when_text": _text(KG.whenText),
        "from": _id(KG["from"]),
        "to": _id(KG.to),
        **_thing("where", KG["where"]),
        "item": _text(KG["item"]),
        "quantity": _text(KG.quantity),
        **_amount(),
        "quote": _text(KG.quote),
        "quote_start": _whole(KG.quoteStart),
        "quote_end": _whole(KG.quoteEnd),
        **_span("subject"),
        **_span("object"),
        **_span("trigger"),
        "subject_rule": _text(KG.subjectRule),
        "object_rule": _text(KG.objectRule),
        "extractor": _text(KG.extractor),
        "extractor_version": _text(KG.extractorVersion),
        "article": _id(PROV.wasDerivedFrom),
        "source_path": _text(PROV.wasDerivedFrom, KG.sourcePath),
        "url": _iri(PROV.wasDerivedFrom, SCHEMA.url),
        "outlet": _text(PROV.wasDerivedFrom, KG.outlet),
        "published": _day(PROV.wasDerivedFrom, KG.published),
        "language": _text(PROV.wasDerivedFrom, DCTERMS.language),
        "title": _text(PROV.wasDerivedFrom, DCTERMS.title),
        "text_hash": _id(PROV.wasDerivedFrom, KG.textHash),
        "corrections": _texts(KG.correction),
    }
    return columns, values.instances(KG.Claim)


TABLES: Mapping[str, Callable[[Values], tuple[dict[str, Column], list[URIRef]]]] = {
    "nodes": _nodes,
    "edges": _edges,
    "claims": _claims,
}
"""Name -> its columns, and the nodes that are its rows."""
FORMATS: Mapping[str, Callable[[Graph, str], bytes]] = {"csv": csv_table, "parquet": parquet}
"""Name -> writer of a graph and the name of a table."""
