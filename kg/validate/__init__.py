"""A graph against the laws of ontology/shapes.ttl: which are broken, and by which nodes.

pyshacl evaluates them, on an Oxigraph store that holds the graph, the ontology and, of a build
directory, the texts of its articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg import archive, ontology, resources, store
from kg.errors import KgError
from kg.model import Article
from kg.terms import SCHEMA, Names, text

SHAPES = resources.ONTOLOGY / "shapes.ttl"
LAWS = "https://w3id.org/geokg/shapes"


@dataclass(frozen=True)
class Law:
    """A law in words, and what to do when it is broken; both by language."""

    name: str
    """The local name of its shape."""
    words: Mapping[str, str] = field(compare=False)
    fix: Mapping[str, str] = field(compare=False)

    @property
    def iri(self) -> URIRef:
        """Its shape."""
        return URIRef(f"{LAWS}#{self.name}")


@dataclass(frozen=True)
class Violation:
    """A node that breaks a law, and the result of SHACL that says so."""

    law: Law
    focus: Node
    value: Node | None
    component: Node
    terms: tuple[Node, ...] = ()
    """The term that is wrong, or an edge: subject, relation, object."""

    @property
    def node(self) -> Node:
        """The node that breaks the law: of a law in SPARQL, which looks at all nodes at once, the
        value, else the focus node."""
        if self.component == SH.SPARQLConstraintComponent and self.value is not None:
            return self.value
        return self.focus


@dataclass(frozen=True)
class Report:
    """What was checked, and what was found."""

    nodes: int
    """How many things the graph tells something about."""
    triples: int
    laws: int
    articles: int
    """How many texts the quotes were held against."""
    violations: tuple[Violation, ...]
    """By law and node; each once."""
    graph: Graph
    """The graph, with the ontology and the texts."""


def validate(target: str | Path) -> Report:
    """What is wrong with the graph of a build directory or of an RDF file.

    Raises InputError when there is none, or it cannot be parsed, and KgError without pyshacl.
    """
    folder = Path(target)
    loaded = store.load(target)
    return check(loaded, archive.known_articles(folder) if folder.is_dir() else ())


def check(triples: ox.Store, articles: Iterable[Article] = ()) -> Report:
    """What is wrong with a graph; its quotes are held against the texts of ``articles``."""
    checked = ox.Store()
    checked.bulk_extend(triples)
    nodes, size = len({quad.subject for quad in checked}), len(checked)
    for file in ontology.FILES:
        checked.bulk_load(path=str(resources.ONTOLOGY / file), format=ox.RdfFormat.TURTLE)
    body, names = ox.NamedNode(SCHEMA.articleBody), Names()
    texts = [
        ox.Quad(ox.NamedNode(names.article(article)), body, ox.Literal(text(article.text)))
        for article in articles
    ]
    checked.extend(texts)
    graph = store.graph(checked)
    return Report(nodes, size, len(laws()), len(texts), _violations(graph), graph)


def _violations(graph: Graph) -> tuple[Violation, ...]:
    try:
        import pyshacl
    except ImportError as error:
        raise KgError(
            "laws are checked by pyshacl, which is not installed",
            fix="pip install 'geokg[shacl]'",
        ) from error
    _, result, words = pyshacl.validate(graph, shacl_graph=shapes(), inplace=True)
    if not isinstance(result, Graph):
        raise KgError(f"pyshacl gave up: {' '.join(words.split())[:200]}")
    found = {_violation(result, node) for node in result.objects(None, SH.result)}
    return tuple(sorted(found, key=_order))


def _order(violation: Violation) -> tuple[str, ...]:
    v = violation
    return v.law.name, *map(str, (v.node, v.focus, v.value, v.component, *v.terms))


def _violation(result: Graph, node: Node) -> Violation:
    law = _by_shape()[result.value(node, SH.sourceShape)]
    focus, component = (
        result.value(node, term) for term in (SH.focusNode, SH.sourceConstraintComponent)
    )
    assert focus is not None
    assert component is not None
    # What a message of sh:sparql names comes as a message of its own.
    told = {str(m) for m in result.objects(node, SH.resultMessage)} - set(law.words.values())
    terms = tuple(_term(word) for line in sorted(told) for word in line.split())
    return Violation(law, focus, result.value(node, SH.value), component, terms)


def _term(word: str) -> Node:
    """A word of a message: a text where no IRI stands in the graph either."""
    try:
        return URIRef(ox.NamedNode(word).value)
    except ValueError:
        return Literal(word)


@cache
def laws() -> tuple[Law, ...]:
    """All laws, by name."""
    return tuple(sorted(_by_shape().values(), key=lambda law: law.name))


@cache
def shapes() -> Graph:
    """ontology/shapes.ttl."""
    return Graph().parse(SHAPES)


def path(law: Law) -> Node | None:
    """The path of a property that the law is about."""
    return shapes().value(law.iri, SH.path)


@cache
def _by_shape() -> Mapping[Node | None, Law]:
    """Shape -> its law."""
    graph = shapes()
    usual = _words(graph, URIRef(LAWS), RDFS.comment)
    found: dict[Node | None, Law] = {}
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in graph.subjects(RDF.type, kind):
            if not isinstance(shape, BNode):
                fix = _words(graph, shape, RDFS.comment) or usual
                name = str(shape).removeprefix(f"{LAWS}#")
                found[shape] = Law(name, _words(graph, shape, SH.message), fix)
    return found


def _words(graph: Graph, node: Node, term: URIRef) -> dict[str, str]:
    literals = [o for o in graph.objects(node, term) if isinstance(o, Literal)]
    return {o.language or "": str(o) for o in literals}
