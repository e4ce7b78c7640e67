"""The language of a name, told by its small words or not at all."""

from __future__ import annotations

import pytest

from kg import gazetteer, namelang
from kg.namelang import tagged


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("Bank of Russia", "en"),
        ("Al-Qaeda in the Sahel", "en"),
        ("ministère chinois des affaires étrangères", "fr"),
        ("République d’Angola", "fr"),
        ("État de Libye", "fr"),
        ("base aérienne de Bagram", "fr"),
        ("Ciudad de Guatemala", ""),
        ("Petróleos de Venezuela", ""),
        ("Republic of Côte d'Ivoire", ""),
        ("Shangri-La Dialogue", ""),
        ("The Telegraph", ""),
        ("Thales Group", ""),
        ("", ""),
    ],
)
def test_small_words_tell_the_language(name: str, lang: str) -> None:
    assert namelang.guess(name) == lang


def test_listed_names_have_languages_and_match_as_before() -> None:
    names = gazetteer.load()
    assert ("fr", "Organisation des Nations unies") in tagged(names.entities["UN"]).aliases
    # The English name is still found in a French text.
    (match,) = names.find("la Republic of Rwanda", "fr")
    assert {n.entity for n in match.names} == {"RWA"}


def test_names_of_people_have_no_language() -> None:
    people = [tagged(e) for e in gazetteer.load().entities.values() if e.kind == "Person"]
    names = {name: lang for e in people for lang, name in e.aliases}
    particles = [name for name in names if namelang.guess(name)]
    assert particles
    assert {names[name] for name in particles} == {""}
