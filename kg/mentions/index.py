"""Which mentions cover which words of a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from kg.model import Mention, Sentence, Token


def by_sentence(sentences: Sequence[Sentence], mentions: Iterable[Mention]) -> list[list[Mention]]:
    """The mentions of each sentence, in the order of the sentences."""
    starts = [s.start for s in sentences]
    found: list[list[Mention]] = [[] for _ in sentences]
    for mention in mentions:
        i = bisect_right(starts, mention.start) - 1
        if i >= 0 and mention.end <= sentences[i].end:
            found[i].append(mention)
    return found


class Index:
    """The mentions of one sentence by word. Longer mentions come before those inside them."""

    def __init__(self, sentence: Sentence, mentions: Iterable[Mention]) -> None:
        self.mentions = sorted(
            (m for m in mentions if sentence.start <= m.start and m.end <= sentence.end),
            key=lambda m: (m.start - m.end, m.start, m.entity.id),
        )
        self._by_token: dict[int, list[Mention]] = {}
        # A name inside a description ("the parade in Moscow") still denotes what it names.
        for mention in sorted(self.mentions, key=lambda m: m.source == "description"):
            first = bisect_right(sentence.tokens, mention.start, key=lambda t: t.end)
            for token in sentence.tokens[first:]:
                if token.start >= mention.end:
                    break
                if mention.source != "description" or token.i not in self._by_token:
                    self._by_token.setdefault(token.i, []).append(mention)

    def at(self, token: Token | int) -> list[Mention]:
        """The mentions that cover the word, longest first."""
        return self._by_token.get(token if isinstance(token, int) else token.i, [])

    def outer(self, token: Token | int) -> list[Mention]:
        """The mentions at the word that lie in no longer one: several for a dual description
        ("the two leaders") or a compound ("sino-russe")."""
        found = self.at(token)
        return [
            m
            for m in found
            if not any(
                o.start <= m.start and m.end <= o.end and (o.start, o.end) != (m.start, m.end)
                for o in found
            )
        ]


def named_after(sentence: Sentence, index: Index, noun: Token) -> list[Mention]:
    """The mentions that begin right behind a noun, or behind a quotation mark after it: of "the
    NGO « X »"."""
    for i in (noun.i + 1, noun.i + 2):
        if i >= len(sentence.tokens):
            return []
        found = [m for m in index.outer(i) if m.start == sentence.tokens[i].start]
        if found or sentence.tokens[i].text not in ("«", "“", '"'):
            return found
    return []


def words_of(sentence: Sentence, mention: Mention) -> list[Token]:
    """The tokens a mention covers."""
    return [t for t in sentence.tokens if t.start < mention.end and mention.start < t.end]


def head_of(sentence: Sentence, mention: Mention) -> Token:
    """The word of the mention that hangs on something outside it."""
    inside = words_of(sentence, mention)
    places = {t.i for t in inside}
    outside = [t for t in inside if t.head not in places or t.head == t.i]
    return outside[0] if outside else inside[-1]
