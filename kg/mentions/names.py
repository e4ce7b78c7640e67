"""Names in a text -> mentions: listed names first, then what the model or a pattern finds.

People and organisations nobody listed become entities too: a full name founds one, and the
surname alone points back to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kg.gazetteer import Gazetteer, Match, Name, fold, words
from kg.language import Language
from kg.mentions import pieces, rules
from kg.mentions.index import Index, by_sentence, head_of
from kg.mentions.linking import Linker
from kg.mentions.unlisted import nests, unlisted
from kg.model import Entity, Mention, Sentence

_FORMS = {"name": 0, "seat": 1, "people": 2, "adjective": 3, "prefix": 4, "code": 5}
_SOURCES = {"seat": "metonym", "adjective": "demonym", "people": "demonym", "prefix": "demonym"}


def find(
    text: str,
    sentences: Sequence[Sentence],
    matches: Sequence[Match],
    gazetteer: Gazetteer,
    language: Language,
    published: date | None = None,
    article: str = "",
) -> list[Mention]:
    """All mentions that are names: listed ones, weak ones their context supports, the rest.

    ``published`` is the day the article appeared: who held an office then is likelier meant.
    ``article`` is its id: a body that every State has is nobody else's where no State is told.
    """
    strong = pieces.whole(text, listed(text, matches, gazetteer), sentences, gazetteer, language)
    linker = Linker(
        [m for m in strong if m.entity.listed], sentences, gazetteer, language, published
    )
    known = [*strong, *weak(text, matches, linker)]
    new = unlisted(sentences, known, gazetteer, language, article, linker.undecided)
    covered = [m for m in known if not any(_within(m, n) for n in new)]
    inside = [m for m in known if any(_within(m, n) for n in new) and nests(m)]
    both = [*covered, *inside, *new]
    return [*both, *surnames(sentences, both), *heads(sentences, both, language)]


def _within(inner: Mention, outer: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def listed(text: str, matches: Sequence[Match], gazetteer: Gazetteer) -> list[Mention]:
    """Mentions for the strong names among the matches."""
    found = []
    for match in matches:
        strong = [n for n in match.names if n.strong]
        if strong:
            name = min(strong, key=lambda n: (_FORMS[n.form], n.entity))
            others = [n.entity for n in match.names if n.entity != name.entity]
            found.append(_mention(text, match, name, min(others, default=""), gazetteer))
    return found


def _mention(text: str, match: Match, name: Name, other: str, gazetteer: Gazetteer) -> Mention:
    entity = gazetteer.entities[name.entity]
    state = gazetteer.capitals.get(entity.id)
    return Mention(
        entity=entity,
        text=text[match.start : match.end],
        start=match.start,
        end=match.end,
        source=_SOURCES.get(name.form, "gazetteer"),
        rule=rules.CODE if name.form == "code" else "",
        readings=(gazetteer.entities[state],) if state else (),
        over=gazetteer.entities.get(other),
    )


def weak(
    text: str,
    matches: Sequence[Match],
    linker: Linker,
) -> list[Mention]:
    """Mentions for the names that need context, where their context decides."""
    undecided = (m for m in matches if not any(n.strong for n in m.names))
    return [mention for m in undecided if (mention := linker.choose(text, m))]


def surnames(sentences: Sequence[Sentence], known: Sequence[Mention]) -> Iterator[Mention]:
    """Surnames that stand alone after the full name was given in the article."""
    owners: dict[str, set[Entity]] = {}
    for mention in known:
        full = words(mention.text)
        if mention.entity.kind == "Person" and len(full) > 1:
            owners.setdefault(full[-1], set()).add(mention.entity)
    for sentence, inside in zip(sentences, by_sentence(sentences, known), strict=True):
        index = Index(sentence, inside)
        for token in sentence.tokens:
            people = owners.get(fold(token.text), set())
            if len(people) == 1 and token.text[:1].isupper() and not index.at(token):
                (person,) = people
                yield Mention(person, token.text, token.start, token.end, "surname")


def heads(
    sentences: Sequence[Sentence], known: Sequence[Mention], language: Language
) -> Iterator[Mention]:
    """The noun of an organisation's name alone, after the full name: "the League", "le Front"."""
    owners: dict[str, set[Entity]] = {}
    for sentence, inside in zip(sentences, by_sentence(sentences, known), strict=True):
        for mention in inside:
            short = mention.source in ("demonym", "metonym")
            if not short and mention.entity.kind in _BODIES and len(words(mention.text)) > 1:
                noun = head_of(sentence, mention)
                names = {noun.text} if noun.end - noun.start < len(mention.text) else set()
                names |= {w for w in re.findall(r"\w+", mention.text) if _generic(w, language)}
                for name in names:
                    owners.setdefault(name.lower(), set()).add(mention.entity)
        index = Index(sentence, inside)
        for token in sentence.tokens:
            bodies = owners.get(token.text.lower(), set())
            alone = token.text[:1].isupper() and token.i > 0 and not index.at(token)
            if len(bodies) == 1 and alone and sentence.tokens[token.i - 1].role == "det":
                (body,) = bodies
                yield Mention(body, token.text, token.start, token.end, "surname")


_BODIES = ("Organisation", "ArmedGroup", "Party", "InternationalOrganisation", "GovernmentBody")


def _generic(word: str, language: Language) -> bool:
    """Whether the word of a name says what kind of body it is: "Front", "Ligue"."""
    m = language.mentions
    lower = word.lower()
    return lower in m.organisation_heads or lower in m.organisation_nouns
