"""The ontology: what is loaded from it, the laws it keeps, and that all faults come at once."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from kg import gazetteer, language, ontology, resources
from kg.errors import DataError
from kg.ontology import Ontology

ONTOLOGY = ontology.load()
BLOCK = """
@prefix kg: <https://w3id.org/geokg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:above a kg:Relation ; kg:titleTrigger "chief teapot"@en .
kg:below a kg:Relation ;
    rdfs:label "tests"@en , "teste"@fr ;
    schema:domainIncludes kg:Actor ; schema:rangeIncludes {range} ;
    rdfs:subPropertyOf {parent} ;
    kg:trigger "{trigger}"@en ;
    skos:example "{example}"@en .
"""
RIGHT = {
    "range": "kg:Actor",
    "parent": "kg:above",
    "trigger": "zigzag at",
    "example": "[France] zigzagged at {Chad}.",
}


def with_block(folder: Path, **changes: str) -> Ontology:
    """The shipped classes with two relations of our own."""
    for name in ("core.ttl", "words.ttl"):
        shutil.copy(resources.ONTOLOGY / name, folder)
    block = BLOCK
    for key, value in {**RIGHT, **changes}.items():
        block = block.replace(f"{{{key}}}", value)
    (folder / "relations.ttl").write_text(block, encoding="utf-8")
    return ontology.load(folder)


def test_a_block_becomes_a_relation(tmp_path: Path) -> None:
    onto = with_block(tmp_path)
    relation = onto.relations["below"]
    assert relation.labels == {"en": "tests", "fr": "teste"}
    assert (relation.symmetric, relation.event, relation.state_level) == (False, False, False)
    assert (relation.domain, relation.range) == (frozenset({"Actor"}), frozenset({"Actor"}))
    assert onto.supers["below"] == "above"
    assert [p.relation for p in onto.patterns["en"]["zigzag"]] == ["below"]


def test_the_marks_of_an_example_become_offsets(tmp_path: Path) -> None:
    (example,) = with_block(tmp_path).examples
    assert example.text == "France zigzagged at Chad."
    assert example.subject is not None
    assert example.object is not None
    assert example.text[slice(*example.subject)] == "France"
    assert example.text[slice(*example.object)] == "Chad"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"range": "kg:Teapot"}, "there is no class kg:Teapot"),
        ({"parent": "kg:sneezes_at"}, "there is no super-relation sneezes_at"),
        ({"trigger": "zigzag <teapots>"}, "there is no word class teapots"),
        ({"trigger": "give {} {}"}, "{} stands twice"),
        ({"example": "France zigzagged at {Chad}."}, "example without [subject] and {object}"),
    ],
)
def test_a_fault_is_named_with_its_relation(
    changes: dict[str, str], fault: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError) as caught:
        with_block(tmp_path, **changes)
    (line,) = caught.value.faults
    assert fault in line
    assert "below" in line


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        with_block(tmp_path, range="kg:Teapot", parent="kg:sneezes_at", trigger="{} []")
    assert len(caught.value.faults) == 3


def test_all_files_that_are_no_turtle_are_named(tmp_path: Path) -> None:
    (tmp_path / "core.ttl").write_text("kg:State a kg:Class .", encoding="utf-8")
    (tmp_path / "words.ttl").write_bytes(b'<a:b> <a:b> "\xff" .')
    (tmp_path / "relations.ttl").write_text("<a:b> a <a:c> .\n<a:b> a", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        ontology.load(tmp_path)
    core, words, relations = caught.value.faults
    assert core.startswith("core.ttl, line 1: ")
    assert words.startswith("words.ttl, line 1: ")
    assert relations.startswith("relations.ttl, line 2: ")


def test_a_class_belongs_to_all_above_it() -> None:
    assert ONTOLOGY.is_a("State", frozenset({"Actor"}))
    assert ONTOLOGY.is_a("Party", frozenset({"Organisation"}))
    assert not ONTOLOGY.is_a("Place", frozenset({"Actor"}))
    assert not ONTOLOGY.is_a("Teapot", frozenset({"Actor"}))


def test_super_relations_never_go_in_circles() -> None:
    for name in ONTOLOGY.supers:
        above, seen = name, {name}
        while above in ONTOLOGY.supers:
            above = ONTOLOGY.supers[above]
            assert above not in seen
            seen.add(above)


def supers() -> list[Any]:
    hacks = pytest.mark.xfail(reason="an event can be hacked, but its super-relation takes none")
    return [
        pytest.param(name, marks=[hacks] if name == "hacks" else []) for name in ONTOLOGY.supers
    ]


@pytest.mark.parametrize("name", supers())
def test_what_a_sub_relation_relates_its_super_relation_relates_too(name: str) -> None:
    below, above = ONTOLOGY.relations[name], ONTOLOGY.relations[ONTOLOGY.supers[name]]
    kinds = {entity.kind for entity in gazetteer.load().entities.values()}
    for mine, its in ((below.domain, above.domain), (below.range, above.range)):
        assert {k for k in kinds if ONTOLOGY.is_a(k, mine)} <= {
            k for k in kinds if ONTOLOGY.is_a(k, its)
        }


@pytest.mark.parametrize("lang", language.available())
def test_every_relation_has_a_label_and_every_language_triggers(lang: str) -> None:
    assert all(r.labels.get(lang) for r in ONTOLOGY.relations.values())
    assert ONTOLOGY.patterns[lang]
    assert ONTOLOGY.titles[lang]


@pytest.mark.parametrize("lang", language.available())
def test_the_most_specific_patterns_of_a_word_come_first(lang: str) -> None:
    for patterns in ONTOLOGY.patterns[lang].values():
        ranks = [p.rank for p in patterns]
        assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("lang", language.available())
def test_no_trigger_means_two_relations_between_the_same_things(lang: str) -> None:
    seen: dict[tuple[object, ...], str] = {}
    for head, patterns in ONTOLOGY.patterns[lang].items():
        for p in patterns:
            relation = ONTOLOGY.relations[p.relation]
            key = (head, p.kind, p.reflexive, p.subject, p.object, p.fixed)
            other = seen.setdefault((*key, relation.domain, relation.range), p.relation)
            related = {ONTOLOGY.supers.get(p.relation), ONTOLOGY.supers.get(other)}
            assert other == p.relation or {p.relation, other} & related, (p.text, other)


def test_a_title_is_found_by_its_first_letters() -> None:
    for titles in ONTOLOGY.joined_titles.values():
        assert all(titles.reach(title) >= len(title) for title in titles.relations)
        assert titles.reach("zzz") == 0
