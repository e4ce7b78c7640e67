"""Language files: all of one shape, and every fault of a file reported at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import language, resources
from kg.errors import DataError, UsageError


def test_there_are_french_and_english_and_the_template_is_none() -> None:
    assert set(language.available()) == {"en", "fr"}


@pytest.mark.parametrize("code", language.available())
def test_a_shipped_language_loads_and_names_its_models(code: str) -> None:
    loaded = language.load(code)
    assert loaded.code == code
    assert loaded.models


@pytest.mark.parametrize("code", language.available())
def test_calendar_words_are_complete(code: str) -> None:
    dates = language.load(code).dates
    assert (len(dates.months), len(dates.weekdays)) == (12, 7)


def test_an_unknown_language_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="en, fr"):
        language.load("xx")


def test_all_faults_of_a_file_are_reported_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("template", "en"):
        shutil.copy(resources.LANG / f"{name}.toml", tmp_path)
    text = (tmp_path / "en.toml").read_text(encoding="utf-8")
    wrong = text.replace("negators =", "negatrs =").replace('dative = "to"', "dative = 3")
    (tmp_path / "xx.toml").write_text(wrong, encoding="utf-8")
    monkeypatch.setattr(resources, "LANG", tmp_path)
    with pytest.raises(DataError) as caught:
        language.load("xx")
    faults = "\n".join(caught.value.faults)
    assert "[stance] lacks negators" in faults
    assert "[stance] has unknown negatrs" in faults
    assert "dative must be a str" in faults
