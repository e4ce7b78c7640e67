"""The query page in a real browser that reaches nothing but kg serve."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import ARGUMENTS
from tests.serving import ENDLESS, Served, build, served
from tests.tools import need

pytestmark = pytest.mark.slow

HOSTILE = [
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    '<a href="javascript:window.hacked=1">click</a>',
    "<svg onload='window.hacked=1'>",
    "{{s}} ${window.hacked=1} &lt;b&gt;",
    "'\"><iframe srcdoc='<script>parent.hacked=1</script>'>",
    "\u202egnp.exe\u202c",
]
NO_LINKS = ["javascript:window.hacked=1", "data:text/html,%3Cscript%3Eparent.hacked=1%3C/script%3E"]
LINK = "https://news.example/'onclick=x"
EVIL = f"""
@prefix id: <https://w3id.org/geokg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix kg: <https://w3id.org/geokg/ontology#> .
id:evil a kg:Person ; rdfs:label {" , ".join(f"{json.dumps(text)}@en" for text in HOSTILE)} ;
    kg:x {" , ".join(f"<{iri}>" for iri in [*NO_LINKS, LINK])} .
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = build(tmp_path_factory.mktemp("serve") / "out", EVIL)
    with served(folder, "--timeout", "5") as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = need("chromium", "install the Debian package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Open:
    """A page that is open, and everything it did that it should not."""

    page: Page
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def choose(self, name: str) -> None:
        self.page.click(f"li[data-name={name}] .question")

    def ask(self, sparql: str) -> None:
        self.page.evaluate("text => ask(text)", sparql)

    def rows(self, at_least: int = 1) -> list[list[str]]:
        """The cells of the answer, once it is there and has its names."""
        cells = self.page.locator(".answer tbody tr")
        expect(cells.nth(at_least - 1)).to_be_visible()
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function("() => !running")
        self.page.wait_for_timeout(150)
        return [row.locator("td").all_inner_texts() for row in cells.all()]


@pytest.fixture
def opened(chromium: Browser, server: Served) -> Iterator[Open]:
    """The query page; the test fails if it asked anybody else or complained."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", permissions=[]
    )
    seen = Open(context.new_page())
    watch(context, seen, server)
    seen.page.goto(server.url)
    expect(seen.page.locator(".question").first).to_be_visible()
    yield seen
    hacked = seen.page.evaluate("window.hacked")
    context.close()
    assert hacked is None
    assert seen.outside == []
    assert seen.complaints == []


def watch(context: BrowserContext, seen: Open, server: Served) -> None:
    def cut(route: Any) -> None:
        if route.request.url.startswith(server.url):
            route.continue_()
        else:
            seen.outside.append(route.request.url)
            route.abort()

    def listen(message: Any) -> None:
        if message.type in {"error", "warning"}:
            seen.complaints.append(message.text)

    context.route("**/*", cut)
    context.on("page", lambda other: seen.complaints.append(f"opened {other.url}"))
    seen.page.on("console", listen)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("dialog", lambda dialog: seen.complaints.append(dialog.message))


def test_the_page_says_what_it_is(opened: Open) -> None:
    page = opened.page
    assert page.inner_text("h1") == "out"
    assert "9 articles" in page.inner_text("#counts")
    assert page.locator(".question").count() >= 25
    assert page.get_attribute("#graph", "href") == "graph.html"
    assert page.locator("#editor .CodeMirror").is_visible()


def test_a_question_is_asked_by_a_click(opened: Open) -> None:
    opened.choose("actors")
    rows = opened.rows(3)
    assert "Russia" in {cell for row in rows for cell in row}
    assert "SELECT ?entity" in opened.page.evaluate("editor.getValue()")


def test_a_question_takes_names_in_any_language(opened: Open) -> None:
    page = opened.page
    opened.choose("arms-deliveries")
    everybody = len(opened.rows())
    page.fill("input[name=to]", "Russie")
    page.press("input[name=to]", "Enter")
    page.wait_for_function("() => editor.getValue().includes('id/RUS')")
    rows = opened.rows()
    assert rows
    assert {row[1] for row in rows} == {"Russia"}
    assert len(rows) <= everybody
    sparql = page.evaluate("editor.getValue()")
    assert sparql.startswith("# Who delivered arms to whom")
    assert "PREFIX kg: <https://w3id.org/geokg/ontology#>" in sparql


def test_a_name_that_is_unknown_is_told_beside_the_field(opened: Open) -> None:
    opened.choose("arms-deliveries")
    opened.rows()
    opened.page.fill("input[name=to]", "Rusie")
    opened.page.click("form .run")
    expect(opened.page.locator(".problem")).to_contain_text("Russie")
    assert "400" in opened.complaints.pop()  # the browser tells of every such answer


def test_french(opened: Open) -> None:
    page = opened.page
    opened.choose("arms-deliveries")
    opened.rows()
    page.click("#language")
    assert page.evaluate("document.documentElement.lang") == "fr"
    expect(page.locator("li.chosen .question")).to_have_text(
        "Qui a livré des armes à qui, et selon qui ?"
    )
    expect(page.locator(".answer tbody")).to_contain_text("Russie")
    assert page.inner_text("form label >> nth=0") == "de"
    assert page.inner_text(".select_answer") == "Réponse"
    page.reload()
    expect(page.locator("#run")).to_have_text("Exécuter")
    page.click("#language")
    expect(page.locator("#run")).to_have_text("Run")


def test_questions_are_found_by_their_words(opened: Open) -> None:
    page = opened.page
    page.fill("#search", "ARMS deliv")
    assert page.locator(".question").all_inner_texts() == [
        "Who delivered arms to whom, and according to whom?"
    ]
    page.fill("#search", "xyzzy")
    assert page.locator("#none").is_visible()


def test_from_an_actor_to_the_sentences(opened: Open) -> None:
    page = opened.page
    opened.ask("SELECT ?s { ?s a kg:State ; rdfs:label 'North Korea'@en }")
    assert opened.rows() == [["North Korea"]]
    page.click(".thing")
    expect(page.locator("thead")).to_contain_text("relation")
    rows = opened.rows(2)
    assert all("North Korea" in (row[1], row[3]) for row in rows)
    page.locator("tbody tr").first.locator(".opaque").click()
    expect(page.locator("thead")).to_contain_text("quote")
    assert len(opened.rows()[0][5]) > 20
    page.locator("tbody tr").first.locator(".opaque").click()
    expect(page.locator("thead")).to_contain_text("predicate")
    assert opened.rows(10)
    page.go_back()
    expect(page.locator("thead")).to_contain_text("quote")
    page.go_back()
    expect(page.locator("thead")).to_contain_text("relation")


def test_rows_are_sorted_filtered_and_shown_as_terms(opened: Open) -> None:
    page = opened.page
    opened.ask("SELECT ?s ?n { ?s a kg:State . BIND (STRLEN(STR(?s)) * 7 AS ?n) } ORDER BY ?s")
    names = [row[0] for row in opened.rows(10)]
    page.click("th:first-child button")
    assert [row[0] for row in opened.rows(10)] == sorted(names)
    page.click("th:first-child button")
    assert [row[0] for row in opened.rows(10)] == sorted(names, reverse=True)
    page.fill(".above input[type=search]", "corée")
    assert opened.page.inner_text(".told").startswith("0 of 10")
    page.fill(".above input[type=search]", "KOREA")
    assert sorted(row[0] for row in opened.rows(2)) == ["North Korea", "South Korea"]
    page.check(".terms input")
    page.fill(".above input[type=search]", "")
    assert "id:PRK" in {row[0] for row in opened.rows(10)}


def test_many_rows_come_bit_by_bit(opened: Open) -> None:
    opened.ask("SELECT * { ?s ?p ?o } LIMIT 1500")
    assert len(opened.rows(100)) == 100
    assert opened.page.inner_text(".told").startswith("1,500 rows")
    opened.page.click(".more")
    assert opened.page.locator("tbody tr").count() == 1100


def test_words_are_completed_from_the_graph(opened: Open) -> None:
    page = opened.page
    page.evaluate("editor.setValue('SELECT * {\\n ?s kg:quot'); editor.focus()")
    page.evaluate("editor.setCursor(1, 11)")
    page.keyboard.type("e")
    page.keyboard.press("Control+Space")
    hints = page.locator(".CodeMirror-hints li")
    expect(hints.first).to_have_text("kg:quote")
    assert "PREFIX kg: <https://w3id.org/geokg/ontology#>" in page.evaluate("editor.getValue()")


def test_an_error_is_shown_and_a_query_can_be_stopped(opened: Open) -> None:
    page = opened.page
    opened.ask("SELECT * {\n ?s ?p")
    expect(page.locator(".errorResult pre")).to_contain_text("line 2")
    opened.ask(ENDLESS)
    expect(page.locator("#run")).to_have_text("Stop")
    page.click("#run")
    expect(page.locator("#run")).to_have_text("Run")
    opened.ask(ENDLESS)
    expect(page.locator(".errorResult pre")).to_contain_text("5 seconds", timeout=15_000)
    opened.ask("ASK { ?s ?p ?o }")
    expect(page.locator(".booleanResult")).to_contain_text("True")
    told = [text for text in opened.complaints if "400" not in text and "422" not in text]
    assert told == []
    opened.complaints.clear()


@pytest.mark.parametrize("form", ["SELECT ?s ?p ?o { VALUES ?s { id:evil } ?s ?p ?o }",
                                  "DESCRIBE id:evil"])  # fmt: skip
def test_hostile_text_is_only_text(opened: Open, form: str) -> None:
    page = opened.page
    opened.ask(form)
    rows = opened.rows(len(HOSTILE))
    shown = {row[2] for row in rows}
    assert set(HOSTILE) <= shown
    assert shown >= {*NO_LINKS, LINK}
    assert page.locator(".answer").locator("img, script, iframe, svg, [onclick]").count() == 0
    hrefs = page.locator(".answer a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert LINK in hrefs
    assert all(href.startswith(("http://", "https://")) for href in hrefs)
    for link in page.locator(".answer a").all():
        assert link.get_attribute("rel") == "noopener noreferrer"
    page.check(".terms input")
    opened.rows(len(HOSTILE))
    page.click(".select_response")
    if page.get_by_text("Show all").is_visible():
        page.get_by_text("Show all").click()
    expect(page.locator(".yasr .CodeMirror").last).to_contain_text("onerror")
    page.wait_for_timeout(200)
    # As if a fault of ours had let an article write markup.
    page.evaluate("text => { document.querySelector('h1').innerHTML = text }", HOSTILE[0])
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in text for text in opened.complaints)
    opened.complaints.clear()


def test_a_query_in_the_address_is_asked(chromium: Browser, server: Served) -> None:
    context = chromium.new_context(locale="fr-FR")
    seen = Open(context.new_page())
    watch(context, seen, server)
    seen.page.goto(server.url + "#query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D")
    expect(seen.page.locator(".booleanResult")).to_be_visible()
    assert seen.page.inner_text("#language") == "English"
    assert (seen.outside, seen.complaints) == ([], [])
    context.close()


def test_every_control_has_a_name(opened: Open) -> None:
    opened.choose("arms-deliveries")
    opened.rows()
    nameless = opened.page.evaluate("""() => [...document.querySelectorAll(
        'button, input, summary, a')].filter(e => e.checkVisibility() && !(e.textContent.trim()
        || e.getAttribute('aria-label') || e.closest('label')?.textContent.trim()))
        .map(e => e.outerHTML)""")
    assert nameless == []


def test_the_graph_page_is_there(opened: Open) -> None:
    opened.page.click("#graph")
    expect(opened.page.locator("#network canvas")).to_be_visible()
    opened.page.evaluate("kgPage.selectNode('RUS')")
    assert opened.page.inner_text("#panel h2") == "Russia"
