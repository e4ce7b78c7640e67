"""The ends of a claim: which entity the words in a slot stand for. Trees are typed in."""

from __future__ import annotations

import pytest

from kg import language, ontology
from kg.extract.ends import Ends
from kg.mentions.index import Index
from kg.model import Entity, Mention, Sentence
from kg.tree import Tree
from tests.trees import sentence

MALI = Entity("MLI", "State", "Mali")
CHAD = Entity("TCD", "State", "Chad")
ROME = Entity("rome", "Place", "Rome")
ITALY = Entity("ITA", "State", "Italy")
ANNA = Entity("anna", "Person", "Anna")
KNOWN = {"Mali": MALI, "Malian": MALI, "Chad": CHAD, "Rome": ROME, "Anna": ANNA}
ACTOR, PLACE = frozenset({"Actor"}), frozenset({"Place", "Actor"})


def ends(read: Sentence, states: dict[str, Entity] | None = None) -> Ends:
    named = [
        Mention(
            KNOWN[t.text], t.text, t.start, t.end, "gazetteer", (ITALY,) if t.text == "Rome" else ()
        )
        for t in read.tokens
        if t.text in KNOWN
    ]
    tree, index = Tree(read), Index(read, named)
    return Ends(tree, index, ontology.load(), language.load("en"), states or {})


def standing(
    rows: str, at: int, kinds: frozenset[str] = ACTOR, *, acting: bool = False
) -> list[tuple[str, str | None]]:
    """(entity, through whom) at a position; ``acting``: Anna acts for Mali in this relation."""
    found = ends(sentence(rows), {"anna": MALI}).standing(
        (at,), kinds, head=len(rows.strip().split("\n")) - 1, state_level=acting
    )
    return [(s.entity.id, s.via.id if s.via else None) for s in found]


VERB = "\nvoted vote VERB root "


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ("Malian malian ADJ amod 1\nforces force NOUN subj 2" + VERB + "2", 1),
        ("forces force NOUN subj 2\nMali Mali PROPN nmod 0 case=of" + VERB + "2", 0),
        ("Mali Mali PROPN poss 1\ngovernment government NOUN subj 2" + VERB + "2", 1),
        ("court court NOUN subj 2\nMali Mali PROPN nmod 0 case=in" + VERB + "2", 0),
    ],
    ids=["demonym", "complement", "possessor", "institution"],
)
def test_a_group_is_its_state(rows: str, at: int) -> None:
    assert standing(rows, at) == [("MLI", None)]


@pytest.mark.parametrize(
    "rows",
    [
        "Malian malian ADJ amod 1\nmangoes mango NOUN subj 2" + VERB + "2",
        "forces force NOUN subj 2\nMali Mali PROPN nmod 0 case=near" + VERB + "2",
    ],
    ids=["no group", "no owner"],
)
def test_what_is_no_group_of_a_state_is_nobody(rows: str) -> None:
    assert standing(rows, 1 if "mango" in rows else 0) == []


def test_coordinated_names_are_all_ends() -> None:
    rows = """
Mali Mali PROPN subj 3
and and CCONJ cc 0
Chad Chad PROPN conj 0
voted vote VERB root 3
"""
    assert standing(rows, 0) == [("MLI", None), ("TCD", None)]


def test_the_relation_decides_between_a_capital_and_its_state() -> None:
    rows = "Rome Rome PROPN subj 1" + VERB + "1"
    assert standing(rows, 0, ACTOR) == [("ITA", None)]
    assert standing(rows, 0, PLACE) == [("rome", None)]


def test_a_leader_acts_for_the_state_only_in_relations_of_states() -> None:
    rows = "Anna Anna PROPN subj 1" + VERB + "1"
    assert standing(rows, 0, acting=True) == [("MLI", "anna")]
    assert standing(rows, 0, acting=False) == [("anna", None)]


def test_a_title_with_its_holder_is_the_holder() -> None:
    rows = "Malian malian ADJ amod 1\nminister minister NOUN subj 3\nAnna Anna PROPN appos 1"
    assert standing(rows + VERB + "3", 1) == [("anna", None)]


def test_an_entity_of_the_wrong_kind_is_no_end() -> None:
    assert standing("Anna Anna PROPN subj 1" + VERB + "1", 0, frozenset({"Place"})) == []


def test_a_source_speaks_for_its_state() -> None:
    rows = "sources source NOUN subj 2\nMali Mali PROPN nmod 0 case=in" + VERB + "2"
    speaker = ends(sentence(rows)).speaker(0)
    assert speaker is not None
    assert speaker.id == "MLI"


def test_a_thing_is_owned_by_the_name_before_it() -> None:
    read = sentence("Mali Mali PROPN poss 1\ndecision decision NOUN obj 2" + VERB + "2")
    assert ends(read).owners((1,)) == (0,)
    assert ends(read).owners((0,)) == ()
