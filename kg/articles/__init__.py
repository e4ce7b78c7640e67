"""Reading articles: files, directories and standard input become ``Article`` objects.

The only input I/O of a build. What cannot be read is passed on as ``Skipped`` with the reason
and what to do about it, and the rest goes on.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date

from kg import language
from kg.articles.detect import detect, normalise
from kg.articles.text import Header, decode, read_header
from kg.model import Article, Skipped

__all__ = ["STDIN", "posix", "read"]

STDIN = "-"
SUFFIXES = (".txt", ".md")
MAX_BYTES = 20_000_000
"""A file longer than this is no article; it is not even read to its end."""
MAX_LINE = 1_000_000
"""Characters of one line: the parser refuses longer texts, and no article has such a line."""


def read(
    sources: Sequence[str], *, lang: str | None = None, published: date | None = None
) -> Iterator[Article | Skipped]:
    """Each article of ``sources`` once, and a ``Skipped`` for each input that is none.

    A source is a file, a directory (all its .txt and .md files, recursively) or ``-`` for standard
    input. Articles come in the order of their path. ``lang`` overrides what the header says or the
    text shows; ``published`` is for articles whose header has no date. Never raises for an input.
    """
    seen: set[str] = set()
    for found in _find(sources):
        item = found if isinstance(found, Skipped) else _read_one(found, lang, published)
        if isinstance(item, Article):
            if item.id in seen:
                continue
            seen.add(item.id)
        yield item


def _find(sources: Sequence[str]) -> list[str | Skipped]:
    """The files that ``sources`` stand for, each once, in the order of their names."""
    found: dict[str, str | Skipped] = {}
    for source in sources:
        if source != STDIN and source and os.path.isdir(source):
            found.update(_walk(source))
        else:
            found.setdefault(source, source)
    return [found[name] for name in sorted(found, key=posix)]


def _walk(folder: str) -> dict[str, str | Skipped]:
    """The articles below ``folder``; a ``Skipped`` for what cannot be listed or holds none."""
    found: dict[str, str | Skipped] = {}

    def unreadable(error: OSError) -> None:
        name = str(error.filename)
        found[name] = _skip(name, f"cannot list the directory: {_why(error)}", "check its rights")

    for parent, children, names in os.walk(folder, onerror=unreadable):
        children[:] = [child for child in children if not child.startswith(".")]
        for name in names:
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                path = os.path.join(parent, name)
                if os.path.exists(path) and not os.path.isfile(path):
                    found[path] = _skip(
                        path, "not a regular file", "a pipe or device is no article"
                    )
                else:
                    found[path] = path
    if not found:
        found[folder] = _skip(
            folder, "no article in this directory", f"put {' or '.join(SUFFIXES)} files there"
        )
    return found


def _read_one(source: str, lang: str | None, published: date | None) -> Article | Skipped:
    """The article in the file ``source``, or why there is none."""
    try:
        raw = _bytes(source)
    except OSError as error:
        return _skip(source, f"cannot be read: {_why(error)}", "check the path and its rights")
    if len(raw) > MAX_BYTES:
        return _skip(source, f"longer than {MAX_BYTES // 10**6} MB", "split it into articles")
    try:
        text = decode(raw)
    except ValueError as error:
        return _skip(source, str(error), "save it as plain UTF-8 text")
    if max(map(len, text.split("\n"))) > MAX_LINE:
        return _skip(
            source, f"a line longer than {MAX_LINE:,} characters", "break it into paragraphs"
        )
    return _article(source, text, lang, published)


def _article(source: str, text: str, lang: str | None, published: date | None) -> Article | Skipped:
    """The article that ``text`` is, or why it is none."""
    header = read_header(text)
    body = text[header.end :].strip()
    if not body:
        return _skip(source, "no text" + (" after the header" if header.fields else ""))
    code = _language(source, header, body, lang)
    if isinstance(code, Skipped):
        return code
    try:
        when = header.date() or published
    except ValueError as error:
        return _skip(source, f"the header's date is {str(error)!r}", "write it as YYYY-MM-DD")
    title, outlet, author, url = (
        header.fields.get(key) or None for key in ("title", "source", "author", "url")
    )
    key = (code, title or "", outlet or "", when.isoformat() if when else "", body)
    return Article(
        id="a-" + hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:16],
        text=text,
        lang=code,
        source=posix(source),
        title=title,
        outlet=outlet,
        author=author,
        url=url,
        published=when,
        body_start=header.end,
    )


def _language(source: str, header: Header, body: str, told: str | None) -> str | Skipped:
    """The language to read the article in, or why it cannot be read in any."""
    code = normalise(told or header.fields.get("lang", "")) or detect(body)
    known = language.available()
    if code is None:
        return _skip(source, "its language is not clear", f"say it: --lang {'|'.join(known)}")
    if code not in known:
        return _skip(
            source,
            f"no language file for {code!r}",
            f"kg reads {', '.join(known)}; CONTRIBUTING.md says how to add a language",
        )
    return code


def _bytes(source: str) -> bytes:
    """At most one byte more than an article may have. Raises OSError."""
    if source == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with open(source, "rb") as file:
        return file.read(MAX_BYTES + 1)


def _skip(source: str, reason: str, fix: str = "") -> Skipped:
    return Skipped(posix(source), reason, fix)


def posix(source: str) -> str:
    """The path as given, with slashes; bytes in it that are no UTF-8 become U+FFFD."""
    return os.fsencode(source).decode("utf-8", "replace").replace(os.sep, "/")


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
