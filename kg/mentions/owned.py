"""Bodies that every State has: whose Foreign Ministry an article means.

"Foreign Ministry" is no name: in two articles it is two bodies. It belongs to the State beside it
("Kenya's Foreign Ministry"), or else to the only one of the sentence or of the article. The one an
article names most often would be a guess: news has the bodies of several.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.gazetteer import Gazetteer, slug
from kg.language import Language
from kg.mentions.found import Found
from kg.model import Entity, Mention, Token

SHARED = "GovernmentBody"


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

    def _only(self, start: int, end: int) -> Entity | None:
        """The State that alone is named between two offsets."""
        named = {m.entity.id: m.entity for m in self.states if start <= m.start and m.end <= end}
        return next(iter(named.values())) if len(named) == 1 else None

    def alone(self, name: str) -> str:
        """An id for who or what is called so in this article: elsewhere it may be another."""
        return f"{slug(name)}--{slug(self.article[-6:])}"

    def entity(self, found: Found) -> Entity | None:
        """The node of a body: its words, and whose it is. None for what is no government's and
        listed nowhere."""
        name = " ".join(found.name.split())
        shared = found.kind == SHARED
        if any(found.start <= m.start and m.end <= found.end for m in self.places):
            return Entity(slug(name), SHARED, name) if shared else None  # "Basel Committee"
        inside = [m for m in self.states if found.start <= m.start and m.end <= found.end]
        state = inside[0].entity if inside else self._beside(found) or self._near(found)
        if state is None:
            return Entity(self.alone(name), SHARED, name) if shared else None
        bare = self._bare(found, inside)
        listed = self.gazetteer.organ(state.id, bare)
        if listed is not None or not shared:
            return listed
        label = name if inside else f"{name} ({state.label})"
        return Entity(f"{bare}-{state.id.lower()}", SHARED, label)

    def _bare(self, found: Found, inside: Sequence[Mention]) -> str:
        """The words without those of the State: one slug for "Supreme Court of Chad" and "Chadian
        Supreme Court"."""
        rest = [
            t for t in found.tokens if not any(m.start < t.end and t.start < m.end for m in inside)
        ]
        while rest and rest[-1].pos in _LINKS:
            rest = rest[:-1]
        return slug(" ".join(t.text for t in rest)) or slug(found.name)

    def _near(self, found: Found) -> Entity | None:
        """The only State of the sentence, or of the whole article."""
        sentence = found.sentence
        return self._only(sentence.start, sentence.end) or self._only(
            0, self.states[-1].end if self.states else 0
        )

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
