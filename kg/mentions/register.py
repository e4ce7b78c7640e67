"""The names of an article that nobody listed -> one entity for each, of one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from kg import naming
from kg.gazetteer import Gazetteer, slug, words
from kg.language import Language
from kg.mentions import rules
from kg.mentions.found import Found
from kg.mentions.owned import Owners
from kg.model import Entity, Mention, Sentence


def settled(
    found: Sequence[Found],
    sentences: Sequence[Sentence],
    known: Sequence[Mention],
    gazetteer: Gazetteer,
    language: Language,
) -> list[Found]:
    """The names with one kind each, without those that are no names."""
    # A small model calls the same name a person here and a place there.
    counts = Counter((f.words, f.kind == "Person") for f in found)
    shaped = {f.words for f in found if f.by == "pattern"}
    people = {w for w, person in counts if person and 2 * counts[w, True] >= counts[w, False]}
    people |= {f.words for f in found if _personal(f, gazetteer, language)}
    full = [f.words for f in found if f.words in people] + [
        words(m.text) for m in known if m.entity.kind == _PERSON
    ]
    surnames = Counter(w[n:] for w in full for n in range(1, len(w)))
    places = Counter(f.words for f in found if f.kind == "Place")
    alone = {f.words for f in found if surnames[f.words]}
    # A village may share its name with an airline that the model takes for a person.
    people |= {w for w in alone if places[w] <= surnames[w]}
    common = {t.text for s in sentences for t in s.tokens if t.text.islower()}
    vessels = language.mentions.vessel_prefixes
    result = []
    for f in found:
        kind = "Person" if f.words in people - shaped else f.kind
        kind = "Weapon" if f.name.split()[0] in vessels else kind
        if f.by == "ner" and kind == "Organisation" and _ordinary(f, common):
            continue
        result.append(replace(f, kind=kind))
    return result


def _personal(found: Found, gazetteer: Gazetteer, language: Language) -> bool:
    """ "Salvador Brenn" is a person, whatever the model says: who else has a first name?"""
    heads = language.mentions.organisation_heads
    return (
        found.by == "ner"
        and len(found.words) in _PERSONAL
        and found.words[0] in gazetteer.first_names
        and all(t.text.isalpha() and t.text.istitle() for t in found.tokens)
        and not any(t.lemma in heads or t.text.lower() in heads for t in found.tokens)
    )


_PERSONAL = (2, 3)
"""Words of a person's name."""


def _ordinary(found: Found, common: Container[str]) -> bool:
    """Whether the article writes all words of a name small elsewhere: "Human Rights"."""
    return all(t.text.lower() in common for t in found.tokens if t.text[:1].isalpha())


def mentions(
    found: Sequence[Found],
    known: Iterable[Mention],
    gazetteer: Gazetteer,
    owners: Owners,
    undecided: Container[tuple[str, ...]],
) -> list[Mention]:
    """A mention for each name. ``undecided`` are names that found no node of their own."""
    register = _Register(known, gazetteer, owners)
    for f in sorted(found, key=lambda f: (-len(f.words), f.sentence.index, f.tokens[0].i)):
        owned = owners.entity(f) if f.kind in _BODIES else None
        register.add(f.name, f.kind, owned, founds=f.words not in undecided)
    return [
        Mention(
            register.entities[f.words],
            f.name,
            f.start,
            f.end,
            f.by,
            rule=rules.SPELLING if f.words in register.respelt else "",
        )
        for f in found
        if f.words in register.entities
    ]


NEAR = 0.87
"""Likeness from which two names of one article are one person: a letter more or less in a long
name (0.90), an initial for the first name (0.88), but not Johnson and Johnston (0.86). Between
articles ``naming.SAME`` is asked."""
SHORT = 0.85
"""Likeness of an acronym and the name whose initials it has."""


class _Register:
    """The entities of names nobody listed, one per name of an article."""

    def __init__(self, known: Iterable[Mention], gazetteer: Gazetteer, owners: Owners) -> None:
        self.gazetteer = gazetteer
        self.owners = owners
        self.entities: dict[tuple[str, ...], Entity] = {}
        self.respelt: set[tuple[str, ...]] = set()
        """Names that are another spelling of their entity's."""
        self.surnames: dict[tuple[str, ...], list[Entity]] = {}
        """The last words of full names, and family names that stand first -> who is called so:
        "El-Sonni" has two."""
        self.people: dict[str, Entity] = {}
        """Full names of the article's people."""
        self.bodies: dict[str, Entity] = {}
        """Names of its organisations of two words or more."""
        for mention in known:
            full = words(mention.text)
            if mention.entity.kind == _PERSON and len(full) > 1:
                self._own(full, mention.entity)
                self.people.setdefault(mention.entity.label, mention.entity)

    def _own(self, full: tuple[str, ...], entity: Entity) -> None:
        short = [full[n:] for n in range(1, len(full))]
        if naming.family_first(full):
            short.append(full[:1])  # "Mr Zhou", after "Zhou Dehai"
        for name in short:
            owners = self.surnames.setdefault(name, [])
            if entity not in owners:
                owners.append(entity)

    def add(self, name: str, kind: str, owned: Entity | None, *, founds: bool) -> None:
        """Note a name; a person's surname alone founds nothing when somebody owns it."""
        key = words(name)
        if not slug(name) or key in self.entities:
            return
        if kind == _PERSON and len(self.surnames.get(key, ())) == 1:
            self.entities[key] = self.surnames[key][0]
            return
        if not founds:
            return
        like = self._person(name, key) if kind == _PERSON else self._body(name, kind)
        if like is not None:
            self.respelt.add(key)
        # A surname alone is anybody's: in another article it is another node.
        surname = kind == _PERSON and len(key) == 1
        ident = self.owners.alone(name) if surname else slug(name)
        entity = like or owned or Entity(ident, kind, " ".join(name.split()))
        self.entities[key] = entity
        if kind == _PERSON and len(key) > 1:
            self._own(key, entity)
            self.people[name] = entity
        elif kind in _BODIES and len(key) > 1:
            self.bodies[name] = entity

    def _person(self, name: str, key: tuple[str, ...]) -> Entity | None:
        """The person of the article, or else of the list, whose name this spells otherwise."""
        if len(key) == 1:
            misspelt = [
                owners
                for surname, owners in self.surnames.items()
                if len(surname) == 1 and naming.compare(name, surname[0]).score >= NEAR
            ]
            sure = len(misspelt) == 1 and len(misspelt[0]) == 1
            return misspelt[0][0] if sure else None
        alike = {e.id: e for n, e in self.people.items() if naming.compare(name, n).score >= NEAR}
        if alike:
            return next(iter(alike.values())) if len(alike) == 1 else None
        return self.gazetteer.spelt(name)

    def _body(self, name: str, kind: str) -> Entity | None:
        """The organisation of the article whose name this writes otherwise, or by its initials."""
        if kind not in _BODIES:
            return None
        alike = {
            e.id: e for n, e in self.bodies.items() if naming.compare_bodies(name, n).score >= SHORT
        }
        return next(iter(alike.values())) if len(alike) == 1 else None


_PERSON = "Person"
_BODIES = ("Organisation", "GovernmentBody")
