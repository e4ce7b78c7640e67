"""How many independent sources a set of articles is.

Two articles of one outlet are one source, and so are two outlets that printed the same text:
the number of independent sources is the largest number of articles of which no two share
their outlet or their text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from kg.model import Article


class Copy(NamedTuple):
    """An article for this count: one text as one outlet printed it."""

    text: str
    outlet: str


def copy_of(article: Article) -> Copy:
    """Outlet and text of ``article`` without regard to case, layout and header.

    An article without a text or without an outlet is taken as different from all others.
    """
    body = _fold(article.text[article.body_start :])
    digest = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
    outlet = _fold(article.outlet or "")
    return Copy(
        text=f"text {digest}" if body else f"article {article.id}",
        outlet=f"outlet {outlet}" if outlet else f"article {article.id}",
    )


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def independent(copies: Iterable[Copy]) -> int:
    """The largest number of ``copies`` of which no two share outlet or text."""
    outlets: dict[str, list[str]] = {}
    for copy in sorted(copies):
        outlets.setdefault(copy.text, []).append(copy.outlet)
    printed: dict[str, str] = {}
    prints: dict[str, str] = {}
    return sum(_assign(text, outlets, printed, prints) for text in outlets)


def _assign(
    text: str, outlets: dict[str, list[str]], printed: dict[str, str], prints: dict[str, str]
) -> bool:
    """Give ``text`` an outlet of its own, moving other texts to other outlets where that helps.

    ``printed`` is text -> outlet so far, ``prints`` outlet -> text. This is one augmenting path
    of bipartite matching, breadth first so that no chain of articles is too long for the stack.
    """
    asked_by: dict[str, str] = {}
    queue = [text]
    for current in queue:
        for outlet in outlets[current]:
            if outlet in asked_by:
                continue
            asked_by[outlet] = current
            if outlet in prints:
                queue.append(prints[outlet])
                continue
            free: str | None = outlet
            while free:
                taker = asked_by[free]
                left = printed.get(taker)
                printed[taker], prints[free] = free, taker
                free = left
            return True
    return False
