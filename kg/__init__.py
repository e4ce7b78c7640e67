"""kg: news articles in, a geopolitical knowledge graph out that can prove every edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

__version__ = "0.1.0"


def open(target: str | Path) -> Graph:
    """The graph of a build directory or of an RDF file, as an rdflib graph that is fast to ask.

    Raises kg.errors.InputError when there is none, or it cannot be parsed.
    """
    from kg import store  # rdflib takes a while, and kg --help has to be quick

    return store.graph(store.load(target))
