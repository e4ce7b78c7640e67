"""Names nobody listed: what the model's NER finds, and organisations by the shape of their name."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from kg import naming
from kg.gazetteer import Gazetteer, fold
from kg.language import Language
from kg.mentions.found import Found
from kg.mentions.index import Index, by_sentence
from kg.mentions.owned import Owners
from kg.mentions.register import mentions, settled
from kg.mentions.shapes import organisations
from kg.model import Mention, Sentence, Token

_HOLDERS = ("Organisation", "GovernmentBody")


def unlisted(
    sentences: Sequence[Sentence],
    known: Sequence[Mention],
    gazetteer: Gazetteer,
    language: Language,
    article: str,
    undecided: Container[tuple[str, ...]] = (),
) -> list[Mention]:
    """Mentions for names nobody listed: from the model's NER and from organisation patterns.

    ``undecided`` are names of several listed people or States: alone they found no node.
    """
    found: list[Found] = []
    for sentence, inside in zip(sentences, by_sentence(sentences, known), strict=True):
        index = Index(sentence, inside)
        taken: set[int] = set()
        for tokens, kind in organisations(sentence, index, language):
            taken.update(t.i for t in tokens)
            found.append(Found(sentence, tuple(tokens), kind, "pattern"))
        for tokens, recognised in _recognised(sentence, gazetteer, language):
            if any(t.lemma in language.mentions.group_nouns for t in tokens[1:]) and any(
                m.source == "demonym" for t in tokens for m in index.at(t)
            ):
                continue  # "Syrian Government" is Syria, not an organisation
            kind = _kind(sentence, tokens, recognised, language)
            if taken.isdisjoint(t.i for t in tokens) and _free(tokens, index, kind):
                taken.update(t.i for t in tokens)
                found.append(Found(sentence, tuple(tokens), kind, "ner"))
    named = settled(found, sentences, known, gazetteer, language)
    owners = Owners(known, gazetteer, language, article)
    return mentions(named, known, gazetteer, owners, undecided)


def _kind(sentence: Sentence, tokens: Sequence[Token], recognised: str, language: Language) -> str:
    event = any(t.lemma in language.mentions.event_nouns for t in tokens)
    above = sentence.tokens[tokens[0].head]
    if above.lemma in language.mentions.site_nouns and tokens[0].role in ("appos", "flat"):
        return "Organisation"  # "la chaîne X"
    return "Event" if event and recognised != "Person" else recognised


def nests(mention: Mention) -> bool:
    """A state or place may stand inside an organisation's name."""
    return mention.entity.kind in ("State", "Place")


def _free(tokens: Sequence[Token], index: Index, kind: str) -> bool:
    """A name may not cut a listed one; it may hold a demonym or, for people, a weak surname."""
    start, end = tokens[0].start, tokens[-1].end
    for token in tokens:
        for mention in index.at(token):
            inside = start <= mention.start and mention.end <= end
            longer = end - start > mention.end - mention.start
            holds = kind in _HOLDERS and nests(mention)
            if not (inside and longer and holds):
                return False
    return True


def _recognised(
    sentence: Sentence, gazetteer: Gazetteer, language: Language
) -> Iterator[tuple[list[Token], str]]:
    """The model's names, without determiners, titles and honorifics at their edges."""
    m = language.mentions
    common = m.group_nouns | m.state_nouns | m.person_nouns | m.place_nouns | m.event_nouns.keys()
    common |= m.never_names
    spans: list[tuple[list[Token], str]] = []
    for token in sentence.tokens:
        iob, _, kind = token.ner.partition("-")
        if not kind:
            continue
        same = bool(spans) and spans[-1][1] == kind and spans[-1][0][-1].i == token.i - 1
        if same and (iob == "I" or (kind == "Person" and _begun(spans[-1][0]))):
            spans[-1][0].append(token)
        else:
            spans.append(([token], kind))
    for tokens, kind in spans:
        _extend(sentence, tokens, kind)
    known = {t.i for tokens, _ in spans for t in tokens}
    spans += [(row, "Person") for row in _titled(sentence, language) if row[0].i not in known]
    pieces = [
        (row, kind) for tokens, kind in spans for row in _cut(tokens, kind, gazetteer, language)
    ]
    for tokens, kind in pieces:
        trimmed = _trim(tokens, kind, language)
        if len(trimmed) == 1 and not common.isdisjoint((trimmed[0].lemma, fold(trimmed[0].text))):
            continue
        if kind != "Person" and trimmed and trimmed[0].lemma in m.person_nouns:
            continue  # "Présidente du syndicat" is no body
        if trimmed and trimmed[0].text[:1].isupper() and any(c.isalpha() for c in trimmed[0].text):
            yield trimmed, kind


