"""What scripts rely on: the lines of claims.jsonl, the exit codes, and what stays of a build."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg import claims, export, language, pipeline
from kg.cli import cli
from kg.isotime import precision
from kg.read import Extracted
from tests import freeze

Extract = Callable[..., Extracted]
TEXT = "Poland sold tanks and shells to Latvia."
SPAN = {"text": str, "start": int, "end": int}
REF = {"id": str, "label": str, "kind": str}
END = {"id": str, "label": str, "kind": str, **SPAN, "rule": str, "over": (REF, None)}
WHEN = {"text": str, "from": (str, None), "to": (str, None)}
ARTICLE = {
    "id": str, "source": str, "title": (str, None), "outlet": (str, None), "url": (str, None),
    "published": (str, None), "lang": str, "author": (str, None), "body_start": int,
}  # fmt: skip
CLAIM = {
    "id": str, "article": ARTICLE, "lang": str, "sentence": SPAN, "subject": END,
    "relation": str, "object": END, "polarity": str, "modality": str,
    "attributed_to": (REF, None), "when": (WHEN, None), "where": (REF, None),
    "item": (str, None), "quantity": (str, None), "via": (REF, None), "confidence": float,
    "extractor": str, "trigger": SPAN, "corrections": list,
}  # fmt: skip


def misfits(value: Any, shape: Any, path: str = "claim") -> list[str]:
    """Where a JSON value has not the shape: wrong keys (or their order), types or nulls."""
    if isinstance(shape, tuple):
        return [] if value is None else misfits(value, shape[0], path)
    if isinstance(shape, dict):
        if not isinstance(value, dict) or list(value) != list(shape):
            return [path]
        return [m for key in shape for m in misfits(value[key], shape[key], f"{path}.{key}")]
    return [] if type(value) is shape else [path]


def every_claim(extracted: Extract) -> list[dict[str, Any]]:
    """The claims of all frozen texts, with and without a day of publication, as JSON."""
    return [
        json.loads(json.dumps(claims.to_json(claim)))
        for lang in language.available()
        for text in freeze.texts(lang)
        for published in (None, date(2024, 5, 1))
        for claim in extracted(text, lang, published).claims
    ]


def test_every_claim_has_exactly_the_keys_of_the_contract(extracted: Extract) -> None:
    found = every_claim(extracted)
    assert {m for claim in found for m in misfits(claim, CLAIM)} == set()
    for key in ("attributed_to", "when", "where", "item", "quantity", "via"):
        assert {claim[key] is None for claim in found} == {True, False}, key


def test_polarity_and_modality_have_the_words_of_the_contract(extracted: Extract) -> None:
    found = every_claim(extracted)
    assert {c["polarity"] for c in found} == {"affirmed", "negated"}
    assert {c["modality"] for c in found} == {"asserted", "planned", "possible"}


def test_every_time_is_one_that_can_be_read_again(extracted: Extract) -> None:
    times = {
        claim["when"][key]
        for claim in every_claim(extracted)
        if claim["when"]
        for key in ("from", "to")
    } - {None}
    assert times
    assert [time for time in sorted(times) if precision(time) is None] == []


def test_what_a_build_wrote_is_read_again(articles: Path, tmp_path: Path) -> None:
    pipeline.build([str(articles)], tmp_path / "out")
    path = tmp_path / "out" / pipeline.CLAIMS
    assert claims.dump(claims.read(path)) == path.read_bytes()


# The command line, with frozen parses behind it


def run(*args: object, stdin: bytes | None = None) -> Result:
    """What the command does; an error that it does not turn into a line is raised here."""
    return CliRunner().invoke(cli, [str(a) for a in args], input=stdin, catch_exceptions=False)


def files(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()}


def test_a_build_of_readable_articles_exits_with_0(articles: Path, tmp_path: Path) -> None:
    result = run("build", articles, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("Read 4 articles, 5 sentences, with ")


def test_an_article_from_standard_input(frozen: None, tmp_path: Path) -> None:
    del frozen
    result = run("build", "-", "-o", tmp_path / "out", "--lang", "en", stdin=TEXT.encode())
    assert result.exit_code == 0
    (first, *_) = claims.read(tmp_path / "out" / pipeline.CLAIMS)
    assert first.article.source == "-"


def test_latin_1_is_read(frozen: None, tmp_path: Path) -> None:
    del frozen
    text = "La Pologne a vendu des chars et des obus à la Lettonie."
    (tmp_path / "old.txt").write_bytes(text.encode("latin-1"))
    assert run("build", tmp_path / "old.txt", "-o", tmp_path / "out").exit_code == 0
    found = claims.read(tmp_path / "out" / pipeline.CLAIMS)
    assert {c.object.text for c in found} == {"Pologne"}
    assert {c.sentence.text for c in found} == {text}


BAD = {
    "empty": (b"", "no text"),
    "blank": (b" \n\t\n", "no text"),
    "header alone": (b"title: Nothing\nlang: en\n\n", "no text after the header"),
    "binary": (bytes(range(256)) * 40, "not a text file: it holds NUL bytes"),
    "one long line": (b"Poland sold tanks. " * 270_000, "a line longer than 1,000,000 characters"),
    "unknown language": (
        b"Der Bundeskanzler reiste gestern nach Warschau und sprach dort mit der Presse.",
        "no language file for 'de'",
    ),
    "language not told": (b"lang: sw\n\nHabari za leo", "no language file for 'sw'"),
    "no language": (b"12 34 56", "its language is not clear"),
    "wrong date": (b"date: soon\nlang: en\n\n" + TEXT.encode(), "the header's date is 'soon'"),
}


def skipped(result: Result) -> list[str]:
    """The lines of standard error that say what was skipped."""
    return [line for line in result.stderr.splitlines() if line.startswith("  ")]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_alone_exits_with_1_and_one_line(
    name: str, frozen: None, tmp_path: Path
) -> None:
    del frozen
    content, reason = BAD[name]
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    result = run("build", path, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = skipped(result)
    assert line.startswith(f"  {path}: {reason}")
    assert result.stderr.endswith("Error: no article could be read\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_among_good_ones_exits_with_3_and_costs_none_of_them(
    name: str, articles: Path, tmp_path: Path
) -> None:
    run("build", articles, "-o", tmp_path / "good")
    (articles / "bad.txt").write_bytes(BAD[name][0])
    result = run("build", articles, "-o", tmp_path / "both")
    assert result.exit_code == 3
    assert len(skipped(result)) == 1
    for file in (pipeline.CLAIMS, pipeline.GRAPH):
        assert files(tmp_path / "both")[file] == files(tmp_path / "good")[file]
    report = json.loads(files(tmp_path / "both")[pipeline.REPORT])
    assert [s["source"] for s in report["skipped"]] == [str(articles / "bad.txt")]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("nowhere.txt", "cannot be read: no such file or directory"),
        ("pictures", "no article in this directory"),
        ("", "cannot be read: no such file or directory"),
    ],
)
def test_a_path_without_articles_exits_with_1(
    source: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    result = run("build", source, "-o", "out")
    assert result.exit_code == 1
    assert skipped(result)[0].startswith(f"  {source}: {reason}")


def test_a_language_kg_does_not_have_exits_with_2(articles: Path, tmp_path: Path) -> None:
    result = run("build", articles, "-o", tmp_path / "out", "--lang", "de")
    assert result.exit_code == 2
    assert "there is no language 'de'; there are en, fr" in result.stderr


@pytest.mark.parametrize("bad", ["nowhere.txt", "empty.txt"])
def test_where_nothing_could_be_read_the_last_build_stays(
    bad: str, articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run("build", articles, "-o", out)
    before = files(out)
    (tmp_path / "empty.txt").touch()
    assert run("build", tmp_path / bad, "-o", out).exit_code == 1
    assert files(out) == before


def test_a_build_that_fails_on_the_way_leaves_the_last_one(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run("build", articles, "-o", out)
    before = files(out)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "graph.ttl")

    monkeypatch.setattr(export, "write", full)
    result = run("build", articles, "-o", out)
    assert (result.exit_code, result.stderr) == (1, "Error: graph.ttl: No space left on device\n")
    assert files(out) == before


def test_a_date_at_the_end_of_the_calendar_is_built(frozen: None, tmp_path: Path) -> None:
    del frozen
    text = "date: 9999-12-31\nlang: en\n\nItaly recognised Kosovo yesterday."
    (tmp_path / "late.txt").write_text(text, encoding="utf-8")
    assert run("build", tmp_path / "late.txt", "-o", tmp_path / "out").exit_code == 0


def test_a_date_at_the_beginning_of_the_calendar_is_built(frozen: None, tmp_path: Path) -> None:
    del frozen
    text = "date: 0001-01-01\nlang: en\n\nItaly recognised Kosovo yesterday."
    (tmp_path / "early.txt").write_text(text, encoding="utf-8")
    assert run("build", tmp_path / "early.txt", "-o", tmp_path / "out").exit_code == 0


def test_a_build_with_a_month_and_no_year_can_be_shown(frozen: None, tmp_path: Path) -> None:
    del frozen
    text = "lang: en\n\nItaly recognised Kosovo last December."
    (tmp_path / "month.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    assert run("build", tmp_path / "month.txt", "-o", out).exit_code == 0
    assert run("export", out, "--format", "html").exit_code == 0
