"""What graph.html hides and says so: every filter, the timeline, and a view as a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import browser
from tests.browser import Open
from tests.pages import data_of, standard

pytestmark = pytest.mark.slow

Told = dict[str, Any]
Test = Callable[[Told], bool]


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


def kept(test: Test) -> set[int]:
    """The statements of which a claim passes the test."""
    data = data_of(standard())
    return {
        i
        for i, statement in enumerate(data["statements"])
        for claim in statement["list"]
        if test({
            **claim, "stance": statement["stance"], "sources": statement["sources"],
            "family": data["relations"][statement["relation"]]["family"],
            "outlet": data["articles"][claim["article"]]["outlet"],
            "lang": data["articles"][claim["article"]]["lang"],
        })
    }  # fmt: skip


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal() - date(1970, 1, 1).toordinal()


def slide(page: Any, name: str, value: float) -> None:
    page.click("#sureness summary")
    page.fill(f"input[data-filter={name}]", str(value))


def uncheck(page: Any, box: str, value: str) -> None:
    if box != "stances":
        page.click(f"#{box} summary")
    page.uncheck(f"#{box} input[value='{value}']")


FILTERS: dict[str, tuple[Callable[[Any], None], Test]] = {
    "modality": (
        lambda page: uncheck(page, "stances", "possible"),
        lambda c: c["stance"] != "possible",
    ),
    "polarity": (
        lambda page: (uncheck(page, "stances", "denied"), uncheck(page, "stances", "disputed")),
        lambda c: c["stance"] not in {"denied", "disputed"},
    ),
    "family": (
        lambda page: uncheck(page, "families", "CONSULT"),
        lambda c: c["family"] != "CONSULT",
    ),
    "no family": (
        lambda page: uncheck(page, "families", ""),
        lambda c: c["family"] is not None,
    ),
    "source": (
        lambda page: uncheck(page, "outlets", "Meridian Wire"),
        lambda c: c["outlet"] != "Meridian Wire",
    ),
    "language": (
        lambda page: uncheck(page, "outlets", "fr"),
        lambda c: c["lang"] != "fr",
    ),
    "from": (
        lambda page: page.fill("#from", "2023-08-01"),
        lambda c: c["ended"] >= day("2023-08-01"),
    ),
    "until": (
        lambda page: page.fill("#to", "2023-07-13"),
        lambda c: c["began"] <= day("2023-07-13"),
    ),
    "confidence": (
        lambda page: slide(page, "sure", 0.9),
        lambda c: c["confidence"] >= 0.9,
    ),
    "sources": (
        lambda page: slide(page, "sources", 2),
        lambda c: c["sources"] >= 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_hides_and_counts(opened: Open, name: str) -> None:
    act, test = FILTERS[name]
    data, left = data_of(standard()), kept(test)
    assert 0 < len(left) < len(data["statements"])
    act(opened.page)
    opened.settle()
    assert opened.hidden() == len(data["statements"]) - len(left)
    bundles = data["network"]["bundles"]
    assert opened.drawn("edges") == [i for i, (*_, held) in enumerate(bundles) if left & {*held}]
    ends = {data["statements"][i][end] for i in left for end in ("from", "to")}
    assert opened.drawn("nodes") == sorted(ends)
    opened.page.click("#reset")
    opened.settle()
    assert opened.hidden() == 0
    assert opened.drawn("nodes") == [*range(len(data["nodes"]))]
    assert not opened.page.is_visible("#reset")


@pytest.mark.parametrize("name", FILTERS)
def test_a_link_keeps_a_filter(chromium: Browser, file: Path, opened: Open, name: str) -> None:
    FILTERS[name][0](opened.page)
    opened.settle()
    fragment = opened.page.evaluate("location.hash")
    with browser.visit(chromium, file, fragment) as again:
        assert again.hidden() == opened.hidden() > 0
        assert again.drawn("edges") == opened.drawn("edges")
        assert again.page.evaluate("location.hash") == fragment


def test_filters_add_up(opened: Open) -> None:
    uncheck(opened.page, "families", "CONSULT")
    slide(opened.page, "sure", 0.9)
    left = kept(lambda c: c["family"] != "CONSULT" and c["confidence"] >= 0.9)
    assert opened.hidden() == len(data_of(standard())["statements"]) - len(left)


def test_what_is_hidden_of_a_statement_is_said(opened: Open) -> None:
    data = data_of(standard())
    several = next(
        s
        for s in data["statements"]
        if s["claims"] > 1
        and len({data["articles"][c["article"]]["outlet"] for c in s["list"]}) > 1
    )
    outlet = data["articles"][several["list"][0]["article"]]["outlet"]
    uncheck(opened.page, "outlets", outlet)
    opened.edge(several["id"])
    left = [c for c in several["list"] if data["articles"][c["article"]]["outlet"] != outlet]
    assert opened.page.locator(".claim").count() == len(left)
    gone = several["claims"] - len(left)
    assert opened.hidden_claims() >= gone
    noun = "claim" if gone == 1 else "claims"
    assert f"The filters hide {gone} {noun}." in opened.page.inner_text("#panel")


def test_the_timeline_chooses_days(opened: Open) -> None:
    bars = opened.page.locator("#bars").bounding_box()
    assert bars
    y = bars["y"] + bars["height"] / 2
    opened.page.mouse.move(bars["x"] + bars["width"] * 0.5, y)
    opened.page.mouse.down()
    opened.page.mouse.move(bars["x"] + bars["width"] * 0.99, y)
    opened.page.mouse.up()
    first, last = opened.page.input_value("#from"), opened.page.input_value("#to")
    left = kept(lambda c: c["ended"] >= day(first) and c["began"] <= day(last))
    assert opened.hidden() == len(data_of(standard())["statements"]) - len(left) > 0
    opened.page.mouse.click(bars["x"] + 4, y)
    assert opened.page.input_value("#from") == "2023-06-01"
    assert opened.page.input_value("#to") == "2023-06-30"
    opened.page.mouse.click(bars["x"] + 4, y)
    assert opened.hidden() == 0


def test_the_timeline_plays(chromium: Browser, file: Path) -> None:
    with browser.visit(chromium, file, reduced_motion="no-preference") as seen:
        seen.page.click("#play")
        assert seen.page.get_attribute("#play", "aria-pressed") == "true"
        shown = []
        for until in ("2023-06-30", "2023-07-31", "2023-08-31"):
            seen.until(f"document.getElementById('to').value === '{until}'")
            shown.append(len(data_of(standard())["statements"]) - seen.hidden())
        assert shown == sorted(set(shown)), "more with every month"
        seen.until("document.getElementById('to').value === ''")
        assert seen.hidden() == 0
        assert seen.page.get_attribute("#play", "aria-pressed") == "false"


def test_the_film_stops_at_a_click(chromium: Browser, file: Path) -> None:
    with browser.visit(chromium, file, reduced_motion="no-preference") as seen:
        seen.page.click("#play")
        seen.until("document.getElementById('to').value === '2023-06-30'")
        seen.page.click("#play")
        seen.page.wait_for_timeout(900)
        assert seen.page.input_value("#to") == "2023-06-30"


PATH = "#panel .finder >> nth=0 >> input"
COMPARE = "#panel .finder >> nth=1 >> input"
CHOSEN: dict[str, Callable[[Open], object]] = {
    "node": lambda seen: seen.node("kim-jong-un"),
    "statement": lambda seen: seen.edge(data_of(standard())["statements"][3]["id"]),
    "ego": lambda seen: (seen.node("PRK"), seen.page.click("[data-hops='2']")),
    "path": lambda seen: (seen.node("IRN"), seen.choose(PATH, "Japan")),
    "table": lambda seen: seen.view("table"),
    "contested": lambda seen: seen.view("contested"),
    "pair": lambda seen: (seen.node("RUS"), seen.choose(COMPARE, "North Korea")),
    "french": lambda seen: seen.page.click("#language"),
}


@pytest.mark.parametrize("what", CHOSEN)
def test_a_link_keeps_the_view(chromium: Browser, file: Path, opened: Open, what: str) -> None:
    CHOSEN[what](opened)
    opened.settle()
    opened.page.click("#share")
    address, _, fragment = opened.copied().partition("#")
    assert address == file.as_uri()
    with browser.visit(chromium, file, f"#{fragment}") as again:
        for place in ("#panel", ".stage", "#counts"):
            assert again.page.inner_text(place) == opened.page.inner_text(place)
        assert again.drawn("nodes") == opened.drawn("nodes")


@pytest.mark.parametrize(
    "fragment",
    ["#node=nobody", "#statement=x&pair=a&pair=b", "#from=yesterday&to=2023-99-99",
     "#sure=lots&sources=-3&hops=99&around=RUS", "#lang=xx&view=secret", "#%00&&&=%ff",
     "#lang=__proto__&view=constructor&node=__proto__", "#without=all&nofamily=%3Cb%3E",
     "#path=RUS&path=RUS", "#pair=RUS&pair=RUS"],
)  # fmt: skip
def test_a_link_that_is_wrong_breaks_nothing(chromium: Browser, file: Path, fragment: str) -> None:
    with browser.visit(chromium, file, fragment) as seen:
        assert seen.counts().startswith("29 entities")
        seen.node("PRK")
        assert seen.heading() == "North Korea"
