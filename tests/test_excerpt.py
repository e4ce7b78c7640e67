"""Short quotes: what they keep, and that they are still in the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import sample_claims, sample_entities

from kg import export, ontology, rdf
from kg.excerpt import LONGEST, excerpt, shortened
from kg.export.excerpts import without_text
from kg.model import Span
from kg.statements import merge
from kg.terms import KG

LONG = (
    "After a night of talks that nobody had announced, and that both capitals had denied for most"
    " of the week, the foreign minister of Norway met his Japanese counterpart at a hotel near the"
    " airport of Osaka, where journalists had been waiting since the early hours of the morning."
)


def at(words: str, text: str = LONG, offset: int = 0) -> Span:
    start = offset + text.index(words)
    return Span(words, start, start + len(words))


def test_a_short_sentence_is_quoted_whole() -> None:
    text = "Norway met Japan."
    assert excerpt(Span(text, 7, 7 + len(text)), [at("Norway", text, 7)]) == Span(text, 7, 24)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (["met", "minister of Norway", "Japanese counterpart"], "for most of the", "airport of"),
        (["met", "Osaka", "night"], "foreign minister", "journalists had been"),
        ([], "After a night", "week, the foreign"),
    ],
)
def test_an_excerpt_keeps_the_words_of_the_claim(words: list[str], first: str, last: str) -> None:
    found = excerpt(Span(LONG, 0, len(LONG)), [at(word) for word in words]).text
    assert found.startswith(first)
    assert found.endswith(last)
    assert LONGEST - 12 < len(found) <= LONGEST


@given(st.text(max_size=400), st.integers(0, 50), st.data())
def test_an_excerpt_is_a_piece_of_the_sentence(text: str, offset: int, data: st.DataObject) -> None:
    sentence = Span(text, offset, offset + len(text))
    places = st.tuples(st.integers(0, len(text) + 60), st.integers(0, len(text) + 60))
    words = [Span("", min(p), max(p)) for p in data.draw(st.lists(places, max_size=3))]
    found = excerpt(sentence, words)
    assert len(found.text) <= LONGEST
    assert text[found.start - offset : found.end - offset] == found.text
    assert found.end - found.start == len(found.text)
    if words and sentence.start <= words[0].start and words[0].end <= sentence.end:
        first = text[words[0].start - offset : words[0].end - offset]
        if len(first) <= LONGEST:
            assert first.strip() in found.text


def test_a_graph_without_text_keeps_where_the_sentences_are() -> None:
    long = [
        replace(claim, sentence=Span(LONG, 40, 40 + len(LONG)), trigger=at("met", offset=40))
        for claim in sample_claims()[:2]
    ]
    told = merge([*long, *sample_claims()[2:]], frozenset(), frozenset())
    whole = rdf.graph(told, sample_entities(), ontology=ontology.load())
    less = without_text(whole)
    quotes = [str(quote) for quote in less.objects(None, KG.quote)]
    assert max(map(len, quotes)) <= LONGEST
    cut = set(less.subjects(KG.sentenceStart))
    assert cut == {c for c, q in whole.subject_objects(KG.quote) if len(str(q)) > LONGEST}
    ours = {c for c, q in whole.subject_objects(KG.quote) if str(q) == LONG}
    assert len(ours) == 2
    for claim in ours:
        start, end = (int(str(less.value(claim, KG[f"quote{edge}"]))) for edge in ("Start", "End"))
        assert LONG[start - 40 : end - 40] == str(less.value(claim, KG.quote))
        assert int(str(less.value(claim, KG.sentenceStart))) == 40
        assert int(str(less.value(claim, KG.sentenceEnd))) == 40 + len(LONG)
    changed = {KG.quote, KG.quoteStart, KG.quoteEnd, KG.sentenceStart, KG.sentenceEnd}
    same = [t for t in whole if t[0] not in cut or t[1] not in changed]
    assert set(same) == {t for t in less if t[0] not in cut or t[1] not in changed}
    assert export.write("turtle", whole, text=False) == export.write("turtle", less)
    assert LONG in export.write("turtle", whole).decode()


def test_a_claim_with_an_excerpt_is_the_same_claim() -> None:
    claim = replace(sample_claims()[0], sentence=Span(LONG, 0, len(LONG)), trigger=at("met"))
    cut = shortened(claim)
    assert "met" in cut.sentence.text
    assert replace(cut, sentence=claim.sentence) == claim
