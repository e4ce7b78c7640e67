"""graph.html in a real browser without a network: what one sees, clicks, types and reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

from kg.bends import points
from kg.statements import Statement
from tests import sample
from tests.test_page import HOSTILE, hostile_page, render, standard
from tests.tools import need

pytestmark = pytest.mark.slow

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Open:
    """A page that is open, and everything it did that it should not."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def heading(self) -> str:
        return self.page.inner_text("#panel h2")

    def settle(self) -> None:
        """Until everything that waits for the next frame has been drawn."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = need("chromium", "install the Debian package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """The sample's page; the test fails if it asked for anything or complained."""
    yield from visit(chromium, tmp_path, standard())


@pytest.fixture
def hostile(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    yield from visit(chromium, tmp_path, hostile_page())


def visit(browser: Browser, folder: Path, html: str) -> Iterator[Open]:
    file = folder / "graph.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(
        viewport={"width": 1500, "height": 900}, reduced_motion="reduce", color_scheme="light",
        locale="en-GB",
    )  # fmt: skip
    page = context.new_page()
    seen = Open(page)

    def refuse(route: Any, request: Request) -> None:
        seen.requests.append(request.url)
        if request.url == file.as_uri():
            route.continue_()
        else:
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            seen.complaints.append(message.text)

    def surprise(dialog: Dialog) -> None:
        seen.complaints.append(dialog.message)
        dialog.dismiss()

    context.set_offline(True)
    context.route("**/*", refuse)
    context.on("page", lambda other: seen.complaints.append(f"opened {other.url}"))
    page.on("console", listen)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", surprise)
    page.goto(file.as_uri())
    seen.settle()
    yield seen
    context.close()
    assert set(seen.requests) == {file.as_uri()}
    assert seen.complaints == []


def statement(subject: str, relation: str, object_: str) -> Statement:
    triples = {(s.subject.id, s.relation, s.object.id): s for s in sample.sample_statements()}
    return triples[subject, relation, object_]


def data_of(page: Page) -> Any:
    return json.loads(page.text_content("#data") or "")


def click_canvas(opened: Open, x: float, y: float) -> None:
    place = opened.page.evaluate("([x, y]) => kgPage.network.canvasToDOM({x, y})", [x, y])
    frame = opened.page.locator("#network canvas").bounding_box()
    assert frame
    opened.page.mouse.click(frame["x"] + place["x"], frame["y"] + place["y"])
    opened.settle()


def test_it_opens_with_what_it_holds(opened: Open) -> None:
    assert opened.page.inner_text("#counts") == (
        "29 entities · 55 statements · 61 claims · 9 articles · 0 hidden"
    )
    assert "Russia buys munitions from North Korea" in opened.page.inner_text("#panel li")


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
    opened.page.evaluate("id => kgPage.selectEdge(id)", chosen.id)
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


@pytest.mark.parametrize("curved", [False, True], ids=["straight", "curved"])
def test_a_click_on_a_line_shows_its_sentence(opened: Open, curved: bool) -> None:
    data = data_of(opened.page)
    index = next(i for i, edge in enumerate(data["network"]["edges"])
                 if edge["smooth"]["enabled"] is curved)  # fmt: skip
    edge, spot = data["network"]["edges"][index], data["network"]["spots"][index]
    start, end = (data["network"]["nodes"][edge[side]] for side in ("from", "to"))
    bend = edge["smooth"]["roundness"] * (1 if edge["smooth"]["type"] == "curvedCW" else -1)
    bend = bend if curved else 0.0
    line = points((start["x"], start["y"]), (end["x"], end["y"]), bend, np.array([spot]))
    x, y = line[0]
    click_canvas(opened, float(x), float(y))
    chosen = data["statements"][index]
    sentence = "".join(text for text, _ in chosen["claims"][0]["quote"])
    assert opened.page.locator(".quote").first.inner_text() == sentence
    assert opened.page.locator(".quote").first.locator("mark.subject").count() == 1


def test_a_click_on_a_node_lists_its_statements(opened: Open) -> None:
    data = data_of(opened.page)
    index = next(i for i, node in enumerate(data["nodes"]) if node["id"] == "kim-jong-un")
    click_canvas(opened, data["network"]["nodes"][index]["x"], data["network"]["nodes"][index]["y"])
    assert opened.heading() == "Kim Jong-un"
    rows = opened.page.locator("#panel .row").count()
    assert rows == sum(index in (s["from"], s["to"]) for s in data["statements"])
    assert "leads North Korea" in opened.page.inner_text("#panel")


def test_a_click_beside_everything_goes_back(opened: Open) -> None:
    opened.page.evaluate("kgPage.selectNode('kim-jong-un')")
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


