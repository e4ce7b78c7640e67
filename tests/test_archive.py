"""Building into a directory that is there already: what is read, what stays, what goes."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg import archive, directory, pipeline
from kg.archive import Archive, key_of, known_articles, open_archive
from kg.cli import cli
from kg.errors import InputError
from kg.model import Article, Claim, Entity, Reading, Skipped
from tests.sample import sample_claims, sample_entities
from tests.test_pipeline import built


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read by the extractor, in order."""
    names: list[str] = []
    extract = pipeline.read.extract

    def note(article: Article) -> object:
        names.append(Path(article.source).name)
        return extract(article)

    monkeypatch.setattr(pipeline.read, "extract", note)
    return names


def test_a_second_build_reads_nothing_again(
    articles: Path, tmp_path: Path, reads: list[str]
) -> None:
    first = built([str(articles)], tmp_path / "out")
    assert reads == ["a.txt", "b.txt", "c.txt", "d.txt"]
    reads.clear()
    assert built([str(articles)], tmp_path / "out") == first
    assert not reads


def test_new_articles_are_added(articles: Path, tmp_path: Path, reads: list[str]) -> None:
    paths = sorted(map(str, articles.iterdir()))
    whole = built(paths, tmp_path / "whole")
    for order in (paths, paths[::-1]):
        out = tmp_path / f"from {Path(order[0]).stem}"
        for path in order[:-1]:
            assert built([path], out) != whole
        reads.clear()
        assert built([order[-1]], out) == whole
        assert reads == [Path(order[-1]).name]


def test_a_changed_article_is_read_again(articles: Path, tmp_path: Path, reads: list[str]) -> None:
    out = tmp_path / "out"
    built([str(articles)], out)
    reads.clear()
    text = (articles / "a.txt").read_text(encoding="utf-8")
    (articles / "a.txt").write_text(text.replace("2024-05-01", "2024-05-02"), encoding="utf-8")
    changed = built([str(articles)], out)
    assert reads == ["a.txt"]
    assert changed == built([str(articles)], tmp_path / "scratch")


