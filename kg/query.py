"""SPARQL over a finished graph: load it, ask it. Nothing is changed and no network is used."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyparsing import ParseBaseException, ParseResults
from rdflib import Dataset, Graph
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.query import ResultRow
from rdflib.term import Node

from kg import resources
from kg.errors import InputError, UsageError
from kg.results import FORMATS
from kg.terms import BASE, VOCABULARIES, Names

GRAPH_FILE = "graph.ttl"
QUERIES = resources.ONTOLOGY / "queries"
SUFFIXES: Mapping[str, str] = {
    ".ttl": "turtle",
    ".nt": "nt11",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "json-ld",
    ".json": "json-ld",
    ".rdf": "xml",
    ".xml": "xml",
}
"""Suffix of an RDF file -> rdflib's name of its format."""

_WITH_NAMED_GRAPHS = ("trig", "nquads", "json-ld")

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_NAME = re.compile(r"\w[\w-]*")


@dataclass(frozen=True)
class Result:
    """The answer to a query: rows (SELECT), yes or no (ASK), or a graph (CONSTRUCT, DESCRIBE)."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Node | None, ...], ...] = ()
    """One term per variable, None where it is unbound. Sorted when the query does not sort."""
    answer: bool | None = None
    graph: Graph | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Prefix -> namespace, for short names."""


def load(target: str | Path) -> Graph:
    """The graph of a build directory or of an RDF file.

    Raises InputError when there is none, when it cannot be parsed, or for a URL.
    """
    if _URL.match(str(target)):
        raise InputError(
            "kg query does not use the network",
            where=str(target),
            fix="give a build directory or an RDF file",
        )
    path = Path(target)
    if path.is_dir():
        path = path / GRAPH_FILE
        if not path.exists():
            raise InputError(f"no {GRAPH_FILE} in it", where=str(target), fix="kg build writes it")
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            "not a known kind of RDF file", where=str(path), fix=f"known: {', '.join(SUFFIXES)}"
        )
    try:
        return _parse(path.read_bytes(), SUFFIXES[path.suffix.lower()])
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from error
    except InputError as error:
        raise InputError(error.what, where=str(path), fix=error.fix) from error
    # Each of rdflib's parsers has errors of its own, up to plain assertions.
    except Exception as error:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError(f"cannot be parsed: {why}", where=str(path)) from error


def _parse(content: bytes, format_: str) -> Graph:
    # rdflib's default store lists triples, and so unsorted rows, by the hash seed.
    result = Graph(store="SimpleMemory", bind_namespaces="none")
    if format_ == "json-ld":
        _refuse_remote_contexts(json.loads(content))
    if format_ in _WITH_NAMED_GRAPHS:
        dataset = Dataset(default_union=True)
        dataset.parse(io.BytesIO(content), format=format_, publicID=BASE)
        for prefix, namespace in dataset.namespaces():
            result.bind(prefix, namespace)
        for triple in sorted(dataset.triples((None, None, None)), key=_written):
            result.add(triple)
    else:
        result.parse(io.BytesIO(content), format=format_, publicID=BASE)
    for triple in result:
        _written(triple)
    return result


def _written(triple: Iterable[Node]) -> list[str]:
    """The triple as N3. rdflib reads invalid IRIs, but raises when one is to be written."""
    return [node.n3() for node in triple]


def _refuse_remote_contexts(data: Any) -> None:
    """rdflib would fetch a context that is an address; kg never reaches out."""
    if isinstance(data, list):
        for entry in data:
            _refuse_remote_contexts(entry)
    elif isinstance(data, dict):
        context = data.get("@context")
        contexts = context if isinstance(context, list) else [context]
        if "@import" in data or any(isinstance(entry, str) for entry in contexts):
            raise InputError("its context is elsewhere", fix="put the context into the file")
        for entry in data.values():
            _refuse_remote_contexts(entry)


def named_queries() -> dict[str, Path]:
    """Name -> file of the queries that come with kg."""
    return {path.stem: path for path in sorted(QUERIES.glob("*.rq"))}


