"""What an article named so far, and whom a pronoun or a description may mean by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kg.model import Entity

_DUAL_REACH = 6
"""How many sentences back "the two countries" may point."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An entity that was named: where, and whether as a subject."""

    entity: Entity
    sentence: int
    position: int
    subject: bool


@dataclass
class History:
    """What was named so far, oldest first."""

    seen: list[Seen] = field(default_factory=list)
    together: tuple[int, tuple[Entity, ...]] | None = None
    """The sentence and the entities of the last coordinated subject."""

    def nearest(
        self, sentence: int, fits: Callable[[Entity], bool], reach: int, subjects: bool
    ) -> Entity | None:
        """The latest entity that fits; a subject of the same or last sentence goes first."""
        recent = [s for s in self.seen if sentence - s.sentence <= reach and fits(s.entity)]
        if subjects:
            leading = [s for s in recent if s.subject and sentence - s.sentence <= 1]
            recent = leading or recent
        return recent[-1].entity if recent else None

    def leading(self, sentence: int, fits: Callable[[Entity], bool]) -> Entity | None:
        """The last subject that fits, of this sentence or the one before."""
        recent = [s for s in self.seen if s.subject and sentence - s.sentence <= 1]
        fitting = [s for s in recent if fits(s.entity)]
        return fitting[-1].entity if fitting else None

    def group(self, sentence: int) -> list[Entity]:
        """The last subjects named together: who "they" are."""
        if self.together and sentence - self.together[0] <= 1:
            return list(self.together[1])
        return []

    def last_two(self, sentence: int, fits: Callable[[Entity], bool]) -> list[Entity]:
        """The two entities that fit and were named most often so far, recent ones first.

        "The two countries" are those the article is about, not the last two it mentions.
        """
        counts: dict[str, int] = {}
        latest: dict[str, Seen] = {}
        for s in self.seen:
            if fits(s.entity):
                counts[s.entity.id] = counts.get(s.entity.id, 0) + 1
                latest[s.entity.id] = s
        near = [s for s in latest.values() if sentence - s.sentence <= 1]
        if len(near) == 2:
            return [s.entity for s in sorted(near, key=lambda s: s.position)]
        recent = [s for s in latest.values() if sentence - s.sentence <= _DUAL_REACH]
        recent.sort(key=lambda s: (-counts[s.entity.id], -s.position, s.entity.id))
        pair = sorted(recent[:2], key=lambda s: s.position)
        return [s.entity for s in pair] if len(pair) == 2 else []
