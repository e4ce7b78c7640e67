"""``kg link``: what Wikidata knows of the entities of a build."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.errors import SKIPPED, Failed
from kg.cli.output import count, printable, progress
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.link import Linked

WIKIDATA = "https://query.wikidata.org/sparql"


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--wikidata",
    "endpoint",
    metavar="[ENDPOINT]",
    is_flag=False,
    flag_value=WIKIDATA,
    help=f"Ask this SPARQL endpoint; {WIKIDATA} when not given.",
)
@click.option(
    "--entity",
    "chosen",
    metavar="ID",
    multiple=True,
    help="Ask about this entity, also again; may be repeated.",
)
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for the answers; TARGET/wikidata.jsonl when not given, where kg build finds them.",
)
def link(target: Path, endpoint: str | None, chosen: tuple[str, ...], out: Path | None) -> None:
    """Ask Wikidata who is who in a build.

    TARGET is the directory of a build. Its states, people and organisations are looked up, a
    question a second, and their ids, labels, other names and offices written into a file that the
    next kg build into TARGET takes up. What the file has already is not asked again.

    Nothing is asked without --wikidata: kg uses the network only when it is told an address.
    """
    if endpoint is None:
        raise UsageError("kg link uses the network", fix=f"allow it: kg link {target} --wikidata")
    from kg import directory
    from kg import link as linker
    from kg.wikidata.client import Client

    file = out or target / directory.WIKIDATA
    client = Client(endpoint)
    with progress("asking Wikidata") as advance:
        done = linker.link(
            target,
            file,
            client.select,
            endpoint=endpoint,
            retrieved=date.today(),
            chosen=chosen,
            progress=advance,
        )
    _summarise(done, file)
    if done.failure and not done.records:
        raise Failed(str(done.failure))
    if done.failure:
        click.echo(f"Error: {done.failure}", err=True)
        sys.exit(SKIPPED)


def _summarise(done: Linked, file: Path) -> None:
    """What was asked and found, on standard error."""
    if not done.wanted:
        click.echo(f"Nothing to ask: {count(done.before, 'record')} in {file}.", err=True)
    if not done.records:
        return
    kinds = Counter(
        "found" if r.qid else "ambiguous" if r.candidates else "unknown" for r in done.records
    )
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in ("found", "ambiguous", "unknown"))
    lines = [f"Asked about {len(done.records)} of {done.wanted}: {told}."]
    qids: dict[str, list[str]] = {}
    for record in done.records:
        if record.qid:
            qids.setdefault(record.qid, []).append(record.id)
    lines += [
        f"  {qid} is {' and '.join(printable(ident) for ident in ids)}: one and the same?"
        for qid, ids in qids.items()
        if len(ids) > 1
    ]
    lines.append(f"Wrote {file}.")
    click.echo("\n".join(lines), err=True)
