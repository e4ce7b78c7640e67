"""The documents show what kg really answers."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from rdflib import Graph

import kg
from kg import claims as claim_io
from kg import corrections, entities, gazetteer, ontology, pipeline
from kg.cli import cli
from kg.correcting import apply
from kg.questions import questions
from kg.terms import VOCABULARIES, Names

ROOT = Path(__file__).resolve().parent.parent


def readme() -> ModuleType:
    """docs/readme.py, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("readme", ROOT / "docs" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of ``make demo``, by the real models."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        pipeline.build(["seeds/articles"], folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("path", readme().DOCUMENTS, ids=lambda path: path.name)
def test_a_document_shows_the_real_answers(path: Path, build: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert readme().rendered(text, build) == text, "run `make docs`"


@pytest.mark.slow
def test_the_corrections_of_the_readme_mend_the_demo(build: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"<!-- corrections -->\n```csv\n(.*?)```", text, flags=re.DOTALL)
    noted = corrections.parse(lines, ontology.load().kinds)
    claims, known = claim_io.read(build / "claims.jsonl"), entities.read(build / "entities.jsonl")
    done = apply(noted, claims, known, gazetteer.load().entities)
    assert noted.lines
    assert done.unused == (), "kg reads it otherwise now: show another line in the README"


@pytest.mark.slow
def test_the_edges_of_the_readme_are_in_the_graph(build: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (edges,) = re.findall(r"```turtle\n(.*?)```", text, flags=re.DOTALL)
    prefixes = {**VOCABULARIES, **Names().prefixes}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())
    shown = set(Graph().parse(data=head + edges, format="turtle"))
    assert shown
    assert shown <= set(kg.open(build))


def test_every_named_query_is_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert {name for name in questions() if f"`{name}`" not in changelog} == set()


def commands() -> list[str]:
    """Every ``kg`` command in a shell block of the README and the documents."""
    found = []
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        blocks = re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        lines = [line for block in blocks for line in block.splitlines()]
        found += [line for line in lines if line.startswith("kg ")]
    return list(dict.fromkeys(found))


NEEDS_A_SERVER = ("kg link ", "kg push ", "kg serve ", "kg query http", "kg export http")
"""What the tests of the Wikidata client, push, serve and endpoints try on real servers."""


def test_there_are_commands_to_run() -> None:
    assert len(commands()) > 30


@pytest.mark.slow
@pytest.mark.parametrize("command", [c for c in commands() if not c.startswith(NEEDS_A_SERVER)])
def test_a_command_of_the_documents_runs(
    command: str, build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(build, tmp_path / "out")
    shutil.copytree(ROOT / "seeds" / "articles", tmp_path / "my-articles")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, shlex.split(command, comments=True)[1:])
    assert result.exit_code == 0, result.output
    empty = {"corrections", "disputed"} & set(command.split())
    if command.startswith("kg query out ") and not empty:
        assert len(result.stdout.splitlines()) > 2
