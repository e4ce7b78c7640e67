"""RDF 1.2: each statement names its triple as a term too, ``rdf:reifies <<( s p o )>>``."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import RDF, Graph, URIRef

from kg.export.rdf import nquads, ntriples
from kg.terms import KG

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
}
"""The formats that have triple terms."""


def write(fmt: str, graph: Graph) -> bytes:
    """``graph`` in one of ``FORMATS``, in UTF-8, subjects and triples sorted.

    rdf:subject, rdf:predicate and rdf:object stay, for readers of RDF 1.1.
    """
    datasets = FORMATS[fmt].supports_datasets
    lines = (nquads if datasets else ntriples)(graph).splitlines(keepends=True)
    lines = sorted([*lines, *_reified(graph)])
    if fmt in {"ntriples", "nquads"}:
        return b"".join(lines)
    quads = list(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
    # All of a graph in one place, the default graph first.
    quads.sort(key=lambda quad: getattr(quad.graph_name, "value", ""))
    prefixes = {prefix: str(namespace) for prefix, namespace in sorted(graph.namespaces())}
    return ox.serialize(quads, format=FORMATS[fmt], prefixes=prefixes) or b""


def _reified(graph: Graph) -> list[bytes]:
    """A line of N-Triples for each statement that has a subject, a relation and an object."""
    lines = []
    for node in graph.subjects(RDF.type, KG.Statement):
        ends = (graph.value(node, role) for role in (RDF.subject, RDF.predicate, RDF.object))
        names = [end.n3() for end in ends if isinstance(end, URIRef)]
        if len(names) == 3:
            lines.append(f"{node.n3()} <{RDF}reifies> <<( {' '.join(names)} )>> .\n".encode())
    return lines
