"""Sentences typed in by hand, in neutral roles: what the tests of single modules read."""

from __future__ import annotations

from kg.model import Sentence, Token


def sentence(rows: str) -> Sentence:
    """A sentence from lines of ``word lemma POS role head``, then ``case=…`` or ``Feature=…``.

    ``head`` is the number of a line, counted from 0; the root is its own head. ``_`` in a
    preposition stands for a space. Words are joined by one space.
    """
    tokens: list[Token] = []
    start = 0
    for i, row in enumerate(rows.strip().splitlines()):
        text, lemma, pos, role, head, *more = row.split()
        case = next((m.removeprefix("case=") for m in more if m.startswith("case=")), "")
        features = frozenset(m for m in more if not m.startswith("case="))
        end = start + len(text)
        tokens.append(
            Token(
                i, text, lemma, pos, role, int(head), start, end, case.replace("_", " "), features
            )
        )
        start = end + 1
    return Sentence(0, " ".join(t.text for t in tokens), 0, start - 1, tuple(tokens))
