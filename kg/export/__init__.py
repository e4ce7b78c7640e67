"""The graph as bytes in many formats. A format is one function and one line in ``FORMATS``.

The bytes depend on the triples alone, not on the order they came in.
"""

from __future__ import annotations

from collections.abc import Callable

from rdflib import Graph

from kg.errors import UsageError
from kg.export import tables
from kg.export import triple_terms as rdf12
from kg.export.events import cameo, plover
from kg.export.excerpts import without_text
from kg.export.jsonld import jsonld
from kg.export.networks import gexf, graphml
from kg.export.rdf import nquads, ntriples, rdfxml, trig, turtle
from kg.export.tables import csv_table, parquet


def write(
    fmt: str,
    graph: Graph,
    *,
    text: bool = True,
    triple_terms: bool = False,
    table: str | None = None,
) -> bytes:
    """``graph`` in the format ``fmt``, in UTF-8.

    Without ``text`` long quotes are cut (see ``kg.export.excerpts``); with ``triple_terms``
    statements name their triples as RDF 1.2 does (see ``kg.export.triple_terms``); ``table`` is
    one of ``kg.export.tables.TABLES``, edges when not given. Raises UsageError listing the formats
    when ``fmt`` is none of them, InputError when the format cannot hold the graph.
    """
    if fmt not in FORMATS:
        raise UsageError(f"there is no format {fmt!r}", fix=f"formats: {', '.join(FORMATS)}")
    if triple_terms and fmt not in rdf12.FORMATS:
        raise UsageError(f"{fmt} has no triple terms", fix=f"take {', '.join(rdf12.FORMATS)}")
    if table and fmt not in tables.FORMATS:
        raise UsageError(f"{fmt} has no tables", fix=f"take {', '.join(tables.FORMATS)}")
    if not text:
        graph = without_text(graph)
    if table:
        return tables.FORMATS[fmt](graph, table)
    return rdf12.write(fmt, graph) if triple_terms else FORMATS[fmt](graph)


FORMATS: dict[str, Callable[[Graph], bytes]] = {
    "turtle": turtle,
    "trig": trig,
    "ntriples": ntriples,
    "nquads": nquads,
    "jsonld": jsonld,
    "rdfxml": rdfxml,
    "graphml": graphml,
    "gexf": gexf,
    "csv": csv_table,
    "parquet": parquet,
    "plover": plover,
    "cameo": cameo,
}
"""Name -> writer."""
