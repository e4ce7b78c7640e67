"""Structure said in passing: "Kiel, Germany", "Kiel in Germany", and what is none."""

from __future__ import annotations

import pytest

from kg import gazetteer, language, ontology
from kg.extract.structure import Structures
from kg.mentions.index import Index
from kg.model import Entity, Mention
from kg.tree import Tree
from tests.trees import sentence

GERMANY = Entity("DEU", "State", "Germany", listed=True)
KIEL = Entity("kiel", "Place", "Kiel", listed=True)
BERLIN = Entity("berlin", "Place", "Berlin", listed=True)
NAVY = Entity("german-navy", "GovernmentBody", "German Navy", listed=True)
CLUB = Entity("rowing-club", "Organisation", "Rowing Club")
LISTED_CLUB = Entity("rowing-club", "Organisation", "Rowing Club", listed=True)


def found(
    rows: str, *entities: Entity, sources: tuple[str, ...] = (), capital: bool = False
) -> list[tuple[str, str, str]]:
    """(subject, relation, object) when the entities are those of the proper nouns, in order."""
    read = sentence(rows)
    names = [t for t in read.tokens if t.pos == "PROPN"]
    sources = sources or ("gazetteer",) * len(names)
    mentions = [
        Mention(e, t.text, t.start, t.end, source, (GERMANY,) if capital and e == BERLIN else ())
        for e, t, source in zip(entities, names, sources, strict=True)
    ]
    structures = Structures(
        Tree(read), Index(read, mentions), ontology.load(), language.load("en"), gazetteer.load()
    )
    return [(s.subject.entity.id, s.relation, s.object_entity.id) for s in structures.found()]


COMMA = """
Kiel Kiel PROPN root 0
, , PUNCT punct 0
Germany Germany PROPN appos 0
, , PUNCT punct 0
"""


def test_a_state_between_commas_holds_the_place_before_it() -> None:
    assert found(COMMA, KIEL, GERMANY) == [("kiel", "located_in", "DEU")]


def test_a_list_of_places_holds_none_of_them() -> None:
    rows = """
Kiel Kiel PROPN root 0
, , PUNCT punct 0
Germany Germany PROPN conj 0
and and CCONJ cc 0
"""
    assert found(rows, KIEL, GERMANY) == []


@pytest.mark.parametrize(("case", "holds"), [("in", True), ("from", False), ("with", False)])
def test_a_place_lies_in_what_in_says_and_nothing_else(case: str, holds: bool) -> None:
    rows = f"Kiel Kiel PROPN root 0\nGermany Germany PROPN nmod 0 case={case}"
    assert bool(found(rows, KIEL, GERMANY)) == holds


def test_a_body_belongs_to_the_state_that_owns_it() -> None:
    rows = "Germany Germany PROPN poss 1\nNavy Navy PROPN root 1"
    assert found(rows, GERMANY, NAVY) == [("german-navy", "part_of", "DEU")]


def test_an_organisation_nobody_listed_lies_where_the_text_says() -> None:
    rows = "Club Club PROPN root 0\nKiel Kiel PROPN nmod 0 case=in"
    assert found(rows, CLUB, KIEL) == [("rowing-club", "located_in", "kiel")]


def test_a_listed_organisation_is_where_it_is() -> None:
    rows = "Club Club PROPN root 0\nKiel Kiel PROPN nmod 0 case=in"
    assert found(rows, LISTED_CLUB, KIEL) == []


def test_the_capital_lies_in_its_state() -> None:
    rows = "capital capital NOUN root 0\n, , PUNCT punct 0\nBerlin Berlin PROPN appos 0"
    assert found(rows, BERLIN, capital=True) == [("berlin", "located_in", "DEU")]
    assert found(rows.replace("capital", "city"), BERLIN, capital=True) == []


@pytest.mark.parametrize("source", ["coreference", "demonym", "metonym"])
def test_only_names_say_structure(source: str) -> None:
    assert found(COMMA, KIEL, GERMANY, sources=(source, "gazetteer")) == []


def test_a_person_is_no_place() -> None:
    assert found(COMMA, Entity("kiel", "Person", "Kiel"), GERMANY) == []
