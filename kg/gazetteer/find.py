"""Where listed names occur in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kg import naming
from kg.gazetteer.names import WORD, Name, fold, words
from kg.model import Entity, Office

_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")


@dataclass(frozen=True, slots=True)
class Match:
    """Where names occur: offsets into the text, and every name that fits there."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass
class Gazetteer:
    """All listed entities and their names.

    ``parents``: place or organisation -> the state or organisation it lies in or belongs to.
    ``capitals``: place -> state. ``genders``: person -> "m" or "f".
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    first_names: dict[str, str] = field(default_factory=dict)
    """Folded first name -> "m" or "f", where all listed people so called agree."""
    offices: dict[str, list[Office]] = field(default_factory=dict)
    """Person -> the posts they hold or held."""
    posts: dict[str, list[Office]] = field(default_factory=dict)
    """State or organisation -> the posts in it."""
    state_titles: set[tuple[str, ...]] = field(default_factory=set)
    """Titles (lower-case words) that listed people hold in a State."""
    partisans: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = field(default_factory=dict)
    """(language, folded words) -> the parties whose members are called so."""
    partisan_words: set[str] = field(default_factory=set)
    """The last word of each, as written, in lower case."""
    index: dict[str, list[Name]] = field(default_factory=dict)
    """First folded word -> the names that begin with it, longest first."""

    def spelt(self, name: str) -> Entity | None:
        """The one listed person whose full name ``name`` surely is, in another spelling."""
        if name not in self._spelt:
            alike = [i for i, like in self._people.nearest(name, 2) if like.score >= naming.SAME]
            self._spelt[name] = self.entities[alike[0]] if len(alike) == 1 else None
        return self._spelt[name]

    @cached_property
    def _spelt(self) -> dict[str, Entity | None]:
        return {}

    @cached_property
    def _people(self) -> naming.Index:
        full = ((e, n) for e in self.entities.values() if e.kind == "Person" for n in e.names())
        return naming.Index((e.id, n) for e, n in full if len(n.split()) > 1)

    def organ(self, state: str, bare: str) -> Entity | None:
        """The listed body of a State that is called so there: ``bare`` is the slug of its name
        without the State ("foreign-ministry", of "Russian Foreign Ministry")."""
        found = self._organs.get((state, bare), set())
        return self.entities[min(found)] if len(found) == 1 else None

    @cached_property
    def _organs(self) -> dict[tuple[str, str], set[str]]:
        told: dict[str, set[tuple[str, ...]]] = {}
        for names in self.index.values():
            for name in names:
                if self.entities[name.entity].kind == "State":
                    told.setdefault(name.entity, set()).add(name.words)
        organs: dict[tuple[str, str], set[str]] = {}
        for ident, state in self.parents.items():
            entity = self.entities[ident]
            if entity.kind == "GovernmentBody" and state in told:
                for full in entity.names():
                    bare = _without(words(full), told[state])
                    if bare != words(full) and len(bare) > 1:
                        organs.setdefault((state, "-".join(bare)), set()).add(ident)
        return organs

    def find(self, text: str, lang: str, start: int = 0) -> list[Match]:
        """Every listed name in ``text[start:]``, longest first, none overlapping another."""
        spans = [m.span() for m in WORD.finditer(text, start)]
        folded = tuple([fold(text[begin:end]) for begin, end in spans])
        found, i = [], 0
        while i < len(spans):
            names = self._at(text, spans, folded, i, lang) if folded[i] in self.index else ()
            if names:
                last = i + len(names[0].words) - 1
                found.append(Match(spans[i][0], spans[last][1], names))
                i = last + 1
            else:
                i += 1
        codes = [m for m in found if all(n.form == "code" for n in m.names)]
        return found if len(codes) >= _LISTED else [m for m in found if m not in codes]

    def _at(
        self,
        text: str,
        spans: list[tuple[int, int]],
        folded: tuple[str, ...],
        i: int,
        lang: str,
    ) -> tuple[Name, ...]:
        best: list[Name] = []
        for name in self.index[folded[i]]:
            n = len(name.words)
            if best and n < len(best[0].words):
                break
            if name.lang not in ("", lang) or folded[i : i + n] != name.words:
                continue
            start, end = spans[i][0], spans[i + n - 1][1]
            surface = text[start:end]
            if "\n" in surface or not _written_right(name, surface):
                continue
            if name.form == "prefix" and text[end : end + 1] not in _HYPHENS:
                continue  # "Franco" alone is a man
            if name.form == "code" and not _bracketed(text, start, end, surface, name):
                continue
            best.append(name)
        return tuple(best)


_SHORT = 3
"""Letters of what links a body to its State: of, the, de, du, des."""


def _without(full: tuple[str, ...], state: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The words of a body's name without its State's, nor what linked the two at the end."""
    for phrase in sorted(state, key=len, reverse=True):
        for i in range(len(full) - len(phrase) + 1):
            if full[i : i + len(phrase)] == phrase:
                full = full[:i] + full[i + len(phrase) :]
                break
    while len(full) > 1 and len(full[-1]) <= _SHORT:
        full = full[:-1]
    return full


_LISTED = 2
"""Codes of States in brackets from which on a text lists people and where they come from."""


def _bracketed(text: str, start: int, end: int, surface: str, name: Name) -> bool:
    """Whether a code stands as "Olano (Esp)" or "Guidi (It, 12 s)", in its own letters."""
    opened = text[start - 1 : start] == "(" and text[end : end + 1] in (")", ",", ";")
    return (
        opened and (surface.isupper() or surface.istitle()) and len(surface) == len(name.words[0])
    )


def _written_right(name: Name, surface: str) -> bool:
    if name.acronym:
        return not any(c.islower() for c in surface)
    written = [w.group() for w in WORD.finditer(surface)]
    return all(
        word[:1].isupper() or not word[:1].isalpha() or not capital
        for word, capital in zip(written, name.capitals, strict=True)
    )
