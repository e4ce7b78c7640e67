"""Web archives (WARC): the pages and PDFs that a crawler got, with their addresses (warcio)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from email.message import Message
from typing import Any

from kg.articles.dates import day
from kg.articles.inputs import Input, Unreadable, one_line

MEDIA = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
}
"""Media type of an answer -> what its content is read as. Others are passed over."""
_COPY = "copy it again"


def read(item: Input) -> Iterator[Input]:
    """The articles of a web archive; the source of each ends in the number of the record.

    Only answers with status 200 count. ``retrieved`` is the day of the record.
    """
    from warcio.archiveiterator import ArchiveIterator

    records = iter(ArchiveIterator(item.stream))
    complaints = io.StringIO()
    number = 0
    while True:
        number += 1
        try:
            with redirect_stderr(complaints):  # warcio tells there what it passes over
                record = next(records, None)
        except Unreadable:
            raise
        # A library that reads whatever the web holds may fail in whatever way.
        except Exception as error:
            raise Unreadable(f"damaged at record {number}: {one_line(error)}", _COPY) from error
        if record is None:
            break
        if not record.rec_headers.get_header("Content-Length"):
            raise Unreadable(f"damaged: record {number} does not say its length", _COPY)
        if found := _page(item, number, record):
            yield found
            if getattr(record.raw_stream, "limit", 0) and not found.stream.peek(1):
                raise Unreadable(f"broken off in record {number}", _COPY)
    if complaints.getvalue():
        raise Unreadable("damaged: a record has not the length that it says", _COPY)


def _page(item: Input, number: int, record: Any) -> Input | None:
    if record.rec_type != "response" or not record.http_headers:
        return None
    headers, http = record.rec_headers, record.http_headers
    content = Message()
    content["Content-Type"] = http.get_header("Content-Type") or ""
    suffix = MEDIA.get(content.get_content_type())
    url = (headers.get_header("WARC-Target-URI") or "").strip("<>")
    if http.get_statuscode() != "200" or not suffix or url.endswith("/robots.txt"):
        return None
    told = {"url": url, "retrieved": _day(headers.get_header("WARC-Date") or "")}
    charset = content.get_content_charset() or ""
    return item.inside(str(number), suffix, record.content_stream(), told, charset)


def _day(value: str) -> str:
    try:
        return day(value).isoformat()
    except ValueError:
        return ""
