"""Bodies that every State has: whose Foreign Ministry an article means.

"Foreign Ministry" is no name: in two articles it is two bodies. It belongs to the State beside it
("Kenya's Foreign Ministry"), or else to the one the article is about; where neither tells, to
nobody but this article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.gazetteer import Gazetteer, slug
from kg.language import Language
from kg.mentions.found import Found
from kg.model import Entity, Mention, Token

SHARED = "GovernmentBody"
_ABOUT = 2
"""How often an article names a State at least that it is about."""


class Owners:
    """Tells the State of the government bodies of one article. ``article`` is its id."""

    def __init__(
        self, known: Iterable[Mention], gazetteer: Gazetteer, language: Language, article: str
    ) -> None:
        named = list(known)
        self.states = [m for m in named if m.entity.kind == "State"]
        self.places = [m for m in named if m.entity.kind == "Place"]
        self.gazetteer = gazetteer
        self.genitive = language.extract.genitive
        self.article = article
        self.home = self._home()

    def _home(self) -> Entity | None:
        """The State the article names most often, if it does so more than once."""
        counts = Counter(m.entity.id for m in self.states)
        most = max(counts.values(), default=0)
        first = [ident for ident, count in counts.items() if count == most]
        if most < _ABOUT or len(first) > 1:
            return None
        return next(m.entity for m in self.states if m.entity.id == first[0])

    def entity(self, found: Found) -> Entity:
        """The node of a body: its words, and whose it is."""
        name = " ".join(found.name.split())
        if any(found.start <= m.start and m.end <= found.end for m in self.places):
            return Entity(slug(name), SHARED, name)  # "Basel Committee" is a name
        inside = [m for m in self.states if found.start <= m.start and m.end <= found.end]
        state = inside[0].entity if inside else self._beside(found) or self.home
        if state is None:
            return Entity(f"{slug(name)}--{slug(self.article[-6:])}", SHARED, name)
        bare = self._bare(found, inside)
        label = name if inside else f"{name} ({state.label})"
        listed = self.gazetteer.organ(state.id, bare)
        return listed or Entity(f"{bare}-{state.id.lower()}", SHARED, label)

    def _bare(self, found: Found, inside: Sequence[Mention]) -> str:
        """The words without those of the State: one slug for "Supreme Court of Chad" and "Chadian
        Supreme Court"."""
        rest = [
            t for t in found.tokens if not any(m.start < t.end and t.start < m.end for m in inside)
        ]
        while rest and rest[-1].pos in _LINKS:
            rest = rest[:-1]
        return slug(" ".join(t.text for t in rest)) or slug(found.name)

    def _beside(self, found: Found) -> Entity | None:
        tokens = found.sentence.tokens
        first, last = found.tokens[0].i, found.tokens[-1].i
        before = [t for t in tokens[max(first - 2, 0) : first] if t.pos != "PART"]
        if before and (state := self._state(before[-1])):
            return state
        behind = list(tokens[last + 1 : last + 4])
        if behind and behind[0].lemma in self.genitive:
            return self._first(t for t in behind[1:] if t.pos != "DET")
        return None

    def _first(self, tokens: Iterable[Token]) -> Entity | None:
        return next((self._state(t) for t in tokens), None)

    def _state(self, token: Token) -> Entity | None:
        inside = (m.entity for m in self.states if m.start < token.end and token.start < m.end)
        return next(inside, None)


_LINKS = ("ADP", "DET")
