"""Why a mention denotes what it denotes, in words for people.

``Mention.source`` is how it was found; ``Mention.rule`` says more where a choice was made. Several
reasons are joined by ``AND``. The page knows every one of them in all its languages.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Entity, Mention

AND = "; "

CAPITAL = "capital for its State"
PLACE = "the place itself"
GROUP = "its forces, officials or government"
ACTS_FOR = "who acts for the State"

FULL = "named in full in the article"
WHOLE = "first and last name"
TITLE = "the title beside it"
TITLED = "a title beside it"
COUNTRY = "the country beside it"
IN_OFFICE = "in office at the time"
STILL_IN_OFFICE = "still in office"
ABOUT = "the article is about its country"
NEAR = "its country is in the article"
PERSON = "the language model sees a person"
ALONE = "nothing else listed is called so"
STATE_FIRST = "a State before anything else so called"
SIBLINGS = "other places of its country in the article"
POST = "held the post at the time"
CODE = "code of a State in brackets"
BEST_KNOWN = "the best known of that name"
CITY = "the preposition of cities before it"
SPELLING = "a spelling of its name"
BY_HAND = "corrected by hand"

SOURCES = {
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


def joined(reasons: Iterable[str]) -> str:
    """Several reasons as one rule."""
    return AND.join(reasons)


def why(mention: Mention) -> str:
    """The rule that chose the mention's entity."""
    return mention.rule or SOURCES[mention.source]


def chosen(mention: Mention, entity: Entity) -> tuple[str, Entity | None]:
    """The rule that chose ``entity`` among all that the mention may denote, and the next one."""
    if entity == mention.entity:
        if mention.readings and entity.kind == "Place":
            return PLACE, mention.readings[0]
        return why(mention), mention.over
    if entity in mention.readings:
        return CAPITAL if mention.entity.kind == "Place" else why(mention), mention.entity
    return GROUP, mention.over
