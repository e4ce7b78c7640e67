"""GraphML and GEXF: the things and the statements between them, for programs that draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, Graph, Literal
from rdflib.term import Node

from kg.isotime import period
from kg.terms import KG, SEM, printable

if TYPE_CHECKING:
    import networkx

LISTS = {
    "affirmed_by": KG.affirmedBy,
    "denied_by": KG.deniedBy,
    "affirmed_in": KG.affirmedIn,
    "denied_in": KG.deniedIn,
    "where": KG["where"],
    "items": KG["item"],
    "quantities": KG.quantity,
}
"""Attribute of an edge -> what it lists: labels and texts, sorted, with "; " between them."""


def graphml(graph: Graph) -> bytes:
    """GraphML, for Gephi, yEd, Cytoscape and others: things and the statements between them."""
    # networkx takes longer to import than most exports take to write.
    import networkx

    lines = networkx.generate_graphml(_network(graph), named_key_ids=True)
    return ("\n".join(lines) + "\n").encode("utf-8")


def gexf(graph: Graph) -> bytes:
    """GEXF 1.2, for Gephi and its timeline: the same network, with the days of each edge.

    An edge of an event stands from the first to the last day the event can have had; any other
    from its beginning on, to its end where one is known. What has no time of its own begins when
    the first article told it. The date networkx puts on top is left out.
    """
    from networkx.readwrite.gexf import GEXFWriter

    network = _network(graph)
    for *_, key, edge in network.edges(keys=True, data=True):
        edge.update(id=key, label=edge["relation"], **_days(edge))
    writer = GEXFWriter(network)
    writer.xml.remove(writer.xml.find("meta"))
    return (str(writer) + "\n").encode("utf-8")


def _network(graph: Graph) -> networkx.MultiDiGraph:
    """The network of ``kg.network`` with more to colour, filter and weigh by.

    Edges have ``kind`` (event or state), ``weight`` (sources that affirm it, at least 1: a weight
    of 0 hides an edge), ``dated_by`` (event, or report when only the articles have a day) and
    ``LISTS``; nodes ``label_fr`` and ``wikidata``.
    """
    from kg.network import local, read_network

    network = read_network(graph)
    statements = {local(node): node for node in graph.subjects(RDF.type, KG.Statement)}
    things: dict[str, Node] = {}
    for one, other, key, edge in network.edges(keys=True, data=True):
        node = statements[key]
        for id_, role in ((one, RDF.subject), (other, RDF.object)):
            things[id_] = graph.value(node, role) or node
        sources = graph.value(node, KG.affirmingSourceCount)
        edge["kind"] = "event" if (node, RDF.type, SEM.Event) in graph else "state"
        edge["weight"] = max(int(str(sources or 0)), 1)
        edge["dated_by"] = "event" if period(edge.get("first")) else "report"
        edge.update(_lists(graph, node))
    for id_, thing in network.nodes(data=True):
        for name in graph.objects(things[id_], RDFS.label):
            if isinstance(name, Literal) and name.language == "fr":
                thing["label_fr"] = printable(name)
        if same := graph.value(things[id_], OWL.sameAs):
            thing["wikidata"] = local(same)
    return network


def _lists(graph: Graph, node: Node) -> dict[str, str]:
    from kg.network import label_of, local

    lists = {}
    for name, term in LISTS.items():
        values = graph.objects(node, term)
        told = (local(o) if isinstance(o, Literal) else label_of(graph, o) for o in values)
        if listed := sorted(told):
            lists[name] = "; ".join(listed)
    return lists


def _days(edge: Mapping[str, str]) -> dict[str, str]:
    """``start`` and ``end`` of an edge, whole days; empty when nobody knows."""
    own = period(edge.get("first"), edge.get("last"))
    reported = period(edge.get("first_reported"))
    began = own or reported
    if began is None:
        return {}
    days = {"start": began.first.isoformat()}
    if edge["kind"] == "event":
        days["end"] = began.last.isoformat()
    elif own and edge.get("last") != edge.get("first"):
        days["end"] = own.last.isoformat()
    return days
