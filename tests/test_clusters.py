"""Scoring against clusters of gold mentions, on texts and annotations made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from kg.evaluate.annotated import PRONOUNS, Cluster, Document, Spot, Triple
from kg.evaluate.clusters import (
    Judgement,
    Links,
    errors,
    judge,
    judge_coreference,
    kind_of,
    only_named,
    resolvable,
    table,
)
from kg.model import Article, Claim, End, Entity, Mention, Span

TEXT = "Mara Okoro advises Norway. She met the minister in Oslo."
SPANS = {"okoro": (0, 10), "NOR": (19, 25), "she": (27, 30), "minister": (39, 47), "oslo": (51, 55)}
OKORO, NORWAY, MINISTER, OSLO = range(4)
CLUSTERS = (
    Cluster("person", (Spot(0, 10, True), Spot(27, 30, False))),
    Cluster("state", (Spot(19, 25, True),)),
    Cluster("person", (Spot(39, 47, False),)),
    Cluster("place", (Spot(51, 55, True),)),
)


def document(*required: Triple, accepted: Iterable[Triple] = ()) -> Document:
    return Document("d", "en", TEXT, CLUSTERS, frozenset(required), frozenset(accepted))


def mention(id_: str, at: str, source: str = "ner") -> Mention:
    start, end = SPANS[at]
    return Mention(Entity(id_, "Person", id_), TEXT[start:end], start, end, source)


NAMED = [mention("okoro", "okoro"), mention("NOR", "NOR"), mention("oslo", "oslo")]
HER = mention("okoro", "she", "coreference")


def claim(subject: str, relation: str, object_: str, **at: str) -> Claim:
    def end(id_: str, place: str) -> End:
        return End(id_, id_, "Person", id_, *SPANS[place])

    return Claim(
        "c",
        Article("d", TEXT, "en", "-"),
        Span(TEXT, 0, len(TEXT)),
        end(subject, at.get("subject_at", subject)),
        relation,
        end(object_, at.get("object_at", object_)),
    )


def judged(
    gold: Document, claims: Sequence[Claim], mentions: Sequence[Mention] = (*NAMED, HER)
) -> Judgement:
    return judge(
        gold,
        mentions,
        claims,
        lambda c: [tuple(c.relation.split("|"))],
        labels=frozenset({"agent", "meets", "visits"}),
        symmetric=frozenset({"meets"}),
    )


def test_a_claim_is_right_between_the_clusters_of_its_ends() -> None:
    result = judged(document((OKORO, "agent", NORWAY)), [claim("okoro", "agent", "NOR")])
    assert result.right == {(OKORO, "agent", NORWAY)}
    assert not result.spurious
    assert not result.missing


def test_direction_counts_unless_the_label_is_symmetric() -> None:
    gold = document((NORWAY, "agent", OKORO), (NORWAY, "meets", OKORO))
    result = judged(gold, [claim("okoro", "agent", "NOR"), claim("okoro", "meets", "NOR")])
    assert [triple for triple, _ in result.spurious] == [(OKORO, "agent", NORWAY)]
    assert result.right == {(OKORO, "meets", NORWAY)}
    assert result.missing == {(NORWAY, "agent", OKORO)}


def test_any_label_of_a_choice_is_right_and_the_first_is_wrong() -> None:
    choice = claim("okoro", "agent|visits", "NOR")
    assert judged(document((OKORO, "visits", NORWAY)), [choice]).right
    assert judged(document(), [choice]).spurious[0][0][1] == "agent"


def test_what_is_accepted_neither_counts_nor_harms() -> None:
    gold = document(accepted=[(OKORO, "agent", NORWAY)])
    result = judged(gold, [claim("okoro", "agent", "NOR")])
    assert (result.right, result.spurious, result.missing) == (frozenset(), (), frozenset())


def test_a_pronoun_is_the_entity_kg_gave_it_not_the_cluster_it_lies_in() -> None:
    gold = document((OKORO, "visits", OSLO))
    assert judged(gold, [claim("okoro", "visits", "oslo", subject_at="she")]).right
    wrong = [*NAMED, mention("NOR", "she", "coreference")]
    result = judged(gold, [claim("NOR", "visits", "oslo", subject_at="she")], wrong)
    assert [triple for triple, _ in result.spurious] == [(NORWAY, "visits", OSLO)]


def test_an_end_the_gold_does_not_have_is_outside() -> None:
    result = judged(document(), [claim("okoro", "visits", "minister")])
    assert (result.outside, result.spurious) == (1, ())


def test_both_ends_in_one_gold_mention_are_outside() -> None:
    whole = Document("d", "en", TEXT, (*CLUSTERS, Cluster("", (Spot(0, 25, True),))), frozenset())
    result = judged(whole, [claim("okoro", "agent", "NOR")])
    assert (result.outside, result.spurious) == (1, ())


def test_the_longest_overlap_comes_first() -> None:
    clusters = (Cluster("", (Spot(0, 4, True),)), Cluster("", (Spot(0, 10, True),)))
    assert Links(clusters, NAMED).of("okoro") == [0, 1]
    assert Links(clusters, NAMED).at(0, 10) == [1, 0]


def test_only_named_drops_clusters_without_a_name_and_their_triples() -> None:
    kept = only_named(document((OKORO, "meets", MINISTER), (OKORO, "visits", OSLO)))
    assert len(kept.clusters) == 3
    assert kept.required == {(0, "visits", 2)}


def test_the_table_counts_each_label_and_all() -> None:
    gold = document((OKORO, "visits", OSLO), (OKORO, "agent", NORWAY))
    result = judged(gold, [claim("okoro", "visits", "oslo"), claim("NOR", "visits", "oslo")])
    rows = {line.split()[0]: line.split()[1:] for line in table([result], ["agent", "visits"])}
    assert rows["visits"] == ["1", "2", "1", "50.0%", "100.0%", "66.7%"]
    assert rows["agent"] == ["0", "0", "1", "0.0%", "0.0%", "0.0%"]
    assert rows["all"] == ["1", "2", "2", "50.0%", "50.0%", "50.0%"]


def test_errors_show_the_claim_and_the_words_around_what_is_missing() -> None:
    result = judged(document((OKORO, "agent", NORWAY)), [claim("okoro", "visits", "oslo")])
    wrong, missing = errors([result])
    assert wrong.startswith("WRONG visits: Mara Okoro | Oslo <- [okoro] visits [oslo]")
    assert missing.startswith("MISSING agent: Mara Okoro | Norway: Mara Okoro advises Norway.")


def test_an_end_that_kg_did_not_find_is_told() -> None:
    result = judged(document((OKORO, "agent", NORWAY), (OKORO, "visits", OSLO)), [], NAMED[:2])
    assert "MISSING visits: Mara Okoro | Oslo (not found): " in "\n".join(errors([result]))
    assert "missing 2, 1 of them with an end kg did not find" in table([result], ["visits"])


@pytest.mark.parametrize(("given", "right"), [("okoro", True), ("NOR", False), ("nobody", False)])
def test_a_pronoun_is_right_when_a_name_of_its_entity_is_in_the_cluster(
    given: str, right: bool
) -> None:
    (found,) = judge_coreference(
        document(), [*NAMED, mention(given, "she", "coreference")], PRONOUNS
    )
    assert (found.kind, found.right, found.cluster) == ("pronoun", right, OKORO)


def test_a_word_inside_a_longer_gold_mention_is_not_judged() -> None:
    group = Document("d", "en", TEXT, (Cluster("group", (Spot(27, 47, False),)),), frozenset())
    assert [r.right for r in judge_coreference(group, [*NAMED, HER], PRONOUNS)] == [None]


def test_a_mention_the_gold_does_not_have_is_not_judged() -> None:
    named = mention("NOR", "oslo", "coreference")
    assert [r.right for r in judge_coreference(document(), [*NAMED, named], PRONOUNS)] == [None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Elle", "pronoun"), ("Leurs", "possessive"), ("le ministre", "description")],
)
def test_the_kind_of_a_mention_is_told_by_its_words(text: str, kind: str) -> None:
    assert kind_of(text, PRONOUNS) == kind


def test_recall_is_over_mentions_after_a_name_of_their_cluster() -> None:
    before = Cluster("person", (Spot(27, 30, False), Spot(51, 55, True)))
    gold = Document("d", "en", TEXT, (*CLUSTERS, before), frozenset())
    assert resolvable(gold) == [(Spot(27, 30, False), OKORO)]
