"""Reading articles: files of many kinds, directories and standard input become ``Article`` objects.

The only input I/O of a build. What cannot be read is passed on as ``Skipped`` with the reason
and what to do about it, and the rest goes on. Nothing is held in memory but what is being read.

The source of an article is the path of its file; of one among several in a file, that path, ``/``
and a step: the number of a line, a row, an entry or a record, or the name in an archive
(``a.jsonl/12``, ``feed.xml/3``, ``b.zip/2024/c.html``).
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import cast

from kg import language
from kg.articles import dates, kinds
from kg.articles.detect import detect, normalise
from kg.articles.formats import drafts
from kg.articles.inputs import MAX_BYTES, MAX_PACKED, Budget, Draft, Input, buffered
from kg.articles.paths import STDIN, find, posix, roots, why
from kg.articles.text import clean
from kg.model import Article, Skipped

__all__ = ["MAX_BYTES", "MAX_LINE", "STDIN", "posix", "read", "roots"]

MAX_LINE = 1_000_000
"""Characters of one line: the parser refuses longer texts, and no article has such a line."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(
    sources: Sequence[str],
    *,
    lang: str | None = None,
    published: date | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Article | Skipped]:
    """Each article of ``sources`` once, and a ``Skipped`` for each input that is none.

    A source is a file, a directory (all files of a known kind below it), a pattern with ``*`` or
    ``-`` for standard input. Articles come in the order of their files, and as they stand in a
    file. ``lang`` overrides what an article says of itself or its text shows; ``published`` is for
    articles that have no date. ``columns`` tells where tables and lines of JSON have their fields:
    ``{"text": "corps"}``. Never raises for an input.
    """
    seen: set[int] = set()
    for path in find(sources):
        for found in [path] if isinstance(path, Skipped) else _open(path, columns):
            item = found if isinstance(found, Skipped) else _article(found, lang, published)
            if isinstance(item, Article):
                # A number takes a third of the memory of the id, and there may be millions.
                number = int(item.id.removeprefix("a-"), 16)
                if number in seen:
                    continue
                seen.add(number)
            yield item


def _open(path: str, columns: Mapping[str, str]) -> Iterator[Draft | Skipped]:
    """The articles in one file, or in standard input."""
    if path == STDIN:
        yield from _piped(columns)
        return
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            yield from drafts(Input(posix(path), path, file, Budget(size), columns))
    except OSError as error:
        reason = f"cannot be read: {why(error)}"
        yield Skipped(posix(path), reason, "check the path and its rights")


def _piped(columns: Mapping[str, str]) -> Iterator[Draft | Skipped]:
    """The articles in standard input. An archive is held in memory: its list is at its end."""
    budget = Budget(sys.maxsize)
    stream = buffered(sys.stdin.buffer, budget)
    if kinds.sniff(stream.peek(kinds.HEAD)) in ("gzip", "zip"):
        raw = stream.read(MAX_PACKED + 1)
        if len(raw) > MAX_PACKED:
            reason = f"an archive longer than {MAX_PACKED // 10**6} MB"
            return iter([Skipped(STDIN, reason, "save it to a file, or unpack it before the pipe")])
        budget = Budget(len(raw))
        stream = io.BufferedReader(cast(io.RawIOBase, io.BytesIO(raw)))
    return drafts(Input(STDIN, "", stream, budget, columns))


def _article(draft: Draft, lang: str | None, published: date | None) -> Article | Skipped:
    """The article that a draft is, or why it is none."""
    text = _SURROGATE.sub("\ufffd", draft.text)
    fields = {key: clean(_SURROGATE.sub("\ufffd", value)) for key, value in draft.fields.items()}
    body = text[draft.start :].strip()
    if fault := _fault(text, body, draft.start):
        return Skipped(draft.source, *fault)
    code = _language(draft.source, fields.get("lang", ""), body, lang)
    if isinstance(code, Skipped):
        return code
    try:
        when = dates.day(fields["date"]) if fields.get("date") else published
    except ValueError as error:
        return Skipped(draft.source, f"its date is {str(error)!r}", "write it as YYYY-MM-DD")
    title, outlet, author, url = (
        fields.get(key) or None for key in ("title", "source", "author", "url")
    )
    key = (code, title or "", outlet or "", when.isoformat() if when else "", body)
    return Article(
        id="a-" + hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:16],
        text=text,
        lang=code,
        source=draft.source,
        title=title,
        outlet=outlet,
        author=author,
        url=url,
        published=when,
        body_start=draft.start,
        retrieved=date.fromisoformat(told) if (told := fields.get("retrieved")) else None,
    )


def _fault(text: str, body: str, start: int) -> tuple[str, str] | None:
    """Why a text is no article, and what to do about it."""
    if not body:
        return "no text" + (" after the header" if start > 1 else ""), ""
    if "\x00" in text:
        return "its text holds NUL characters", "save it as plain UTF-8 text"
    if max(map(len, text.split("\n"))) > MAX_LINE:
        return f"a line longer than {MAX_LINE:,} characters", "break it into paragraphs"
    return None


def _language(source: str, said: str, body: str, told: str | None) -> str | Skipped:
    """The language to read the article in, or why it cannot be read in any."""
    code = normalise(told or said) or detect(body)
    known = language.available()
    if code is None:
        fix = f"say it: --lang {'|'.join(known)}"
        return Skipped(source, "its language is not clear", fix)
    if code not in known:
        fix = f"kg reads {', '.join(known)}; CONTRIBUTING.md says how to add a language"
        return Skipped(source, f"no language file for {code!r}", fix)
    return code
