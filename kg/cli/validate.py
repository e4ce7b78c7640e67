"""``kg validate``: a graph against the laws of kg."""

from __future__ import annotations

import click

from kg.cli import options
from kg.cli.errors import Failed
from kg.cli.output import count, printable


@click.command()
@options.target
@click.option(
    "--lang",
    type=click.Choice(["en", "fr"]),
    default="en",
    show_default=True,
    help="Language of the laws and of the labels.",
)
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["table", "json", "turtle"]),
    default="table",
    show_default=True,
    help="Text to read, one JSON object a line, or the validation report of SHACL.",
)
def validate(target: str, lang: str, fmt: str) -> None:
    """Check a graph against the laws of kg.

    TARGET is the directory of a build or an RDF file. Each law that is broken comes with the nodes
    and claims that break it; of a build directory the quotes are held against the texts it keeps.
    The laws are SHACL shapes, checked by pyshacl (pip install 'geokg[shacl]').
    """
    from kg.validate import report as told
    from kg.validate import validate as check

    report = check(target)
    if fmt == "turtle":
        click.echo(told.turtle(report), nl=False)
    else:
        lines = told.json_lines(report, lang) if fmt == "json" else told.text(report, lang)
        for line in lines:
            click.echo(printable(line))
    texts = f", {count(report.articles, 'text')}" if report.articles else ""
    seen = f"{count(report.nodes, 'node')}, {count(report.triples, 'triple')}{texts}"
    broken = len({violation.law for violation in report.violations})
    if broken:
        raise Failed(f"laws broken: {broken} of {report.laws} ({seen})")
    click.echo(f"All {report.laws} laws hold: {seen}.", err=True)
