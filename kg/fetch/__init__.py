"""Pages of the web into a directory that ``kg build`` reads, with their addresses and the day.

Each page is a file of its own in the format of web archives (WARC), as it was received.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from kg.articles import feed, html, kinds
from kg.articles.inputs import Unreadable
from kg.articles.text import decode
from kg.articles.warc import MEDIA
from kg.directory import replace_files
from kg.errors import KgError, NetworkError
from kg.fetch.getter import Getter, TimeIsUp, join
from kg.model import Skipped
from kg.web import Reply

Progress = Callable[[int, int], None]
_ODD = re.compile(r"[^a-z0-9]+")
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Fetched:
    """How many pages were written, how many had been there, and what could not be got."""

    pages: int
    before: int
    skipped: tuple[Skipped, ...]


def fetch(
    urls: Sequence[str],
    out: Path,
    getter: Getter,
    now: Callable[[], datetime],
    progress: Progress | None = None,
) -> Fetched:
    """Get pages, and those that the entries of feeds lead to, into ``out``.

    A page that is there already is not asked for again. Raises KgError when warcio is not
    installed or ``out`` cannot be written.
    """
    todo = _distinct(urls)
    given = set(todo)
    skipped: list[Skipped] = []
    written = before = 0
    for done, url in enumerate(todo):
        if progress:
            progress(done, len(todo))
        path = path_of(url)
        if (out / path).exists():
            before += 1
            continue
        try:
            reply = getter.get(url)
            links = entries(reply) if url in given else None
            if links is None:
                _write(out, path, page(reply, now()))
                written += 1
            else:
                todo += [link for link in _distinct(links) if link not in todo]
        except Unreadable as error:
            skipped.append(Skipped(url, str(error), error.fix))
        except TimeIsUp as error:
            skipped += [Skipped(rest, error.what, error.fix) for rest in todo[done:]]
            break
        except NetworkError as error:
            skipped.append(Skipped(url, error.what, error.fix))
    return Fetched(written, before, tuple(skipped))


def _distinct(urls: Iterable[str]) -> list[str]:
    """Each page once: what is behind a # is a place in it."""
    return list(dict.fromkeys(url.partition("#")[0] for url in urls))


def path_of(url: str) -> Path:
    """Where below a directory the page at ``url`` is kept; no address leads out of it."""
    try:
        named = urlsplit(url)[1:3]
    except ValueError:
        named = ("", "")
    host, slug = (_ODD.sub("-", text.lower()).strip("-")[:60].strip("-") for text in named)
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Path(host or "page") / f"{slug + '-' if slug else ''}{digest}.warc"


def entries(reply: Reply) -> list[str] | None:
    """The addresses that the entries of a feed lead to, None for an answer that is no feed.

    Raises Unreadable for a feed that is none after all.
    """
    head = reply.body[: kinds.HEAD]
    if kinds.sniff(head) != "feed" or (reply.kind in MEDIA and not _FEED.search(head)):
        return None
    found = feed.parse(decode(reply.body, _charset(reply) or html.declared(reply.body)))
    links = [entry.get("link") for entry in found["entries"]]
    return [join(reply.url, link) for link in links if link]


def page(reply: Reply, at: datetime) -> bytes:
    """An answer as a record of a web archive. Raises Unreadable when it is nothing to read."""
    if reply.kind not in MEDIA:
        what = reply.kind or "of no media type"
        raise Unreadable(f"it is {what}", f"kg reads {', '.join(MEDIA)}, and feeds")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    kept = [(name, reply.headers[name]) for name in ("Content-Type", "Last-Modified", "Date")
            if name in reply.headers]  # fmt: skip
    record = writer.create_warc_record(
        reply.url,
        "response",
        payload=io.BytesIO(reply.body),
        length=len(reply.body),
        http_headers=StatusAndHeaders("200 OK", kept, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"},
    )
    writer.write_record(record)
    return out.getvalue()


def check_installed() -> None:
    """Raises KgError naming what to install when the packages of a fetch are missing."""
    try:
        import feedparser  # noqa: F401
        import warcio  # noqa: F401
    except ModuleNotFoundError as error:
        fix = "pip install 'geokg[intake]'"
        raise KgError(f"kg fetch takes {error.name}, which is not installed", fix=fix) from error


def _charset(reply: Reply) -> str:
    match = re.search(r"charset\s*=\s*[\"']?([\w:.-]+)", reply.headers.get("Content-Type", ""))
    return match[1] if match else ""


def _write(out: Path, path: Path, data: bytes) -> None:
    (out / path).parent.mkdir(parents=True, exist_ok=True)
    replace_files(out / path.parent, {path.name: data})
