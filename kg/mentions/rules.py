"""Why a mention denotes what it denotes, in words for people.

``Mention.source`` is how it was found; ``Mention.rule`` says more where a choice was made.
"""

from __future__ import annotations

from kg.model import Entity, Mention

CAPITAL = "capital for its State"
PLACE = "the place itself"
GROUP = "its forces, officials or government"
ACTS_FOR = "who acts for the State"

_SOURCES = {
    "gazetteer": "listed name",
    "demonym": "adjective or people of it",
    "metonym": "seat of its power",
    "ner": "name the language model found",
    "pattern": "name by its shape",
    "surname": "short form of a name given in full",
    "coreference": "named before",
    "description": "described",
    "title": "told by the title",
    "given": "marked by hand",
}


def why(mention: Mention) -> str:
    """The rule that chose the mention's entity."""
    return mention.rule or _SOURCES[mention.source]


def chosen(mention: Mention, entity: Entity) -> tuple[str, Entity | None]:
    """The rule that chose ``entity`` among all that the mention may denote, and the next one."""
    if entity == mention.entity:
        if mention.readings and entity.kind == "Place":
            return PLACE, mention.readings[0]
        return why(mention), mention.over
    if entity in mention.readings:
        return CAPITAL if mention.entity.kind == "Place" else why(mention), mention.entity
    return GROUP, mention.over
