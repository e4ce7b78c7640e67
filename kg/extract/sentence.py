"""One sentence and its mentions -> claims: from triggers, from titles and from structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import combinations

from kg.claims import claim_id
from kg.confidence import Features, Weights, named, probability
from kg.extract.details import Details
from kg.extract.ends import Ends, Standing
from kg.extract.match import Hit, Matcher
from kg.extract.occasions import Occasions
from kg.extract.offices import Held, Offices
from kg.extract.quotes import Quote
from kg.extract.stance import Judge, Stance
from kg.extract.structure import Structures
from kg.gazetteer import Gazetteer
from kg.language import Language
from kg.mentions import rules
from kg.mentions.index import Index, head_of, words_of
from kg.model import (
    Article,
    Claim,
    End,
    Entity,
    Mention,
    Modality,
    Ref,
    Sentence,
    Span,
    Token,
)
from kg.ontology import Ontology, Relation
from kg.tree import Tree

NAME = "rules"


@dataclass
class Context:
    """What the sentences of an article share.

    ``states``: person -> the State they act for. ``known``: (person, relation) -> the body of
    the office this article gave them.
    """

    article: Article
    ontology: Ontology
    gazetteer: Gazetteer
    language: Language
    weights: Weights
    states: dict[str, Entity] = field(default_factory=dict)
    known: dict[tuple[str, str], Entity] = field(default_factory=dict)
    judged: dict[tuple[str, str, str], Modality] = field(default_factory=dict)
    """(subject, relation, object) -> the modality with which the article first told it: "the
    visit" stays planned when a sentence before announced it."""

    titles: dict[int, tuple[int, tuple[str, ...]] | None] = field(default_factory=dict)
    """Offset of a word -> the title that begins there: its last word and its relations."""

    quotes: list[Quote] = field(default_factory=list)
    """The quotations of the article whose speaker is known."""

    features: dict[str, Features] = field(default_factory=dict)
    """Claim id -> what its confidence was reckoned from, for the surest of one id."""

    named: list[tuple[int, Entity]] = field(default_factory=list)
    """(end, State) of every mention of a State, in order."""

    trees: dict[int, Tree] = field(default_factory=dict)
    """Offset of a sentence -> its tree, made once for all readings."""

    def tree(self, sentence: Sentence) -> Tree:
        """The tree of a sentence of the article."""
        if sentence.start not in self.trees:
            self.trees[sentence.start] = Tree(sentence)
        return self.trees[sentence.start]

    def home(self, end: int) -> Entity | None:
        """The State named most often up to an offset; the first one of equals."""
        states = [state.id for at, state in self.named if at <= end]
        states = states or [state.id for _, state in self.named]
        most = max(states, key=Counter(states).__getitem__, default=None)
        return next((state for _, state in self.named if state.id == most), None)


