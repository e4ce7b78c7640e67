"""How many independent sources a set of articles is.

Two articles of one outlet are one source, and so are two outlets that printed the same text
or copies of it (see ``kg.wording``): the number of independent sources is the largest number of
articles of which no two share their outlet or their text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg import jsonlines, wording
from kg.jsonlines import Fields
from kg.model import Article


class Copy(NamedTuple):
    """An article for this count: one text as one outlet printed it. What is not known is as
    good as no other article's."""

    text: str
    outlet: str


def copies(articles: Iterable[Article]) -> dict[str, Copy]:
    """Id of each article -> which text it is and who printed it, in the order of the ids.

    Articles that copy one another have the same ``text``. Neither the order nor the repetition
    of ``articles`` matters; one without a text stands alone.
    """
    bodies: dict[str, wording.Text] = {}
    found: dict[str, tuple[str, str]] = {}
    for article in articles:
        outlet = fold(article.outlet or "")
        words = wording.words(article.text[article.body_start :])
        key = _hash(" ".join(words)) if words else ""
        # Of two articles with one id the choice must not depend on order.
        found[article.id] = max((key, outlet), found.get(article.id, ("", "")))
        if key:
            known = bodies.setdefault(key, wording.Text(words, outlet))
            bodies[key] = min(known, wording.Text(words, outlet))
    groups = wording.groups(bodies)
    return {
        id_: Copy(
            text=f"text {groups[key]}" if key else f"article {id_}",
            outlet=f"outlet {outlet}" if outlet else f"article {id_}",
        )
        for id_, (key, outlet) in sorted(found.items())
    }


def dump(known: Mapping[str, Copy]) -> bytes:
    """Copies as lines of JSON, sorted by article, so that they outlive the texts."""
    return jsonlines.dump(
        ((id_,), {"article": id_, **copy._asdict()}) for id_, copy in known.items()
    )


def from_json(data: object) -> tuple[str, Copy]:
    """An article's id and copy from one line that ``dump`` wrote.

    Raises InputError naming the key that is missing or wrong.
    """
    fields = Fields(data)
    return fields.text("article"), Copy(fields.text("text"), fields.text("outlet"))


def fold(name: str) -> str:
    """An outlet's name without regard to case and spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def independent(printed: Iterable[Copy]) -> int:
    """The largest number of ``printed`` copies of which no two share outlet or text."""
    outlets: dict[str, list[str]] = {}
    for copy in sorted(printed):
        outlets.setdefault(copy.text, []).append(copy.outlet)
    prints: dict[str, str] = {}
    printer: dict[str, str] = {}
    return sum(_assign(text, outlets, printer, prints) for text in outlets)


def _assign(
    text: str, outlets: dict[str, list[str]], printer: dict[str, str], prints: dict[str, str]
) -> bool:
    """Give ``text`` an outlet of its own, moving other texts to other outlets where that helps.

    ``printer`` is text -> outlet so far, ``prints`` outlet -> text. This is one augmenting path
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
                left = printer.get(taker)
                printer[taker], prints[free] = free, taker
                free = left
            return True
    return False
