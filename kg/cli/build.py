"""``kg build``: articles in, a directory with claims, graph, page and report out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.errors import SKIPPED, Failed

if TYPE_CHECKING:
    from kg.pipeline import Report


def _date(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _policy(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    from kg.statements import sources_needed

    sources_needed(value)  # before an hour of reading, not after it
    return value


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Directory to write into; it is made when missing.",
)
@options.lang
@click.option(
    "--date",
    "published",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_date,
    help="Publication date of the articles whose header has none.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes that read articles side by side; the result is the same.",
)
@click.option(
    "--policy",
    metavar="P",
    default="asserted",
    show_default=True,
    callback=_policy,
    help="When claims make a plain edge: any, asserted or corroborated:N (N sources).",
)
def build(sources: tuple[str, ...], out: Path, **settings: Any) -> None:
    """Build a graph from articles.

    SOURCES are text files, directories (every .txt and .md below them) or - for standard input.
    Lines such as "title: …", "source: …", "date: …" and "lang: …" on top of a file, ended by a
    blank line, are its metadata.

    DIR gets claims.jsonl, graph.ttl, graph.html and report.json.
    """
    from kg import pipeline

    with _progress() as progress:
        report = pipeline.build(sources, out, progress=progress, **settings)
    _summarise(report, out)
    if not report.articles:
        raise Failed("no article could be read")
    if report.skipped:
        sys.exit(SKIPPED)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, told (articles done, articles in all); None off a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading articles", total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance


def _summarise(report: Report, out: Path) -> None:
    """What a build read, found, skipped and wrote, on standard error."""
    models = ", ".join(report.models[lang] for lang in sorted(report.models))
    lines = [
        f"Read {_count(report.articles, 'article')}, {_count(report.sentences, 'sentence')}"
        + (f", with {models}." if models else "."),
        f"Found {_count(report.claims, 'claim')}, {_count(report.statements, 'statement')}.",
    ]
    if report.skipped:
        lines.append(f"Skipped {len(report.skipped)}:")
    for skipped in report.skipped:
        fix = f" ({skipped.fix})" if skipped.fix else ""
        lines.append(f"  {_printable(skipped.source)}: {_printable(skipped.reason)}{fix}")
    if report.articles:
        lines.append(f"Wrote claims.jsonl, graph.ttl, graph.html and report.json into {out}.")
    click.echo("\n".join(lines), err=True)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _printable(text: str) -> str:
    """``text`` without control characters: a file's name must not steer the terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
