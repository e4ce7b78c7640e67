"""Dates as precise as the text and no more."""

from __future__ import annotations

from datetime import date

import pytest

from kg import language
from kg.extract import dates

WEDNESDAY = date(2023, 8, 2)


@pytest.mark.parametrize(
    ("text", "lang", "start", "end"),
    [
        ("le 26 juillet dernier", "fr", "2023-07-26", "2023-07-26"),
        ("on 14 May 2021", "en", "2021-05-14", "2021-05-14"),
        ("May 14, 2021", "en", "2021-05-14", "2021-05-14"),
        ("du 10 au 13 septembre", "fr", "2023-09-10", "2023-09-13"),
        ("en novembre 2022", "fr", "2022-11", "2022-11"),
        ("in 2019", "en", "2019", "2019"),
        ("hier", "fr", "2023-08-01", "2023-08-01"),
        ("on Monday", "en", "2023-07-31", "2023-07-31"),
        ("lundi prochain", "fr", "2023-08-07", "2023-08-07"),
        ("last December", "en", "2022-12", "2022-12"),
    ],
)
def test_a_date_is_read_from_the_day_of_publication(
    text: str, lang: str, start: str, end: str
) -> None:
    (found,) = dates.find(text, language.load(lang), WEDNESDAY)
    assert (found.when.start, found.when.end) == (start, end)
    assert text[found.start : found.end] == found.when.text


def test_without_publication_a_day_has_no_year() -> None:
    (found,) = dates.find("le 26 juillet dernier", language.load("fr"), None)
    assert found.when.start == "--07-26"


def test_without_publication_a_weekday_has_no_date() -> None:
    (found,) = dates.find("on Monday", language.load("en"), None)
    assert (found.when.text, found.when.start) == ("Monday", None)


@pytest.mark.parametrize("text", ["31 February 2021", "les missiles ont été tirés", "May spoke"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates.find(text, language.load("en"), WEDNESDAY) == []
