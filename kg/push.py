"""A graph into a triple store, whole or not at all.

All triples go into a graph beside the one they are for, are counted there, and are copied over it
in one update; when anything fails on the way, the graph beside it goes and the old one stays as
it was. A copy that is asked for twice does no harm, a MOVE would: what it moves is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

import pyoxigraph as ox

from kg import web
from kg.endpoint import LARGEST, RETRIES, Endpoint, graph_name
from kg.errors import InputError, NetworkError
from kg.login import Login
from kg.terms import BASE
from kg.web import Reply, Web

GRAPH = BASE + "graph"
"""Where triples go when nobody says. Virtuoso has no default graph that could be written to, and
in the others it is where everything lands that nobody put elsewhere."""
DEFAULT = "default"
"""What users call the store's default graph."""
BATCH = 2000
"""Triples of a request. Virtuoso 7 takes INSERT DATA of some 4,900 at most (``memory exhausted``);
with 2,000 both it and Oxigraph took 100,000 triples in 6 seconds."""
TIMEOUT = 600.0
"""Seconds for a request: copying a graph of millions takes a store a while."""

LAYOUTS = (
    ("/sparql-graph-crud-auth", "/sparql-auth", "/sparql-auth"),  # Virtuoso
    ("/sparql-graph-crud", "/sparql", "/sparql"),  # Virtuoso, without a login
    ("/rdf-graphs/service", "/statements", ""),  # GraphDB, RDF4J
    ("/store", "/update", "/query"),  # Oxigraph
    ("/data", "/update", "/query"),  # Fuseki
)
"""How the addresses of a store's three services end: graph store, update, query."""

Name = ox.NamedNode | ox.DefaultGraph
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Pushed:
    """A graph that is there now. ``graph`` is "default" or its IRI; ``counted`` what the store
    says it holds; ``staged`` False when the store could not copy, and one PUT replaced it."""

    graph: str
    counted: int
    staged: bool


@dataclass(frozen=True)
class Services:
    """The addresses of a store, and which protocol to write with."""

    protocol: str
    graphs: str
    updates: str
    queries: str


def services(url: str, protocol: str | None = None, queries: str | None = None) -> Services:
    """What the address of one service tells of the others, by the stores in ``LAYOUTS``; of
    another store one address is taken for all three.

    ``protocol`` is ``gsp`` (Graph Store Protocol) or ``update``; None chooses by the address.
    """
    web.address(url)
    found = next(((ends, i) for ends in LAYOUTS for i in (0, 1) if url.endswith(ends[i])), None)
    ends, at = found or (("", "", ""), 1)
    root = url.removesuffix(ends[at])
    graphs, updates, asked = (root + end for end in ends)
    return Services(protocol or ("update" if at else "gsp"), graphs, updates, queries or asked)


def placed(triples: ox.Store, graph: str = GRAPH) -> ox.Store:
    """``triples`` with those of the default graph in ``graph``, an IRI or "default".

    Raises UsageError when it is no IRI, InputError when there are no triples, or some are in a
    graph that has no name.
    """
    goal = ox.DefaultGraph() if graph == DEFAULT else graph_name(graph)
    if not len(triples):
        raise InputError("there are no triples to push")
    if any(isinstance(name, ox.BlankNode) for name in triples.named_graphs()):
        raise InputError("a graph in it has no name", fix="leave out --named")
    result = ox.Store()
    result.bulk_extend(
        ox.Quad(q.subject, q.predicate, q.object, goal)
        if isinstance(q.graph_name, ox.DefaultGraph)
        else q
        for q in triples
    )
    return result


def push(
    triples: ox.Store,
    to: Services,
    *,
    login: Login | None = None,
    batch: int = BATCH,
    progress: Progress | None = None,
) -> list[Pushed]:
    """Put each graph of ``triples`` into the store in place of the one of its name.

    Each graph is whole or untouched; of several, those before one that fails are there.
    ``progress`` is told how many triples of how many are sent. Raises NetworkError, which says
    that the old graph is untouched where that is so.
    """
    client = _Store(to, login or Login())
    named = sorted((n for n in triples.named_graphs() if isinstance(n, ox.NamedNode)), key=str)
    names: list[Name] = [ox.DefaultGraph(), *named]
    pushed, sent = [], 0
    for name in names:
        one = _One(triples, name)
        if one.size:

            def advance(length: int, before: int = sent) -> None:
                if progress:
                    progress(before + length, len(triples))

            pushed.append(_push_one(client, one, batch, advance))
            sent += one.size
    return pushed


class _One:
    """One graph of a store, in pieces that can be sent."""

    def __init__(self, triples: ox.Store, name: Name) -> None:
        self._triples, self.name = triples, name
        self.label = DEFAULT if isinstance(name, ox.DefaultGraph) else name.value
        self.beside = ox.NamedNode((GRAPH if self.label == DEFAULT else self.label) + "/kg-staging")
        self.size = sum(1 for _ in self)
        self.kept = f"the old graph {self.label} is untouched"

    def __iter__(self) -> Iterator[ox.Triple]:
        return (q.triple for q in self._triples.quads_for_pattern(None, None, None, self.name))

    def batches(self, size: int) -> Iterator[list[ox.Triple]]:
        """Blank nodes are the same ones only within a request, so theirs is the first, whole."""
        if tied := [triple for triple in self if _blank(triple)]:
            yield tied
        loose = (triple for triple in self if not _blank(triple))
        while part := list(islice(loose, size)):
            yield part


