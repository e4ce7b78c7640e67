"""From the bytes of a file to its text, and from the text to its header and body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

BOM = "\ufeff"
KEYS = frozenset({"title", "source", "author", "url", "date", "lang"})

_FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Header:
    """The metadata lines on top of an article. ``end`` is the offset where the body begins."""

    fields: dict[str, str]
    end: int

    def date(self) -> date | None:
        """The ``date`` line as a date (a time of day behind it is dropped), None without one.

        Raises ValueError with the line's value when it is no date.
        """
        value = self.fields.get("date")
        if not value:
            return None
        match = _DATE.fullmatch(value)
        try:
            return date.fromisoformat(match[1] if match else "")
        except ValueError:
            raise ValueError(value) from None


def decode(raw: bytes) -> str:
    """The text of ``raw``: UTF-8, else windows-1252, with every line end as ``\\n``.

    A byte order mark stays, so that offsets are those of the file as read.
    Raises ValueError when ``raw`` is no text: NUL bytes, or neither encoding fits.
    """
    if b"\x00" in raw:
        raise ValueError("not a text file: it holds NUL bytes")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = raw.decode("windows-1252")
        except UnicodeDecodeError:
            raise ValueError("not a text file: neither UTF-8 nor windows-1252") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
            fields.setdefault(key, _clean(match["value"] or ""))
        elif not fields and not fenced:
            return none
    return Header(fields, position) if fields and not fenced else none


def _clean(value: str) -> str:
    """``value`` on one line, without control characters and the quotes YAML may put around it."""
    value = _CONTROL.sub(" ", value).strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].strip()
    return value
