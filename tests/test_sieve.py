"""Which sentences are parsed: none that could hold a claim is passed over."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import gazetteer, language, parse, read, sieve
from kg.model import Article
from tests import freeze


def cut(text: str, lang: str) -> list[str]:
    """The pieces of a text whose words are parted by spaces."""
    words = text.split(" ")
    spaces = [True] * len(words)
    found = sieve.pieces(words, spaces, language.load(lang))
    return [" ".join(words[first:last]) for first, last in found]


def parsed(text: str, lang: str) -> list[str]:
    """The sentences of a text that are parsed, the others as ""."""
    matches = gazetteer.load().find(text, lang)
    listed = [(m.start, m.end) for m in matches]
    rows = parse.parse(text, language.load(lang), listed=listed, sieve=read.sieve(lang))
    return [text[row[0].start : row[-1].end] if row else "" for row in rows]


@pytest.mark.parametrize(
    ("text", "lang", "pieces"),
    [
        ("It rained . Prices rose .", "en", ["It rained .", "Prices rose ."]),
        ("He met Lt . Gen . Smith .", "en", ["He met Lt . Gen . Smith ."]),
        ("It cost 3 . 5 dollars .", "en", ["It cost 3 . 5 dollars ."]),
        ("John F . Kennedy left .", "en", ["John F . Kennedy left ."]),
        ("Le gén . D . est parti . Il pleut .", "fr", ["Le gén . D . est parti .", "Il pleut ."]),
        ("Vraiment ? Oui !", "fr", ["Vraiment ?", "Oui !"]),
        (". . .", "en", [". . ."]),
    ],
)  # fmt: skip
def test_a_line_is_cut_where_a_sentence_ends_for_sure(
    text: str, lang: str, pieces: list[str]
) -> None:
    assert cut(text, lang) == pieces


@given(st.lists(st.sampled_from([".", "!", "Paris", "lt", "a", "B", "…", "«"])), st.booleans())
def test_pieces_hold_every_word_once(words: list[str], space: bool) -> None:
    found = list(sieve.pieces(words, [space] * len(words), language.load("en")))
    assert [w for first, last in found for w in words[first:last]] == words
    assert all(first < last for first, last in found)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "text", "kept"),
    [
        ("en", "The road was closed. France sent trucks to Mali.", [False, True]),
        ("en", "They met on the bridge.", [True]),
        ("en", "He was asleep at noon.", [False]),
        ("en", "“The road is closed.”", [True]),
        ("en", "The minister thanked his counterpart.", [True]),
        ("fr", "Il neigeait sur la route. Les investissements turcs en Azerbaïdjan ont doublé.",
         [False, True]),
        ("fr", "Les pourparlers sino-australiens n'ont duré qu'une heure.", [True]),
        ("fr", "Le pain a augmenté d'un tiers.", [False]),
        ("fr", "Le président a limogé le ministre.", [True]),
    ],
)  # fmt: skip
def test_a_sentence_with_two_possible_ends_is_parsed(
    lang: str, text: str, kept: list[bool]
) -> None:
    assert [bool(piece) for piece in parsed(text, lang)] == kept


@pytest.mark.slow
@pytest.mark.parametrize("lang", language.available())
def test_no_sentence_with_a_claim_is_passed_over(lang: str, extracted: Any) -> None:
    texts = [t for t in freeze.texts(lang) if extracted(t, lang, None).claims]
    assert len(texts) > 300
    lost = []
    for text in texts:
        found = extracted(text, lang, None)
        kept = parsed(text, lang)
        for claim in found.claims:
            quote = claim.sentence.text
            if not any(quote in piece or piece in quote for piece in kept if piece):
                lost.append(quote)
    assert not lost


@pytest.mark.slow
def test_a_marked_mention_is_always_parsed() -> None:
    article = Article("a", "It was snowing on the bridge.", "en", "a")
    assert read.extract(article).passed_over == 1
    assert read.extract(article, spans=[(22, 28)]).passed_over == 0


def test_products_are_those_of_the_models_own_library() -> None:
    from thinc.api import NumpyOps, get_current_ops

    from kg import blas

    before = type(get_current_ops())
    with blas.loading():
        ops = get_current_ops()
    assert type(get_current_ops()) is before
    chance = np.random.default_rng(1)
    a, b = (chance.random(shape, dtype=np.float32) for shape in ((7, 5), (5, 3)))
    out = np.empty((7, 3), dtype=np.float32)
    for x, y, turned in ((a, b, {}), (a.T, b.T, {"trans1": True, "trans2": True})):
        x, y = np.ascontiguousarray(x), np.ascontiguousarray(y)
        expected = NumpyOps().gemm(x, y, **turned)
        assert np.allclose(ops.gemm(x, y, **turned), expected, atol=1e-5)
        ops.gemm(x, y, out=out, **turned)
        assert np.allclose(out, expected, atol=1e-5)
