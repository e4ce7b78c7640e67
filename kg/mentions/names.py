"""Names in a text -> mentions: listed names first, then what the model or a pattern finds.

People and organisations nobody listed become entities too: a full name founds one, and the
surname alone points back to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.gazetteer import Gazetteer, Match, Name, fold, slug, words
from kg.language import Language
from kg.mentions.index import Index, by_sentence
from kg.model import Entity, Mention, Sentence, Token

_HOLDERS = ("Organisation", "GovernmentBody")
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
    known = [*strong, *weak(text, matches, strong, sentences, gazetteer, language)]
    new = unlisted(sentences, known, language)
    covered = [m for m in known if not any(_within(m, n) for n in new)]
    inside = [m for m in known if any(_within(m, n) for n in new) and _nests(m)]
    both = [*covered, *inside, *new]
    return [*both, *surnames(sentences, both)]


def _within(inner: Mention, outer: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _nests(mention: Mention) -> bool:
    """A state or place may stand inside an organisation's name."""
    return mention.entity.kind in ("State", "Place")


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
        if _cut_from_longer(token, before, after):
            continue
        if not supported and len(candidates) == 1:
            person = gazetteer.entities[candidates[0].entity].kind == "Person"
            called = token.ner if token else ""
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
    match: Match, sentences: Sequence[Sentence]
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


def _cut_from_longer(token: Token | None, before: Token | None, after: Token | None) -> bool:
    """Whether a weak name is a piece of another: "National | Security Council"."""
    if token is None:
        return False
    capital = before is not None and before.i > 0 and before.text[:1].isupper()
    part = before is not None and before.pos in ("PROPN", "ADJ") and before.role != "appos"
    title = before is not None and before.ner.endswith("Person")
    continued = after is not None and after.pos == "ADJ" and after.role == "amod"
    continued = continued and after is not None and after.head >= token.i
    return (capital and part and not title) or continued


def unlisted(
    sentences: Sequence[Sentence], known: Sequence[Mention], language: Language
) -> list[Mention]:
    """Mentions for names nobody listed: from the model's NER and from organisation patterns."""
    spans: list[tuple[Sentence, list[Token], str, str]] = []
    for sentence, inside in zip(sentences, by_sentence(sentences, known), strict=True):
        index = Index(sentence, inside)
        taken: set[int] = set()
        for tokens, kind in _organisations(sentence, index, language):
            taken.update(t.i for t in tokens)
            spans.append((sentence, tokens, kind, "pattern"))
        for tokens, recognised in _recognised(sentence, language):
            if any(t.lemma in language.mentions.group_nouns for t in tokens[1:]) and any(
                m.source == "demonym" for t in tokens for m in index.at(t)
            ):
                continue  # "Syrian Government" is Syria, not an organisation
            event = any(t.lemma in language.mentions.event_nouns for t in tokens)
            kind = "Event" if event and recognised != "Person" else recognised
            if taken.isdisjoint(t.i for t in tokens) and _free(tokens, index, kind):
                taken.update(t.i for t in tokens)
                spans.append((sentence, tokens, kind, "ner"))
    named = [(_text(sentence, tokens), tokens, kind, by) for sentence, tokens, kind, by in spans]
    register = _Register(known)
    for name, _, kind, _ in sorted(named, key=lambda n: -len(words(n[0]))):
        register.add(name, kind)
    return [
        Mention(register.entities[words(name)], name, tokens[0].start, tokens[-1].end, by)
        for name, tokens, _, by in named
        if words(name) in register.entities
    ]


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


def _text(sentence: Sentence, tokens: Sequence[Token]) -> str:
    return sentence.text[tokens[0].start - sentence.start : tokens[-1].end - sentence.start]


def _free(tokens: Sequence[Token], index: Index, kind: str) -> bool:
    """A name may not cut a listed one; it may hold a demonym or, for people, a weak surname."""
    start, end = tokens[0].start, tokens[-1].end
    for token in tokens:
        for mention in index.at(token):
            inside = start <= mention.start and mention.end <= end
            longer = end - start > mention.end - mention.start
            nests = kind in _HOLDERS and _nests(mention)
            if not (inside and longer and nests):
                return False
    return True


