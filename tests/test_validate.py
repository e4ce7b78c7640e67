"""The laws of a graph: true of the graphs of kg, each of them broken by something."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef

from kg import export, gazetteer, ontology, pipeline, rdf, resources, store, validate
from kg.cli import cli
from kg.errors import KgError
from kg.model import Article, Claim, Ref
from kg.statements import merge
from kg.terms import KG
from kg.validate import report as told
from tests.broken import ALSO, BROKEN
from tests.sample import sample_claims, sample_entities
from tests.tools import need

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
ONTOLOGY = ontology.load()
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in store.PREFIXES.items())
POLICIES = ("any", "asserted", "corroborated:2")


def graph(claims: list[Claim], policy: str = "asserted") -> ox.Store:
    """The graph of the claims as kg build makes it."""
    onto, listed = ONTOLOGY, gazetteer.load()
    merged = merge(claims, onto.symmetric, onto.events, supers=onto.supers)
    made = rdf.graph(
        merged, {**listed.entities, **sample_entities()}, ontology=onto, policy=policy,
        offices=listed.offices,
    )  # fmt: skip
    return store.of(made)


def varied() -> list[Claim]:
    """Claims of four articles, with everything that a claim can tell."""
    claims = [c for c in sample_claims() if c.article.id[-1] in "1247"]
    (bought,) = [c for c in claims if c.quantity == "hundreds"]
    rus, irn = bought.subject, bought.object
    denial = replace(
        bought, id="denial", relation="buys_from", polarity="negated", quantity=None, item=None,
        subject=replace(rus, rule="listed name", over=Ref("pyongyang", "Pyongyang", "Place")),
        attributed_to=Ref("RUS", "Russia", "State"), corrections=("polarity: A. Reader",),
    )  # fmt: skip
    figure = replace(bought, id="figure", quantity="200 drones", via=Ref(irn.id, irn.label))
    return [*claims, denial, figure]


def texts(claims: list[Claim]) -> list[Article]:
    return list({c.article.id: c.article for c in claims}.values())


CLAIMS = varied()
VARIED = graph(CLAIMS)


def broken(triples: ox.Store, articles: list[Article] | None = None) -> set[str]:
    """The names of the laws that a graph breaks."""
    found = validate.check(triples, articles or ())
    return {violation.law.name for violation in found.violations}


def mutated(law: str) -> ox.Store:
    changed = ox.Store()
    changed.bulk_extend(VARIED)
    before = set(changed)
    changed.update(PREFIXES + BROKEN[law])
    assert set(changed) != before, "the case changes nothing"
    return changed


def test_every_law_has_a_case_that_breaks_it() -> None:
    assert {law.name for law in validate.laws()} == BROKEN.keys()


@pytest.mark.parametrize("law", sorted(BROKEN))
def test_a_law_is_broken_and_no_other(law: str) -> None:
    in_texts = law in {"QuoteInText", "TextHashed"}
    assert broken(mutated(law), texts(CLAIMS) if in_texts else None) == {law} | ALSO.get(law, set())


@pytest.mark.parametrize("policy", POLICIES)
def test_the_sample_breaks_none_under_any_policy(policy: str) -> None:
    for claims in (sample_claims(), CLAIMS):
        assert broken(graph(claims, policy), texts(claims)) == set()


def test_every_law_is_told_in_both_languages_with_what_to_do() -> None:
    for law in validate.laws():
        assert law.words.keys() == law.fix.keys() == {"en", "fr"}, law.name
        assert all(words.endswith(".") for words in (*law.words.values(), *law.fix.values()))
    said = Counter(words for law in validate.laws() for words in law.words.values())
    assert not [words for words, times in said.items() if times > 1]


def test_every_property_of_the_graph_has_a_law() -> None:
    """The values of each have a law of their own; what leads to things has TermRange."""
    terms = store.graph(store.load(resources.ONTOLOGY / "core.ttl"))
    shapes = validate.shapes()
    told_of = {
        path for shape in shapes.subjects(SH.path) for path in shapes.objects(shape, SH.path)
    }
    told_of |= set(shapes.objects(None, SH.targetSubjectsOf))
    queries = " ".join(map(str, shapes.objects(None, SH.select)))
    for term in terms.subjects(RDF.type, OWL.DatatypeProperty):
        name = str(term).removeprefix(str(KG))
        assert term in told_of or f"kg:{name}" in queries.replace("|", " ").split(), name
    for term in terms.subjects(RDF.type, OWL.ObjectProperty):
        assert str(terms.value(term, RDFS.range)).startswith(str(KG)), term


@pytest.fixture
def out(articles: Path, tmp_path: Path) -> Path:
    """A build from frozen parses."""
    pipeline.build([str(articles)], tmp_path / "out")
    return tmp_path / "out"


def kg(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["validate", *map(str, args)])


def spoil(out: Path, update: str) -> None:
    """Change the graph.ttl of a build by SPARQL Update."""
    triples = Graph().parse(out / store.GRAPH_FILE)
    triples.update(PREFIXES + update)
    (out / store.GRAPH_FILE).write_bytes(export.turtle(triples))


FOREIGN = """
    DELETE { ?x kg:confidence ?y } INSERT { ?x kg:confidence 7.5 }
    WHERE { ?x kg:item "shells" ; kg:confidence ?y }