def _begun(tokens: Sequence[Token]) -> bool:
    """Whether these are a lone given name, to which what follows at once belongs: "Pyotr |
    Vasilyevich Gromov"."""
    return len(tokens) == 1 and naming.given(fold(tokens[0].text))


def _cut(
    tokens: list[Token], kind: str, gazetteer: Gazetteer, language: Language
) -> Iterator[list[Token]]:
    """The names that the model took for one: cut at a bracket, before "Mr" inside a person, before
    a headline in capitals behind an organisation."""
    row: list[Token] = []
    for n, token in enumerate(tokens):
        last = n + 1 == len(tokens)
        titled = fold(token.text) in language.mentions.honorifics
        titled = titled or token.lemma in language.mentions.person_nouns
        honorific = kind == "Person" and titled and not last  # "Robert Seldon Lady" is one
        other = kind == "Person" and not last and _another(row, token, gazetteer)
        headline = kind != "Person" and all(_shouted(t) for t in tokens[n:]) and not last
        headline = headline and bool(row) and not _shouted(row[-1])
        bracket = not _BRACKETS.isdisjoint(token.text)
        if row and (honorific or headline or bracket or other):
            yield row
            row = []
        if not bracket:
            row.append(token)
    if row:
        yield row


def _another(row: Sequence[Token], token: Token, gazetteer: Gazetteer) -> bool:
    """Whether a first name begins another person: "Marner | Emmanuelle Krantz"."""
    first = gazetteer.first_names
    return (
        fold(token.text) in first
        and token.text.istitle()
        and not any(
            fold(t.text) in first or naming.given(fold(t.text)) or len(t.text) <= _INITIAL
            for t in row
        )
    )


_INITIAL = 3
"""Letters of an initial with its dot, or of what begins a name: de, van, Mac."""
_BRACKETS = frozenset("()[]")
_HEADLINE = 4
"""Letters from which a word in capitals is no acronym."""


def _shouted(token: Token) -> bool:
    return token.text.isupper() and len(token.text) >= _HEADLINE


def _titled(sentence: Sentence, language: Language) -> Iterator[list[Token]]:
    """ "the minister, Antoine Lescure": a name of two words beside a title is a person's."""
    nouns = language.mentions.person_nouns | language.mentions.counterpart_nouns
    for name in sentence.tokens:
        noun = sentence.tokens[name.head]
        if name.role != "appos" or name.pos != "PROPN" or name.ner or noun.lemma not in nouns:
            continue
        row = [t for t in sentence.tokens if t.head == name.i and t.role in ("flat", "compound")]
        row = sorted([name, *row], key=lambda t: t.i)
        together = row[-1].i - row[0].i == len(row) - 1
        if len(row) > 1 and together and all(t.text[:1].isupper() and not t.ner for t in row):
            yield row


def _extend(sentence: Sentence, tokens: list[Token], kind: str) -> None:
    """ "Antoine | Lescure": the model saw the first name alone."""
    while kind == "Person" and tokens[-1].i + 1 < len(sentence.tokens):
        after = sentence.tokens[tokens[-1].i + 1]
        joined = after.role in ("flat", "compound") or tokens[-1].head == after.i
        if after.ner or after.pos != "PROPN" or not joined or not after.text[:1].isupper():
            return
        tokens.append(after)


def _entitles(token: Token, language: Language) -> bool:
    """ "minister", "MEP", "filmmaker": what stands before a person's name."""
    m = language.mentions
    titles = m.person_nouns | m.never_names
    small = token.pos == "NOUN" and token.text.islower()
    return small or not titles.isdisjoint((token.lemma, fold(token.text)))


def _trim(tokens: list[Token], kind: str, language: Language) -> list[Token]:
    words_ = language.mentions
    edges = {"DET", "PUNCT", "ADP", "CCONJ", "PART"}
    while tokens and (
        tokens[0].pos in edges
        or fold(tokens[0].text) in words_.honorifics
        or (kind == "Person" and _entitles(tokens[0], language))
    ):
        tokens = tokens[1:]
    titles = words_.person_nouns | words_.vague_titles
    while tokens and (
        tokens[-1].pos in edges
        or tokens[-1].text in ("'s", "’s")
        # "Boreal Executive | Director X"
        or (kind != "Person" and len(tokens) > 1 and tokens[-1].lemma in titles)
    ):
        tokens = tokens[:-1]
    return tokens
