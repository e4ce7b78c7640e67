"""An order of triples that does not depend on where they come from."""

from __future__ import annotations

from rdflib.term import Node


def by_text(triple: tuple[Node, Node, Node]) -> tuple[str, ...]:
    """Sorts triples by their N-Triples."""
    return tuple(node.n3() for node in triple)
