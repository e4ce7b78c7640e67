"""SPARQL over a graph, here or at an endpoint: ask it. Nothing is changed."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from pyparsing import ParseBaseException, ParseResults
from rdflib import RDFS, Graph, Literal, URIRef
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.query import Result as Answer
from rdflib.query import ResultRow
from rdflib.term import Node

from kg import resources, store
from kg.errors import InputError, KgError, TooLongError, UsageError
from kg.questions import questions, values
from kg.results import FORMATS
from kg.terms import KG, VOCABULARIES, Names

_NAME = re.compile(r"\w[\w-]*")
_TOGETHER = 500
"""Nodes whose labels are asked for in one query."""
T = TypeVar("T")


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


def run(
    graph: Graph,
    query: str,
    given: Mapping[str, str] | None = None,
    *,
    timeout: float | None = None,
) -> Result:
    """Ask ``graph`` a query: the name of one that comes with kg, a .rq file, or SPARQL.

    ``given`` are values for the parameters of a named query, as a user writes them. The prefixes
    of the graph and ``kg.terms.VOCABULARIES`` need no PREFIX line. Raises UsageError with the
    position of a syntax error, or saying what kg does not do: updates, SERVICE and FROM;
    TooLongError after ``timeout`` seconds; and what ``kg.questions.values`` raises.
    """
    sparql = _text(query, graph, given or {})
    prefixes = {
        **Names().prefixes,
        **{prefix: str(namespace) for prefix, namespace in graph.namespaces()},
        **VOCABULARIES,
    }
    tree = _checked(sparql)
    answer, rows = _within(timeout, lambda: _asked(graph, sparql, prefixes))
    if answer.type == "ASK":
        return Result(answer=bool(answer.askAnswer), prefixes=prefixes)
    if answer.graph is not None:
        for prefix, namespace in prefixes.items():
            answer.graph.bind(prefix, namespace)
        return Result(graph=answer.graph, prefixes=prefixes)
    return _table([str(name) for name in answer.vars or ()], rows, tree[1], prefixes)


def _asked(
    graph: Graph, sparql: str, prefixes: Mapping[str, str]
) -> tuple[Answer, list[Mapping[str, Node]]]:
    """The answer and its rows. Raises UsageError when there is none."""
    try:
        answer = graph.query(sparql, initNs=dict(prefixes))
        return answer, [row.asdict() for row in answer if isinstance(row, ResultRow)]
    except KgError:  # an endpoint's
        raise
    # Bare Exceptions, and others, for what only shows after parsing, an unknown prefix say.
    except Exception as error:
        why = _one_line(error)
        if "Prefix not found" in why:
            known = ", ".join(f"{prefix}:" for prefix in prefixes)
            raise UsageError("the query has an unknown prefix", fix=f"known: {known}") from error
        raise UsageError(f"the query cannot be answered: {why}") from error


def _within(seconds: float | None, work: Callable[[], T]) -> T:
    """What ``work`` returns or raises; TooLongError when it takes more than so many ``seconds``.

    Nothing interrupts Oxigraph, but it lets other threads run: the one that waits can stop
    waiting, at Ctrl-C too. The work goes on behind its back, until the process ends.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            _let_go(error)
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    try:
        return done.result(seconds)
    except TimeoutError as error:
        if done.done():  # a timeout of the work's own
            raise
        raise TooLongError(
            f"the query takes longer than {seconds:g} s", fix="ask for less, or give it more time"
        ) from error


def _let_go(error: BaseException | None) -> None:
    """Empty the frames that an error and what led to it keep: rows of Oxigraph may be among what
    they hold, and must be let go of in the thread that asked for them."""
    while error:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def labelled(result: Result, graph: Graph, lang: str) -> Result:
    """``result`` with the label in ``lang`` for each thing of ``graph`` and each term of the
    ontology, for people to read. A thing that has none in ``lang`` keeps another of its labels."""
    named = {node for row in result.rows for node in row if isinstance(node, URIRef)}
    terms = {node for node in named if node.startswith(KG)}
    labels = _labels(terms, _ontology(), lang) | _labels(named - terms, graph, lang)
    rows = (tuple(labels.get(node, node) if node else node for node in row) for row in result.rows)
    return replace(result, rows=tuple(rows))


def _labels(nodes: Iterable[URIRef], graph: Graph, lang: str) -> dict[Node, Node]:
    """A label for each node that has one. Asked for together: an endpoint may be far away."""
    terms = sorted(node.n3() for node in nodes)
    best: dict[Node, Literal] = {}
    for at in range(0, len(terms), _TOGETHER):
        values = " ".join(terms[at : at + _TOGETHER])
        query = f"SELECT ?s ?l {{ VALUES ?s {{ {values} }} ?s <{RDFS.label}> ?l }}"
        for node, label in graph.query(query):  # type: ignore[misc]
            if isinstance(label, Literal):
                both = (label, best.get(node, label))
                best[node] = min(both, key=lambda o: (o.language != lang, o.language or "", str(o)))
    return {node: Literal(str(label)) for node, label in best.items()}


@cache
def _ontology() -> Graph:
    terms = Graph(bind_namespaces="none")
    for name in ("core.ttl", "relations.ttl"):
        terms += store.graph(store.load(resources.ONTOLOGY / name)).triples(
            (None, RDFS.label, None)
        )
    return terms


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


def _text(query: str, graph: Graph, given: Mapping[str, str]) -> str:
    """The SPARQL that ``query`` stands for, with what was given for its parameters."""
    if _NAME.fullmatch(query):
        known = questions()
        if query not in known:
            names = ", ".join(known) or "none"
            raise UsageError(f"there is no query named {query!r}", fix=f"queries: {names}")
        question = known[query]
        return question.filled(values(graph, question, given))
    if given:
        raise UsageError("only named queries have parameters", fix=f"leave out --{min(given)}")
    if not query.endswith((".rq", ".sparql")):
        return query
    try:
        return Path(query).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {_one_line(error)}", where=query) from error


_NO_KEYWORD = re.compile(
    r"""(?P<unclear><(?!\w[\w+.-]*://)[^<>"{}|^`\x00-\x20]*[#'\\][^<>"{}|^`\x00-\x20]*>)
    | <[^<>"{}|^`\x00-\x20]*>
    | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
    | \#[^\r\n]*
    | :(?:[\w:%]|\\.)(?:[\w:%.-]|\\.)* | [?$]\w+ | @[\w-]+""",
    re.VERBOSE | re.DOTALL,
)
"""What SPARQL has no keywords in: IRIs, texts, comments, local names, variables, language tags.
Unclear is what may also be a comparison with a comment or a text behind it: ``?a<?b#c>``."""
_SERVICE = re.compile("service", re.IGNORECASE)


def may_call(sparql: str) -> bool:
    """Whether Oxigraph may find a SERVICE in the query, by its characters alone; yes when in doubt.

    rdflib's parser is not enough: it ends no comment at a carriage return, and resolves \\u0022
    before it looks for strings, so that Oxigraph would run what rdflib takes for a comment.
    """
    unclear = any(match["unclear"] for match in _NO_KEYWORD.finditer(sparql))
    return bool(_SERVICE.search(sparql if unclear else _NO_KEYWORD.sub(" ", sparql)))


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
    found = {*_names(tree), *(["ServiceGraphPattern"] if may_call(sparql) else [])}
    for name, refused in _REFUSED.items():
        if name in found:
            raise UsageError(f"kg query refuses {refused}", fix="leave it out")
    return tree


_REFUSED = {
    "ServiceGraphPattern": "SERVICE: it asks TARGET, and nobody else",
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
