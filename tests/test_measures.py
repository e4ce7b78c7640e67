"""Quantities in the words of the text -> numbers that can be compared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import language
from kg.extract.measures import Measure, measure

M = 1_000_000


@pytest.mark.parametrize(
    ("text", "lang", "low", "high", "unit"),
    [
        ("200 tanks", "en", 200, 200, "tank"),
        ("deux cents chars", "fr", 200, 200, "tank"),
        ("200 more British-made tanks", "en", 200, 200, "tank"),
        ("plus de 300 chars", "fr", 300, None, "tank"),
        ("plus d'un million d'obus", "fr", M, None, "shell"),
        ("moins de 50 soldats", "fr", None, 50, "soldier"),
        ("up to 1.5 million shells", "en", None, 1_500_000, "shell"),
        ("as many as 50 hostages", "en", None, 50, "hostage"),
        ("at least 12 civilians", "en", 12, None, "civilian"),
        ("environ 1 100 soldats", "fr", 1100, 1100, "soldier"),
        ("some 2,000 troops", "en", 2000, 2000, "soldier"),
        ("des dizaines de chars", "fr", 20, None, "tank"),
        ("dozens of tanks", "en", 24, None, "tank"),
        ("tens of thousands of dollars", "en", 20_000, None, "USD"),
        ("une dizaine de chars", "fr", 10, 10, "tank"),
        ("more than a dozen tanks", "en", 12, None, "tank"),
        ("half a million shells", "en", 500_000, 500_000, "shell"),
        ("$1.2 billion", "en", 1_200_000_000, 1_200_000_000, "USD"),
        ("US$ 2bn", "en", 2_000_000_000, 2_000_000_000, "USD"),
        ("500 millions de dollars américains", "fr", 500 * M, 500 * M, "USD"),
        ("1,2 milliard d’euros", "fr", 1_200_000_000, 1_200_000_000, "EUR"),
        ("300 M€", "fr", 300 * M, 300 * M, "EUR"),
        ("1,234,567 dollars", "en", 1_234_567, 1_234_567, "USD"),
        ("2.50 dollars", "en", "2.50", "2.50", "USD"),
        ("twenty-five thousand troops", "en", 25_000, 25_000, "soldier"),
        ("two hundred thousand shells", "en", 200_000, 200_000, "shell"),
        ("cent quatre-vingt-dix missiles", "fr", 190, 190, "missile"),
        ("soixante-douze avions", "fr", 72, 72, "aircraft"),
        ("150 tonnes de munitions", "fr", 150, 150, "tonne ammunition"),
        ("150 tonnes of ammunition", "en", 150, 150, "tonne ammunition"),
        ("36 Gripens", "en", 36, 36, "gripens"),
        ("1 200", "fr", 1200, 1200, ""),
    ],
)
def test_what_a_quantity_means(
    text: str, lang: str, low: int | str | None, high: int | str | None, unit: str
) -> None:
    found = measure(text, language.load(lang))
    assert found is not None
    assert (found.low, found.high, found.unit) == (
        None if low is None else Decimal(low), None if high is None else Decimal(high), unit
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "many tanks", "200 tanks and 30 guns", "20 percent"])
def test_what_is_no_one_amount_is_not_measured(text: str) -> None:
    assert measure(text, language.load("en")) is None


def test_a_bare_number_counts_the_item() -> None:
    assert measure("200", language.load("en"), "battle tanks") == Measure(
        Decimal(200), Decimal(200), "tank"
    )
    # The words of the quantity come first, and money counts nothing.
    assert measure("200 shells", language.load("en"), "arms") == measure(
        "200 shells", language.load("en")
    )
    assert measure("$5m", language.load("en"), "tanks") == Measure(
        Decimal(5 * M), Decimal(5 * M), "USD"
    )


@pytest.mark.parametrize("lang", language.available())
def test_every_word_of_the_data_is_understood(lang: str) -> None:
    speech = language.load(lang)
    words = speech.amounts
    assert set(words.qualifiers.values()) <= {"least", "most", "about"}
    for word, number in (words.vague | words.rounded).items():
        found = measure(word, speech)
        assert found is not None
        assert found.low == number, word
        assert (found.high is None) is (word in words.vague), word
    for word, number in words.multipliers.items():
        found = measure(f"3 {word} {min(words.currencies)}", speech)
        assert found is not None
        assert found.low == 3 * number, word


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=30), number=st.integers(2, 10**12))
def test_any_text_is_measured_or_not(text: str, number: int) -> None:
    for lang in language.available():
        for words in (text, f"{number} {text}"):
            found = measure(words, language.load(lang))
            assert found is None or (found.low, found.high) != (None, None)
