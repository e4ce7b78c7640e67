"""A token while it is being moved about."""

from __future__ import annotations

from dataclasses import dataclass

from kg.parse import RawToken

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(slots=True)
class Node:
    """A token while it is being moved about."""

    i: int
    raw: RawToken
    role: str
    head: int
    lemma: str
    pos: str
    features: frozenset[str]
    case: str = ""


def name_ending_at(nodes: list[Node], j: int) -> Node | None:
    """The head of the proper name whose last word is ``nodes[j]``, or None."""
    node = nodes[j]
    steps = 0
    while node.role in ("flat", "compound") and steps < 10:
        node = nodes[node.head]
        steps += 1
    return node if node.pos == "PROPN" else None
