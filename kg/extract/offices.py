"""Titles -> offices: who leads, represents, works for or belongs to what.

"Macedonian President X", "X, the Russian defence minister", "X est chercheur à l'Institut Y":
the title says the relation (a ``kg:titleTrigger``), the words around it the person and the
body. A title without a body takes the one this person already has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from kg.extract.frames import Frames
from kg.extract.parties import Parties
from kg.gazetteer import Gazetteer
from kg.language import Language
from kg.mentions.index import Index, head_of, named_after, words_of
from kg.model import Entity, Mention, Token
from kg.ontology import Ontology, Relation
from kg.tree import Tree

_BODY_ROLES = ("nmod", "poss", "amod", "compound", "flat", "obl", "appos")
_CLAUSES = ("root", "relcl", "ccomp", "xcomp", "advcl", "parataxis")
_TITLE_ROLES = ("compound", "appos", "flat", "nmod", "conj", "dep", "amod")


@dataclass(frozen=True, slots=True)
class Held:
    """An office found: the title is ``tokens[first:last + 1]``. ``stated`` is False when the
    body was not in the sentence but known from before."""

    person: Mention
    relation: str
    body: Entity
    body_mention: Mention | None
    first: int
    last: int
    head: int


class Offices:
    """Finds the offices of one sentence."""

    def __init__(
        self,
        tree: Tree,
        index: Index,
        ontology: Ontology,
        language: Language,
        gazetteer: Gazetteer,
        known: dict[tuple[str, str], Entity],
        home: Callable[[], Entity | None],
        seen: dict[int, tuple[int, tuple[str, ...]] | None] | None = None,
    ) -> None:
        self.tree = tree
        self.index = index
        self.ontology = ontology
        self.language = language
        self.gazetteer = gazetteer
        self.known = known
        """(person, relation) -> the body this article gave."""
        self.home = home
        self.seen = {} if seen is None else seen
        """Offset of a word -> the title that begins there, told once for all readings."""
        """Tells the State the article is about so far, whose minister a bare "Minister X" is."""
        self.frames = Frames(tree, language, index.at)
        self.titles = ontology.joined_titles.get(language.code)
        self.parties = Parties(tree, index, gazetteer, language.code, home)
        self.vague = language.mentions.vague_titles
        self.national = [r.name for r in ontology.relations.values() if r.nationality]
        self.partisan = [r.name for r in ontology.relations.values() if r.partisan]

    def held(self) -> Iterator[Held]:
        """Every office and party the sentence states, in order."""
        found = list(self._titled())
        told = {(h.person.entity.id, h.relation) for h in found if h.body_mention is not None}
        # A general's own words say for whom; only a title that says nothing is one at home.
        found = [h for h in found if h.body_mention or (h.person.entity.id, h.relation) not in told]
        yield from found
        joined = {(h.person.entity.id, h.body.id) for h in found}
        for held in self._partisans():
            if (held.person.entity.id, held.body.id) not in joined:
                yield held

    def _partisans(self) -> Iterator[Held]:
        """ "X, a Democrat", "la conservatrice X", "Tory MP X": who is of a party."""
        tokens = self.tree.tokens
        for token in tokens:
            party = self.parties.ending(token.i)
            if party is None or any(m.entity != party.entity for m in self.index.at(token)):
                continue
            title = tokens[token.head] if token.role in ("amod", "compound") else token
            people = self._people(title, min(token.i, title.i), max(token.i, title.i))
            people = people or self._persons([title.i])
            for person in people[:1]:
                for relation in self.partisan:
                    i = token.i
                    yield Held(person, relation, party.entity, party, i, i, i)

    def _titled(self) -> Iterator[Held]:
        """Every office that a title states, in order."""
        taken = -1
        last_held: Held | None = None
        for token in self.tree.tokens:
            if token.i <= taken:
                continue
            if last_held and token.lemma in self.language.mentions.counterpart_nouns:
                yield from self._counterpart(last_held, token)
            found = self._title(token.i)
            if found is None:
                continue
            last, relations = found
            taken = last
            head = self._head(token.i, last)
            for person in self._people(head, token.i, last):
                held = self._with_body(person, relations, head, token.i, last)
                if held is not None:
                    last_held = held
                    yield held

    def _counterpart(self, other: Held, head: Token) -> Iterator[Held]:
        """ "X and his Danish counterpart Y": Y holds in Denmark what X holds at home."""
        later = [m for m in self._people(head, head.i, head.i) if m.start > head.start]
        for person in later:
            for mention in self._bodies(person, head, head.i, head.i):
                if mention.entity.kind == other.body.kind and mention.entity != other.body:
                    entity = mention.entity
                    yield Held(person, other.relation, entity, mention, head.i, head.i, head.i)
                    return

    def titles_of_words(self) -> set[int]:
        """The words of titles of two words or more: none of them is a name of its own."""
        return {
            i
            for token in self.tree.tokens
            if (found := self._title(token.i)) and found[0] > token.i
            for i in range(token.i, found[0] + 1)
        }

    def _title(self, first: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest title that begins at ``first``: its last word and its relations."""
        tokens, _titles = self.tree.tokens, self.titles
        if tokens[first].pos == "VERB" and tokens[first].role in _CLAUSES:
            return None  # "who chairs X"
        for mention in self.index.at(first):
            if mention.entity.kind == "Person" and mention.start < tokens[first].start:
                return None  # "Neil King" is no king
        key = tokens[first].start
        if key not in self.seen:
            self.seen[key] = self._words(first)
        return self.seen[key]

    def _words(self, first: int) -> tuple[int, tuple[str, ...]] | None:
        tokens, titles = self.tree.tokens, self.titles
        prefix = self.language.mentions.former_prefix
        start = tokens[first].text.lower().removeprefix(prefix), tokens[first].lemma
        reach = max(map(titles.reach, start)) if titles else 0
        if titles is None or not reach:
            return None
        found, written, lemmas = None, "", ""
        for token in tokens[first : first + titles.longest]:
            written += token.text.lower().replace("’", "'")
            lemmas += token.lemma
            as_written = written.removeprefix(prefix)
            if min(len(as_written), len(lemmas)) > reach:
                break
            for joined in (as_written, lemmas):
                if joined in titles.relations:
                    found = token.i, titles.relations[joined]
                    break
        return found

    def _head(self, first: int, last: int) -> Token:
        inside = range(first, last + 1)
        for i in inside:
            if self.tree.tokens[i].head not in inside or self.tree.tokens[i].head == i:
                return self.tree.tokens[i]
        return self.tree.tokens[last]

    # The person

    def _people(self, head: Token, first: int, last: int) -> list[Mention]:
        """The people who hold the title."""
        tokens = self.tree.tokens
        near = [
            t.i
            for t in self.tree.children(head.i, "appos", "flat", "compound", "nmod", "dep", "conj")
            if not t.case or t.role in ("appos", "flat")
        ]
        # "the president of Norway, X": the parser takes X for Norway.
        bodies = [t.i for t in self.tree.children(head.i, "nmod") if t.i > last]
        near += [a.i for i in bodies for a in self.tree.children(i, "appos")]
        found = self._persons([i for i in near if not self._joined(head.i, i)])
        if found:
            return found[:1]
        if self.tree.child(head.i, "cop"):
            said = self.frames.predicate(head.i)  # "who worked at X and is its president"
            return self._persons(list(said.subjects) if said is not None else [])
        sworn = head.role in ("obl", "advcl") and head.case in self.language.extract.essive
        if (head.role in ("attr", "xcomp") or sworn) and head.head != head.i:
            verb = tokens[head.head]
            if verb.pos in ("VERB", "AUX"):
                elected = self.frames.passive(verb.i)  # "was elected president of X"
                who = self.frames.objects(verb.i) if elected else self.frames.subjects(verb.i)
                return self._persons(who)
        if head.role in _TITLE_ROLES and not head.case:
            above = tokens[head.head]
            found = self._persons([above.i]) if not self._joined(above.i, head.i) else []
            if found:
                return found[:1]
            titled = [t.i for t in self.tree.children(above.i, "appos") if t.i < head.i]
            if head.role == "conj" and titled:  # "X, researcher at Y and director of Z"
                return self._persons([above.i])[:1]
            if head.role == "conj" and above.role != "conj":
                return self._people(above, above.i, above.i)
        return self._adjacent(first, last)

    def _persons(self, places: list[int]) -> list[Mention]:
        return [m for i in places for m in self.index.outer(i) if m.entity.kind == "Person"]

    def _joined(self, left: int, right: int) -> bool:
        """Whether "and" stands between: "the president and Macron" are two people."""
        low, high = sorted((left, right))
        return any(t.role == "cc" for t in self.tree.tokens[low + 1 : high])

    def _adjacent(self, first: int, last: int) -> list[Mention]:
        """The person right after the title, or right before it and a comma."""
        tokens = self.tree.tokens
        after = last + 1
        while after < len(tokens) and tokens[after].role in ("amod",) and self.index.at(after):
            after += 1
        if after < len(tokens) and tokens[after].text == ",":
            after += 1
        found = self._persons([after]) if after < len(tokens) else []
        if found and head_of(self.tree.sentence, found[0]).role not in ("obl", "agent"):
            return found[:1]
        before = first - 1
        while before > 0 and tokens[before].role in ("det", "amod", "poss", "compound"):
            before -= 1
        if before > 0 and tokens[before].text == ",":
            return self._persons([before - 1])[:1]
        return []

    # The body

    def _with_body(
        self, person: Mention, relations: tuple[str, ...], head: Token, first: int, last: int
    ) -> Held | None:
        mentions = list(self._bodies(person, head, first, last))
        for name in relations:
            relation = self.ontology.relations[name]
            for mention in mentions:
                if relation.acts_for and self._host(mention, last):
                    continue
                if relation.nearest_body and self._within_body(mention, head):
                    continue
                for entity in (*mention.readings, mention.entity):
                    if self._vague(relation, head, first, last) and entity.kind == "State":
                        continue  # "Swedish director X" directs no country
                    if self.ontology.is_a(entity.kind, relation.range):
                        return Held(person, name, entity, mention, first, last, head.i)
        if mentions:
            return self._national(person, relations, mentions, head, first, last)
        party = self.parties.beside(first, last) if self._of_a_party(head, first, last) else None
        for name in relations:
            relation = self.ontology.relations[name]
            if party is not None and self.ontology.is_a(party.entity.kind, relation.range):
                return Held(person, name, party.entity, party, first, last, head.i)
        for name in relations:
            body = (
                self.known.get((person.entity.id, name))
                or self._listed(person, name, first, last)
                or self._at_home(person, name, head, first, last)
            )
            if body is not None:
                return Held(person, name, body, None, first, last, head.i)
        return None

    def _national(
        self,
        person: Mention,
        relations: tuple[str, ...],
        mentions: list[Mention],
        head: Token,
        first: int,
        last: int,
    ) -> Held | None:
        """ "X, a Finnish engineer": an occupation is nobody's office, but X is a Finn."""
        if any(self.ontology.relations[name].acts_for for name in relations):
            return None
        for mention in mentions:
            for name in self.national if mention.source == "demonym" else ():
                if mention.entity.kind == "State":
                    return Held(person, name, mention.entity, mention, first, last, head.i)
        return None

    def _at_home(
        self, person: Mention, relation: str, head: Token, first: int, last: int
    ) -> Entity | None:
        """The article's State, for a title that is a State's and names no other body."""
        if not self.ontology.relations[relation].acts_for or person.entity.listed:
            return None
        holder = head_of(self.tree.sentence, person).i
        complemented = any(
            t.case in self.language.extract.genitive and t.i > last
            for t in self.tree.children(head.i, "nmod")
        )
        if head.lemma in self.vague | self.language.mentions.party_heads:
            return None
        if any(t.pos in ("NOUN", "PROPN") for t in self.tree.children(head.i, "poss")):
            return None  # "the cult's leader"
        compounds = (
            *self.tree.children(holder, "compound"),
            *self.tree.children(head.i, "compound"),
        )
        told = complemented or last > first or any(t.i < first for t in compounds)
        if head.lemma in self.language.mentions.cabinet_nouns and told:
            return self.home()  # "Business Secretary X", "la ministre de la Justice, X"
        return None if complemented or not self._of_a_state(first, last) else self.home()

    def _of_a_party(self, head: Token, first: int, last: int) -> bool:
        """ "Labour leader X" leads Labour; "Labour minister X" is a member, and a minister."""
        leads = head.lemma in self.language.mentions.party_heads
        return leads or not self._of_a_state(first, last)

    def _of_a_state(self, first: int, last: int) -> bool:
        """Whether the title is one that people hold in a State."""
        row = self.tree.tokens[first : last + 1]
        joined = tuple(t.text.lower().replace("’", "'") for t in row)
        return joined in self.gazetteer.state_titles

    def _bodies(self, person: Mention, head: Token, first: int, last: int) -> Iterator[Mention]:
        """The states and organisations that the title's words name, nearest first."""
        cases = self.language.extract.genitive | self.language.extract.locative | {"for", "pour"}
        queue, seen = [head.i, *range(first, last + 1)], set[int]()
        while queue:
            i = queue.pop(0)
            if i in seen:
                continue
            seen.add(i)
            yield from (m for o in self.frames.relative_owner(i) for m in self.index.outer(o))
            for t in self.tree.children(i, *_BODY_ROLES):
                if t.role in ("nmod", "obl") and t.case not in cases:
                    continue
                inside = self.index.outer(t)
                if any(m.entity.kind == "Person" for m in inside):
                    continue
                yield from inside
                if not inside and t.lemma in self.language.mentions.class_nouns:
                    yield from named_after(self.tree.sentence, self.index, t)
                if not inside and t.role in ("nmod", "obl", "compound"):
                    queue.append(t.i)
        holder = head_of(self.tree.sentence, person)
        for t in self.tree.children(holder.i, "nmod"):
            # "X, analyste à l'Institut Y": the complement of the title may hang on the name.
            if t.i > last and t.case in cases and not self._noun_between(last, t.i):
                yield from (m for m in self.index.outer(t) if m.entity.kind != "Person")
        for t in self.tree.children(holder.i, "amod", "compound", "poss", "nmod"):
            if t.i < person.start and t.start < person.start:
                yield from (m for m in self.index.outer(t) if m.entity.kind != "Person")

    def _vague(self, relation: Relation, head: Token, first: int, last: int) -> bool:
        """Whether anybody may have the title: "director"."""
        known = last > first and self._of_a_state(first, last)
        return relation.nearest_body and head.lemma in self.vague and not known

    def _host(self, mention: Mention, last: int) -> bool:
        """ "ambassador to X", "ambassadeur à Y": where one is sent, not for whom one acts."""
        case = head_of(self.tree.sentence, mention).case
        place = mention.entity.kind in ("State", "Place")
        sent = case in self.language.extract.locative and case not in self.language.extract.genitive
        return place and sent and words_of(self.tree.sentence, mention)[0].i > last

    def _within_body(self, mention: Mention, head: Token) -> bool:
        """ "chair of the Swedish parliament's committee": whoever leads that leads no State."""
        bodies = self.language.mentions.body_nouns
        above = head_of(self.tree.sentence, mention).i
        between = takewhile(lambda t: t.i != head.i, self.tree.ancestors(above))
        return any(t.lemma in bodies and not self.index.at(t) for t in between)

    def _noun_between(self, left: int, right: int) -> bool:
        between = self.tree.tokens[left + 1 : right]
        return any(t.pos in ("NOUN", "PROPN", "VERB") and not self.index.at(t) for t in between)

    def _listed(self, person: Mention, relation: str, first: int, last: int) -> Entity | None:
        """The body of the listed office whose title these words are."""
        words = {t.lemma for t in self.tree.tokens[first : last + 1]}
        words |= {t.text.lower() for t in self.tree.tokens[first : last + 1]}
        for office in self.gazetteer.offices.get(person.entity.id, ()):
            if office.relation == relation and any(
                words & set(title.lower().split()) for _, title in office.titles
            ):
                return self.gazetteer.entities[office.body]
        return None
