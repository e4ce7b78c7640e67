"""What the nodes of a graph say, as values for the cells of tables and the keys of records."""

from __future__ import annotations

import math
from datetime import date

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import InputError
from kg.export.order import by_text
from kg.terms import KG, WIKIDATA, printable

_TOO_MUCH = 2**63


class Values:
    """Reads a graph node by node. Of several values where one is due the first one counts, in an
    order that does not depend on the graph; what is not known is None."""

    def __init__(self, graph: Graph) -> None:
        # Its lookups take a twentieth of those of a store, and keep the order of the triples.
        self.graph = Graph(store="SimpleMemory", bind_namespaces="none")
        for triple in sorted(graph, key=by_text):
            self.graph.add(triple)

    def instances(self, kind: URIRef) -> list[URIRef]:
        """The nodes of a class, sorted."""
        nodes = self.graph.subjects(RDF.type, kind)
        return sorted({node for node in nodes if isinstance(node, URIRef)})

    def things(self) -> list[URIRef]:
        """The states, people, places … of the graph, sorted."""
        records = {KG.Claim, KG.Statement, KG.Article, KG.Office}
        typed = self.graph.subject_objects(RDF.type)
        return sorted(
            {
                node
                for node, kind in typed
                if isinstance(node, URIRef)
                and str(kind).startswith(str(KG))
                and kind not in records
                and not str(node).startswith(str(KG))
            }
        )

    def nodes(self, node: Node, *path: URIRef) -> list[Node]:
        """What is at the end of ``path``, sorted."""
        found = [node]
        for predicate in path:
            found = [value for each in found for value in self.graph.objects(each, predicate)]
        return sorted(set(found), key=lambda value: value.n3())

    def node(self, node: Node, *path: URIRef) -> Node | None:
        for predicate in path:
            following = self.graph.value(node, predicate)
            if following is None:
                return None
            node = following
        return node

    def text(self, node: Node, *path: URIRef) -> str | None:
        """A literal or IRI in full."""
        found = self.node(node, *path)
        return None if found is None else printable(str(found))

    def texts(self, node: Node, *path: URIRef) -> list[str]:
        return sorted(printable(str(value)) for value in self.nodes(node, *path))

    def id(self, node: Node, *path: URIRef) -> str | None:
        """The last step of an IRI: ``RUS``, ``affirmed``."""
        found = self.node(node, *path)
        return None if found is None else local(found)

    def ids(self, node: Node, *path: URIRef) -> list[str]:
        return sorted(local(value) for value in self.nodes(node, *path))

    def label(self, node: Node, *path: URIRef) -> str | None:
        """What a thing is called in English, else in the first of other languages, else its id."""
        found = self.node(node, *path)
        if found is None:
            return None
        names = [o for o in self.graph.objects(found, RDFS.label) if isinstance(o, Literal)]
        best = min(names, key=lambda o: (o.language != "en", o.language or "", o), default=None)
        return local(found) if best is None else printable(best)

    def label_in(self, lang: str, node: Node) -> str | None:
        names = [o for o in self.graph.objects(node, RDFS.label) if isinstance(o, Literal)]
        return min((printable(o) for o in names if o.language == lang), default=None)

    def kind(self, node: Node, *path: URIRef) -> str | None:
        """The class of a thing: ``State``, ``Person``."""
        found = self.node(node, *path)
        if found is None:
            return None
        return min((local(o) for o in self.graph.objects(found, RDF.type)), default="Entity")

    def wikidata(self, node: Node) -> str | None:
        same = [str(o) for o in self.graph.objects(node, OWL.sameAs)]
        ids = (iri.removeprefix(str(WIKIDATA)) for iri in same if iri.startswith(str(WIKIDATA)))
        return min(ids, default=None)

    def whole(self, node: Node, *path: URIRef) -> int | None:
        text = self.text(node, *path)
        if text is None:
            return None
        try:
            number = int(text)
        except ValueError:
            number = _TOO_MUCH
        if abs(number) >= _TOO_MUCH:
            raise InputError(f"{text[:40]!r} is no whole number of 64 bits", where=str(node))
        return number

    def real(self, node: Node, *path: URIRef) -> float | None:
        """None also for what is too much for a double."""
        text = self.text(node, *path)
        if text is None:
            return None
        try:
            number = float(text)
        except ValueError:
            raise InputError(f"{text[:40]!r} is no number", where=str(node)) from None
        return number if math.isfinite(number) else None

    def flag(self, node: Node, *path: URIRef) -> bool | None:
        text = self.text(node, *path)
        return None if text is None else text in ("true", "1")

    def day(self, node: Node, *path: URIRef) -> date | None:
        """A whole date; times that may be less precise are ``text``."""
        text = self.text(node, *path)
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise InputError(f"{text[:40]!r} is no day", where=str(node)) from None


def local(node: Node) -> str:
    """The last step of an IRI; a literal as it is."""
    text = str(node)
    return printable(text if isinstance(node, Literal) else text.replace("#", "/").split("/")[-1])
