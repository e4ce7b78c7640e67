"""Organisations by the shape of their name, whatever the language model says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language import Language
from kg.mentions.index import Index
from kg.model import Sentence, Token


def organisations(
    sentence: Sentence, index: Index, language: Language
) -> Iterator[tuple[list[Token], str]]:
    """The names of organisations and their kinds: around a word like Institute, behind a word
    like "NGO", before a word like "chief executive"."""
    taken: set[int] = set()
    for tokens, kind in _around_heads(sentence, index, language):
        taken.update(t.i for t in tokens)
        yield tokens, kind
    for tokens in (*_classed(sentence, index, language), *_owning(sentence, index, language)):
        if taken.isdisjoint(t.i for t in tokens):
            taken.update(t.i for t in tokens)
            yield tokens, "Organisation"


def _around_heads(
    sentence: Sentence, index: Index, language: Language
) -> Iterator[tuple[list[Token], str]]:
    """Names around a capitalised word such as Institute, Commission, Parti, with their kind."""
    used: set[int] = set()
    for token in sentence.tokens:
        head = token.lemma in language.mentions.organisation_heads
        organ = _state_body(sentence, token, index, language)
        if organ:
            used.update(t.i for t in organ)
            yield organ, "GovernmentBody"
            continue
        if not head or not token.text[:1].isupper() or token.i in used:
            continue
        if any(m.entity.kind not in ("State", "Place") for m in index.at(token)):
            continue
        tokens = _grow(sentence, token, index, language)
        if len(tokens) > 1:
            used.update(t.i for t in tokens)
            body = token.lemma in language.mentions.body_nouns
            yield tokens, "GovernmentBody" if body else "Organisation"


_OPENING, _CLOSING = frozenset('«“"'), frozenset('»”"')
_LONGEST_QUOTED = 8
"""Words of the longest name in quotation marks."""


def _owning(sentence: Sentence, index: Index, language: Language) -> Iterator[list[Token]]:
    """ "Boreal's chief executive": whoever has one is a body, though nobody knows it."""
    m = language.mentions
    for token in sentence.tokens:
        title = sentence.tokens[token.head]
        owner = token.role == "poss" and token.pos == "PROPN" and not token.ner
        if not owner or title.lemma not in m.vague_titles | m.party_heads or index.at(token):
            continue
        row = [t for t in sentence.tokens if t.head == token.i and t.role == "compound"]
        row = sorted([token, *row], key=lambda t: t.i)
        if row[-1].i - row[0].i == len(row) - 1 and not any(index.at(t) or t.ner for t in row):
            yield row


def _classed(sentence: Sentence, index: Index, language: Language) -> Iterator[list[Token]]:
    """ "l'ONG « Les Amis du Lac »", "the charity Boreal Aid": what follows the noun is a name."""
    tokens = sentence.tokens
    for noun in tokens[:-1]:
        kinds = language.mentions.class_nouns
        acronym = noun.text.lower() in kinds and noun.pos == "NOUN"  # "l'ONG"
        if not acronym and (noun.lemma not in kinds or not noun.text[:1].islower()):
            continue
        after = tokens[noun.i + 1]
        if after.text in _OPENING:
            row = tokens[after.i + 1 : after.i + 2 + _LONGEST_QUOTED]
            end = next((k for k, t in enumerate(row) if t.text in _CLOSING), 0)
            if end and row[0].text[:1].isupper():
                yield list(row[:end])
            continue
        run: list[Token] = []
        for t in tokens[after.i :]:
            epithet = run and t.pos == "ADJ" and t.head in {r.i for r in run}  # "Marée grise"
            if index.at(t) or not (_capital(t) or epithet) or t.pos == "PUNCT":
                break
            run.append(t)
        if run and run[0].pos not in ("DET", "ADP") and not run[0].ner.endswith("Person"):
            yield run


def _state_body(sentence: Sentence, head: Token, index: Index, language: Language) -> list[Token]:
    """ "the Estonian parliament", "le ministère norvégien de la Défense": the body with the
    adjective of its State, and with its field; [] without such an adjective."""
    named = head.text[:1].isupper() or index.outer(head)
    if named or head.lemma not in language.mentions.state_bodies:
        return []
    inside = {head.i}
    queue = [head.i]
    adjective = False
    while queue:
        i = queue.pop()
        for t in sentence.tokens:
            if t.head != i or t.i == i:
                continue
            owned = any(m.source == "demonym" for m in index.at(t))
            field = t.role == "compound" or (
                t.role == "nmod" and t.case in language.extract.genitive and not index.at(t)
            )
            linked = t.role in ("case", "det") and i != head.i
            if (owned and i == head.i) or field or linked:
                adjective |= owned
                inside.add(t.i)
                queue.append(t.i)
    row = sorted(inside)
    together = row == list(range(row[0], row[-1] + 1))
    return [sentence.tokens[i] for i in row] if adjective and together else []


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
        linked = token.lemma in language.mentions.name_links
        attached = token.pos in ("NOUN", "ADJ", "PROPN") and _hangs(token, first)
        apart = language.code == "en" and tokens[token.i - 1].i in (head.i, last)
        if _capital(token) and apart and token.pos == "PROPN" and _titled_here(token, language):
            break  # "Rivage Bank CEO Oscar Tellin"
        if _capital(token) or (attached and language.code != "en"):
            if any(m.entity.kind == "Person" for m in index.at(token)):
                break
            last = token.i
        elif not linked or _leads_to_state(token, tokens, index, language):
            break
    return list(tokens[first : last + 1])


def _titled_here(token: Token, language: Language) -> bool:
    """Whether a capitalised word is a title or begins a person's name."""
    m = language.mentions
    titles = m.person_nouns | m.honorifics | m.vague_titles
    return token.lemma in titles or token.ner.endswith("Person")


def _leads_to_state(
    token: Token, tokens: Sequence[Token], index: Index, language: Language
) -> bool:
    """Whether the word only places what stands before it: "the institute [in] Latvia"."""
    after = index.at(token.i + 1) if token.i + 1 < len(tokens) else []
    return token.lemma in language.extract.inside and any(m.entity.kind == "State" for m in after)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _hangs(token: Token, first: int) -> bool:
    """Whether the word is an adjective or complement inside the phrase that began at ``first``."""
    return token.role in ("nmod", "obl", "amod", "flat") and first <= token.head < token.i
