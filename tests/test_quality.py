"""The strict F1 on each gold may not fall below the floors pinned in floors.json.

``own`` is the gold in tests/gold. ``dev`` is a larger one that is not part of the project; it is
measured where it lies beside the checkout.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from kg import ontology
from kg.evaluate import Report, format_report, measure
from kg.evaluate.gold import read_documents, read_gold
from kg.evaluate.names import fold

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "gold"
DEV = ROOT.parent / "shared" / "dev"
TEXTS = {"own": OWN / "parallel.tsv", "dev": DEV / "ntrex" / "parallel.tsv"}
FLOORS: dict[str, dict[str, float]] = json.loads(
    (ROOT / "tests" / "floors.json").read_text(encoding="utf-8")
)
CASES = [(gold, lang) for gold, floors in FLOORS.items() for lang in floors]


@cache
def report(gold: str, lang: str) -> Report:
    folder = OWN if gold == "own" else DEV
    return measure(folder / "gold.json", TEXTS[gold], [lang])


@pytest.mark.slow
@pytest.mark.parametrize(("gold", "lang"), CASES)
def test_strict_f1_does_not_fall_below_its_floor(gold: str, lang: str) -> None:
    if not TEXTS[gold].exists():
        pytest.skip(f"{gold} is not here")
    found = report(gold, lang)
    f1 = found.language(lang).score("strict").f1
    assert f1 >= FLOORS[gold][lang], format_report(found, errors=True)


def test_the_own_gold_names_every_relation_of_the_ontology() -> None:
    relations = {claim.relation for claim in read_gold(OWN / "gold.json").claims}
    onto = ontology.load()
    read = {p.relation for table in onto.patterns.values() for ps in table.values() for p in ps}
    assert relations == read, "relations that only gather others have no triggers"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_end_of_the_own_gold_is_named_in_its_document(lang: str) -> None:
    gold = read_gold(OWN / "gold.json")
    texts = {
        document.id: f" {fold_all(document.text)} "
        for document in read_documents(gold, OWN / "gold.json", TEXTS["own"], lang)
    }
    unnamed = {
        (claim.doc, claim.sent, end)
        for claim in gold.claims
        for end in (claim.subject, claim.object)
        if not any(f" {fold(f)} " in texts[claim.doc] for f in gold.entities[end].forms)
    }
    assert not unnamed


def fold_all(text: str) -> str:
    """``text`` folded word by word, so that folded names can be found in it."""
    return " ".join(filter(None, map(fold, re.split(r"[\s'’\-–]+", text))))
