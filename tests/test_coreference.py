"""What pronouns and descriptions point to, from frozen parses of two sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.read import Extracted

Extract = Callable[..., Extracted]


def pointed(extract: Extracted) -> list[tuple[str, str]]:
    """(words, entity) of all that points back, in order."""
    return [(m.text, m.entity.id) for m in extract.mentions if m.source == "coreference"]


@pytest.mark.parametrize(
    ("text", "lang", "word", "entity"),
    [
        ("Emmanuel Macron arrived on Monday. He criticised Iran.", "en", "He", "emmanuel-macron"),
        ("Emmanuel Macron est arrivé lundi. Il a critiqué l'Iran.", "fr", "Il", "emmanuel-macron"),
        ("Brazil left the room. It condemned Iran.", "en", "It", "BRA"),
        ("Brazil arrived late. The country condemned Iran.", "en", "country", "BRA"),
        ("Le Brésil est arrivé en retard. Le pays a condamné l'Iran.", "fr", "pays", "BRA"),
        ("Wang Yi landed in Nairobi. The minister criticised Iran.", "en", "minister", "wang-yi"),
        ("Emmanuel Macron est arrivé. Le président français a critiqué l'Iran.", "fr",
         "président", "emmanuel-macron"),
        ("Canada expressed its support for Ukraine.", "en", "its", "CAN"),
        ("Le Canada a exprimé son soutien à l'Ukraine.", "fr", "son", "CAN"),
        ("Giorgia Meloni called Emmanuel Macron. He criticised Iran.", "en", "He",
         "emmanuel-macron"),
        ("Giorgia Meloni a appelé Emmanuel Macron. Elle a critiqué l'Iran.", "fr", "Elle",
         "giorgia-meloni"),
    ],
)  # fmt: skip
def test_it_points_to_what_agrees(
    text: str, lang: str, word: str, entity: str, extracted: Extract
) -> None:
    assert (word, entity) in pointed(extracted(text, lang))


@pytest.mark.parametrize(
    ("text", "lang", "word", "pair"),
    [
        ("Armenia and Azerbaijan are neighbours. The two countries signed an agreement.", "en",
         "countries", ["ARM", "AZE"]),
        ("Xi Jinping a appelé Vladimir Poutine. Les deux dirigeants se sont rencontrés à Pékin.",
         "fr", "dirigeants", ["vladimir-putin", "xi-jinping"]),
        ("Wang Yi met Antony Blinken. Both ministers condemned Iran.", "en",
         "ministers", ["antony-blinken", "wang-yi"]),
    ],
)  # fmt: skip
def test_two_of_a_kind_are_the_two_named_before(
    text: str, lang: str, word: str, pair: list[str], extracted: Extract
) -> None:
    assert sorted(e for w, e in pointed(extracted(text, lang)) if w == word) == pair


@pytest.mark.parametrize(
    "text",
    [
        "It is clear that Iran attacked Iraq.",
        "Wang Yi met Antony Blinken. Two ministers condemned Iran.",
        "A man arrived. He condemned Iran.",
        "The president and Karl Brandt met Wang Yi.",
        "Brazil left the room. The country in the north condemned Iran.",
    ],
)
def test_where_nothing_agrees_nothing_is_linked(text: str, extracted: Extract) -> None:
    assert pointed(extracted(text, "en")) == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Defence minister Petra Novakovic of Slovenia arrived. Iran accused the Slovenian "
         "president.", "en"),
        ("La ministre slovène Petra Novakovic est arrivée. L'Iran a accusé le président slovène.",
         "fr"),
    ],
)  # fmt: skip
def test_a_minister_is_not_the_president_of_the_same_state(
    text: str, lang: str, extracted: Extract
) -> None:
    assert "petra-novakovic" not in {entity for _, entity in pointed(extracted(text, lang))}
