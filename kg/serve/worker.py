"""What a worker does: a process that has the graph open and does one job after the other.

Nothing in Oxigraph ends a query before it is done. A process can be killed, at any moment: nothing
is lost with it.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, TypeVar, cast

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Graph, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.query import Result, ResultRow

from kg import export, query, store
from kg.errors import KgError
from kg.questions import Question, questions, values
from kg.results import FORMATS
from kg.serve.media import GRAPHS, TABLES

_GRACE = 5.0
"""Seconds more than its time that a worker has when nobody is left to kill it."""
_CHARACTERS = 100_000_000
"""In an answer. Of kg's own questions said-by has the longest rows: 436 characters, 44 million in
100,000. A query can make texts of any length."""
T = TypeVar("T", bound=Iterable[Any])


@dataclass(frozen=True)
class Limits:
    """What a query may take: ``seconds``, and ``rows`` (or triples) of its answer; and how many
    ``workers`` share half of the machine's memory."""

    seconds: float = 30
    rows: int = 100_000
    workers: int = 1


@dataclass(frozen=True)
class Reply:
    """The status, media type and body of an answer."""

    status: int
    kind: str
    body: bytes


class TooLargeError(KgError):
    """An answer has more rows, or longer ones, than the server gives."""


def main(to: Connection, target: str, limits: Limits) -> None:
    """Open ``target``, send "" (or why it cannot be opened), and do jobs until nobody asks.

    A job is the name of one of ``JOBS`` and its arguments; a ``Reply`` answers it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us
    _spare_memory(limits.workers)
    try:
        graph = Data(store.load(target), limits)
    except KgError as error:
        to.send(str(error))
        return
    with open(os.devnull, "w") as nowhere:
        try:
            to.send("")
            while True:
                job, arguments = to.recv()
                # Works without the server, and while Python waits for Oxigraph.
                faulthandler.dump_traceback_later(limits.seconds + _GRACE, exit=True, file=nowhere)
                reply = _done(graph, job, arguments)
                faulthandler.cancel_dump_traceback_later()
                to.send(reply)
        except (EOFError, BrokenPipeError):  # the server is gone
            return


def _spare_memory(workers: int) -> None:
    """A query that would fill the machine's memory ends its worker instead.

    Sorting pairs of triples takes 300 MB a second: 10 GB in the time that a query has.
    """
    if sys.platform == "linux":
        import resource

        share = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // (2 * workers)
        given = resource.getrlimit(resource.RLIMIT_AS)
        most = min([share, *(limit for limit in given if limit != resource.RLIM_INFINITY)])
        resource.setrlimit(resource.RLIMIT_AS, (most, given[1]))


class Data:
    """The graph: ``whole`` to look things up in, ``bounded`` to ask what a stranger wrote."""

    def __init__(self, inner: ox.Store, limits: Limits) -> None:
        self.whole = store.graph(inner)
        self.bounded = Graph(
            _Bounded(inner, limits.rows),
            identifier=DATASET_DEFAULT_GRAPH_ID,
            bind_namespaces="none",
        )
        for prefix, namespace in store.PREFIXES.items():
            self.bounded.bind(prefix, namespace)


class _Bounded(OxigraphStore):
    """Answers are cut off with an error while they are read, not when they are too large."""

    def __init__(self, inner: ox.Store, most: int) -> None:
        super().__init__(store=inner)
        self.most = most

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],
        initBindings: Mapping[str, Any],
        queryGraph: str,
        **kwargs: object,
    ) -> Result:
        if parseQuery(query)[1].name in {"ConstructQuery", "DescribeQuery"}:
            return self._graph(query, initNs)
        result = super().query(query, initNs, initBindings, queryGraph, **kwargs)
        return self._table(result) if result.type == "SELECT" else result

    def _graph(self, query: str, prefixes: Mapping[str, str]) -> Result:
        triples = cast(ox.QueryTriples, self._inner.query(query, prefixes=dict(prefixes)))
        result, kept = Result("CONSTRUCT"), ox.Store()
        kept.extend(
            ox.Quad(t.subject, t.predicate, t.object)
            for t in self._counted(_distinct(triples), "triples")
        )
        result.graph = store.graph(kept)
        return result

    def _table(self, result: Result) -> Result:
        kept: list[dict[Any, Any]] = []
        try:
            # ``result.bindings`` would read them all at once.
            for row in self._counted(cast(Iterable[ResultRow], result), "rows"):
                kept.append(dict(zip(result.vars or (), map(store.plain, row), strict=True)))
        finally:
            # The result and the rows still to be read hold each other. Oxigraph wants its own back
            # in this thread, not in that which collects garbage.
            result.bindings = (row for row in kept)
        return result

    def _counted(self, rows: Iterable[T], what: str) -> Iterator[T]:
        length = 0
        for number, row in enumerate(rows, start=1):
            length += sum(len(str(term)) for term in row)
            if number > self.most:
                raise TooLargeError(
                    f"the answer has more than {self.most:,} {what}, which is the limit",
                    fix="ask for less with LIMIT or FILTER, or start kg serve with --max-rows",
                )
            if length > _CHARACTERS:
                raise TooLargeError(
                    f"the answer has more than {_CHARACTERS:,} characters, which is the limit",
                    fix="ask for less",
                )
            yield row


def _distinct(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Each once: a CONSTRUCT gives some again and again."""
    seen = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _done(graph: Data, job: str, arguments: Sequence[Any]) -> Reply:
    """The reply to a job; what is wrong with a query is one as well."""
    try:
        return JOBS[job](graph, *arguments)
    except TooLargeError as error:
        return refusal(422, str(error))
    except KgError as error:
        return refusal(400, str(error))
    except Exception as error:  # a fault of ours must be told, and not end the worker
        return refusal(500, f"{type(error).__name__}: {error}")


