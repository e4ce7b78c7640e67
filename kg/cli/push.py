"""``kg push``: a graph into a triple store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.graph import local
from kg.cli.output import count, progress
from kg.errors import UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.push import Pushed


@click.command()
@options.target
@click.option(
    "--endpoint",
    metavar="URL",
    required=True,
    help="Where the store takes updates, or whole graphs (Graph Store Protocol).",
)
@click.option(
    "--graph",
    metavar="IRI",
    help="Graph to replace, or default; https://w3id.org/geokg/graph when not given.",
)
@click.option("--named", is_flag=True, help="Keep the named graphs of a TriG or N-Quads file.")
@click.option(
    "--protocol",
    type=click.Choice(["gsp", "update"]),
    help="Graph Store Protocol or SPARQL Update; told by the address when not given.",
)
@click.option(
    "--query",
    "queries",
    metavar="URL",
    help="Where the store is asked, if its address does not tell.",
)
@options.no_text
@options.policy
@options.min_confidence
@options.as_of
@options.auth
@click.option(
    "--batch",
    metavar="N",
    type=click.IntRange(min=1),
    default=2000,
    show_default=True,
    help="Triples to send at once.",
)
def push(
    target: str,
    endpoint: str,
    graph: str | None,
    named: bool,
    protocol: str | None,
    queries: str | None,
    auth: str | None,
    batch: int,
    no_text: bool,
    **filters: Any,
) -> None:
    """Put a graph into a triple store.

    TARGET is the directory of a build or an RDF file; for --policy, --min-confidence and --as-of
    it is the directory of a build. The graph of the store is replaced as a whole: the triples go
    into a graph beside it, are counted, and are copied over it.

    kg push out --endpoint http://localhost:7878/update
    """
    from kg import login
    from kg import push as pusher

    to = pusher.services(endpoint, protocol, queries)
    who = login.login(auth, os.environ)
    triples = pusher.placed(_triples(target, named, no_text, filters), graph or pusher.GRAPH)
    with progress("pushing triples") as advance:
        done = pusher.push(triples, to, login=who, batch=batch, progress=advance)
    _summarise(done, to.queries)


def _triples(target: str, named: bool, no_text: bool, filters: dict[str, Any]) -> ox.Store:
    from kg import store

    if not no_text and not any(filters.values()):
        return store.load(target, named=named)
    if named:
        raise UsageError("--named keeps a file as it is", fix="leave out what changes the graph")
    from kg.export.excerpts import without_text

    seen = local(target, **filters)
    return store.of(without_text(seen) if no_text else seen)


def _summarise(done: list[Pushed], queries: str) -> None:
    """What the store holds now, on standard error."""
    lines = [
        f"Put {count(one.counted, 'triple')} into {one.graph}, and counted them there."
        for one in done
    ]
    if not all(one.staged for one in done):
        lines.append("The store takes no updates: each graph was replaced by a PUT of its own.")
    if len(done) == 1:
        which = "" if done[0].graph == "default" else f" --graph {done[0].graph}"
        lines.append(f"Ask it: kg query {queries}{which} actors")
    click.echo("\n".join(lines), err=True)
