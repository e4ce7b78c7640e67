"""Parsing: what must hold for every parse, and, with the models, what reaches them whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import gazetteer, language, models, parse, standins
from kg.errors import MissingModelError
from kg.parse import RawToken
from tests import freeze


def broken(text: str, start: int, sentences: list[tuple[RawToken, ...]]) -> list[str]:
    """The laws of ``parse.parse`` that its answer breaks."""
    tokens = [t for sentence in sentences for t in sentence]
    spans = [(t.start, t.end) for t in tokens]
    between = [start, *(x for span in spans for x in span), len(text)]
    gaps = [text[a:b] for a, b in zip(between[::2], between[1::2], strict=True)]
    laws = {
        "a token quotes the text": all(text[t.start : t.end] == t.text for t in tokens),
        "tokens are in order": all(a[1] <= b[0] for a, b in pairwise(spans)),
        "no token is empty": all(t.text.strip() for t in tokens),
        "nothing but space is left out": not any(gap.strip() for gap in gaps),
        "a head is in its sentence": all(0 <= t.head < len(s) for s in sentences for t in s),
        "a sentence has a root": all(any(t.head == i for i, t in enumerate(s)) for s in sentences),
        "a sentence is on one line": not any(
            "\n" in text[s[0].start : s[-1].end] for s in sentences
        ),
    }
    return [law for law, holds in laws.items() if not holds]


@pytest.mark.parametrize("lang", language.available())
def test_every_frozen_parse_keeps_the_laws(lang: str) -> None:
    speech = language.load(lang)
    assert freeze.texts(lang)
    for text in freeze.texts(lang):
        assert broken(text, 0, list(freeze.thaw(text, speech))) == [], text


@pytest.mark.parametrize("lang", language.available())
def test_a_listed_name_reached_the_parser_as_one_proper_noun(lang: str) -> None:
    speech, listed = language.load(lang), gazetteer.load()
    for text in freeze.texts(lang):
        tokens = {t.start: t for s in freeze.thaw(text, speech) for t in s}
        for keep in standins.stand_ins(text, listed.find(text, lang), listed, speech):
            assert tokens[keep.start].end == keep.end, text
            assert tokens[keep.start].pos == "PROPN", text


def test_a_missing_model_says_what_to_install() -> None:
    nowhere = replace(language.load("fr"), models=("fr_core_news_xxl", "fr_core_news_xxs"))
    with pytest.raises(MissingModelError, match="pip install fr-core-news-xxs"):
        models.model_name(nowhere)


def test_the_first_model_that_is_installed_is_taken() -> None:
    known = replace(language.load("fr"), models=("fr_core_news_xxl", "json", "csv"))
    assert models.model_name(known) == "json"


def lines(text: str, lang: str = "fr", start: int = 0) -> list[list[str]]:
    """The words of each sentence, parsed by the installed model with its stand-ins."""
    speech, listed = language.load(lang), gazetteer.load()
    keep = standins.stand_ins(text, listed.find(text, lang, start), listed, speech)
    return [
        [t.text for t in sentence] for sentence in parse.parse(text, speech, start=start, keep=keep)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("La Corée du Nord vote.", "fr", ["La", "Corée du Nord", "vote", "."]),
        ("Xi Jinping voted.", "en", ["Xi Jinping", "voted", "."]),
        ("Il vote aux côtés du Mali.", "fr", ["Il", "vote", "aux côtés", "du", "Mali", "."]),
        ("Il vote aux côtés d'Oman.", "fr", ["Il", "vote", "aux côtés d'", "Oman", "."]),
        ("They voted ahead of Mali.", "en", ["They", "voted", "ahead of", "Mali", "."]),
    ],
)
def test_names_and_long_prepositions_stay_whole(text: str, lang: str, words: list[str]) -> None:
    assert lines(text, lang) == [words]


@pytest.mark.slow
def test_a_line_break_ends_a_sentence_and_a_comma_does_not() -> None:
    assert len(lines("Moscou vote\nPékin vote")) == 2
    assert len(lines("Moscou vote, Pékin aussi")) == 1


@pytest.mark.slow
def test_the_header_is_not_parsed_but_counts_for_offsets() -> None:
    text = "lang: fr\n\nParis vote."
    speech = language.load("fr")
    (sentence,) = parse.parse(text, speech, start=10)
    assert [(t.text, t.start) for t in sentence] == [("Paris", 10), ("vote", 16), (".", 20)]


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b\n"])
def test_a_text_without_words_is_parsed(text: str) -> None:
    assert broken(text, 0, list(parse.parse(text, language.load("fr")))) == []


@pytest.mark.slow
@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    text=st.lists(
        st.one_of(
            st.sampled_from(
                ["Corée du Nord", "l'Otan", "à l'encontre des", "aux côtés du", "\n", "…", "»", "'"]
            ),
            st.text(max_size=8),
        ),
        max_size=12,
    ).map(" ".join),
    lang=st.sampled_from(language.available()),
)
def test_any_text_is_parsed_by_the_laws(text: str, lang: str) -> None:
    speech, listed = language.load(lang), gazetteer.load()
    keep = standins.stand_ins(text, listed.find(text, lang), listed, speech)
    assert broken(text, 0, list(parse.parse(text, speech, keep=keep))) == []
