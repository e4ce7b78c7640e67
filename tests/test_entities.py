"""entities.jsonl: the round trip, its order, and what a faulty line says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hostile import entities as any_entities
from hypothesis import given
from hypothesis import strategies as st
from sample import sample_entities

from kg import entities
from kg.errors import InputError
from kg.model import Entity, Merge

FULL = Entity(
    "a", "Person", "A", (("en", "A"),), (("", "B"),), "Q1", True,
    (Merge("b", "B", 0.5, "initial"),), ("note: c",),
)  # fmt: skip


@given(st.lists(any_entities, max_size=4, unique_by=lambda e: e.id))
def test_what_is_written_is_read(found: list[Entity]) -> None:
    lines = entities.dump(found).splitlines(keepends=True)
    assert entities.dump(reversed(found)).splitlines(keepends=True) == lines
    again = [entities.from_json(json.loads(line)) for line in lines]
    assert again == sorted(found, key=lambda e: e.id)


def test_a_file_is_sorted_by_id(tmp_path: Path) -> None:
    path = tmp_path / "entities.jsonl"
    path.write_bytes(entities.dump(sample_entities().values()))
    assert list(entities.read(path)) == sorted(sample_entities())
    assert entities.read(path) == sample_entities()


def test_the_keys_of_a_line() -> None:
    assert entities.to_json(FULL) == {
        "id": "a", "kind": "Person", "label": "A", "labels": [["en", "A"]],
        "aliases": [["", "B"]], "qid": "Q1", "listed": True,
        "merges": [{"id": "b", "label": "B", "likeness": 0.5, "reason": "initial"}],
        "corrections": ["note: c"],
    }  # fmt: skip
    least = {"id": "a", "kind": "Person", "label": "A", "listed": False}
    assert entities.from_json(least) == Entity("a", "Person", "A")


WRONG: list[tuple[str, Any, str]] = [
    ("id", None, "id must be a text"),
    ("labels", {"en": "A"}, "labels must be a list"),
    ("labels", [["en"]], "labels must be a list of pairs of texts"),
    ("aliases", [["en", 1]], "aliases must be a list of pairs of texts"),
    ("listed", 1, "listed must be true or false"),
    ("merges", [{"id": "b"}], "merges.0.label is missing"),
    ("merges", ["b"], "merges.0 must be an object"),
    ("corrections", [1], "corrections must be a list of texts"),
]


@pytest.mark.parametrize(("key", "value", "message"), WRONG)
def test_a_wrong_value_names_its_key_and_line(
    key: str, value: Any, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "entities.jsonl"
    line = json.dumps(entities.to_json(FULL) | {key: value})
    path.write_bytes(entities.dump([FULL]) + line.encode())
    with pytest.raises(InputError) as error:
        entities.read(path)
    assert str(error.value).startswith(f"{path}:2: {message}")
