"""PDF: the text of its pages as paragraphs, and what can be believed of its metadata (pypdf)."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kg import language
from kg.articles.inputs import Draft, Input, Unreadable, one_line
from kg.articles.paragraphs import paragraphs

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 300
"""A PDF with more pages is a book, and takes minutes."""
_LOCKED = "save it without a password"
_PROGRAM = re.compile(
    r"(?:microsoft|untitled|sans titre|document|layout|print|slide|présentation|presentation)\b"
    r"|.*\.(?:docx?|odt|rtf|indd|qxd|pdf|html?|tmp|tex|pptx?)$",
    re.IGNORECASE,
)
"""Titles that programs give."""
_CREATED = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


def read(item: Input) -> Iterator[Draft]:
    """The article that a PDF is."""
    raw = item.whole()
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # what is wrong is told in one line
    try:
        reader = _opened(raw)
        pages = [page.extract_text().splitlines() for page in reader.pages]
        said = {key: str(value) for key, value in (reader.metadata or {}).items()}
    except (Unreadable, ModuleNotFoundError, RecursionError):
        raise
    # A library that reads whatever there is may fail in whatever way.
    except Exception as error:
        raise Unreadable(f"a damaged PDF: {one_line(error)}", "print it to a new PDF") from error
    text = paragraphs(pages)
    if not text:
        raise Unreadable("no text in this PDF", "if it is a scan, run OCR over it first")
    yield Draft(item.source, text, {**_believable(said, pages[0]), **item.told})


def _opened(raw: bytes) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(raw))
    try:
        # Many are encrypted with an empty password, only to forbid printing.
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError as error:
        raise Unreadable("encrypted in a way kg cannot read", _LOCKED) from error
    if locked:
        raise Unreadable("encrypted", _LOCKED)
    if len(reader.pages) > MAX_PAGES:
        raise Unreadable(f"{len(reader.pages)} pages, more than {MAX_PAGES}", "split it")
    return reader


def _believable(said: dict[str, str], first_page: list[str]) -> dict[str, str]:
    """The metadata that somebody wrote, not a program: a title and an author of two words, and the
    day the file was made when the first page shows it."""
    fields = {}
    title, author = said.get("/Title", "").strip(), said.get("/Author", "").strip()
    if " " in title and not _PROGRAM.match(title):
        fields["title"] = title
    if " " in author and not _PROGRAM.match(author):
        fields["author"] = author
    created = _CREATED.match(said.get("/CreationDate", ""))
    if created and _shows(" ".join(first_page), *map(int, created.groups())):
        fields["date"] = "-".join(created.groups())
    return fields


def _shows(text: str, year: int, month: int, day: int) -> bool:
    """Whether a text has this day: 26 juillet 2023, July 26, 2023, 26/07/2023, 2023-07-26."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    name = "|".join(language.load(code).dates.months[month - 1] for code in language.available())
    ways = (
        rf"\b0?{day}(?:er|st|nd|rd|th)?[\s./-]+(?:(?:of|de)\s+)?(?:{name}|0?{month})[\s./-]+{year}\b",
        rf"\b(?:{name})\s+0?{day}(?:st|nd|rd|th)?,?\s+{year}\b",
        rf"\b{date(year, month, day)}\b",
    )
    return any(re.search(way, text, re.IGNORECASE) for way in ways)
