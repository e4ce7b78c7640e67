"""How good the claims are: precision, recall and F1 against annotated texts.

Pure scoring is in ``score``, reading of gold files in ``gold``, the readable report in
``text``; this file joins them to the extractor and the ontology.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.evaluate.report import Report, run
from kg.evaluate.score import Rules
from kg.evaluate.text import format_report
from kg.model import Claim

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["Report", "Rules", "format_report", "main", "measure", "rules_of", "run"]

LANGS = ("fr", "en")


def rules_of(ontology: Ontology) -> Rules:
    """What the ontology says about relations, as scoring needs it."""
    relations = ontology.relations.values()
    return Rules(
        symmetric=ontology.symmetric,
        state_level=frozenset(r.name for r in relations if r.state_level),
        stands_for=frozenset(r.name for r in relations if r.acts_for),
        families=ontology.families,
    )


def measure(gold_path: Path, text_path: Path, langs: Sequence[str] = LANGS) -> Report:
    """kg itself, scored against a gold in each language.

    Raises InputError when the gold or a text cannot be read.
    """
    from kg import ontology, pipeline

    def extract(text: str, lang: str, doc: str) -> list[Claim]:
        return pipeline.extract_text(text, lang, doc_id=doc)

    return run(gold_path, text_path, langs, extract, rules=rules_of(ontology.load()))


def main(gold_path: Path, text_path: Path, lang: str | None = None, errors: bool = False) -> str:
    """The text that ``kg evaluate`` prints; every language when ``lang`` is None."""
    langs = LANGS if lang is None else (lang,)
    return format_report(measure(gold_path, text_path, langs), errors=errors)
