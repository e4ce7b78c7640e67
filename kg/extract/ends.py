"""A word in an argument slot -> the entities that stand there.

"Russian forces" and "des responsables américains" are the State; "le ministre russe, X" is X;
"X and Y" are both. The kind the relation expects decides between a capital and its State.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.language import Language
from kg.mentions import rules
from kg.mentions.index import Index, named_after, words_of
from kg.model import Entity, Mention, Ref, Token
from kg.ontology import Ontology
from kg.tree import Tree

_MODIFIERS = ("amod", "nmod", "poss", "compound", "flat")


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity in a slot, by the mention that put it there; ``via`` the person it acts by."""

    entity: Entity
    mention: Mention
    via: Ref | None = None


class Ends:
    """Resolves the argument words of one sentence."""

    def __init__(
        self,
        tree: Tree,
        index: Index,
        ontology: Ontology,
        language: Language,
        states: dict[str, Entity],
    ) -> None:
        self.tree = tree
        self.index = index
        self.ontology = ontology
        self.groups = language.mentions.group_nouns
        self.institutions = language.mentions.institution_nouns
        self.bodies = language.mentions.organisation_nouns
        self.classes = language.mentions.class_nouns
        self.quantities = language.extract.quantity_nouns
        self.light = language.extract.light_verbs
        self.things = ontology.things(language.code)
        self.inside = language.extract.inside
        self.genitive = language.extract.genitive
        self.locative = language.extract.locative
        self.agent = language.extract.agent
        self.states = states
        """Person -> the State they lead or represent."""

    def standing(
        self, tokens: tuple[int, ...], kinds: frozenset[str], *, head: int, state_level: bool
    ) -> list[Standing]:
        """The entities at the words that belong to one of ``kinds``, without repetition.

        A mention that holds the head itself is none of its ends ("the protest in Paris").
        """
        found: dict[str, Standing] = {}
        acting = any(self.ontology.is_a(k, kinds) for k in ("Organisation", "Person"))
        for i in tokens:
            for mention in self.mentions(i):
                if mention in self.index.at(head):
                    continue
                if not acting and i not in self._words(mention):
                    continue  # "controls the Iraqi forces" holds no place
                stands = self._as(mention, kinds, state_level)
                if stands is not None:
                    found.setdefault(stands.entity.id, stands)
        return list(found.values())

    def _words(self, mention: Mention) -> set[int]:
        """The words of a mention, and those coordinated before them."""
        own = {t.i for t in words_of(self.tree.sentence, mention)}
        return own | {self.tree.first_conjunct(i).i for i in own}

    def _as(self, mention: Mention, kinds: frozenset[str], state_level: bool) -> Standing | None:
        entity = mention.entity
        state = self.states.get(entity.id)
        if state_level and state is not None and self.ontology.is_a("State", kinds):
            return Standing(state, mention, Ref(entity.id, entity.label, entity.kind))
        for reading in (*self._acts_as(mention), entity, *mention.readings):
            if self.ontology.is_a(reading.kind, kinds):
                return Standing(reading, mention)
        return None

    def _acts_as(self, mention: Mention) -> Iterator[Entity]:
        """ "the Estonian parliament", which nobody listed, acts as Estonia."""
        if mention.entity.kind == "GovernmentBody" and not mention.entity.listed:
            for inner in self.index.mentions:
                inside = mention.start <= inner.start and inner.end <= mention.end
                if inside and inner.source == "demonym":
                    yield inner.entity

    def mentions(self, i: int) -> Iterator[Mention]:
        """The mentions that the word at ``i`` and its conjuncts denote."""
        for j in self.tree.conjuncts(i):
            token = self.tree.tokens[j]
            yield from list(self._one(token)) or self._part(token)

    def _part(self, token: Token) -> Iterator[Mention]:
        """ "one of X's critics", "hundreds of them": what is counted or picked."""
        if token.pos in ("NUM", "PRON", "DET") or token.lemma in self.quantities:
            for t in self.tree.children(token.i, "nmod"):
                if t.case in self.genitive:
                    yield from self._one(t)

    def _one(self, token: Token) -> Iterator[Mention]:
        direct = self.index.outer(token)
        if direct:
            yield from direct
            return
        named = [
            m
            for t in self.tree.children(token.i, "appos", "flat", "compound")
            for m in self.index.outer(t)
            if m.entity.kind == "Person"
        ]
        if named:
            yield from named[-1:]
        elif token.lemma in self.classes and named_after(self.tree.sentence, self.index, token):
            yield from named_after(self.tree.sentence, self.index, token)
        elif (
            token.role == "appos"
            and token.lemma not in self.bodies
            and self._above(token, "Person")
        ):
            # "X, an engineer who …": the engineer is X.
            yield from self._above(token, "Person")
        elif token.lemma in self.institutions:
            yield from list(self._group(token, self.genitive)) or self._group(token, self.inside)
        elif token.lemma in self.groups or token.pos == "PROPN":
            yield from list(self._group(token, self.genitive)) or self._actor_above(token)
        else:
            yield from self._actor_above(token)

    def speaker(self, i: int) -> Entity | None:
        """Who speaks at the word: an actor, or the State whose officials or sources they are."""
        token = self.tree.tokens[i]
        found = list(self.mentions(i)) or list(self._group(token, self.genitive | self.locative))
        for mention in found[:1]:
            for entity in (mention.entity, *mention.readings):
                if self.ontology.is_a(entity.kind, frozenset({"Actor"})):
                    return entity
        return None

    def _actor_above(self, token: Token) -> list[Mention]:
        """ "Hezbollah, a movement backed by …": the movement is Hezbollah."""
        kind = "Organisation" if token.lemma in self.bodies else "Actor"
        return self._above(token, kind) if token.role == "appos" else []

    def _above(self, token: Token, kind: str) -> list[Mention]:
        kinds = frozenset({kind})
        return [m for m in self.index.outer(token.head) if self.ontology.is_a(m.entity.kind, kinds)]

    def owners(self, tokens: tuple[int, ...]) -> tuple[int, ...]:
        """The words that own the nouns at ``tokens``: China, of "China's decision"."""
        return tuple(
            t.i
            for i in tokens
            if not self.index.at(i) and self.tree.tokens[i].pos == "NOUN"
            for j in self.tree.conjuncts(i)
            for t in self.tree.children(j, *_MODIFIERS, "agent", "obl")
            if (
                t.role not in ("nmod", "agent", "obl")
                or t.case in self.genitive
                or t.case in self.agent
            )
            and not any(m.source == "coreference" for m in self.index.at(t))
        )

    def _group(self, token: Token, cases: frozenset[str]) -> Iterator[Mention]:
        """ "Russian forces", "the French and British governments", "les forces de Kiev"."""
        fired = [
            a
            for clause in self.tree.children(token.i, "acl")
            # "missiles fired by the Israeli army", "the coalition led by the US"; but rebels
            # backed by Iran are not Iran.
            if token.lemma in self.things or clause.lemma in self.light
            for a in self.tree.children(clause.i, "agent")
        ]
        for t in (*self.tree.children(token.i, *_MODIFIERS), *fired):
            if t.role == "nmod" and t.case not in cases:
                continue
            if t.role == "agent" and not self.index.at(t):
                yield from self._group(t, cases)
            for j in self.tree.conjuncts(t.i):
                for mention in self.index.outer(j):
                    state = self._state(mention)
                    if state is not None:
                        yield replace(mention, entity=state, readings=(), rule=rules.GROUP)

    def _state(self, mention: Mention) -> Entity | None:
        """The State or organisation whose group it is."""
        for entity in (*mention.readings, mention.entity):
            if self.ontology.is_a(entity.kind, frozenset({"State", "Organisation"})):
                return entity
        return None
