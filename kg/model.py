"""The frozen types that flow through kg, from an article to its claims.

All offsets are code points into ``Article.text`` (a text file as read, what was extracted from a
file of another kind), ends exclusive, so ``article.text[x.start:x.end]`` is always the text of
``x``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Polarity = Literal["affirmed", "negated"]
Modality = Literal["asserted", "planned", "possible"]


@dataclass(frozen=True, slots=True)
class Article:
    """One news text. ``body_start`` is where the body begins, after the metadata header."""

    id: str
    text: str
    lang: str
    source: str
    """Where it was read from: a path as the user gave it, or ``-``; of several articles in a file,
    followed by ``/`` and which."""
    title: str | None = None
    outlet: str | None = None
    """Who published it, as the header's ``source:`` line says."""
    author: str | None = None
    url: str | None = None
    published: date | None = None
    body_start: int = 0
    retrieved: date | None = None
    """The day it was got from the web."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence in neutral roles (see ``kg.roles``); no parser label survives.

    ``i`` is its place in the sentence, ``head`` the place of its head (itself for the root),
    ``case`` the preposition (lemmas joined by spaces) that introduces it, or "".
    """

    i: int
    text: str
    lemma: str
    pos: str
    """Universal part of speech."""
    role: str
    head: int
    start: int
    end: int
    case: str = ""
    features: frozenset[str] = frozenset()
    """Universal features as ``Name=Value``: ``Number=Plur``, ``Mood=Cnd``, ``Tense=Fut`` …"""
    ner: str = ""
    """Neutral kind of the name it is in (Person, Organisation, Place …), as IOB: ``B-Person``."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of the article with its tokens."""

    index: int
    text: str
    start: int
    end: int
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph.

    ``kind`` is the local name of an ontology class (State, Person, Organisation,
    GovernmentBody, InternationalOrganisation, Party, Company, ArmedGroup, Place, Event,
    Weapon, Agreement). ``labels`` and ``aliases`` are (language, name) pairs; the language is ""
    where a name belongs to none.
    """

    id: str
    kind: str
    label: str
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    qid: str | None = None
    listed: bool = False
    """True when it comes from seeds/entities, False when it was found by reading."""
    merges: tuple[Merge, ...] = ()
    """The nodes that were found to be this one."""
    corrections: tuple[str, ...] = ()
    """What somebody corrected about it, in their words, with name and date."""

    def names(self) -> tuple[str, ...]:
        """The label and every other name, each once."""
        known = (self.label, *(n for _, n in (*self.labels, *self.aliases)))
        return tuple(dict.fromkeys(known))


@dataclass(frozen=True, slots=True)
class Merge:
    """A node that became part of another: its id and label, how alike the names are (0 to 1),
    and the rule or person that joined them."""

    id: str
    label: str
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class Office:
    """A person's post: ``relation`` is the local name of the relation to ``body`` (an id).

    ``titles`` are (language, title) pairs; ``start`` and ``end`` are ISO 8601 and "" where no
    source tells them; ``source`` says where they come from.
    """

    person: str
    relation: str
    body: str
    titles: tuple[tuple[str, str], ...]
    start: str = ""
    end: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the article that denotes an entity, and the rule that said so."""

    entity: Entity
    text: str
    start: int
    end: int
    source: str
    """``gazetteer``, ``ner``, ``pattern``, ``demonym``, ``metonym``, ``coreference`` …"""
    readings: tuple[Entity, ...] = ()
    """Other entities the words may stand for: the State, for its capital or a seat of power."""
    rule: str = ""
    """Why these words denote this entity and no other: ``the only one so called``, ``named in
    full before`` …; "" where the source says it all."""
    over: Entity | None = None
    """The entity the words would denote next, by the same rules."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A short pointer to an entity: who says so, where it happened, through whom."""

    id: str
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the article."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class End:
    """Subject or object of a claim: the entity and the words that denote it."""

    id: str
    label: str
    kind: str
    text: str
    start: int
    end: int
    rule: str = ""
    """Why these words denote this entity: ``listed name``, ``capital for its State`` …"""
    over: Ref | None = None
    """The entity the words would denote next, by the same rules."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as the text states it. ``start``/``end`` are ISO 8601, as precise as the text:
    ``2023``, ``2023-07``, ``2023-07-26``, or ``--07-26`` when the year is not known."""

    text: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says: subject –relation→ object, with how surely and who says so."""

    id: str
    article: Article
    sentence: Span
    subject: End
    relation: str
    object: End
    trigger: Span | None = None
    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    attributed_to: Ref | None = None
    when: When | None = None
    where: Ref | None = None
    item: str | None = None
    quantity: str | None = None
    via: Ref | None = None
    confidence: float = 0.0
    extractor: str = "rules"
    corrections: tuple[str, ...] = ()
    """What somebody corrected about it, in their words, with name and date."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read: which one, why, and what to do about it."""

    source: str
    reason: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one article, without its parse, so that memory stays small."""

    claims: tuple[Claim, ...]
    entities: dict[str, Entity]
    """Those the claims name, by id."""
    sentences: int
