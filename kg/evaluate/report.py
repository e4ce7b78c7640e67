"""Runs an extractor over a gold and holds what came of it, per language and document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.gold import Document, read_documents, read_gold
from kg.evaluate.score import Rules, Scorer, accuracy, agreement, total
from kg.evaluate.triples import LEVELS, Accuracy, Flags, Key, Level, Matching, Score
from kg.model import Claim

Extract = Callable[[str, str, str], Sequence[Claim]]
"""Reads (text, language, document id) into claims."""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document in one language: what became of its triples at each level.

    ``flags`` go with the strict matches, in their order; ``triples`` are all distinct
    predicted triples.
    """

    document: Document
    matchings: dict[Level, Matching]
    flags: tuple[Flags, ...]
    triples: frozenset[Key]


@dataclass(frozen=True, slots=True)
class LanguageScore:
    """All documents of the gold in one language."""

    lang: str
    documents: tuple[DocumentScore, ...]

    def score(self, level: Level = "strict") -> Score:
        """Precision, recall and F1 over the documents."""
        return total([document.matchings[level] for document in self.documents])

    def accuracies(self) -> dict[str, Accuracy]:
        """Polarity, modality and attribution on strict matches, and attribution again on
        those where the gold has a speaker."""
        flags = [flag for document in self.documents for flag in document.flags]
        return {
            "polarity": accuracy(f.polarity for f in flags),
            "modality": accuracy(f.modality for f in flags),
            "attribution": accuracy(f.attribution for f in flags),
            "attribution, gold has a speaker": accuracy(f.attribution for f in flags if f.spoken),
        }

    def density(self) -> float:
        """Predicted triples per 100 words of text."""
        words = sum(len(document.document.text.split()) for document in self.documents)
        triples = sum(len(document.triples) for document in self.documents)
        return 100 * triples / words if words else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """The languages that were read, and how many of its triples a document yields in all of
    them: document -> (common, found in any), where there is more than one language."""

    languages: tuple[LanguageScore, ...]
    agreement: dict[str, tuple[int, int]]

    def language(self, lang: str) -> LanguageScore:
        """The score of one language. Raises KeyError for one that was not read."""
        return {score.lang: score for score in self.languages}[lang]

    def jaccard(self) -> float:
        """Common triples over all triples, all parallel documents together."""
        common = sum(both for both, _ in self.agreement.values())
        return common / max(sum(either for _, either in self.agreement.values()), 1)


def run(
    gold_path: Path, text_path: Path, langs: Sequence[str], extract: Extract, *, rules: Rules
) -> Report:
    """Read every document of the gold in each of ``langs`` with ``extract`` and score it.

    Raises InputError when the gold or a text cannot be read.
    """
    gold = read_gold(gold_path)
    scorer = Scorer(gold, rules)
    languages = []
    for lang in langs:
        documents = read_documents(gold, gold_path, text_path, lang)
        scores = (_score(scorer, d, extract(d.text, lang, d.id)) for d in documents)
        languages.append(LanguageScore(lang, tuple(scores)))
    found = [{d.document.id: d.triples for d in score.documents} for score in languages]
    return Report(tuple(languages), agreement(*found) if len(found) == 2 else {})


def _score(scorer: Scorer, document: Document, claims: Sequence[Claim]) -> DocumentScore:
    golds = scorer.gold_triples(document.id)
    predicted = scorer.predicted_triples(claims)
    matchings = {level: scorer.match(golds, predicted, level) for level in LEVELS}
    flags = (scorer.flags(g, p, document) for g, p in matchings["strict"].matched)
    triples = frozenset(triple.key for triple in predicted)
    return DocumentScore(document, matchings, tuple(flags), triples)
