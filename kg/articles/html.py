"""Pages: the article in them, without menus, comments and advertisements (trafilatura)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping

from kg.articles.inputs import Draft, Input, Unreadable, one_line
from kg.articles.text import BOM, decode

MAX_TAGS = 100_000
"""A long article has some 5,000; what is made to be slow takes 5 seconds with so many."""
_HEAD = 4096
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w:.-]+)""",
    re.IGNORECASE,
)
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
"""Of the dates a page has, that of publication, and only where the page says so: a wrong one would
date all claims. The latest one is fixed, for today's would make tomorrow's build another."""


def read(item: Input) -> Iterator[Draft]:
    """The article of a page. Its text is what was extracted: a line is a paragraph."""
    raw = item.whole()
    yield Draft(item.source, *page(decode(raw, item.charset or declared(raw)), item.told))


def declared(raw: bytes) -> str:
    """The charset that a page or an XML file says it has, "" when it says none."""
    match = _CHARSET.search(raw[:_HEAD])
    return match[1].decode("ascii", "replace") if match else ""


def page(markup: str, told: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The text and the fields of the article in a page; what is ``told`` of it comes first.

    Raises Unreadable when it holds none.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    if markup.count("<") > MAX_TAGS:
        raise Unreadable(f"more than {MAX_TAGS:,} tags", "no article has so many: leave it out")
    for library in ("trafilatura", "htmldate"):  # what they complain of is told in one line
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    try:
        found = bare_extraction(
            markup.removeprefix(BOM),
            url=told.get("url"),
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=_DATES,
        )
    # A library that reads whatever the web holds may fail in whatever way.
    except Exception as error:
        raise Unreadable(f"no page that can be read: {one_line(error)}") from error
    if not isinstance(found, Document) or not found.text:
        raise Unreadable("no article in this page")
    said = {
        "title": found.title,
        "author": found.author,
        "date": found.date,
        "url": found.url,
        "source": found.sitename or found.hostname,
    }
    return found.text, {key: value for key, value in said.items() if value} | dict(told)
