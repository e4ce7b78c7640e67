"""What kind of file holds articles: told by its name, or by its first bytes."""

from __future__ import annotations

import re

SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "table",
    ".tsv": "table",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "xml",
    ".pdf": "pdf",
    ".warc": "warc",
    ".zip": "zip",
    ".tar": "tar",
    ".gz": "gzip",
    ".tgz": "gzip",
}
"""Ending of a name -> kind of file. Other files of a directory or an archive are passed over."""
MANY = {"lines", "table", "feed", "xml", "warc", "zip", "tar"}
"""Kinds that hold several articles: the source of each is that of the file, ``/`` and a step."""
HEAD = 4096
"""Bytes that tell the kind of what has no known name."""

_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+)?html\b", re.IGNORECASE)
_FEED = re.compile(rb"\s*<(?:\?xml|rss|feed|rdf:rdf)\b", re.IGNORECASE)


def kind(name: str) -> str | None:
    """The kind that the ending of a file's name tells, None for any other ending."""
    return SUFFIXES.get(name[name.rfind(".") :].lower())


def unpacked(name: str) -> str:
    """The name of what is inside a file of kind ``gzip``: ``a.tar`` in ``a.tgz``."""
    stem = name[: name.rfind(".")]
    return stem + ".tar" if name.lower().endswith(".tgz") else stem


def holds_many(name: str) -> bool:
    """Whether a file of this name holds several articles."""
    while kind(name) == "gzip":
        name = unpacked(name)
    return kind(name) in MANY


def sniff(head: bytes) -> str:
    """The kind that the first bytes of a file tell; plain text when they tell nothing."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    for magic, found in ((b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"WARC/", "warc")):
        if head.startswith(magic):
            return found
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[257:262] == b"ustar":
        return "tar"
    if head.lstrip().startswith(b'{"'):
        return "lines"
    if _PAGE.match(head):
        return "html"
    return "feed" if _FEED.match(head) else "text"
