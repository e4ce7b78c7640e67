"""The table of readers, and the one place where what a reader cannot read becomes a ``Skipped``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.articles import feed, html, kinds, lines, packed, pdf, table, text, warc
from kg.articles.inputs import Draft, Exhausted, Input, Unreadable, one_line
from kg.model import Skipped

Reader = Callable[[Input], Iterator[Draft | Skipped | Input]]
READERS: dict[str, Reader] = {
    "text": text.read,
    "lines": lines.read,
    "table": table.read,
    "html": html.read,
    "feed": feed.read,
    "pdf": pdf.read,
    "warc": warc.read,
    "zip": packed.read_zip,
    "tar": packed.read_tar,
    "gzip": packed.read_gzip,
}
"""Kind of file (see ``kinds``) -> what reads it: articles, what is none, and files in files."""


def drafts(item: Input) -> Iterator[Draft | Skipped]:
    """The articles in ``item`` and in the files in it. Never raises for what they hold."""
    empty = True
    try:
        kind = kinds.kind(item.name)
        if kind is None or kind == "xml":
            kind = kinds.sniff(item.stream.peek(kinds.HEAD)[: kinds.HEAD])
        for found in READERS[kind](item):
            empty = False
            if isinstance(found, Input):
                yield from drafts(found)
            else:
                yield found
        if empty:
            yield Skipped(item.source, "no article in this file", "")
    except Exhausted as error:
        if item.depth:
            raise
        yield Skipped(item.source, str(error), error.fix)
    except Unreadable as error:
        yield Skipped(item.source, str(error), error.fix)
    except ModuleNotFoundError as error:
        missing = f"reading it takes {error.name}, which is not installed"
        yield Skipped(item.source, missing, "pip install 'geokg[intake]'")
    except RecursionError:
        yield Skipped(item.source, "nested too deeply", "no article is: repair or leave it out")
    except OSError as error:
        yield Skipped(item.source, f"cannot be read: {one_line(error)}", "check it")
