"""graph.html in a real browser without a network: what one sees, clicks, types and reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser

from kg.bends import points
from kg.statements import Statement
from tests import browser, sample
from tests.browser import Open
from tests.pages import data_of, render, standard

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as running:
        yield running


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """The sample's page; the test fails if it asked for anything or complained."""
    file = tmp_path / "graph.html"
    file.write_text(standard(), encoding="utf-8")
    with browser.visit(chromium, file) as seen:
        yield seen


def statement(subject: str, relation: str, object_: str) -> Statement:
    triples = {(s.subject.id, s.relation, s.object.id): s for s in sample.sample_statements()}
    return triples[subject, relation, object_]


def test_it_opens_with_what_it_holds(opened: Open) -> None:
    assert opened.counts() == "29 entities · 55 statements · 61 claims · 9 articles · 0\u00a0hidden"
    assert "Russia buys munitions from North Korea" in opened.page.inner_text("#panel li")
    assert not opened.page.is_visible("#reset")
    assert not opened.page.is_visible("#undrawn")


def test_nodes_are_painted(opened: Open) -> None:
    painted = opened.page.evaluate("""() => {
        const canvas = document.querySelector('#network canvas');
        const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let blue = 0;
        for (let i = 0; i < data.length; i += 4) {
            blue += data[i] === 0x00 && data[i + 1] === 0x72 && data[i + 2] === 0xB2;
        }
        return blue;
    }""")
    assert painted > 2000


def test_a_chosen_statement_shows_every_sentence_with_its_marks(opened: Open) -> None:
    chosen = statement("RUS", "buys_munitions_from", "PRK")
    opened.edge(chosen.id)
    assert opened.heading().split("\n") == ["Russia", "buys munitions from", "North Korea"]
    quotes = opened.page.locator(".quote").all_inner_texts()
    assert quotes == [claim.sentence.text for claim in chosen.claims]
    marks = opened.page.locator(".quote").first.locator("mark")
    assert {m.get_attribute("class"): m.inner_text() for m in marks.all()} == {
        "subject": "la Russie", "trigger": "vendre", "object": "la Corée du Nord",
    }  # fmt: skip
    first = opened.page.locator(".claim").first.inner_text()
    for words in ("According to United States", "Le Courrier du soir", "28 July 2023",
                  "affirmed", "possible", "83%"):  # fmt: skip
        assert words in first
    assert "denied" in opened.page.locator(".claim").nth(1).inner_text()


def test_marks_can_be_told_apart(opened: Open) -> None:
    opened.edge(statement("RUS", "buys_munitions_from", "PRK").id)
    colours = opened.page.evaluate("""() => ['subject', 'trigger', 'object'].map(mark =>
        getComputedStyle(document.querySelector(`.quote mark.${mark}`)).backgroundColor)""")
    assert len(set(colours)) == 3


def lines(data: Any, curved: bool, many: bool) -> Iterator[tuple[int, float, float]]:
    """Bundle and a point on its line, for those that hold one statement or several."""
    network = data["network"]
    places = {node["id"]: (node["x"], node["y"]) for node in network["nodes"]}
    for edge, spot in zip(network["edges"], network["spots"], strict=True):
        smooth = edge["smooth"]
        held = network["bundles"][edge["id"]][2]
        if smooth["enabled"] is curved and (len(held) > 1) is many and edge["from"] != edge["to"]:
            bend = smooth["roundness"] * (1 if smooth["type"] == "curvedCW" else -1)
            line = points(places[edge["from"]], places[edge["to"]], bend * curved, np.array([spot]))
            yield edge["id"], float(line[0][0]), float(line[0][1])


@pytest.mark.parametrize("curved", [False, True], ids=["straight", "curved"])
def test_a_click_on_a_line_shows_its_sentence(opened: Open, curved: bool) -> None:
    data = data_of(standard())
    bundle, x, y = next(lines(data, curved, many=False))
    opened.click_canvas(x, y)
    chosen = data["statements"][data["network"]["bundles"][bundle][2][0]]
    sentence = "".join(text for text, _ in chosen["list"][0]["quote"])
    assert opened.page.locator(".quote").first.inner_text() == sentence
    assert opened.page.locator(".quote").first.locator("mark.subject").count() == 1


def test_a_click_on_a_line_of_several_statements_lists_them(opened: Open) -> None:
    data = data_of(standard())
    bundle, x, y = next(lines(data, curved=False, many=True))
    opened.click_canvas(x, y)
    held = data["network"]["bundles"][bundle][2]
    assert f"{len(held)} statements" in opened.heading()
    rows = opened.page.locator("#panel .row")
    assert rows.count() == len(held)
    rows.first.click()
    assert opened.page.locator(".quote mark.subject").count() >= 1


def test_a_click_on_a_node_lists_its_statements(opened: Open) -> None:
    data = data_of(standard())
    index = next(i for i, node in enumerate(data["nodes"]) if node["id"] == "kim-jong-un")
    opened.click_canvas(data["network"]["nodes"][index]["x"], data["network"]["nodes"][index]["y"])
    assert opened.heading() == "Kim Jong-un"
    rows = opened.page.locator("#panel .row").count()
    assert rows == sum(index in (s["from"], s["to"]) for s in data["statements"])
    assert "leads North Korea" in opened.page.inner_text("#panel")


def test_a_click_beside_everything_goes_back(opened: Open) -> None:
    opened.node("kim-jong-un")
    opened.page.mouse.click(6, 500)
    opened.settle()
    assert opened.page.locator("#panel h2").count() == 0


