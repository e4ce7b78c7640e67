"""``kg serve``: a graph as an endpoint, with a page to ask it."""

from __future__ import annotations

import re

import click

from kg.cli import options
from kg.errors import KgError


def _check_origin(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """``*``, or what a browser sends as Origin."""
    if value and not re.fullmatch(r"\*|https?://[A-Za-z0-9.:\[\]-]+", value):
        raise click.BadParameter(f"{value!r} is no origin such as https://example.org, nor *.")
    return value


@click.command()
@options.target
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; 0.0.0.0 is for everyone on the network.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 for one that is free.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, max=86400, min_open=True),
    default=30,
    show_default=True,
    help="A query that takes longer is ended.",
)
@click.option(
    "--max-rows",
    metavar="N",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    help="An answer with more rows or triples is refused.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Queries answered at once.",
)
@click.option(
    "--cors",
    metavar="ORIGIN",
    default="",
    callback=_check_origin,
    help="Let the pages of https://example.org ask, or those of * all; none when not given.",
)
def serve(
    target: str, host: str, port: int, timeout: float, max_rows: int, workers: int, cors: str
) -> None:
    """Serve a graph as a local SPARQL endpoint, with a page to ask it.

    TARGET is the directory of a build or an RDF file. Nothing can be changed, and no network is
    needed. Ctrl-C ends it.

    kg serve out
    """
    try:
        from kg import serve as server
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        raise KgError(f"{missing} is not installed", fix="pip install 'geokg[serve]'") from error
    from kg.serve.worker import Limits

    def ready(address: str) -> None:
        click.echo(f"Query page: {address}", err=True)
        click.echo(f"SPARQL endpoint: {address}sparql", err=True)

    if not server.is_local(host):
        click.echo("Everyone on this network can read the graph.", err=True)
    server.serve(
        target,
        host=host,
        port=port,
        limits=Limits(timeout, max_rows, workers),
        origin=cors,
        ready=ready,
    )