"""


def test_a_lawful_build_is_told_in_one_line(out: Path) -> None:
    for target, texts_ in ((out, ", 4 texts"), (out / store.GRAPH_FILE, "")):
        result = kg(target)
        assert (result.exit_code, result.stdout) == (0, "")
        (line,) = result.stderr.splitlines()
        assert line.startswith(f"All {len(BROKEN)} laws hold: ")
        assert line.endswith(f" triples{texts_}.")
    assert kg(out, "--format", "json").stdout == ""
    report = Graph().parse(data=kg(out, "--format", "turtle").stdout)
    assert set(report.objects(None, SH.conforms)) == {Literal(True)}


def test_a_broken_law_is_told_with_its_claims(out: Path) -> None:
    spoil(out, FOREIGN)
    result = kg(out, "--lang", "fr")
    assert result.exit_code == 1
    head, *lines, fix = result.stdout.splitlines()
    assert (
        head
        == "Une affirmation a une seule confiance, de 0 à 1. [ClaimConfidence, enfreinte par 2]"
    )
    assert fix.startswith("  → Refaites le graphe avec kg build.")
    assert any(line.startswith("  claim:c-") and line.endswith(": 7.5") for line in lines)
    assert "    Russie —achète des munitions à→ Corée du Nord" in lines
    (quote,) = [line for line in lines if "North Korea sold shells" in line]
    assert quote.endswith("c.txt)")
    assert result.stderr.startswith(f"Error: laws broken: 1 of {len(BROKEN)} (")


def test_violations_as_data(out: Path) -> None:
    spoil(out, FOREIGN)
    rows = [json.loads(line) for line in kg(out, "--format", "json").stdout.splitlines()]
    assert {row["law"] for row in rows} == {"ClaimConfidence"}
    assert {row["value"] for row in rows} == {"7.5"}
    assert {row["about"]["relation"] for row in rows} == {"buys munitions from"}
    written = [kg(out, "--format", "turtle").stdout for _ in range(2)]
    assert written[0] == written[1]
    result = Graph().parse(data=written[0])
    assert set(result.objects(None, SH.conforms)) == {Literal(False)}
    assert len(set(result.objects(None, SH.focusNode))) == len(rows) == 2
    assert set(result.objects(None, SH.resultPath)) == {KG.confidence}
    assert set(result.objects(None, SH.sourceShape)) == {URIRef(f"{validate.LAWS}#ClaimConfidence")}


def test_paths_of_several_steps_are_in_the_report() -> None:
    found = validate.check(mutated("StatementBacked"))
    result = Graph().parse(data=told.turtle(found))
    (path,) = set(result.objects(None, SH.resultPath))
    assert result.value(path, SH.inversePath) == KG.statement


def test_quotes_are_held_against_the_texts_of_the_build(out: Path) -> None:
    spoil(out, BROKEN["QuoteInText"])
    assert "[QuoteInText, broken by 1]" in kg(out).stdout
    assert kg(out / store.GRAPH_FILE).exit_code == 0, "a file has no texts"


def test_an_edge_is_told_in_full() -> None:
    lines = list(told.text(validate.check(mutated("EdgeBacked")), "en"))
    assert lines[1] == "  id:RUS  Russia: Russia leads Iran"


def test_a_long_report_is_cut() -> None:
    triples = store.of(store.graph(VARIED))
    triples.update(PREFIXES + "DELETE WHERE { ?x kg:confidence ?y }")
    lines = list(told.text(validate.check(triples), "en"))
    claims = len(CLAIMS)
    assert lines[0].endswith(f"[ClaimConfidence, broken by {claims}]")
    assert lines[-2] == f"  … {claims - told.AT_MOST} more"
    assert len([line for line in lines if line.startswith("  claim:")]) == told.AT_MOST


def test_hostile_values_neither_stop_it_nor_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.ttl"
    meets, label = KG["meets"].n3(), RDFS.label.n3()
    path.write_text(
        f'<urn:x> {meets} "a <b> \\u001B[2J {{?value}}" .\n_:b {meets} <urn:x> .\n'
        f"{meets} <{RDFS.subPropertyOf}> <https://w3id.org/geokg/claimed#meets> .\n"
        f'<urn:x> {label} "\\u001B[31m\\u202E" .\n<urn:x> a {KG.Claim.n3()} .\n',
        encoding="utf-8",
    )
    for fmt in ("table", "json"):
        result = kg(path, "--format", fmt)
        assert result.exit_code == 1
        assert not set("\x1b\u202e") & set(result.stdout)
    assert len(Graph().parse(data=kg(path, "--format", "turtle").stdout))


def test_what_cannot_be_validated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for target, line in ((tmp_path, "no graph.ttl in it"), (tmp_path / "a.ttl", "No such file")):
        result = kg(target)
        assert result.exit_code == 1
        assert line in result.stderr
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(KgError, match=r"not installed \(pip install 'geokg\[shacl\]'\)"):
        validate.check(VARIED)


@pytest.mark.slow
def test_plain_pyshacl_says_the_same(tmp_path: Path) -> None:
    program = need("pyshacl", "pip install 'geokg[shacl]'")
    beside = [str(resources.ONTOLOGY / file) for file in ontology.FILES]
    for law, with_ontology in (
        (None, []),
        (None, beside),
        ("EdgeBacked", []),
        ("TermKnown", beside),
    ):
        path = tmp_path / f"{law}.ttl"
        path.write_bytes(export.turtle(store.graph(mutated(law) if law else VARIED)))
        shapes = ["-s", str(resources.ONTOLOGY / "shapes.ttl")]
        command = [str(program), *shapes, str(path), *with_ontology]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == (1 if law else 0), done.stdout + done.stderr
        assert not law or f"shape:{law}" in done.stdout


DEV = Path(__file__).resolve().parent.parent.parent / "shared" / "dev" / "ntrex" / "parallel.tsv"


@pytest.mark.slow
def test_the_graph_of_dev_texts_breaks_no_law(tmp_path: Path) -> None:
    if not DEV.exists():
        pytest.skip("the dev texts are not here")
    for line in DEV.read_text(encoding="utf-8").splitlines()[1:]:
        name, _, english, french = line.split("\t")
        for lang, text in (("en", english), ("fr", french)):
            with (tmp_path / f"{name}.{lang}.txt").open("a", encoding="utf-8") as file:
                file.write(text + "\n")
    pipeline.build([str(tmp_path)], tmp_path / "out", published=date(2019, 1, 1))
    found = validate.validate(tmp_path / "out")
    assert found.triples > 1000
    assert not found.violations, "\n".join(told.text(found, "en"))
