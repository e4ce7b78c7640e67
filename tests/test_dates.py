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
        ("Friday, May 12, 2023", "en", "2023-05-12", "2023-05-12"),
        ("vendredi 12 mai 2023", "fr", "2023-05-12", "2023-05-12"),
        ("Sept. 11, 2001", "en", "2001-09-11", "2001-09-11"),
        ("the 26th of July", "en", "2023-07-26", "2023-07-26"),
        ("le 1er mai", "fr", "2023-05-01", "2023-05-01"),
        ("on 28 December", "en", "2022-12-28", "2022-12-28"),
        ("26/07/2023", "fr", "2023-07-26", "2023-07-26"),
        ("03/04/2023", "fr", "2023-04-03", "2023-04-03"),
        ("07/26/2023", "en", "2023-07-26", "2023-07-26"),
        ("2023-07-26", "en", "2023-07-26", "2023-07-26"),
        ("du 10 au 13 septembre", "fr", "2023-09-10", "2023-09-13"),
        ("from 10 to 13 September", "en", "2023-09-10", "2023-09-13"),
        ("September 10-13", "en", "2023-09-10", "2023-09-13"),
        ("du 28 septembre au 2 octobre", "fr", "2023-09-28", "2023-10-02"),
        ("between May and July 2022", "en", "2022-05", "2022-07"),
        ("entre mai et juillet 2022", "fr", "2022-05", "2022-07"),
        ("de novembre à février 2023", "fr", "2022-11", "2023-02"),
        ("in 2014-2015", "en", "2014", "2015"),
        ("in 2014-15", "en", "2014", "2015"),
        ("de 2014 à 2016", "fr", "2014", "2016"),
        ("from Monday to Wednesday", "en", "2023-07-31", "2023-08-02"),
        ("en novembre 2022", "fr", "2022-11", "2022-11"),
        ("in May", "en", "2023-05", "2023-05"),
        ("en octobre", "fr", "2022-10", "2022-10"),
        ("in 2019", "en", "2019", "2019"),
        ("late July", "en", "2023-07", "2023-07"),
        ("fin juillet", "fr", "2023-07", "2023-07"),
        ("mid-March", "en", "2023-03", "2023-03"),
        ("mi-mars", "fr", "2023-03", "2023-03"),
        ("in the summer of 2022", "en", "2022", "2022"),
        ("premier trimestre 2023", "fr", "2023-01", "2023-03"),
        ("the second half of last year", "en", "2022-07", "2022-12"),
        ("hier", "fr", "2023-08-01", "2023-08-01"),
        ("aujourd’hui", "fr", "2023-08-02", "2023-08-02"),
        ("the day after tomorrow", "en", "2023-08-04", "2023-08-04"),
        ("two days ago", "en", "2023-07-31", "2023-07-31"),
        ("il y a trois jours", "fr", "2023-07-30", "2023-07-30"),
        ("a year ago", "en", "2022", "2022"),
        ("on Monday", "en", "2023-07-31", "2023-07-31"),
        ("mercredi", "fr", "2023-08-02", "2023-08-02"),
        ("lundi prochain", "fr", "2023-08-07", "2023-08-07"),
        ("mercredi de la semaine dernière", "fr", "2023-07-26", "2023-07-26"),
        ("last week", "en", "2023-07-24", "2023-07-30"),
        ("la semaine prochaine", "fr", "2023-08-07", "2023-08-13"),
        ("le week-end dernier", "fr", "2023-07-29", "2023-07-30"),
        ("earlier this month", "en", "2023-08", "2023-08"),
        ("le mois dernier", "fr", "2023-07", "2023-07"),
        ("last year", "en", "2022", "2022"),
        ("l’an dernier", "fr", "2022", "2022"),
        ("the end of the year", "en", "2023", "2023"),
        ("July last year", "en", "2022-07", "2022-07"),
        ("last December", "en", "2022-12", "2022-12"),
        ("since 2014", "en", "2014", "2023"),
        ("depuis lundi", "fr", "2023-07-31", "2023-08-02"),
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


@pytest.mark.parametrize(
    ("text", "lang", "start", "end"),
    [
        ("on Thursday", "en", "2023-08-03", "2023-08-03"),
        ("on 28 December", "en", "2023-12-28", "2023-12-28"),
        ("en mars", "fr", "2024-03", "2024-03"),
        ("in August", "en", "2023-08", "2023-08"),
        ("yesterday", "en", "2023-08-01", "2023-08-01"),
    ],
)
def test_what_is_planned_lies_ahead(text: str, lang: str, start: str, end: str) -> None:
    (found,) = dates.find(text, language.load(lang), WEDNESDAY)
    assert (found.planned.start, found.planned.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("31 February 2021", "en"),
        ("les missiles ont été tirés", "fr"),
        ("May spoke", "en"),
        ("he will march", "en"),
        ("2,000 soldiers", "en"),
        ("on May 2,000 soldiers", "en"),
        ("2000 hommes", "fr"),
        ("en 2 000 endroits", "fr"),
        ("resolution 1929", "en"),
        ("la résolution 1929", "fr"),
        ("in the 1990s", "en"),
        ("dans les années 1990", "fr"),
        ("03/04/2023", "en"),
        ("over the last month", "en"),
        ("three days after the visit", "en"),
        ("three days after the 5 May visit", "en"),
        ("trois jours après la visite du 5 mai", "fr"),
        ("la veille de la visite du 5 mai", "fr"),
        ("two weeks before", "en"),
    ],
)
def test_what_is_no_date_is_none(text: str, lang: str) -> None:
    assert dates.find(text, language.load(lang), WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("by 2030", "en", "by 2030"),
        ("avant le 5 mai", "fr", "avant le 5 mai"),
        ("several days ago", "en", "several days ago"),
        ("il y a plus de deux ans", "fr", "il y a plus de deux ans"),
        ("last summer", "en", "last summer"),
    ],
)
def test_what_is_not_sure_keeps_its_words_and_has_no_date(text: str, lang: str, words: str) -> None:
    (found,) = dates.find(text, language.load(lang), WEDNESDAY)
    assert (found.when.text, found.when.start, found.when.end) == (words, None, None)


def test_since_ends_where_it_begins_without_publication() -> None:
    (found,) = dates.find("depuis 2014", language.load("fr"), None)
    assert (found.when.start, found.when.end) == ("2014", "2014")


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
