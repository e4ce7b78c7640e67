"""Newspaper articles with linked names (HIPE's files of tokens, one a line).

Nothing of kg is needed for it. The text is rebuilt from the tokens: a line of print that ends no
sentence is joined to the next, and a word cut at its end is made whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import InputError

COLUMNS = ("TOKEN", "NE-COARSE-LIT", "NE-COARSE-METO", "NE-FINE-LIT", "NE-FINE-METO",
           "NE-FINE-COMP", "NEL-LIT", "NEL-METO", "MISC")  # fmt: skip
_CUT = "¬"
"""Where a line of print cuts a word."""
_NAME = "comp.name"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class HipeMention:
    """A marked name: offsets into the document's text, kind and Wikidata id.

    ``start`` to ``end`` holds titles and functions as well; ``name`` is the part HIPE calls the
    name, or all of it. ``metonym`` is what the name stands for, "" where it stands for itself.
    """

    start: int
    end: int
    name: tuple[int, int]
    coarse: str
    """``loc``, ``org``, ``pers``, ``prod`` or ``time``."""
    fine: str
    qid: str
    """"" where Wikidata has no such thing, as far as the annotators know."""
    metonym: str = ""

    def qids(self) -> frozenset[str]:
        """What it denotes, literally or as a metonym."""
        return frozenset({self.qid, self.metonym} - {""})


@dataclass(frozen=True, slots=True)
class HipeDocument:
    """One article, with the day it was printed."""

    id: str
    lang: str
    published: date | None
    text: str
    mentions: tuple[HipeMention, ...]


def read_hipe(path: Path) -> list[HipeDocument]:
    """The articles of a HIPE file. Raises InputError naming the line that is not well formed."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path)) from error
    columns = lines[0].split("\t")
    if missing := [name for name in COLUMNS if name not in columns]:
        raise InputError(
            f"has no column {', '.join(missing)}",
            where=str(path),
            fix="it needs the columns of HIPE 2022, named in the first line",
        )
    documents: list[tuple[dict[str, str], list[Row]]] = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if line.startswith("#") and len(cells) == 1:
            key, _, value = line.removeprefix("#").partition("=")
            key = key.strip().partition(":")[2]
            if key == "document_id":
                documents.append(({}, []))
            if documents:
                documents[-1][0][key] = value.strip()
        elif line.strip():
            if len(cells) != len(columns) or not documents:
                raise InputError(
                    f"{len(cells)} cells where the header has {len(columns)}, or no document_id",
                    where=f"{path}:{number}",
                    fix="one token a line, after a line # hipe2022:document_id = …",
                )
            documents[-1][1].append(dict(zip(columns, cells, strict=True)))
    return [_document(path, head, rows) for head, rows in documents]


def _document(path: Path, head: dict[str, str], rows: Sequence[Row]) -> HipeDocument:
    text, spans = _text(rows)
    ident, day = head["document_id"], head.get("date", "")
    try:
        published = date.fromisoformat(day) if day else None
    except ValueError as error:
        raise InputError(
            f"{ident} has the date {day!r}", where=str(path), fix="YYYY-MM-DD"
        ) from error
    mentions = tuple(_mentions(rows, spans))
    return HipeDocument(ident, head.get("language", ""), published, text, mentions)


def _text(rows: Sequence[Row]) -> tuple[str, list[tuple[int, int]]]:
    """The text of the tokens and where each of them stands in it."""
    text, spans = "", []
    for row in rows:
        flags = row["MISC"].split("|")
        token, last = row["TOKEN"], "EndOfLine" in flags
        cut = last and token.endswith(_CUT)
        token = token.removesuffix(_CUT) if cut else token
        spans.append((len(text), len(text) + len(token)))
        paragraph = last and "EndOfSentence" in flags
        glued = cut or "NoSpaceAfter" in flags
        text += token + ("\n" if paragraph else "" if glued else " ")
    return text, spans


def _mentions(rows: Sequence[Row], spans: Sequence[tuple[int, int]]) -> Iterator[HipeMention]:
    """The outermost names, in order; those that are metonyms only count as well."""
    i = 0
    while i < len(rows):
        column = next((c for c in COLUMNS[1:3] if rows[i][c].startswith("B-")), None)
        if column is None:
            i += 1
            continue
        last = i
        while last + 1 < len(rows) and rows[last + 1][column].startswith("I-"):
            last += 1
        yield _mention(rows, spans, i, last, literal=column == COLUMNS[1])
        i = last + 1


def _mention(
    rows: Sequence[Row], spans: Sequence[tuple[int, int]], i: int, last: int, *, literal: bool
) -> HipeMention:
    row = rows[i]
    named = [k for k in range(i, last + 1) if rows[k]["NE-FINE-COMP"].endswith(_NAME)]
    first, final = (named[0], named[-1]) if named else (i, last)
    return HipeMention(
        spans[i][0],
        spans[last][1],
        (spans[first][0], spans[final][1]),
        row["NE-COARSE-LIT" if literal else "NE-COARSE-METO"][2:],
        row["NE-FINE-LIT" if literal else "NE-FINE-METO"][2:],
        _qid(row["NEL-LIT"]),
        _qid(row["NEL-METO"]),
    )


def _qid(cell: str) -> str:
    return cell if cell[:1] == "Q" and cell[1:].isdigit() else ""
