"""Feeds (RSS, Atom): an entry that carries its whole text is an article (feedparser)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from kg.articles.html import declared
from kg.articles.inputs import Draft, Input, Unreadable, one_line
from kg.articles.markup import plain
from kg.articles.text import BOM, decode
from kg.model import Skipped

FULL = 1000
"""Characters of a description that is no teaser: feeds that carry only teasers cut them at some
200 to 500, and an article of less than this is hardly one."""
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY\b|<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)


def read(item: Input) -> Iterator[Draft | Skipped]:
    """The articles of a feed; its source ends in the number of the entry. Entries with a teaser
    only are counted in one line. Raises Unreadable for XML that is no feed.
    """
    raw = item.whole()
    feed = parse(decode(raw, item.charset or declared(raw)))
    teasers = 0
    for number, entry in enumerate(feed["entries"], start=1):
        text = _text(entry)
        if not text:
            teasers += 1
            continue
        fields = {**item.told, **_fields(entry, feed["feed"])}
        yield Draft(f"{item.source}/{number}", text, fields)
    if teasers:
        reason = f"{teasers} of {len(feed['entries'])} entries hold no more than a teaser"
        yield Skipped(item.source, reason, "kg fetch gets the pages of a feed's entries")


def parse(markup: str) -> Any:
    """A feed as feedparser has it. Raises Unreadable when ``markup`` is none."""
    import feedparser

    if (match := _ENTITY.search(markup)) and match[0].startswith("<!"):
        raise Unreadable("XML that declares entities, as bombs do", "leave the declarations out")
    body = _DECLARATION.sub("", markup.removeprefix(BOM), count=1)
    try:
        feed = feedparser.parse(
            io.BytesIO(b'<?xml version="1.0" encoding="utf-8"?>' + body.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # only the words of it are taken
            resolve_relative_uris=False,
        )
    # A library that reads whatever the web holds may fail in whatever way.
    except Exception as error:
        raise Unreadable(f"no feed that can be read: {one_line(error)}") from error
    if not feed.get("version"):
        raise Unreadable("XML, but neither RSS nor Atom", "kg reads no other XML")
    if not feed["entries"]:
        raise Unreadable("a feed without entries")
    return feed


def _text(entry: Any) -> str:
    """The whole text of an entry, "" when it has none."""
    contents = [plain(content.get("value") or "") for content in entry.get("content", ())]
    if any(contents):
        return max(contents, key=len)
    summary = plain(entry.get("summary") or "")
    return summary if len(summary) >= FULL else ""


def _fields(entry: Any, feed: Any) -> dict[str, str]:
    outlet = (entry.get("source") or {}).get("title") or feed.get("title")
    fields = {
        "title": plain(entry.get("title") or ""),
        "author": entry.get("author"),
        "url": entry.get("link"),
        "source": plain(outlet or ""),
    }
    published = entry.get("published_parsed") or entry.get("updated_parsed")
    if published:
        fields["date"] = date(*published[:3]).isoformat()
    return {key: value for key, value in fields.items() if value}
