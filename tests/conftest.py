"""Fixtures that several test files use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from kg import parse, pipeline
from kg.model import Claim
from tests import freeze


@pytest.fixture(scope="session")
def frozen_claims() -> Callable[[str, str], list[Claim]]:
    """(text, language) -> its claims, read from frozen parses: no model is loaded."""

    @cache
    def claims(text: str, lang: str) -> list[Claim]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parse, "parse", freeze.thaw)
            return pipeline.extract_text(text, lang)

    freeze.load = cache(freeze.load)  # type: ignore[assignment]
    return claims
