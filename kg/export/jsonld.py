"""JSON-LD with a context that makes it readable without RDF."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg import resources, store
from kg.export.order import by_text
from kg.terms import CLAIMED, KG, SCHEMA


@dataclass(frozen=True)
class Term:
    """A key of the context."""

    key: str
    iri: str
    type: URIRef | None = None
    """The datatype of its values, ``RDFS.Resource`` for things; None where each value tells."""
    by_language: bool = False
    """Whether its values are texts, grouped by their language."""

    def definition(self, prefixes: Mapping[str, str]) -> str | dict[str, str]:
        """What the context says of the key."""
        iri = _name(URIRef(self.iri), prefixes)
        if self.by_language:
            return {"@id": iri, "@container": "@language"}
        if self.type is None:
            return iri
        things = self.type == RDFS.Resource
        return {"@id": iri, "@type": "@id" if things else _name(self.type, prefixes)}


COMMON = {
    RDFS.label: Term("label", RDFS.label, by_language=True),
    SKOS.altLabel: Term("altLabel", SKOS.altLabel, by_language=True),
    OWL.sameAs: Term("sameAs", OWL.sameAs, RDFS.Resource),
    RDFS.subPropertyOf: Term("subPropertyOf", RDFS.subPropertyOf, RDFS.Resource),
    RDF.subject: Term("subject", RDF.subject, RDFS.Resource),
    RDF.predicate: Term("predicate", RDF.predicate, RDFS.Resource),
    RDF.object: Term("object", RDF.object, RDFS.Resource),
    PROV.wasDerivedFrom: Term("wasDerivedFrom", PROV.wasDerivedFrom, RDFS.Resource),
    DCTERMS.title: Term("title", DCTERMS.title),
    DCTERMS.language: Term("language", DCTERMS.language),
    DCTERMS.source: Term("source", DCTERMS.source),
    SCHEMA.url: Term("url", SCHEMA.url, RDFS.Resource),
}
"""Terms of other vocabularies that a graph uses."""


def jsonld(graph: Graph) -> bytes:
    """JSON-LD 1.1, one object per node, nodes and values sorted, keys in the same order always.

    Its context names the terms of kg after themselves (``"quote"``, ``"Claim"``) and says what
    their values are, by ``rdfs:range`` in the ontology: a term means the same in every export.
    """
    schemes = {
        str(node).split(":")[0] for triple in graph for node in triple if isinstance(node, URIRef)
    }
    prefixes = _prefixes(graph, schemes)
    terms = _keyed(_ontology() | COMMON, prefixes, schemes)
    used: set[str] = set()
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, value in sorted(graph, key=by_text):
        node = nodes.setdefault(_name(subject, prefixes), {"@id": _name(subject, prefixes)})
        if predicate == RDF.type and not isinstance(value, Literal):
            used.add(str(value))
            term = terms.get(value)
            _put(node, "@type", term.key if term else _name(value, prefixes))
        else:
            used.add(str(predicate))
            _add(node, predicate, value, terms.get(predicate), prefixes)
    context: dict[str, Any] = {"@version": 1.1, **prefixes}
    for iri, term in sorted(terms.items()):
        if str(iri) in used:
            context[term.key] = term.definition(prefixes)
    # What a node is comes before the rest.
    listed = [{key: node[key] for key in sorted(node, key=_rank)} for node in nodes.values()]
    document = {"@context": context, "@graph": listed}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


@cache
def _ontology() -> dict[Node, Term]:
    """The classes, properties and relations of kg."""
    terms: dict[Node, Term] = {}
    for name in ("core.ttl", "relations.ttl"):
        for node, _, kind in store.graph(store.load(resources.ONTOLOGY / name)).triples(
            (None, RDF.type, None)
        ):
            key = str(node).removeprefix(str(KG))
            if kind == KG.Relation:
                claimed = CLAIMED[key]
                terms[node] = Term(key, str(node), RDFS.Resource)
                terms[claimed] = Term(f"claimed:{key}", str(claimed), RDFS.Resource)
            elif kind == OWL.Class and str(node).startswith(str(KG)):
                terms[node] = Term(key, str(node))
    core = store.graph(store.load(resources.ONTOLOGY / "core.ttl"))
    for node, _, range_ in core.triples((None, RDFS.range, None)):
        terms[node] = _property(str(node), range_)
    return terms


def _keyed(
    terms: Mapping[Node, Term], prefixes: Mapping[str, str], schemes: Collection[str]
) -> dict[Node, Term]:
    """The terms of a graph. One that would be read as a prefix or a scheme has its prefix in front
    of its key, ``kg:statement``; without a prefix it is none."""
    keyed = {}
    for iri, term in terms.items():
        if term.key in prefixes or term.key in schemes:
            term = replace(term, key=_name(URIRef(term.iri), prefixes))
        if term.key != term.iri:
            keyed[iri] = term
    return keyed


def _property(iri: str, range_: Node) -> Term:
    """The key of a property that has values of a kind."""
    key = iri.removeprefix(str(KG))
    if range_ == RDF.langString:
        return Term(key, iri, by_language=True)
    if str(range_).startswith(str(KG)):
        return Term(key, iri, RDFS.Resource)
    plain = range_ in {RDFS.Literal, XSD.string, XSD.boolean, XSD.integer}
    return Term(key, iri, None if plain else URIRef(str(range_)))


def _add(
    node: dict[str, Any],
    predicate: Node,
    value: Node,
    term: Term | None,
    prefixes: Mapping[str, str],
) -> None:
    """Put a value under its term, or in full under the name of the predicate."""
    if term and term.by_language:
        if isinstance(value, Literal) and value.language:
            _put(node.setdefault(term.key, {}), value.language, str(value))
            return
        term = None
    if term is None:
        _put(node, _name(predicate, prefixes), _value(value, None, prefixes))
    else:
        _put(node, term.key, _value(value, term, prefixes))


def _rank(key: str) -> int:
    return ("@id", "@type").index(key) if key.startswith("@") else 2


def _put(node: dict[str, Any], key: str, value: Any) -> None:
    """One value stands alone, several are a list."""
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _value(node: Node, term: Term | None, prefixes: Mapping[str, str]) -> Any:
    """A value as short as its term allows."""
    coerced = term.type if term else None
    if not isinstance(node, Literal):
        name = _name(node, prefixes)
        return name if coerced == RDFS.Resource else {"@id": name}
    value = str(node)
    if node.language:
        return {"@value": value, "@language": node.language}
    if coerced is None and node.datatype is None:
        return value
    if node.datatype is None:
        return {"@value": value}
    if node.datatype == coerced:
        return value
    native = _native(value, node.datatype)
    if coerced is None and native is not None:
        return native
    return {"@value": value, "@type": _name(node.datatype, prefixes)}


def _native(value: str, datatype: URIRef) -> bool | int | None:
    """The value of JSON that means just this literal."""
    if datatype == XSD.boolean:
        return {"true": True, "false": False}.get(value)
    # Beyond 2 ** 53 many readers of JSON lose digits.
    whole = datatype == XSD.integer and len(value) < 16 and value.lstrip("-").isdecimal()
    return int(value) if whole and str(int(value)) == value else None


def _prefixes(graph: Graph, schemes: Collection[str]) -> dict[str, str]:
    """Prefix -> namespace, without those an IRI of the graph could be taken for."""
    return {
        prefix: str(namespace)
        for prefix, namespace in sorted(graph.namespaces())
        # JSON-LD only takes prefixes of namespaces that end like this.
        if prefix and prefix not in schemes and str(namespace).endswith(("/", "#"))
    }


def _name(node: Node, prefixes: Mapping[str, str]) -> str:
    """``prefix:name`` where a prefix fits, else the full IRI; ``_:x`` for a blank node."""
    if not isinstance(node, URIRef):
        return node.n3()
    fitting = (p for p in prefixes if node.startswith(prefixes[p]))
    prefix = max(fitting, key=lambda p: (len(prefixes[p]), p), default=None)
    # After the colon "//" would make it a full IRI again.
    if prefix is None or node.startswith("//", len(prefixes[prefix])):
        return str(node)
    return f"{prefix}:{node[len(prefixes[prefix]) :]}"
