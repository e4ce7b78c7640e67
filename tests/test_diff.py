"""What changed between two sets of statements, and how ``kg diff`` tells it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kg import pipeline
from kg.cli import cli
from kg.diff import KINDS, Change, compare
from kg.errors import InputError
from kg.model import Article, Claim, End, Span, When
from kg.statements import merge
from kg.views import view
from tests.sample import sample_statements

EVENTS = frozenset({"meets"})


def claim(id_: str, outlet: str = "A", relation: str = "meets", **more: object) -> Claim:
    """Whether ZMB meets the UN, as ``outlet`` has it."""
    article = Article(f"a-{outlet}", outlet, "en", f"{outlet}.txt", outlet=outlet)
    ends = (End("ZMB", "Zambia", "State", "Z", 0, 1), End("UN", "UN", "State", "U", 2, 3))
    made = Claim(id_, article, Span("Z U", 0, 3), ends[0], relation, ends[1])
    return replace(made, **more)


def changes(before: Iterable[Claim], after: Iterable[Claim]) -> list[Change]:
    old, new = (merge(claims, frozenset(), EVENTS) for claims in (before, after))
    return compare(old, new)


MAYBE = claim("c1", modality="possible")
SAID = claim("c2")
CASES = {
    "new": ([], [SAID], ["new"]),
    "gone": ([SAID], [], ["gone"]),
    "another source": ([SAID], [SAID, claim("c3", "B")], ["strengthened"]),
    "the same source again": ([SAID], [SAID, claim("c3")], ["restated"]),
    "a source less": ([SAID, claim("c3", "B")], [SAID], ["weakened"]),
    "surer, and now an edge": ([MAYBE], [MAYBE, SAID], ["strengthened"]),
    "less sure": ([SAID, MAYBE], [MAYBE], ["weakened"]),
    "denied by the same source": (
        [SAID],
        [SAID, claim("c3", polarity="negated")],
        ["contradicted", "weakened"],
    ),
    "denied before and now": (
        [SAID, claim("c3", polarity="negated")],
        [SAID, claim("c3", polarity="negated"), claim("c4", polarity="negated")],
        ["restated"],
    ),
    "another wording": ([SAID], [claim("c9")], ["restated"]),
    "nothing": ([SAID], [SAID], []),
}


@pytest.mark.parametrize("name", CASES)
def test_kinds_of_change(name: str) -> None:
    before, after, kinds = CASES[name]
    found = changes(before, after)
    assert [kind for change in found for kind in change.kinds] == kinds


def test_an_event_that_gets_a_date_is_still_the_same() -> None:
    dated = claim("c3", "B", when=When("on Monday", "2024-05-06", "2024-05-06"))
    (change,) = changes([SAID], [SAID, dated])
    assert change.before
    assert change.after
    assert change.before.id != change.after.id
    assert change.kinds == ("strengthened",)
    assert (change.came, change.went) == ((dated,), ())


def test_one_statement_that_becomes_two_is_told_once() -> None:
    first = claim("c3", "B", when=When("on Monday", "2024-05-06", "2024-05-06"))
    second = claim("c4", "C", when=When("in June", "2024-06-03", "2024-06-03"))
    found = changes([replace(first, when=None), SAID], [first, second])
    assert sorted(kind for change in found for kind in change.kinds) == ["new", "weakened"]


halves = st.sets(st.integers(0, len(sample_statements()) - 1))


@given(halves, halves)
def test_the_way_back_is_the_way_there_turned_round(one: set[int], other: set[int]) -> None:
    sample = sample_statements()
    before, after = [sample[i] for i in one], [sample[i] for i in other]
    there, back = compare(before, after), compare(after, before)
    assert {c.statement.id for c in there} == {c.statement.id for c in back}
    assert [c.kinds for c in there].count(("new",)) == [c.kinds for c in back].count(("gone",))
    assert not compare(after, after)
    assert there == compare(before[::-1], after[::-1])


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args])


def test_two_builds(articles: Path, tmp_path: Path) -> None:
    pipeline.build([str(articles / "a.txt")], tmp_path / "one")
    pipeline.build([str(articles)], tmp_path / "two")
    told = run("diff", tmp_path / "one", tmp_path / "two")
    assert told.exit_code == 0
    heads = [line for line in told.stdout.splitlines() if not line.startswith(" ")]
    assert heads == ["New: 4 statements", "Strengthened: 2 statements"]
    assert "  Latvia buys_arms_from Poland\n" in told.stdout
    assert "+ affirmed, asserted: La Pologne a vendu des chars" in told.stdout
    rows = [
        json.loads(line)
        for line in run("diff", tmp_path / "one", tmp_path / "two", "--format", "json")
        .stdout.strip()
        .split("\n")
    ]
    assert [row["kinds"] for row in rows] == [["new"]] * 4 + [["strengthened"]] * 2
    assert set(rows[0]["kinds"]) <= set(KINDS)
    assert (rows[-1]["before"]["sources"], rows[-1]["after"]["sources"]) == (1, 2)
    same = run("diff", tmp_path / "one", tmp_path / "one")
    assert same.stdout == "No statement changed.\n"


def test_two_days_of_one_build(articles: Path, tmp_path: Path) -> None:
    late = articles / "d.txt"
    late.write_text(late.read_text("utf-8").replace("2024-05-01", "2024-06-01"), "utf-8")
    undated = articles / "c.txt"
    undated.write_text(undated.read_text("utf-8").replace("date: 2024-05-01\n", ""), "utf-8")
    out = tmp_path / "out"
    pipeline.build([str(articles)], out)
    told = run("diff", out, "--as-of", "2024-05-31", "2024-06-01")
    assert told.stderr == "Left out 1 article without a date.\n"
    assert told.stdout.startswith("New: 3 statements\n")
    assert {c.article.published for c in view(out, as_of=date(2024, 5, 31)).claims} == {
        date(2024, 5, 1)
    }
    before = run("diff", out, "--as-of", "2024-04-30", "2024-05-31")
    assert before.stdout.startswith("New: 2 statements\n")


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    alone = run("diff", tmp_path)
    assert alone.exit_code == 2
    assert "give B, or --as-of DATE DATE" in alone.stderr
    assert run("diff", tmp_path, tmp_path).exit_code == 1
    with pytest.raises(InputError):
        view(tmp_path)
