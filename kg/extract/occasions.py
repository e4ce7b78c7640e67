"""Who says something at an event was there: "X told the rally", "X a déclaré lors du sommet".

The relation is the one the ontology marks ``kg:occasions``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.ends import Ends, Standing
from kg.extract.frames import Frames
from kg.language import Language
from kg.model import Token
from kg.ontology import Ontology, Relation

_HOSTS = frozenset({"Event", "InternationalOrganisation", "GovernmentBody"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """Somebody at an event; ``head`` is the verb that says so."""

    relation: Relation
    subject: Standing
    object: Standing
    head: int


class Occasions:
    """Finds the occasions of one sentence."""

    def __init__(self, ends: Ends, frames: Frames, ontology: Ontology, language: Language) -> None:
        self.ends = ends
        self.tree = ends.tree
        self.frames = frames
        self.relations = [r for r in ontology.relations.values() if r.occasions]
        self.verbs = language.stance.reporting | language.extract.being
        self.assemblies = language.mentions.assembly_nouns
        self.cases = language.extract.attending
        self.reporting = language.stance.reporting

    def found(self) -> Iterator[Occasion]:
        """Every occasion, in the order of the verbs."""
        for verb in self.tree.tokens:
            if verb.pos not in ("VERB", "AUX") or verb.lemma not in self.verbs:
                continue
            if verb.role in ("aux", "aux_pass", "cop"):
                continue
            events = tuple(self._events(verb))
            for relation in self.relations if events else ():
                yield from self._pairs(relation, verb, events)

    def _sits(self, body: Standing) -> bool:
        """Whether one speaks before a body in session: an assembly, a council."""
        names = (body.mention.text, *(label for _, label in body.entity.labels))
        return any(w.lower() in self.assemblies for name in names for w in name.split())

    def _events(self, verb: Token) -> Iterator[int]:
        for t in self.tree.children(verb.i, "obl", "obj", "iobj"):
            told = t.role in ("obj", "iobj") and verb.lemma in self.reporting
            if told or (t.role == "obl" and t.case in self.cases):
                yield t.i

    def _pairs(
        self, relation: Relation, verb: Token, events: tuple[int, ...]
    ) -> Iterator[Occasion]:
        who = tuple(self.frames.subjects(verb.i))
        subjects = self.ends.standing(
            who, relation.domain, head=verb.i, state_level=relation.state_level
        )
        standing = self.ends.standing(events, _HOSTS, head=verb.i, state_level=False)
        objects = [o for o in standing if o.entity.kind == "Event" or self._sits(o)]
        for subject in subjects:
            for object_ in objects:
                yield Occasion(relation, subject, object_, verb.i)
