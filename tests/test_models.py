"""Loading a model fast changes nothing: not a token, not a label."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lookups import Table

from kg import gazetteer, language, models
from kg.factor import factored
from tests import freeze, words

MANY = "[a-z" + "".join(map(chr, range(0xDF, 0x250))) + "]"
OTHER = "[A-Z" + "".join(map(chr, range(0x370, 0x500))) + "]"


def joined(*alternatives: str) -> str:
    return "(?iu)" + "|".join(f"(?:^{a}$)" for a in alternatives)


@cache
def plain(name: str) -> Any:
    """The model as spaCy loads it."""
    import spacy

    return spacy.load(name)


@cache
def pattern() -> str:
    """The expression of the French tokenizer, as spaCy wrote it."""
    return str(plain(models.model_name(language.load("fr"))).tokenizer.token_match.__self__.pattern)


def test_alternatives_share_the_classes_around_them() -> None:
    known = joined(f"anti-{MANY}+", f"a[fg]ro-{MANY}+", f"{OTHER}+-la-{MANY}*")
    assert factored(known) == (
        f"(?iu)(?:^(?:anti-|a[fg]ro-){MANY}+$)|(?:^{OTHER}+(?:-la-){MANY}*$)"
    )


@pytest.mark.parametrize(
    "other",
    [
        f"a|b{MANY}",
        f"a(b{MANY})",
        f"(?:a|b{MANY})",
        f"[(]a|b[)]{MANY}",
        f"a{MANY}b",
        f"{MANY}{{2}}a",
        f"{MANY}+?a",
        f"a^{MANY}",
        f"a$|b{MANY}",
        rf"a\b{MANY}",
        rf"(?:a)\{MANY}",
        f"(?P<x>a){MANY}",
        f"(?=a){MANY}",
        MANY,
        "",
        "a" + MANY[:-1] + r"\]b]",
        "a" + MANY[:-1] + r"\\]b",
    ],
)
def test_what_may_reach_beyond_its_alternative_is_left_as_it_is(other: str) -> None:
    assert factored(joined(f"anti-{MANY}", other)) is None


@pytest.mark.parametrize("other", ["", "a", f"(?iu)anti{MANY}", f"(?:^anti{MANY}$)"])
def test_another_expression_is_left_as_it_is(other: str) -> None:
    assert factored(other) is None


_short = st.from_regex(r"\A(?:[ab]|\[ab\]|\(\?:a\|bc?\)|a\?|\(\?:a\|b\)\?){1,4}\Z")
_long = st.builds(str.__add__, st.sampled_from([MANY, OTHER]), st.sampled_from(["", "+", "*", "?"]))
_alternative = st.builds(
    lambda before, short, after: "".join((*before, short, *after)),
    st.lists(_long, max_size=1),
    _short.filter(lambda s: s[0] != "?"),
    st.lists(_long, min_size=1, max_size=2),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    parts=st.lists(_alternative, min_size=1, max_size=6),
    texts=st.lists(st.text(alphabet="abcABCß-\nπΣſK1", max_size=7), min_size=20, max_size=20),
)
def test_a_factored_expression_matches_the_same(parts: list[str], texts: list[str]) -> None:
    shorter = factored(joined(*parts))
    assert shorter is not None
    one, other = re.compile(joined(*parts)), re.compile(shorter)
    assert [bool(one.match(t)) for t in texts] == [bool(other.match(t)) for t in texts]


def test_the_functions_of_others_are_put_back() -> None:
    before = re.compile
    with models.quick_compile():
        assert re.compile is not before
        assert re.compile("a+", re.IGNORECASE).match("A")
        assert re.compile(re.compile("b")).match("b")
    assert re.compile is before
    with pytest.raises(re.error), models.quick_compile():
        re.compile("(")
    assert re.compile is before
    with models.quick_tables():
        assert "update" in vars(Table)
    assert "update" not in vars(Table)


@given(
    st.dictionaries(st.integers(0, 2**64 - 1) | st.text(), st.lists(st.text()), max_size=9),
    st.text(),
)
def test_a_table_filled_fast_is_the_same(entries: dict[str | int, list[str]], other: str) -> None:
    slow = Table("lemmas", entries)
    with models.quick_tables():
        fast = Table("lemmas", entries)
    assert list(fast.items()) == list(slow.items())
    assert fast.to_bytes() == slow.to_bytes()
    assert [key in fast for key in (*entries, other)] == [key in slow for key in (*entries, other)]


@pytest.mark.slow
def test_every_alternative_of_the_french_expression_matches_the_same_words() -> None:
    fast = models.load(models.model_name(language.load("fr"))).tokenizer
    one, other = re.compile(pattern()).match, fast.token_match
    assert other is not None
    chance, alternatives = Random(0), words.alternatives(pattern())
    assert len(other.__self__.pattern) * 50 < len(pattern()), "it is not factored any more"
    for alternative in alternatives:
        drawn = [words.like(alternative, chance) for _ in range(40)]
        bent = [words.bent(word, chance) for word in drawn]
        assert any(map(one, drawn)), alternative[:40]
        for word in (*drawn, *bent):
            assert bool(one(word)) == bool(other(word)), word


def tokens(nlp: Any, text: str) -> list[tuple[str, int, str, str]]:
    return [(t.text, t.idx, t.whitespace_, t.norm_) for t in nlp.tokenizer(text)]


@pytest.mark.slow
def test_generated_french_is_cut_the_same() -> None:
    name = models.model_name(language.load("fr"))
    names = sorted(e.label for e in gazetteer.load().entities.values())
    fast, slow = models.load(name), plain(name)
    differ = [
        text
        for text in words.sentences(pattern(), names, 3_000)
        if tokens(fast, text) != tokens(slow, text)
    ]
    assert differ == []


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    text=st.lists(
        st.one_of(
            st.sampled_from(words.ODD),
            st.text(alphabet=words.LETTERS + words.HYPHENS + words.APOSTROPHES, max_size=12),
            st.text(max_size=12),
        ),
        max_size=8,
    ).map(" ".join)
)
def test_any_text_is_cut_the_same(text: str) -> None:
    name = models.model_name(language.load("fr"))
    assert tokens(models.load(name), text) == tokens(plain(name), text)


@pytest.mark.slow
@pytest.mark.parametrize("lang", language.available())
def test_our_sentences_are_parsed_the_same(lang: str) -> None:
    name = models.model_name(language.load(lang))
    texts = freeze.texts(lang)
    fast, slow = (nlp.pipe(texts) for nlp in (models.load(name), plain(name)))
    for one, other in zip(fast, slow, strict=True):
        assert labels(one) == labels(other)


def labels(doc: Any) -> list[tuple[Any, ...]]:
    """Everything kg reads of a parse."""
    return [
        (t.text, t.idx, t.lemma_, t.pos_, t.dep_, t.head.i, str(t.morph), t.ent_iob_, t.ent_type_,
         t.is_sent_start)
        for t in doc
    ]  # fmt: skip
