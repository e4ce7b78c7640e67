"""The README shows what kg really answers."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from kg import pipeline, query

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_the_readme_shows_the_real_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("readme", ROOT / "docs" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    readme = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(readme)
    monkeypatch.chdir(ROOT)
    pipeline.build(["seeds/articles"], tmp_path)
    text = readme.README.read_text(encoding="utf-8")
    assert readme.rendered(text, tmp_path) == text, "run `make docs`"


def test_every_named_query_has_a_title_in_both_languages() -> None:
    assert len(query.named_queries()) >= 5
    for path in query.named_queries().values():
        text = path.read_text(encoding="utf-8")
        assert "# title@en: " in text
        assert "# title@fr: " in text