@pytest.mark.parametrize(
    ("typed", "label"),
    [("choigou", "Sergei Shoigu"), ("CHOÏGOU", "Sergei Shoigu"), ("шойгу", "Sergei Shoigu"),
     ("erdogan", "Recep Tayyip Erdoğan"), ("rpdc", "North Korea"), ("maison bl", "United States")],
)  # fmt: skip
def test_search_finds_any_spelling_from_the_keyboard(opened: Open, typed: str, label: str) -> None:
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(typed)
    option = opened.page.locator("#found [aria-selected=true]")
    assert label in option.inner_text()
    active = opened.page.get_attribute("#search", "aria-activedescendant")
    assert active == option.get_attribute("id")
    opened.page.keyboard.press("Enter")
    assert opened.heading() == label
    assert opened.page.evaluate("document.activeElement === document.querySelector('#panel h2')")


def test_search_says_when_there_is_nothing(opened: Open) -> None:
    opened.page.fill("#search", "zzzz")
    assert opened.page.inner_text("#found") == "No such name"
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#panel h2").count() == 0


def test_the_panel_is_reached_by_keyboard(opened: Open) -> None:
    opened.page.locator("#panel .row").first.focus()
    opened.page.keyboard.press("Enter")
    assert opened.heading().split("\n")[1] == "buys munitions from"
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.heading() == "Russia"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#panel h2").count() == 0


def test_the_whole_page_is_reached_by_tab(opened: Open) -> None:
    name = """() => {
        const {id, dataset, parentElement} = document.activeElement;
        return id || dataset.view || parentElement.id;
    }"""
    reached = set()
    for _ in range(80):
        opened.page.keyboard.press("Tab")
        reached.add(opened.page.evaluate(name))
    wanted = {
        "network", "pair", "contested", "table", "search", "share", "language", "theme", "mends",
        "closer", "farther", "whole", "play", "from", "to", "families", "outlets", "sureness",
    }  # fmt: skip
    assert wanted <= reached


def test_the_graph_moves_by_keyboard(opened: Open) -> None:
    opened.page.locator("#network [tabindex]").first.focus()
    scale, x = "kgPage.network.getScale()", "kgPage.network.getViewPosition().x"
    before = opened.page.evaluate(f"[{scale}, {x}]")
    opened.page.keyboard.press("+")
    opened.page.keyboard.press("ArrowRight")
    after = opened.page.evaluate(f"[{scale}, {x}]")
    assert after[0] > before[0]
    assert after[1] > before[1]


def test_the_mouse_does_not_take_the_focus(opened: Open) -> None:
    opened.page.focus("#search")
    opened.page.mouse.move(300, 300)
    opened.page.mouse.move(320, 320)
    assert opened.page.evaluate("document.activeElement.id") == "search"


def test_french_at_a_click(opened: Open) -> None:
    opened.page.click("#language")
    opened.node("PRK")
    assert opened.heading() == "Corée du Nord"
    assert "énoncés" in opened.counts()
    assert opened.page.get_attribute("html", "lang") == "fr"
    assert "rencontre" not in opened.page.inner_text("#panel")
    assert "teste Hwasong-18" in opened.page.inner_text("#panel")
    labels = opened.page.evaluate("kgPage.network.body.data.nodes.map(node => node.label)")
    assert "Corée du Nord" in labels
    assert "North Korea" not in labels


def test_light_and_dark(opened: Open) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    label = "kgPage.network.body.data.nodes.get(0).font.color"
    light, ink = opened.page.evaluate(background), opened.page.evaluate(label)
    opened.page.emulate_media(color_scheme="dark")
    opened.settle()
    dark = opened.page.evaluate(background)
    assert light != dark
    assert opened.page.evaluate(label) != ink, "the drawing follows"
    opened.page.click("#theme")
    assert opened.page.evaluate(background) == light
    assert opened.page.evaluate(label) == ink
    opened.page.click("#theme")
    opened.page.emulate_media(color_scheme="light")
    assert opened.page.evaluate(background) == dark


def test_print_holds_the_whole_evidence(opened: Open) -> None:
    opened.edge(statement("RUS", "buys_munitions_from", "PRK").id)
    opened.page.emulate_media(media="print")
    opened.settle()
    panel = "document.getElementById('panel')"
    assert opened.page.evaluate(f"{panel}.scrollHeight <= {panel}.clientHeight")
    assert not opened.page.is_visible("#panel .actions")
    assert opened.page.is_visible("#panel .quote >> nth=1")


def test_links_open_apart_and_tell_nobody(opened: Open) -> None:
    opened.edge(statement("EU", "sanctions", "IRN").id)
    link = opened.page.locator("#panel .cite a")
    assert link.get_attribute("href") == "https://news.example/7"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"


def test_corrections_are_shown_with_claim_and_node(chromium: Browser, tmp_path: Path) -> None:
    claims, known = sample.sample_claims(), sample.sample_entities()
    chosen = next(s for s in sample.sample_statements() if s.subject.id == "wagner-group")
    told = ("note: <i>ironic</i> (Ann, 2026-11-20)",)
    claims = [replace(c, corrections=told) if c in chosen.claims else c for c in claims]
    known["wagner-group"] = replace(known["wagner-group"], corrections=("retype: was Company",))
    file = tmp_path / "graph.html"
    file.write_text(render(claims, entities=known), encoding="utf-8")
    with browser.visit(chromium, file) as seen:
        seen.edge(chosen.id)
        shown = seen.page.locator(".claim .corrected").all_inner_texts()
        assert shown == [f"Corrected by hand: {told[0]}"] * len(chosen.claims)
        seen.node("wagner-group")
        shown = seen.page.locator("#panel .corrected").all_inner_texts()
        assert shown == ["Corrected by hand: retype: was Company"]
