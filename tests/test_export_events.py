"""Events: the codebooks' code of each claim, with the claim beside it."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hostile import NASTY
from rdflib import RDF, Graph, Literal

from kg import export, ontology, pipeline, rdf, store
from kg.claims import claim_id
from kg.codebooks import cameo, plover
from kg.export import events
from kg.model import Article, Claim, End, Entity, Office, Ref, Span, When
from kg.statements import merge
from kg.terms import KG, printable

KINDS = {
    "wang-yi": "Person", "un": "InternationalOrganisation", "wagner": "ArmedGroup",
    "kyiv": "Place", "grain-deal": "Agreement", "labour": "Party", "soviet-union": "State",
}  # fmt: skip
OFFICES = {
    "wang-yi": [
        Office("wang-yi", "represents", "CHN", (("en", "foreign minister"),), "2013-03", "2022-12"),
        Office("wang-yi", "represents", "CHN", (("en", "foreign minister"),), "2023-07-25"),
    ]
}
ACT = ("affirmed", "asserted")
PLAN = ("affirmed", "planned")
HOPE = ("affirmed", "possible")
REFUSAL = ("negated", "planned")
DENIAL = ("negated", "asserted")
KEYS = {
    "id", "date", "enddate", "date_basis", "intended_date", "intended_enddate", "source",
    "recipient", "event", "mode", "context", "quad_code", "event_scale", "event_loc", "event_text",
    "text", "text_info", "cite_info", "statement", "relation", "relation_root", "subject", "object",
    "polarity", "modality", "confidence", "attributed_to", "via", "item", "quantity",
}  # fmt: skip


def claim(
    relation: str,
    stance: tuple[str, str] = ACT,
    subject: str = "BRA",
    object_: str = "PER",
    published: date | None = date(2024, 5, 1),
    text: str = "Brazil and Peru in one sentence.",
    **fields: Any,
) -> Claim:
    ends = [
        End(id_, id_.title(), KINDS.get(id_, "State"), id_, n, n + 1)
        for n, id_ in enumerate((subject, object_))
    ]
    article = Article("a-1", text, "en", "a.txt", outlet="Herald", published=published)
    polarity: Any = stance[0]
    modality: Any = stance[1]
    id_ = claim_id("a-1", 0, ends[0], relation, ends[1], polarity, modality)
    return Claim(
        id_, article, Span(text, 0, len(text)), ends[0], relation, ends[1],
        polarity=polarity, modality=modality, confidence=0.8, **fields,
    )  # fmt: skip


def graph(*claims: Claim) -> Graph:
    onto = ontology.load()
    statements = merge(claims, onto.symmetric, onto.events)
    china = Entity("CHN", "State", "China")
    return rdf.graph(statements, {"CHN": china}, ontology=onto, offices=OFFICES)


def lines(of: Graph) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export.write("plover", of).decode().split("\n")[:-1]]


def table(of: Graph) -> list[dict[str, str]]:
    text = export.write("cameo", of).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), dialect="excel-tab"))


def one(rows: Sequence[Any]) -> Any:
    (row,) = rows
    return row


def first(of: Graph) -> dict[str, str]:
    return one([row for row in table(of) if row["mirrored"] == "0"])


def ids(side: list[dict[str, Any]]) -> list[str]:
    return [actor["id"] for actor in side]


@pytest.mark.parametrize(
    ("relation", "stance", "root", "code"),
    [
        # What is done has the relation's own codes.
        ("meets", ACT, "CONSULT", "040"), ("signs_agreement_with", ACT, "SUPPORT", "057"),
        ("supplies_arms_to", ACT, "AID", "072"), ("releases", ACT, "RETREAT", "084"),
        ("sanctions", ACT, "SANCTION", "163"), ("attacks", ACT, "ASSAULT", "190"),
        ("urges", ACT, "REQUEST", "020"), ("threatens", ACT, "THREATEN", "130"),
        # "All cooperative actions reported in future tense": 03 with a form for each.
        ("meets", PLAN, "AGREE", "036"), ("visits", PLAN, "AGREE", "036"),
        ("speaks_with", PLAN, "AGREE", "036"), ("negotiates_with", PLAN, "AGREE", "036"),
        ("mediates_for", PLAN, "AGREE", "039"), ("supports", PLAN, "AGREE", "032"),
        ("recognises", PLAN, "AGREE", "032"), ("cooperates_with", PLAN, "AGREE", "031"),
        ("buys_from", PLAN, "AGREE", "0311"), ("buys_arms_from", PLAN, "AGREE", "0312"),
        ("aids", PLAN, "AGREE", "033"), ("supplies_arms_to", PLAN, "AGREE", "0332"),
        ("sends_troops_to", PLAN, "AGREE", "0334"), ("concedes_to", PLAN, "AGREE", "035"),
        ("releases", PLAN, "AGREE", "0353"), ("lifts_sanctions_on", PLAN, "AGREE", "0354"),
        ("withdraws_from", PLAN, "AGREE", "0356"), ("ceases_fire_with", PLAN, "AGREE", "0356"),
        # 057 "excludes promises to sign", and 03 has no form for them.
        ("signs_agreement_with", PLAN, "AGREE", "030"),
        # What may be done, nobody knows by what form.
        ("aids", HOPE, "AGREE", "03"),
        # "Will not".
        ("meets", REFUSAL, "REJECT", "125"), ("cooperates_with", REFUSAL, "REJECT", "121"),
        ("buys_from", REFUSAL, "REJECT", "1211"), ("buys_arms_from", REFUSAL, "REJECT", "1212"),
        ("aids", REFUSAL, "REJECT", "122"), ("supplies_arms_to", REFUSAL, "REJECT", "1222"),
        ("sends_troops_to", REFUSAL, "REJECT", "1224"), ("releases", REFUSAL, "REJECT", "1243"),
        ("lifts_sanctions_on", REFUSAL, "REJECT", "1244"),
        ("withdraws_from", REFUSAL, "REJECT", "1246"), ("supports", REFUSAL, "REJECT", "120"),
        # "Did not" may be a refusal or a denial.
        ("meets", DENIAL, "REJECT", "12"), ("aids", ("negated", "possible"), "REJECT", "12"),
        # "Forecasted using future tense … treated as a threat".
        ("attacks", PLAN, "THREATEN", "1384"), ("sanctions", PLAN, "THREATEN", "1312"),
        ("breaks_ties_with", PLAN, "THREATEN", "1313"), ("kills", PLAN, "THREATEN", "1383"),
        ("restricts", PLAN, "THREATEN", "132"), ("detains", PLAN, "THREATEN", "130"),
        # No rule: the root alone.
        ("attacks", HOPE, "ASSAULT", "19"), ("sanctions", HOPE, "SANCTION", "16"),
        ("criticises", PLAN, "ACCUSE", "11"), ("protests_against", PLAN, "PROTEST", "14"),
        ("mobilises_against", PLAN, "MOBILIZE", "15"), ("urges", HOPE, "REQUEST", "02"),
    ],
)  # fmt: skip
def test_the_codebooks_rules(relation: str, stance: tuple[str, str], root: str, code: str) -> None:
    found = graph(claim(relation, stance))
    event, row = one(lines(found)), first(found)
    assert (event["event"], row["cameo_code"], row["cameo_root"]) == ([root], code, code[:2])
    # The claim is as it was.
    told = one(list(found.subjects(RDF.type, KG.Claim)))
    for record in (event, row):
        assert (record["polarity"], record["modality"]) == stance
        assert record["relation"] == relation
        assert str(told).endswith(record.get("id") or record["event_id"])
        assert record["relation_root"] == ontology.load().families[relation]


@pytest.mark.parametrize(
    ("relation", "stance", "contexts"),
    [
        ("meets", ACT, []), ("meets", PLAN, []), ("meets", HOPE, ["hypothetical"]),
        ("meets", DENIAL, []), ("attacks", PLAN, []), ("attacks", HOPE, ["hypothetical"]),
        ("attacks", DENIAL, ["negation"]), ("attacks", REFUSAL, ["future", "negation"]),
        ("urges", PLAN, ["future"]), ("urges", DENIAL, ["negation"]),
    ],
)  # fmt: skip
def test_contexts_say_what_the_root_does_not(
    relation: str, stance: tuple[str, str], contexts: list[str]
) -> None:
    assert one(lines(graph(claim(relation, stance))))["context"] == contexts


def test_only_what_happens_is_an_event() -> None:
    found = graph(
        claim("meets"), claim("allied_with"), claim("at_war_with"), claim("develops_weapon"),
        claim("leads", subject="wang-yi"), claim("participates_in"), claim("attacks", DENIAL),
    )  # fmt: skip
    assert [event["relation"] for event in lines(found)] == ["meets", "attacks"]
    assert {row["relation"] for row in table(found)} == {"meets"}
    left = {events.LASTING: 4, events.UNCODED: 1}
    assert events.tally("plover", found) == (2, left)
    assert events.tally("cameo", found) == (1, {**left, events.DENIED: 1})


def test_what_somebody_else_alleges_is_no_intention() -> None:
    """ "Chile fears that Peru may arm Bolivia"; "Peru may arm Bolivia, its minister said"."""

    def root(speaker: str, **fields: Any) -> tuple[str, str]:
        told = claim("supplies_arms_to", HOPE, attributed_to=Ref(speaker, speaker), **fields)
        return one(lines(graph(told)))["event"][0], first(graph(told))["cameo_code"]

    assert root("CHL") == ("AID", "07")
    assert root("BRA") == root("PER") == ("AGREE", "03")
    assert root("ana", via=Ref("ana", "Ana", "Person")) == ("AGREE", "03")
    # Who serves a party speaks for it.
    assert root("wang-yi", subject="CHN", published=date(2024, 5, 1)) == ("AGREE", "03")
    assert root("wang-yi", subject="CHN", published=date(2023, 5, 1)) == ("AID", "07")


@pytest.mark.parametrize(
    ("stance", "when", "published", "expected"),
    [
        (ACT, When("on Monday", "2024-04-29", "2024-04-29"), date(2024, 5, 1),
         ("2024-04-29", None, "event", None)),
        (ACT, When("in April", "2024-04", None), date(2024, 5, 1),
         ("2024-04", None, "event", None)),
        (ACT, When("26 July", "--07-26", None), None, ("--07-26", None, "event", None)),
        (ACT, When("last week", "2024-04-22", "2024-04-28"), None,
         ("2024-04-22", "2024-04-28", "event", None)),
        (ACT, None, date(2024, 5, 1), ("2024-05-01", None, "article", None)),
        (ACT, None, None, (None, None, None, None)),
        # A plan is made when it is told, whatever it is for.
        (PLAN, When("in June", "2024-06", None), date(2024, 5, 1),
         ("2024-05-01", None, "article", "2024-06")),
        (PLAN, When("in June", "2024-06", None), None, (None, None, None, "2024-06")),
    ],
)  # fmt: skip
def test_dates_are_as_precise_as_they_were(
    stance: tuple[str, str], when: When | None, published: date | None, expected: tuple[Any, ...]
) -> None:
    found = graph(claim("visits", stance, when=when, published=published))
    event, row = one(lines(found)), first(found)
    names = ("date", "enddate", "date_basis", "intended_date")
    assert tuple(event[name] for name in names) == expected
    columns = ("event_date", "event_enddate", "date_basis", "intended_date")
    assert tuple(row[name] or None for name in columns) == expected


@pytest.mark.parametrize(
    ("subject", "day", "expected"),
    [
        ("BRA", date(2024, 5, 1), ("BRA", None)),
        # A State of the past has no ISO code.
        ("soviet-union", date(2024, 5, 1), (None, None)),
        ("un", date(2024, 5, 1), ("IGO", None)),
        ("labour", date(2024, 5, 1), (None, "PTY")),
        # REB or PRM? kg does not know.
        ("wagner", date(2024, 5, 1), (None, None)),
        ("wang-yi", date(2024, 5, 1), ("CHN", "GOV")),
        ("wang-yi", date(2023, 2, 1), (None, None)),
        # The office ended in that month, nobody says on which day.
        ("wang-yi", date(2022, 12, 20), (None, None)),
        ("wang-yi", None, (None, None)),
    ],
)
def test_actors_have_the_codes_that_are_known(
    subject: str, day: date | None, expected: tuple[str | None, str | None]
) -> None:
    found = graph(claim("criticises", subject=subject, published=day))
    actor = one(one(lines(found))["source"])
    assert (actor["code"], actor["sector"]) == expected
    row = first(found)
    assert row["source_code"] == (expected[0] or "") + (expected[1] or "")
    assert row["source_country"] == ("" if expected[0] == "IGO" else expected[0] or "")
    assert (row["source_id"], row["source_kind"]) == (subject, KINDS.get(subject, "State"))


def test_both_are_sources_where_both_do_the_same() -> None:
    meeting = one(lines(graph(claim("meets"))))
    assert (ids(meeting["source"]), meeting["recipient"]) == (["BRA", "PER"], [])
    # COOPERATE wants a recipient.
    joint = one(lines(graph(claim("cooperates_with"))))
    assert (ids(joint["source"]), ids(joint["recipient"])) == (["BRA"], ["PER"])
    arrest = one(lines(graph(claim("detains"))))
    assert (ids(arrest["source"]), ids(arrest["recipient"])) == (["BRA"], ["PER"])


@pytest.mark.parametrize(
    ("relation", "stance", "rows"),
    [
        ("meets", ACT, [("BRA", "040", "PER"), ("PER", "040", "BRA")]),
        ("meets", PLAN, [("BRA", "036", "PER"), ("PER", "036", "BRA")]),
        ("visits", ACT, [("BRA", "042", "PER"), ("PER", "043", "BRA")]),
        ("visits", PLAN, [("BRA", "036", "PER")]),
        ("criticises", ACT, [("BRA", "111", "PER")]),
    ],
)
def test_cameo_has_the_mirror_of_what_both_do(
    relation: str, stance: tuple[str, str], rows: list[tuple[str, str, str]]
) -> None:
    found = sorted(table(graph(claim(relation, stance))), key=lambda row: row["mirrored"])
    assert [(r["source_id"], r["cameo_code"], r["target_id"]) for r in found] == rows
    assert len({row["event_id"] for row in found}) == 1


def test_a_place_is_where_it_happens_and_no_recipient() -> None:
    strike = one(lines(graph(claim("attacks", object_="kyiv"))))
    assert strike["recipient"] == []
    assert strike["event_loc"] == {"id": "kyiv", "name": "Kyiv", "cc3": None}
    summit = one(lines(graph(claim("meets", where=Ref("CHE", "Switzerland", "State")))))
    assert summit["event_loc"] == {"id": "CHE", "name": "Switzerland", "cc3": "CHE"}
    row = first(graph(claim("visits", object_="kyiv")))
    assert (row["target_id"], row["target_code"], row["place_id"]) == ("kyiv", "", "kyiv")
    assert len(table(graph(claim("visits", object_="kyiv")))) == 1


def test_every_code_has_its_root_quad_and_score() -> None:
    onto = ontology.load()
    coded = [r for r in onto.relations.values() if r.event and r.plover and r.cameo]
    assert len(coded) > 30
    for relation in coded:
        for polarity in ("affirmed", "negated"):
            for modality in ("asserted", "planned", "possible"):
                found = graph(claim(relation.name, (polarity, modality)))
                event = one(lines(found))
                assert event["quad_code"] in (1, 2, 3, 4)
                assert -10 <= event["event_scale"] <= 10
                for row in table(found):
                    assert row["cameo_code"].isdigit()
                    assert row["quad_class"] in "1234"
                    if row["cameo_code"] not in ("1213", "1214"):
                        assert -10 <= float(row["goldstein"]) <= 10


def test_quad_classes_follow_the_roots() -> None:
    quads = {
        code: cameo.quad_class(code) for code in ("057", "061", "087", "090", "138", "140", "20")
    }
    assert quads == {"057": 1, "061": 2, "087": 2, "090": 3, "138": 3, "140": 4, "20": 4}
    assert set(plover.QUAD) == set(plover.SCORES)


def test_plover_lines_have_all_the_keys() -> None:
    found = graph(claim("meets"), claim("attacks", HOPE), claim("visits", PLAN))
    data = export.write("plover", found)
    assert data.endswith(b"\n")
    for event in lines(found):
        assert set(event) == KEYS
        for actor in (*event["source"], *event["recipient"]):
            assert set(actor) == {
                "code", "sector", "actor_text", "identifier_id", "identifier_text", "id", "kind",
            }  # fmt: skip
        assert event["cite_info"]["publication"] == "Herald"
        assert (event["text_info"]["start"], event["text_info"]["end"]) == (0, len(event["text"]))


def test_the_table_has_the_declared_columns_and_a_line_each() -> None:
    found = graph(claim("meets", text='One\ttab,\none line\u2028and "quotes".'))
    head, *rest = export.write("cameo", found).decode().split("\n")
    assert head.split("\t") == list(events.COLUMNS)
    assert len(rest) == 3
    assert first(found)["sentence"] == 'One tab, one line and "quotes".'


@pytest.mark.parametrize("text", [*NASTY, "=1+1", "@SUM(A1)", "\tx", "a\u202eb"])
def test_hostile_texts_stay_in_their_cell(text: str) -> None:
    found = graph(claim("meets", text=text, item=text, quantity=text))
    assert one(lines(found))["text"] == printable(text)
    rows = table(found)
    assert len(rows) == 2
    for row in rows:
        assert None not in row
        assert set(row) == set(events.COLUMNS)
        assert not row["sentence"].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_date_that_is_none_is_not_run() -> None:
    """As another's graph may have it."""
    found = graph(claim("meets"))
    told = one(list(found.subjects(RDF.type, KG.Claim)))
    found.set((told, KG["from"], Literal("=HYPERLINK(1)")))
    assert first(found)["event_date"] == "'=HYPERLINK(1)"


