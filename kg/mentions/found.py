"""A name that nobody listed, where it was found."""

from __future__ import annotations

from dataclasses import dataclass

from kg.gazetteer import words
from kg.model import Sentence, Token


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a sentence: its words, the kind it seems to be, and what found it (``ner`` or
    ``pattern``)."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    kind: str
    by: str

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def name(self) -> str:
        before = self.sentence.start
        return self.sentence.text[self.start - before : self.end - before]

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return words(self.name)
