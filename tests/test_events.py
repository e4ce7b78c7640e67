"""Events that a text describes without naming them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg import language
from kg.mentions import events
from kg.model import Article, Mention, Sentence
from kg.read import Extracted
from tests.trees import sentence

Extract = Callable[..., Extracted]


def described(read: Sentence, article: str = "a-0123456789abcdef") -> list[Mention]:
    found = Article(article, read.text, "en", "x")
    return list(events.described(found, [read], [], language.load("en")))


@pytest.mark.parametrize(
    ("text", "lang", "spans", "label"),
    [
        ("The security summit in Vienna ended. The summit was short.", "en",
         ["security summit in Vienna", "summit"], "security summit"),
        ("Le sommet de la sécurité à Vienne est terminé. Le sommet a été bref.", "fr",
         ["sommet de la sécurité à Vienne", "sommet"], "sommet de la sécurité"),
    ],
)  # fmt: skip
def test_an_event_described_twice_is_one_without_its_place(
    text: str, lang: str, spans: list[str], label: str, extracted: Extract
) -> None:
    found = [m for m in extracted(text, lang).mentions if m.source == "description"]
    assert [m.text for m in found] == spans
    assert {(m.entity.kind, m.entity.label) for m in found} == {("Event", label)}


def test_an_event_belongs_to_its_article() -> None:
    read = sentence("the the DET det 1\nsummit summit NOUN root 1")
    (one,), (other,) = described(read, "a-first"), described(read, "a-other")
    assert one.text == other.text == "summit"
    assert one.entity.id != other.entity.id


def test_two_events_of_one_kind_stay_apart() -> None:
    read = sentence("""
the the DET det 2
peace peace NOUN compound 2
summit summit NOUN root 2
and and CCONJ cc 2
the the DET det 6
climate climate NOUN compound 6
summit summit NOUN conj 2
""")
    assert [m.entity.label for m in described(read)] == ["peace summit", "climate summit"]


@pytest.mark.parametrize(
    "rows",
    [
        "a a DET det 1\nsummit summit NOUN root 1",
        "the the DET det 1\ntable table NOUN root 1",
        "the the DET det 1\nsummits summit NOUN root 1 Number=Plur",
    ],
)
def test_neither_any_event_nor_any_thing_is_an_event(rows: str) -> None:
    assert described(sentence(rows)) == []
