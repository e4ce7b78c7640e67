"""Short quotes, for graphs that may not carry the text of articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Claim, End, Span

LONGEST = 120
"""Characters of an excerpt, some twenty words."""


def shortened(claim: Claim) -> Claim:
    """The claim with an excerpt of its sentence."""
    words = [claim.trigger, claim.subject, claim.object]
    return replace(claim, sentence=excerpt(claim.sentence, [w for w in words if w]))


def excerpt(sentence: Span, words: Iterable[Span | End]) -> Span:
    """At most ``LONGEST`` characters of the sentence, in whole words, with as many as fit of the
    ``words`` that carry its claim, the first of them before the others."""
    start = end = None
    for word in words:
        if sentence.start <= word.start <= word.end <= sentence.end:
            first = word.start if start is None else min(start, word.start)
            last = word.end if end is None else max(end, word.end)
            if last - first <= LONGEST:
                start, end = first, last
    if start is None or end is None:
        start = end = sentence.start
    return _whole_words(sentence, start, end)


def _whole_words(sentence: Span, start: int, end: int) -> Span:
    """Words on both sides of what must be in it, as many as fit."""
    spare = LONGEST - (end - start)
    first = max(sentence.start, start - spare // 2)
    last = min(sentence.end, first + LONGEST)
    first = max(sentence.start, last - LONGEST)
    text, at = sentence.text, sentence.start
    while sentence.start < first < start and not text[first - at - 1].isspace():
        first += 1
    while sentence.end > last > end and not text[last - at].isspace():
        last -= 1
    kept = text[first - at : last - at]
    first += len(kept) - len(kept.lstrip())
    kept = kept.strip()
    return Span(kept, first, first + len(kept))
