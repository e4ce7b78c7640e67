"""Names that several entities share -> the one the article means, with the reason and the next.

Every candidate collects points from the article: that it was named in full, that the title or the
country beside the words is its own, that it held office when the article appeared, that its
country is what the article is about. The best is chosen when it stands clear of the second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.gazetteer import Gazetteer, Match, Name
from kg.language import Language
from kg.mentions import rules
from kg.mentions.context import (
    Title,
    around,
    covered,
    cut_from_longer,
    first_name,
    hyphened,
    title_beside,
    unknown_families,
    unknown_people,
)
from kg.mentions.posts import term
from kg.model import Entity, Mention, Office, Sentence, Token

# Only the order of the points matters: nothing outweighs a full name; a title with its country
# outweighs what the article is about; who reigns breaks ties.
FULL, WHOLE, TITLE, COUNTRY, TITLED, AT_THE_TIME, TOPIC, HINT = 8, 3, 3, 3, 2, 2, 2, 1
ANOTHER, NAMESAKE, WRONG_KIND, OTHER_COUNTRY, NOT_YET, LONG_AGO = -9, -4, -4, -4, -4, -2
LATER = 4
"""Named in full, but further down: "President Bush" of 2002 is not the father named at the end."""
ENOUGH = 3
"""A bare surname is anybody's: it needs a title, or two smaller reasons."""
CLEAR = 1
"""How far the best must be ahead of the second: ties abstain."""
_TOLD = 2
"""How many reasons are named, the strongest first."""
_LATER = 2
"""Years for which one who left office is still news."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The words around a match."""

    match: Match
    token: Token | None
    before: Token | None
    title: Title | None


@dataclass(frozen=True, slots=True)
class _Score:
    entity: Entity
    points: int
    reasons: tuple[str, ...]


Evidence = Iterator[tuple[int, str]]
"""Points, and the reason in words where it is one for people."""


