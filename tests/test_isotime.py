"""Times of any precision."""

from __future__ import annotations

from datetime import date

import pytest

from kg.isotime import Period, period, precision


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2023", "gYear"),
        ("2023-07", "gYearMonth"),
        ("2023-07-26", "date"),
        ("--07-26", "gMonthDay"),
        ("--02-29", "gMonthDay"),
        ("2024-02-29", "date"),
        ("2023-02-29", None),
        ("2023-13", None),
        ("--02-30", None),
        ("--07", None),
        ("0000", None),
        ("23", None),
        ("2023-7-1", None),
        ("2023-07-26T10:00", None),
        ("２０２３", None),
        ("soon", None),
        ("", None),
        ("2023\n", None),
    ],
)
def test_precision(iso: str, expected: str | None) -> None:
    assert precision(iso) == expected


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2023", None, date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-02", None, date(2023, 2, 1), date(2023, 2, 28)),
        ("2023-07-26", "2023-07-26", date(2023, 7, 26), date(2023, 7, 26)),
        ("2023-07", "2023-08", date(2023, 7, 1), date(2023, 8, 31)),
    ],
)
def test_period(start: str, end: str | None, first: date, last: date) -> None:
    assert period(start, end) == Period(first, last)


@pytest.mark.parametrize(
    ("start", "end"),
    [(None, None), (None, "2023"), ("--07-26", None), ("2023", "--07-26"), ("2023", "2022")],
)
def test_no_period(start: str | None, end: str | None) -> None:
    assert period(start, end) is None


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2023-07-26", None, "2023-07-26"),
        ("2023-07", None, "2023-07"),
        ("2023-07-01", "2023-07-31", "2023-07"),
        ("2023-07-25", "2023-07-27", "2023-07-25/2023-07-27"),
        ("2023", None, "2023-01-01/2023-12-31"),
    ],
)
def test_a_period_has_one_spelling(start: str, end: str | None, shown: str) -> None:
    assert str(period(start, end)) == shown


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2023-07-17/2023-07-18", "2023-07-18/2023-07-19", True),
        ("2023-07-17/2023-07-18", "2023-07-19/2023-07-20", False),
        ("2023-07", "2023-07-31", True),
        ("2023-07", "2023-08", False),
        ("2023", "2023-07-26", True),
    ],
)
def test_overlaps(one: str, other: str, expected: bool) -> None:
    first, second = period(*one.split("/")), period(*other.split("/"))
    assert first
    assert second
    assert first.overlaps(second) is second.overlaps(first) is expected


def test_covers() -> None:
    july = Period(date(2023, 7, 1), date(2023, 7, 31))
    day, other = (Period(d, d) for d in (date(2023, 7, 26), date(2023, 8, 1)))
    assert july.covers(day)
    assert not day.covers(july)
    assert not july.covers(other)
    assert july.days == 31


@pytest.mark.parametrize(
    ("iso", "inside"),
    [("--12-31", True), ("--01-02", True), ("--12-30", False), ("--02-29", False)],
)
def test_a_day_without_year(iso: str, inside: bool) -> None:
    turn_of_the_year = period("2023-12-31", "2024-01-02")
    assert turn_of_the_year
    assert turn_of_the_year.covers_month_day(iso) is inside


def test_29_february_is_in_leap_years_only() -> None:
    assert [bool(p and p.covers_month_day("--02-29")) for p in map(period, ("2023", "2024"))] == [
        False,
        True,
    ]
