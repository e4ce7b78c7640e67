"""The examples in the ontology are tests: each must be read as it is marked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from kg import language, models, ontology
from kg.model import Claim, End
from kg.ontology import Example
from tests import freeze

Reader = Callable[[str, str], list[Claim]]
ONTOLOGY = ontology.load()


def identify(example: Example) -> str:
    return f"{example.relation}-{example.lang}-{example.text[:30]}"


def overlaps(end: End, span: tuple[int, int] | None) -> bool:
    return span is not None and end.start < span[1] and span[0] < end.end


@pytest.mark.parametrize("example", ONTOLOGY.examples, ids=identify)
def test_an_example_gives_its_relation_between_its_ends(
    example: Example, frozen_claims: Reader
) -> None:
    found = [c for c in frozen_claims(example.text, example.lang) if c.relation == example.relation]
    ways = [(example.subject, example.object)]
    if ONTOLOGY.relations[example.relation].symmetric:
        ways.append((example.object, example.subject))
    assert any(
        overlaps(claim.subject, subject) and overlaps(claim.object, object_)
        for claim in found
        for subject, object_ in ways
    ), found


@pytest.mark.parametrize("example", ONTOLOGY.counter_examples, ids=identify)
def test_a_counter_example_does_not_give_its_relation(
    example: Example, frozen_claims: Reader
) -> None:
    assert not [
        c
        for c in frozen_claims(example.text, example.lang)
        if c.relation == example.relation and c.polarity == "affirmed"
    ]


@pytest.mark.parametrize("lang", language.available())
def test_every_relation_has_an_example_and_a_counter_example_in_every_language(lang: str) -> None:
    for examples in (ONTOLOGY.examples, ONTOLOGY.counter_examples):
        named = {e.relation for e in examples if e.lang == lang}
        gathering = set(ONTOLOGY.supers.values()) - {
            p.relation for table in ONTOLOGY.patterns.values() for ps in table.values() for p in ps
        }
        assert named >= ONTOLOGY.relations.keys() - gathering


def test_frozen_parses_are_read_without_the_parser() -> None:
    code = (
        "import sys; from kg import parse, pipeline; from tests import freeze;"
        "parse.parse = freeze.thaw;"
        "text = freeze.texts('fr')[0]; pipeline.extract_text(text, 'fr');"
        "assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("lang", language.available())
def test_the_frozen_parses_are_what_the_pinned_models_give(lang: str) -> None:
    first = (freeze.FOLDER / f"{lang}.jsonl").read_text(encoding="utf-8").partition("\n")[0]
    installed = models.model_version(language.load(lang))
    if json.loads(first)["model"] != installed:
        pytest.skip(f"{installed} is installed, the frozen parses are by another model")
    frozen = freeze.load(lang)
    assert list(frozen) == freeze.texts(lang), "run `make freeze`"
    changed = [text for text in frozen if freeze.parsed(text, lang) != frozen[text]]
    assert not changed, "run `make freeze`"
