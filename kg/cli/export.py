"""``kg export``: a graph in other formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.graph import load
from kg.cli.output import count, undated
from kg.errors import UsageError

if TYPE_CHECKING:
    from rdflib import Graph

PAGE = "html"
PICTURES = ("svg", "png")
FORMATS = (
    "turtle",
    "trig",
    "ntriples",
    "nquads",
    "jsonld",
    "rdfxml",
    "graphml",
    "gexf",
    "csv",
    "parquet",
    "plover",
    "cameo",
    *PICTURES,
    PAGE,
)
EVENTS = ("plover", "cameo")
TABLES = ("nodes", "edges", "claims")


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
@options.no_text
@click.option(
    "--triple-terms",
    is_flag=True,
    help="Name the triple of each statement as RDF 1.2 does: turtle, trig, ntriples, nquads.",
)
@click.option(
    "--about",
    metavar="NAME",
    help="Whose surroundings svg and png show: a name in any language, or an id.",
)
@click.option(
    "--hops",
    metavar="N",
    type=click.IntRange(1, 3),
    help="How many statements away they end, 1 when not given: svg, png.",
)
@click.option(
    "--lang",
    type=click.Choice(["en", "fr"]),
    help="Language of a picture, en when not given: svg, png.",
)
@click.option(
    "--table",
    type=click.Choice(TABLES),
    help="Which table csv and parquet hold: a row per thing, per statement (edges, when not given)"
    " or per claim.",
)
@options.policy
@options.min_confidence
@options.as_of
@options.graph
@options.auth
def export(
    target: str,
    fmt: str,
    out: str,
    no_text: bool,
    triple_terms: bool,
    table: str | None,
    about: str | None,
    hops: int | None,
    lang: str | None,
    graph: str | None,
    auth: str | None,
    **filters: Any,
) -> None:
    """Write a graph in another format, or a picture of the surroundings of one actor.

    TARGET is the directory of a build, an RDF file or the address of a SPARQL endpoint; for html
    and for --policy, --min-confidence and --as-of it is the directory of a build, which stays as
    it is.
    """
    if triple_terms and fmt in (PAGE, *PICTURES):
        raise UsageError(f"{fmt} has no triple terms", fix="leave out --triple-terms")
    if table and fmt in (PAGE, *PICTURES):
        raise UsageError(f"{fmt} has no tables", fix="leave out --table")
    _check_picture(fmt, about=about, hops=hops, lang=lang)
    if about:
        from kg.export import picture

        whole = load(target, graph, auth, whole=True, **filters)
        data = picture.write(fmt, whole, about, hops=hops or 1, lang=lang or "en")
    elif fmt == PAGE:
        data = _page(Path(target), not no_text, filters)
    elif (
        fmt == FORMATS[0]
        and Path(target).is_dir()
        and not (no_text or triple_terms or table or any(filters.values()))
    ):
        from kg import store

        data = store.turtle(Path(target))
    else:
        from kg import export as exporter

        whole = load(target, graph, auth, whole=True, **filters)
        data = exporter.write(fmt, whole, text=not no_text, triple_terms=triple_terms, table=table)
        if fmt in EVENTS:
            click.echo(_events(fmt, whole), err=True)
    with click.open_file(out, "wb") as file:
        file.write(data)


def _check_picture(fmt: str, **given: Any) -> None:
    """Whether the options of pictures are there for a picture, and for nothing else."""
    if fmt in PICTURES:
        if not given["about"]:
            raise UsageError(f"{fmt} is a picture of one actor", fix="say whose: --about NAME")
        return
    for name, value in given.items():
        if value is not None:
            fix = f"leave it out, or take {' or '.join(PICTURES)}"
            raise UsageError(f"{fmt} is no picture and has no --{name}", fix=fix)


def _events(fmt: str, graph: Graph) -> str:
    """How many claims are events, and how many are left out and why."""
    from kg.export import events

    number, left_out = events.tally(fmt, graph)
    ordered = sorted(left_out.items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{n} {reason}" for reason, n in ordered)
    return count(number, "event") + (f"; claims left out: {told}" if told else "")


def _page(folder: Path, text: bool, filters: dict[str, Any]) -> bytes:
    from kg.views import view

    seen = view(folder, **filters)
    undated(seen.undated)
    return seen.page(text=text).encode()
