"""The graph as a network of things and statements, for networkx and for programs that draw.

Both functions give the same network: a node per thing (its id, percent-encoded as in its IRI;
``label``, ``kind``) and an edge per statement (its id as key). The attributes of edges are
texts, dates as text, and counts; what is not known is absent.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.statements import Statement, status
from kg.terms import KG, escape, printable

TEXTS = {
    "status": KG.status,
    "disputed": KG.disputed,
    "first": KG["from"],
    "last": KG.to,
    "first_reported": KG.firstReported,
    "last_reported": KG.lastReported,
}
COUNTS = {"claims": KG.claimCount, "articles": KG.articleCount, "sources": KG.sourceCount}
EDGE = ("relation", *TEXTS, *COUNTS)
"""The attributes an edge may have, in their order."""


def networkx_view(
    statements: Iterable[Statement], policy: str = "asserted"
) -> networkx.MultiDiGraph:
    """The network of ``statements``; ``policy`` (see ``kg.statements.holds``) sets ``status``."""
    network = networkx.MultiDiGraph()
    for statement in sorted(statements, key=lambda s: s.id):
        ends = [escape(ref.id) for ref in (statement.subject, statement.object)]
        for id_, ref in zip(ends, (statement.subject, statement.object), strict=True):
            network.add_node(id_, label=printable(ref.label), kind=escape(ref.kind or "Entity"))
        reported = statement.first_reported, statement.last_reported
        attributes = (
            escape(statement.relation),
            status(statement, policy),
            "true" if statement.disputed else "false",
            statement.first,
            statement.last,
            *(day.isoformat() if day else None for day in reported),
            len(statement.claims),
            statement.article_count,
            statement.source_count,
        )
        _add_edge(network, ends, escape(statement.id), attributes)
    return network


def read_network(graph: Graph) -> networkx.MultiDiGraph:
    """The network in an RDF graph that ``kg.rdf.graph`` made, fresh or loaded from a file."""
    network = networkx.MultiDiGraph()
    nodes = {node for node in graph.subjects(RDF.type, KG.Statement) if isinstance(node, URIRef)}
    for node in sorted(nodes):
        ends = [end for role in (RDF.subject, RDF.object) if (end := graph.value(node, role))]
        if len(ends) < 2:
            continue
        for end in ends:
            network.add_node(local(end), label=label_of(graph, end), kind=_kind(graph, end))
        texts = (graph.value(node, term) for term in TEXTS.values())
        counts = (graph.value(node, term) for term in COUNTS.values())
        attributes = (
            local(graph.value(node, RDF.predicate)),
            *(None if value is None else local(value) for value in texts),
            *(None if value is None else int(str(value)) for value in counts),
        )
        _add_edge(network, [local(end) for end in ends], local(node), attributes)
    return network


def _add_edge(
    network: networkx.MultiDiGraph,
    ends: list[str],
    key: str,
    attributes: tuple[str | int | None, ...],
) -> None:
    named = zip(EDGE, attributes, strict=True)
    network.add_edge(*ends, key=key, **{k: v for k, v in named if v is not None})


def local(node: Node | None) -> str:
    """The last step of an IRI; a literal as it is."""
    if isinstance(node, Literal):
        return printable(node)
    return printable(str(node).replace("#", "/").split("/")[-1])


def label_of(graph: Graph, node: Node) -> str:
    """The English label, else the first of another language, else the id."""
    labels = [o for o in graph.objects(node, RDFS.label) if isinstance(o, Literal)]
    best = min(labels, key=lambda o: (o.language != "en", o.language or "", str(o)), default=None)
    return local(node if best is None else best)


def _kind(graph: Graph, node: Node) -> str:
    return min((local(o) for o in graph.objects(node, RDF.type)), default="Entity")
