"""A build: what it writes, and that its bytes depend on nothing but the articles."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from kg import archive, pipeline, views
from kg.errors import InputError
from kg.export import turtle
from kg.terms import KG
from tests import freeze
from tests.pages import words_of

ROOT = Path(__file__).parent.parent
FILES = (pipeline.CLAIMS, pipeline.ENTITIES, pipeline.GRAPH, pipeline.PAGE, pipeline.REPORT)


def built(sources: list[str], out: Path) -> dict[str, bytes]:
    pipeline.build(sources, out)
    return {name: (out / name).read_bytes() for name in FILES}


def test_a_build_writes_its_five_files(articles: Path, tmp_path: Path) -> None:
    files = built([str(articles)], tmp_path / "out")
    assert all(files.values())
    assert {p.name for p in (tmp_path / "out").iterdir()} == {*FILES, "store"}


def test_order_and_repetition_of_articles_change_no_byte(articles: Path, tmp_path: Path) -> None:
    paths = sorted(map(str, articles.iterdir()))
    first = built(paths, tmp_path / "one")
    assert built(paths[::-1], tmp_path / "two") == first
    assert built([*paths, *paths], tmp_path / "three") == first


def test_any_order_of_articles_gives_the_same_bytes(articles: Path, tmp_path: Path) -> None:
    paths = sorted(map(str, articles.iterdir()))
    outputs = [
        built(list(order), tmp_path / "".join(Path(p).stem for p in order))
        for order in itertools.permutations(paths, 3)
        if set(order) == set(paths[:3])
    ]
    assert len(outputs) == 6
    assert all(output == outputs[0] for output in outputs)


def test_a_new_article_takes_no_claim_away(articles: Path, tmp_path: Path) -> None:
    *some, last = sorted(map(str, articles.iterdir()))
    fewer = built(some, tmp_path / "fewer")[pipeline.CLAIMS].splitlines()
    more = built([*some, last], tmp_path / "more")[pipeline.CLAIMS].splitlines()
    assert set(fewer) < set(more)


def test_two_languages_meet_in_one_statement(articles: Path, tmp_path: Path) -> None:
    pipeline.build([str(articles)], tmp_path / "out")
    lines = (tmp_path / "out" / pipeline.CLAIMS).read_text(encoding="utf-8").splitlines()
    sales = [c for c in map(json.loads, lines) if c["subject"]["id"] == "LVA"]
    assert {c["lang"] for c in sales} == {"en", "fr"}
    turtle = (tmp_path / "out" / pipeline.GRAPH).read_text(encoding="utf-8")
    assert "kg:claimCount 2" in turtle


def test_offsets_point_into_the_file_as_read(articles: Path, tmp_path: Path) -> None:
    pipeline.build([str(articles)], tmp_path / "out")
    lines = (tmp_path / "out" / pipeline.CLAIMS).read_text(encoding="utf-8").splitlines()
    assert lines
    for claim in map(json.loads, lines):
        text = Path(claim["article"]["source"]).read_text(encoding="utf-8")
        for part in ("sentence", "subject", "object", "trigger"):
            span = claim[part]
            assert text[span["start"] : span["end"]] == span["text"]


def test_a_build_that_could_read_nothing_leaves_the_last_one(
    articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    before = built([str(articles)], out)
    report = pipeline.build([str(tmp_path / "missing")], out)
    assert (report.articles, len(report.skipped)) == (0, 1)
    assert {name: (out / name).read_bytes() for name in FILES} == before


def test_the_page_can_be_made_again_from_the_build(articles: Path, tmp_path: Path) -> None:
    built([str(articles)], tmp_path / "out")
    assert "Latvia" in words_of(views.view(tmp_path / "out").page())


def confidences(data: bytes) -> list[float]:
    return [json.loads(line)["confidence"] for line in data.splitlines()]


def test_claims_that_are_not_sure_are_left_out_of_all_files(articles: Path, tmp_path: Path) -> None:
    made = confidences(built([str(articles)], tmp_path / "all")[pipeline.CLAIMS])
    least = max(made)
    assert min(made) < least
    report = pipeline.build([str(articles)], tmp_path / "sure", min_confidence=least)
    files = {name: (tmp_path / "sure" / name).read_bytes() for name in FILES}
    kept = confidences(files[pipeline.CLAIMS])
    assert kept == [c for c in made if c >= least]
    assert (report.claims, report.unsure) == (len(kept), len(made) - len(kept))
    told = json.loads(files[pipeline.REPORT])
    assert (told["min_confidence"], told["below_min_confidence"]) == (least, report.unsure)
    graph = Graph().parse(data=files[pipeline.GRAPH], format="turtle")
    assert len(list(graph.subjects(KG.confidence))) == len(kept)


def test_an_export_leaves_out_what_a_build_would(articles: Path, tmp_path: Path) -> None:
    files = built([str(articles)], tmp_path / "all")
    least = max(confidences(files[pipeline.CLAIMS]))
    pipeline.build([str(articles)], tmp_path / "sure", min_confidence=least)
    sure = Graph().parse(tmp_path / "sure" / pipeline.GRAPH)
    assert set(views.view(tmp_path / "all", min_confidence=least).graph()) == set(sure)
    assert {name: (tmp_path / "all" / name).read_bytes() for name in FILES} == files
    page = views.view(tmp_path / "all", min_confidence=least).page()
    assert len(page) < len(views.view(tmp_path / "all").page())


def test_a_view_needs_a_build(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="directory of a build"):
        views.view(tmp_path / "graph.ttl")
    pipeline.build([str(articles)], tmp_path / "out", policy="corroborated:2")
    corroborated = views.view(tmp_path / "out", min_confidence=0.01)
    assert (tmp_path / "out" / pipeline.GRAPH).read_bytes() == turtle(corroborated.graph())
    (tmp_path / "out" / archive.FILE).unlink()
    with pytest.raises(InputError, match="needs the texts"):
        views.view(tmp_path / "out")


CORRECTIONS = """\
# after reading by eye
same-as,LVA,EST,an example,Ann,2026-11-20
rename,wang-yi,王毅@zh,,Bob
retype,POL,Organisation
note,nobody,not here
"""


def entities_of(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / pipeline.ENTITIES).read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def test_corrections_of_the_directory_survive_every_build(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    plain = built([str(articles)], out)
    (out / "corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    first = built([str(articles)], out)
    assert first != plain
    assert built([str(articles)], out) == first
    (out / "corrections.csv").unlink()
    assert built([str(articles)], out) == plain


def test_corrections_reach_every_file(articles: Path, tmp_path: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "mine.csv"
    file.write_text(CORRECTIONS, encoding="utf-8")
    report = pipeline.build([str(articles)], out, corrections=file)
    assert (report.corrections, report.corrected) == (str(file), 3)
    assert [(c.line, reason) for c, reason in report.unused] == [
        (5, "nobody does not occur in this build")
    ]
    assert json.loads((out / pipeline.REPORT).read_bytes())["corrections"] == {
        "applied": 3,
        "not_used": [["note,nobody,not here", "nobody does not occur in this build"]],
    }
    known = entities_of(out)
    assert "EST" in (out / pipeline.CLAIMS).read_text(encoding="utf-8")
    assert [m["id"] for m in known["EST"]["merges"]] == ["LVA"]
    assert known["POL"]["kind"] == "Organisation"
    turtle = (out / pipeline.GRAPH).read_text(encoding="utf-8")
    assert 'kg:correction "same-as: LVA and EST are one (Ann, 2026-11-20: an example)"' in turtle
    assert '"王毅"@zh' in turtle
    html = (out / pipeline.PAGE).read_text(encoding="utf-8")
    assert "same-as: LVA and EST are one (Ann" in words_of(html)


def test_what_is_made_again_from_a_build_is_corrected(articles: Path, tmp_path: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "mine.csv"
    file.write_text(CORRECTIONS, encoding="utf-8")
    pipeline.build([str(articles)], out, corrections=file)
    again = views.view(out)
    assert "same-as: LVA and EST are one (Ann" in words_of(again.page())
    assert again.page().encode() == (out / pipeline.PAGE).read_bytes()
    assert turtle(again.graph()) == (out / pipeline.GRAPH).read_bytes()


def test_a_build_of_old_without_entities_is_read(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    pipeline.build([str(articles)], out)
    with_names = views.view(out).page()
    (out / pipeline.ENTITIES).unlink()
    assert views.view(out).page() == with_names


def test_a_wrong_line_stops_the_build_before_it_reads(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = built([str(articles)], out)
    (out / "corrections.csv").write_text("rename,RUS\nretype,RUS,Empire\n", encoding="utf-8")
    with pytest.raises(InputError, match="2 lines are wrong"):
        pipeline.build([str(tmp_path / "missing")], out)
    assert {name: (out / name).read_bytes() for name in FILES} == before
    with pytest.raises(InputError, match=r"none\.csv: No such file"):
        pipeline.build([str(articles)], out, corrections=tmp_path / "none.csv")


SAID = """
import json
from kg import claims, parse, pipeline
from tests import freeze
parse.parse = freeze.thaw
for lang in ("en", "fr"):
    for text in freeze.texts(lang):
        for claim in pipeline.extract_text(text, lang):
            print(json.dumps(claims.to_json(claim)))
"""


@pytest.mark.slow
def test_the_hash_seed_changes_no_claim() -> None:
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SAID], cwd=ROOT, check=True, capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    ]  # fmt: skip
    assert outputs[0].count(b"\n") > len(freeze.texts("en"))
    assert outputs[0] == outputs[1]


@pytest.mark.slow
def test_neither_workers_nor_the_hash_seed_change_a_byte(tmp_path: Path) -> None:
    outputs = []
    for seed, workers in (("0", "1"), ("1", "2")):
        out = tmp_path / seed
        command = [str(Path(sys.executable).with_name("kg")), "build"]
        subprocess.run(
            [*command, "seeds/articles", "-o", str(out), "--workers", workers],
            cwd=ROOT, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        outputs.append({name: (out / name).read_bytes() for name in FILES})
    assert outputs[0] == outputs[1]
