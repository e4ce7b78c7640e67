"""A build: what it writes, that its bytes depend on nothing but the articles, and the contract."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import parse, pipeline
from tests import freeze

TEXTS = {
    "a.txt": ("en", "Poland sold tanks and shells to Latvia."),
    "b.txt": ("fr", "La Pologne a vendu des chars et des obus à la Lettonie."),
    "c.txt": ("en", "According to Ukraine, North Korea sold shells to Russia."),
    "d.txt": ("fr", "Wang Yi se rendra au Brésil."),
}
FILES = (pipeline.CLAIMS, pipeline.GRAPH, pipeline.PAGE, pipeline.REPORT)


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of frozen texts, each with its language in its header."""
    folder = tmp_path / "articles"
    folder.mkdir()

    def thaw(text: str, language: Any, *, start: int = 0, keep: Any = ()) -> Iterator[Any]:
        shifted = freeze.thaw(text[start:].strip(), language, keep=keep)
        for sentence in shifted:
            yield tuple(
                parse.RawToken(
                    t.text, t.lemma, t.pos, t.dep, t.head, t.start + start, t.end + start,
                    t.morph, t.ner,
                )
                for t in sentence
            )  # fmt: skip

    monkeypatch.setattr(parse, "parse", thaw)
    for name, (lang, text) in TEXTS.items():
        header = f"title: {name}\nsource: Outlet {name}\ndate: 2024-05-01\nlang: {lang}\n\n"
        (folder / name).write_text(header + text, encoding="utf-8")
    return folder


def built(sources: list[str], out: Path) -> dict[str, bytes]:
    pipeline.build(sources, out)
    return {name: (out / name).read_bytes() for name in FILES}


def test_a_build_writes_its_four_files(articles: Path, tmp_path: Path) -> None:
    files = built([str(articles)], tmp_path / "out")
    assert all(files.values())
    assert {p.name for p in (tmp_path / "out").iterdir()} == set(FILES)


def test_order_and_repetition_of_articles_change_no_byte(articles: Path, tmp_path: Path) -> None:
    paths = sorted(map(str, articles.iterdir()))
    first = built(paths, tmp_path / "one")
    assert built(paths[::-1], tmp_path / "two") == first
    assert built([*paths, *paths], tmp_path / "three") == first


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


CONTRACT = {
    "id": str, "article": dict, "lang": str, "sentence": dict, "subject": dict, "relation": str,
    "object": dict, "polarity": str, "modality": str, "attributed_to": (dict, type(None)),
    "when": (dict, type(None)), "where": (dict, type(None)), "item": (str, type(None)),
    "quantity": (str, type(None)), "via": (dict, type(None)), "confidence": float,
    "extractor": str,
}  # fmt: skip


def test_every_line_of_claims_keeps_the_contract(articles: Path, tmp_path: Path) -> None:
    pipeline.build([str(articles)], tmp_path / "out")
    lines = (tmp_path / "out" / pipeline.CLAIMS).read_text(encoding="utf-8").splitlines()
    for claim in map(json.loads, lines):
        assert list(claim)[: len(CONTRACT)] == list(CONTRACT)
        for key, kind in CONTRACT.items():
            assert isinstance(claim[key], kind), key
        assert claim["subject"].keys() >= {"id", "label", "kind", "text", "start", "end"}
        assert claim["article"].keys() >= {"id", "source"}


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
    assert "Latvia" in pipeline.render_page(tmp_path / "out")


@pytest.mark.slow
def test_neither_workers_nor_the_hash_seed_change_a_byte(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    outputs = []
    for seed, workers in (("0", "1"), ("1", "2")):
        out = tmp_path / seed
        command = [str(Path(sys.executable).with_name("kg")), "build"]
        subprocess.run(
            [*command, "seeds/articles", "-o", str(out), "--workers", workers],
            cwd=root, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        outputs.append({name: (out / name).read_bytes() for name in FILES})
    assert outputs[0] == outputs[1]