def _recognised(sentence: Sentence, language: Language) -> Iterator[tuple[list[Token], str]]:
    """The model's names, without determiners, titles and honorifics at their edges."""
    m = language.mentions
    common = m.group_nouns | m.state_nouns | m.person_nouns | m.place_nouns | m.event_nouns
    spans: list[tuple[list[Token], str]] = []
    for token in sentence.tokens:
        iob, _, kind = token.ner.partition("-")
        if not kind:
            continue
        if iob == "I" and spans and spans[-1][1] == kind and spans[-1][0][-1].i == token.i - 1:
            spans[-1][0].append(token)
        else:
            spans.append(([token], kind))
    for tokens, kind in spans:
        trimmed = _trim(tokens, kind, language)
        if len(trimmed) == 1 and trimmed[0].lemma in common:
            continue
        if trimmed and trimmed[0].text[:1].isupper() and any(c.isalpha() for c in trimmed[0].text):
            yield trimmed, kind


def _trim(tokens: list[Token], kind: str, language: Language) -> list[Token]:
    words_ = language.mentions
    edges = {"DET", "PUNCT", "ADP", "CCONJ", "PART"}
    while tokens and (
        tokens[0].pos in edges
        or fold(tokens[0].text) in words_.honorifics
        or (kind == "Person" and tokens[0].lemma in words_.person_nouns)
    ):
        tokens = tokens[1:]
    while tokens and (tokens[-1].pos in edges or tokens[-1].text in ("'s", "’s")):
        tokens = tokens[:-1]
    return tokens


def _organisations(
    sentence: Sentence, index: Index, language: Language
) -> Iterator[tuple[list[Token], str]]:
    """Names around a capitalised word such as Institute, Commission, Parti, with their kind."""
    used: set[int] = set()
    for token in sentence.tokens:
        head = token.lemma in language.mentions.organisation_heads
        if not head or not token.text[:1].isupper() or token.i in used:
            continue
        if any(m.entity.kind not in ("State", "Place") for m in index.at(token)):
            continue
        tokens = _grow(sentence, token, index, language)
        if len(tokens) > 1:
            used.update(t.i for t in tokens)
            body = token.lemma in language.mentions.body_nouns
            yield tokens, "GovernmentBody" if body else "Organisation"


def _grow(sentence: Sentence, head: Token, index: Index, language: Language) -> list[Token]:
    """The name around its head noun: capitalised words before, a capitalised or attached
    complement after ("Institut coréen pour l'unification nationale")."""
    tokens = sentence.tokens
    first = head.i
    while (
        first and _capital(tokens[first - 1]) and tokens[first - 1].pos in ("PROPN", "ADJ", "NOUN")
    ):
        first -= 1
    if first == 0 and head.i > 0 and tokens[0].pos == "DET":
        first = 1
    last = head.i
    for token in tokens[head.i + 1 :]:
        linked = token.pos in ("ADP", "DET") or token.text in ("&",) or token.lemma in ("and", "et")
        attached = token.pos in ("NOUN", "ADJ", "PROPN") and _hangs(token, first)
        if _capital(token) or (attached and language.code != "en"):
            if any(m.entity.kind == "Person" for m in index.at(token)):
                break
            last = token.i
        elif not linked:
            break
    return list(tokens[first : last + 1])


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _hangs(token: Token, first: int) -> bool:
    """Whether the word is an adjective or complement inside the phrase that began at ``first``."""
    return token.role in ("nmod", "obl", "amod", "flat") and first <= token.head < token.i


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

    def add(self, name: str, kind: str) -> None:
        """Note a name; a person's surname alone founds nothing when somebody owns it."""
        key = words(name)
        ident = slug(name)
        if not ident or key in self.entities:
            return
        if kind == "Person" and len(key) == 1 and len(self.surnames.get(key[0], ())) == 1:
            self.entities[key] = self.surnames[key[0]][0]
            return
        entity = Entity(ident, kind, " ".join(name.split()))
        self.entities[key] = entity
        if kind == "Person" and len(key) > 1:
            self._own(key[-1], entity)