def run(graph: Graph, query: str) -> Result:
    """Ask ``graph`` a query: the name of one that comes with kg, a .rq file, or SPARQL.

    The prefixes of the graph and ``kg.terms.VOCABULARIES`` need no PREFIX line. Raises
    UsageError with the position of a syntax error, or saying what kg does not do: updates,
    SERVICE and FROM.
    """
    sparql = _text(query)
    prefixes = {
        **Names().prefixes,
        **{prefix: str(namespace) for prefix, namespace in graph.namespaces()},
        **VOCABULARIES,
    }
    tree = _checked(sparql)
    try:
        answer = graph.query(translateQuery(tree, initNs=prefixes))
        rows = [row.asdict() for row in answer if isinstance(row, ResultRow)]
    # rdflib raises bare Exception for what only shows after parsing, an unknown prefix say.
    except Exception as error:
        raise UsageError(f"the query cannot be answered: {_one_line(error)}") from error
    if answer.type == "ASK":
        return Result(answer=bool(answer.askAnswer), prefixes=prefixes)
    if answer.graph is not None:
        for prefix, namespace in prefixes.items():
            answer.graph.bind(prefix, namespace)
        return Result(graph=answer.graph, prefixes=prefixes)
    return _table([str(name) for name in answer.vars or ()], rows, tree[1], prefixes)


def _table(
    variables: list[str],
    rows: Iterable[Mapping[str, Node]],
    query: Mapping[str, Any],
    prefixes: Mapping[str, str],
) -> Result:
    """Rows and columns in an order of their own where the query leaves it open."""
    if "projection" not in query:
        variables = sorted(variables)
    cells = [tuple(row.get(name) for name in variables) for row in rows]
    if "orderby" not in query:
        cells.sort(key=lambda row: ["" if node is None else node.n3() for node in row])
    return Result(tuple(variables), tuple(cells), prefixes=prefixes)


def _text(query: str) -> str:
    """The SPARQL that ``query`` stands for."""
    if _NAME.fullmatch(query):
        known = named_queries()
        if query not in known:
            names = ", ".join(known) or "none"
            raise UsageError(f"there is no query named {query!r}", fix=f"queries: {names}")
        query = str(known[query])
    if not query.endswith((".rq", ".sparql")):
        return query
    try:
        return Path(query).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {_one_line(error)}", where=query) from error


def _checked(sparql: str) -> ParseResults:
    """The parse tree of a query that kg may run."""
    try:
        tree = parseQuery(sparql)
    except ParseBaseException as error:
        if _is_update(sparql):
            raise UsageError(
                "this is an update, and kg query changes nothing", fix="write a SELECT or CONSTRUCT"
            ) from error
        where = f"line {error.lineno}, column {error.column}"
        raise UsageError(f"not SPARQL: {_one_line(error.msg)}", where=where) from error
    except RecursionError as error:
        raise UsageError("the query is nested too deeply") from error
    for name in _names(tree):
        if name in _REFUSED:
            raise UsageError(f"kg query refuses {_REFUSED[name]}", fix="leave it out")
    return tree


_REFUSED = {
    "ServiceGraphPattern": "SERVICE: it does not use the network",
    "DatasetClause": "FROM: TARGET is the only graph it reads",
}


def _is_update(sparql: str) -> bool:
    try:
        return bool(parseUpdate(sparql).request)
    except (ParseBaseException, RecursionError):
        return False


def _names(tree: Any) -> Iterator[str]:
    """The names of all parts of a parse tree."""
    stack = [tree]
    while stack:
        part = stack.pop()
        if isinstance(part, CompValue):
            yield part.name
            stack.extend(part.values())
        elif isinstance(part, list | ParseResults):
            stack.extend(part)


def _one_line(error: object) -> str:
    return " ".join(str(error).split())


def format(result: Result, fmt: str = "table") -> str:
    """``result`` as text that ends with a newline; a graph is Turtle in every format.

    Raises UsageError listing the formats when ``fmt`` is none of them.
    """
    if fmt not in FORMATS:
        raise UsageError(f"there is no format {fmt!r}", fix=f"formats: {', '.join(FORMATS)}")
    if result.graph is not None:
        return result.graph.serialize(format="turtle")
    return FORMATS[fmt](result)
