"""``kg build``: articles in, a directory with claims, graph, page and report out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.errors import SKIPPED, Failed
from kg.cli.output import count, printable, progress, skips

if TYPE_CHECKING:
    from kg.report import Report


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
@options.published
@options.columns
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
    callback=options.check_policy,
    help="When claims make a plain edge: any, asserted or corroborated:N (N sources).",
)
@options.min_confidence
@options.corrections
def build(sources: tuple[str, ...], out: Path, **settings: Any) -> None:
    """Build a graph from articles.

    SOURCES are files, directories (all below them), patterns in quotes, or - for standard input:
    text, Markdown, HTML, PDF, JSON lines, CSV, RSS and Atom, WARC; also in zip, tar and gzip.
    Lines such as "title: …", "source: …", "date: …" and "lang: …" on top of a text file, ended by
    a blank line, are its metadata.

    DIR gets claims.jsonl, entities.jsonl, graph.ttl, graph.html and report.json. Where a build is
    there already, SOURCES are added to it: only new and changed articles are read.
    """
    from kg import pipeline

    with progress() as advance:
        report = pipeline.build(sources, out, progress=advance, at=datetime.now(UTC), **settings)
    _summarise(report, out)
    if not report.articles:
        raise Failed("no article could be read")
    if report.skipped:
        sys.exit(SKIPPED)


def _summarise(report: Report, out: Path) -> None:
    """What a build read, found, skipped and wrote, on standard error."""
    models = ", ".join(report.models[lang] for lang in sorted(report.models))
    known = report.articles - report.fresh
    lines = [
        f"Read {count(report.articles, 'article')}, {count(report.sentences, 'sentence')}"
        + (f", with {models}." if models else "."),
        *([f"{known} of them had been read before."] if known else []),
        f"Found {count(report.claims, 'claim')}, {count(report.statements, 'statement')}.",
    ]
    if report.unsure:
        lines.append(f"Left out {count(report.unsure, 'claim')} below --min-confidence.")
    if report.fallen:
        lines.append(f"Left out {count(len(report.fallen), 'claim')} between a node and itself.")
    lines += _corrections(report)
    lines += skips(report.skipped)
    if report.articles:
        files = "claims.jsonl, entities.jsonl, graph.ttl, graph.html and report.json"
        lines.append(f"Wrote {files} into {out}.")
    click.echo("\n".join(lines), err=True)


def _corrections(report: Report) -> Iterator[str]:
    """What became of the corrections: none is passed over in silence."""
    if not (report.corrections and report.articles):
        return
    file = printable(report.corrections)
    yield f"Applied {count(report.corrected, 'correction')} of {file}."
    if report.unused:
        yield f"Not used: {count(len(report.unused), 'correction')}."
    for correction, reason in report.unused:
        yield f"  {file}:{correction.line}: {printable(str(correction))}: {printable(reason)}"
