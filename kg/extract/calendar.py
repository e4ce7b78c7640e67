"""The expressions of a language's calendar, built from its ``[dates]``.

A ``Form`` is a pattern and what its groups mean. Groups: ``d`` day, ``m`` month, ``y`` year,
``w`` weekday, ``u`` unit, ``n`` number; ``pre`` and ``post`` stand around what they place on
one side of publication ("last", "dernier").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from kg.extract import reckoning
from kg.extract.reckoning import UNKNOWN, Bounds, Point
from kg.language import Language

Groups = dict[str, str]
Meaning = Point | tuple[Point, Point] | Callable[[date | None, bool], Bounds] | None

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:er|st|nd|rd|th)?(?!\d|[.,:/]\d)(?!\w)"
_YEAR = r"(?:1[89]|20)\d\d(?![\d'%]|[.,:/]\d)(?!\w)"
_GAP = r"[ \t\u00a0\u202f]+"


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a time. ``governed``: only behind a word like "in" or "since"."""

    pattern: re.Pattern[str]
    read: Callable[[Grammar, Groups], Meaning]
    governed: bool = False


class Grammar:
    """The calendar of one language."""

    def __init__(self, language: Language) -> None:
        self.dates = dates = language.dates
        self.numbers = language.amounts.numbers
        self.months = {name: i for i, name in enumerate(dates.months, 1)} | dates.short_months
        self.listing = frozenset(dates.listing)
        self.word = re.compile(r"(?<![\w.,/-])(?=\w)")
        self.joiner = re.compile(
            rf"(?:{_GAP}(?i:{_any(dates.joiners)}){_GAP}|\s*[-–]\s*)(?:(?i:{_any(dates.articles)}))?"
        )
        gap = rf"{_GAP}(?:(?i:{_any(dates.articles)}))?$"
        self.since = re.compile(rf"(?<!\w)(?i:{_any(dates.since)}){gap}")
        self.limit = re.compile(rf"(?<!\w)(?i:{_any(dates.limits)}){gap}")
        self._governor = re.compile(
            rf"(?<!\w)(?i:{_any((*dates.governors, *dates.since, *dates.limits, *dates.openers))}){gap}"
        )
        self._opener = re.compile(rf"(?<!\w)(?i:{_any(dates.openers)}){gap}")
        self._rolling = re.compile(rf"(?<!\w)(?i:{_any(dates.rolling)}){_GAP}$")
        self.forms = tuple(_forms(self, language))
        number = rf"(?:\d+|{_any((*self.numbers, *dates.several))})"
        counted = rf"{number}{_GAP}(?:{_any(dates.units)})"
        anchors = (a.replace("_", counted) for a in map(_escape, dates.anchors))
        self.anchor = re.compile(
            rf"(?<!\w)(?i:{'|'.join(anchors)})(?!\w)(?:{_GAP}[^\s,.;:()]+){{0,6}}"
        )

    def governs(self, text: str, at: int) -> bool:
        """Whether the word before makes a number a year, or a word a month: "in 2014"."""
        return self._governor.search(text, max(0, at - 30), at) is not None

    def opens(self, text: str, at: int) -> bool:
        """Whether a range begins: "between May and …"."""
        return self._opener.search(text, max(0, at - 30), at) is not None

    def rolls(self, text: str, at: int) -> bool:
        """ "the last month" is thirty days, "last month" the one before this."""
        return self._rolling.search(text, max(0, at - 30), at) is not None

    def side(self, g: Groups, key: str = "") -> int | None:
        """-1, 0 or 1 for what stands around a unit, a weekday or a month."""
        post = " ".join(g.get(f"{key}post", "").split())
        glue = " " if post and not post.startswith("-") else ""
        return self.dates.sides.get(f"{g.get(f'{key}pre', '')} _{glue}{post}".strip())
