"""From the bytes of a file to its text, and from the text to its header and body."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.articles.inputs import Draft, Input, Unreadable

BOM = "\ufeff"
KEYS = frozenset({"title", "source", "author", "url", "date", "lang"})

_FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_FIX = "save it as plain UTF-8 text"
_CHARSETS = ("iso8859", "cp125", "cp437", "cp85", "mac", "koi8", "gb", "big5", "euc", "shift")


@dataclass(frozen=True, slots=True)
class Header:
    """The metadata lines on top of an article. ``end`` is the offset where the body begins."""

    fields: dict[str, str]
    end: int


def read(item: Input) -> Iterator[Draft]:
    """The article that a text file is, with what its header says of it."""
    text = decode(item.whole(), item.charset)
    header = read_header(text)
    yield Draft(item.source, text, {**item.told, **header.fields}, header.end)


def decode(raw: bytes, declared: str = "") -> str:
    """The text of ``raw`` with every line end as ``\\n``: what a byte order mark says, else UTF-8,
    else the charset it is ``declared`` to have, else windows-1252.

    UTF-8 comes before what is declared: text in another charset is hardly ever valid UTF-8, and
    UTF-8 declared as something else is common. A byte order mark of UTF-8 stays, so that offsets
    are those of the file as read. Raises Unreadable when ``raw`` is no text.
    """
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\x00" in raw and not marked:
        raise Unreadable("not a text file: it holds NUL bytes", _FIX)
    for encoding in ("utf-16",) if marked else ("utf-8", _known(declared), "windows-1252"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise Unreadable("not a text file: neither UTF-8 nor windows-1252", _FIX)


def _known(declared: str) -> str:
    """The codec of a declared charset as browsers read it, windows-1252 for unknown ones."""
    try:
        name = codecs.lookup(declared.strip()).name if declared.isascii() else ""
    except (LookupError, ValueError):
        name = ""
    return name if name.startswith(_CHARSETS) and name != "iso8859-1" else "windows-1252"


def read_header(text: str) -> Header:
    """The header of ``text``: ``key: value`` lines ended by a blank line, or between ``---`` lines.

    Only blocks that begin with one of ``KEYS`` count, so that a body opening with "Paris: …" stays
    a body. Other keys inside a header are passed over. Without a header ``end`` is where the text
    begins, after a byte order mark.
    """
    start = len(BOM) if text.startswith(BOM) else 0
    none = Header({}, start)
    fenced = text.startswith("---\n", start)
    position = text.index("\n", start) + 1 if fenced else start
    fields: dict[str, str] = {}
    while position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        line = text[position:stop].rstrip()
        position = min(stop + 1, len(text))
        if line == ("---" if fenced else ""):
            return Header(fields, position) if fields else none
        match = _FIELD.match(line)
        if match is None:
            if fenced:
                continue
            return none
        key = match["key"].lower()
        if key in KEYS:
            fields.setdefault(key, _unquoted(clean(match["value"] or "")))
        elif not fields and not fenced:
            return none
    return Header(fields, position) if fields and not fenced else none


def clean(value: str) -> str:
    """``value`` on one line, without control characters."""
    return " ".join(_CONTROL.sub(" ", value).split())


def _unquoted(value: str) -> str:
    """``value`` without the quotes YAML may put around it."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
