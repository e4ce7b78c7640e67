"""Dates as precise as the text and no more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import language
from kg.extract import dates
from kg.isotime import precision
from kg.language import Language

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


def test_without_publication_a_month_has_no_date() -> None:
    (found,) = dates.find("last December", language.load("en"), None)
    assert (found.when.text, found.when.start) == ("last December", None)


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert dates.find("2023-13-45", language.load("en"), WEDNESDAY) == []


def test_a_span_never_ends_before_it_begins() -> None:
    for found in dates.find("du 30 au 2 septembre", language.load("fr"), WEDNESDAY):
        assert str(found.when.start) <= str(found.when.end)


@pytest.mark.parametrize(
    ("text", "published"),
    [("tomorrow", date.max), ("yesterday", date.min), ("last Sunday", date.min)],
)
def test_a_day_beyond_the_calendar_has_no_date(text: str, published: date) -> None:
    (found,) = dates.find(text, language.load("en"), published)
    assert found.when.start is None


def phrases(speech: Language) -> st.SearchStrategy[str]:
    """Texts of calendar words in any order."""
    words = speech.dates
    pool = [*words.months, *words.weekdays, *words.days, *words.sides, *words.parts, *words.units]
    pool += [*words.short_months, *words.since, *words.limits, *words.openers, *words.joiners]
    pool += [*words.ago, *words.spans, *words.several, *words.of]
    pool += ["1", "1er", "2nd", "29", "31", "32", "1999", "2024", "to", "au", "in", "en", "-", ","]
    pool = [word.replace("_", "").strip() for word in pool]
    return st.lists(st.sampled_from(pool), max_size=9).map(" ".join)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(data=st.data())
def test_every_date_found_is_a_time_that_quotes_the_text(data: st.DataObject) -> None:
    speech = language.load(data.draw(st.sampled_from(language.available())))
    text = data.draw(phrases(speech))
    published = data.draw(st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    last = 0
    for found in dates.find(text, speech, published):
        assert last <= found.start < found.end
        assert text[found.start : found.end] == found.when.text
        start, end = found.when.start, found.when.end
        assert (start is None) == (end is None)
        if start and end:
            assert precision(start) == precision(end) is not None
            assert start <= end
        last = found.end
