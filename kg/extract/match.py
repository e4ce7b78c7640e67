"""Patterns of the ontology against the frames of a sentence -> hits.

A hit says which words of the sentence are subject and object of which relation; whether they
denote entities that may stand there is decided later. When several patterns share a head,
the most specific one wins, item by item ("sold arms and grain" is two relations).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.frames import Frame, Frames, Oblique
from kg.language import Language
from kg.mentions.index import Index
from kg.model import Token
from kg.ontology import Ontology, Relation
from kg.tree import Tree
from kg.triggers import Fixed, Pattern, Slot

_CLAUSES = ("ccomp", "relcl", "parataxis", "conj")


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found. ``subjects``/``objects`` are positions; ``item`` the word of a class."""

    pattern: Pattern
    head: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    item: int | None = None
    used: frozenset[int] = frozenset()
    """The head and the fixed words: a noun used here fires no trigger of its own."""
    shaky: bool = False
    """An end was taken from a neighbour of the head."""
    hosts: Frame | None = None
    """The frame of a noun whose verb's subject may stand in for a missing owner."""


class Matcher:
    """Finds the hits of one sentence."""

    def __init__(self, tree: Tree, index: Index, ontology: Ontology, language: Language) -> None:
        self.tree = tree
        self.index = index
        self.ontology = ontology
        self.language = language
        self.frames = Frames(tree, language, index.at)
        self.patterns = ontology.patterns.get(language.code, {})
        self._runs: dict[int, frozenset[tuple[str, ...]]] = {}
        self._words = {t.lemma for t in tree.tokens} | {t.text.lower() for t in tree.tokens}

    def hits(self, stands: Callable[[Hit], bool]) -> list[Hit]:
        """The hits of the sentence whose ends ``stands`` accepts, in the order of their heads.

        Of several at one head the most specific remains; a noun that is part of a verb's
        expression ("impose sanctions on") fires no trigger of its own.
        """
        verbs: list[Hit] = []
        nouns: list[Hit] = []
        for token in self.tree.tokens:
            for pattern in self._patterns(token):
                if not self._may_hold(pattern):
                    continue
                found = [hit for hit in self._hits(pattern, token) if stands(hit)]
                (nouns if pattern.kind == "noun" else verbs).extend(found)
        consumed = {i for hit in verbs for i in hit.used if i != hit.head}
        supers = self.ontology.supers
        kept = _most_specific(verbs, supers)
        kept += _most_specific([hit for hit in nouns if hit.head not in consumed], supers)
        return sorted(kept, key=lambda h: (h.head, h.pattern.relation, h.pattern.text))

    def _patterns(self, token: Token) -> list[Pattern]:
        """The patterns whose head is the word: by its lemma, or by its form ("allied", alliée)."""
        found = list(self.patterns.get(token.lemma, []))
        form = token.text.lower()
        forms = {form, *(form.removesuffix(end) for end in ("e", "s", "es"))} - {token.lemma}
        if token.pos not in ("VERB", "ADJ"):
            forms &= {form}
        for other in sorted(forms):
            found += [p for p in self.patterns.get(other, []) if p not in found]
        return found

    def _may_hold(self, pattern: Pattern) -> bool:
        """Whether the fixed words of the pattern are anywhere in the sentence."""
        return all(f.word_class or not self._words.isdisjoint(f.words) for f in pattern.fixed)

    def _hits(self, pattern: Pattern, token: Token) -> list[Hit]:
        """The pattern at its head: one hit for each word of its class, [] when it fails."""
        frame = self._frame(pattern, token)
        if frame is None or (pattern.reflexive and not self.tree.children(token.i, "refl")):
            return []
        used, items = {token.i}, list[int | None]([None])
        for fixed in pattern.fixed:
            if fixed.word_class:
                found = self._class_words(fixed, frame, token)
                if not found:
                    return []
                items = list(found)
            else:
                word = self._fixed_word(fixed, token)
                if word is None:
                    return []
                used.add(word)
        subjects, shaky_subject = self._slot(pattern.subject, frame, used)
        symmetric = self.ontology.relations[pattern.relation].symmetric
        objects, shaky_object = self._slot(pattern.object, frame, used, symmetric=symmetric)
        if not objects and pattern.kind == "verb":
            objects = self._possessors(pattern.object, used - {token.i})
        if not objects and pattern.kind == "noun":
            subjects, objects = self._compounds(token, subjects)
        # "condemnation of X": the complement the trigger claims is no owner.
        relation = self.ontology.relations[pattern.relation]
        apart = self._apart(relation)
        if apart and pattern.object.place == "genitive":
            objects = tuple(dict.fromkeys((*objects, *subjects)))  # their kinds tell them apart
        elif pattern.subject.place == "genitive":
            subjects = tuple(i for i in subjects if i not in objects)
        if pattern.object.place == "genitive" and not apart:
            objects = tuple(i for i in objects if i not in subjects)
        shaky = shaky_subject or shaky_object
        hosts = frame if frame.hosts else None
        return [
            Hit(
                pattern,
                token.i,
                subjects,
                objects,
                item,
                frozenset(used if item is None else used | {item}),
                shaky,
                hosts,
            )
            for item in items
        ]

    def _compounds(
        self, head: Token, owners: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Owners and objects of "North Korea's missile test": the compound is the object."""
        inner = tuple(i for i in owners if self.tree.tokens[i].role in ("compound", "amod"))
        outer = tuple(i for i in owners if i not in inner)
        named = self.tree.tokens[head.head].i != head.i or outer
        return (outer, inner[-1:]) if inner and named and len(owners) > 1 else (owners, ())

    def _frame(self, pattern: Pattern, token: Token) -> Frame | None:
        if pattern.kind == "noun":
            # "the Arctic Summit" is a name; only a described event is one that happens.
            pointing = ("description", "coreference")
            named = any(m.source not in pointing for m in self.index.at(token))
            noun = token.pos in ("NOUN", "PROPN") and not named and not self._titled(token)
            return self.frames.noun(token.i) if noun else None
        if pattern.kind == "predicate":
            return self.frames.predicate(token.i) or (
                self.frames.verb(token.i) if token.pos == "VERB" else None
            )
        if token.lemma in self.language.extract.naming_verbs and (
            self.tree.child(token.i, "attr")
            or len(self.tree.children(token.i, "obj")) > 1
            # "a province called X"
            or (token.role in ("acl", "amod") and not self.tree.child(token.i, "xcomp", "advcl"))
        ):
            return None
        if token.pos in ("VERB", "AUX") and token.role not in ("aux", "aux_pass", "cop"):
            return self.frames.verb(token.i)
        if token.pos == "ADJ" and self.tree.child(token.i, "agent", "aux_pass"):
            return self.frames.verb(token.i)
        return None

    def clause_ends(self, head: int, role: str) -> tuple[int, ...]:
        """The ends of the clauses right below a head: the ``object``s, the ``subject``s, or the
        subjects who are ``asked`` (of clauses that state no fact)."""
        found: list[int] = []
        for t in self.tree.children(head, "ccomp", "xcomp", "advcl", "acl"):
            told = [t, *self.tree.children(t.i, "aux", "aux_pass")]
            moods = self.language.stance.fact_moods
            fact = any(not v.features.isdisjoint(moods | {"Tense=Past"}) for v in told)
            if role == "asked" and fact:
                continue  # "suggested that X was wrong" asks nothing of X
            if t.pos == "VERB":
                found += self._acted_on(t.i) if role == "object" else self.frames.subjects(t.i)
        return tuple(dict.fromkeys(found))

    def _acted_on(self, i: int) -> list[int]:
        """The objects of a verb, or else the complements by which it acts on somebody."""
        cases = self.language.extract.object_prepositions
        near = [o.token for o in self.frames.verb(i).obliques if o.case in cases]
        return self.frames.objects(i) or near

    def _apart(self, relation: Relation) -> bool:
        """Whether nothing can be both ends: a State and a weapon."""
        is_a = self.ontology.is_a
        up = any(is_a(kind, relation.domain) for kind in relation.range)
        return not up and not any(is_a(kind, relation.range) for kind in relation.domain)

    def _titled(self, token: Token) -> bool:
        """A capital inside a sentence: "the Arctic Summit" is a name, though nobody knows it."""
        if not token.text[:1].isupper() or token.i == 0:
            return False
        row = [t for t in self.tree.tokens if t.pos in ("NOUN", "VERB", "ADJ")]
        capitals = sum(t.text[:1].isupper() for t in row)
        return 2 * capitals <= max(len(row), 2)  # a headline may capitalise every word

    # Slots

    def _slot(
        self, slot: Slot, frame: Frame, used: set[int], *, symmetric: bool = False
    ) -> tuple[tuple[int, ...], bool]:
        """The words that stand in the slot, and whether only a neighbour had them."""
        if slot.place == "subject" or slot.place == "genitive":
            return tuple(j for j in frame.subjects if j not in used), False
        if slot.place == "object":
            return tuple(j for j in frame.objects if j not in used), False
        cases = slot.cases or tuple(self.language.extract.object_prepositions)
        if symmetric:
            cases = (*cases, *self.language.extract.pair)
        for near in (False, True):
            found = [
                o.token
                for o in frame.obliques
                if o.near == near
                and o.token not in used
                and self._case_fits(o, cases)
                and self._names_something(o.token)
            ]
            if found and not near:
                # "frappes contre X dans Y": what hangs on the fixed noun counts as well.
                found += [
                    o.token
                    for o in frame.obliques
                    if o.near
                    and self.tree.tokens[o.token].head in used
                    and self._case_fits(o, cases)
                    and self._names_something(o.token)
                ]
            # Whom, before where: "strikes against X in Y" are strikes on X.
            sites = self.language.extract.sites
            firm = [j for j in found if self.tree.tokens[j].case not in sites]
            found = firm or found
            if found:
                return tuple(dict.fromkeys(found)), near
        return (), False

    def _possessors(self, slot: Slot, nouns: set[int]) -> tuple[int, ...]:
        """ "rejected Ukraine's proposal" is "reject proposal of Ukraine"."""
        if self.language.extract.genitive.isdisjoint(slot.cases):
            return ()
        return tuple(
            t.i
            for noun in sorted(nouns)
            for t in self.tree.children(noun, "poss", "amod", "compound")
            if self._names_something(t.i)
        )

    def _names_something(self, i: int) -> bool:
        """Whether a name stands in the complement: "on Friday" is no target of sanctions."""
        return any(self.index.at(j) for j in self.tree.subtree(i))

    def _case_fits(self, oblique: Oblique, cases: tuple[str, ...]) -> bool:
        if oblique.case in self.language.stance.sources:
            return False
        return oblique.case in cases or oblique.case.rpartition(" ")[2] in cases

    def _fixed_word(self, fixed: Fixed, token: Token) -> int | None:
        """The position of a fixed word of the pattern below the head, or None."""
        for t in self._below(token):
            if t.role in _CLAUSES:  # "told X that it would leave" is no "tell X to leave"
                continue
            written = t.lemma in fixed.words or t.text.lower() in fixed.words
            if not fixed.cases and t.pos == "NOUN" and self._strays(t, token):
                continue  # "called for a truce" is no "call truce"
            titled = not fixed.cases and t.lemma in self.language.mentions.person_nouns
            if titled and self._named(t):
                continue  # "received Minister X" received X, no minister "of" somewhere
            if written and (not fixed.cases or t.case in fixed.cases):
                return t.i
        return None

    def _named(self, noun: Token) -> bool:
        """Whether a person's name stands beside a title."""
        near = [noun.head, *(t.i for t in self.tree.children(noun.i, "appos", "flat", "compound"))]
        return any(m.entity.kind == "Person" for i in near for m in self.index.at(i))

    def _strays(self, noun: Token, head: Token) -> bool:
        """Whether a noun stands behind a preposition that the trigger does not name."""
        words = self.language.extract
        inner = noun.role == "nmod" and noun.head != head.i
        if inner and self.tree.tokens[noun.head].lemma not in words.quantity_nouns:
            return True
        return bool(noun.case) and noun.case not in words.genitive

    def _below(self, token: Token) -> list[Token]:
        """What hangs on the head, with the prepositions and the objects' modifiers below it."""
        below = self.tree.children(token.i)
        cases = [c for t in below for c in self.tree.children(t.i, "case")]
        objects = self._objects(token)
        inner = [c for t in objects for c in self.tree.children(t.i, "amod", "compound", "nmod")]
        return [*below, *cases, *objects, *inner]

    def _objects(self, token: Token) -> list[Token]:
        """The objects of a verb; the noun a participle modifies is one of them."""
        frame = self.frames.verb(token.i) if token.pos in ("VERB", "AUX", "ADJ") else None
        return [self.tree.tokens[j] for j in frame.objects] if frame else []

    # Word classes

    def _class_words(self, fixed: Fixed, frame: Frame, token: Token) -> list[int]:
        """The heads of what is sold, given, sent … that belong to the class."""
        if fixed.cases:
            places = [o.token for o in frame.obliques if self._case_fits(o, fixed.cases)]
        elif frame.objects:
            places = list(frame.objects)
        else:
            places = [t.i for t in self.tree.children(token.i, "nmod", "compound", "amod", "obl")]
        heads = [c for place in places for c in self.tree.conjuncts(place)]
        heads = [inner for head in heads for inner in self._measured(head)]
        phrases = self.ontology.phrases(fixed.words, self.language.code)
        kinds = frozenset().union(
            *(self.ontology.word_kinds.get(name, frozenset()) for name in fixed.words)
        )
        return [
            i
            for i in dict.fromkeys(heads)
            if self._contains(i, phrases)
            or any(self.ontology.is_a(m.entity.kind, kinds) for m in self.index.at(i))
        ]

    def _measured(self, head: int) -> list[int]:
        """The noun itself, or what it counts: "thousands of troops"."""
        words = self.language.extract
        if self.tree.tokens[head].lemma not in words.quantity_nouns:
            return [head]
        counted = [t.i for t in self.tree.children(head, "nmod") if t.case in words.genitive]
        return [c for i in counted for c in self.tree.conjuncts(i)] or [head]

    def _contains(self, head: int, phrases: frozenset[tuple[str, ...]]) -> bool:
        """Whether one of the phrases of lemmas is the head of the noun phrase, with or without
        modifiers: "military aid" is aid."""
        if head not in self._runs:
            self._runs[head] = frozenset(self._runs_around(head))
        return not phrases.isdisjoint(self._runs[head])

    def _runs_around(self, head: int) -> Iterator[tuple[str, ...]]:
        """The runs of words of a noun phrase that hold its head, as lemmas and as written."""
        inside = [
            t
            for t in (self.tree.tokens[j] for j in self.tree.subtree(head))
            if t.i == head or t.head == head or self.tree.tokens[t.head].head == head
        ]
        coordinated = {j for c in self.tree.children(head, "conj") for j in self.tree.subtree(c.i)}
        row = [t for t in inside if t.i not in coordinated and t.role != "det"]
        at = next(k for k, t in enumerate(row) if t.i == head)
        for words in ([t.lemma for t in row], [t.text.lower() for t in row]):
            for first in range(at + 1):
                for last in range(at, len(row)):
                    yield tuple(words[first : last + 1])


def _most_specific(hits: list[Hit], supers: dict[str, str]) -> list[Hit]:
    """For each head and item: the hits whose pattern asks for most; of those, no relation whose
    sub-relation is there too."""
    by_head: dict[int, list[Hit]] = {}
    for hit in hits:
        by_head.setdefault(hit.head, []).append(hit)
    best: list[Hit] = []
    for group in by_head.values():
        items: list[int | None] = [h.item for h in group if h.item is not None]
        for item in dict.fromkeys(items or [None]):
            fitting = [h for h in group if h.item in (item, None)]
            top = max(h.pattern.rank for h in fitting)
            ruling = [h for h in fitting if h.pattern.rank == top]
            taken = {i for h in ruling for i in (*h.subjects, *h.objects)}
            # "were seen together at the fair": whom they met, and where they were.
            fitting = ruling + [
                h
                for h in fitting
                if h.pattern.rank < top
                and h.pattern.object.place == "oblique"
                and taken.isdisjoint(h.objects)
            ]
            above = {a for h in fitting for a in _above(h.pattern.relation, supers)}
            best += [h for h in fitting if h.pattern.relation not in above]
    return best


def _above(relation: str, supers: dict[str, str]) -> list[str]:
    """The relations a relation is a kind of, nearest first."""
    found: list[str] = []
    while relation in supers:
        relation = supers[relation]
        found.append(relation)
    return found
