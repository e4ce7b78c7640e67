"""Words that tell somebody's party: "Tory MP X", "la députée socialiste X", "X, a Democrat".

Many countries have a Labour party; the article's own decides.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.gazetteer import Gazetteer, words
from kg.mentions.index import Index
from kg.model import Entity, Mention
from kg.tree import Tree

_LONGEST = 2
"""Words of the longest party word: "Liberal Democrat"."""


class Parties:
    """Finds the party words of one sentence."""

    def __init__(
        self,
        tree: Tree,
        index: Index,
        gazetteer: Gazetteer,
        lang: str,
        home: Callable[[], Entity | None],
    ) -> None:
        self.tree = tree
        self.index = index
        self.gazetteer = gazetteer
        self.lang = lang
        self.home = home

    def beside(self, first: int, last: int) -> Mention | None:
        """The party word right before or right after the words from ``first`` to ``last``."""
        for length in range(_LONGEST, 0, -1):
            for begin in (first - length, last + 1):
                found = self.at(begin, begin + length - 1)
                if found is not None:
                    return found
        return None

    def ending(self, last: int) -> Mention | None:
        """The longest party word that ends at ``last`` and is no part of a longer one."""
        if not self._may_end(last) or self.at(last, last + 1) is not None:
            return None
        return self.at(last - 1, last) or self.at(last, last)

    def _may_end(self, last: int) -> bool:
        """Whether the word is the last of a name of some party."""
        word = self.tree.tokens[last].text.lower().rpartition("-")[2]
        return word in self.gazetteer.partisan_words

    def at(self, first: int, last: int) -> Mention | None:
        """The party that these words tell, when it is one of the article's own State."""
        tokens = self.tree.tokens
        if first < 0 or last >= len(tokens):
            return None
        if not self._may_end(last):
            return None
        begin, end = tokens[first].start, tokens[last].end
        if any(m.end - m.start > end - begin for m in self.index.at(first)):
            return None  # "Green Horizon" is another party
        sentence = self.tree.sentence
        surface = sentence.text[begin - sentence.start : end - sentence.start]
        parties = self.gazetteer.partisans.get((self.lang, words(surface)), ())
        if not parties or (self.lang == "en" and not surface[:1].isupper()):
            return None
        home = self.home()
        own = [p for p in parties if home is not None and self.gazetteer.parents.get(p) == home.id]
        chosen = own if own else list(parties) if len(parties) == 1 else []
        if len(chosen) != 1:
            return None
        return Mention(self.gazetteer.entities[chosen[0]], surface, begin, end, "demonym")
