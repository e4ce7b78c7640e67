"""The notation of triggers: one string of the ontology -> one ``Pattern``.

"impose sanction on", "se rendre à|en", "{} sell <arms> to []", "mettre {} en garde". The
words are lemmas; ``|`` separates alternatives, ``<class>`` a word of a class, ``[]`` is the
relation's subject and ``{}`` its object. CONTRIBUTING.md explains the notation at length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.language import Language

Place = Literal["subject", "object", "oblique", "genitive", "any"]
_COPULAS = frozenset({"be", "être"})
_REFLEXIVE = "se"
_CLITICS = frozenset({"en", "y"})
_SLOT = re.compile(r"(\[\]|\{\})")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an end of the relation stands.

    ``subject``/``object``: of the active verb; ``oblique``: after one of ``cases``;
    ``genitive``: possessor, agent, demonym or compound of a noun; ``any``: after one of the
    language's object prepositions.
    """

    place: Place
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """A word that must hang on the head: one of ``words`` (after one of ``cases``, if any)."""

    words: tuple[str, ...]
    cases: tuple[str, ...] = ()
    word_class: bool = False
    """``words`` name word classes; the word found is the item of the claim."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled trigger. ``rank`` counts what it asks for: the higher, the more specific."""

    relation: str
    text: str
    kind: Literal["verb", "predicate", "noun"]
    heads: tuple[str, ...]
    subject: Slot
    object: Slot
    fixed: tuple[Fixed, ...] = ()
    reflexive: bool = False
    rank: int = 1


def verb_pattern(relation: str, text: str, language: Language) -> Pattern:
    """The pattern of a ``kg:trigger``. Raises ValueError saying what is wrong with it."""
    words = _words(text, language)
    before = words[0] if _SLOT.fullmatch(words[0]) else None
    rest = words[1:] if before else words
    reflexive = bool(rest) and rest[0] == _REFLEXIVE
    rest = rest[1:] if reflexive else rest
    clitic = len(rest) > 1 and rest[0] in _CLITICS
    clitics = (Fixed((rest[0],)),) if clitic else ()
    rest = rest[1:] if clitic else rest
    copular = bool(rest) and rest[0] in _COPULAS
    rest = rest[1:] if copular else rest
    if copular and len(rest) > 1 and rest[0] in _prepositions(language):
        rest = rest[1:]  # "be at war with", "être en guerre contre": the noun is the predicate
    if not rest or _SLOT.fullmatch(rest[0]):
        raise ValueError("it has no head word")
    slots, fixed, last = _tail(rest[1:], language)
    if before:
        slots[before] = Slot("subject")
    if "[]" not in slots:
        slots["[]"] = Slot("subject")
    if "{}" not in slots:
        slots["{}"] = Slot("oblique", last) if last else Slot("object")
    elif last:
        raise ValueError(f"nothing follows {'|'.join(last)}")
    return Pattern(
        relation,
        text,
        "predicate" if copular else "verb",
        tuple(rest[0].split("|")),
        slots["[]"],
        slots["{}"],
        (*clitics, *fixed),
        reflexive,
        rank=1 + 2 * len(fixed) + clitic + reflexive + _asked(slots),
    )


def noun_pattern(relation: str, text: str, language: Language) -> Pattern:
    """The pattern of a ``kg:nounTrigger``. Raises ValueError saying what is wrong with it."""
    words = _words(text, language)
    at = 1 if words[0].startswith("<") and len(words) > 1 else 0
    head, rest = words[at], words[:at] + words[at + 1 :]
    if _SLOT.fullmatch(head):
        raise ValueError("it has no head word")
    slots, fixed, last = _tail(rest, language)
    slots.setdefault("[]", Slot("genitive"))
    if "{}" not in slots:
        slots["{}"] = Slot("oblique", last) if last else Slot("any")
    elif last:
        raise ValueError(f"nothing follows {'|'.join(last)}")
    slots = {k: Slot("genitive") if v.place == "object" else v for k, v in slots.items()}
    rank = 1 + 2 * len(fixed) + _asked(slots)
    return Pattern(
        relation, text, "noun", tuple(head.split("|")), slots["[]"], slots["{}"], tuple(fixed),
        rank=rank,
    )  # fmt: skip


def _asked(slots: dict[str, Slot]) -> int:
    return sum(slot.place == "oblique" for slot in slots.values())


def _words(text: str, language: Language) -> list[str]:
    """The words of a trigger; prepositions of several words are one word."""
    joined = re.sub(r"\bs'", "se ", text.replace("’", "'"))
    for preposition in _prepositions(language):
        if " " in preposition and preposition in joined:
            pattern = rf"(?<![\w]){re.escape(preposition)}(?![\w])"
            joined = re.sub(pattern, preposition.replace(" ", "_"), joined)
    words = [w.replace("_", " ") for w in joined.split()]
    if not words:
        raise ValueError("it is empty")
    return words


def _prepositions(language: Language) -> tuple[str, ...]:
    return _longest_first(tuple(language.parse.prepositions), language.extract.prepositions)


@cache
def _longest_first(joined: tuple[str, ...], single: frozenset[str]) -> tuple[str, ...]:
    known = {p.replace("’", "'") for p in joined} | single
    return tuple(sorted(known, key=lambda p: (-len(p), p)))


def _tail(
    words: list[str], language: Language
) -> tuple[dict[str, Slot], list[Fixed], tuple[str, ...]]:
    """What follows the head: the slots, the fixed words, and a preposition left at the end."""
    known = _prepositions(language)
    slots: dict[str, Slot] = {}
    fixed: list[Fixed] = []
    cases: tuple[str, ...] = ()
    for word in words:
        parts = tuple(word.split("|"))
        if _SLOT.fullmatch(word):
            if word in slots:
                raise ValueError(f"{word} stands twice")
            slots[word] = Slot("oblique", cases) if cases else Slot("object")
            cases = ()
        elif word.startswith("<"):
            names = tuple(p.strip("<>") for p in parts)
            fixed.append(Fixed(names, cases, word_class=True))
            cases = ()
        elif all(p in known for p in parts):
            if cases:  # "out of", "away from": a particle before a preposition
                fixed.append(Fixed(cases))
            cases = parts
        else:
            fixed.append(Fixed(parts, cases))
            cases = ()
    return slots, fixed, cases