class Linker:
    """Decides the weak names of one article. ``published`` is the day it appeared, if known."""

    def __init__(
        self,
        strong: Sequence[Mention],
        sentences: Sequence[Sentence],
        gazetteer: Gazetteer,
        language: Language,
        published: date | None,
    ) -> None:
        self.sentences = sentences
        self.gazetteer = gazetteer
        self.language = language
        self.day = published
        self.strong = strong
        self.named: dict[str, int] = {}
        """Who is named in full, and where for the first time."""
        for m in strong:
            self.named[m.entity.id] = min(m.start, self.named.get(m.entity.id, m.start))
        self.topics = Counter(s for m in strong for s in self._states(m.entity))
        self.others = unknown_people(sentences, strong, language)
        self.families = unknown_families(sentences, strong, language)
        self.undecided: set[tuple[str, ...]] = set()
        """Names of several listed people or States of whom none stood clear: they are nobody's
        node."""

    def choose(self, text: str, match: Match) -> Mention | None:
        """The mention of a weak match, or None where nobody stands clear."""
        token, before, after = around(match, self.sentences)
        title = title_beside(match, self.sentences, self.language)
        entitled = title is not None and before is not None and title.end == before.end
        if cut_from_longer(token, before, after, self.language, entitled=entitled):
            return None
        joined = hyphened(text, match.start, match.end)
        if joined and all(self.gazetteer.entities[n.entity].kind == "Person" for n in match.names):
            return None
        place = _Place(match, token, before, title)
        names = {n.entity: n for n in match.names}
        scores = [self._score(n, place, alone=len(names) == 1) for n in names.values()]
        scores.sort(key=lambda s: (-s.points, s.entity.id))
        best, *others = scores
        if best.points < ENOUGH or (others and best.points - others[0].points < CLEAR):
            kinds = Counter(s.entity.kind for s in scores)
            if max(kinds["Person"], kinds["State"]) > 1:
                self.undecided.add(match.names[0].words)
            return None
        return self.mention(
            text,
            match,
            best.entity,
            rules.joined(best.reasons[:_TOLD]),
            others[0].entity if others else None,
        )

    def mention(
        self, text: str, match: Match, entity: Entity, rule: str, over: Entity | None
    ) -> Mention:
        state = self.gazetteer.capitals.get(entity.id)
        readings = (self.gazetteer.entities[state],) if state else ()
        words = text[match.start : match.end]
        return Mention(entity, words, match.start, match.end, "gazetteer", readings, rule, over)

    def _score(self, name: Name, place: _Place, *, alone: bool) -> _Score:
        entity = self.gazetteer.entities[name.entity]
        if entity.kind == "Person":
            found = list(self._person(entity, name, place))
        else:
            found = list(self._thing(entity, name, place, alone=alone))
        if entity.id in self.named:
            known = entity.kind != "Person" or self.named[entity.id] <= place.match.start
            found.append((FULL if known else LATER, rules.FULL))
        weighed = sorted(found, key=lambda f: -f[0])
        reasons = tuple(reason for points, reason in weighed if points > 0 and reason)
        return _Score(entity, sum(points for points, _ in found), reasons)

    # People

    def _person(self, entity: Entity, name: Name, place: _Place) -> Evidence:
        offices = self.gazetteer.offices.get(entity.id, ())
        countries = {s for o in offices for s in self._body_states(o)}
        if place.token is not None and place.token.ner.endswith("Person"):
            yield HINT, rules.PERSON
        elif place.token is not None and place.token.case in self.language.extract.inside:
            yield WRONG_KIND, ""
        if name.best_known:
            yield HINT, rules.BEST_KNOWN
        if len(name.words) > 1:
            yield WHOLE, rules.WHOLE
        elif name.words[-1] in self.others:
            yield ANOTHER, ""
        elif name.words[-1] in self.families and entity.id not in self.named:
            yield NAMESAKE, ""
        title = place.title
        if title is not None:
            own = any(title.words & _words(o) for o in offices)
            yield (TITLE, rules.TITLE) if own else (TITLED, rules.TITLED)
            told = self._told(title.start, title.end)
            if told and countries:
                beside = not told.isdisjoint(countries)
                yield (COUNTRY, rules.COUNTRY) if beside else (OTHER_COUNTRY, "")
        yield from self._term(offices)
        yield from self._topic(countries)

    def _told(self, start: int, end: int) -> set[str]:
        """The states named between two offsets."""
        inside = (m for m in self.strong if start <= m.start and m.end <= end)
        return {s for m in inside for s in self._states(m.entity)}

    def _term(self, offices: Sequence[Office]) -> Evidence:
        """Whether the person held a post when the article appeared."""
        terms = [t for t in map(term, offices) if t is not None]
        if self.day is not None and terms:
            if any(t.first <= self.day <= t.last for t in terms):
                yield AT_THE_TIME, rules.IN_OFFICE
            elif all(self.day < t.first for t in terms) and len(terms) == len(offices):
                yield NOT_YET, ""
            elif all(self.day.year - t.last.year > _LATER for t in terms):
                yield LONG_AGO, ""
        elif any(t.last == date.max for t in terms):
            yield HINT, rules.STILL_IN_OFFICE

    # States, places, bodies

    def _thing(self, entity: Entity, name: Name, place: _Place, *, alone: bool) -> Evidence:
        called = place.token.ner if place.token is not None else ""
        capital = entity.id in self.gazetteer.capitals
        if capital and not first_name(place.token, place.before, self.language):
            called = ""  # a capital alone acts; the model takes "Washington" for the man
        if called.endswith("Person"):
            yield WRONG_KIND, ""
        if alone and name.acronym:
            yield TITLED, rules.ALONE  # three letters are many things: their country must be near
        elif alone:
            yield WHOLE, rules.ALONE
        elif entity.kind == "State":
            yield WHOLE, rules.STATE_FIRST
        own = set(self._states(entity))
        before = place.before.text.lower() if place.before is not None else ""
        if entity.kind == "Place" and before in self.language.mentions.before_cities:
            yield WHOLE + TOPIC, rules.CITY
        if entity.kind == "Place":
            if not capital and self._siblings(entity, own, place.match):
                yield WHOLE + TOPIC, rules.SIBLINGS
        else:
            yield from self._topic(own)

    def _siblings(self, place: Entity, states: set[str], match: Match) -> bool:
        """Whether the article names other places of the same State. Its capital is none of them,
        nor is the State: half of all articles name Washington and the United States. Where the
        sentence names places of a State so called, and none of these, it goes before the article:
        "Georgia", beside Tbilisi."""
        entities, parents = self.gazetteer.entities, self.gazetteer.parents
        rivals = {n.entity for n in match.names if entities[n.entity].kind == "State"}
        sentence, _ = covered(match, self.sentences)
        beside = {
            parents.get(m.entity.id)
            for m in self.strong
            if m.entity.kind == "Place" and sentence and sentence.start <= m.start < sentence.end
        }
        if not beside.isdisjoint(rivals) and beside.isdisjoint(states):
            return False
        return any(
            entities[i].kind == "Place" and parents.get(i) in states
            for i in self.named.keys() - self.gazetteer.capitals.keys() - {place.id}
        )

    def _topic(self, states: set[str]) -> Evidence:
        """How much the article is about one of the states."""
        count = max((self.topics[s] for s in states), default=0)
        if count and count == max(self.topics.values()):
            yield TOPIC, rules.ABOUT
        elif count:
            yield HINT, rules.NEAR

    # What belongs to which State

    def _states(self, entity: Entity) -> list[str]:
        """The State an entity is, lies in or acts for."""
        if entity.kind == "Person":
            offices = self.gazetteer.offices.get(entity.id, ())
            return list(dict.fromkeys(s for o in offices for s in self._body_states(o)))
        return self._above(entity.id)

    def _body_states(self, office: Office) -> list[str]:
        return self._above(office.body)

    def _above(self, ident: str) -> list[str]:
        seen: list[str] = []
        while ident and ident not in seen:
            seen.append(ident)
            ident = self.gazetteer.parents.get(ident, "")
        return [i for i in seen if self.gazetteer.entities[i].kind == "State"]


def _words(office: Office) -> set[str]:
    return {w for _, title in office.titles for w in title.lower().split() if len(w) > _SHORT}


_SHORT = 3
"""Letters of words like "de", "of", "the", which say nothing of a title."""
