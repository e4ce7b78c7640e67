"""kg check: the shipped data are sound, and the faults of all files come together."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest

from kg import check, confidence, gazetteer, language, ontology
from kg.errors import DataError
from kg.gazetteer import Gazetteer
from kg.model import Entity, Office


def fail(*faults: str) -> Any:
    def load(*_: object) -> NoReturn:
        raise DataError(list(faults))

    return load


def test_the_shipped_data_have_no_fault() -> None:
    assert check.run() == []


def test_faults_of_the_ontology_and_of_the_names_come_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ontology, "load", fail("one", "two"))
    monkeypatch.setattr(gazetteer, "load", fail("three"))
    monkeypatch.setattr(confidence, "load", fail("four"))
    assert check.run() == ["one", "two", "three", "four"]


def test_a_broken_language_hides_the_triggers_that_need_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(language, "load", fail("bad"))
    monkeypatch.setattr(ontology, "load", fail("not reached"))
    assert check.run() == ["bad"] * len(language.available())


@pytest.mark.parametrize(
    ("kind", "relation", "fault"),
    [
        ("Teapot", "leads", "seeds/entities: anna has the unknown kind Teapot"),
        ("Person", "pours", "offices.csv: anna has the unknown relation pours"),
    ],
)
def test_names_must_fit_the_ontology(
    kind: str, relation: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office("anna", relation, "FRA", ())
    listed = Gazetteer({"anna": Entity("anna", kind, "Anna")}, offices={"anna": [office]})
    monkeypatch.setattr(gazetteer, "load", lambda: listed)
    assert check.run() == [fault]