def test_an_article_that_left_its_directory_is_gone(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built([str(articles)], out)
    (articles / "a.txt").unlink()
    assert built([str(articles)], out) == built([str(articles)], tmp_path / "scratch")


def test_an_article_whose_directory_is_no_source_stays(articles: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (articles / "d.txt").rename(other / "d.txt")
    whole = built([str(articles), str(other)], tmp_path / "whole")
    shutil.rmtree(other)
    out = tmp_path / "whole"
    assert built([str(articles)], out) == whole


@pytest.mark.parametrize("harm", ["missing", "binary"])
def test_what_cannot_be_read_any_more_stays_as_it_was(
    harm: str, articles: Path, tmp_path: Path
) -> None:
    out, path = tmp_path / "out", articles / "a.txt"
    before = built([str(articles)], out)
    content = path.read_bytes()
    path.write_bytes(b"\0" * 99) if harm == "binary" else path.unlink()
    after = built([str(path), str(articles / "b.txt")], out)
    assert {n: d for n, d in after.items() if n != pipeline.REPORT} == {
        n: d for n, d in before.items() if n != pipeline.REPORT
    }
    (skipped,) = json.loads(after[pipeline.REPORT])["skipped"]
    assert skipped["source"] == str(path)
    path.write_bytes(content)
    assert built([str(path)], out) == before


def test_what_was_skipped_is_reported_until_it_can_be_read(articles: Path, tmp_path: Path) -> None:
    out, bad = tmp_path / "out", articles / "e.txt"
    bad.write_bytes(b"")
    assert len(pipeline.build([str(articles)], out).skipped) == 1
    report = pipeline.build([str(articles / "a.txt")], out)
    assert not report.skipped
    assert "e.txt" in (out / pipeline.REPORT).read_text(encoding="utf-8")
    bad.unlink()
    assert built([str(articles)], out) == built([str(articles)], tmp_path / "scratch")


def test_the_same_article_in_two_files_counts_once(articles: Path, tmp_path: Path) -> None:
    copy = tmp_path / "z.txt"
    shutil.copy(articles / "a.txt", copy)
    whole = built([str(articles), str(copy)], tmp_path / "whole")
    out = tmp_path / "out"
    built([str(copy)], out)
    assert built([str(articles)], out) == whole


def test_another_program_reads_again(
    articles: Path, tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built([str(articles)], tmp_path / "out")
    reads.clear()
    monkeypatch.setattr(pipeline, "fingerprint", lambda: "another")
    built([str(articles)], tmp_path / "out")
    assert len(reads) == 4
    with sqlite3.connect(tmp_path / "out" / archive.FILE) as db:
        assert db.execute("SELECT count(*) FROM readings").fetchone() == (4,)


def test_a_build_that_breaks_off_goes_on_where_it_stopped(
    articles: Path, tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, out = built([str(articles)], tmp_path / "whole"), tmp_path / "out"
    reads.clear()
    extract = pipeline.read.extract

    def fail(article: Article) -> object:
        if article.source.endswith("c.txt"):
            raise KeyboardInterrupt
        return extract(article)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline.read, "extract", fail)
        with pytest.raises(KeyboardInterrupt):
            pipeline.build([str(articles)], out)
    assert not (out / pipeline.GRAPH).exists()
    assert built([str(articles)], out) == whole
    assert reads == ["a.txt", "b.txt", "c.txt", "d.txt"]


@pytest.mark.parametrize("step", range(11))
def test_a_build_that_dies_at_any_step_loses_nothing(
    step: int, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, out = [str(articles / name) for name in ("a.txt", "c.txt")], tmp_path / "out"
    pipeline.build(sources[:1], out)
    steps = iter(range(99))

    def dying(act: Callable[..., object]) -> Callable[..., object]:
        def acting(*args: object) -> object:
            if next(steps) == step:
                raise KeyboardInterrupt
            return act(*args)

        return acting

    with monkeypatch.context() as patch:
        for owner, name in [(Archive, "keep"), (Archive, "settle"), (os, "fsync"), (os, "replace")]:
            patch.setattr(owner, name, dying(getattr(owner, name)))
        with pytest.raises(KeyboardInterrupt):
            pipeline.build(sources, out)
    assert built(sources, out) == built(sources, tmp_path / "whole")


def test_the_log_of_builds_is_the_only_file_that_knows_the_time(
    articles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        assert CliRunner().invoke(cli, ["build", str(articles), "-o", str(out)]).exit_code == 0
    lines = (out / directory.BUILDS).read_text(encoding="utf-8").splitlines()
    first, second = map(json.loads, lines)
    assert (first["articles"], first["read"], second["read"]) == (4, 4, 0)
    assert first["graph_sha256"] == second["graph_sha256"]
    assert datetime.fromisoformat(first["at"]) <= datetime.fromisoformat(second["at"])


def test_two_builds_do_not_write_into_one_directory(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built([str(articles)], out)
    with open_archive(out):
        with pytest.raises(InputError, match="another kg build is writing here"):
            pipeline.build([str(articles)], out)
        with pytest.raises(InputError, match="another kg build is writing here"):
            known_articles(out)


def test_a_damaged_archive_is_told_and_kept(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "out" / archive.FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database at all, but long enough to be read as one" * 99)
    with pytest.raises(InputError, match=r"articles\.db: damaged: .* \(move it away"):
        pipeline.build([str(articles)], tmp_path / "out")
    assert path.read_bytes().startswith(b"no database")
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(InputError, match="format 99"):
        pipeline.build([str(articles)], tmp_path / "out")


texts = st.text(st.characters(exclude_categories=()), max_size=20)
stored = st.builds(
    Article,
    id=texts,
    text=texts,
    lang=st.sampled_from(["fr", "en"]),
    source=st.just("a.txt"),
    title=st.none() | texts,
    published=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    retrieved=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    body_start=st.integers(0, 9),
)


@given(stored)
def test_an_article_comes_back_as_it_was(article: Article) -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(archive._TABLES)
    kept = archive.Archive(db)
    kept.keep("k", Reading((), {}, 3))
    kept.settle({"a.txt": "k"}, [article], ["a.txt"])
    assert list(kept.readings()) == [(article, Reading((), {}, 3))]


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    by_article: dict[str, list[Claim]] = {}
    for claim in sample_claims():
        by_article.setdefault(claim.article.id, []).append(claim)
    entities = dict(sample_entities()) | {"x": Entity("x", "Place", "X\0\ud800")}
    with open_archive(tmp_path) as kept:
        found = []
        for claims in by_article.values():
            article = claims[0].article
            found.append(article)
            kept.keep(article.source, Reading(tuple(claims), entities, 1))
        kept.settle({a.source: a.source for a in found}, found, [])
        back = list(kept.readings())
    assert {a.id: list(r.claims) for a, r in back} == by_article
    assert all(reading.entities == entities for _, reading in back)
    assert {a.id: a for a in known_articles(tmp_path)} == {a.id: a for a in found}


def test_the_key_depends_on_the_text_and_not_on_the_path() -> None:
    one = Article("a", "text", "en", "x.txt")
    assert key_of(one, "r") == key_of(Article("a", "text", "en", "y.txt"), "r")
    others = [
        Article("a", "text.", "en", "x.txt"),
        Article("a", "text", "fr", "x.txt"),
        Article("a", "text", "en", "x.txt", published=date(2024, 1, 1)),
    ]
    keys = {key_of(a, "r") for a in (one, *others)} | {key_of(one, "other")}
    assert len(keys) == 5


def test_a_directory_that_cannot_be_listed_loses_nothing(tmp_path: Path) -> None:
    deep = Article("a", "text", "en", "in/deep/a.txt")
    with open_archive(tmp_path) as kept:
        kept.keep("k", Reading((), {}, 1))
        kept.settle({deep.source: "k"}, [deep], ["in"])
        kept.settle({}, [Skipped("in/deep", "cannot list the directory")], ["in/"])
        assert kept.articles() == [deep]
        kept.settle({}, [], ["in"])
        assert not kept.articles()
