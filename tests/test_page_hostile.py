"""Articles of an enemy, read by the real models into a page: nothing executes, asks or breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from kg import pipeline
from tests import browser
from tests.browser import Open
from tests.pages import HOSTILE, data_of, hostile_page, render

pytestmark = pytest.mark.slow

RUN = "window.hacked=1"
NAMES = [
    f"Anna</script><script>{RUN}</script> Petrova",
    f'Boris <img src=x onerror="{RUN}"> Dolgov',
    f'<a href="javascript:{RUN}">Clara</a> Novak',
    f"javascript:{RUN}",
    "\u202eDolores\u202c \u2066Vance\u2069",
    "Ed\u200bu\u200dardo\ufeff Ruiz",
    f"{{{{7*7}}}} ${{{RUN}}} {{%x%}} {{{{ data }}}} Farkas",
    "Greta<!--<script> Holm",
    "]]>&lt;b&gt;Hugo&amp; Brandt",
    "__proto__ Ivanov",
    "constructor",
    f"<svg/onload={RUN}> Weber",
    f"'\"><iframe srcdoc='<script>parent.{RUN}</script>'> Costa",
    "Ka" + "ri" * 50_000 + " Lund",
]
TEXTS = {
    "en": (
        "President Emmanuel Macron met {} in Berlin on Monday. {} accused France of betraying "
        "Ukraine. France imposed sanctions on Russia after {} spoke. Russian Foreign Minister "
        "{} visited China. {} denied that Iran sold drones to Russia."
    ),
    "fr": (
        "Le président Emmanuel Macron a rencontré {} à Berlin lundi. {} a accusé la France. "
        "La France a sanctionné la Russie après {}. Le ministre russe des Affaires étrangères "
        "{} s'est rendu en Chine."
    ),
}
ELEMENTS = "document.querySelectorAll('script, img, iframe, link, object, embed, style').length"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as running:
        yield running


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a build of these articles by the installed models."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "articles").mkdir()
    for i, name in enumerate(NAMES):
        for lang, text in TEXTS.items():
            # Where an article may say something of itself, it says this.
            header = "".join(f"{key}: {name}\n" for key in ("title", "source", "author"))
            header += f"date: 2024-05-{i + 1:02}\nlang: {lang}\nurl: javascript:{RUN}//{i}{lang}\n"
            body = text.replace("{}", name)
            file = folder / "articles" / f"{i}-{lang}.txt"
            file.write_text(f"{header}\n{body}\n", encoding="utf-8")
    pipeline.build([str(folder / "articles")], folder / "out")
    return folder / "out" / pipeline.PAGE


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page whose every string is hostile, more than any article can reach."""
    file = tmp_path_factory.mktemp("made") / "graph.html"
    file.write_text(hostile_page(), encoding="utf-8")
    return file


def shown(data: Any) -> list[str]:
    return [node["label"] for node in data["nodes"]]


def test_the_enemy_reaches_the_page(built: Path) -> None:
    data = data_of(built.read_text(encoding="utf-8"))
    labels = shown(data)
    assert any("<script>" in label for label in labels)
    assert any(label.startswith("Kariri") and label.endswith("…") for label in labels)
    assert "Edu\u200dardo Ruiz" in labels, "joiners are letters' business"
    quotes = ["".join(text for text, _ in claim["quote"]) for claim in data["claims"]]
    for sign in ("</script>", "onerror", "javascript:", "${", "{{ data }}", "__proto__", "&lt;",
                 "srcdoc", "onload", "constructor"):  # fmt: skip
        assert any(sign in quote for quote in quotes), sign
    assert {article["title"] for article in data["articles"]} >= {NAMES[0], NAMES[1], NAMES[11]}
    assert not [article["url"] for article in data["articles"] if article["url"]]
    assert len(data["claims"]) > 60


@pytest.mark.parametrize("which", ["built", "made"])
def test_everything_is_shown_as_text(
    chromium: Browser, which: str, request: pytest.FixtureRequest
) -> None:
    file = request.getfixturevalue(which)
    data = data_of(file.read_text(encoding="utf-8", errors="surrogatepass"))
    with browser.visit(chromium, file) as seen:
        before = seen.page.evaluate(ELEMENTS)
        for told in data["statements"]:
            seen.edge(told["id"])
            quotes = seen.page.locator(".quote").all_text_contents()
            assert quotes == ["".join(text for text, _ in c["quote"]) for c in told["list"]]
            assert seen.page.locator("#panel a").count() == 0, "javascript: is no link"
            for details in seen.page.locator("#panel summary").all():
                details.click()
        for node in data["nodes"]:
            seen.node(node["id"])
            assert seen.page.text_content("#panel h2") == node["label"]
        for view in ("pair", "contested", "table", "network"):
            seen.view(view)
        use_everything(seen)
        assert seen.page.evaluate(ELEMENTS) == before
        assert seen.page.evaluate("window.hacked === undefined")
        assert seen.page.evaluate("Object.keys(Object.prototype).length + 1") == 1


def use_everything(seen: Open) -> None:
    """Searches, filters, copies, corrects, switches."""
    for text in [*NAMES, *HOSTILE]:
        seen.page.fill("#search", text.replace("\ud83d", "").replace("\x00", "")[:2000])
    seen.page.press("#search", "Escape")
    for box in ("families", "sureness", "outlets"):
        seen.page.click(f"#{box} summary")
    seen.page.locator("#outlets input").last.uncheck()
    assert seen.hidden_claims() > 0
    seen.page.click("#reset")
    seen.edge(seen.page.evaluate("kgPage.data.statements[0].id"))
    for act in ("cite", "turtle", "sparql", "drop"):
        seen.page.locator(f"#panel [data-do={act}]").first.click()
    seen.page.click("#mends")
    seen.page.click("#language")
    seen.page.click("#theme")
    seen.page.hover("#network")
    seen.settle()


def test_a_name_of_100_kb_does_not_hold_up(chromium: Browser, built: Path) -> None:
    with browser.visit(chromium, built) as seen:
        seen.page.click("#whole")
        took = seen.page.evaluate("""() => {
            const began = performance.now();
            kgPage.network.redraw();
            kgPage.selectNode(kgPage.data.nodes.find(node => node.label.startsWith('Kariri')).id);
            return performance.now() - began;
        }""")
        assert took < 2000
        widest = seen.page.evaluate(
            "Math.max(...kgPage.network.body.data.nodes.map(node => node.label.length))"
        )
        assert widest <= 120
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_cannot_be_seen_does_not_hide_a_name(chromium: Browser, built: Path) -> None:
    with browser.visit(chromium, built) as seen:
        seen.choose("#search", "eduardo")
        assert seen.heading() == "Edu\u200dardo Ruiz"


def test_a_link_from_an_enemy_is_only_a_view(chromium: Browser, built: Path) -> None:
    for text in ("#node=%3Cimg%20src=x%20onerror=alert(1)%3E", f"#view=javascript:{RUN}",
                 "#lang=%3Cscript%3E&nooutlet=%3C/script%3E", "#" + "x" * 50_000):  # fmt: skip
        with browser.visit(chromium, built, text) as seen:
            assert seen.page.evaluate("window.hacked === undefined")


def test_a_script_that_gets_in_does_not_run(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "graph.html"
    # As if a fault of ours had let an article write markup.
    hole = "<script>window.hacked = 1</script><img src='x:' onerror='window.hacked = 2'>"
    file.write_text(render([]).replace("<main>", hole + "<main>"), encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    seen = Open(page)
    seen.ready()
    assert page.evaluate("window.hacked === undefined")
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<b>x</b>'")
    page.close()
