"""Every recipe of CONTRIBUTING.md works as it is written."""

from __future__ import annotations

import csv
import re
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from kg import check, export, gazetteer, language, ontology, pipeline, resources
from kg.export import FORMATS
from kg.model import Claim
from kg.ontology import Ontology
from kg.terms import KG
from kg.triggers import Pattern, Slot, verb_pattern

GUIDE = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
(BLOCK,) = re.findall(r"```turtle\n(.*?)```", GUIDE, flags=re.DOTALL)
NEW = "penalises"


@pytest.fixture
def guided(tmp_path: Path) -> Ontology:
    """The shipped classes and words with one relation: the block of the guide, renamed."""
    for name in ("core.ttl", "words.ttl"):
        shutil.copy(resources.ONTOLOGY / name, tmp_path)
    shipped = (resources.ONTOLOGY / "relations.ttl").read_text(encoding="utf-8")
    prefixes = "\n".join(line for line in shipped.splitlines() if line.startswith("@prefix"))
    block = textwrap.dedent(BLOCK).replace("kg:sanctions", f"kg:{NEW}")
    (tmp_path / "relations.ttl").write_text(f"{prefixes}\n{block}", encoding="utf-8")
    return ontology.load(tmp_path)


@pytest.fixture
def read(
    guided: Ontology, frozen: None, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, str], list[Claim]]:
    """Reads a frozen text with the guide's relation alone."""
    del frozen
    monkeypatch.setattr(ontology, "load", lambda: guided)
    return pipeline.extract_text


def test_the_relation_of_the_guide_is_found(
    guided: Ontology, read: Callable[[str, str], list[Claim]]
) -> None:
    assert {e.lang for e in guided.examples} == {"en", "fr"}
    for example in guided.examples:
        assert example.subject is not None
        assert example.object is not None
        (claim,) = read(example.text, example.lang)
        assert claim.relation == NEW
        assert claim.subject.text in example.text[slice(*example.subject)]
        assert claim.object.text in example.text[slice(*example.object)]


@pytest.mark.xfail(
    strict=True, reason="what is lifted is read as imposed unless a relation says lift"
)
def test_the_counter_example_of_the_guide_is_not_found(
    guided: Ontology, read: Callable[[str, str], list[Claim]]
) -> None:
    assert guided.counter_examples
    assert [c for e in guided.counter_examples for c in read(e.text, e.lang)] == []


def test_the_guide_names_every_term_of_a_block() -> None:
    graph = Graph().parse(resources.ONTOLOGY / "relations.ttl")
    relations = set(graph.subjects(RDF.type, KG.Relation))
    terms = {p for s, p in graph.subject_predicates() if s in relations}
    terms |= {o for s, p, o in graph if s in relations and p == RDF.type}
    named = set(re.findall(r"kg:\w+", GUIDE))
    used = {f"kg:{str(t).removeprefix(str(KG))}" for t in terms if str(t).startswith(str(KG))}
    assert used <= named
    table = GUIDE[GUIDE.index("| line | meaning |") : GUIDE.index("### The trigger notation")]
    assert set(re.findall(r"^ +\| (`.*?`) \|", table, flags=re.MULTILINE))
    in_table = set(re.findall(r"kg:\w+", table))
    assert in_table <= used


def rows() -> list[tuple[str, str, str]]:
    """(trigger, subject, object) of the guide's table, alternatives of a cell apart."""
    table = GUIDE[GUIDE.index("| trigger | subject") : GUIDE.index("- `a|b` are alternatives")]
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in table.splitlines()[2:] if line]
    return [
        (trigger.replace("\\|", "|"), subject.strip(), object_.strip())
        for triggers, subject, object_ in cells
        for trigger in re.findall(r"`(.*?)`", triggers)
    ]


def placed(words: str, pattern: Pattern, trigger: str) -> Slot:
    """Where a cell of the table says that an end stands."""
    if words in ("subject of the verb", "whoever is so"):
        return Slot("subject")
    if words == "direct object":
        return Slot("object")
    if preposition := re.match(r"what follows \*(\w+)\*", words):
        assert preposition[1] in trigger
        return Slot("oblique", (preposition[1],))
    last = trigger.removesuffix("{}").split()[-1]
    assert words.startswith("what"), pattern
    return Slot("oblique", tuple(last.split("|")))


