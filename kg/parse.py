"""Text -> sentences of raw tokens. Only this file and kg.models import spaCy.

The small models stumble over exactly our words: "Kim Jong-un" becomes four tokens, one of
them the pronoun "un", and the clause around it falls apart. So listed names reach the parser
as one well-known stand-in of their kind, and prepositions of several words as a single one
("aux côtés de" as "avec"); the tokens that come back carry the original words and offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg import models

if TYPE_CHECKING:
    import spacy
    from spacy.tokens import Doc

    from kg.language import Language

_CHUNK = 100_000
"""Longest piece of one line given to the parser, in code points: memory grows with it."""


@dataclass(frozen=True, slots=True)
class RawToken:
    """A word as the parser sees it: its own labels, offsets into the article's text."""

    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    start: int
    end: int
    morph: str
    ner: str
    """``B-PER``, ``I-PER`` or ""."""


@dataclass(frozen=True, slots=True)
class Keep:
    """A span (offsets into the article's text) that reaches the parser as one word."""

    start: int
    end: int
    stand_in: str
    lemma: str
    proper: bool = True
    """A name (then the token is a proper noun, whatever the parser says) or a preposition."""


def parse(
    text: str, language: Language, *, start: int = 0, keep: Sequence[Keep] = ()
) -> Iterator[tuple[RawToken, ...]]:
    """The sentences of ``text[start:]``, line by line, as raw tokens.

    ``keep`` are spans that must not be cut; offsets everywhere are into ``text``. A line
    break always ends a sentence: it is a paragraph or a headline in news.
    """
    from spacy.tokens import Doc

    nlp = models.load(models.model_name(language))

    def prepared() -> Iterator[tuple[Doc, list[tuple[int, int, Keep | None]]]]:
        for begin, end in _lines(text, start):
            inside = [k for k in keep if begin <= k.start and k.end <= end]
            inside += _prepositions(text, begin, end, language.parse.prepositions, inside)
            words, spaces, spans = _words(nlp, text, begin, end, inside)
            if words:
                starts = _starts(words)
                yield Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts), spans

    for doc, spans in nlp.pipe(prepared(), as_tuples=True, batch_size=32):
        for sentence in doc.sents:
            yield tuple(_raw(sentence, spans, text))


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Offsets of the non-empty lines from ``start`` on, cut at ``_CHUNK`` code points."""
    for match in re.finditer(r"[^\n]+", text[start:]):
        begin, end = start + match.start(), start + match.end()
        for cut in range(begin, end, _CHUNK):
            stop = min(cut + _CHUNK, end)
            if text[cut:stop].strip():
                yield cut, stop


def _words(
    nlp: spacy.language.Language, text: str, begin: int, end: int, keep: Iterable[Keep]
) -> tuple[list[str], list[bool], list[tuple[int, int, Keep | None]]]:
    """Words for the parser, whether a space follows each, and the span each one stands for."""
    by_start = {k.start: k for k in keep}
    words: list[str] = []
    spaces: list[bool] = []
    spans: list[tuple[int, int, Keep | None]] = []
    taken = begin
    for token in nlp.tokenizer(text[begin:end]):
        start, stop = begin + token.idx, begin + token.idx + len(token)
        if start < taken or not token.text.strip():
            continue
        kept = by_start.get(start)
        if kept is not None and kept.end >= stop:
            stop = kept.end
        else:
            kept = None
        words.append(kept.stand_in if kept else token.text)
        spaces.append(text[stop : stop + 1].isspace())
        spans.append((start, stop, kept))
        taken = stop
    return words, spaces, spans


_ENDS = frozenset(".!?…:;»\"”'’)]")


def _starts(words: Sequence[str]) -> list[bool | int | None]:
    """A sentence may begin only after a word that can end one; elsewhere the parser, which
    also cuts "Moscou et Pékin | ont signé", has no say."""
    return [True, *(None if w[-1] in _ENDS else False for w in words[:-1])]


def _raw(
    sentence: spacy.tokens.Span, spans: list[tuple[int, int, Keep | None]], text: str
) -> Iterator[RawToken]:
    for token in sentence:
        start, end, kept = spans[token.i]
        surface = text[start:end]
        ner = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""
        proper = kept is not None and kept.proper
        yield RawToken(
            text=surface,
            lemma=kept.lemma if kept else token.lemma_,
            pos="PROPN" if proper else token.pos_,
            dep=token.dep_,
            head=token.head.i - sentence.start,
            start=start,
            end=end,
            morph=str(token.morph),
            ner="" if proper else ner,
        )


# What is left of a contracted article when the preposition before it is folded away.
_ARTICLES = {"du": "le", "des": "les", "au": "le", "aux": "les"}


@cache
def _preposition_pattern(prepositions: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all prepositions of several words, longest first.

    A final "de" also matches d', du and des; a final "à" also matches au and aux.
    """

    def variants(preposition: str) -> str:
        *first, last = preposition.split(" ")
        tail = {"de": r"(?:de\b|d['’]|(?P<%s>du|des)\b)", "à": r"(?:à|(?P<%s>aux?)\b)"}
        end = tail[last] % f"a{len(names)}" if last in tail else re.escape(last) + r"\b"
        names.append(preposition)
        return r"\s+".join([*map(re.escape, first), end])

    names: list[str] = []
    ordered = sorted(prepositions, key=lambda p: (-len(p), p))
    return re.compile(
        r"\b(?:" + "|".join(f"(?P<p{i}>{variants(p)})" for i, p in enumerate(ordered)) + ")",
        re.IGNORECASE,
    )


def _prepositions(
    text: str, begin: int, end: int, table: dict[str, str], names: Sequence[Keep]
) -> list[Keep]:
    """The prepositions of several words in ``text[begin:end]``, none inside a name."""
    if not table:
        return []
    ordered = sorted(table, key=lambda p: (-len(p), p))
    taken = {i for k in names for i in range(k.start, k.end)}
    found = []
    for match in _preposition_pattern(tuple(table)).finditer(text, begin, end):
        start, stop = match.span()
        if not taken.isdisjoint(range(start, stop)):
            continue
        which = next(i for i in range(len(ordered)) if match.group(f"p{i}"))
        article = match.groupdict().get(f"a{which}")
        lemma = ordered[which].replace("’", "'")
        if article:
            cut = stop - len(article)
            found.append(Keep(cut, stop, _ARTICLES[article.lower()], "le", proper=False))
            stop = cut
            while text[stop - 1].isspace():
                stop -= 1
        found.append(Keep(start, stop, table[ordered[which]], lemma, proper=False))
    return found
