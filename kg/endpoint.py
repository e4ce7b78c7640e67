"""A SPARQL endpoint as a place to read: the same graphs and answers as a build directory gives."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result
from rdflib.term import Node, Variable

from kg import store, web
from kg.errors import InputError, UsageError
from kg.login import Login
from kg.web import Passing, Reply, Web

TIMEOUT = 90.0
"""Seconds for a whole answer; public endpoints give up after 60."""
RETRIES = 3
LARGEST = 1024**3
"""Bytes of an answer: a graph of a million triples has some 150 MB of N-Triples."""
SHORT = 2000
"""Characters of a query that is asked with GET, which caches can answer. Some servers refuse
addresses of more than 4,000, and each character may take three."""
PAGE = 10_000
"""Triples to ask for at once where an endpoint cuts answers short; Virtuoso's usual limit."""
T = TypeVar("T")
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_GRAPHS = {"ConstructQuery", "DescribeQuery"}
_VIRTUOSO_ASK = Variable("__ASK_RETVAL")
"""Virtuoso 7 answers an ASK with a table: one row for yes, none for no."""


class Endpoint:
    """An endpoint of the SPARQL 1.1 protocol that is asked about one of its graphs.

    ``graph`` is the IRI of a named graph, None for what the endpoint itself takes for its default.
    All methods raise NetworkError when there is no answer. Raises UsageError when ``url`` is no
    address of the web or holds a password, or ``graph`` is no IRI.
    """

    def __init__(
        self,
        url: str,
        *,
        graph: str | None = None,
        login: Login | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self.url = web.address(url)
        self.graph = None if graph is None else graph_name(graph).value
        self.web = Web(timeout, LARGEST, RETRIES, login or Login())

    def select(self, sparql: str) -> Result:
        """The rows that answer a SELECT, or what answers an ASK."""
        return self._ask(sparql, "application/sparql-results+json", self._rows)

    def construct(self, sparql: str) -> list[ox.Triple]:
        """The triples that answer a CONSTRUCT or DESCRIBE."""
        return self._ask(sparql, "application/n-triples, text/turtle;q=0.5", self._triples)

    def count(self) -> int:
        """How many triples the graph has."""
        (row,) = self.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").bindings
        return int(str(next(iter(row.values()))))

    def download(self) -> ox.Store:
        """All triples of the graph, in memory.

        Endpoints may cut an answer short without a word (Virtuoso does, after 10,000 rows), so
        that they are counted, and asked for page by page where that is so. Raises InputError
        when some are still missing.
        """
        found, wanted = ox.Store(), self.count()
        whole = self.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        for page in (whole,) if len(whole) >= wanted else self._pages(len(whole), wanted):
            _stored(page, found)
        if len(found) != wanted:
            raise InputError(
                f"it gives {len(found)} triples and counts {wanted}",
                where=self.url,
                fix="another change may be under way; or raise the endpoint's limit of results",
            )
        return found

    def _pages(self, size: int, wanted: int) -> Iterator[list[ox.Triple]]:
        """``wanted`` triples of the graph, or fewer, ``size`` at a time or what the endpoint gives.

        Without an order pages overlap (seen in Virtuoso after a graph was replaced); and Virtuoso
        sorts more than 10,000 rows only where the page is cut from outside.
        """
        ordered = "{ SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o }"
        done, size = 0, min(size or PAGE, PAGE)
        while done < wanted:
            page = self.construct(
                f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {ordered} }} OFFSET {done} LIMIT {size}"
            )
            if not page:
                return
            yield page
            done, size = done + len(page), min(size, len(page))

    def _ask(self, sparql: str, accept: str, read: Callable[[Reply], T]) -> T:
        fields = {"query": sparql} | ({"default-graph-uri": self.graph} if self.graph else {})
        headers = {"Accept": accept}
        if len(sparql) <= SHORT:
            return self.web.send("GET", self.url, read, params=fields, headers=headers)
        return self.web.send("POST", self.url, read, data=fields, headers=headers)

    def _rows(self, reply: Reply) -> Result:
        self.web.expect(reply, "json", "SPARQL results in JSON")
        try:
            result = _plain(Result.parse(io.BytesIO(reply.body), format="json"))
        # rdflib takes its parts on trust, and fails as it may.
        except Exception as error:
            why = f"its answer is broken off or no SPARQL result: {error or type(error).__name__}"
            raise Passing(self.web.error(reply.url, why)) from error
        most = reply.headers.get("X-SPARQL-MaxRows", "")
        if most.isdecimal() and result.type == "SELECT" and len(result) >= int(most):
            raise self.web.error(
                reply.url,
                f"it cuts answers off after {most} rows",
                "ask for less with LIMIT; call things by their id",
            )
        return result

    def _triples(self, reply: Reply) -> list[ox.Triple]:
        # An empty graph may come as a text that is a comment.
        kind = "application/n-triples" if reply.kind == "text/plain" else reply.kind
        format_ = ox.RdfFormat.from_media_type(kind)
        if format_ is None:
            self.web.expect(reply, "n-triples", "N-Triples")
        try:
            return [quad.triple for quad in ox.parse(reply.body, format=format_)]
        except (SyntaxError, ValueError) as error:
            why = f"its answer is broken off or no {kind}: {error}"
            raise Passing(self.web.error(reply.url, why)) from error


def graph_name(iri: str) -> ox.NamedNode:
    """The name of a graph. Raises UsageError when it is no IRI."""
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"{iri!r} is no IRI", fix=f"such as {store.PREFIXES['kg']}") from error


def view(endpoint: Endpoint) -> Graph:
    """The endpoint as an rdflib graph, with the prefixes of kg: whatever is asked of it, the
    endpoint answers. Nothing can be added."""
    result = Graph(_Remote(endpoint), identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, namespace in store.PREFIXES.items():
        result.bind(prefix, namespace)
    return result


class _Remote(SPARQLStore):
    """rdflib's store of an endpoint, which writes the queries, with our way to send them."""

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__(endpoint.url, context_aware=False)
        self._endpoint = endpoint

    def _query(self, query: str, **_: Any) -> Result:
        if parseQuery(query)[1].name not in _GRAPHS:
            return self._endpoint.select(query)
        result = Result("CONSTRUCT")
        result.graph = store.graph(_stored(self._endpoint.construct(query)))
        return result


def _stored(triples: Iterable[ox.Triple], into: ox.Store | None = None) -> ox.Store:
    into = ox.Store() if into is None else into
    into.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return into


def _plain(result: Result) -> Result:
    """``result`` with texts as local graphs have them, and the answer to an ASK as an answer."""
    if result.type == "SELECT" and result.vars == [_VIRTUOSO_ASK]:
        truth = Result("ASK")
        truth.askAnswer = bool(result.bindings)
        return truth
    if result.type == "SELECT":
        rows = result.bindings
        result.bindings = [{name: _term(value) for name, value in row.items()} for row in rows]
    return result


def _term(node: Node) -> Any:
    if isinstance(node, URIRef) and _NO_IRI.search(node):
        raise ValueError(f"{str(node)!r} is no IRI")
    return store.plain(node)
