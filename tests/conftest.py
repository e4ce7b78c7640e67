"""Fixtures that several test files use. None of them loads a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, wraps
from pathlib import Path
from typing import Any

import pytest

from kg import parse, pipeline, read
from kg.model import Article, Claim
from kg.read import Extracted
from tests import freeze
from tests.lawful import lawful


@pytest.fixture(scope="session", autouse=True)
def _every_build_keeps_the_laws() -> Iterator[None]:
    """Each graph that a test builds is validated."""
    build = pipeline.build

    @wraps(build)
    def checked(sources: Any, out: Path, **options: Any) -> Any:
        report = build(sources, out, **options)
        if (out / pipeline.GRAPH).exists():  # not when no article could be read
            lawful(out)
        return report

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "build", checked)
        yield


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of kg reads frozen parses instead of calling the parser."""
    monkeypatch.setattr(parse, "parse", freeze.thaw)
    monkeypatch.setattr(parse, "model_version", freeze.model)


@pytest.fixture(scope="session")
def extracted() -> Callable[..., Extracted]:
    """(text, language, published=None) -> what is read from the frozen parse of the text."""

    @cache
    def extract(text: str, lang: str, published: date | None = None) -> Extracted:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parse, "parse", freeze.thaw)
            return read.extract(Article("text", text, lang, "text", published=published))

    return extract


@pytest.fixture(scope="session")
def frozen_claims(extracted: Callable[..., Extracted]) -> Callable[[str, str], list[Claim]]:
    """(text, language) -> its claims, read from frozen parses."""
    return lambda text, lang: list(extracted(text, lang).claims)


ARTICLES = {
    "a.txt": ("en", "Poland sold tanks and shells to Latvia."),
    "b.txt": ("fr", "La Pologne a vendu des chars et des obus à la Lettonie."),
    "c.txt": ("en", "According to Ukraine, North Korea sold shells to Russia."),
    "d.txt": ("fr", "Wang Yi se rendra au Brésil.\nLe Brésil a condamné l'Iran et le Yémen."),
}


@pytest.fixture
def articles(tmp_path: Path, frozen: None) -> Path:
    """A folder of articles that are read from frozen parses, each with a header."""
    del frozen
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, (lang, text) in ARTICLES.items():
        header = f"title: {name}\nsource: Outlet {name}\ndate: 2024-05-01\nlang: {lang}\n\n"
        (folder / name).write_text(header + text, encoding="utf-8")
    return folder
