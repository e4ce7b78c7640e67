"""Slips of the parsers, mended in one place by rules that look at the tree alone.

Each rule says what the models do wrong; tests/sentences.py has the sentences that keep it.
"""

from __future__ import annotations

from kg.language import Language
from kg.mends import clauses, names, speech, words
from kg.mends.node import NOMINAL, Node

__all__ = ["NOMINAL", "Node", "mend_clauses", "mend_words"]


def mend_words(nodes: list[Node], language: Language) -> None:
    """Mend the words themselves: lemmas, moods, auxiliaries. Before the roles are neutral."""
    words.lift_participles(nodes, language)
    words.lift_inverted(nodes)
    words.verbs(nodes, language)


def mend_clauses(nodes: list[Node], language: Language) -> None:
    """Mend what hangs where. After the roles have become neutral."""
    names.titles(nodes)
    names.appositions(nodes)
    names.subjects(nodes)
    names.coordination(nodes)
    names.conjuncts(nodes)
    names.joined_subjects(nodes)
    names.counterparts(nodes, language)
    names.lists(nodes)
    clauses.infinitives(nodes, language)
    names.pairs(nodes, language)
    clauses.objects(nodes)
    clauses.relatives(nodes, language)
    clauses.attributes(nodes)
    clauses.contracted(nodes, language)
    clauses.sources(nodes, language)
    clauses.fronted(nodes)
    clauses.partitives(nodes, language)
    speech.calendar(nodes, language)
    speech.incises(nodes, language)
    speech.split(nodes, language)
    names.hyphens(nodes)
    clauses.headlines(nodes)
    clauses.control(nodes, language)
    clauses.participles(nodes)