def _push_one(client: _Store, one: _One, batch: int, advance: Callable[[int], None]) -> Pushed:
    if not client.can_update(one.beside):
        return _replaced(client, one)
    try:
        sent = 0
        for triples in one.batches(batch):
            client.add(one.beside, triples)
            sent += len(triples)
            advance(sent)
        client.counted(one.beside, one.size)
    except BaseException as error:
        with suppress(NetworkError):
            client.clear(one.beside)
        if isinstance(error, NetworkError):
            raise _saying(error, one.kept) from None
        raise
    return _copied(client, one)


def _replaced(client: _Store, one: _One) -> Pushed:
    """The graph in one request: all that a store can do that takes no updates."""
    try:
        client.replace(one)
        return Pushed(one.label, client.counted(one.name, one.size), staged=False)
    except NetworkError as error:
        unsure = f"the store takes no updates: {one.label} is whole if a PUT is one step there"
        raise _saying(error, one.kept if isinstance(error, web.Refused) else unsure) from None


def _copied(client: _Store, one: _One) -> Pushed:
    """The graph beside it in place of the old one."""
    try:
        client.copy(one.beside, one.name)
        pushed = Pushed(one.label, client.counted(one.name, one.size), staged=True)
    except NetworkError as error:
        with suppress(NetworkError):
            client.clear(one.beside)
        unsure = f"{one.label} is old or new if the store copies in one step; push again"
        raise _saying(error, one.kept if isinstance(error, web.Refused) else unsure) from None
    try:
        client.clear(one.beside)
    except NetworkError as error:
        raise _saying(error, f"{one.label} is new, but {one.beside} is left") from None
    return pushed


class _Store:
    """What is asked of a store. All of it may be asked twice."""

    def __init__(self, to: Services, login: Login) -> None:
        self._to, self._login = to, login
        self._web = Web(TIMEOUT, LARGEST, RETRIES, login)

    def can_update(self, beside: ox.NamedNode) -> bool:
        """Clears away what a push that was killed may have left. Only a store that is written to
        by Graph Store Protocol may take no updates."""
        try:
            self.clear(beside)
        except web.Refused:
            if self._to.protocol == "gsp":
                return False
            raise
        return True

    def clear(self, name: ox.NamedNode) -> None:
        # Virtuoso drops only what was explicitly created, Oxigraph keeps a cleared graph's name.
        self._update(f"CLEAR SILENT GRAPH {name} ; DROP SILENT GRAPH {name}".encode())

    def copy(self, name: ox.NamedNode, to: Name) -> None:
        goal = "DEFAULT" if isinstance(to, ox.DefaultGraph) else f"GRAPH {to}"
        self._update(f"COPY GRAPH {name} TO {goal}".encode())

    def add(self, name: ox.NamedNode, triples: list[ox.Triple]) -> None:
        lines = _lines(triples)
        if self._to.protocol == "gsp":
            self._graph("POST", f"graph={quote(name.value, safe='')}", lines)
        else:
            self._update(f"INSERT DATA {{ GRAPH {name} {{\n".encode() + lines + b"} }")

    def replace(self, one: _One) -> None:
        default = isinstance(one.name, ox.DefaultGraph)
        where = "default" if default else f"graph={quote(one.label, safe='')}"
        self._graph("PUT", where, _lines(one))

    def counted(self, name: Name, wanted: int) -> int:
        """How many triples the store says the graph has. Raises NetworkError if not ``wanted``."""
        graph = None if isinstance(name, ox.DefaultGraph) else name.value
        found = Endpoint(self._to.queries, graph=graph, login=self._login).count()
        if found != wanted:
            raise NetworkError(
                f"{wanted} triples were sent and it counts {found}",
                where=self._to.queries,
                fix="another push may be under way; or it takes values such as 1 and 1.0 for one",
            )
        return found

    def _update(self, text: bytes) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        self._web.send("POST", self._to.updates, _done, data=text, headers=headers)

    def _graph(self, method: str, where: str, lines: bytes) -> None:
        headers = {"Content-Type": "application/n-triples"}
        self._web.send(method, self._to.graphs, _done, params=where, data=lines, headers=headers)


def _done(_reply: Reply) -> None:
    """What a store says when it did what it was told: nothing of interest."""


def _lines(triples: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _blank(triple: ox.Triple) -> bool:
    ends = triple.subject, triple.object
    return any(
        isinstance(e, ox.BlankNode) or (isinstance(e, ox.Triple) and _blank(e)) for e in ends
    )


def _saying(error: NetworkError, more: str) -> NetworkError:
    return NetworkError(f"{error.what}; {more}", where=error.where, fix=error.fix)
