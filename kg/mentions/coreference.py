"""Pronouns and definite descriptions -> the entities named before them.

Rules, not a model: nearest antecedent that agrees in kind, number and (where known) gender,
subjects first, within two sentences for pronouns. When nothing agrees, nothing is linked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from kg.gazetteer import Gazetteer, fold, words
from kg.language import Language
from kg.mentions import posts, rules
from kg.mentions.history import History, Seen
from kg.mentions.index import Index, by_sentence, head_of
from kg.model import Entity, Mention, Sentence, Token
from kg.tree import Tree

_REACH = 2
"""How many sentences back a pronoun may point."""


class Coreference:
    """Resolves the pronouns and descriptions of one article, sentence by sentence."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        language: Language,
        is_a: Callable[[str, frozenset[str]], bool],
        holders: dict[str, set[str]],
        duties: dict[str, set[str]],
        titles: Mapping[tuple[str, ...], tuple[str, ...]],
        states: Mapping[str, Entity],
        published: date | None,
    ) -> None:
        self.gazetteer = gazetteer
        self.words = language.mentions
        self.pair = language.extract.genitive
        self.is_a = is_a
        self.holders = holders
        """State or organisation -> the people this article or the gazetteer gives it."""
        self.duties = duties
        """Person -> the relations (leads, represents …) of the posts they hold in a State."""
        self.titles = titles
        self.states = states
        """Person -> the State they act for."""
        self.published = published
        self.people: dict[str, Entity] = {}
        self.rules: dict[int, str] = {}
        """Offset of a word -> why it points where it points, where there is more to say."""
        self.index: Index | None = None
        self.pointed: dict[int, set[str]] = {}
        """Offset of a word -> what it was found to point to."""

    def resolve(self, sentences: Sequence[Sentence], named: Sequence[Mention]) -> list[Mention]:
        """New mentions (source ``coreference``) for all that points back to a named entity."""
        history, found = History(), []
        for mention in named:
            if mention.entity.kind == "Person":
                self.people[mention.entity.id] = mention.entity
        for sentence, inside in zip(sentences, by_sentence(sentences, named), strict=True):
            tree, index = Tree(sentence), Index(sentence, inside)
            self.index = index
            for token in sentence.tokens:
                entities = self._antecedents(tree, token, index, history)
                self.pointed[token.start] = {e.id for e in entities}
                self._join(tree, token, index, entities, history)
                for entity in entities:
                    span = entity, token.text, token.start, token.end
                    rule = self.rules.get(token.start, "")
                    found.append(Mention(*span, "coreference", rule=rule))
                    history.seen.append(
                        Seen(entity, sentence.index, token.start, _leads(tree, token))
                    )
                for mention in index.at(token):
                    if mention.start == token.start:
                        head = head_of(sentence, mention)
                        entity = mention.readings[0] if mention.readings else mention.entity
                        state = self.states.get(mention.entity.id)
                        leads = _leads(tree, self._top(tree, head))
                        if mention.source == "demonym" and head.pos == "ADJ" and not leads:
                            continue  # "une femme grecque": Greece is not spoken of
                        if state is not None:  # "the two countries" are those of its people too
                            history.seen.append(Seen(state, sentence.index, token.start, False))
                        for e in (mention.entity, entity):
                            history.seen.append(Seen(e, sentence.index, token.start, leads))
        return found

    def _join(
        self, tree: Tree, token: Token, index: Index, pointed: list[Entity], history: History
    ) -> None:
        """Note the entities of a coordinated subject, or of a description of two."""
        if not _leads(tree, token):
            return
        if len(pointed) > 1:
            history.together = (tree.sentence.index, tuple(pointed))
            return
        row = [index.outer(j) for j in tree.conjuncts(token.i)]
        if len(row) > 1 and all(row):
            named = tuple(dict.fromkeys(m[0].entity for m in row))
            history.together = (tree.sentence.index, named) if len(named) > 1 else None
        elif "Number=Plur" in token.features:
            history.together = None  # others are meant now

    def _top(self, tree: Tree, token: Token) -> Token:
        """The word whose role a name shares: of "the minister, X" or "X's foreign ministry"."""
        above = tree.parent(token.i)
        steps = 0
        while above is not None and steps < 3:
            group = above.lemma in self.words.group_nouns | self.words.state_bodies
            owned = token.role in ("poss", "amod", "compound", "nmod") and group
            if token.role not in ("appos", "flat") and not owned:
                break
            token, above, steps = above, tree.parent(above.i), steps + 1
        return token

    def _antecedents(
        self, tree: Tree, token: Token, index: Index, history: History
    ) -> list[Entity]:
        if index.at(token):
            return []
        lower = token.text.lower()
        pronoun = token.pos in ("PRON", "DET") or token.role == "poss"
        if pronoun and "Plur" in self.words.pronouns.get(lower, "") and token.role != "expl":
            return history.group(tree.sentence.index)
        if lower in self.words.pronouns and pronoun:
            own = self._own_subject(tree, token, index)
            entity = own or self._pronoun(tree, token, self.words.pronouns[lower], history)
            return [entity] if entity else []
        if token.pos == "NOUN" and token.role not in ("compound", "flat"):
            return self._description(tree, token, index, history)
        return []

    # Pronouns

    def _own_subject(self, tree: Tree, token: Token, index: Index) -> Entity | None:
        """The subject of the verb a possessive stands under: "X gave his support"."""
        if token.role != "poss":
            return None
        for above in tree.ancestors(token.i):
            if above.pos not in ("VERB", "AUX"):
                continue
            if above.lemma in self.words.contrary_verbs:
                return None  # "X vetoed its entry": nobody vetoes their own
            for subject in tree.children(above.i, "subj", "subj_pass"):
                if token.i in tree.subtree(subject.i):
                    return None
                named = index.outer(subject)
                if len(named) == 1 and "Plur" not in self.words.pronouns[token.text.lower()]:
                    return named[0].entity if self._agrees(named[0].entity, token) else None
            return None
        return None

    def _agrees(self, entity: Entity, token: Token) -> bool:
        features = self.words.pronouns[token.text.lower()]
        person = self.is_a(entity.kind, frozenset({"Person"}))
        if ("Person" in features and not person) or ("Thing" in features and person):
            return False
        return self.is_a(entity.kind, frozenset({"Actor"}))

    def _pronoun(self, tree: Tree, token: Token, features: str, history: History) -> Entity | None:
        if "Thing" in features and self._inanimate(tree, token):
            return None
        if token.role == "expl" or self._impersonal(tree, token) or "Plur" in features:
            return None
        wanted = frozenset({"Person"} if "Person" in features else {"State", "Organisation"})
        if "Person" not in features and "Thing" not in features:
            wanted = frozenset({"Person", "State", "Organisation"})
        gender = "m" if "Masc" in features else "f" if "Fem" in features else ""

        barred = self._barred(tree, token)

        def fits(entity: Entity) -> bool:
            if not self.is_a(entity.kind, wanted) or entity.id in barred:
                return False
            known = self._gender(entity)
            return not (gender and known and known != gender)

        sentence = tree.sentence.index
        if "Person" not in features and "Thing" not in features:
            # "il", "elle": whoever leads; a country only named on the way is not meant.
            return history.leading(sentence, fits) or history.nearest(
                sentence, lambda e: e.kind == "Person" and fits(e), _REACH, subjects=False
            )
        return history.nearest(sentence, fits, _REACH, subjects=True)

    def _gender(self, entity: Entity) -> str:
        """ "m", "f", or "" where neither the person nor the first name is known."""
        known = self.gazetteer.genders.get(entity.id)
        first = words(entity.label)[:1] if entity.kind == "Person" else ()
        return known or (self.gazetteer.first_names.get(first[0], "") if first else "")

    def _barred(self, tree: Tree, token: Token) -> set[str]:
        """Whoever does something contrary to the owner of a thing is not its owner."""
        if token.role != "poss" or self.index is None:
            return set()
        for above in tree.ancestors(token.i):
            if above.pos == "VERB" and above.lemma in self.words.contrary_verbs:
                first = tree.first_conjunct(above.i) if above.role == "conj" else above
                subjects = tree.children(above.i, "subj") or tree.children(first.i, "subj")
                return {m.entity.id for s in subjects for m in self.index.outer(s)} | {
                    r.id for s in subjects for m in self.index.outer(s) for r in m.readings
                }
        return set()

    def _inanimate(self, tree: Tree, token: Token) -> bool:
        """Whether the last subject before "it" is a thing: "the probe was slow since it …"."""
        for before in reversed(tree.tokens[: token.i]):
            if before.role in ("subj", "subj_pass") and before.pos in ("NOUN", "PROPN"):
                named = self.index is not None and self.index.at(before)
                acting = before.lemma in self.words.group_nouns | self.words.state_nouns
                acting = acting or before.lemma in self.words.organisation_nouns
                inner = self.index is not None and any(
                    self.index.at(j) for j in tree.subtree(before.i)
                )
                return not (named or acting or inner or self.pointed.get(before.start))
        return False

    def _impersonal(self, tree: Tree, token: Token) -> bool:
        """ "il faut", "it is clear", "it took days": the pronoun stands for a clause."""
        above = tree.parent(token.i)
        if above is None or token.role not in ("subj", "expl"):
            return False
        clausal = tree.child(above.i, "ccomp", "xcomp", "advcl")
        adjective = above.pos == "ADJ" and "Thing" in self._features(token)
        cleft = tree.child(above.i, "cop") and tree.child(above.i, "relcl")
        judged = above.pos == "ADJ" and clausal is not None
        return bool(judged or adjective or cleft or above.lemma in self.words.impersonal_verbs)

    def _features(self, token: Token) -> str:
        return self.words.pronouns.get(token.text.lower(), "")

    # Descriptions

    def _description(
        self, tree: Tree, token: Token, index: Index, history: History
    ) -> list[Entity]:
        """What "the two leaders", "le dirigeant nord-coréen", "the country" denote."""
        below = tree.children(token.i)
        named = any(index.at(t) and t.role in ("appos", "flat", "compound") for t in below)
        if named and token.lemma not in self.words.state_nouns:
            return []
        sentence = tree.sentence.index
        if token.lemma in self.words.counterpart_nouns:
            return self._counterpart(token, tree, index, history)
        wanted = self._kinds(token)
        if wanted is None:
            return []
        definite = any(
            t.role in ("det", "poss", "case") and t.text.lower() in self.words.demonstratives
            for t in below
        )
        dual = [t for t in below if t.lemma in self.words.dual]
        if any(definite or t.pos != "NUM" for t in dual):  # "two senators" are new, "both" are not
            relations = set(self.titles.get((token.lemma,), ()))

            def fits(entity: Entity) -> bool:
                return self.is_a(entity.kind, wanted) and self._may_be(entity.id, relations)

            return history.last_two(sentence, fits)
        if not definite or "Number=Plur" in token.features:
            return []
        owner = self._owner(tree, token, index)
        if token.lemma in self.words.person_nouns:
            return self._person(token, owner, tree, index, history)
        if self._modified(token, below, index):
            return []
        own = self._subjects_above(tree, token, index)
        entity = history.nearest(
            sentence,
            lambda e: e.id not in own and self._named_so(e, token.lemma, wanted),
            _REACH,
            subjects=False,
        )
        return [entity] if entity else []

    def _modified(self, token: Token, below: list[Token], index: Index) -> bool:
        """Whether the words around a noun single out another one ("the other country"): an
        epithet does not ("the war-torn country"), nor does what is said of "this" one."""
        state = token.lemma in self.words.state_nouns
        pointed = any(t.text.lower() in self.words.pointing for t in below)
        company = self.words.organisation_nouns.get(token.lemma) == "Company"
        for t in below:
            demonym = any(m.source == "demonym" for m in index.at(t))
            if t.role == "amod" and company and (demonym or t.lemma not in self.words.others):
                continue  # "the Japanese carmaker"
            if t.role == "amod" and state and not demonym and t.lemma not in self.words.others:
                continue
            if t.role in ("acl", "relcl") and state and pointed:
                continue
            if t.role in ("nmod", "amod", "poss", "relcl", "acl"):
                return True
        return False

    def _subjects_above(self, tree: Tree, token: Token, index: Index) -> set[str]:
        """Whoever leaves "the country" is not the country."""
        if token.role not in ("obj", "obl"):
            return set()
        subjects = tree.children(token.head, "subj")
        own = {m.entity.id for s in subjects for m in index.outer(s)}
        return own | {e for s in subjects for e in self.pointed.get(s.start, ())}

    def _named_so(self, entity: Entity, noun: str, kinds: frozenset[str]) -> bool:
        """Whether a noun may point to the entity: "the committee" only to one so called."""
        if not self.is_a(entity.kind, kinds):
            return False
        if self.words.organisation_nouns.get(noun) != "":
            return True
        return any(fold(noun) in words(name) for name in entity.names())

    def _kinds(self, token: Token) -> frozenset[str] | None:
        if token.lemma in self.words.state_nouns:
            return frozenset({"State"})
        if token.lemma in self.words.person_nouns:
            return frozenset({"Person"})
        if token.lemma in self.words.settlement_nouns:
            return frozenset({"Place"})
        if token.lemma in self.words.agreement_nouns:
            return frozenset({"Agreement"})
        if token.lemma in self.words.organisation_nouns:
            return frozenset({self.words.organisation_nouns[token.lemma] or "Organisation"})
        return None

    def _owner(self, tree: Tree, token: Token, index: Index) -> Entity | None:
        """The state or organisation a description names: "le dirigeant nord-coréen"."""
        for t in tree.children(token.i, "amod", "nmod", "poss", "compound"):
            for mention in index.at(t):
                for entity in (*mention.readings, mention.entity):
                    if self.is_a(entity.kind, frozenset({"State", "Organisation"})):
                        return entity
        return None

    def _person(
        self, token: Token, owner: Entity | None, tree: Tree, index: Index, history: History
    ) -> list[Entity]:
        others = tree.children(token.i, "nmod", "relcl", "acl")
        if owner is not None:
            said = self._said(token, tree, index)
            relations = set(self.titles.get(tuple(t.lemma for t in said), ()))
            holders = {
                person
                for person in self.holders.get(owner.id, ())
                if owner.kind != "State" or self._may_be(person, relations)
            }
            entity = history.nearest(
                tree.sentence.index, lambda e: e.id in holders, 50, subjects=False
            )
            if entity is None and (entity := self._incumbent(said, owner)):
                self.rules[token.start] = rules.POST
        elif others:
            return []
        else:
            titled = self._titled(token.lemma)
            entity = history.nearest(
                tree.sentence.index,
                lambda e: e.kind == "Person" and (e.id in titled or not e.listed),
                _REACH,
                subjects=True,
            )
        return [entity] if entity else []

    def _counterpart(
        self, token: Token, tree: Tree, index: Index, history: History
    ) -> list[Entity]:
        """ "his Chinese counterpart": who held the subject's post in China at the time."""
        owner = self._owner(tree, token, index)
        leading = history.leading(tree.sentence.index, lambda e: e.kind == "Person")
        if owner is None or leading is None:
            return []
        entity = posts.counterpart(self.gazetteer, leading.id, owner.id, self.published)
        if entity is not None:
            self.rules[token.start] = rules.POST
        return [entity] if entity else []

    def _may_be(self, person: str, relations: set[str]) -> bool:
        """Whether somebody may have a title with these relations: a minister is no president."""
        held = self.duties.get(person, set())
        return not (relations and held) or not relations.isdisjoint(held)

    def _said(self, token: Token, tree: Tree, index: Index) -> list[Token]:
        """The words of a description, without its article and what it names."""
        row = [tree.tokens[i] for i in tree.subtree(token.i)]
        return [t for t in row if t.pos != "DET" and not index.at(t)]

    def _incumbent(self, said: Sequence[Token], owner: Entity) -> Entity | None:
        """Who held the post a description names when the article appeared: "the French
        president"."""
        entity = posts.incumbent(self.gazetteer, owner.id, said, self.published)
        if entity is not None:
            self.people[entity.id] = entity
        return entity

    def _titled(self, lemma: str) -> set[str]:
        """People of this article whose listed title, on the day it appeared, holds the noun."""
        return {
            ident
            for ident in self.people
            for office in self.gazetteer.offices.get(ident, ())
            if (
                posts.held(office, self.published)
                and any(lemma in title.lower().split() for _, title in office.titles)
            )
            or lemma in ("leader", "dirigeant", "dirigeante", "man", "homme", "chief")
        }


def _leads(tree: Tree, token: Token) -> bool:
    """Whether the word is a subject, or the agent of the main verb ("négocié par X" hides X)."""
    agent = token.role == "agent" and tree.tokens[token.head].role == "root"
    return agent or token.role in ("subj", "subj_pass")
