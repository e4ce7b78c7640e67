"""The documents say what is true: commands, links, options; and nothing of one machine."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kg import resources
from kg.cli import cli

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path
    for folder in ("", "docs", "ontology", "seeds", "benchmarks", "notebooks")
    for path in (ROOT / folder).glob("*.md")
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)\s]+)\)")
MACHINE = re.compile(r"(?<![\w.])/(?:work|home|root|tmp|opt|Users)/|file://|localhost:\d|index-url")

each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
each_command = pytest.mark.parametrize("name", sorted(cli.commands))


def anchors(path: Path) -> set[str]:
    """The anchors that a reader's browser finds in a document."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@each_document
def test_relative_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), f"{path.name}: {link}"
        assert not anchor or anchor in anchors(target), f"{path.name}: {link}"


@each_document
def test_documents_know_no_machine(path: Path) -> None:
    assert not MACHINE.findall(path.read_text(encoding="utf-8"))


@each_command
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`kg {name}" in README


@each_command
def test_every_command_and_option_has_help(name: str) -> None:
    command = cli.commands[name]
    assert command.help
    assert len(command.get_short_help_str(60)) < 60, "the first sentence is cut in `kg --help`"
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, option.name


@each_command
def test_every_option_of_a_command_is_in_its_readme_row(name: str) -> None:
    (row,) = [line for line in README.splitlines() if line.startswith(f"| `kg {name}")]
    for option in cli.commands[name].params:
        if isinstance(option, click.Option):
            assert any(f"{spelling}" in row for spelling in option.opts), option.opts


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    assert set(re.findall(r"^\| `kg (\w+)", README, flags=re.MULTILINE)) == set(cli.commands)


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, flags=re.MULTILINE))
        assert named <= targets, path.name


def test_the_readmes_two_commands_come_first() -> None:
    assert README.index("make demo") < README.index("make test") < README.index("## Use")


def test_the_example_header_is_that_of_a_shipped_article() -> None:
    example = README[README.index("title: ") : README.index("lang: fr")]
    shipped = [p.read_text(encoding="utf-8") for p in (resources.SEEDS / "articles").glob("*.txt")]
    assert any(text.startswith(example) for text in shipped)


def test_the_changelog_has_an_unreleased_part() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
