"""Ways through graph.html: around a node, from one to another, two actors, table, contested."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import browser
from tests.browser import Open
from tests.pages import data_of, standard

pytestmark = pytest.mark.slow

PATH, COMPARE = "#panel .finder >> nth=0 >> input", "#panel .finder >> nth=1 >> input"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as running:
        yield running


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(standard(), encoding="utf-8")
    return path


@pytest.fixture
def opened(chromium: Browser, file: Path) -> Iterator[Open]:
    with browser.visit(chromium, file) as seen:
        yield seen


def distances(start: str) -> dict[int, int]:
    """Node -> how many steps it is away."""
    data = data_of(standard())
    at = next(i for i, node in enumerate(data["nodes"]) if node["id"] == start)
    far, waiting = {at: 0}, deque([at])
    while waiting:
        node = waiting.popleft()
        for statement in data["statements"]:
            ends = {statement["from"], statement["to"]}
            if node in ends:
                for other in ends - far.keys():
                    far[other] = far[node] + 1
                    waiting.append(other)
    return far


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_only_what_is_around_a_node(opened: Open, hops: int) -> None:
    opened.node("FRA")
    opened.page.click(f"[data-hops='{hops}']")
    opened.settle()
    near = sorted(node for node, far in distances("FRA").items() if far <= hops)
    assert opened.drawn("nodes") == near
    data = data_of(standard())
    gone = [s for s in data["statements"] if not {s["from"], s["to"]} <= {*near}]
    assert opened.hidden() == len(gone)
    assert opened.page.get_attribute(f"[data-hops='{hops}']", "aria-pressed") == "true"
    opened.page.click("[data-hops='0']")
    opened.settle()
    assert opened.hidden() == 0


def test_the_path_between_two_actors(opened: Open) -> None:
    opened.node("IRN")
    opened.choose(PATH, "hwasong")
    steps = distances("IRN")[
        next(i for i, n in enumerate(data_of(standard())["nodes"]) if n["id"] == "hwasong-18")
    ]
    assert f"{steps} steps" in opened.heading()
    assert opened.page.locator("#panel .path > li").count() == steps
    opened.page.locator("#panel .path .row").first.click()
    assert opened.page.locator(".quote mark.subject").count() >= 1
    opened.page.click(".crumb")
    assert f"{steps} steps" in opened.heading()


def test_a_path_keeps_to_what_is_shown(opened: Open) -> None:
    opened.page.click("#families summary")
    opened.page.uncheck("#families input[value=MOBILIZE]")
    opened.node("IRN")
    opened.choose(PATH, "hwasong")
    assert opened.page.inner_text("#said") == "No path between them is shown"
    assert opened.heading() == "Iran"


def test_two_actors_over_time(opened: Open) -> None:
    opened.node("RUS")
    opened.choose(COMPARE, "rpdc")
    between = [s for s in data_of(standard())["statements"] if ends_of(s) == {"RUS", "PRK"}]
    assert opened.page.locator(".dyad circle").count() == len(between)
    assert opened.page.locator("#view-pair .row").count() == len(between)
    lines = opened.page.locator("#view-pair h3").all_inner_texts()
    assert lines[0].lower() == "cooperation"
    # Cooperation stands above the line, conflict below.
    axis = float(opened.page.get_attribute(".dyad .axis", "y1") or 0)
    for dot in opened.page.locator(".dyad circle.cooperation").all():
        assert float(dot.get_attribute("cy") or 0) < axis
    opened.page.locator(".dyad circle").first.focus()
    opened.page.keyboard.press("Enter")
    assert opened.page.locator(".quote mark.subject").count() >= 1


def ends_of(statement: dict[str, int]) -> set[str]:
    nodes = data_of(standard())["nodes"]
    return {nodes[statement[end]]["id"] for end in ("from", "to")}


def test_conflict_stands_below_the_line(opened: Open) -> None:
    opened.node("USA")
    opened.choose(COMPARE, "rpdc")
    axis = float(opened.page.get_attribute(".dyad .axis", "y1") or 0)
    dots = opened.page.locator(".dyad circle.conflict")
    assert dots.count() >= 2
    assert all(float(dot.get_attribute("cy") or 0) > axis for dot in dots.all())


def test_two_actors_are_chosen_in_their_view(opened: Open) -> None:
    opened.view("pair")
    opened.page.locator("#view-pair .pair-row").first.click()
    assert opened.page.locator(".dyad circle").count() >= 2
    opened.choose("#view-pair .finder >> nth=0 >> input", "iran")
    opened.choose("#view-pair .finder >> nth=1 >> input", "japan")
    assert "Nothing that is shown is directly between them." in opened.page.inner_text("#view-pair")


def column(opened: Open, name: str) -> list[str]:
    heads = opened.page.locator("th button").evaluate_all("all => all.map(b => b.dataset.column)")
    return opened.page.locator(f"tbody td:nth-child({heads.index(name) + 1})").all_inner_texts()


@pytest.mark.parametrize("name", ["subject", "when", "claims"])
def test_the_table_is_sorted_by_its_heads(opened: Open, name: str) -> None:
    opened.view("table")
    opened.page.click(f"[data-column={name}]")
    once = column(opened, name)
    opened.page.click(f"[data-column={name}]")
    twice = column(opened, name)
    assert len(once) == len(data_of(standard())["statements"])
    rising = sorted(once, key=lambda cell: (cell.isdigit() and int(cell), cell.casefold()))
    assert sorted([once, twice], key=lambda cells: cells != rising)[0] == rising
    assert once[0] != once[-1]
    assert (once[0], once[-1]) == (twice[-1], twice[0])
    sort = opened.page.locator("th", has=opened.page.locator(f"[data-column={name}]"))
    assert sort.get_attribute("aria-sort") in {"ascending", "descending"}


def test_the_table_is_copied_as_it_stands(opened: Open) -> None:
    opened.page.uncheck("#stances input[value=possible]")
    opened.view("table")
    opened.page.click("[data-do=copy-table]")
    lines = [line.split("\t") for line in opened.copied().splitlines()]
    assert lines[0][:3] == ["Subject", "Relation", "Object"]
    assert [line[0] for line in lines[1:]] == column(opened, "subject")
    assert {len(line) for line in lines} == {8}
    assert len(lines) - 1 == len(data_of(standard())["statements"]) - opened.hidden()


def test_a_row_of_the_table_shows_its_sentences(opened: Open) -> None:
    opened.view("table")
    row = opened.page.locator("tbody tr").nth(2)
    told = row.get_attribute("data-statement")
    row.locator("button").focus()
    opened.page.keyboard.press("Enter")
    data = data_of(standard())
    (chosen,) = [s for s in data["statements"] if s["id"] == told]
    assert opened.page.locator(".claim").count() == chosen["claims"]


def test_the_contested_with_both_sides(opened: Open) -> None:
    opened.view("contested")
    data = data_of(standard())
    contested = {s["id"]: s for s in data["statements"]
                 if s["stance"] in {"disputed", "denied"} or s["against"]}  # fmt: skip
    shown = opened.page.locator(".contest")
    found = shown.evaluate_all("all => all.map(each => each.dataset.statement)")
    assert sorted(found) == sorted(contested)
    (sale,) = [s for s in contested.values() if s["stance"] == "disputed"
               and ends_of(s) == {"RUS", "PRK"}]  # fmt: skip
    sides = opened.page.locator(f".contest[data-statement='{sale['id']}'] .sides > div")
    for side, polarity in zip(sides.all(), ("affirmed", "negated"), strict=True):
        quotes = [c["quote"] for c in sale["list"] if c["polarity"] == polarity]
        texts = side.locator(".quote").all_inner_texts()
        assert texts[: len(quotes)] == ["".join(text for text, _ in quote) for quote in quotes]
        assert quotes


def test_filters_hold_in_every_view(opened: Open) -> None:
    opened.page.fill("#from", "2023-09-01")
    opened.view("table")
    left = len(data_of(standard())["statements"]) - opened.hidden()
    assert opened.page.locator("tbody tr").count() == left
    opened.view("contested")
    inside = opened.page.locator(".contest").count()
    opened.page.click("#reset")
    assert opened.page.locator(".contest").count() > inside
