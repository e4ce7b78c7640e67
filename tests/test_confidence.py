"""The confidence of a claim: a probability, from weights that are data."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import confidence, resources
from kg.confidence import COSTS, KINDS, NAMES, Features, Named, named, probability
from kg.errors import DataError
from kg.read import Extracted

ENDS: tuple[Named, ...] = ("listed", "unlisted", "adjective", "pointed")
PLAIN = dict.fromkeys(NAMES, 0.0)
ROOT = Path(__file__).parent.parent

features = st.builds(
    Features,
    kind=st.sampled_from(KINDS),
    detours=st.integers(0, 5),
    meanings=st.integers(0, 40),
    distance=st.integers(0, 400),
    ends=st.tuples(st.sampled_from(ENDS), st.sampled_from(ENDS)),
    hedged=st.booleans(),
)
weights = st.fixed_dictionaries(
    {name: st.floats(-50, 0 if name in COSTS else 50) for name in NAMES}
)


@given(features, weights)
def test_it_is_a_probability_and_never_certain(
    found: Features, any_weights: dict[str, float]
) -> None:
    assert 0.01 <= probability(found, any_weights) <= 0.99
    assert 0.01 <= probability(found, confidence.load()) <= 0.99


@given(features, weights)
def test_no_cost_makes_a_claim_more_likely(found: Features, any_weights: dict[str, float]) -> None:
    sure = probability(found, any_weights)
    worse = [
        replace(found, detours=found.detours + 1),
        replace(found, meanings=found.meanings + 1),
        replace(found, distance=found.distance + 6),
        replace(found, hedged=True),
        *(replace(found, ends=(found.ends[0], end)) for end in ENDS if found.ends[1] == "listed"),
    ]
    assert all(probability(other, any_weights) <= sure for other in worse)


def test_every_weight_counts() -> None:
    all_at_once = [
        Features(kind, 1, 2, 6, ("unlisted", "adjective"), hedged=True) for kind in KINDS
    ] + [Features("verb", ends=("pointed", "listed"))]
    for name in NAMES:
        heavy = PLAIN | {name: 3.0}
        assert any(probability(f, heavy) != probability(f, PLAIN) for f in all_at_once), name


def test_it_is_the_logistic_function_of_the_sum() -> None:
    assert probability(Features("verb"), PLAIN) == 0.5
    assert probability(Features("verb"), PLAIN | {"base": 1.0, "verb": 0.5}) == 0.82
    assert probability(Features("noun"), PLAIN | {"base": 1.0, "verb": 0.5}) == 0.73
    two = Features("noun", ends=("pointed", "pointed"))
    assert probability(two, PLAIN | {"pointed": -1.0}) == 0.12


@pytest.mark.parametrize(
    ("source", "listed", "kind"),
    [
        ("gazetteer", True, "listed"),
        ("surname", True, "listed"),
        ("surname", False, "unlisted"),
        ("ner", False, "unlisted"),
        ("given", False, "unlisted"),
        ("demonym", True, "adjective"),
        ("metonym", True, "adjective"),
        ("coreference", True, "pointed"),
        ("description", False, "pointed"),
    ],
)
def test_how_an_end_is_named(source: str, listed: bool, kind: Named) -> None:
    assert named(source, listed=listed) == kind


# The weights


def test_the_shipped_weights_are_complete_and_say_where_they_come_from() -> None:
    assert set(confidence.load()) == set(NAMES)
    head = resources.CONFIDENCE.read_text(encoding="utf-8").partition("base =")[0]
    assert "benchmarks/calibrate.py --write" in head
    assert "Fit them again when" in head


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("", "verb is missing"),
        ("verb = 0.1\nadverb = 0.1", "adverb is no weight"),
        ('verb = "much"', "verb must be a number"),
        ("verb = nan", "verb must be a number"),
        ("verb = 0.1\ndetour = 0.2", "detour can only make a claim less likely"),
        ("verb = ", "is not TOML"),
    ],
)
def test_a_faulty_file_is_explained(line: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "confidence.toml"
    left_out = {"verb", *(name for name in NAMES if f"{name} =" in line)}
    rest = "\n".join(f"{name} = 0.0" for name in NAMES if name not in left_out)
    path.write_text(f"{rest}\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=fault):
        confidence.read(path)


# What reading notes


def test_a_claim_tells_what_its_confidence_was_reckoned_from(
    extracted: Callable[..., Extracted],
) -> None:
    found = extracted("Emmanuel Macron arrived on Monday. He criticised Iran.", "en")
    assert found.features.keys() == {c.id for c in found.claims}
    (claim,) = [c for c in found.claims if c.object.id == "IRN"]
    noted = found.features[claim.id]
    assert (noted.kind, noted.ends, noted.distance) == ("verb", ("pointed", "listed"), 1)
    assert claim.confidence == probability(noted, confidence.load())


def test_what_is_planned_is_hedged(extracted: Callable[..., Extracted]) -> None:
    found = extracted("Wang Yi will visit Brazil. A visit of Wang Yi to Brazil matters.", "en")
    assert [found.features[c.id].hedged for c in found.claims] == [True, False]
    assert [found.features[c.id].kind for c in found.claims] == ["verb", "noun"]


# Fitting


@pytest.fixture(scope="module")
def calibrate() -> ModuleType:
    """benchmarks/calibrate.py, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("calibrate", ROOT / "benchmarks" / "calibrate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["calibrate"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_fitting_finds_the_shares_that_are_right(calibrate: ModuleType) -> None:
    rows = np.array([[1.0, 0.0]] * 10 + [[1.0, 1.0]] * 10)
    right = np.array([1.0] * 8 + [0.0] * 2 + [1.0] * 3 + [0.0] * 7)
    none, free = np.zeros(2), np.full(2, 1e-9)
    weights = calibrate.fit(rows, right, none, free, np.full(2, np.inf))
    shares = 1 / (1 + np.exp(-rows @ weights))
    assert shares[[0, -1]] == pytest.approx([0.8, 0.3], abs=1e-4)


def test_fitting_holds_limits_and_pulls(calibrate: ModuleType) -> None:
    rows = np.array([[1.0, 0.0]] * 10 + [[1.0, 1.0]] * 10)
    right = np.array([1.0] * 3 + [0.0] * 7 + [1.0] * 8 + [0.0] * 2)
    highest = np.array([np.inf, 0.0])
    _, capped = calibrate.fit(rows, right, np.zeros(2), np.full(2, 0.01), highest)
    assert capped == 0
    pulls, strong = np.array([0.0, -0.25]), np.array([0.01, 1e6])
    assert calibrate.fit(rows, right, pulls, strong, highest)[1] == pytest.approx(-0.25, abs=1e-3)
