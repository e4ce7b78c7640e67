"""graph.html by axe-core: nothing serious in any view, light or dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from kg.model import Merge
from tests import browser, sample
from tests.browser import Open
from tests.pages import render

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as running:
        yield running


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    known, claims = sample.sample_entities(), sample.sample_claims()
    merge = Merge("shoigu-s", "S. Shoigu", 0.91, "the same words")
    known["sergei-shoigu"] = replace(known["sergei-shoigu"], merges=(merge,))
    path = tmp_path_factory.mktemp("page") / "graph.html"
    texts = {c.article.id: c.article.text for c in claims}
    path.write_text(render(claims, entities=known, texts=texts), encoding="utf-8")
    return path


def choose_statement(seen: Open) -> None:
    told = {(s.relation, s.object.id): s.id for s in sample.sample_statements()}
    seen.edge(told["buys_munitions_from", "PRK"])
    for summary in seen.page.locator("#panel summary").all():
        summary.click()


def choose_node(seen: Open) -> None:
    seen.node("sergei-shoigu")
    for summary in seen.page.locator("#panel summary").all():
        summary.click()


def correct(seen: Open) -> None:
    choose_statement(seen)
    seen.page.locator("[data-do=drop]").first.click()
    seen.page.click("#mends")


def find_path(seen: Open) -> None:
    seen.node("IRN")
    seen.choose("#panel .finder >> nth=0 >> input", "hwasong")


def compare(seen: Open) -> None:
    seen.node("RUS")
    seen.choose("#panel .finder >> nth=1 >> input", "rpdc")


def filter_some(seen: Open) -> None:
    seen.page.uncheck("#stances input[value=possible]")
    seen.page.click("#outlets summary")


VIEWS: dict[str, Callable[[Open], object]] = {
    "opening": Open.settle,
    "search": lambda seen: seen.page.fill("#search", "a"),
    "statement": choose_statement,
    "node": choose_node,
    "path": find_path,
    "corrections": correct,
    "filters": filter_some,
    "pairs": lambda seen: seen.view("pair"),
    "two actors": compare,
    "contested": lambda seen: seen.view("contested"),
    "table": lambda seen: seen.view("table"),
    "french": lambda seen: seen.page.click("#language"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", VIEWS)
def test_nothing_keeps_anybody_out(chromium: Browser, file: Path, name: str, scheme: str) -> None:
    # axe-core is put into the page as a script, which the page's policy would refuse.
    with browser.visit(chromium, file, color_scheme=scheme, bypass_csp=True) as seen:
        VIEWS[name](seen)
        seen.settle()
        found = Axe().run(seen.page).response["violations"]
    told = [
        f"{v['impact']} {v['id']}: {node['html'][:200]}\n{node['failureSummary']}"
        for v in found if v["impact"] in {"serious", "critical"} for node in v["nodes"]
    ]  # fmt: skip
    assert not told, "\n".join(told)
