"""Weapons that a text tells by an adjective: "North Korea's nuclear and ballistic programmes"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.gazetteer import Gazetteer
from kg.language import Language
from kg.mentions.index import Index, by_sentence
from kg.model import Mention, Sentence
from kg.tree import Tree


def programmes(
    sentences: Sequence[Sentence],
    named: Sequence[Mention],
    gazetteer: Gazetteer,
    language: Language,
) -> Iterator[Mention]:
    """A mention of the weapons at each such adjective beside a programme or an arsenal."""
    words = language.mentions
    for sentence, names in zip(sentences, by_sentence(sentences, named), strict=True):
        tree, index = Tree(sentence), Index(sentence, names)
        for noun in sentence.tokens:
            if noun.lemma not in words.programme_nouns or index.at(noun):
                continue
            for i in tree.subtree(noun.i):
                token = sentence.tokens[i]
                entity = gazetteer.entities.get(words.weapon_adjectives.get(token.lemma, ""))
                if token.pos == "ADJ" and entity is not None and not index.at(token):
                    yield Mention(entity, token.text, token.start, token.end, "demonym")
