"""Lasting structure said in passing: "the German navy", "Strumica, Macedonia".

Which relation such a phrase states follows from the ontology: a relation with the structure
``genitive``, ``locative`` or ``appositive`` and the narrowest domain that fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.language import Language
from kg.mentions.index import Index, head_of, words_of
from kg.model import Entity, Mention, Token
from kg.ontology import Ontology, Relation
from kg.tree import Tree


@dataclass(frozen=True, slots=True)
class Structure:
    """A relation between two mentions of the sentence; ``head`` is the word that binds them."""

    relation: str
    subject: Mention
    object: Mention
    object_entity: Entity
    head: int


class Structures:
    """Finds the structures of one sentence."""

    def __init__(
        self,
        tree: Tree,
        index: Index,
        ontology: Ontology,
        language: Language,
        gazetteer: Gazetteer,
    ) -> None:
        self.tree = tree
        self.index = index
        self.ontology = ontology
        self.language = language
        self.gazetteer = gazetteer
        self.words = language.extract
        self.capital_nouns = language.mentions.capital_nouns
        self.place_nouns = language.mentions.place_nouns | language.mentions.capital_nouns
        self.site_nouns = language.mentions.site_nouns
        self.relations = sorted(ontology.relations.values(), key=lambda r: r.name)

    def found(self) -> Iterator[Structure]:
        """Every structure, in the order of the mentions."""
        for mention in self.index.mentions:
            yield from self._capital(mention)
            yield from self._national(mention)
            if mention.source in ("coreference", "demonym", "metonym", "given"):
                continue
            yield from self._affiliation(mention)
            if mention.entity.kind in ("State", "Person"):
                continue
            head = head_of(self.tree.sentence, mention)
            for owner in self._owner(mention):
                structure = self._structure("genitive", mention, owner, head.i)
                if structure is not None:
                    yield structure
            for kind, other, word in self._bound(mention, head):
                structure = self._structure(kind, mention, other, word.i)
                if structure is not None:
                    yield structure

    def _bound(self, mention: Mention, head: Token) -> Iterator[tuple[str, Mention, Token]]:
        """(structure, the other mention, its word) for what is bound to the mention."""
        inside = {t.i for t in words_of(self.tree.sentence, mention)}
        for i in sorted(inside):
            for other in self.index.at(i):
                if other.source == "coreference":
                    continue
                inner = other.start >= mention.start and other.end <= mention.end
                vague = other.entity.kind == "Place" and (
                    other.entity.id not in self.gazetteer.parents
                )  # "the Baltic Institute": a sea or a region of many States
                if inner and other != mention and mention.entity.kind != "Place" and not vague:
                    within = self.tree.tokens[i].case in self._places(mention)
                    yield "locative" if within else "genitive", other, self.tree.tokens[i]
        for t in self.tree.children(head.i, "amod", "poss", "compound", "nmod", "appos"):
            if t.i in inside:
                continue
            if t.lemma in self.words.based:  # "the Berlin-based institute"
                for b in self.tree.children(t.i):
                    yield from (("locative", other, b) for other in self.index.outer(b))
            for other in self.index.outer(t):
                if other.source == "coreference":
                    continue
                if t.role in ("amod", "poss", "compound") or t.case in self.words.genitive:
                    yield "genitive", other, t
                elif t.case in self._places(mention) and not self._settled(mention, other):
                    yield "locative", other, t
        for noun in self._classes(mention, head):
            yield from self._bound_to(noun, mention)
        last = max(inside)
        tokens = self.tree.tokens
        if any(other != mention for other in self.index.at(last)):
            return  # "the conference in Birmingham, Britain": Birmingham is in Britain
        yield from self._following(mention, last)
        appositive = last + 2 < len(tokens)
        if appositive and tokens[last + 1].text in (",", "("):
            for other in self.index.outer(last + 2):
                if self._closed(other, last + 2) and not self._settled(mention, other):
                    yield "appositive", other, tokens[last + 2]

    def _classes(self, mention: Mention, head: Token) -> Iterator[Token]:
        """The nouns that say what the name is: "the city of X", "X, a city", "carmaker X"."""
        place = mention.entity.kind == "Place"
        nouns = self.place_nouns if place else self.site_nouns
        if not place and not self.ontology.is_a(mention.entity.kind, frozenset({"Organisation"})):
            return
        yield from (t for t in self.tree.children(head.i, "appos") if t.lemma in nouns)
        above = self.tree.parent(head.i)
        of = head.role == "nmod" and head.case in self.words.genitive and place
        named = head.role in ("appos", "flat", "compound") and not head.case
        if above is not None and above.lemma in nouns and (of or named):
            yield above

    def _bound_to(self, noun: Token, mention: Mention) -> Iterator[tuple[str, Mention, Token]]:
        """What is bound to a noun that stands for the mention: "the [Nigerian] city of Kano"."""
        for t in self.tree.children(noun.i, "amod", "poss", "compound", "nmod"):
            for i in self._reached(t):
                for other in self.index.outer(i):
                    if other == mention or other.source == "coreference":
                        continue
                    own = t.role in ("amod", "poss", "compound") or t.case in self.words.genitive
                    near = t.case in self.words.inside or mention.entity.kind != "Place"
                    if own:
                        place = mention.entity.kind == "Place"
                        yield "locative" if place else "genitive", other, t
                    elif near and t.case in self.words.locative:
                        yield "locative", other, t

    def _reached(self, t: Token) -> list[int]:
        """The word itself, or what it is a part of: "the north of [Nigeria]"."""
        if self.index.at(t):
            return [t.i]
        return [n.i for n in self.tree.children(t.i, "nmod") if n.case in self.words.genitive]

    def _following(self, mention: Mention, last: int) -> Iterator[tuple[str, Mention, Token]]:
        """ "Leeds, in northern England", "the rally in Leeds": a place right behind it, whatever
        the parser hung it on."""
        tokens = self.tree.tokens
        i = last + 1
        comma = i < len(tokens) and tokens[i].text == ","
        i += comma
        cases = self._places(mention)
        event = mention.entity.kind == "Event"
        if event and i < len(tokens) and tokens[i].lemma in self.words.topics:
            # "the summit on the climate in X"
            i = next((t.i for t in tokens[i + 1 : i + 5] if t.lemma in cases), i)
        if i >= len(tokens) or tokens[i].lemma not in cases or not (comma or event):
            return
        if comma and mention.entity.kind not in ("Place", "Event"):
            return
        for token in tokens[i + 1 : i + 6]:
            for other in self.index.outer(token):
                whole = token.pos == "ADJ" or other.source == "gazetteer"
                if other.entity.kind in ("Place", "State") and whole:
                    yield "locative", other, token
                return
            if token.pos not in (("DET", "ADJ", "ADP", "NOUN") if comma else ("DET", "ADJ")):
                return

    def _contradicts(self, mention: Mention, entity: Entity) -> bool:
        """A listed place that lies in another State."""
        parent = self.gazetteer.parents.get(mention.entity.id)
        return (
            mention.entity.kind == "Place"
            and entity.kind == "State"
            and parent
            not in (
                None,
                entity.id,
            )
        )

    def _affiliation(self, mention: Mention) -> Iterator[Structure]:
        """ "Anna Berg of the Rivage Trust": she is one of its people."""
        if mention.entity.kind != "Person":
            return
        head = head_of(self.tree.sentence, mention)
        for t in self.tree.children(head.i, "nmod"):
            if t.case not in self.words.genitive or t.i > head.i + 4:
                continue
            for other in self.index.outer(t):
                body = self.ontology.is_a(other.entity.kind, frozenset({"Organisation"}))
                structure = self._structure("affiliation", mention, other, t.i) if body else None
                if structure is not None:
                    yield structure

    def _national(self, mention: Mention) -> Iterator[Structure]:
        """ "the Japanese carmaker", which points to a company: it is in Japan."""
        if mention.source != "coreference" or mention.entity.kind != "Company":
            return
        noun = head_of(self.tree.sentence, mention)
        for t in self.tree.children(noun.i, "amod"):
            for other in self.index.at(t):
                structure = self._structure("genitive", mention, other, t.i)
                if other.source == "demonym" and structure is not None:
                    yield structure

    def _owner(self, mention: Mention) -> Iterator[Mention]:
        """The State that a listed body's name holds: "the German parliament" is Germany's."""
        parents, entities = self.gazetteer.parents, self.gazetteer.entities
        parent = entities.get(parents.get(mention.entity.id, ""))
        while parent is not None and parent.kind != "State":  # the navy's forces' State
            parent = entities.get(parents.get(parent.id, ""))
        if parent is None or mention.entity.kind != "GovernmentBody":
            return
        places = [
            (m.start(), n.end())
            for size in _DEMONYM
            for words in [[*re.finditer(r"[^\W_]+", mention.text)]]
            for m, n in zip(words, words[size - 1 :], strict=False)
        ]
        for start, end in places:
            text = mention.text[start:end]
            found = self.gazetteer.find(text, self.language.code)
            whole = found and (found[0].start, found[0].end) == (0, len(text))
            if whole and any(n.entity == parent.id for n in found[0].names):
                at = mention.start
                yield Mention(parent, text, at + start, at + end, "demonym")
                return

    def _capital(self, mention: Mention) -> Iterator[Structure]:
        """ "the capital, Skopje": it lies in the State whose capital it is."""
        state = next((r for r in mention.readings if r.kind == "State"), None)
        if mention.entity.kind != "Place" or state is None:
            return
        head = head_of(self.tree.sentence, mention)
        near = [*self.tree.children(head.i, "appos"), *self.tree.children(head.i, "compound")]
        above = self.tree.parent(head.i)
        if above is not None and head.role in ("appos", "flat", "nmod") and not head.case:
            near.append(above)
        for noun in near:
            named = [
                m for t in self.tree.children(noun.i, "nmod", "poss") for m in self.index.at(t)
            ]
            if noun.lemma in self.capital_nouns and not any(m.entity == state for m in named):
                span = Mention(state, noun.text, noun.start, noun.end, "description")
                structure = self._structure("locative", mention, span, noun.i)
                if structure is not None:
                    yield structure

    def _places(self, mention: Mention) -> frozenset[str]:
        """Where a place lies, "in" says; "à" and "from" only link it to another one."""
        if mention.entity.kind == "Event":
            return self.words.sites  # "the conference on Syria" is elsewhere
        return self.words.inside if mention.entity.kind == "Place" else self.words.locative

    def _closed(self, other: Mention, i: int) -> bool:
        """ "Strumica, Macedonia," and not "in Paris, London and Rome"."""
        tokens = self.tree.tokens
        if tokens[i].role in ("subj", "subj_pass") or self.tree.child(i, "conj", "cc"):
            return False
        row = self.tree.children(tokens[i].head, "conj") if tokens[i].role == "conj" else []
        if len(row) > 1 or any(self.tree.children(t.i, "cc") for t in row):
            return False  # "Paris, London and Rome"
        after = max(t.i for t in words_of(self.tree.sentence, other)) + 1
        return after >= len(tokens) or tokens[after].pos in ("PUNCT", "VERB", "ADP", "PROPN")

    def _structure(
        self, kind: str, mention: Mention, other: Mention, head: int
    ) -> Structure | None:
        fitting: list[tuple[Relation, Entity]] = []
        for relation in self.relations:
            if kind not in relation.structures:
                continue
            if not self.ontology.is_a(mention.entity.kind, relation.structures[kind]):
                continue
            for entity in (other.entity,):
                if self._contradicts(mention, entity):
                    continue
                if self.ontology.is_a(entity.kind, relation.range) and entity != mention.entity:
                    fitting.append((relation, entity))
        if not fitting:
            return None
        relation, entity = min(fitting, key=lambda f: self._width(f[0], mention.entity.kind))
        return Structure(relation.name, mention, other, entity, head)

    def _width(self, relation: Relation, kind: str) -> tuple[int, str]:
        """How many classes above the mention's kind the relation's nearest domain class is."""
        depth = {c: len(b) for c, b in self.ontology.broader.items()}
        mine = depth.get(kind, 0)
        above = self.ontology.broader.get(kind, frozenset())
        return min(mine - depth.get(c, 0) for c in relation.domain & above), relation.name

    def _settled(self, mention: Mention, other: Mention) -> bool:
        """A listed organisation is where it is: "the European Union in Strumica" is no place;
        only a State's body in a place of that State is said to be there."""
        parents = self.gazetteer.parents
        home = parents.get(mention.entity.id)
        if home is not None and home in (other.entity.id, parents.get(other.entity.id)):
            return False
        return mention.entity.listed and mention.entity.kind != "Place"


_DEMONYM = (2, 1)
"""Words of a State in a body's name: "South Korean", "sud-coréen", "French"."""
