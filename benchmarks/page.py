"""How soon graph.html can be used, beside plain pyvis with its default physics.

    python benchmarks/page.py [--limit 240]

Generated graphs of 300, 2,000 and 10,000 nodes: two ties a node to the best connected (Barabási and
Albert), 2.5 claims a tie, each with its sentence. Headless Chromium with the network cut opens the
page of kg, then the same graph by pyvis as people use it: its defaults, a node by name, an edge for
each two nodes. First frame: from the start of loading until the graph is drawn and answers, for
pyvis until its physics lets it be seen; pyvis is given up after --limit seconds. Memory is the
JavaScript heap after collecting garbage. An interaction is timed from the action to the second
frame after it (about 30 ms when nothing has to be done).
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import Browser, Page, Route, sync_playwright
from pyvis.network import Network

from kg import ontology, page
from kg.claims import claim_id
from kg.drawing import KINDS
from kg.model import Article, Claim, End, Entity, Span
from kg.statements import merge

SIZES = (300, 2_000, 10_000)
PER_TIE = 2.5
CLAIMS_OF_AN_ARTICLE = 8
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Both pages put what they have drawn into a global variable: that is when the clock is read.
WATCH = """
const usable = () => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.usableAfter = performance.now();
}));
const watch = (name, then) => Object.defineProperty(window, name, {
  configurable: true, get: () => undefined,
  set: (value) => {
    Object.defineProperty(window, name, {value, writable: true, configurable: true});
    then(value);
  },
});
watch('kgPage', usable);
watch('network', (network) => network.once('stabilizationIterationsDone', usable));
"""
ACTS = {
    "choose a node": "kgPage.selectNode(kgPage.data.nodes[kgPage.data.ranked[0]].id)",
    "choose a statement": "kgPage.selectEdge(kgPage.data.statements[7].id)",
    "search": "type('#search', 'an')",
    "hide a modality": "document.querySelector('#stances input[value=possible]').click()",
    "minimum confidence": "type('#sureness input', '0.8')",
    "from a day on": "choose('#from', '2024-06-01')",
    "show all": "document.getElementById('reset').click()",
    "ego view, 2 hops": "around(2)",
    "no ego view": "around(0)",
    "path": "location.hash = path()",
    "two actors": "document.querySelector('[data-view=pair]').click()",
    "table": "document.querySelector('[data-view=table]').click()",
    "contested": "document.querySelector('[data-view=contested]').click()",
    "network": "document.querySelector('[data-view=network]').click()",
    "French": "document.getElementById('language').click()",
    "draw all": "document.getElementById('draw-all').click()",
    "choose a node, all drawn": "kgPage.selectNode(kgPage.data.nodes[kgPage.data.ranked[3]].id)",
}
HELPERS = """
const told = (selector, value, event) => {
  const field = document.querySelector(selector);
  field.value = value;
  field.dispatchEvent(new Event(event, {bubbles: true}));
};
window.type = (selector, value) => told(selector, value, 'input');
window.choose = (selector, value) => told(selector, value, 'change');
window.around = (hops) => {
  if (hops) kgPage.selectNode(kgPage.data.nodes[kgPage.data.ranked.at(-1)].id);
  document.querySelector(`[data-hops='${hops}']`).click();
};
window.path = () => {
  const [one, other] = kgPage.data.ranked.slice(-2).map((id) => kgPage.data.nodes[id].id);
  return new URLSearchParams([['path', one], ['path', other]]).toString();
};
"""


@dataclass
class Seen:
    """What was measured of one page; None where it was given up."""

    made: float
    size: int
    usable: float | None = None
    heap: float | None = None
    acts: dict[str, float] = field(default_factory=dict)


def generated(count: int) -> tuple[list[Claim], dict[str, Entity]]:
    """A graph of ``count`` nodes; the same for the same count."""
    drawn, onto = random.Random(count), ontology.load()
    kinds, relations = sorted(KINDS), sorted(onto.relations)
    entities = {}
    for i in range(count):
        label = f"{drawn.choice(FIRST)} {drawn.choice(LAST)} {i}"
        entities[f"n{i}"] = Entity(f"n{i}", drawn.choice(kinds), label, (("en", label),))
    ties = sorted(nx.barabasi_albert_graph(count, 2, seed=count).edges)
    claims: list[Claim] = []
    while len(claims) < PER_TIE * len(ties):
        one, other = ties[len(claims)] if len(claims) < len(ties) else drawn.choice(ties)
        number = len(claims)
        claims.append(told(entities[f"n{one}"], drawn.choice(relations), entities[f"n{other}"],
                           number, drawn))  # fmt: skip
    return claims, entities


FIRST = ("Ana", "Boris", "Chen", "Dalia", "Emil", "Fatou", "Goran", "Hana", "Ivan", "Julia")
LAST = ("Council", "Ministry", "Andersson", "Party", "Okafor", "Group", "Petrov", "Agency")


def told(one: Entity, relation: str, other: Entity, number: int, drawn: random.Random) -> Claim:
    """A claim with a sentence of its own."""
    words = relation.replace("_", " ")
    text = f"{one.label} {words} {other.label}, officials said on the {number % 28 + 1}th."
    at = number // CLAIMS_OF_AN_ARTICLE
    article = Article(
        f"a{at}", "", "en", f"a{at}.txt", title=f"Report {at}", outlet=f"Outlet {at % 40}",
        url=f"https://news.example/{at}", published=date(2024, 1, 1) + timedelta(days=at % 700),
    )  # fmt: skip
    ends = [
        End(e.id, e.label, e.kind, e.label, begin, begin + len(e.label), "listed name")
        for e, begin in ((one, 0), (other, text.rindex(other.label)))
    ]
    modality = drawn.choice(("asserted", "asserted", "asserted", "planned", "possible"))
    polarity = drawn.choice(("affirmed",) * 9 + ("negated",))
    begin = number * 200
    return Claim(
        id=claim_id(article.id, begin, ends[0], relation, ends[1], polarity, modality),
        article=article, sentence=Span(text, 0, len(text)), subject=ends[0], relation=relation,
        object=ends[1], trigger=Span(words, text.index(words), text.index(words) + len(words)),
        polarity=polarity, modality=modality, confidence=round(drawn.uniform(0.5, 0.99), 2),
    )  # fmt: skip


def by_kg(claims: list[Claim], entities: dict[str, Entity]) -> str:
    onto = ontology.load()
    return page.render(
        merge(claims, onto.symmetric, onto.events), entities, families=onto.families,
        relation_labels={r.name: r.labels for r in onto.relations.values()},
        symmetric=onto.symmetric,
    )  # fmt: skip


def by_pyvis(claims: list[Claim], entities: dict[str, Entity]) -> str:
    network = Network(cdn_resources="in_line")
    for entity in entities.values():
        network.add_node(entity.id, label=entity.label)
    for one, other in sorted({(c.subject.id, c.object.id) for c in claims}):
        network.add_edge(one, other)
    return str(network.generate_html())


@contextmanager
def opened(browser: Browser, file: Path) -> Iterator[Page]:
    """A tab that opens ``file`` and reaches nothing else."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})

    def refuse(route: Route) -> None:
        if route.request.url.startswith(file.as_uri()):
            route.continue_()
        else:
            route.abort()

    context.set_offline(True)
    context.route("**/*", refuse)
    context.add_init_script(WATCH)
    tab = context.new_page()
    tab.goto(file.as_uri(), wait_until="commit")
    yield tab
    context.close()


