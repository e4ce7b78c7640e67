"""Mentions that somebody marked by hand: the spans of a data set whose ends are given.

Only where they stand is taken from the marks. What a span denotes is left open: it fits every
kind a relation asks for, unless a name that was found is its head anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.gazetteer import slug
from kg.mentions.index import Index, by_sentence, head_of
from kg.model import Entity, Mention, Sentence

_KINDS = ("Organisation", "Person", "State", "Place", "Event", "Agreement", "Weapon")
"""What an unknown span may be, in the order in which it is tried."""


def mentions(
    text: str,
    spans: Iterable[tuple[int, int]],
    sentences: Sequence[Sentence],
    named: Sequence[Mention],
) -> Iterator[Mention]:
    """A mention for each span (offsets into ``text``) whose head no name covers."""
    marked = []
    for start, end in sorted(set(spans)):
        words = text[start:end]
        first, *others = (Entity(f"given-{slug(words)}", kind, words) for kind in _KINDS)
        marked.append(Mention(first, words, start, end, "given", tuple(others)))
    both = zip(by_sentence(sentences, marked), by_sentence(sentences, named), strict=True)
    for sentence, (given, names) in zip(sentences, both, strict=True):
        index = Index(sentence, names)
        for mention in given:
            if not index.at(head_of(sentence, mention)):
                yield mention
