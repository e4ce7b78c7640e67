"""Copies of a dispatch and what is none, on texts written for it."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from dispatches import BRIDGE, CASES, EVENTS, GRAIN, SHELLS, Case, copies, edited, printed
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.wording import LEAST, SHARE, STANDING, Text, groups, share, words

DISPATCHES = [printed(*event.dispatch) for event in EVENTS]


def grouped(*texts: str, outlet: str = "") -> list[list[int]]:
    """The places of the texts, group by group."""
    found = groups({f"{i:04}": Text(words(text), outlet) for i, text in enumerate(texts)})
    members: dict[str, list[int]] = {}
    for key, group in sorted(found.items()):
        members.setdefault(group, []).append(int(key))
    return list(members.values())


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.kind)
def test_copies_are_told_from_other_reports(case: Case) -> None:
    together = len(grouped(case.one, case.other)) == 1
    assert together is case.copy


def test_the_threshold_lies_between_copies_and_others() -> None:
    shares = [(share(words(c.one), words(c.other)), c) for c in CASES]
    assert min(value for value, case in shares if case.copy) > SHARE + 0.05
    assert max(value for value, case in shares if not case.copy) < SHARE - 0.05


def test_a_series_of_reports_is_told_by_its_numbers() -> None:
    daily = next(case for case in CASES if "daily" in case.kind)
    assert share(words(daily.one), words(daily.other)) == 0
    # Without its numbers nobody could tell it from a copy, and one number may be mended.
    bare = [re.sub(r"\d+", "many", text) for text in (daily.one, daily.other)]
    assert share(*map(words, bare)) > SHARE
    assert grouped(daily.one, daily.one.replace("17", "18")) == [[0, 1]]


def test_a_copy_of_a_copy_is_in_the_group() -> None:
    reprints = [pair for kind, *pair in copies(BRIDGE) if "article" not in kind]
    versions = list(chain.from_iterable(reprints))
    assert grouped(*versions, printed(*BRIDGE.rival), DISPATCHES[1]) == [
        list(range(len(versions))), [len(versions)], [len(versions) + 1],
    ]  # fmt: skip


def test_a_digest_does_not_make_one_dispatch_of_two() -> None:
    digest = printed(*BRIDGE.dispatch, *SHELLS.dispatch)
    again = printed("The week", *BRIDGE.dispatch, *SHELLS.dispatch)
    texts = [DISPATCHES[0], edited(BRIDGE), DISPATCHES[1], edited(SHELLS), digest, again]
    found = grouped(*texts)
    assert len(found) == 2
    assert {0, 1} in [set(group) & {0, 1, 2, 3} for group in found]


def test_the_footer_of_an_outlet_makes_no_copies() -> None:
    footer = " ".join(f"notice{i}" for i in range(60))
    briefs = [f"{printed(*paragraph)} {footer}" for paragraph in pieces(STANDING)]
    assert len(grouped(*briefs, outlet="A")) == STANDING
    # Nobody knows of fewer texts, or of nobody's, what is furniture.
    assert len(grouped(*briefs)) == 1


def pieces(count: int) -> list[tuple[str, ...]]:
    paragraphs = [(p,) for event in (BRIDGE, SHELLS, GRAIN) for p in event.dispatch]
    return paragraphs[:count]


def test_short_texts_are_copies_only_word_for_word() -> None:
    short = " ".join(words(DISPATCHES[0])[: LEAST - 1])
    assert grouped(short, DISPATCHES[0]) == [[0], [1]]
    assert grouped("", "", "…") == [[0], [1], [2]]


def test_a_dispatch_that_everybody_prints_is_one_group() -> None:
    chance = random.Random(3)
    prints = []
    for _ in range(300):
        changed = list(words(DISPATCHES[1]))
        for _ in range(6):
            changed[chance.randrange(len(changed))] = f"w{chance.randrange(99)}"
        start = chance.randrange(20)
        prints.append(" ".join(changed[start:]))
    assert grouped(*prints, DISPATCHES[0]) == [list(range(300)), [300]]


versions = [
    *chain.from_iterable(((one, other) for _, one, other in copies(e)) for e in (BRIDGE, GRAIN)),
    (printed(*BRIDGE.rival), printed(*BRIDGE.dispatch, *GRAIN.dispatch)),
]


@settings(max_examples=30)
@given(st.permutations(sorted({text for pair in versions for text in pair})))
def test_order_changes_nothing(order: list[str]) -> None:
    texts = {text: Text(words(text), "") for text in order}
    expected = groups(dict(sorted(texts.items())))
    assert groups(texts) == expected


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_is_in_the_group_of_its_least_key(texts: list[str]) -> None:
    found = groups({str(i): Text(words(text), "") for i, text in enumerate(texts)})
    assert set(found) == {str(i) for i in range(len(texts))}
    assert all(found[group] == group <= key for key, group in found.items())


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_hash_seed_changes_nothing(seed: str) -> None:
    program = (
        "from test_wording import DISPATCHES, grouped, versions;"
        "print(grouped(*DISPATCHES, *(t for pair in versions for t in pair)))"
    )
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parent), os.environ.get("PYTHONPATH", "")])
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
    )  # fmt: skip
    assert run.stdout.strip() == str(
        grouped(*DISPATCHES, *(text for pair in versions for text in pair))
    )
