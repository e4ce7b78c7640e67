"""RDF: Turtle and N-Triples, TriG and N-Quads with a graph for each article, and RDF/XML."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import PROV, RDF, Graph, Literal
from rdflib.term import Node

from kg import store
from kg.errors import InputError
from kg.export import turtle as layout
from kg.export.order import by_text
from kg.terms import KG, printable


def turtle(graph: Graph) -> bytes:
    """Turtle, the most readable: by subject, types and labels first."""
    lines = ntriples(graph).decode().split("\n")[:-1]
    prefixes = {prefix: str(namespace) for prefix, namespace in graph.namespaces()}
    return "\n".join(layout.turtle(lines, prefixes)).encode()


def ntriples(graph: Graph) -> bytes:
    """N-Triples, one line per triple, sorted."""
    kept = store.inner(graph)
    if kept is None:
        data = graph.serialize(format="nt11", encoding="utf-8")
    else:  # fifty times as fast
        data = kept.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    lines = data.split(b"\n")
    lines.pop()  # what follows the last line
    lines.sort()
    lines.append(b"")
    return b"\n".join(lines)


def trig(graph: Graph) -> bytes:
    """TriG: a named graph for each article, with the article and its claims, named like the
    article; all else is in the default graph."""
    homes = article_graphs(graph)
    parts: dict[Node | None, Graph] = {None: Graph(store="SimpleMemory", bind_namespaces="none")}
    for subject, predicate, value in graph:
        home = homes.get(subject)
        if home not in parts:
            parts[home] = Graph(store="SimpleMemory", bind_namespaces="none")
        parts[home].add((subject, predicate, value))
    heads: set[str] = set()
    blocks = []
    for home in sorted(parts, key=lambda node: "" if node is None else str(node)):
        for prefix, namespace in graph.namespaces():
            parts[home].bind(prefix, namespace)
        head, body = _headed(turtle(parts[home]).decode())
        heads |= head
        blocks.append(body if home is None else f"{home.n3()} {{\n{body}}}\n")
    return ("".join(sorted(heads)) + "\n" + "\n".join(blocks)).encode("utf-8")


def _headed(turtle: str) -> tuple[set[str], str]:
    """The lines of prefixes on top of a Turtle text, and the rest."""
    lines = turtle.splitlines(keepends=True)
    count = next((i for i, x in enumerate(lines) if not x.startswith("@prefix ")), len(lines))
    return set(lines[:count]), "".join(lines[count:]).strip("\n") + "\n"


def nquads(graph: Graph) -> bytes:
    """N-Quads with the graphs of ``trig``, one line per triple, sorted as N-Triples are."""
    homes = {
        node.n3().encode(): b" " + home.n3().encode()
        for node, home in article_graphs(graph).items()
    }
    lines = ntriples(graph).split(b"\n")[:-1]
    return b"".join(
        # A line ends in " ."
        line[:-2] + homes.get(line.partition(b" ")[0], b"") + b" .\n"
        for line in lines
    )


def article_graphs(graph: Graph) -> dict[Node, Node]:
    """Each article and each claim -> the article it belongs to."""
    articles = {node: node for node in graph.subjects(RDF.type, KG.Article)}
    claims = set(graph.subjects(RDF.type, KG.Claim))
    told = ((c, a) for c, a in graph.subject_objects(PROV.wasDerivedFrom) if c in claims)
    return articles | {claim: article for claim, article in sorted(told) if article in articles}


def rdfxml(graph: Graph) -> bytes:
    """RDF/XML. Characters XML cannot hold become U+FFFD."""
    # rdflib's default store would list them in an order that depends on the hash seed.
    ordered = Graph(store="SimpleMemory", bind_namespaces="none")
    for prefix, namespace in sorted(graph.namespaces()):
        ordered.bind(prefix, namespace)
    for subject, predicate, value in sorted(graph, key=by_text):
        if isinstance(value, Literal):
            value = Literal(
                printable(value), lang=value.language, datatype=value.datatype, normalize=False
            )
        try:
            # Binds a prefix to each namespace in the order of the triples.
            ordered.namespace_manager.compute_qname_strict(str(predicate))
        except ValueError:
            raise InputError(
                f"RDF/XML cannot name the relation {predicate}", fix="export turtle instead"
            ) from None
        ordered.add((subject, predicate, value))
    return ordered.serialize(format="xml", encoding="utf-8")
