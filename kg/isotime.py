"""ISO 8601 times as precise as a text states them: ``2023``, ``2023-07``, ``2023-07-26``
or, when the year is not known, ``--07-26``."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["gYear", "gYearMonth", "date", "gMonthDay"]
"""The local name of the XML Schema type that has this precision."""

_SHAPE = re.compile(r"(?:(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?)?|--(?P<md>.{5}))")
_LEAP_YEAR = "2000-"


def precision(iso: str) -> Precision | None:
    """How precise ``iso`` is, or None when it is not such a time (``2023-02-30``, ``soon``)."""
    match = _SHAPE.fullmatch(iso)
    if match is None:
        return None
    if match["md"]:
        return "gMonthDay" if precision(_LEAP_YEAR + match["md"]) == "date" else None
    try:
        date(int(match["y"]), int(match["m"] or 1), int(match["d"] or 1))
    except ValueError:
        return None
    if match["d"]:
        return "date"
    return "gYearMonth" if match["m"] else "gYear"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days a time covers, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def covers(self, other: Period) -> bool:
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last

    def covers_month_day(self, iso: str) -> bool:
        """Whether the day ``--MM-DD`` of some year lies in the period."""
        month, day = int(iso[2:4]), int(iso[5:7])
        return any(
            self.first <= date(year, month, day) <= self.last
            for year in range(self.first.year, self.last.year + 1)
            if day <= calendar.monthrange(year, month)[1]
        )

    def __str__(self) -> str:
        """One spelling per period: a day, a month, or ``first/last``."""
        if self.first == self.last:
            return self.first.isoformat()
        if self == period(month := self.first.isoformat()[:7]):
            return month
        return f"{self.first}/{self.last}"


def period(start: str | None, end: str | None = None) -> Period | None:
    """The days from ``start`` to ``end`` (``start`` alone when there is no end).

    None when a year is missing, a time is malformed, or the end comes before the start.
    """
    first, last = _days(start), _days(end or start)
    if first is None or last is None or last.last < first.first:
        return None
    return Period(first.first, last.last)


def _days(iso: str | None) -> Period | None:
    match iso and precision(iso):
        case "gYear":
            return Period(date(int(str(iso)), 1, 1), date(int(str(iso)), 12, 31))
        case "gYearMonth":
            year, month = map(int, str(iso).split("-"))
            last = calendar.monthrange(year, month)[1]
            return Period(date(year, month, 1), date(year, month, last))
        case "date":
            day = date.fromisoformat(str(iso))
            return Period(day, day)
    return None
