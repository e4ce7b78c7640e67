"""What one takes along from graph.html: citations, Turtle, SPARQL and corrections that apply."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from rdflib import Graph

from kg import claims, corrections, models, ontology, parse, pipeline
from kg.model import Merge
from tests import browser, freeze, sample
from tests.browser import Open
from tests.conftest import ARTICLES
from tests.pages import render

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.chromium() as running:
        yield running


@pytest.fixture(scope="module")
def read_frozen() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse, "parse", freeze.thaw)
        patch.setattr(models, "model_version", freeze.model)
        yield


@pytest.fixture(scope="module")
def built(read_frozen: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a build from frozen parses, with its articles beside it."""
    del read_frozen
    folder = tmp_path_factory.mktemp("take")
    (folder / "articles").mkdir()
    for name, (lang, text) in ARTICLES.items():
        header = f'title: {name} "{lang}"\nsource: Outlet {name}\ndate: 2024-05-01\nlang: {lang}\n'
        (folder / "articles" / name).write_text(f"{header}\n{text}", encoding="utf-8")
    pipeline.build([str(folder / "articles")], folder / "out")
    return folder / "out"


@pytest.fixture
def opened(chromium: Browser, built: Path) -> Iterator[Open]:
    with browser.visit(chromium, built / pipeline.PAGE) as seen:
        yield seen


def rows(opened: Open) -> Any:
    return opened.page.evaluate("""() => kgPage.data.statements.map(s => ({
        id: s.id, claims: s.list.map(c => c.id), from: kgPage.data.nodes[s.from].id,
        to: kgPage.data.nodes[s.to].id, relation: kgPage.data.relations[s.relation].name}))""")


def test_turtle_that_is_copied_is_in_the_graph(opened: Open, built: Path) -> None:
    graph = Graph().parse(built / pipeline.GRAPH)
    for row in rows(opened):
        opened.edge(row["id"])
        opened.page.click("[data-do=turtle]")
        taken = Graph().parse(data=opened.copied(), format="turtle")
        assert len(taken) >= 4 + 9 * len(row["claims"])
        assert set(taken) <= set(graph), "nothing is told that graph.ttl does not tell"


def test_sparql_that_is_copied_finds_the_claims(opened: Open, built: Path) -> None:
    graph = Graph().parse(built / pipeline.GRAPH)
    for row in rows(opened):
        opened.edge(row["id"])
        opened.page.click("[data-do=sparql]")
        found = {str(answer[0]).rpartition("/")[2] for answer in graph.query(opened.copied())}
        assert found == set(row["claims"])


def test_sparql_of_a_node_finds_its_statements(opened: Open, built: Path) -> None:
    graph = Graph().parse(built / pipeline.GRAPH)
    opened.node("BRA")
    opened.page.click("[data-do=sparql]")
    wanted = sum("BRA" in (row["from"], row["to"]) for row in rows(opened))
    assert len(list(graph.query(opened.copied()))) == wanted > 1


def test_a_citation_says_who_where_and_when(opened: Open) -> None:
    row = next(row for row in rows(opened) if row["to"] == "YEM")
    opened.edge(row["id"])
    opened.page.click("[data-do=cite]")
    sure = opened.page.locator(".sure").evaluate("sure => sure.lastChild.data")
    assert opened.copied() == (
        'Outlet d.txt, “d.txt "fr"”, 1 May 2024: “Le Brésil a condamné l\'Iran et le Yémen.” '
        f"[kg: {row['claims'][0]}, affirmed, stated as fact, {sure}]"
    )


def corrected(opened: Open, to: Path) -> list[list[str]]:
    """The lines of the file that is downloaded."""
    with opened.page.expect_download() as download:
        opened.page.click("#panel .actions .action >> nth=0")
    assert download.value.suggested_filename == corrections.NAME
    download.value.save_as(to)
    return [*csv.reader(to.read_text(encoding="utf-8").splitlines())]


