"""Triggers against typed-in trees: which words stand at the ends, and which trigger wins."""

from __future__ import annotations

import pytest

from kg import language
from kg.extract.match import Hit, Matcher
from kg.mentions.index import Index
from kg.model import Entity, Mention, Sentence
from kg.ontology import Ontology, Relation
from kg.tree import Tree
from kg.triggers import noun_pattern, verb_pattern
from tests.trees import sentence

EN = language.load("en")


def relation(name: str, parent: str | None = None, *, symmetric: bool = False) -> Relation:
    return Relation(
        name, {}, symmetric, True, False, frozenset({"Actor"}), frozenset({"Actor"}), parent,
        None, None, {}, False, False,
    )  # fmt: skip


def ontology(*triggers: str) -> Ontology:
    """An ontology with one relation per trigger, named by its number; ``noun:`` marks nouns."""
    onto = Ontology(words={("arms", "en"): frozenset({("tank",), ("anti", "tank", "missile")})})
    for number, text in enumerate(triggers):
        onto.relations[str(number)] = relation(str(number))
        noun = text.startswith("noun:")
        pattern = (noun_pattern if noun else verb_pattern)(
            str(number), text.removeprefix("noun:"), EN
        )
        for head in pattern.heads:
            onto.patterns.setdefault("en", {}).setdefault(head, []).append(pattern)
    return onto


def hits(read: Sentence, onto: Ontology, refused: tuple[str, ...] = ()) -> list[Hit]:
    """The hits of a sentence in which every proper noun is a mention."""
    named = [
        Mention(Entity(t.text, "State", t.text), t.text, t.start, t.end, "gazetteer")
        for t in read.tokens
        if t.pos == "PROPN"
    ]
    matcher = Matcher(Tree(read), Index(read, named), onto, EN)
    return matcher.hits(lambda hit: hit.pattern.relation not in refused)