@pytest.mark.parametrize(("trigger", "subject", "object_"), rows())
def test_a_trigger_of_the_guide_means_what_the_guide_says(
    trigger: str, subject: str, object_: str
) -> None:
    lang = "fr" if re.search(r"\bse\b|être|mettre", trigger) else "en"
    pattern = verb_pattern("r", trigger, language.load(lang))
    assert pattern.subject == placed(subject, pattern, trigger)
    assert pattern.object == placed(object_, pattern, trigger)


def with_row(folder: Path, **cells: str) -> Path:
    """A copy of the names with one person more."""
    names = folder / "entities"
    shutil.copytree(resources.ENTITIES, names)
    with (names / "people.csv").open(encoding="utf-8", newline="") as lines:
        columns = next(csv.reader(lines))
    with (names / "people.csv").open("a", encoding="utf-8", newline="") as lines:
        csv.DictWriter(lines, columns).writerow(cells)
    return names


def test_a_new_row_is_a_name_in_any_text(tmp_path: Path) -> None:
    names = with_row(
        tmp_path, id="zola-quux", en="Zola Quux", fr="Zola Quux", names="ZQX|Zoła Kwuks",
        weak="Quux", source="curated",
    )  # fmt: skip
    loaded = gazetteer.load(names)
    text = "ZOLA QUUX, Zola Kwuks and ZQX met Quux, not zqx."
    found = [(m.names[0].strong, text[m.start : m.end]) for m in loaded.find(text, "en")]
    assert found == [
        (True, "ZOLA QUUX"), (True, "Zola Kwuks"), (True, "ZQX"), (False, "Quux"),
    ]  # fmt: skip


def test_a_strong_name_that_is_taken_is_a_fault(tmp_path: Path) -> None:
    names = with_row(tmp_path, id="zola-quux", en="Zola Quux", names="Xi Jinping")
    faults = gazetteer.faults(gazetteer.load(names))
    assert faults == ["strong name 'xi jinping' denotes xi-jinping and zola-quux"]


@pytest.fixture
def lang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the language files."""
    folder = tmp_path / "lang"
    shutil.copytree(resources.LANG, folder)
    monkeypatch.setattr(resources, "LANG", folder)
    return folder


def test_a_copy_of_the_template_is_a_language(lang: Path, guided: Ontology, tmp_path: Path) -> None:
    template = (lang / "template.toml").read_text(encoding="utf-8")
    (lang / "qq.toml").write_text(template.replace('code = "xx"', 'code = "qq"'), encoding="utf-8")
    assert "qq" in language.available()
    assert language.load("qq").code == "qq"
    path = tmp_path / "relations.ttl"
    text = path.read_text(encoding="utf-8").replace('"sanction"@en', '"sanction"@en , "zak"@qq')
    path.write_text(text, encoding="utf-8")
    ontology.load.cache_clear()
    assert [p.relation for p in ontology.load(tmp_path).patterns["qq"]["zak"]] == [NEW]
    assert "qq" not in guided.patterns


def test_check_lists_all_faults_of_a_new_language(lang: Path) -> None:
    template = (lang / "template.toml").read_text(encoding="utf-8")
    wrong = re.sub(r"(?m)^negators\b", "negatrs", template).replace("models = []", 'models = ""')
    (lang / "qr.toml").write_text(wrong, encoding="utf-8")
    assert check.run() == [
        "qr.toml: models must be a list",
        "qr.toml: [stance] lacks negators",
        "qr.toml: [stance] has unknown negatrs",
    ]


def test_a_new_format_is_one_function_and_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = Graph()
    graph.add((URIRef("x:a"), URIRef("x:b"), Literal("c")))
    monkeypatch.setitem(FORMATS, "count", lambda g: f"{len(g)}\n".encode())
    assert export.write("count", graph) == b"1\n"
