"""Dates in a sentence -> ``When``: as precise as the text and no more.

"le 26 juillet dernier" is 2023-07-26 when the article is dated August 2023, and --07-26 when
it has no date. "Monday" without a publication date keeps its words and gets no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.language import Dates, Language
from kg.model import When


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression: ``start``/``end`` are offsets into the text that was searched."""

    when: When
    start: int
    end: int


def find(text: str, language: Language, published: date | None) -> list[Dated]:
    """The date expressions of a text, in order, none overlapping another."""
    found: list[Dated] = []
    for match in _pattern(language.code, language.dates).finditer(text):
        bounds = _read(match, language.dates, published)
        if bounds is not None:
            found.append(Dated(When(match.group(), *bounds), match.start(), match.end()))
    return found


@cache
def _compiled(code: str, months: str, weekdays: str, days: str, last: str, next_: str) -> str:
    """The expression for a language; ``code`` decides where "last" and "next" stand."""
    del code
    day, year = r"(?:1er|\d{1,2})(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
    side = rf"(?:{last}|{next_})"
    return (
        rf"\b(?:(?P<r1>{day})\s*(?:-|–|to|au|and|et)\s*(?P<r2>{day})\s+(?P<rm>{months})"
        rf"(?:\s+(?P<ry>{year}))?"
        rf"|(?P<d1>{day})\s+(?P<m1>{months})\.?(?:,?\s+(?P<y1>{year})|\s+(?P<s1>{side}))?"
        rf"|(?P<m2>{months})\.?\s+(?P<d2>{day})(?!\d)(?:,?\s+(?P<y2>{year}))?"
        rf"|(?P<m3>{months})(?:\s+(?P<y3>{year})|\s+(?P<s3>{side}))"
        rf"|(?P<sb>{side})\s+(?P<m4>{months})"
        rf"|(?P<iso>{year}-\d\d-\d\d)"
        rf"|(?:(?P<wb>{side})\s+)?(?P<w>{weekdays})(?:\s+(?P<ws>{side}))?"
        rf"|(?P<rel>{days})"
        rf"|(?:in|en|since|depuis)\s+(?P<y>{year}))(?!\w)"
    )


def _pattern(code: str, dates: Dates) -> re.Pattern[str]:
    parts = (
        "|".join(map(re.escape, group))
        for group in (dates.months, dates.weekdays, tuple(dates.days), dates.last, dates.next)
    )
    return re.compile(_compiled(code, *parts), re.IGNORECASE)


def _read(
    match: re.Match[str], dates: Dates, published: date | None
) -> tuple[str | None, str | None] | None:
    """(from, to) of a match as ISO 8601, (None, None) when only the words are known."""
    g = {k: v.lower() for k, v in match.groupdict().items() if v is not None}
    if "iso" in g:
        try:
            return _both(date.fromisoformat(g["iso"]))
        except ValueError:
            return None
    if "y" in g:
        return g["y"], g["y"]
    if "rel" in g:
        return _both(_shifted(published, dates.days[g["rel"]]))
    if "w" in g:
        return _both(_weekday(g, dates, published))
    for day, month, year, side in _day_months(g):
        number = dates.months.index(month) + 1
        whole = _year(number, day, year, side, dates, published)
        if whole is None and day is None:
            return None, None  # "last December" of an undated article
        stamp = _stamp(whole, number, day)
        return None if stamp is None else (stamp, stamp)
    if "r1" in g:
        number = dates.months.index(g["rm"]) + 1
        days = (_number(g["r1"]), _number(g["r2"]))
        years = [_year(number, d, g.get("ry"), "", dates, published) for d in days]
        stamps = [_stamp(y, number, d) for y, d in zip(years, days, strict=True)]
        return (stamps[0], stamps[1]) if all(stamps) and days[0] <= days[1] else None
    return None


def _day_months(g: dict[str, str]) -> Iterator[tuple[int | None, str, str | None, str]]:
    if "m1" in g:
        yield _number(g["d1"]), g["m1"], g.get("y1"), g.get("s1", "")
    elif "m2" in g:
        yield _number(g["d2"]), g["m2"], g.get("y2"), ""
    elif "m3" in g:
        yield None, g["m3"], g.get("y3"), g.get("s3", "")
    elif "m4" in g:
        yield None, g["m4"], None, g["sb"]


def _number(text: str) -> int:
    return int(re.match(r"\d+", text).group())  # type: ignore[union-attr]


def _both(day: date | None) -> tuple[str | None, str | None]:
    stamp = day.isoformat() if day else None
    return stamp, stamp


def _year(
    month: int, day: int | None, year: str | None, side: str, dates: Dates, published: date | None
) -> int | None:
    """The year: as written, or the one nearest to publication on the side the words say."""
    if year:
        return int(year)
    if published is None:
        return None
    if side in dates.last and (month, day or 1) > (published.month, published.day):
        return published.year - 1
    if side in dates.next and (month, day or 28) < (published.month, published.day):
        return published.year + 1
    return published.year


def _stamp(year: int | None, month: int, day: int | None) -> str | None:
    """ISO 8601 in the precision known (a year or a day is); None when there is no such day."""
    if day is not None:
        try:
            date(year or 2000, month, day)
        except ValueError:
            return None
    if year is None:
        return f"--{month:02}-{day:02}"
    return f"{year}-{month:02}-{day:02}" if day is not None else f"{year}-{month:02}"


def _weekday(g: dict[str, str], dates: Dates, published: date | None) -> date | None:
    """The last such day up to publication; the next one when the words say so."""
    if published is None:
        return None
    back = (published.weekday() - dates.weekdays.index(g["w"])) % 7
    side = g.get("ws") or g.get("wb", "")
    if side in dates.next:
        return _shifted(published, 7 - back)
    if side in dates.last and back == 0:
        back = 7
    return _shifted(published, -back)


def _shifted(day: date | None, days: int) -> date | None:
    """The day so many days on; None beyond the ends of the calendar."""
    try:
        return day + timedelta(days=days) if day else None
    except OverflowError:
        return None