def test_filters_hide_and_count(opened: Open) -> None:
    possible = {i for i, s in enumerate(data_of(opened.page)["statements"])
                if s["stance"] == "possible"}  # fmt: skip
    opened.page.uncheck("input[value=possible]")
    opened.settle()
    assert opened.page.inner_text("#counts").endswith(f"{len(possible)} hidden")
    hidden = opened.page.evaluate(
        "Object.values(kgPage.network.body.edges).filter(e => e.options.hidden).map(e => e.id)"
    )
    assert set(hidden) == possible
    opened.page.check("input[value=possible]")
    assert opened.page.inner_text("#counts").endswith("0 hidden")


def test_filters_by_family_hide_names_left_alone(opened: Open) -> None:
    opened.page.click("#families summary")
    opened.page.uncheck("input[value=MOBILIZE]")
    opened.settle()
    hidden = opened.page.evaluate(
        "Object.values(kgPage.network.body.nodes).filter(n => n.options.hidden).map(n => n.id)"
    )
    nodes = data_of(opened.page)["nodes"]
    assert [nodes[i]["id"] for i in hidden] == ["hwasong-18"]


def test_french_at_a_click(opened: Open) -> None:
    opened.page.click("#language")
    opened.page.evaluate("kgPage.selectNode('PRK')")
    assert opened.heading() == "Corée du Nord"
    assert "énoncés" in opened.page.inner_text("#counts")
    assert opened.page.get_attribute("html", "lang") == "fr"
    assert "rencontre" not in opened.page.inner_text("#panel")
    assert "teste Hwasong-18" in opened.page.inner_text("#panel")


def test_light_and_dark(opened: Open) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    light = opened.page.evaluate(background)
    opened.page.emulate_media(color_scheme="dark")
    dark = opened.page.evaluate(background)
    assert light != dark
    opened.page.click("#theme")
    assert opened.page.evaluate(background) == light
    opened.page.click("#theme")
    opened.page.emulate_media(color_scheme="light")
    assert opened.page.evaluate(background) == dark


def test_links_open_apart_and_tell_nobody(opened: Open) -> None:
    opened.page.evaluate("id => kgPage.selectEdge(id)", statement("EU", "sanctions", "IRN").id)
    link = opened.page.locator("#panel .cite a")
    assert link.get_attribute("href") == "https://news.example/7"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"


def test_every_control_has_a_name(opened: Open) -> None:
    nameless = opened.page.evaluate("""() => [...document.querySelectorAll(
        'button, input, summary, a')].filter(e => !(e.textContent.trim()
        || e.getAttribute('aria-label') || e.closest('label')?.textContent.trim()))
        .map(e => e.outerHTML)""")
    assert nameless == []


def test_hostile_text_is_only_text(hostile: Open) -> None:
    before = hostile.page.evaluate("document.querySelectorAll('script, img, iframe, link').length")
    statements = data_of(hostile.page)["statements"]
    assert len(statements) == len(HOSTILE)
    for i, told in enumerate(statements):
        hostile.page.evaluate("id => kgPage.selectEdge(id)", told["id"])
        shown = hostile.page.text_content(".quote")
        assert shown == "".join(text for text, _ in told["claims"][0]["quote"])
        assert hostile.page.locator("#panel a").count() == 0, "javascript: is no link"
        hostile.page.locator("#panel .end").first.click()
        assert hostile.page.locator("#panel .row").count() >= 1, HOSTILE[i]
    for text in HOSTILE:
        hostile.page.fill("#search", text.replace("\ud83d", "").replace("\x00", ""))
    hostile.page.hover("#network")
    hostile.settle()
    tags = "document.querySelectorAll('script, img, iframe, link').length"
    assert hostile.page.evaluate(tags) == before
    assert hostile.page.evaluate("Object.keys(window).filter(k => k === 'hacked').length") == 0


def test_corrections_are_shown_with_claim_and_node(chromium: Browser, tmp_path: Path) -> None:
    claims, known = sample.sample_claims(), sample.sample_entities()
    chosen = next(s for s in sample.sample_statements() if s.subject.id == "wagner-group")
    told = ("note: <i>ironic</i> (Ann, 2026-11-20)",)
    claims = [replace(c, corrections=told) if c in chosen.claims else c for c in claims]
    known["wagner-group"] = replace(known["wagner-group"], corrections=("retype: was Company",))
    for seen in visit(chromium, tmp_path, render(claims, entities=known)):
        seen.page.evaluate("id => kgPage.selectEdge(id)", chosen.id)
        shown = seen.page.locator(".claim .corrected").all_inner_texts()
        assert shown == [f"Corrected by hand: {told[0]}"] * len(chosen.claims)
        seen.page.evaluate("kgPage.selectNode('wagner-group')")
        shown = seen.page.locator("#panel .corrected").all_inner_texts()
        assert shown == ["Corrected by hand: retype: was Company"]


def test_a_script_that_gets_in_does_not_run(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "graph.html"
    # As if a fault of ours had let an article write markup.
    hole = "<script>window.hacked = 1</script><img src='x:' onerror='window.hacked = 2'>"
    file.write_text(render([]).replace("<main>", hole + "<main>"), encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("window.kgPage !== undefined && window.hacked === undefined")
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<b>x</b>'")
    page.close()
