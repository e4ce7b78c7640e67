"""Reckoning from the day of publication: which year a day falls in, which days are a week.

A time is a pair of ISO 8601 strings (first, last) of one precision, or ``UNKNOWN``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

Bounds = tuple[str | None, str | None]
UNKNOWN: Bounds = (None, None)

_AHEAD = {True: timedelta(days=92), False: timedelta(days=31)}
"""How far ahead a day (True) or a month (False) not told as planned may lie: further, and it is
last year's."""


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month or year as written; what is not written is None. ``side`` is -1 for "last",
    0 for "this", 1 for "next"; ``shift`` counts years from publication ("July last year")."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    side: int | None = None
    shift: int | None = None

    def bounds(self, published: date | None, planned: bool) -> Bounds:
        """The time, with the year that publication and the words around make likely."""
        stamp = self._stamp(self.dated(published, planned).year)
        return stamp, stamp

    def dated(self, published: date | None, planned: bool) -> Point:
        """The point with its year, where it can be known."""
        if self.year is not None or published is None or self.month is None:
            return self
        if self.shift is not None:
            return replace(self, year=_in_calendar(published.year + self.shift))
        if self.side == 0:
            return replace(self, year=published.year)
        low, high = published, published
        if self.side is None and not planned:
            high = _moved(published, _AHEAD[self.day is not None])
        ahead = self.side == 1 or (self.side is None and planned)
        mine = (self.month, self.day or (1 if not ahead else 31))
        if ahead:
            later = mine < (low.month, low.day) or (self.side == 1 and mine == (low.month, low.day))
            return replace(self, year=_in_calendar(low.year + later))
        return replace(self, year=_in_calendar(high.year - (mine > (high.month, high.day))))

    def _stamp(self, year: int | None) -> str | None:
        """ISO 8601, ``--07-26`` without a year; None where there is no such day."""
        if self.month is None:
            return None if year is None else f"{year:04}"
        if self.day is None:
            return None if year is None else f"{year:04}-{self.month:02}"
        try:
            date(year or 2000, self.month, self.day)
        except ValueError:
            return None
        return f"{'-' if year is None else format(year, '04')}-{self.month:02}-{self.day:02}"

    def exists(self) -> bool:
        """Whether some calendar has it: 31 February is no day."""
        return self.day is None or self._stamp(self.year) is not None


def between(first: Point, last: Point, published: date | None, planned: bool) -> Bounds:
    """From one point to another; a year written once holds for both."""
    if last.year is None and first.year is not None:
        last = replace(last, year=first.year + (_order(last) < _order(first)))
    last = last.dated(published, planned)
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - (_order(first) > _order(last)))
    return join(first.bounds(published, planned), last.bounds(published, planned))


def join(first: Bounds, last: Bounds) -> Bounds:
    """From the first day of one to the last of the other, in the coarser precision."""
    start, end = first[0], last[1]
    if start is None or end is None or start.startswith("--") != end.startswith("--"):
        return UNKNOWN
    size = min(len(start), len(end))
    start, end = start[:size], end[:size]
    return (start, end) if start <= end else UNKNOWN


def until(bounds: Bounds, published: date | None) -> Bounds:
    """ "since X": from X to publication."""
    start = bounds[0]
    if start is None or published is None or start.startswith("--"):
        return bounds
    end = published.isoformat()[: len(start)]
    return (start, end) if start <= end else bounds


def unit(name: str, number: int, published: date | None) -> Bounds:
    """The day, week, weekend, month or year so many of them from publication."""
    if published is None:
        return UNKNOWN
    if name == "day":
        return _days(published, number, number)
    if name in ("week", "weekend"):
        monday = 7 * number - published.weekday()
        return _days(published, monday + (5 if name == "weekend" else 0), monday + 6)
    months = 12 * published.year + published.month - 1 + number * (12 if name == "year" else 1)
    year = _in_calendar(months // 12)
    if year is None or name not in ("month", "year"):
        return UNKNOWN
    stamp = f"{year:04}" if name == "year" else f"{year:04}-{months % 12 + 1:02}"
    return stamp, stamp


def weekday(
    index: int, side: int | None, week: int | None, published: date | None, planned: bool
) -> Bounds:
    """The last such day up to publication; the next one of a plan, or where the words say so."""
    if published is None:
        return UNKNOWN
    back = (published.weekday() - index) % 7
    if week is not None or side == 0:
        shift = 7 * (week or 0) - published.weekday() + index
    elif side == 1:
        shift = 7 - back
    elif side == -1:
        shift = -(back or 7)
    else:
        shift = (7 - back) % 7 if planned else -back
    return _days(published, shift, shift)


def _order(point: Point) -> tuple[int, int]:
    return point.month or 0, point.day or 0


def _days(published: date, first: int, last: int) -> Bounds:
    try:
        found = [published + timedelta(days=n) for n in (first, last)]
    except OverflowError:
        return UNKNOWN
    return found[0].isoformat(), found[1].isoformat()


def _moved(day: date, by: timedelta) -> date:
    return day + by if date.max - day > by else date.max


def _in_calendar(year: int) -> int | None:
    return year if date.min.year <= year <= date.max.year else None
