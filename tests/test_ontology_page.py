"""docs/ontology.md is what the ontology says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import OWL, RDF, Graph

from kg import ontology
from kg.terms import KG

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """docs/ontology.py, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("ontology_page", ROOT / "docs" / "ontology.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current(script: ModuleType) -> None:
    written = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert script.page(script.read()) == written, "run `make docs`"


def test_every_term_is_on_the_page(script: ModuleType) -> None:
    graph: Graph = script.read()
    rows = [line for line in script.page(graph).splitlines() if line.startswith("| `kg:")]
    named = {row.split("`")[1].removeprefix("kg:") for row in rows}
    terms = {str(s).removeprefix(str(KG)) for s in graph.subjects(RDF.type) if s.startswith(KG)}
    assert named == terms
    assert len(rows) == len(set(rows))
    for name, relation in ontology.load().relations.items():
        (row,) = [row for row in rows if row.startswith(f"| `kg:{name}` |")]
        assert all(label in row for label in relation.labels.values())
        assert ("both ways" in row) == relation.symmetric
        assert f"PLOVER {relation.plover}" in row or not relation.plover


def test_a_new_relation_changes_the_page(script: ModuleType) -> None:
    graph = script.read()
    before = script.page(graph)
    graph.add((KG.juggles_with, RDF.type, KG.Relation))
    graph.add((KG.teapot, RDF.type, OWL.Class))
    assert script.page(graph) != before
