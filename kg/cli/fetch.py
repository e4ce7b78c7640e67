"""``kg fetch``: pages of the web into a directory."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.errors import SKIPPED, Failed
from kg.cli.output import count, progress, skips


@click.command()
@click.argument("urls", metavar="URL|FEED…", nargs=-1, required=True)
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Directory to write into; it is made when missing.",
)
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(min=1),
    default=600,
    show_default=True,
    help="Time for all pages together; what is left over then is reported.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    help="Also get pages from this machine and the network around it, and use a proxy.",
)
def fetch(urls: tuple[str, ...], out: Path, seconds: float, allow_private: bool) -> None:
    """Get pages from the web, for kg build to read.

    URLs are pages (HTML, PDF, plain text) or feeds (RSS, Atom), whose entries are fetched. DIR
    gets a file for each page, as it was received, with its address and the time (WARC). A page
    that is there already is not asked for again.

    One request a second, and only what robots.txt allows.
    """
    from kg import fetch as fetching
    from kg.fetch.getter import Getter

    fetching.check_installed()
    getter = Getter(seconds, allow_private)
    with progress("fetching pages") as advance:
        done = fetching.fetch(urls, out, getter, lambda: datetime.now(UTC), advance)
    lines = [f"Fetched {count(done.pages, 'page')}."]
    lines += [f"{count(done.before, 'page')} had been fetched before."] if done.before else []
    lines += skips(done.skipped)
    click.echo("\n".join(lines), err=True)
    if not done.pages and not done.before:
        raise Failed("no page could be fetched")
    if done.skipped:
        sys.exit(SKIPPED)
