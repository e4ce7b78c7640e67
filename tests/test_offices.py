"""Offices: whose title it is, which body it belongs to, and what is no office."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg import gazetteer, language, ontology
from kg.extract.offices import Offices
from kg.mentions.index import Index
from kg.model import Claim, Entity, Mention
from kg.read import Extracted
from kg.tree import Tree
from tests.trees import sentence

Reader = Callable[[str, str], list[Claim]]
MALI = Entity("MLI", "State", "Mali", listed=True)
ANNA = Entity("anna", "Person", "Anna")
XI = gazetteer.load().entities["xi-jinping"]
KINDS = {"Mali": MALI, "Anna": ANNA, "Xi": XI}


def held(rows: str, lang: str = "en", home: Entity | None = None) -> list[tuple[str, str, str]]:
    """(person, relation, body) of the offices in a sentence; Mali, Anna and Xi are names."""
    read = sentence(rows)
    named = [
        Mention(KINDS[t.text], t.text, t.start, t.end, "gazetteer")
        for t in read.tokens
        if t.text in KINDS
    ]
    offices = Offices(
        Tree(read), Index(read, named), ontology.load(), language.load(lang), gazetteer.load(),
        {}, lambda: home,
    )  # fmt: skip
    return [(h.person.entity.id, h.relation, h.body.id) for h in offices.held()]


FORMS = {
    "before the name": """
Mali Mali PROPN compound 2
President president PROPN compound 2
Anna Anna PROPN root 2
""",
    "in apposition": """
Anna Anna PROPN root 0
, , PUNCT punct 0
president president NOUN appos 0
Mali Mali PROPN nmod 2 case=of
""",
    "as predicate": """
Anna Anna PROPN subj 3
is be AUX cop 3
the the DET det 3
president president NOUN root 3
Mali Mali PROPN nmod 3 case=of
""",
    "with its possessor": """
Mali Mali PROPN poss 1
president president NOUN root 1
, , PUNCT punct 1
Anna Anna PROPN appos 1
""",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_title_binds_its_person_to_its_body(form: str) -> None:
    assert held(FORMS[form]) == [("anna", "leads", "MLI")]


def test_the_longest_title_counts() -> None:
    rows = """
Mali Mali PROPN poss 2
foreign foreign ADJ amod 2
minister minister NOUN root 2
, , PUNCT punct 2
Anna Anna PROPN appos 2
"""
    assert held(rows) == [("anna", "represents", "MLI")]


def test_a_french_title_may_be_cut_anywhere() -> None:
    rows = """
Anna Anna PROPN root 0
, , PUNCT punct 0
chef chef NOUN appos 0
d' de ADP case 4
État état NOUN nmod 2 case=de
Mali Mali PROPN nmod 2 case=de
"""
    assert held(rows, "fr") == [("anna", "leads", "MLI")]


def test_the_president_and_somebody_are_two_people() -> None:
    rows = """
Mali Mali PROPN poss 1
president president NOUN root 1
and and CCONJ cc 1
Anna Anna PROPN conj 1
"""
    assert held(rows) == []


def test_without_a_person_nobody_holds_the_office() -> None:
    assert held("Mali Mali PROPN poss 1\npresident president NOUN root 1") == []


def test_a_listed_person_keeps_the_listed_body() -> None:
    assert held("President president PROPN compound 1\nXi Xi PROPN root 1") == [
        ("xi-jinping", "leads", "CHN")
    ]


BARE = "President president PROPN compound 1\nAnna Anna PROPN root 1"


def test_a_bare_title_is_of_the_state_the_article_is_about() -> None:
    assert held(BARE, home=MALI) == [("anna", "leads", "MLI")]
    assert held(BARE, home=None) == []


def test_a_denied_office_is_negated(frozen_claims: Reader) -> None:
    (claim,) = frozen_claims("Karl Brandt is not the president of Moldova.", "en")
    assert (claim.relation, claim.polarity) == ("leads", "negated")


def test_a_body_behind_the_name_is_the_bodys_own(frozen_claims: Reader) -> None:
    text = "Defence Minister Karl Brandt of Austria condemned Iran."
    found = {(c.subject.id, c.relation, c.object.id) for c in frozen_claims(text, "en")}
    assert ("karl-brandt", "represents", "AUT") in found
    assert "defence" not in {ident for ident, _, _ in found}


def test_an_office_known_from_elsewhere_is_a_detour(extracted: Callable[..., Extracted]) -> None:
    def detours(text: str) -> list[int]:
        found = extracted(text, "en")
        return [found.features[c.id].detours for c in found.claims if c.relation == "leads"]

    assert detours("Jeanne Dubreuil is the president of Moldova.") == [0]
    assert detours("President Xi visited Hungary.") == [1]