def test_the_events_of_a_build_are_its_claims(articles: Path, tmp_path: Path) -> None:
    pipeline.build([str(articles)], tmp_path / "out")
    found = store.graph(store.load(tmp_path / "out"))
    events_found = {(e["event"][0], e["subject"], e["object"]) for e in lines(found)}
    assert ("COOPERATE", "LVA", "POL") in events_found
    assert ("AGREE", "wang-yi", "BRA") in events_found
    assert ("ACCUSE", "BRA", "IRN") in events_found
    claims = {str(c).split("/")[-1] for c in found.subjects(RDF.type, KG.Claim)}
    assert {event["id"] for event in lines(found)} <= claims
    number, left = events.tally("plover", found)
    assert number == len(lines(found))
    assert number + left.total() == len(claims)


@pytest.mark.parametrize("fmt", ["plover", "cameo"])
def test_the_order_of_triples_changes_no_byte(fmt: str) -> None:
    found = graph(claim("meets"), claim("attacks", HOPE), claim("visits", PLAN, subject="wang-yi"))
    triples = sorted(found)
    random.Random(5).shuffle(triples)
    shuffled = Graph()
    for triple in triples:
        shuffled.add(triple)
    assert export.write(fmt, shuffled) == export.write(fmt, found)


def test_a_relation_nobody_knows_is_left_out() -> None:
    found = graph(claim("meets"))
    statement = one(list(found.subjects(RDF.type, KG.Statement)))
    found.set((statement, RDF.predicate, KG.befriends))
    assert lines(found) == table(found) == []
    assert events.tally("cameo", found) == (0, {events.UNCODED: 1})


def test_a_graph_without_texts_has_short_ones() -> None:
    found = graph(claim("meets", text="Word " * 80))
    event = json.loads(export.write("plover", found, text=False))
    assert len(event["text"]) <= 120
    assert Literal("Word " * 80) not in set(found.objects(None, KG.item))
