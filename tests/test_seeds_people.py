"""The laws of the listed people, offices, organisations, weapons, agreements and events."""

import csv
import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from anyascii import anyascii

from kg import resources
from kg.isotime import period, precision

FLOORS = {
    "people.csv": 200,
    "organisations.csv": 2000,
    "weapons.csv": 400,
    "agreements.csv": 300,
    "events.csv": 300,
}
COLUMNS = {
    "people.csv": ["gender"],
    "organisations.csv": ["kind", "of", "capital"],
    "weapons.csv": [],
    "agreements.csv": [],
    "events.csv": ["in"],
}
COMMON = ["id", "en", "fr", "names", "weak", "qid", "source"]
OFFICE = ["person", "relation", "body", "title_en", "title_fr", "from", "to", "source"]
KINDS = {
    "GovernmentBody",
    "InternationalOrganisation",
    "Party",
    "Company",
    "ArmedGroup",
    "Organisation",
}
SHORT_IDS = {"EU", "UN", "NATO"}
OURS = sorted(FLOORS)
LANGUAGES = ("en", "fr")
DISSOLVED = {
    "austria-hungary",
    "north-vietnam",
    "north-yemen",
    "ottoman-empire",
    "serbia-and-montenegro",
    "south-vietnam",
    "south-yemen",
    "united-arab-republic",
}
"""States no listed person has led."""


