"""``kg check --coverage`` in words: the counts first, then what to add, most frequent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.cli.output import count, printable
from kg.coverage import Coverage, Word

SENTENCES = 20
"""Sentences without a claim that are shown."""
ROWS = 60
"""Rows of each list that are shown."""


def report(coverage: Coverage) -> str:
    """The report. Of every list the first rows, and how many there are in all."""
    return "\n".join(
        [
            *_counts(coverage),
            "",
            *_list(
                "Sentences with two actors and no claim",
                [f"{_line(s.source)}: {_line(s.text)}" for s in coverage.silent],
                SENTENCES,
            ),
            *_words(coverage.words),
            *_list(
                "Names that are not listed in seeds/entities",
                [f"{n.count:5}  {n.kind:15} {_line(n.text)}" for n in coverage.names],
                ROWS,
            ),
        ]
    ).rstrip()


def _counts(coverage: Coverage) -> Iterator[str]:
    yield f"Read {count(coverage.articles, 'article')}, {count(coverage.sentences, 'sentence')}."
    yield f"Left out as too long to read: {count(coverage.overlong, 'sentence')}."
    silent = len(coverage.silent)
    share = f" ({silent / coverage.paired:.0%})" if coverage.paired else ""
    yield f"Two actors: {count(coverage.paired, 'sentence')}; without a claim: {silent}{share}."


def _words(words: Iterable[Word]) -> Iterator[str]:
    for (lang, known), group in groupby(words, key=lambda w: (w.lang, w.known)):
        what = "heads of a trigger that did not match" if known else "no head of any trigger"
        rows = [
            f"{w.count:5}  {w.kind}  {_line(w.words)}\n        {_line(w.example)}" for w in group
        ]
        yield from _list(f"Words between two actors without a claim, {lang}: {what}", rows, ROWS)


def _list(title: str, rows: list[str], most: int) -> Iterator[str]:
    shown = f"the first {most} of {len(rows)}" if len(rows) > most else str(len(rows))
    yield f"{title}: {shown}"
    yield from (f"  {row}" for row in rows[:most])
    yield ""


def _line(text: str) -> str:
    return printable(" ".join(text.split()))
