"""Readers of annotated documents, on files made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate.annotated import (
    Document,
    is_name,
    join,
    read_dwie,
    read_popcorn,
    read_re3d,
)


def write(path: Path, *records: Any) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(json.dumps(r) for r in records), encoding="utf-8")
    return path


def words(document: Document) -> list[list[str]]:
    return [[document.text[s.start : s.end] for s in c.spots] for c in document.clusters]


def test_popcorn_without_attributes(tmp_path: Path) -> None:
    text = "Ana Ruiz aide Lima. Elle sourit."

    def entity(id_: int, kind: str, *found: str) -> dict[str, Any]:
        spans = [(text.index(f), text.index(f) + len(f)) for f in found]
        return {"id": id_, "type": kind, "mentions": [{"start": a, "end": b} for a, b in spans]}

    record = {
        "text": text,
        "entities": [
            entity(7, "FIRSTNAME_0", "Ana"),
            entity(8, "CIVILIAN", "Elle", "Ana Ruiz"),
            entity(9, "PLACE", "Lima"),
        ],
        "relations": [[8, "HELPS", 9], [8, "GENDER_FEMALE", 8], [8, "HAS_NAME", 7]],
    }
    (document,) = read_popcorn(write(tmp_path / "p.json", {"one": record}))
    assert words(document) == [["Ana Ruiz", "Elle"], ["Lima"]]
    assert [spot.named for spot in document.clusters[0].spots] == [True, False]
    assert document.required == {(0, "HELPS", 1)}


def dwie(tmp_path: Path, *labels: tuple[int, str, int]) -> Document:
    tokens = ["Ana", "Ruiz", ",", "Peru", "’s", "envoy", ";", "Peruvian", "(", "Lima", ")"]
    places = [(0, 2), (3, 4), (7, 8), (9, 10)]
    record = {
        "title": "one",
        "sents": [tokens],
        "vertexSet": [[{"pos": p, "type": "type::x"}] for p in places],
        "labels": [{"h": h, "r": r, "t": t} for h, r, t in labels],
    }
    return read_dwie(
        write(tmp_path / "d.json", [record]), {"minister_of": ("agent_of", "citizen_of")}
    )[0]


def test_dwie_joins_a_state_and_its_adjective(tmp_path: Path) -> None:
    document = dwie(tmp_path, (2, "gpe0", 1), (0, "agent_of", 1), (0, "minister_of-x", 2))
    assert document.text == "Ana Ruiz, Peru’s envoy; Peruvian (Lima)"
    assert words(document) == [["Ana Ruiz"], ["Peru", "Peruvian"], ["Lima"]]
    assert document.required == {(0, "agent_of", 1)}
    assert document.accepted == {(0, "minister_of", 1), (0, "citizen_of", 1)}


def test_dwie_does_not_require_the_ties_of_players(tmp_path: Path) -> None:
    document = dwie(tmp_path, (0, "player_of", 1), (0, "member_of", 1), (0, "member_of", 3))
    assert document.required == {(0, "member_of", 3)}
    assert (0, "member_of", 1) in document.accepted


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["He", "did", "n't", "pay", "$", "5", "."], "He didn't pay $5."),
        (['"', "Yes", '"', ",", "a", "31-year", "-", "old"], '"Yes", a 31-year-old'),
        (["Title", "\n", "Text"], "Title\nText"),
    ],
)
def test_tokens_are_joined_as_they_were_written(tokens: list[str], text: str) -> None:
    joined, starts = join(tokens)
    assert joined == text
    assert [joined[a : a + len(t)] for a, t in zip(starts, tokens, strict=True)] == tokens


def test_re3d_merges_equal_names_and_synonyms(tmp_path: Path) -> None:
    text = "The Red Front (RF) fought Norway. RF lost. A Norway win."
    spans = [(0, 13), (15, 17), (26, 32), (34, 36), (45, 51)]

    def relation(a: int, kind: str, b: int, confidence: float = 1) -> dict[str, Any]:
        (s, t), (u, v) = spans[a], spans[b]
        ends = {"sourceBegin": s, "sourceEnd": t, "targetBegin": u, "targetEnd": v}
        return {"documentId": "one", "type": kind, "confidence": confidence, **ends}

    folder = tmp_path / "part"
    write(folder / "documents.json", {"_id": "one", "text": text})
    rows = [{"documentId": "one", "begin": a, "end": b, "type": "Organisation"} for a, b in spans]
    write(folder / "entities.json", *rows)
    write(
        folder / "relations.json",
        relation(0, "IsSynonymOf", 1),
        relation(3, "Fights", 4),
        relation(2, "Likes", 0, confidence=0.1),
    )
    (document,) = read_re3d(tmp_path)
    assert words(document) == [["The Red Front", "RF", "RF"], ["Norway", "Norway"]]
    assert document.required == {(0, "Fights", 1)}


@pytest.mark.parametrize(
    ("span", "named"), [((0, 3), False), ((8, 17), False), ((21, 25), True), ((8, 25), True)]
)
def test_a_name_has_a_capital_and_is_no_pronoun(span: tuple[int, int], named: bool) -> None:
    assert is_name("She met the envoy in Oslo.", *span) is named


def test_a_file_that_is_no_json_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="JSON"):
        read_popcorn(path)
