"""``kg query`` and ``kg review``: what a build wrote, asked and checked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.output import undated
from kg.errors import UsageError

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.query import Result

TABLES = ("table", "csv", "tsv", "json", "xml")
GRAPHS = ("turtle", "ntriples", "rdfxml", "jsonld")
TIMEOUT = 60.0
"""Seconds: what public endpoints allow. The slowest named question takes less than one."""


@click.command(context_settings={"ignore_unknown_options": True})
@options.target
@click.argument("question", metavar="[QUERY]", required=False)
@click.argument("given", metavar="[--PARAMETER VALUE]...", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--format",
    "fmt",
    type=click.Choice([*TABLES, *GRAPHS]),
    default=TABLES[0],
    show_default=True,
    help="How to print the answer. A graph, which CONSTRUCT and DESCRIBE give, is Turtle in the"
    " first five.",
)
@click.option(
    "--labels",
    type=click.Choice(["en", "fr", "none"]),
    default="en",
    show_default=True,
    help="What a table calls things: by their label in a language, or by their id.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    help="Give up after so long.",
)
@options.policy
@options.min_confidence
@options.as_of
@options.graph
@options.auth
def query(
    target: str,
    question: str | None,
    given: tuple[str, ...],
    fmt: str,
    labels: str,
    timeout: float,
    **chosen: Any,
) -> None:
    """Ask a graph in SPARQL.

    TARGET is the directory of a build, an RDF file or the address of a SPARQL endpoint. QUERY is
    the name of a question that comes with kg, with values for its parameters; a .rq file; a SPARQL
    text; or - for standard input. Without QUERY the named questions are listed.

    kg query out arms-deliveries --to Russie
    """
    from kg import query as asker

    if question is None:
        click.echo(_questions("fr" if labels == "fr" else "en"))
        return
    if question.startswith("--"):
        raise UsageError(
            f"{question} comes before any question", fix=f"kg query {target} lists the questions"
        )
    if question == options.STDIO:
        question = options.read_stdin()
    graph = load(target, **chosen)
    result = asker.run(graph, question, _parameters(given), timeout=timeout)
    if fmt == TABLES[0] and labels != "none":
        result = asker.labelled(result, graph, labels)
    click.echo(_written(result, fmt), nl=False)


def _written(result: Result, fmt: str) -> str | bytes:
    """An answer in a format of tables or of graphs."""
    from kg import export, query

    if fmt not in GRAPHS:
        return query.format(result, fmt)
    if result.graph is None:
        raise UsageError(f"the answer is no graph, and not {fmt}", fix=f"take {', '.join(TABLES)}")
    return export.write(fmt, result.graph)


def _questions(lang: str) -> str:
    """The named questions with their parameters, in lines to read."""
    from kg.questions import questions

    lines = []
    for name, question in questions().items():
        lines += [f"{name}", f"    {question.title(lang)}"]
        if question.parameters:
            known = (f"--{p} {kind.upper()}" for p, kind in question.parameters.items())
            lines.append(f"    {', '.join(known)}")
    return "\n".join(lines)


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    """``--to Russie --since=2023-01-01`` as names and values."""
    found: dict[str, str] = {}
    words = iter(given)
    for word in words:
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            raise UsageError(f"{word!r} is not expected", fix="parameters are --NAME VALUE")
        if not equals:
            value = next(words, "")
            if not value:
                raise UsageError(f"--{name} has no value", fix=f"write --{name} VALUE")
        if name in found:
            raise UsageError(f"--{name} is given twice", fix="give it once")
        found[name] = value
    return found


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    default=options.STDIO,
    help="File to add the lines to; standard output when not given.",
)
@options.corrections
def review(folder: Path, out: str, corrections: Path | None) -> None:
    """List doubtful nodes as lines of a corrections file.

    DIR is the directory of a build. Each merge that is not sure, each two nodes with names that
    are alike and each node of several kinds comes with its evidence, and with lines for
    corrections.csv that are commented out: take the # away from the right one, and build again.
    What the corrections settle already is not listed.
    """
    from kg import pipeline

    lines = pipeline.review(folder, corrections=corrections).encode()
    with click.open_file(out, "ab") as file:
        file.write(lines)


def load(
    target: str,
    graph: str | None = None,
    auth: str | None = None,
    *,
    whole: bool = False,
    **filters: Any,
) -> Graph:
    """The graph of the target; of a build directory, under another policy, without the claims
    that are not sure enough, or as of a day; of an endpoint, one of its graphs, which is ``whole``
    in memory or asked as need be."""
    if "://" in target:
        return _remote(target, graph, auth, whole, filters)
    if graph or auth:
        raise UsageError("only an endpoint has --graph and --auth", fix="leave them out")
    return local(target, whole=whole, **filters)


def local(target: str, *, whole: bool = False, **filters: Any) -> Graph:
    """The graph of a directory or file, as ``load`` gives it."""
    from kg import store

    if any(filters.values()):
        from kg.views import view

        seen = view(Path(target), **filters)
        undated(seen.undated)
        return store.graph(store.of(seen.graph()))
    if whole and Path(target).is_dir():
        # Who needs all of it reads the file in half the time.
        target = str(Path(target) / store.GRAPH_FILE)
    return store.graph(store.load(target))


def _remote(
    url: str, graph: str | None, auth: str | None, whole: bool, filters: dict[str, Any]
) -> Graph:
    """One of the graphs of an endpoint."""
    if any(filters.values()):
        raise UsageError(
            "--policy, --min-confidence and --as-of are for the directory of a build",
            fix="leave them out",
        )
    from kg import endpoint, login, store

    asked = endpoint.Endpoint(url, graph=graph, login=login.login(auth, os.environ))
    return store.graph(asked.download()) if whole else endpoint.view(asked)
