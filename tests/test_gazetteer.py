"""Listed names: how they are written, which is strong, and that the lists hold no clash."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import gazetteer, resources
from kg.errors import DataError
from kg.gazetteer import Gazetteer
from kg.model import Office


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return gazetteer.load()


def found(names: Gazetteer, text: str, lang: str = "en") -> list[tuple[str, str]]:
    return [
        (text[m.start : m.end], n.entity)
        for m in names.find(text, lang)
        for n in m.names
        if n.strong
    ]


@pytest.mark.parametrize(
    ("text", "lang", "entity"),
    [
        ("Sergueï Choïgou", "fr", "sergei-shoigu"),
        ("Sergei Shoigu", "en", "sergei-shoigu"),
        ("la RPDC", "fr", "PRK"),
        ("North Korea", "en", "PRK"),
        ("l'Union européenne", "fr", "EU"),
        ("nord-coréenne", "fr", "PRK"),
        ("the Kremlin", "en", "RUS"),
        ("la Maison Blanche", "fr", "USA"),
    ],
)
def test_one_entity_has_names_in_both_languages(
    names: Gazetteer, text: str, lang: str, entity: str
) -> None:
    assert [e for _, e in found(names, text, lang)] == [entity]


def test_an_acronym_stands_in_capitals(names: Gazetteer) -> None:
    assert set(found(names, "Trade with US firms")) == {("US", "USA")}
    assert found(names, "they told us nothing") == []


def test_the_longest_name_wins(names: Gazetteer) -> None:
    assert found(names, "the European Union") == [("European Union", "EU")]


def test_a_name_does_not_run_over_a_line(names: Gazetteer) -> None:
    assert found(names, "North\nKorea") == []


SURFACES = ["North", "North Korea", "north korea", "CORÉE DU NORD", "Kim", "Jong-un", "US", "us",
            "U.S.", "Otan", "l'Otan", "\n", "É", "\u200b", "—", "d’", "Xi"]  # fmt: skip


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    text=st.lists(st.one_of(st.sampled_from(SURFACES), st.text(max_size=4))).map(" ".join),
    lang=st.sampled_from(["en", "fr"]),
)
def test_what_is_found_is_written_there_and_nowhere_twice(
    names: Gazetteer, text: str, lang: str
) -> None:
    last = 0
    for match in names.find(text, lang):
        assert last <= match.start < match.end <= len(text)
        surface = text[match.start : match.end]
        assert {n.words for n in match.names} == {gazetteer.words(surface)}
        assert {n.lang for n in match.names} <= {"", lang}
        assert "\n" not in surface
        last = match.end


def test_a_slug_is_ascii_and_safe() -> None:
    assert gazetteer.slug("Ahmet Davutoğlu") == "ahmet-davutoglu"
    assert gazetteer.slug("../<script>") == "script"
    assert gazetteer.slug("…") == ""


def test_a_strong_name_of_two_entities_is_a_fault(tmp_path: Path) -> None:
    folder = tmp_path / "entities"
    shutil.copytree(resources.ENTITIES, folder)
    path = folder / "people.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    rows.append({**rows[0], "id": "somebody-else", "names": ""})
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    faults = gazetteer.faults(gazetteer.load(folder))
    assert any("somebody-else" in fault and "denotes" in fault for fault in faults)


def test_dates_of_office_that_are_none_are_faults() -> None:
    held = [
        Office("anna", "leads", "NOR", (), "2001-13-01"),
        Office("bert", "leads", "NOR", (), "2004", "2003"),
        Office("cleo", "leads", "NOR", (), "2004-02", "2004"),
    ]
    found = gazetteer.faults(Gazetteer(offices={o.person: [o] for o in held}))
    assert found == [
        "anna has no date '2001-13-01'",
        "bert leaves NOR before the office begins",
    ]


def test_a_row_with_too_many_cells_is_told_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "entities"
    shutil.copytree(resources.ENTITIES, folder)
    path = folder / "weapons.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "x,X,X,,,,curated,one,two\n", encoding="utf-8")
    line = text.count("\n") + 1
    with pytest.raises(DataError, match=rf"weapons\.csv:{line}: more cells than columns"):
        gazetteer.load(folder)


@pytest.mark.parametrize("name", ["Franco", "Sino"])
def test_a_prefix_needs_its_hyphen(names: Gazetteer, name: str) -> None:
    assert found(names, f"{name}-Russian talks")[0][0] == name
    assert found(names, f"{name} spoke") == []


RESULTS = "1. Anna Vik (Nor, 31 s), 2. Berta Sohn (GER), 3. Carla Conti (It)."


def test_codes_in_brackets_are_states_where_there_are_several(names: Gazetteer) -> None:
    ids = [e for _, e in found(names, RESULTS, "fr")]
    assert ids == ["NOR", "DEU", "ITA"]
    assert found(names, "Anna Vik (Nor) spoke.", "fr") == []
    assert found(names, "Nor did It go.", "fr") == []