def measure(browser: Browser, file: Path, made: float, limit: float, acts: bool) -> Seen:
    seen = Seen(made, file.stat().st_size)
    with opened(browser, file) as tab:
        seen.usable = usable(tab, limit)
        if seen.usable is not None:
            devtools = tab.context.new_cdp_session(tab)
            devtools.send("HeapProfiler.collectGarbage")
            metrics = devtools.send("Performance.enable") or devtools.send("Performance.getMetrics")
            heap: dict[str, Any] = {m["name"]: m["value"] for m in metrics["metrics"]}
            seen.heap = heap["JSHeapUsedSize"] / 1e6
        if acts:
            tab.evaluate(HELPERS)
            seen.acts = {name: timed(tab, act) for name, act in ACTS.items()}
    return seen


def usable(tab: Page, limit: float) -> float | None:
    """Seconds until the first usable frame, or None after ``limit``."""
    deadline = time.monotonic() + limit
    tab.set_default_timeout(limit * 1000)
    while time.monotonic() < deadline:
        time.sleep(0.05)
        try:
            if after := tab.evaluate("window.usableAfter"):
                return float(after) / 1000
        except Exception:
            return None
    return None


def timed(tab: Page, act: str) -> float:
    """Milliseconds from an action to the second frame after it."""
    took: float = tab.evaluate(
        f"async () => {{ const began = performance.now(); {act}; await {FRAMES};"
        " return performance.now() - began; }"
    )
    tab.wait_for_timeout(700)  # what the action set in motion is not the next one's time
    return took


def table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def shown(value: float | None, unit: str, limit: float) -> str:
    return f"not in {limit:.0f} s" if value is None else f"{value:.1f} {unit}"


def report(found: dict[int, tuple[Seen, Seen]], claims: dict[int, int], limit: float) -> str:
    """The measurements as two markdown tables."""
    rows = []
    for count, pages in found.items():
        for name, seen in zip(("kg", "plain pyvis"), pages, strict=True):
            rows.append([
                f"{count:,}", f"{claims[count]:,}" if name == "kg" else "", name,
                shown(seen.usable, "s", limit),
                "-" if seen.heap is None else f"{seen.heap:.0f} MB",
                f"{seen.size / 1e6:.2f} MB", f"{seen.size / count:.0f} kB", f"{seen.made:.1f} s",
            ])  # fmt: skip
    heads = ["nodes", "claims", "page", "first usable frame", "JS heap", "file",
             "file per 1,000 nodes", "made in"]  # fmt: skip
    acts = [[name, *(f"{pages[0].acts[name]:.0f} ms" for pages in found.values())] for name in ACTS]
    counts = [f"{count:,} nodes" for count in found]
    return f"{table(heads, rows)}\n\n{table(['interaction', *counts], acts)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--limit", type=float, default=240, help="seconds a page is waited for")
    limit = parser.parse_args().limit
    path = shutil.which("chromium") or sys.exit("chromium is not installed")
    found, told_of = {}, {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for count in SIZES:
            claims, entities = generated(count)
            told_of[count] = len(claims)
            pages = []
            for name, make in (("kg", by_kg), ("pyvis", by_pyvis)):
                begin = time.perf_counter()
                file = Path(folder) / f"{name}-{count}.html"
                file.write_text(make(claims, entities), encoding="utf-8")
                made = time.perf_counter() - begin
                browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
                pages.append(measure(browser, file, made, limit, acts=name == "kg"))
                browser.close()
            found[count] = (pages[0], pages[1])
    print(report(found, told_of, limit))


if __name__ == "__main__":
    main()