def found(rows: str, *triggers: str, refused: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """(relation, subjects, objects, item) of each hit, words joined by spaces."""
    read = sentence(rows)

    def words(places: tuple[int, ...]) -> str:
        return " ".join(read.tokens[i].text for i in places)

    return [
        (
            hit.pattern.relation,
            words(hit.subjects),
            words(hit.objects),
            "" if hit.item is None else read.tokens[hit.item].text,
        )
        for hit in hits(read, ontology(*triggers), refused)
    ]


SALE = """
Mali Mali PROPN subj 1
sold sell VERB root 1
tanks tank NOUN obj 1
Chad Chad PROPN obl 1 case=to
"""
SANCTIONS = """
Mali Mali PROPN subj 1
imposed impose VERB root 1
sanctions sanction NOUN obj 1
Chad Chad PROPN nmod 2 case=on
"""


def test_a_slot_after_a_preposition_takes_its_complement() -> None:
    assert found(SALE, "sell to") == [("0", "Mali", "Chad", "")]
    assert found(SALE, "sell from") == [("0", "Mali", "", "")]


def test_slots_turn_the_ends_round() -> None:
    assert found(SALE, "{} sell to []") == [("0", "Chad", "Mali", "")]


def test_a_word_of_the_class_is_the_item() -> None:
    assert found(SALE, "sell <arms> to") == [("0", "Mali", "Chad", "tanks")]


def test_without_a_word_of_the_class_there_is_no_hit() -> None:
    assert found(SALE.replace("tanks tank", "shoes shoe"), "sell <arms> to") == []


def test_the_most_specific_trigger_wins() -> None:
    assert found(SALE, "sell", "sell to", "sell <arms> to") == [("2", "Mali", "Chad", "tanks")]


def test_a_trigger_whose_ends_are_refused_gives_way() -> None:
    assert found(SALE, "sell to", "sell <arms> to", refused=("1",)) == [("0", "Mali", "Chad", "")]


def test_a_sub_relation_hides_its_super_relation() -> None:
    onto = ontology("sell to", "sell to")
    onto.relations["1"] = relation("1", parent="0")
    assert [h.pattern.relation for h in hits(sentence(SALE), onto)] == ["1"]


@pytest.mark.parametrize(
    ("rows", "item"),
    [
        ("tons ton NOUN obj 1\ntanks tank NOUN nmod 2 case=of", "tanks"),
        ("new new ADJ amod 3\ntanks tank NOUN obj 1", "tanks"),
    ],
)
def test_the_item_is_what_is_counted_or_described(rows: str, item: str) -> None:
    sale = f"Mali Mali PROPN subj 1\nsold sell VERB root 1\n{rows}\nChad Chad PROPN obl 1 case=to"
    assert found(sale, "sell <arms> to") == [("0", "Mali", "Chad", item)]


def test_a_class_word_that_only_modifies_is_no_item() -> None:
    rows = """
Mali Mali PROPN subj 1
sold sell VERB root 1
tank tank NOUN compound 3
factories factory NOUN obj 1
Chad Chad PROPN obl 1 case=to
"""
    assert found(rows, "sell <arms> to") == []


def test_a_fixed_word_must_stand_below_the_verb() -> None:
    assert found(SANCTIONS, "impose sanction on") == [("0", "Mali", "Chad", "")]
    assert found(SANCTIONS, "impose tax on") == []


def test_a_noun_inside_a_verb_expression_fires_no_trigger() -> None:
    both = ("impose sanction on", "noun:sanction on")
    assert found(SANCTIONS, *both) == [("0", "Mali", "Chad", "")]
    assert found(SANCTIONS, *both, refused=("0",)) == [("1", "", "Chad", "")]


def test_a_noun_under_a_light_verb_knows_its_host() -> None:
    read = sentence(SANCTIONS)
    (hit,) = hits(read, ontology("noun:sanction on"))
    assert hit.hosts is not None
    assert [read.tokens[i].text for i in hit.hosts.hosts] == ["Mali"]


def test_a_complement_taken_from_a_neighbour_is_shaky() -> None:
    (near,) = hits(sentence(SANCTIONS), ontology("impose on"))
    (own,) = hits(sentence(SALE), ontology("sell to"))
    assert (near.shaky, own.shaky) == (True, False)


def test_a_complement_without_a_name_is_no_end() -> None:
    rows = SANCTIONS.replace("Chad Chad PROPN nmod", "Friday friday NOUN nmod")
    assert found(rows, "impose sanction on") == [("0", "Mali", "", "")]


def test_a_reflexive_trigger_needs_its_reflexive() -> None:
    rows = "Mali Mali PROPN subj {0}\n{1}met meet VERB root {0}\nChad Chad PROPN obj {0}"
    reflexive = rows.format(2, "se se PRON refl 2\n")
    assert found(reflexive, "se meet") == [("0", "Mali", "Chad", "")]
    assert found(rows.format(1, ""), "se meet") == []


def test_alternatives_of_a_head_are_one_trigger() -> None:
    assert found(SALE, "give|sell to") == [("0", "Mali", "Chad", "")]


def test_an_auxiliary_fires_no_trigger() -> None:
    rows = "Mali Mali PROPN subj 2\nhas have AUX aux 2\nattacked attack VERB root 2"
    assert found(rows, "have") == []


def test_calling_somebody_something_is_naming() -> None:
    rows = """
Mali Mali PROPN subj 1
called call VERB root 1
Chad Chad PROPN obj 1
enemy enemy NOUN attr 1
"""
    assert found(rows, "call") == []
    assert found("\n".join(rows.strip().split("\n")[:3]), "call") == [("0", "Mali", "Chad", "")]


OF_BY = """
condemnation condemnation NOUN root 0
Chad Chad PROPN nmod 0 case=of
Mali Mali PROPN agent 0 case=by
"""


def test_what_a_noun_claims_as_its_object_does_not_own_it() -> None:
    assert found(OF_BY, "noun:condemnation of") == [("0", "Mali", "Chad", "")]


def test_what_a_noun_claims_as_its_subject_is_not_its_object() -> None:
    assert found(OF_BY, "noun:condemnation {} by []") == [("0", "Mali", "Chad", "")]
