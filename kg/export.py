"""The graph as bytes in many formats. A format is one function and one line in ``FORMATS``.

The bytes depend on the triples alone, not on the order they came in.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
from rdflib import PROV, RDF, Graph, Literal, URIRef
from rdflib.term import Node

from kg import store
from kg.errors import InputError, UsageError
from kg.terms import KG, printable

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write(fmt: str, graph: Graph) -> bytes:
    """``graph`` in the format ``fmt``, in UTF-8.

    Raises UsageError listing the formats when ``fmt`` is none of them, InputError when the
    format cannot hold the graph.
    """
    if fmt not in FORMATS:
        raise UsageError(f"there is no format {fmt!r}", fix=f"formats: {', '.join(FORMATS)}")
    return FORMATS[fmt](graph)


def turtle(graph: Graph) -> bytes:
    """Turtle, the most readable."""
    return graph.serialize(format="turtle", encoding="utf-8")


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
    homes = _homes(graph)
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
        head, body = _headed(parts[home].serialize(format="turtle"))
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
    homes = {node.n3().encode(): b" " + home.n3().encode() for node, home in _homes(graph).items()}
    lines = ntriples(graph).split(b"\n")[:-1]
    return b"".join(
        # A line ends in " ."
        line[:-2] + homes.get(line.partition(b" ")[0], b"") + b" .\n"
        for line in lines
    )


def _homes(graph: Graph) -> dict[Node, Node]:
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
    for subject, predicate, value in sorted(graph, key=_sort_key):
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


def _sort_key(triple: tuple[Node, Node, Node]) -> tuple[str, ...]:
    return tuple(node.n3() for node in triple)


def jsonld(graph: Graph) -> bytes:
    """JSON-LD 1.1, one object per node, nodes and values sorted, keys in the same order always."""
    prefixes = _prefixes(graph)
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, value in sorted(graph, key=_sort_key):
        node = nodes.setdefault(_name(subject, prefixes), {"@id": _name(subject, prefixes)})
        if predicate == RDF.type and not isinstance(value, Literal):
            node.setdefault("@type", []).append(_name(value, prefixes))
        else:
            node.setdefault(_name(predicate, prefixes), []).append(_value(value, prefixes))
    document = {"@context": prefixes, "@graph": list(nodes.values())}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _prefixes(graph: Graph) -> dict[str, str]:
    """Prefix -> namespace for JSON-LD, without those an IRI of the graph could be taken for."""
    schemes = {
        str(node).split(":")[0] for triple in graph for node in triple if isinstance(node, URIRef)
    }
    return {
        prefix: str(namespace)
        for prefix, namespace in sorted(graph.namespaces())
        # JSON-LD only takes prefixes of namespaces that end like this.
        if prefix and prefix not in schemes and str(namespace).endswith(("/", "#"))
    }


def _name(node: Node, prefixes: dict[str, str]) -> str:
    """``prefix:name`` where a prefix fits, else the full IRI; ``_:x`` for a blank node."""
    if not isinstance(node, URIRef):
        return node.n3()
    fitting = (p for p in prefixes if node.startswith(prefixes[p]))
    prefix = max(fitting, key=lambda p: (len(prefixes[p]), p), default=None)
    # After the colon "//" would make it a full IRI again.
    if prefix is None or node.startswith("//", len(prefixes[prefix])):
        return str(node)
    return f"{prefix}:{node[len(prefixes[prefix]) :]}"


def _value(node: Node, prefixes: dict[str, str]) -> dict[str, str]:
    if not isinstance(node, Literal):
        return {"@id": _name(node, prefixes)}
    if node.language:
        return {"@value": str(node), "@language": node.language}
    if node.datatype:
        return {"@value": str(node), "@type": _name(node.datatype, prefixes)}
    return {"@value": str(node)}


def graphml(graph: Graph) -> bytes:
    """GraphML, for yEd, Cytoscape and others: things and the statements between them."""
    # networkx takes longer to import than most exports take to write.
    import networkx

    from kg.network import read_network

    lines = networkx.generate_graphml(read_network(graph), named_key_ids=True)
    return ("\n".join(lines) + "\n").encode("utf-8")


def gexf(graph: Graph) -> bytes:
    """GEXF 1.2, for Gephi: the same network, without the date networkx puts on top."""
    from networkx.readwrite.gexf import GEXFWriter

    from kg.network import read_network

    network = read_network(graph)
    for *_, key, attributes in network.edges(keys=True, data=True):
        attributes.update(id=key, label=attributes["relation"])
    writer = GEXFWriter(network)
    writer.xml.remove(writer.xml.find("meta"))
    return (str(writer) + "\n").encode("utf-8")


def table(graph: Graph) -> bytes:
    """CSV, for spreadsheets: one row per statement, sorted by its id.

    A cell a spreadsheet would run as a formula gets an apostrophe in front.
    """
    from kg.network import EDGE, read_network

    network = read_network(graph)
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    subject, object_ = ([end, f"{end}_label", f"{end}_kind"] for end in ("subject", "object"))
    writer.writerow(["statement", *subject, "relation", *object_, *EDGE[1:]])
    edges = network.edges(keys=True, data=True)
    for *ends, key, edge in sorted(edges, key=lambda row: (row[2], *row[:2])):
        one, other = ([id_, *map(network.nodes[id_].get, ("label", "kind"))] for id_ in ends)
        relation, *more = (edge.get(name, "") for name in EDGE)
        cells = [key, *one, relation, *other, *more]
        writer.writerow([_harmless(str(cell)) for cell in cells])
    return rows.getvalue().encode("utf-8")


def _harmless(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA_SIGNS) else cell


FORMATS: dict[str, Callable[[Graph], bytes]] = {
    "turtle": turtle,
    "trig": trig,
    "ntriples": ntriples,
    "nquads": nquads,
    "jsonld": jsonld,
    "rdfxml": rdfxml,
    "graphml": graphml,
    "gexf": gexf,
    "csv": table,
}
"""Name -> writer."""
