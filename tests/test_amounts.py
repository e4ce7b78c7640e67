"""Amounts: money and counts, in the words of the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import language
from kg.extract import amounts


@pytest.mark.parametrize(
    ("text", "lang", "amount", "unit"),
    [
        ("for $1.2 billion", "en", "$1.2 billion", "$"),
        ("about €300m in loans", "en", "about €300m", "€"),
        ("US$ 2bn", "en", "US$ 2bn", "us$"),
        ("500 million dollars", "en", "500 million dollars", "dollars"),
        ("pour 1,2 milliard d'euros", "fr", "1,2 milliard d'euros", "euros"),
        ("1,2 milliard d’euros", "fr", "1,2 milliard d’euros", "euros"),
        ("500 millions de dollars", "fr", "500 millions de dollars", "dollars"),
        ("300 M€", "fr", "300 M€", "€"),
        ("some 2,000 troops", "en", "some 2,000", ""),
        ("plus de 2 000 soldats", "fr", "plus de 2 000", ""),
        ("36 Rafale jets", "en", "36", ""),
        ("twenty-five tanks", "en", "twenty-five", ""),
        ("douze civils", "fr", "douze", ""),
        ("dozens of missiles", "en", "dozens", ""),
        ("une dizaine de chars", "fr", "une dizaine", ""),
        ("up to 1.5 million shells", "en", "up to 1.5 million", ""),
        ("plus d'un million d'obus", "fr", "plus d'un million", ""),
    ],
)
def test_an_amount_keeps_its_words(text: str, lang: str, amount: str, unit: str) -> None:
    (found,) = amounts.find(text, language.load(lang))
    assert (found.text, found.unit) == (amount, unit)
    assert text[found.start : found.end] == amount


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("20 percent", "en"),
        ("10 %", "fr"),
        ("155mm shells", "en"),
        ("an F-16 and a Su-35", "en"),
        ("a five-year plan", "en"),
        ("a 12-year-old boy", "en"),
        ("il y a 10 ans", "fr"),
        ("one missile", "en"),
        ("un missile", "fr"),
        ("the G7", "en"),
        ("at 10:30", "en"),
    ],
)
def test_what_counts_nothing_is_no_amount(text: str, lang: str) -> None:
    assert amounts.find(text, language.load(lang)) == []


@settings(max_examples=100, deadline=None, derandomize=True)
@given(data=st.data())
def test_amounts_quote_the_text_and_do_not_overlap(data: st.DataObject) -> None:
    speech = language.load(data.draw(st.sampled_from(language.available())))
    words = speech.amounts
    pool = sorted(
        {*words.numbers, *words.multipliers, *words.vague, *words.rounded, *words.qualifiers}
    )
    pool += sorted({*words.currencies, *words.symbols, *words.measures, *words.no_counts})
    pool += ["1", "2 000", "3,5", "1.2", "of", "de", "troops", "-", "("]
    text = " ".join(data.draw(st.lists(st.sampled_from(pool), max_size=9)))
    last = 0
    for found in amounts.find(text, speech):
        assert last <= found.start < found.end
        assert text[found.start : found.end] == found.text
        last = found.end
