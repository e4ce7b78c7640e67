"""Fixtures that several test files use. None of them loads a model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from kg import parse, read
from kg.model import Article, Claim
from kg.read import Extracted
from tests import freeze


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
