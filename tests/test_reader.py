"""Reading articles whole: known mistakes, flags of claims, and laws that hold for any parse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import language, ontology, parse, read
from kg.model import Article, Claim
from kg.parse import RawToken
from kg.read import Extracted
from tests import freeze
from tests.sentences import BUGS, Case
from tests.test_reading import triple, written

Reader = Callable[[str, str], list[Claim]]
Extract = Callable[..., Extracted]
TEXTS = [(text, lang) for lang in language.available() for text in freeze.texts(lang)]


def only(claims: list[Claim], relation: str) -> Claim:
    (claim,) = [c for c in claims if c.relation == relation]
    return claim


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=f"{c.name}-{c.lang}", marks=pytest.mark.xfail(strict=True, reason=c.bug))
        for c in BUGS
    ],
)
def test_a_known_mistake_is_still_one(case: Case, frozen_claims: Reader) -> None:
    found = {written(c) for c in frozen_claims(case.text, case.lang)}
    assert found >= set(case.claims)
    assert not {triple(c) for c in found} & set(case.absent)


# What a claim says beside its triple


@pytest.mark.parametrize(
    ("text", "lang", "start"),
    [
        ("Italy recognised Kosovo on 21 February 2008.", "en", "2008-02-21"),
        ("L'Italie a reconnu le Kosovo le 21 février 2008.", "fr", "2008-02-21"),
        ("In March 2022, Canada sanctioned Belarus.", "en", "2022-03"),
        ("En mars 2022, le Canada a sanctionné la Biélorussie.", "fr", "2022-03"),
    ],
)
def test_an_event_is_dated_by_its_clause(
    text: str, lang: str, start: str, frozen_claims: Reader
) -> None:
    (claim,) = frozen_claims(text, lang)
    assert claim.when is not None
    assert (claim.when.start, claim.when.end) == (start, start)
    assert claim.when.text in text


def test_an_office_has_no_date(extracted: Extract) -> None:
    text = "Jeanne Dubreuil is the president of Moldova."
    (claim,) = extracted(text, "en", date(2024, 5, 1)).claims
    assert claim.when is None


def test_a_weekday_counts_from_the_day_of_publication(extracted: Extract) -> None:
    text = "Italy recognised Kosovo on Monday."
    starts = [
        claim.when and claim.when.start
        for published in (None, date(2024, 5, 1))
        for claim in extracted(text, "en", published).claims
    ]
    assert starts == [None, "2024-04-29"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Antony Blinken met Wang Yi in Vienna.", "en"),
        ("Antony Blinken a rencontré Wang Yi à Vienne.", "fr"),
    ],
)
def test_an_event_lies_where_its_clause_says(text: str, lang: str, frozen_claims: Reader) -> None:
    claim = only(frozen_claims(text, lang), "meets")
    assert claim.where is not None
    assert claim.where.id == "vienna"


def test_an_end_is_not_where_it_happens(frozen_claims: Reader) -> None:
    (claim,) = frozen_claims("Wang Yi travelled to Moscow.", "en")
    assert claim.where is None


@pytest.mark.parametrize(("article", "modality"), [("The", "planned"), ("A", "asserted")])
def test_an_event_announced_before_stays_planned_when_it_is_meant_again(
    article: str, modality: str, frozen_claims: Reader
) -> None:
    text = f"Wang Yi will visit Brazil. {article} visit of Wang Yi to Brazil matters."
    first, again = frozen_claims(text, "en")
    assert (first.modality, again.modality) == ("planned", modality)


def test_a_coordinated_destination_is_no_place_of_the_other(frozen_claims: Reader) -> None:
    claims = frozen_claims("Wang Yi travelled to Egypt and Kenya.", "en")
    assert [c.where for c in claims] == [None, None]


@pytest.mark.parametrize(
    ("text", "lang", "item"),
    [
        ("La Pologne a vendu des véhicules blindés au Kenya.", "fr", "véhicules blindés"),
        ("La Corée du Nord a envoyé des milliers de soldats en Russie.", "fr", "soldats"),
        ("North Korea sent thousands of troops to Russia.", "en", "troops"),
        ("The drones that Iran supplied to Russia were shot down.", "en", "drones"),
    ],
)
def test_the_item_has_its_own_modifiers_and_no_count(
    text: str, lang: str, item: str, frozen_claims: Reader
) -> None:
    assert {c.item for c in frozen_claims(text, lang)} == {item}


def test_a_complement_far_from_its_verb_makes_a_claim_less_sure(frozen_claims: Reader) -> None:
    near = only(frozen_claims("France criticised Turkey.", "en"), "criticises")
    owner = "Japan condemned North Korea's decision."
    assert only(frozen_claims(owner, "en"), "criticises").confidence < near.confidence


# Laws


def laws(extract: Extracted) -> None:
    """What holds for every reading, right or wrong."""
    text, relations = extract.article.text, ontology.load().relations
    for claim in extract.claims:
        for part in (claim.sentence, claim.subject, claim.object, claim.trigger):
            assert part is not None
            assert text[part.start : part.end] == part.text
        sentence = claim.sentence
        for inner in (claim.subject, claim.object):
            assert sentence.start <= inner.start < inner.end <= sentence.end
        assert claim.subject.id != claim.object.id
        relation = relations[claim.relation]
        assert ontology.load().is_a(claim.object.kind, relation.range)
        assert ontology.load().is_a(claim.subject.kind, relation.domain)
        assert 0 < claim.confidence <= 1
        refs = [r for r in (claim.attributed_to, claim.where, claim.via) if r is not None]
        assert {claim.subject.id, claim.object.id, *(r.id for r in refs)} <= extract.entities.keys()
    for mention in extract.mentions:
        assert text[mention.start : mention.end] == mention.text
    order = [(c.sentence.start, c.subject.start) for c in extract.claims]
    assert order == sorted(order)
    assert len({c.id for c in extract.claims}) == len(extract.claims)


def test_every_frozen_text_is_read_by_the_laws(extracted: Extract) -> None:
    for text, lang in TEXTS:
        laws(extracted(text, lang))


def test_no_sentence_says_a_thing_twice(extracted: Extract) -> None:
    for text, lang in TEXTS:
        said = [
            (c.sentence.start, c.subject.id, c.relation, c.object.id)
            for c in extracted(text, lang).claims
        ]
        assert len(said) == len(set(said)), text


def test_reading_again_gives_the_same(extracted: Extract) -> None:
    for text, lang in TEXTS[::10]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parse, "parse", freeze.thaw)
            again = read.extract(Article("text", text, lang, "text"))
        assert again == extracted(text, lang)


LABELS = sorted({row[3] for lang in ("en", "fr") for s in freeze.load(lang).values()
                 for sentence in s for row in sentence})  # fmt: skip
TAGS = ["NOUN", "PROPN", "VERB", "AUX", "ADJ", "PRON", "ADP", "DET", "CCONJ", "PUNCT"]


@st.composite
def mistaken(draw: Any) -> tuple[str, str, list[tuple[RawToken, ...]]]:
    """A frozen text with a parse that is wrong in up to a dozen places."""
    text, lang = draw(st.sampled_from(TEXTS))
    sentences = [list(s) for s in freeze.thaw(text, language.load(lang))]
    for _ in range(draw(st.integers(0, 12))):
        tokens = draw(st.sampled_from(sentences))
        i = draw(st.integers(0, len(tokens) - 1))
        field, value = draw(
            st.one_of(
                st.tuples(st.just("head"), st.integers(0, len(tokens) - 1)),
                st.tuples(st.just("dep"), st.sampled_from(LABELS)),
                st.tuples(st.just("pos"), st.sampled_from(TAGS)),
                st.tuples(st.just("ner"), st.sampled_from(["", "B-PER", "I-LOC", "B-ORG"])),
            )
        )
        tokens[i] = replace(tokens[i], **{field: value})
    return text, lang, [_tree(s) for s in sentences]


def _tree(tokens: list[RawToken]) -> tuple[RawToken, ...]:
    """The tokens as a parser could give them: no circles, and all roots labelled so."""
    heads = [t.head for t in tokens]
    for i in range(len(heads)):
        seen, at = {i}, heads[i]
        while at != heads[at] and at not in seen:
            seen.add(at)
            at = heads[at]
        heads[i] = i if at in seen else heads[i]
    labels = ["ROOT" if heads[i] == i else t.dep for i, t in enumerate(tokens)]
    labels = ["dep" if heads[i] != i and x == "ROOT" else x for i, x in enumerate(labels)]
    return tuple(
        replace(t, head=head, dep=dep) for t, head, dep in zip(tokens, heads, labels, strict=True)
    )


@settings(max_examples=200, deadline=None, derandomize=True)
@given(case=mistaken())
def test_a_wrong_parse_breaks_no_law(case: tuple[str, str, list[tuple[RawToken, ...]]]) -> None:
    text, lang, sentences = case

    def wrong(*_: Any, **__: Any) -> Iterator[tuple[RawToken, ...]]:
        return iter(sentences)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse, "parse", wrong)
        laws(read.extract(Article("text", text, lang, "text")))


def test_two_articles_of_one_text_differ_only_in_their_ids() -> None:
    text, lang = "Poland sold tanks and shells to Latvia.", "en"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse, "parse", freeze.thaw)
        first, second = (read.extract(Article(i, text, lang, "text")).claims for i in "ab")
    assert [(c.subject, c.relation, c.object) for c in first] == [
        (c.subject, c.relation, c.object) for c in second
    ]
    assert all(one.id != other.id for one, other in product(first, second))
