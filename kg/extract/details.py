"""When, where, what and how many: what a claim says besides who did what to whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kg.extract import amounts, dates
from kg.extract.amounts import Amount
from kg.extract.dates import Dated
from kg.language import Language
from kg.mentions.index import Index
from kg.model import Modality, Ref, Token, When
from kg.ontology import Ontology, Relation
from kg.tree import Tree

_BESIDE = 4
"""Words between a number and the noun it counts: "200 more British-made tanks"."""


_PAST = frozenset({"Tense=Past", "Tense=Imp"})


class Details:
    """Reads the details of the claims of one sentence."""

    def __init__(
        self,
        tree: Tree,
        index: Index,
        ontology: Ontology,
        language: Language,
        published: date | None,
    ) -> None:
        self.tree = tree
        self.index = index
        self.ontology = ontology
        self.language = language
        self.sentence = tree.sentence
        found = dates.find(self.sentence.text, language, published)
        self.anchors = dates.anchors(self.sentence.text, language)
        self.dates = [d for d in found if not self._counts(d)]
        self.amounts = [
            a
            for a in amounts.find(self.sentence.text, language)
            if not any(a.start < d.end and d.start < a.end for d in found)
        ]

    # When

    def when(self, head: int, modality: Modality) -> When | None:
        """The date of the trigger's own clause nearest to it; of what lies ahead, "on Thursday"
        is the next one."""
        at = self.tree.tokens[head].start - self.sentence.start
        if any(start <= at < end for start, end in self.anchors):
            return None
        clause = self._clause(head)
        own = [
            d
            for d in self.dates
            if self._clause(self._token_at(d.start)) == clause and not self._dates_other(d, head)
        ]
        near = sorted(own, key=lambda d: (min(abs(d.start - at), abs(d.end - at)), d.start))
        if not near:
            return None
        return near[0].planned if self._ahead(head, modality) else near[0].when

    def _ahead(self, head: int, modality: Modality) -> bool:
        """Whether the event lies ahead: not where a past verb plans it ("ordered an attack on
        Sunday"), and of the possible only what no past form tells ("if it leaves")."""
        verb = self.tree.tokens[head].pos == "VERB"
        past = not self.tree.tokens[self._clause(head)].features.isdisjoint(_PAST)
        return (modality == "planned" and (verb or not past)) or (
            modality == "possible" and verb and not past
        )

    def _counts(self, dated: Dated) -> bool:
        """Whether what looks like a year is a number: "in 2000 villages"."""
        token = self._token_at(dated.start)
        noun = self.tree.tokens[self.tree.tokens[token].head]
        number = dated.end - dated.start == len(self.tree.tokens[token].text) == 4
        counted = noun.i > token and noun.pos == "NOUN"
        return number and counted and self.tree.tokens[token].role in ("num", "det")

    def _dates_other(self, dated: Dated, head: int) -> bool:
        """Whether the date belongs to another noun: "Monday's summit", "l'accord de 2015"."""
        inside = set(self._tokens(dated.start, dated.end))
        top = next((t for t in self._climb(min(inside, default=0)) if t.head not in inside), None)
        if top is None or top.head == top.i or top.head == head:
            return False
        words = self.language.dates
        for above in self.tree.ancestors(top.i):
            if above.i == head or above.pos == "VERB":
                break
            if above.case in words.limits or above.case in words.since:
                return True  # "after the summit in May": who knows how long after
        owner = self.tree.tokens[top.head]
        of = top.role == "nmod" and top.case in self.language.extract.genitive
        before = top.role in ("compound", "poss", "amod") and owner.i > top.i
        if owner.pos not in ("NOUN", "PROPN") or not (of or before):
            return False
        return owner.case not in self.language.extract.occasions

    def _climb(self, i: int) -> list[Token]:
        return [self.tree.tokens[i], *self.tree.ancestors(i)]

    def _tokens(self, start: int, end: int) -> list[int]:
        """The words between two offsets into the sentence's text."""
        first, last = start + self.sentence.start, end + self.sentence.start
        return [t.i for t in self.tree.tokens if t.start < last and first < t.end]

    def _token_at(self, offset: int) -> int:
        at = self.sentence.start + offset
        return next((t.i for t in self.tree.tokens if t.start <= at < t.end), 0)

    def _clause(self, i: int) -> int:
        """The verb whose clause the word stands in, or the root."""
        for above in self._climb(i):
            if above.pos == "VERB" or above.head == above.i or self.tree.child(above.i, "cop"):
                return above.i
        return i

    # Where

    def where(self, head: int, used: Collection[int], taken: Collection[str | int]) -> Ref | None:
        """A place that the clause names, or an occasion in it ("during a summit in Geneva");
        ``used`` are the words of the trigger, ``taken`` ids and offsets of the claim's ends."""
        words = self.language.extract
        heads = (head, *sorted(used), self._clause(head))
        near = [t for i in dict.fromkeys(heads) for t in self.tree.children(i)]
        for token in (*near, *self._below(near, taken)):
            if token.role not in ("obl", "nmod") or token.case not in words.sites:
                continue
            for m in self.index.outer(token):
                place = m.entity.kind in ("Place", "State") and m.source != "demonym"
                if place and m.entity.kind == "State" and token.case == words.dative:
                    # "à la Chine" is a receiver; "au Mali", "à Cuba" may be places.
                    place = not self.tree.children(token.i, "det")
                place = place and not self._beside(token, taken)
                if place and m.entity.id not in taken and m.start not in taken:
                    return Ref(m.entity.id, m.entity.label, m.entity.kind)
        return None

    def _beside(self, token: Token, taken: Collection[str | int]) -> bool:
        """Whether the place is coordinated with an end: "troops in Mali and Niger"."""
        row = self.tree.conjuncts(self.tree.first_conjunct(token.i).i)
        return any(m.start in taken for i in row for m in self.index.at(i))

    def _below(self, near: list[Token], taken: Collection[str | int]) -> list[Token]:
        """What hangs on an occasion, on a date or on an end, where it may be the clause's:
        "signed it with Ukraine in Warsaw"."""
        dated = {i for d in self.dates for i in self._tokens(d.start, d.end)}
        occasions = self.language.extract.occasions
        owners = [
            t
            for t in (*near, *(c for n in near for c in self.tree.children(n.i)))
            if t.i in dated
            or any(m.start in taken for m in self.index.at(t))
            or (t in near and t.role in ("obl", "nmod") and t.case in occasions)
        ]
        return [t for owner in owners for t in self.tree.children(owner.i)]

    # What

    def item(self, item: int | None) -> str | None:
        """The words of what is sold, given or sent: the noun with its own modifiers."""
        if item is None or any(item in self._tokens(a.start, a.end) for a in self.amounts):
            return None  # the item is a sum of money: its quantity says it
        inside = {item} | self._modifiers(item)
        inside -= {i for a in self.amounts for i in self._tokens(a.start, a.end)}
        # Only what stands together: "arms [for the army] of Swiss make" is "arms".
        first = last = item
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        return self._words(self.tree.tokens[first].start, self.tree.tokens[last].end)

    def _modifiers(self, i: int) -> set[int]:
        """The words that tell which kind of a noun it is, with their own."""
        genitive = self.language.extract.genitive
        found: set[int] = set()
        for t in self.tree.children(i, "amod", "compound", "nmod", "flat", "appos"):
            kind = t.role in ("amod", "compound", "flat")
            of = t.role == "nmod" and t.case in genitive and not self.index.at(t)
            if kind or of or (t.role == "appos" and t.i == i + 1):
                cases = (c.i for c in self.tree.children(t.i, "case"))
                found |= {t.i, *cases, *(self._modifiers(t.i) if kind else ())}
                found |= {c.i for c in self.tree.children(t.i, "amod")}
        return found

    def _words(self, start: int, end: int) -> str:
        return self.sentence.text[start - self.sentence.start : end - self.sentence.start]

    # How many

    def quantity(self, head: int, item: int | None, relation: Relation) -> str | None:
        """How many of the item, or else the amount in the trigger's clause of what measures
        the relation: the money of a loan, the victims of an attack."""
        clauses = self._clauses(head)
        for amount in self.amounts:
            noun = self._counted(amount)
            inside = self._tokens(amount.start, amount.end)
            if item is not None and (noun == item or item in inside):
                return self._counted_words(amount, noun)
        for amount in self.amounts:
            noun = self._counted(amount)
            place = self._token_at(amount.end - 1) if noun is None else noun
            if self._clause(place) in clauses and self._measures(amount, noun, relation):
                return self._counted_words(amount, noun)
        return None

    def _clauses(self, head: int) -> set[int]:
        """The trigger's clause and the verbs that carry it on: "shelled it, killing …"."""
        clause = self._clause(head)
        below = self.tree.children(clause, "advcl", "xcomp", "acl", "conj")
        return {clause, *(t.i for t in below if t.pos == "VERB" and not self._has_subject(t))}

    def _has_subject(self, verb: Token) -> bool:
        return self.tree.child(verb.i, "subj", "subj_pass") is not None

    def _counted(self, amount: Amount) -> int | None:
        """The noun behind a number that it counts."""
        words = self.language.amounts
        genitive = self.language.extract.genitive
        last = max(self._tokens(amount.start, amount.end), default=len(self.tree.tokens))
        for t in self.tree.tokens[last + 1 : last + 2 + _BESIDE]:
            if t.pos in ("NOUN", "PROPN") and t.text.lower() not in words.measures:
                return self._noun(t)
            passed = t.pos in ("ADJ", "NOUN", "DET", "NUM") or t.lemma in genitive
            if not passed and not (t.pos == "PUNCT" and t.text == "-"):
                return None
        return None

    def _noun(self, t: Token) -> int:
        """The noun a compound belongs to: "36 Rafale jets" are jets."""
        while t.role in ("compound", "amod") and t.head > t.i:
            t = self.tree.tokens[t.head]
        return t.i

    def _counted_words(self, amount: Amount, noun: int | None) -> str:
        start = self.sentence.start + amount.start
        end = self.sentence.start + amount.end
        return self._words(
            start, end if noun is None or amount.unit else max(end, self.tree.tokens[noun].end)
        )

    def _measures(self, amount: Amount, noun: int | None, relation: Relation) -> bool:
        """Whether the money or the noun is in a class that measures the relation."""
        inside = self._tokens(amount.start, amount.end) if amount.unit else [noun]
        tokens = [self.tree.tokens[i] for i in inside if i is not None]
        found = {word for t in tokens for word in (t.lemma, t.text.lower())}
        code = self.language.code
        return any(
            (word,) in self.ontology.words.get((name, code), ())
            for name in relation.measures
            for word in found
        )
