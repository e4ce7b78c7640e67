"""Dates in a sentence -> ``When``: as precise as the text and no more.

"le 26 juillet dernier" is 2023-07-26 when the article is dated August 2023, and --07-26 when
it has no date. "Monday" without a publication date keeps its words and gets no time, and so
does a time that is only a limit ("before 2020"). "Late July" is July: the month is what is
sure. "Three days after the 5 May visit" gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from kg import language as languages
from kg.extract import reckoning
from kg.extract.calendar import Form, Grammar
from kg.extract.reckoning import UNKNOWN, Bounds, Point
from kg.language import Language
from kg.model import When

Reading = Callable[[date | None, bool], Bounds]
"""(publication, planned) -> the time of an expression."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression: ``start``/``end`` are offsets into the text that was searched."""

    when: When
    start: int
    end: int
    planned: When
    """The same for an event still to come: "on Thursday" is the next one."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    reading: Reading
    point: Point | None = None
    last: Point | None = None


def find(text: str, language: Language, published: date | None) -> list[Dated]:
    """The date expressions of a text, in order, none overlapping another."""
    grammar = _grammar(language.code)
    anchored = anchors(text, language)
    dates = []
    for found in _scan(grammar, text.replace("’", "'")):
        if any(start < found.start < end for start, end in anchored):
            continue
        words = text[found.start : found.end]
        whens = [When(words, *found.reading(published, planned)) for planned in (False, True)]
        dates.append(Dated(whens[0], found.start, found.end, whens[1]))
    return dates


def anchors(text: str, language: Language) -> list[tuple[int, int]]:
    """Offsets of "three days after the visit": what stands there happened on another day than
    what the sentence tells, and its date is not that of the sentence."""
    grammar = _grammar(language.code)
    return [m.span() for m in grammar.anchor.finditer(text.replace("’", "'"))]


@cache
def _grammar(code: str) -> Grammar:
    return Grammar(languages.load(code))


def _scan(grammar: Grammar, text: str) -> Iterator[_Found]:
    end = 0
    for word in grammar.word.finditer(text):
        at = word.start()
        if at < end:
            continue
        found = _at(grammar, text, at)
        if found is not None:
            found = _within(grammar, text, _range(grammar, text, found), end)
            yield found
            end = found.end


def _at(grammar: Grammar, text: str, at: int, *, joined: bool = False) -> _Found | None:
    """The longest date expression that begins at an offset; ``joined`` after "from X to"."""
    best: _Found | None = None
    for form in grammar.forms:
        match = form.pattern.match(text, at)
        if match is None or (form.governed and not joined and not grammar.governs(text, at)):
            continue
        found = _read(grammar, form, match)
        if found is not None and (best is None or found.end > best.end):
            best = found
    return best


def _read(grammar: Grammar, form: Form, match: re.Match[str]) -> _Found | None:
    """What a match means, or None when no calendar has such a day."""
    g = {k: v.lower() for k, v in match.groupdict().items() if v is not None}
    value = form.read(grammar, g)
    if value is None:
        return None
    start, end = match.span()
    if isinstance(value, Point):
        return _Found(start, end, value.bounds, value) if value.exists() else None
    if isinstance(value, tuple):
        first, last = value
        if not (first.exists() and last.exists()):
            return None
        return _Found(start, end, partial(reckoning.between, first, last), first, last)
    return _Found(start, end, value)


def _range(grammar: Grammar, text: str, first: _Found) -> _Found:
    """ "between May and July 2022": one time, from the first expression to the second."""
    joiner = grammar.joiner.match(text, first.end)
    if joiner is None or first.last is not None:
        return first
    opened = grammar.opens(text, first.start)
    if not opened and joiner.group().strip().lower() in grammar.listing:
        return first
    last = _at(grammar, text, joiner.end(), joined=True)
    if last is None or last.last is not None:
        return first
    reading: Reading
    if first.point is not None and last.point is not None:
        reading = partial(reckoning.between, first.point, last.point)
    else:
        reading = partial(_joined, first.reading, last.reading)
    return _Found(first.start, last.end, reading, first.point, last.point)


def _joined(first: Reading, last: Reading, published: date | None, planned: bool) -> Bounds:
    return reckoning.join(first(published, planned), last(published, planned))


def _within(grammar: Grammar, text: str, found: _Found, after: int) -> _Found:
    """ "since 2014" lasts until publication; "before 2014" is no time one could name."""
    for before, change in ((grammar.since, _since), (grammar.limit, _limit)):
        match = before.search(text, after, found.start)
        if match is not None:
            return _Found(match.start(), found.end, partial(change, found.reading), last=Point())
    elided = grammar.elided.search(text, after, found.start)
    return replace(found, start=elided.start()) if elided else found


def _since(reading: Reading, published: date | None, planned: bool) -> Bounds:
    del planned  # what began has begun
    return reckoning.until(reading(published, False), published)


def _limit(reading: Reading, published: date | None, planned: bool) -> Bounds:
    del reading, published, planned
    return UNKNOWN