def rows(file: str | Path) -> list[dict[str, str]]:
    with (resources.ENTITIES / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def header(file: str) -> list[str]:
    with (resources.ENTITIES / file).open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


def cell(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def fold(text: str) -> str:
    """Without case, accents and hyphens: what a reader would call the same name."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.split(r"[\s\-–]+", bare.casefold())).strip()


def kebab(text: str) -> str:
    plain = anyascii(text.partition("@")[0]).lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def weak(row: dict[str, str]) -> list[str]:
    """The weak names, without the mark of the best known."""
    return [n.removesuffix("*") for n in cell(row["weak"])]


def strong(row: dict[str, str]) -> set[tuple[str, str]]:
    """(folded name, language) of the strong names; a name holds in both unless tagged.

    A label is weak where ``weak`` repeats it: in every language, or in the tagged one.
    """
    shared = set(weak(row))
    tagged = [n.partition("@") for n in [*cell(row["names"]), *cell(row.get("seats", ""))]]
    found = {(fold(n), lang) for n, _, tag in tagged for lang in ([tag] if tag else LANGUAGES)}
    for label in {row["en"], row["fr"]} - shared - {""}:
        found |= {(fold(label), lang) for lang in LANGUAGES if f"{label}@{lang}" not in shared}
    return found


def listed() -> list[tuple[str, dict[str, str]]]:
    """Every row of every entity file in the folder, with its file's name."""
    return [
        (path.name, row)
        for path in sorted(resources.ENTITIES.glob("*.csv"))
        if {"id", "names"} <= set(header(path.name))
        for row in rows(path.name)
    ]


@pytest.mark.parametrize("file", OURS)
def test_columns_count_and_order(file: str) -> None:
    assert header(file) == COMMON + COLUMNS[file]
    ids = [row["id"] for row in rows(file)]
    assert ids == sorted(ids)
    assert len(ids) >= FLOORS[file]


def test_every_id_names_one_entity() -> None:
    counts = Counter(row["id"] for _, row in listed())
    assert [ident for ident, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("file", OURS)
def test_an_id_spells_a_name_of_its_entity(file: str) -> None:
    wrong = []
    for row in rows(file):
        names = [row["en"], row["fr"], *cell(row["names"]), *weak(row)]
        if row["id"] not in {kebab(n) for n in names} | SHORT_IDS:
            wrong.append(row["id"])
    assert wrong == []


@pytest.mark.parametrize("file", OURS)
def test_labels_are_there_and_names_are_clean(file: str) -> None:
    wrong = []
    for row in rows(file):
        names = [row["en"], row["fr"], *row["names"].split("|"), *row["weak"].split("|")]
        if not row["en"] or not row["fr"] or any(n != n.strip() for n in names):
            wrong.append(row["id"])
        if "" in row["names"].split("|") and row["names"]:
            wrong.append(row["id"])
        if set(cell(row["names"])) & set(weak(row)):
            wrong.append(row["id"])
    assert wrong == []


def test_no_strong_name_denotes_two_entities() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for _, row in listed():
        for name in strong(row):
            owners.setdefault(name, set()).add(row["id"])
    shared = {name: ids for name, ids in owners.items() if len(ids) > 1}
    assert shared == {}


@pytest.mark.parametrize("file", OURS)
def test_a_qid_is_well_formed_and_its_source_named(file: str) -> None:
    for row in rows(file):
        assert row["source"], row["id"]
        if row["qid"]:
            assert re.fullmatch(r"Q[1-9][0-9]*", row["qid"]), row["id"]
            assert row["source"] != "curated", row["id"]


def test_no_qid_denotes_two_entities() -> None:
    counts = Counter(row["qid"] for _, row in listed() if row["qid"])
    assert [qid for qid, n in counts.items() if n > 1] == []


def test_people_have_a_gender() -> None:
    assert {row["gender"] for row in rows("people.csv")} <= {"m", "f"}


def test_organisations_have_a_kind_and_a_parent_that_is_listed() -> None:
    known = {row["id"] for _, row in listed()}
    for row in rows("organisations.csv"):
        assert row["kind"] in KINDS, row["id"]
        assert row["of"] in known | {""}, row["id"]
        assert row["of"] != row["id"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_organisation_is_listed_often(kind: str) -> None:
    assert len([r for r in rows("organisations.csv") if r["kind"] == kind]) >= 100


def test_a_body_of_government_belongs_to_a_state_or_to_another_body() -> None:
    bodies = [r for r in rows("organisations.csv") if r["kind"] == "GovernmentBody"]
    assert [r["id"] for r in bodies if not r["of"]] == []


def test_events_take_place_somewhere_listed() -> None:
    known = {row["id"] for _, row in listed()}
    assert [r["id"] for r in rows("events.csv") if r["in"] not in known | {""}] == []


def test_offices_join_a_listed_person_to_a_listed_state_or_organisation() -> None:
    assert header("offices.csv") == OFFICE
    people = {row["id"] for row in rows("people.csv")}
    bodies = {row["id"] for file in ("states.csv", "organisations.csv") for row in rows(file)}
    offices = rows("offices.csv")
    assert [o for o in offices if o["person"] not in people or o["body"] not in bodies] == []
    assert {o["relation"] for o in offices} == {"leads", "represents", "works_for", "member_of"}
    untitled = [o for o in offices if not (o["title_en"] and o["title_fr"])]
    assert {o["relation"] for o in untitled} == {"member_of"}


def test_offices_are_sorted_and_listed_once() -> None:
    keys = [(*office_of(o), o["from"]) for o in rows("offices.csv")]
    assert keys == sorted(set(keys))


def office_of(row: dict[str, str]) -> tuple[str, str, str, str]:
    return row["person"], row["relation"], row["body"], row["title_en"]


def dated() -> list[dict[str, str]]:
    return [o for o in rows("offices.csv") if o["from"] or o["to"]]


def first_day(row: dict[str, str]) -> date | None:
    begun = period(row["from"])
    return begun.first if begun else None


def last_day(row: dict[str, str]) -> date | None:
    ended = period(row["to"])
    return ended.last if ended else None


def test_dates_of_office_are_iso_ordered_and_sourced() -> None:
    for office in dated():
        for day in (office["from"], office["to"]):
            assert not day or precision(day) in ("date", "gYearMonth", "gYear"), office
        begun, ended = first_day(office), last_day(office)
        assert not (begun and ended and begun > ended), office
        assert office["source"] not in ("", "curated"), office
    undated = [o for o in rows("offices.csv") if not (o["from"] or o["to"])]
    assert {o["source"] for o in undated} == {"curated"}


def test_nobody_holds_an_office_twice_at_once() -> None:
    terms: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for office in rows("offices.csv"):
        terms.setdefault(office_of(office), []).append(office)
    for office in (o for held in terms.values() if len(held) > 1 for o in held):
        assert office["from"], office
    for held in terms.values():
        for before, after in pairwise(held):
            assert before["to"], before
            # Reduced precision: a term may end in the month or year in which the next begins.
            ended, begun = last_day(before), last_day({"to": after["from"]})
            assert ended, before
            assert begun, after
            assert ended <= begun, after


SINGLE = {
    "president", "prime minister", "premier", "chancellor", "king", "queen", "emperor", "emir",
    "sultan", "pope", "prince", "supreme leader", "junta leader", "foreign minister",
    "defence minister", "foreign secretary", "defence secretary", "defense secretary",
    "secretary of state", "secretary-general", "director-general", "foreign policy chief",
}  # fmt: skip
"""Titles that one person holds at a time, in a State and in an international organisation."""
HANDOVER = timedelta(days=200)
"""Two holders may overlap this long: the losers of an election who stay, as in Ivory Coast in
2010 (128 days), and dates that tell no more than the year."""


def single_offices() -> list[list[dict[str, str]]]:
    """The dated rows of every office that has one holder, in order of their beginning."""
    kinds = {row["id"]: row["kind"] for row in rows("organisations.csv")}
    kinds |= {row["id"]: "State" for row in rows("states.csv")}
    held: dict[tuple[str, str], list[dict[str, str]]] = {}
    for office in dated():
        single = kinds[office["body"]] in ("State", "InternationalOrganisation")
        if single and office["title_en"] in SINGLE:
            held.setdefault((office["body"], office["title_en"]), []).append(office)
    return [sorted(found, key=lambda o: o["from"]) for found in held.values()]


def test_an_office_of_one_has_one_holder() -> None:
    for office in single_offices():
        for one, other in combinations([o for o in office if o["from"] and o["to"]], 2):
            if one["person"] != other["person"]:
                # What is sure: from the last day it may have begun to the first it may have ended.
                begun = max(last_day({"to": o["from"]}) or date.min for o in (one, other))
                ended = min(first_day({"from": o["to"]}) or date.max for o in (one, other))
                assert ended - begun <= HANDOVER, (one, other)


def test_only_the_latest_holder_of_an_office_is_still_in_office() -> None:
    for office in single_offices():
        begun = [o for o in office if o["from"]]
        assert [o for o in begun[:-1] if not o["to"]] == [], begun


def test_most_states_have_a_dated_head() -> None:
    offices = dated()
    assert len(offices) >= 1200
    states = {row["id"] for row in rows("states.csv")}
    led = {o["body"] for o in offices if o["relation"] == "leads"}
    assert states - led == {"SMR", *DISSOLVED}


def test_one_person_at_most_is_the_best_known_of_a_name() -> None:
    marked = Counter(fold(n.removesuffix("*")) for r in rows("people.csv") for n in cell(r["weak"])
                     if n.endswith("*"))  # fmt: skip
    assert marked
    assert [name for name, count in marked.items() if count > 1] == []
