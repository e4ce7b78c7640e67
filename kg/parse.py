"""Text -> sentences of raw tokens. Only this file and kg.models import spaCy.

The small models stumble over exactly our words: "Kim Jong-un" becomes four tokens, one of
them the pronoun "un", and the clause around it falls apart. So listed names reach the parser
as one well-known stand-in of their kind, and prepositions of several words as a single one
("aux côtés de" as "avec"); the tokens that come back carry the original words and offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import models
from kg.sieve import pieces

if TYPE_CHECKING:
    import spacy
    from spacy.tokens import Doc

    from kg.language import Language
    from kg.sieve import Sieve

_CHUNK = 100_000
"""Longest piece of one line given to the parser, in code points: memory grows with it."""
_BATCH = 64
"""Sentences parsed at once: with more, what the layers of a model pass on outgrows the caches of
the processor (a third slower at 1,000)."""


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


_Span = tuple[int, int, Keep | None]
"""Start and end of a word, and what it stands for."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Words for the parser, whether a space follows each, and where they stand."""

    words: list[str]
    spaces: list[bool]
    spans: list[_Span]


def parse(
    text: str,
    language: Language,
    *,
    start: int = 0,
    keep: Sequence[Keep] = (),
    listed: Iterable[tuple[int, int]] = (),
    sieve: Sieve | None = None,
) -> Iterator[tuple[RawToken, ...]]:
    """The sentences of ``text[start:]``, line by line, as raw tokens.

    ``keep`` are spans that must not be cut, ``listed`` those of all listed names and adjectives;
    offsets everywhere are into ``text``. A line break always ends a sentence: it is a paragraph
    or a headline in news. A sentence that the ``sieve`` does not let through is not parsed, and is
    (). Names are looked for only where a capital is nobody's that is known.
    """
    from spacy.tokens import Doc

    from kg import blas

    nlp = models.load(models.model_name(language), language.parse.unneeded)
    known = sorted(listed)
    common: set[str] = nlp.Defaults.stop_words
    rows: list[_Row | None] = []
    for begin, end in _lines(text, start):
        inside = [k for k in keep if begin <= k.start and k.end <= end]
        inside += _prepositions(text, begin, end, language.parse.prepositions, inside)
        rows += _rows(nlp, text, begin, end, inside, language, sieve, known)

    def doc(row: _Row) -> Doc:
        starts = _starts(row.words)
        return Doc(nlp.vocab, words=row.words, spaces=row.spaces, sent_starts=starts)

    covered = {i for begin, end in known for i in range(begin, end)}
    dates = {*language.dates.months, *language.dates.weekdays}
    todo = [row for row in rows if row]
    with blas.one_thread():
        docs = list(nlp.pipe(map(doc, todo), batch_size=_BATCH, disable=["ner"]))
        recognizer: Any = nlp.get_pipe("ner")
        unknown = (
            d for d, row in zip(docs, todo, strict=True) if _may_name(row, covered, dates, common)
        )
        list(recognizer.pipe(unknown, batch_size=_BATCH))
    parsed = iter(docs)
    for row in rows:
        if row is None:
            yield ()
        else:
            for sentence in next(parsed).sents:
                yield tuple(_raw(sentence, row.spans, text))


def _rows(
    nlp: spacy.language.Language,
    text: str,
    begin: int,
    end: int,
    keep: Iterable[Keep],
    language: Language,
    sieve: Sieve | None,
    listed: Sequence[tuple[int, int]],
) -> Iterator[_Row | None]:
    """What is parsed of a line: a row for each sentence told without grammar, or None for one
    that cannot hold a claim."""
    words, spaces, spans = _words(nlp, text, begin, end, keep)
    common = nlp.Defaults.stop_words
    for first, last in pieces(words, spaces, language):
        row = _Row(words[first:last], spaces[first:last], spans[first:last])
        names = [_beginning(listed, start, stop) for start, stop, _ in row.spans]
        yield row if sieve is None or sieve.may_hold(row.words, names, common) else None


def _beginning(listed: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """How many of the spans, in their order, begin from ``start`` up to ``end``."""
    return bisect_left(listed, (end,)) - bisect_left(listed, (start,))


def _may_name(row: _Row, known: Set[int], dates: Set[str], common: Set[str]) -> bool:
    """Whether a word may be of a name nobody listed: it has a capital, and is no part of what is
    ``known``, no day or month, and no common word at the beginning."""
    return any(
        start not in known
        and any(part[:1].isupper() for part in word.split("-"))
        and word.lower() not in dates
        and (i > 0 or word.lower() not in common)
        for i, (word, (start, _, _)) in enumerate(zip(row.words, row.spans, strict=True))
    )


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
) -> tuple[list[str], list[bool], list[_Span]]:
    """Words for the parser, whether a space follows each, and the span each one stands for."""
    by_start = {k.start: k for k in keep}
    words: list[str] = []
    spaces: list[bool] = []
    spans: list[_Span] = []
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


def _raw(sentence: spacy.tokens.Span, spans: list[_Span], text: str) -> Iterator[RawToken]:
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
