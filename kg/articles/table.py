"""Tables (CSV, TSV): a row is an article; its source ends in the number of the row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.articles.columns import choose
from kg.articles.inputs import MAX_BYTES, Draft, Input, Unreadable, one_line
from kg.articles.text import BOM, decode
from kg.model import Skipped

DELIMITERS = ",;\t|"


def read(item: Input) -> Iterator[Draft | Skipped]:
    """The articles of a table whose first row names its columns.

    The columns are separated by whichever of ``DELIMITERS`` the first line has most of. A row
    that cannot be read ends the table: what comes after an open quote is anybody's guess.
    """
    csv.field_size_limit(MAX_BYTES)  # of the process: by default 131,072 characters
    lines = _lines(item)
    first = next(lines, "")
    rows = _rows(chain([first], lines), max(DELIMITERS, key=first.count))
    header = next(rows, [])
    if not any(header):
        raise Unreadable("an empty table")
    chosen = choose(header, item.columns)
    place = {key: header.index(name) for key, name in chosen.items()}
    for number, row in enumerate(rows, start=1):
        if not any(row):
            continue
        if len(row) > len(header):
            fix = "put fields that hold a delimiter or a quote between quotes"
            yield item.skip(str(number), f"{len(row)} fields under {len(header)} columns", fix)
            continue
        fields = {key: row[at] for key, at in place.items() if at < len(row)}
        text = fields.pop("text", "").replace("\r\n", "\n").replace("\r", "\n")
        yield Draft(f"{item.source}/{number}", text, {**item.told, **fields})


def _lines(item: Input) -> Iterator[str]:
    for number, line in item.lines():
        if line is None:
            reason = f"line {number} is longer than {MAX_BYTES // 10**6} MB"
            raise Unreadable(reason, "is a quote not closed?")
        yield decode(line).removeprefix(BOM if number == 1 else "")


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The rows. Raises Unreadable with the number of a row, that of the header being 0."""
    number = 0
    try:
        for row in csv.reader(lines, delimiter=delimiter, strict=True):
            yield row
            number += 1
    except csv.Error as error:
        fault = f"row {number}: {one_line(error)}"
        raise Unreadable(fault, "is a quote not closed?") from error
