"""A graph too large to be read at once: graph.html opens with a part and grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kg.drawing import OPENING, WHOLE
from kg.model import Claim
from tests import browser, sample
from tests.browser import Open
from tests.pages import data_of, render

pytestmark = pytest.mark.slow

NODES = WHOLE + 100


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as running:
        yield running


def tree() -> list[Claim]:
    """Every node is tied to the one with half its number."""
    base = sample.sample_claims()[0]
    claims = []
    for i in range(1, NODES):
        one, other = (
            replace(end, id=f"n{n:03}", label=f"Name {n:03}")
            for end, n in ((base.subject, i), (base.object, i // 2))
        )
        claims.append(replace(base, id=f"c{i}", subject=one, object=other))
    return claims


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "graph.html"
    path.write_text(render(tree(), entities={}), encoding="utf-8")
    return path


@pytest.fixture
def opened(chromium: Browser, file: Path) -> Iterator[Open]:
    with browser.visit(chromium, file) as seen:
        yield seen


def test_it_opens_with_the_best_connected(opened: Open) -> None:
    assert len(opened.drawn("nodes")) == OPENING
    told = f"The {OPENING} best connected of {NODES} are drawn."
    assert told in opened.page.inner_text("#undrawn")
    assert opened.counts().startswith(f"{NODES} entities")
    assert opened.hidden() == 0


def test_all_are_drawn_on_demand(opened: Open, file: Path) -> None:
    opened.page.click("#draw-all")
    opened.settle()
    assert len(opened.drawn("nodes")) == NODES
    bundles = data_of(file.read_text(encoding="utf-8"))["network"]["bundles"]
    assert len(opened.drawn("edges")) == len(bundles)
    assert not opened.page.is_visible("#undrawn")
    places = opened.page.evaluate("Object.values(kgPage.network.getPositions())")
    assert len({(place["x"], place["y"]) for place in places}) == NODES


def test_what_is_found_is_drawn(opened: Open) -> None:
    last = f"Name {NODES - 1}"
    opened.choose("#search", last)
    opened.settle()
    assert opened.heading() == last
    assert opened.page.evaluate(
        "kgPage.network.getSelectedNodes().map(i => kgPage.data.nodes[i].label)"
    ) == [last]
    assert len(opened.drawn("nodes")) == OPENING + 1


def test_a_path_is_drawn_with_its_nodes(opened: Open) -> None:
    opened.node(f"n{NODES - 1}")
    opened.choose("#panel .finder >> nth=0 >> input", "Name 256")
    opened.settle()
    assert "steps" in opened.heading()
    steps = opened.page.locator("#panel .path > li").count()
    assert steps > 8
    assert len(opened.drawn("nodes")) > OPENING + 2


def test_a_double_click_draws_the_neighbours(opened: Open) -> None:
    id_ = opened.page.evaluate("""() => {
        const drawn = new Set(kgPage.network.body.data.nodes.getIds());
        return [...drawn].find(id => kgPage.data.ties[id].some(tie => {
            const {one, other} = kgPage.data.bundles[tie];
            return !drawn.has(one) || !drawn.has(other);
        }));
    }""")
    opened.page.evaluate(
        "id => kgPage.network.moveTo({position: kgPage.network.getPosition(id)})", id_
    )
    opened.settle()
    frame = opened.page.locator("#network canvas").bounding_box()
    assert frame
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    for _ in range(3):  # a busy machine may take one for two single clicks
        if len(opened.drawn("nodes")) == OPENING:
            opened.page.mouse.dblclick(x, y)
            opened.settle()
    assert len(opened.drawn("nodes")) > OPENING


def test_ego_view_of_what_is_not_drawn(opened: Open) -> None:
    opened.node(f"n{NODES - 1}")
    opened.page.click("[data-hops='2']")
    opened.settle()
    shown = opened.page.evaluate(
        "kgPage.network.body.data.nodes.get().filter(n => !n.hidden).map(n => n.label).length"
    )
    assert 2 < shown < 20
    assert opened.hidden() > NODES / 2