def refusal(status: int, why: str) -> Reply:
    """An error in one line of text."""
    return Reply(status, "text/plain", f"{' '.join(why.split())}\n".encode())


def answer(graph: Data, sparql: str, table: str | None, triples: str | None) -> Reply:
    """What answers a query, as one of the media types ``table`` or ``triples``; a type is None
    where whoever asks takes none that kg writes."""
    # The blank makes it SPARQL in any case: not the name of a question, nor of a .rq file.
    result = query.run(graph.bounded, sparql + " ")
    kind = table if result.graph is None else triples
    if kind is None:
        known = TABLES if result.graph is None else GRAPHS
        return refusal(406, f"this query is answered with one of {', '.join(known)}")
    if result.graph is None:
        return Reply(200, kind, FORMATS[TABLES[kind]](result).encode())
    return Reply(200, kind, export.write(GRAPHS[kind], result.graph))


def fill(graph: Data, name: str, given: Mapping[str, str]) -> Reply:
    """The SPARQL of a named question, with what was given for its parameters."""
    question = questions()[name]
    found = values(graph.whole, question, given)
    sparql = Question(name, question.body).filled(found)
    return Reply(200, "text/plain", sparql.encode())


def label(graph: Data, iris: Sequence[str], lang: str) -> Reply:
    """IRI -> label, for those that have one, in JSON."""
    nodes = [URIRef(iri) for iri in dict.fromkeys(iris) if _is_iri(iri)]
    named = query.labelled(query.Result(("node",), tuple((n,) for n in nodes)), graph.whole, lang)
    labels = {
        str(node): str(text)
        for node, (text,) in zip(nodes, named.rows, strict=True)
        if not isinstance(text, URIRef)
    }
    return Reply(200, "application/json", json.dumps(labels, ensure_ascii=False).encode())


def _is_iri(text: str) -> bool:
    try:
        return bool(ox.NamedNode(text))
    except ValueError:
        return False


def count(graph: Data) -> Reply:
    """How many triples there are, and things of each class, in JSON."""
    rows = graph.whole.query("SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY ?c")
    classes = {str(c): int(n) for c, n in rows if isinstance(c, URIRef)}  # type: ignore[misc]
    triples = store.inner(graph.whole)
    told = {"triples": len(triples or ()), "classes": classes}
    return Reply(200, "application/json", json.dumps(told).encode())


JOBS: Mapping[str, Callable[..., Reply]] = {
    "answer": answer,
    "fill": fill,
    "label": label,
    "count": count,
}
