"""``kg query``, ``kg export`` and ``kg review``: what a build wrote, asked, carried, checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from rdflib import Graph

TABLES = ("table", "csv", "tsv", "json", "xml")
PAGE = "html"
FORMATS = (
    "turtle",
    "trig",
    "nquads",
    "ntriples",
    "jsonld",
    "rdfxml",
    "graphml",
    "gexf",
    "csv",
    PAGE,
)


@click.command()
@options.target
@click.argument("question", metavar="QUERY")
@click.option(
    "--format",
    "fmt",
    type=click.Choice(TABLES),
    default=TABLES[0],
    show_default=True,
    help="How to print the answer.",
)
def query(target: str, question: str, fmt: str) -> None:
    """Ask a graph in SPARQL.

    TARGET is the directory of a build or an RDF file. QUERY is the name of a query that comes with
    kg (an unknown name lists them), a .rq file, a SPARQL text, or - for standard input.
    """
    from kg import query as asker

    if question == options.STDIO:
        question = options.read_stdin()
    result = asker.run(asker.load(target), question)
    click.echo(asker.format(result, fmt), nl=False)


@click.command()
@options.target
@click.option(
    "--format",
    "fmt",
    type=click.Choice(FORMATS),
    required=True,
    help="What to write.",
)
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, allow_dash=True),
    default=options.STDIO,
    help="File to write; standard output when not given.",
)
@options.min_confidence
def export(target: str, fmt: str, out: str, min_confidence: float) -> None:
    """Write a graph in another format.

    TARGET is the directory of a build or an RDF file; for html and for --min-confidence it is the
    directory of a build, which stays as it is.
    """
    if fmt == PAGE:
        from kg.views import view

        data = view(Path(target), min_confidence=min_confidence).page().encode()
    else:
        from kg import export as exporter

        data = exporter.write(fmt, _graph(target, min_confidence))
    with click.open_file(out, "wb") as file:
        file.write(data)


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


def _graph(target: str, min_confidence: float) -> Graph:
    """The graph of the target, without the claims that are not sure enough."""
    if min_confidence:
        from kg.views import view

        return view(Path(target), min_confidence=min_confidence).graph()
    from kg import query as asker

    return asker.load(target)
