"""Quotations -> who speaks in them, over as many sentences as they last.

A quotation belongs to the subject of the verb of saying beside it; one without such a verb to
whoever spoke in the sentence before. "I" and "we" inside it are the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.ends import Ends
from kg.language import Language
from kg.model import Entity, Mention, Sentence, Token

_MARKS = re.compile(
    r"«[^«»\n]*(?:»|(?=\n)|$)|“[^“”\n]*(?:”|(?=\n)|$)|\"[^\"\n]*(?:\"|(?=\n)|$)"
    r"|(?<![\w’'])['‘](?=[\w…])[^\n]*?(?<=[\w.,!?…])['’](?!\w)"
)
"""Pairs of quotation marks on one line; a mark left open lasts until the line ends. A single
mark opens before a word and closes after one, so that no apostrophe does."""

_FEWEST = 3
"""Words of the shortest quotation; less is a word set apart ("special operation")."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Offsets of a quotation in the article, and who speaks."""

    start: int
    end: int
    speaker: Entity


def spans(text: str, start: int) -> list[tuple[int, int]]:
    """Offsets of the quotations of ``text[start:]``."""
    found = [(start + m.start(), start + m.end()) for m in _MARKS.finditer(text[start:])]
    return [(a, b) for a, b in found if len(text[a:b].split()) >= _FEWEST]


def quotes(
    text: str,
    start: int,
    sentences: Sequence[Sentence],
    ends: Callable[[Sentence], Ends],
    language: Language,
) -> Iterator[Quote]:
    """The quotations whose speaker the article tells."""
    marked = spans(text, start)
    last: tuple[int, Entity] | None = None
    for begin, end in marked:
        here = [s for s in sentences if s.start < end and begin < s.end]
        if not here:
            continue
        speaker = _speaker(begin, end, here, sentences, marked, ends, language)
        if speaker is None and last is not None and here[0].index - last[0] <= 1:
            speaker = last[1] if _alone(begin, end, here) else None
        if speaker is not None:
            last = (here[-1].index, speaker)
            yield Quote(begin, end, speaker)


def _alone(begin: int, end: int, here: Sequence[Sentence]) -> bool:
    """Whether nothing but the quotation stands in its sentences."""
    outside = [t for s in here for t in s.tokens if not begin <= t.start < end]
    return all(t.pos in ("PUNCT", "SPACE", "SYM") for t in outside)


def _speaker(
    begin: int,
    end: int,
    here: Sequence[Sentence],
    sentences: Sequence[Sentence],
    marked: Sequence[tuple[int, int]],
    ends: Callable[[Sentence], Ends],
    language: Language,
) -> Entity | None:
    """Who says it, in the quotation's own sentences or in one cut off right before or after."""
    near = list(here)
    after, before = here[-1].index + 1, here[0].index - 1
    if after < len(sentences) and sentences[after].tokens[0].text[:1].islower():
        near.append(sentences[after])
    if before >= 0 and sentences[before].text.rstrip('«“" ').endswith(":"):
        near.insert(0, sentences[before])
    found: list[tuple[int, Entity]] = []
    for sentence in near:
        reader = ends(sentence)
        for token in sentence.tokens:
            inside = any(a <= token.start < b for a, b in marked)
            if inside or token.lemma not in language.stance.reporting or token.pos != "VERB":
                continue
            for subject in _subjects(reader, token):
                entity = reader.speaker(subject)
                if entity is not None:
                    found.append((min(abs(token.start - end), abs(begin - token.end)), entity))
    return min(found, key=lambda f: f[0])[1] if found else None


def _subjects(reader: Ends, verb: Token) -> list[int]:
    """The subject of a verb of saying; behind an inverted one the parser may see an object."""
    tree = reader.tree
    own = [t.i for t in tree.children(verb.i, "subj", "agent")]
    behind = [t.i for t in tree.children(verb.i, "obj", "obl") if t.i > verb.i and not t.case]
    return own or behind[:1]


def first_person(
    found: Sequence[Quote], sentences: Sequence[Sentence], words: frozenset[str]
) -> Iterator[Mention]:
    """ "I", "we", "our" inside a quotation: the speaker."""
    for sentence in sentences:
        for token in sentence.tokens:
            if token.text.lower() not in words or token.pos not in ("PRON", "DET"):
                continue
            quote = next((q for q in found if q.start <= token.start < q.end), None)
            if quote is not None:
                yield Mention(quote.speaker, token.text, token.start, token.end, "coreference")
