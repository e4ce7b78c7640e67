"""The scorer on small gold made by hand: one rule, one test. No models, no ontology files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import format_report, rules_of, run
from kg.evaluate.gold import Document, Gold, GoldClaim, GoldEntity, read_documents, read_gold
from kg.evaluate.names import fold
from kg.evaluate.score import Rules, Scorer, agreement, total
from kg.evaluate.triples import Flags, Level, Matching
from kg.model import Article, Claim, End, Ref, Span
from kg.ontology import Ontology, Relation

RULES = Rules(
    symmetric=frozenset({"meets"}),
    state_level=frozenset({"trades_with", "sanctions"}),
    stands_for=frozenset({"leads"}),
    families={
        "meets": "CONSULT", "visits": "CONSULT", "sanctions": "SANCTION",
        "breaks_with": "SANCTION", "trades_with": "COOPERATE",
    },
)  # fmt: skip

ENTITIES = {
    e.id: e
    for e in (
        GoldEntity("NOR", "state", "Norway", ("Norvège", "Oslo")),
        GoldEntity("CHL", "state", "Chile", ("Chili", "le Chili")),
        GoldEntity("PER", "state", "Peru", ("Pérou",)),
        GoldEntity("ana-soto", "person", "Ana Soto", ("President Ana Soto", "Mme Soto")),
        GoldEntity("lars-vik", "person", "Lars Vik", ("Vik",)),
        GoldEntity("fjord-league", "organisation", "Fjord League", ("League",)),
    )
}


def gold(subject: str, relation: str, object_: str, **fields: Any) -> GoldClaim:
    sent, required = fields.pop("sent", 0), fields.pop("required", True)
    flags = {"polarity": ("affirmed",), "modality": ("asserted",), "attributed_to": ("None",)}
    return GoldClaim("d", sent, subject, relation, object_, **(flags | fields), required=required)


def claim(subject: str, relation: str, object_: str, **fields: Any) -> Claim:
    """A predicted claim whose ends have the given ids; ``names`` overrides (label, text)."""
    names = fields.pop("names", {})
    start = fields.pop("start", 0)

    def end(id_: str) -> End:
        label, text = names.get(id_, ("?", "?"))
        return End(id_, label, "Actor", text, start, start + 1)

    article = Article("d", "", "en", "-")
    sentence = Span("…", start, start + 1)
    return Claim("c", article, sentence, end(subject), relation, end(object_), **fields)


DOCUMENT = Document("d", "en", "One.\nTwo.\nThree.", ("One.", "Two.", "Three."), (0, 5, 10))


def match(golds: list[GoldClaim], claims: list[Claim], level: Level = "strict") -> Matching:
    scorer = Scorer(Gold(ENTITIES, tuple(golds), {}), RULES)
    return scorer.match(scorer.gold_triples("d"), scorer.predicted_triples(claims), level)


def counts(golds: list[GoldClaim], claims: list[Claim], level: Level = "strict") -> tuple[int, ...]:
    """Right, predicted, required."""
    return match(golds, claims, level).counts()


def flags(golds: list[GoldClaim], claims: list[Claim]) -> Flags:
    scorer = Scorer(Gold(ENTITIES, tuple(golds), {}), RULES)
    ((found, predicted),) = match(golds, claims).matched
    return scorer.flags(found, predicted, DOCUMENT)


# Units


def test_a_triple_stated_twice_counts_once_in_the_gold() -> None:
    twice = [gold("NOR", "visits", "CHL"), gold("NOR", "visits", "CHL", sent=1)]
    assert counts(twice, []) == (0, 0, 1)


def test_a_triple_predicted_twice_counts_once() -> None:
    twice = [claim("NOR", "visits", "CHL"), claim("NOR", "visits", "CHL", start=5)]
    assert counts([gold("PER", "visits", "CHL")], twice) == (0, 1, 1)


def test_another_prediction_of_the_same_gold_triple_is_ignored() -> None:
    same = [
        claim("NOR", "visits", "CHL"),
        claim("kingdom-of-norway", "visits", "CHL", names={"kingdom-of-norway": ("Norvège", "x")}),
    ]
    assert counts([gold("NOR", "visits", "CHL")], same) == (1, 1, 1)


def test_a_prediction_of_gold_that_is_not_required_neither_counts_nor_harms() -> None:
    optional = [gold("NOR", "visits", "CHL", required=False), gold("PER", "visits", "CHL")]
    assert counts(optional, [claim("NOR", "visits", "CHL")]) == (0, 0, 1)
    assert counts(optional, []) == (0, 0, 1)


def test_a_triple_required_in_one_sentence_is_required() -> None:
    mixed = [gold("NOR", "visits", "CHL", required=False), gold("NOR", "visits", "CHL", sent=1)]
    assert counts(mixed, [claim("NOR", "visits", "CHL")]) == (1, 1, 1)


def test_a_prediction_without_gold_is_spurious() -> None:
    assert counts([gold("NOR", "visits", "CHL")], [claim("PER", "visits", "CHL")]) == (0, 1, 1)


def test_one_prediction_satisfies_one_gold_triple() -> None:
    both = [gold("NOR", "sanctions", "CHL"), gold("NOR", "breaks_with", "CHL")]
    assert counts(both, [claim("NOR", "sanctions", "CHL")], "family") == (1, 1, 2)


def test_predictions_are_shared_out_so_that_most_gold_is_satisfied() -> None:
    """The first prediction fits both gold triples, the second only one of them."""
    golds = [gold("NOR", "visits", "CHL"), gold("NOR", "visits", "PER")]
    either = claim("NOR", "visits", "andes", names={"andes": ("Chile", "Pérou")})
    assert counts(golds, [either, claim("NOR", "visits", "CHL")]) == (2, 2, 2)


def test_required_gold_comes_before_gold_that_is_not() -> None:
    golds = [gold("NOR", "visits", "CHL", required=False), gold("NOR", "visits", "PER")]
    either = claim("NOR", "visits", "andes", names={"andes": ("Chile", "Pérou")})
    assert counts(golds, [either]) == (1, 1, 1)


# Ends


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("norway", "x"),
        ("x", "NORVEGE"),
        ("x", "la Norvège"),
        ("x", "Oslo's"),
        ("x", "Norvège."),
    ],
)
def test_an_end_matches_by_label_or_text_after_folding(label: str, text: str) -> None:
    predicted = claim("q20", "visits", "CHL", names={"q20": (label, text)})
    assert counts([gold("NOR", "visits", "CHL")], [predicted]) == (1, 1, 1)


def test_an_end_matches_by_id_whatever_its_label() -> None:
    assert counts([gold("NOR", "visits", "CHL")], [claim("NOR", "visits", "CHL")]) == (1, 1, 1)


def test_an_end_does_not_match_by_a_part_of_a_name() -> None:
    predicted = claim("x", "visits", "CHL", names={"x": ("Fjord", "Fjord")})
    assert counts([gold("fjord-league", "visits", "CHL")], [predicted]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("L’Union européenne", "union europeenne"),
        ("the U.S.", "us"),
        ("President Kim Jong-un", "kim jong un"),
        ("le Premier ministre Édouard Philippe", "edouard philippe"),
        ("M. Cœur", "coeur"),
        ("Russia's", "russia"),
        ("le président", "president"),
        ("Premier League", "league"),
        ("Les Nations unies", "nations unies"),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_who_leads_a_state_counts_as_the_state_in_state_level_relations() -> None:
    golds = [gold("ana-soto", "leads", "CHL"), gold("NOR", "trades_with", "CHL", sent=1)]
    assert counts(golds, [claim("NOR", "trades_with", "ana-soto")]) == (1, 1, 2)


def test_who_leads_a_state_is_no_state_in_other_relations() -> None:
    golds = [gold("ana-soto", "leads", "CHL"), gold("NOR", "visits", "CHL", sent=1)]
    assert counts(golds, [claim("NOR", "visits", "ana-soto")]) == (0, 1, 2)


def test_who_leads_an_organisation_does_not_count_as_it() -> None:
    golds = [gold("lars-vik", "leads", "fjord-league"), gold("NOR", "sanctions", "fjord-league")]
    assert counts(golds, [claim("NOR", "sanctions", "lars-vik")]) == (0, 1, 2)


def test_a_state_does_not_count_as_who_leads_it() -> None:
    golds = [gold("ana-soto", "leads", "CHL"), gold("NOR", "sanctions", "ana-soto")]
    assert counts(golds, [claim("NOR", "sanctions", "CHL")]) == (0, 1, 2)


# Levels


def test_direction_counts_unless_the_relation_is_symmetric() -> None:
    assert counts([gold("NOR", "visits", "CHL")], [claim("CHL", "visits", "NOR")]) == (0, 1, 1)
    assert counts([gold("NOR", "meets", "CHL")], [claim("CHL", "meets", "NOR")]) == (1, 1, 1)
    assert counts([gold("NOR", "meets", "CHL"), gold("CHL", "meets", "NOR", sent=1)], [])[2] == 1


def test_family_wants_the_same_root_and_the_direction() -> None:
    golds = [gold("NOR", "sanctions", "CHL")]
    assert counts(golds, [claim("NOR", "breaks_with", "CHL")], "strict") == (0, 1, 1)
    assert counts(golds, [claim("NOR", "breaks_with", "CHL")], "family") == (1, 1, 1)
    assert counts(golds, [claim("CHL", "breaks_with", "NOR")], "family") == (0, 1, 1)
    assert counts(golds, [claim("NOR", "visits", "CHL")], "family") == (0, 1, 1)


def test_family_is_unordered_when_one_of_the_relations_is() -> None:
    assert counts([gold("NOR", "visits", "CHL")], [claim("CHL", "meets", "NOR")], "family")[0] == 1
    assert counts([gold("NOR", "meets", "CHL")], [claim("CHL", "visits", "NOR")], "family")[0] == 1


def test_a_relation_without_a_root_is_a_family_of_its_own() -> None:
    golds = [gold("lars-vik", "leads", "NOR")]
    assert counts(golds, [claim("lars-vik", "leads", "NOR")], "family") == (1, 1, 1)
    assert counts(golds, [claim("lars-vik", "joins", "NOR")], "family") == (0, 1, 1)


def test_pair_wants_only_the_ends() -> None:
    assert counts([gold("NOR", "sanctions", "CHL")], [claim("CHL", "meets", "NOR")], "pair")[0] == 1
    assert counts([gold("NOR", "sanctions", "CHL")], [claim("PER", "meets", "NOR")], "pair")[0] == 0


# Flags


def test_flags_accept_any_of_the_listed_values() -> None:
    golds = [gold("NOR", "visits", "CHL", modality=("planned", "possible"))]
    assert flags(golds, [claim("NOR", "visits", "CHL", modality="possible")]).modality
    assert not flags(golds, [claim("NOR", "visits", "CHL", modality="asserted")]).modality


def test_a_wrong_polarity_is_no_miss_but_costs_polarity() -> None:
    found = flags(
        [gold("NOR", "visits", "CHL")], [claim("NOR", "visits", "CHL", polarity="negated")]
    )
    assert found == Flags(polarity=False, modality=True, attribution=True, spoken=False)


@pytest.mark.parametrize(
    ("accepted", "speaker", "right", "spoken"),
    [
        (("None",), None, True, False),
        (("None",), Ref("PER", "Peru"), False, False),
        (("PER",), None, False, True),
        (("PER",), Ref("q419", "Pérou"), True, True),
        (("PER",), Ref("NOR", "Norway"), False, True),
        (("None", "PER"), None, True, False),
        (("None", "PER"), Ref("PER", "Peru"), True, False),
    ],
)
def test_attribution(
    accepted: tuple[str, ...], speaker: Ref | None, right: bool, spoken: bool
) -> None:
    golds = [gold("NOR", "visits", "CHL", attributed_to=accepted)]
    found = flags(golds, [claim("NOR", "visits", "CHL", attributed_to=speaker)])
    assert (found.attribution, found.spoken) == (right, spoken)


def test_flags_are_compared_in_the_sentence_both_speak_of() -> None:
    golds = [
        gold("NOR", "visits", "CHL"),
        gold("NOR", "visits", "CHL", sent=2, polarity=("negated",)),
    ]
    denied = claim("NOR", "visits", "CHL", start=10, polarity="negated")
    confirmed = claim("NOR", "visits", "CHL", start=10)
    assert flags(golds, [denied]).polarity
    assert not flags(golds, [confirmed]).polarity


def test_flags_of_a_prediction_elsewhere_may_be_those_of_any_sentence() -> None:
    golds = [
        gold("NOR", "visits", "CHL"),
        gold("NOR", "visits", "CHL", sent=2, polarity=("negated",)),
    ]
    assert flags(golds, [claim("NOR", "visits", "CHL", start=5, polarity="negated")]).polarity


# Figures


def test_total_sums_documents_and_gives_an_interval_that_is_always_the_same() -> None:
    good = match([gold("NOR", "visits", "CHL")], [claim("NOR", "visits", "CHL")])
    bad = match([gold("NOR", "visits", "CHL")], [claim("PER", "visits", "CHL")])
    score = total([good, good, bad])
    assert (score.right, score.predicted, score.required) == (2, 3, 3)
    assert score.precision == score.recall == score.f1 == pytest.approx(2 / 3)
    assert score.low < score.f1 < score.high
    assert total([good, good, bad]) == score


def test_no_predictions_score_zero_without_dividing_by_it() -> None:
    score = total([match([gold("NOR", "visits", "CHL")], [])])
    assert (score.precision, score.recall, score.f1, score.low, score.high) == (0, 0, 0, 0, 0)


def test_agreement_is_counted_on_documents_in_both_languages() -> None:
    a, b, c = ("x", "r", "y"), ("x", "r", "z"), ("y", "r", "z")
    french = {"d": frozenset({a, b}), "only-french": frozenset({a})}
    assert agreement(french, {"d": frozenset({b, c})}) == {"d": (1, 3)}


def test_rules_come_from_the_ontology() -> None:
    def relation(name: str, **fields: Any) -> Relation:
        ends = {"domain": frozenset({"Actor"}), "range": frozenset({"Actor"})}
        flags = {"symmetric": False, "event": False, "state_level": False, "acts_for": False}
        rest: dict[str, Any] = {"labels": {}, "parent": None, "plover": None, "cameo": None}
        return Relation(
            name, **{**ends, **flags, **rest, "structures": {}, "reaches_owner": False, **fields}
        )

    relations = [
        relation("heads", acts_for=True),
        relation("allied", symmetric=True, state_level=True),
        relation("visits", plover="CONSULT/visit"),
    ]
    assert rules_of(Ontology(relations={r.name: r for r in relations})) == Rules(
        symmetric=frozenset({"allied"}),
        state_level=frozenset({"allied"}),
        stands_for=frozenset({"heads"}),
        families={"visits": "CONSULT"},
    )


# Files


def files(folder: Path, **changes: Any) -> tuple[Path, Path]:
    """A gold file and its parallel texts in ``folder``."""
    record = {
        "doc": "d", "sent": 1, "subject": "NOR", "relation": "visits", "object": "CHL",
        "polarity": ["affirmed"], "modality": ["asserted"], "attributed_to": ["None"],
        "required": True,
    }  # fmt: skip
    entities = {
        "NOR": {"kind": "state", "label": "Norway", "forms": ["Norvège"]},
        "CHL": {"kind": "state", "label": "Chile", "forms": ["Chili"]},
    }
    data = {"entities": entities, "claims": [record | changes]}
    gold_path, text_path = folder / "gold.json", folder / "parallel.tsv"
    gold_path.write_text(json.dumps(data), encoding="utf-8")
    rows = [
        "doc\tsent\ten\tfr",
        'd\t0\tA "quoted" start.\tUn début « cité ».',
        "d\t1\tNorway goes.\tElle y va.",
    ]
    text_path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return gold_path, text_path


def test_a_document_is_its_sentences_joined_by_newlines(tmp_path: Path) -> None:
    gold_path, text_path = files(tmp_path)
    (document,) = read_documents(read_gold(gold_path), gold_path, text_path, "fr")
    assert document.text == "Un début « cité ».\nElle y va."
    assert [document.sentence_at(i) for i in (0, 18, 19, 28)] == [0, 0, 1, 1]


def test_a_document_outside_the_parallel_file_is_a_french_article(tmp_path: Path) -> None:
    gold_path, text_path = files(tmp_path, doc="solo")
    data = json.loads(gold_path.read_text(encoding="utf-8"))
    data["solo_sentences"] = ["Premier.", "Second."]
    gold_path.write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "solo").mkdir()
    (tmp_path / "solo" / "article.txt").write_text("Titre\n\nPremier. Second.", encoding="utf-8")
    gold = read_gold(gold_path)
    (document,) = read_documents(gold, gold_path, text_path, "fr")
    assert document.starts == (7, 16)
    assert read_documents(gold, gold_path, text_path, "en") == []


def test_a_gold_claim_of_an_unknown_entity_is_an_error(tmp_path: Path) -> None:
    gold_path, _ = files(tmp_path, subject="ATLANTIS")
    with pytest.raises(InputError, match="d sentence 1 names 'ATLANTIS'"):
        read_gold(gold_path)


@pytest.mark.parametrize("content", ["", "[]", '{"entities": {}}', '{"entities": 3, "claims": []}'])
def test_what_is_no_gold_file_is_an_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="not a gold file"):
        read_gold(path)


def test_a_text_without_the_language_is_an_error(tmp_path: Path) -> None:
    gold_path, text_path = files(tmp_path)
    with pytest.raises(InputError, match="no column de"):
        read_documents(read_gold(gold_path), gold_path, text_path, "de")


def test_sentences_out_of_order_are_an_error(tmp_path: Path) -> None:
    gold_path, text_path = files(tmp_path)
    text_path.write_text("doc\tsent\ten\tfr\nd\t1\ta\tb\n", encoding="utf-8")
    with pytest.raises(InputError, match="sentence 1 of d where 0 was expected"):
        read_documents(read_gold(gold_path), gold_path, text_path, "fr")


# The report


def test_a_report_shows_figures_and_every_error_beside_its_sentence(tmp_path: Path) -> None:
    paths = files(tmp_path)

    def extract(_text: str, lang: str, _doc: str) -> list[Claim]:
        if lang == "en":
            wrong = claim("PER", "visits", "NOR", trigger=Span("start", 11, 16))
            return [claim("NOR", "visits", "CHL", start=20, polarity="negated"), wrong]
        return [claim("CHL", "meets", "NOR", start=19)]

    report = run(*paths, ["fr", "en"], extract, rules=RULES)
    assert report.languages[0].score("pair").right == 1
    assert report.languages[0].score("strict").right == 0
    assert report.languages[1].score("strict").precision == 0.5
    assert report.languages[1].accuracies()["polarity"].share == 0.0
    assert report.languages[1].density() == pytest.approx(100 * 2 / 5)
    assert report.agreement == {"d": (0, 3)}

    text = format_report(report, errors=True)
    french, english = text[text.index("=== errors, fr") :].split("=== errors, en")
    assert "[1] Elle y va.\n    ✗ NOR visits CHL" in french
    assert "but found meets" in french
    assert '[0] A "quoted" start.\n    + PER visits NOR' in english
    assert "trigger “start”" in english
    assert "✓ NOR visits CHL" in english
    assert "but wrong polarity" in english
    assert "✗" not in format_report(report)
