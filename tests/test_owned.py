"""Whose Foreign Ministry it is: bodies that every State has."""

from __future__ import annotations

import pytest

from kg import gazetteer, language
from kg.mentions.found import Found
from kg.mentions.owned import Owners
from kg.model import Entity, Mention, Sentence
from tests.trees import sentence

STATES = {
    "Kenya": "KEN",
    "Kenyan": "KEN",
    "Chad": "TCD",
    "Chadian": "TCD",
    "Tchad": "TCD",
}
LISTED = gazetteer.load()
LABELS = {"KEN": "Kenya", "TCD": "Chad"}


def owner(
    rows: str,
    body: str,
    lang: str = "en",
    article: str = "a/some-article",
    kind: str = "GovernmentBody",
) -> Entity | None:
    """The node of ``body`` in a typed-in sentence where states are known."""
    read = sentence(rows)
    known = [
        Mention(Entity(STATES[t.text], "State", LABELS[STATES[t.text]]), t.text, t.start, t.end, "")
        for t in read.tokens
        if t.text in STATES
    ]
    return Owners(known, LISTED, language.load(lang), article).entity(found(read, body, kind))


def found(read: Sentence, body: str, kind: str) -> Found:
    start = read.text.index(body)
    tokens = tuple(t for t in read.tokens if start <= t.start < start + len(body))
    return Found(read, tokens, kind, "pattern")


def rows(*words: str) -> str:
    """Words of a sentence as rows; the last one is its root."""
    last = len(words) - 1
    return "\n".join(f"{w} {w.lower()} {pos(w)} dep {last}" for w in words)


def pos(word: str) -> str:
    return "PART" if word == "'s" else "PROPN" if word[0].isupper() else "ADP"


MINISTRY = "lake-ministry-ken"


@pytest.mark.parametrize(
    ("words", "body", "id", "label"),
    [
        (("Kenya", "'s", "Lake", "Ministry", "spoke"), "Lake Ministry", MINISTRY,
         "Lake Ministry (Kenya)"),
        (("Kenyan", "Lake", "Ministry", "spoke"), "Kenyan Lake Ministry", MINISTRY,
         "Kenyan Lake Ministry"),
        (("Lake", "Ministry", "of", "Kenya", "spoke"), "Lake Ministry", MINISTRY,
         "Lake Ministry (Kenya)"),
        (("Desert", "Court", "of", "Chad", "spoke"), "Desert Court of Chad",
         "desert-court-tcd", "Desert Court of Chad"),
        (("Chadian", "Desert", "Court", "spoke"), "Chadian Desert Court",
         "desert-court-tcd", "Chadian Desert Court"),
        (("Chad", "heard", "what", "Chad", "'s", "own", "Desert", "Court", "said"),
         "Desert Court", "desert-court-tcd", "Desert Court (Chad)"),
    ],
)  # fmt: skip
def test_a_body_belongs_to_the_state_beside_it_or_to_that_of_the_article(
    words: tuple[str, ...], body: str, id: str, label: str
) -> None:
    entity = owner(rows(*words), body)
    assert entity is not None
    assert (entity.id, entity.label, entity.kind) == (id, label, "GovernmentBody")


def test_french_says_it_behind() -> None:
    text = (
        rows("Cour", "suprême", "de", "le", "Tchad", "parle")
        .replace("le le ADP", "le le DET")
        .replace("suprême suprême ADP", "suprême suprême ADJ")
    )
    assert owner(text, "Cour suprême", "fr") == Entity(
        "cour-supreme-tcd", "GovernmentBody", "Cour suprême (Chad)"
    )


def test_a_body_nobody_owns_is_its_articles_alone() -> None:
    one = owner(rows("Desert", "Court", "spoke"), "Desert Court", article="x/first0")
    other = owner(rows("Desert", "Court", "spoke"), "Desert Court", article="x/second")
    assert one is not None
    assert other is not None
    assert one.label == other.label == "Desert Court"
    assert one.id != other.id


def test_of_two_states_neither_owns() -> None:
    words = ("Chad", "heard", "Kenya", "and", "Chad", "heard", "Kenya", "as", "Desert", "Court")
    found = owner(rows(*words), "Desert Court")
    assert found is not None
    assert found.label == "Desert Court"


def test_a_listed_body_is_known_without_its_state() -> None:
    assert LISTED.organ("RUS", "foreign-ministry") == LISTED.entities["russian-foreign-ministry"]
    assert LISTED.organ("KEN", "lake-ministry") is None


def test_another_body_belongs_to_a_state_only_where_a_list_says_so() -> None:
    words = ("Kenya", "'s", "Green", "Council", "spoke")
    assert owner(rows(*words), "Green Council", kind="Organisation") is None
