"""Walking the neutral tree of one sentence: children, ancestors, subtrees, clauses."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Sentence, Token


class Tree:
    """The tokens of a sentence with their children. Positions are ``Token.i``."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._below: list[list[int]] = [[] for _ in sentence.tokens]
        for token in sentence.tokens:
            if token.head != token.i:
                self._below[token.head].append(token.i)

    def children(self, i: int, *roles: str) -> list[Token]:
        """The tokens that hang on ``i``, in order; only those in ``roles`` when given."""
        below = (self.tokens[j] for j in self._below[i])
        return [t for t in below if not roles or t.role in roles]

    def child(self, i: int, *roles: str) -> Token | None:
        """The first child of ``i`` in one of the roles, or None."""
        found = self.children(i, *roles)
        return found[0] if found else None

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
        found, queue = {i}, [i]
        while queue:
            for j in self._below[queue.pop()]:
                if j not in found:
                    found.add(j)
                    queue.append(j)
        return sorted(found)

    def first_conjunct(self, i: int) -> Token:
        """The first of the coordinated words ``i`` belongs to (itself when it is none)."""
        token = self.tokens[i]
        return self.tokens[token.head] if token.role == "conj" else token

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and the words coordinated with it, when ``i`` is the first of them."""
        return [i, *(t.i for t in self.children(i, "conj"))]