class SentenceReader:
    """Reads one sentence with the mentions in it."""

    def __init__(self, context: Context, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        self.context = context
        self.sentence = sentence
        self.tree = context.tree(sentence)
        self.index = Index(sentence, mentions)

    @cached_property
    def ends(self) -> Ends:
        """Who or what stands at a word."""
        c = self.context
        return Ends(self.tree, self.index, c.ontology, c.language, c.states)

    @cached_property
    def judge(self) -> Judge:
        """How certain what a word says is."""
        return Judge(self.tree, self.context.language)

    @cached_property
    def matcher(self) -> Matcher:
        """Which triggers the sentence holds."""
        return Matcher(self.tree, self.index, self.context.ontology, self.context.language)

    @cached_property
    def details(self) -> Details:
        """Only what is claimed needs its date and amount."""
        c = self.context
        return Details(self.tree, self.index, c.ontology, c.language, c.article.published)

    def offices(self) -> Iterator[Held]:
        """The offices the sentence states."""
        return self._offices().held()

    def unmistaken(self) -> list[Mention]:
        """The mentions without those the model found in a title: "Defence" of "Defence
        Minister"."""
        titles = self._offices().titles_of_words()
        return [
            m
            for m in self.index.mentions
            if m.source not in ("ner", "pattern")
            or not titles.issuperset(
                t.i for t in words_of(self.sentence, m) if not self._adjective(t)
            )
        ]

    def _adjective(self, token: Token) -> bool:
        return token.pos == "ADJ" and any(m.source == "demonym" for m in self.index.at(token))

    def _structures(self) -> Structures:
        c = self.context
        return Structures(self.tree, self.index, c.ontology, c.language, c.gazetteer)

    def _offices(self) -> Offices:
        c = self.context
        home = partial(c.home, self.sentence.end)
        return Offices(
            self.tree, self.index, c.ontology, c.language, c.gazetteer, c.known, home, c.titles
        )

    def claims(self) -> Iterator[Claim]:
        """Claims from triggers, from titles and from structure."""
        ontology, language = self.context.ontology, self.context.language
        for hit in self.matcher.hits(lambda hit: bool(self._read(hit)[0])):
            yield from self._from_hit(hit)
        for held in self.offices():
            yield self._from_office(held)
        for o in Occasions(self.ends, self.matcher.frames, ontology, language).found():
            yield self._claim(
                o.relation.name,
                o.subject,
                o.object,
                o.head,
                replace(self.judge.stance(o.head), speaker=None),
                Features("occasion"),
                dated=True,
            )
        for s in self._structures().found():
            yield self._claim(
                s.relation,
                Standing(s.subject.entity, s.subject),
                Standing(s.object_entity, s.object),
                self.tree.tokens[s.head].i,
                self._standing_of(s.subject),
                Features("structure"),
            )

    def _standing_of(self, mention: Mention) -> Stance:
        """Where something is, is asserted; where an event is, as certain as the event."""
        if mention.entity.kind != "Event":
            return Stance("affirmed", "asserted", None)
        event = self.judge.stance(head_of(self.sentence, mention).i)
        return Stance("affirmed", event.modality, event.speaker)

    # Triggers

    def _read(self, hit: Hit) -> tuple[list[tuple[Standing, Standing]], int]:
        """The pairs of entities a hit relates, and how many ends were only found beside it."""
        relation = self.context.ontology.relations[hit.pattern.relation]
        subjects = self._standing(hit.subjects, relation.domain, hit, relation)
        objects = self._standing(hit.objects, relation.range, hit, relation)
        detours = int(hit.shaky)
        if hit.hosts is not None and (hit.hosts.light or relation.adverbial):
            pattern, places = hit.pattern, hit.hosts.hosts
            if pattern.subject.place == "genitive" and not subjects:
                subjects = self._standing(places, relation.domain, hit, relation)
                detours += not hit.hosts.light
            elif pattern.object.place == "genitive" and not objects:
                objects = self._standing(places, relation.range, hit, relation)
                detours += not hit.hosts.light
        if relation.host_acts and objects and not subjects and not hit.subjects:
            hosts = [s for s in self._hosts(hit.head, relation) if s.entity.kind == "State"]
            subjects, detours = hosts[:1], detours + 1
        if relation.reaches_clause and not objects:
            reached = self.matcher.clause_ends(hit.head, relation.reaches_clause)
            objects = self._standing(reached, relation.range, hit, relation)
            detours += 1
        if relation.reaches_owner and not objects:
            objects = self._standing(self.ends.owners(hit.objects), relation.range, hit, relation)
            detours += 1
        return list(self._pairs(relation, subjects, objects)), detours

    def _from_hit(self, hit: Hit) -> Iterator[Claim]:
        relation = self.context.ontology.relations[hit.pattern.relation]
        pairs, detours = self._read(hit)
        features = Features(hit.pattern.kind, detours, self._meanings(hit.head))
        stance = self.judge.stance(hit.head, {*hit.used, *hit.objects})
        if self._lasting(hit, relation):
            stance = replace(stance, polarity="affirmed", modality="asserted")
        definite = hit.pattern.kind == "noun" and self._definite(hit.head)
        for subject, object_ in pairs:
            known = self.context.judged.get((subject.entity.id, relation.name, object_.entity.id))
            again = definite and known is not None and stance.modality == "asserted"
            yield self._claim(
                relation.name,
                subject,
                object_,
                hit.head,
                replace(stance, modality=known) if again and known else stance,
                features,
                item=hit.item,
                used=hit.used,
                dated=relation.event,
            )

    def _standing(
        self, places: tuple[int, ...], kinds: frozenset[str], hit: Hit, relation: Relation
    ) -> list[Standing]:
        return self.ends.standing(places, kinds, head=hit.head, state_level=relation.state_level)

    def _hosts(self, head: int, relation: Relation) -> list[Standing]:
        """The States in which the head's clause places it."""
        inside = self.context.language.extract.inside
        places = tuple(t.i for t in self.tree.children(head, "obl", "nmod") if t.case in inside)
        return self.ends.standing(places, relation.domain, head=head, state_level=True)

    def _lasting(self, hit: Hit, relation: Relation) -> bool:
        """ "urged its allies": whoever may do something, they are its allies."""
        people = self.context.language.mentions.group_nouns
        token = self.tree.tokens[hit.head]
        who = hit.pattern.kind == "noun" and token.lemma in people
        return who and not relation.event and not self.tree.child(hit.head, "cop")

    def _definite(self, head: int) -> bool:
        """Whether the noun points to an event told before: "the visit", "cette visite"."""
        words = self.context.language.mentions.demonstratives
        return any(
            t.role in ("det", "poss", "case") and t.text.lower() in words
            for t in self.tree.children(head)
        )

    def _pairs(
        self, relation: Relation, subjects: list[Standing], objects: list[Standing]
    ) -> Iterator[tuple[Standing, Standing]]:
        """Every subject with every object; members of one group with each other when the
        relation is symmetric and the other side is silent."""
        if relation.symmetric and not (subjects and objects):
            together = subjects or objects
            yield from combinations(together, 2)
            return
        for subject in subjects:
            for object_ in objects:
                if subject.entity.id != object_.entity.id and self._plausible(
                    relation, subject.entity, object_.entity
                ):
                    yield subject, object_

    def _plausible(self, relation: Relation, subject: Entity, object_: Entity) -> bool:
        """Nobody does to the State they act for what one does to others, and no private person
        does what States do to a place ("he left Guantanamo")."""
        if subject.kind != "Person" or relation.acts_for:
            return True
        if relation.partisan and object_.kind == "InternationalOrganisation":
            return False  # "we want to join the EU", said a voter
        own = self.context.states.get(subject.id)
        if own is not None and own.id == object_.id:
            return False
        bodies = {b for (person, _), b in self.context.known.items() if person == subject.id}
        private = relation.state_level and not bodies
        return not (private and object_.kind in ("State", "Place"))

    # Offices

    def _from_office(self, held: Held) -> Claim:
        subject = Standing(held.person.entity, held.person)
        mention = held.body_mention or self._title(held)
        features = Features("office", detours=0 if held.body_mention else 1)
        negated = bool(self.tree.child(held.head, "cop")) and (
            self.judge.stance(held.head).polarity == "negated"
        )
        stance = Stance("negated" if negated else "affirmed", "asserted", None)
        return self._claim(
            held.relation, subject, Standing(held.body, mention), held.head, stance, features
        )

    def _title(self, held: Held) -> Mention:
        """The title, where it alone denotes the body."""
        first, last = self.tree.tokens[held.first], self.tree.tokens[held.last]
        start, end = first.start, last.end
        text = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        return Mention(held.body, text, start, end, "title")

    # Claims

    def _claim(
        self,
        relation: str,
        subject: Standing,
        object_: Standing,
        head: int,
        stance: Stance,
        features: Features,
        *,
        item: int | None = None,
        used: frozenset[int] = frozenset(),
        dated: bool = False,
    ) -> Claim:
        article = self.context.article
        token = self.tree.tokens[head]
        speaker = self._speaker(stance, token.start)
        named = self.context.ontology.relations[relation]
        taken = {x for s in (subject, object_) for x in (s.entity.id, s.mention.start)}
        ident = claim_id(
            article.id,
            self.sentence.start,
            _end(subject),
            relation,
            _end(object_),
            stance.polarity,
            stance.modality,
        )
        return Claim(
            id=ident,
            article=article,
            sentence=Span(self.sentence.text, self.sentence.start, self.sentence.end),
            subject=_end(subject),
            relation=relation,
            object=_end(object_),
            trigger=Span(token.text, token.start, token.end),
            polarity=stance.polarity,
            modality=stance.modality,
            attributed_to=speaker,
            when=self.details.when(head, stance.modality) if dated else None,
            where=self.details.where(head, used, taken) if dated else None,
            item=self.details.item(item),
            quantity=self.details.quantity(head, item, named) if dated else None,
            via=subject.via or object_.via,
            confidence=self._sure(ident, features, (subject, object_), head, stance),
            extractor=NAME,
        )

    def _sure(
        self,
        ident: str,
        features: Features,
        ends: tuple[Standing, Standing],
        head: int,
        stance: Stance,
    ) -> float:
        """How likely the claim is right; what that was reckoned from is noted."""
        context, mentions = self.context, [s.mention for s in ends]
        features = replace(
            features,
            distance=max(self._distance(head, m) for m in mentions),
            ends=tuple(named(m.source, listed=m.entity.listed) for m in mentions),
            hedged=stance.modality != "asserted",
        )
        sure = probability(features, context.weights)
        before = context.features.get(ident)
        if before is None or probability(before, context.weights) < sure:
            context.features[ident] = features
        return sure

    def _distance(self, head: int, mention: Mention) -> int:
        """Words from the head of a trigger to the nearest word of a mention."""
        return min((abs(t.i - head) for t in words_of(self.sentence, mention)), default=0)

    def _meanings(self, head: int) -> int:
        """How many relations the word may state."""
        patterns = self.matcher.patterns.get(self.tree.tokens[head].lemma, [])
        return len({p.relation for p in patterns}) or 1

    def _speaker(self, stance: Stance, at: int) -> Ref | None:
        """Who says so: in the sentence itself, else in the quotation around the trigger."""
        entity = self.ends.speaker(stance.speaker) if stance.speaker is not None else None
        if entity is None:
            inside = (q.speaker for q in self.context.quotes if q.start <= at < q.end)
            entity = next(inside, None)
        return Ref(entity.id, entity.label, entity.kind) if entity is not None else None


def _end(standing: Standing) -> End:
    entity, mention = standing.entity, standing.mention
    rule, over = rules.chosen(mention, entity)
    if standing.via is not None:
        rule, over = rules.ACTS_FOR, mention.entity
    return End(
        entity.id,
        entity.label,
        entity.kind,
        mention.text,
        mention.start,
        mention.end,
        rule,
        Ref(over.id, over.label, over.kind) if over is not None else None,
    )
