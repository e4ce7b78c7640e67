"""Walking the neutral tree of one sentence: children, ancestors, subtrees, clauses."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Sentence, Token


class Tree:
    """The tokens of a sentence with their children. Positions are ``Token.i``."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._subtrees: dict[int, list[int]] = {}
        self._children: list[list[Token]] = [[] for _ in sentence.tokens]
        for token in sentence.tokens:
            if token.head != token.i:
                self._children[token.head].append(token)

    def children(self, i: int, *roles: str) -> list[Token]:
        """The tokens that hang on ``i``, in order; only those in ``roles`` when given."""
        below = self._children[i]
        return [t for t in below if t.role in roles] if roles else list(below)

    def child(self, i: int, *roles: str) -> Token | None:
        """The first child of ``i`` in one of the roles, or None."""
        return next((t for t in self._children[i] if not roles or t.role in roles), None)

    def parent(self, i: int) -> Token | None:
        """The head of ``i``, or None for a root."""
        token = self.tokens[i]
        return None if token.head == i else self.tokens[token.head]

    def ancestors(self, i: int) -> Iterator[Token]:
        """The heads above ``i``, nearest first."""
        seen = {i}
        above = self.parent(i)
        while above is not None and above.i not in seen:
            seen.add(above.i)
            yield above
            above = self.parent(above.i)

    def subtree(self, i: int) -> list[int]:
        """``i`` and all positions below it, sorted."""
        if i in self._subtrees:
            return self._subtrees[i]
        found, queue = {i}, [i]
        while queue:
            for t in self._children[queue.pop()]:
                if t.i not in found:
                    found.add(t.i)
                    queue.append(t.i)
        self._subtrees[i] = sorted(found)
        return self._subtrees[i]

    def first_conjunct(self, i: int) -> Token:
        """The first of the coordinated words ``i`` belongs to (itself when it is none)."""
        token = self.tokens[i]
        return self.tokens[token.head] if token.role == "conj" else token

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and the words coordinated with it, when ``i`` is the first of them."""
        return [i, *(t.i for t in self.children(i, "conj"))]
