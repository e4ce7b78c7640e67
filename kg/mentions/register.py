"""The names of an article that nobody listed -> one entity for each, of one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.gazetteer import Gazetteer, slug, words
from kg.language import Language
from kg.model import Entity, Mention, Sentence, Token


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a sentence: its words, the kind it seems to be, and what found it (``ner`` or
    ``pattern``)."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    kind: str
    by: str

    @property
    def name(self) -> str:
        start = self.sentence.start
        return self.sentence.text[self.tokens[0].start - start : self.tokens[-1].end - start]

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return words(self.name)


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
    surnames = {w[-1] for w in people if len(w) > 1} | {
        words(m.text)[-1] for m in known if m.entity.kind == "Person" and len(words(m.text)) > 1
    }
    places = {f.words for f in found if f.kind == "Place"}
    alone = {f.words for f in found if len(f.words) == 1 and f.words[0] in surnames}
    people |= alone - places
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
    found: Sequence[Found], known: Iterable[Mention], undecided: Container[tuple[str, ...]]
) -> list[Mention]:
    """A mention for each name. ``undecided`` are surnames that found no node of their own."""
    register = _Register(known)
    for f in sorted(found, key=lambda f: -len(f.words)):
        register.add(f.name, f.kind, founds=f.words not in undecided)
    return [
        Mention(register.entities[f.words], f.name, f.tokens[0].start, f.tokens[-1].end, f.by)
        for f in found
        if f.words in register.entities
    ]


class _Register:
    """The entities of names nobody listed, one per name of an article."""

    def __init__(self, known: Iterable[Mention]) -> None:
        self.entities: dict[tuple[str, ...], Entity] = {}
        self.surnames: dict[str, list[Entity]] = {}
        for mention in known:
            if mention.entity.kind == "Person":
                full = words(mention.text)
                if len(full) > 1:
                    self._own(full[-1], mention.entity)

    def _own(self, surname: str, entity: Entity) -> None:
        owners = self.surnames.setdefault(surname, [])
        if entity not in owners:
            owners.append(entity)

    def add(self, name: str, kind: str, *, founds: bool) -> None:
        """Note a name; a person's surname alone founds nothing when somebody owns it."""
        key = words(name)
        ident = slug(name)
        if not ident or key in self.entities:
            return
        if kind == "Person" and len(key) == 1 and len(self.surnames.get(key[0], ())) == 1:
            self.entities[key] = self.surnames[key[0]][0]
            return
        if not founds:
            return
        entity = Entity(ident, kind, " ".join(name.split()))
        self.entities[key] = entity
        if kind == "Person" and len(key) > 1:
            self._own(key[-1], entity)
