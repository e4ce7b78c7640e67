"""Names in a text -> mentions: listed names first, then what the model or a pattern finds.

People and organisations nobody listed become entities too: a full name founds one, and the
surname alone points back to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.gazetteer import Gazetteer, Match, Name, fold, words
from kg.language import Language
from kg.mentions.index import Index, by_sentence, head_of
from kg.mentions.unlisted import nests, unlisted
from kg.model import Entity, Mention, Sentence, Token

_FORMS = {"name": 0, "seat": 1, "people": 2, "adjective": 3, "prefix": 4}
_SOURCES = {"seat": "metonym", "adjective": "demonym", "people": "demonym", "prefix": "demonym"}


def find(
    text: str,
    sentences: Sequence[Sentence],
    matches: Sequence[Match],
    gazetteer: Gazetteer,
    language: Language,
) -> list[Mention]:
    """All mentions that are names: listed ones, weak ones their context supports, the rest."""
    strong = listed(text, matches, gazetteer)
    strong = [m for m in strong if not _namesake(m, sentences, language)]
    known = [*strong, *weak(text, matches, strong, sentences, gazetteer, language)]
    new = unlisted(sentences, known, language)
    covered = [m for m in known if not any(_within(m, n) for n in new)]
    inside = [m for m in known if any(_within(m, n) for n in new) and nests(m)]
    both = [*covered, *inside, *new]
    return [*both, *surnames(sentences, both), *heads(sentences, both, language)]


def _namesake(mention: Mention, sentences: Sequence[Sentence], language: Language) -> bool:
    """Whether a surname follows another first name: "Antoine Lescure" is not Roland Lescure."""
    if mention.entity.kind != "Person" or len(words(mention.text)) > 1:
        return False
    token, before, _ = _around(mention, sentences)
    known = {w for name in mention.entity.names() for w in words(name)}
    if before is None or fold(before.text) in known:
        return False
    return _first_name(token, before, language)


def _first_name(token: Token | None, before: Token | None, language: Language) -> bool:
    """Whether the word before a surname is a first name."""
    if token is None or before is None or before.pos != "PROPN":
        return False
    if before.lemma in language.mentions.person_nouns:
        return False
    if fold(before.text) in language.mentions.honorifics:
        return False
    person = before.ner.endswith("Person")
    flat = token.role == "flat" and (token.head == before.i or person)
    return flat or (person and before.role == "compound" and before.head == token.i)


def _within(inner: Mention, outer: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def listed(text: str, matches: Sequence[Match], gazetteer: Gazetteer) -> list[Mention]:
    """Mentions for the strong names among the matches."""
    found = []
    for match in matches:
        strong = [n for n in match.names if n.strong]
        if strong:
            name = min(strong, key=lambda n: (_FORMS[n.form], n.entity))
            found.append(_mention(text, match, name, gazetteer))
    return found


def _mention(text: str, match: Match, name: Name, gazetteer: Gazetteer) -> Mention:
    entity = gazetteer.entities[name.entity]
    state = gazetteer.capitals.get(entity.id)
    return Mention(
        entity=entity,
        text=text[match.start : match.end],
        start=match.start,
        end=match.end,
        source=_SOURCES.get(name.form, "gazetteer"),
        readings=(gazetteer.entities[state],) if state else (),
    )


def weak(
    text: str,
    matches: Sequence[Match],
    known: Iterable[Mention],
    sentences: Sequence[Sentence],
    gazetteer: Gazetteer,
    language: Language,
) -> list[Mention]:
    """Mentions for weak names that their context supports.

    Support is: the entity was named in full in this article; or it is the only candidate and
    the word before is a title ("President Xi"), or it is no person and the model did not call
    it one.
    """
    named = {m.entity.id for m in known}
    found = []
    for match in matches:
        if any(n.strong for n in match.names):
            continue
        candidates = list({n.entity: n for n in match.names}.values())
        supported = [n for n in candidates if n.entity in named]
        token, before, after = _around(match, sentences)
        if _cut_from_longer(token, before, after, language):
            continue
        people = [n for n in candidates if gazetteer.entities[n.entity].kind == "Person"]
        if len(candidates) > 1 and len(people) == 1 and token and token.ner.endswith("Person"):
            candidates = people  # "President Hollande" is no country
        if not supported and len(candidates) == 1:
            person = gazetteer.entities[candidates[0].entity].kind == "Person"
            called = token.ner if token else ""
            # A capital alone acts; the model takes "Washington" for the man.
            capital = candidates[0].entity in gazetteer.capitals
            called = "" if capital and not _first_name(token, before, language) else called
            titled = before is not None and (
                before.lemma in language.mentions.person_nouns
                or fold(before.text) in language.mentions.honorifics
            )
            if titled if person else not called.endswith("Person"):
                supported = candidates
        if len(supported) == 1:
            found.append(_mention(text, match, supported[0], gazetteer))
    return found


def _around(
    match: Match | Mention, sentences: Sequence[Sentence]
) -> tuple[Token | None, Token | None, Token | None]:
    """The word where the match begins, the word before it and the word after it."""
    for sentence in sentences:
        if sentence.start <= match.start < sentence.end:
            inside = [t for t in sentence.tokens if t.start < match.end and match.start < t.end]
            if inside:
                before, after = inside[0].i - 1, inside[-1].i + 1
                tokens = sentence.tokens
                return (
                    inside[0],
                    tokens[before] if before >= 0 else None,
                    tokens[after] if after < len(tokens) else None,
                )
    return None, None, None


def _cut_from_longer(
    token: Token | None, before: Token | None, after: Token | None, language: Language
) -> bool:
    """Whether a weak name is a piece of another: "National | Security Council"."""
    if token is None:
        return False
    if _first_name(token, before, language):
        return True
    capital = before is not None and before.i > 0 and before.text[:1].isupper()
    part = before is not None and before.pos in ("PROPN", "ADJ") and before.role != "appos"
    title = before is not None and before.ner.endswith("Person")
    continued = after is not None and after.pos == "ADJ" and after.role == "amod"
    continued = continued and after is not None and after.head >= token.i
    return (capital and part and not title) or continued


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