def test_corrections_that_are_downloaded_apply(opened: Open, built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(built, out)
    told = {(row["from"], row["to"]): row for row in rows(opened)}
    opened.edge(told["BRA", "IRN"]["id"])
    opened.page.locator("[data-do=drop]").first.click()
    opened.edge(told["BRA", "YEM"]["id"])
    opened.page.click("[data-do=end] summary")
    opened.choose("[data-do=end] .finder >> nth=1 >> input", "north korea")
    opened.node("POL")
    opened.page.click("[data-do=same] summary")
    opened.choose("[data-do=same] .finder >> input", "russia")
    assert opened.page.inner_text("#mends") == "Corrections 3"
    opened.page.click("#mends")
    opened.page.fill("[data-mend=author]", "Ann, B.")
    opened.page.locator("[data-mend=note]").first.fill('not "sold"')
    lines = corrected(opened, out / corrections.NAME)
    assert lines[0] == [*corrections.HEADER]
    assert [line[0] for line in lines[1:]] == ["drop-claim", "fix-end", "same-as"]
    assert lines[1][3:5] == ['not "sold"', "Ann, B."]
    read = corrections.read(out / corrections.NAME, ontology.load().kinds)
    assert len(read.lines) == 3
    report = pipeline.build([str(built.parent / "articles")], out)
    assert not report.unused
    after = {c.id: c for c in claims.read(out / pipeline.CLAIMS)}
    assert told["BRA", "IRN"]["claims"][0] not in after
    ends = {c.id: (c.subject.id, c.object.id) for c in after.values()}
    assert ("BRA", "PRK") in ends.values()
    assert ("POL", "PRK") in ends.values(), "the one that the file says is kept"
    assert not [pair for pair in ends.values() if "RUS" in pair or "YEM" in pair]


def test_the_newer_of_two_corrections_holds(opened: Open, tmp_path: Path) -> None:
    (row,) = [row for row in rows(opened) if row["to"] == "YEM"]
    opened.edge(row["id"])
    opened.page.click("[data-do=end] summary")
    for name in ("poland", "latvia"):
        opened.choose("[data-do=end] .finder >> nth=1 >> input", name)
    opened.page.click("#mends")
    lines = corrected(opened, tmp_path / "once.csv")
    assert [line[:3] for line in lines[1:]] == [["fix-end", row["claims"][0], "object=LVA"]]
    opened.edge(row["id"])
    opened.page.click("[data-do=drop]")
    for one, other in (("IRN", "russia"), ("RUS", "iran"), ("RUS", "russia")):
        opened.node(one)
        opened.page.click("[data-do=same] summary")
        opened.choose("[data-do=same] .finder >> input", other)
    opened.page.click("#mends")
    lines = corrected(opened, tmp_path / "twice.csv")
    assert [line[:3] for line in lines[1:]] == [
        ["drop-claim", row["claims"][0], ""], ["same-as", "IRN", "RUS"],
    ]  # fmt: skip
    assert corrections.read(tmp_path / "twice.csv", ontology.load().kinds).lines
    opened.page.locator("#panel .mends button").first.click()
    assert opened.page.inner_text("#mends") == "Corrections 1"


def test_names_that_were_joined_say_why_and_come_apart(chromium: Browser, tmp_path: Path) -> None:
    known = sample.sample_entities()
    merge = Merge("shoigu-s", "S. Shoigu", 0.91, "first and last name")
    known["sergei-shoigu"] = replace(known["sergei-shoigu"], merges=(merge,))
    file = tmp_path / "graph.html"
    file.write_text(render(entities=known), encoding="utf-8")
    with browser.visit(chromium, file) as seen:
        seen.node("sergei-shoigu")
        seen.page.click(".merges summary")
        assert "S. Shoigu: first and last name, 91%" in seen.page.inner_text(".merges")
        seen.page.click("[data-do=split]")
        seen.page.click("#mends")
        lines = corrected(seen, tmp_path / "corrections.csv")
        assert lines[1][:3] == ["not-same-as", "sergei-shoigu", "shoigu-s"]
    assert corrections.read(tmp_path / "corrections.csv", ontology.load().kinds).lines
