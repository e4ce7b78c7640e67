"""What stands around a name: the words beside it, the title before it, the names it is cut from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg import naming
from kg.gazetteer import Match, fold
from kg.language import Language
from kg.model import Mention, Sentence, Token

_TITLE = frozenset({"ADJ", "NOUN", "PROPN", "ADP"})
_LONGEST_TITLE = 9
"""Words: "ministre nord-coréen de l'Intérieur et de la Sécurité publique"."""


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title beside a name, in lower case, and where they stand."""

    words: frozenset[str]
    start: int
    end: int


def around(
    match: Match | Mention, sentences: Sequence[Sentence]
) -> tuple[Token | None, Token | None, Token | None]:
    """The word where the match begins, the word before it and the word after it."""
    sentence, inside = covered(match, sentences)
    if sentence is None:
        return None, None, None
    before, after = inside[0].i - 1, inside[-1].i + 1
    tokens = sentence.tokens
    return (
        inside[0],
        tokens[before] if before >= 0 else None,
        tokens[after] if after < len(tokens) else None,
    )


def covered(
    match: Match | Mention, sentences: Sequence[Sentence]
) -> tuple[Sentence | None, list[Token]]:
    """The sentence of a match and the words it covers; no sentence where it covers none."""
    for sentence in sentences:
        if sentence.start <= match.start < sentence.end:
            inside = [t for t in sentence.tokens if t.start < match.end and match.start < t.end]
            if inside:
                return sentence, inside
    return None, []


def first_name(token: Token | None, before: Token | None, language: Language) -> bool:
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


def cut_from_longer(
    token: Token | None,
    before: Token | None,
    after: Token | None,
    language: Language,
    *,
    entitled: bool = False,
) -> bool:
    """Whether a weak name is a piece of another: "National | Security Council". ``entitled``: the
    words before it are a title ("Secretary of State | Clinton")."""
    if token is None:
        return False
    if first_name(token, before, language) or _goes_on(token, after):
        return True
    capital = before is not None and before.i > 0 and before.text[:1].isupper()
    part = before is not None and before.pos in ("PROPN", "ADJ") and before.role != "appos"
    title = before is not None and (
        before.ner.endswith("Person") or before.lemma in language.mentions.person_nouns
    )
    continued = after is not None and after.pos == "ADJ" and after.role == "amod"
    continued = continued and after is not None and after.head >= token.i
    return (capital and part and not title and not entitled) or continued


def _goes_on(token: Token, after: Token | None) -> bool:
    """Whether the name of a person goes on behind the word: "Warren | Hill"."""
    return (
        after is not None
        and token.ner.endswith("Person")
        and after.ner == "I-Person"
        and after.pos == "PROPN"
    )


def hyphened(text: str, start: int, end: int) -> bool:
    """Whether a hyphen joins the words to another with a capital: "Cohn-Bendit"."""
    behind = text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].isupper()
    before = text[start - 1 : start] in _HYPHENS and text[max(start - 2, 0) : start - 1].isalpha()
    return (bool(text[end : end + 1]) and behind) or (start > 0 and before)


_HYPHENS = ("-", "\u2010", "\u2011")


def title_beside(match: Match, sentences: Sequence[Sentence], language: Language) -> Title | None:
    """The title right before a name ("North Korean leader X"), or after it and a comma."""
    sentence, inside = covered(match, sentences)
    if sentence is None:
        return None
    tokens = sentence.tokens
    first, last = inside[0].i, inside[-1].i
    before = list(_run(reversed(tokens[:first])))[::-1]
    if _entitles(before, language):
        return _title(before)
    if last + 1 < len(tokens) and tokens[last + 1].text == ",":
        after = list(_run(t for t in tokens[last + 2 :] if t.pos != "DET"))
        if _entitles(after, language):
            return _title(after)
    return None


def _run(tokens: Iterable[Token]) -> Iterator[Token]:
    for n, token in enumerate(tokens):
        if n == _LONGEST_TITLE or token.pos not in _TITLE:
            return
        yield token


def _entitles(row: Sequence[Token], language: Language) -> bool:
    m = language.mentions
    return any(t.lemma in m.person_nouns or fold(t.text) in m.honorifics for t in row)


def _title(row: Sequence[Token]) -> Title:
    words = {w for t in row for w in (t.lemma.lower(), t.text.lower())}
    return Title(frozenset(words), row[0].start, row[-1].end)


def unknown_people(
    sentences: Sequence[Sentence], known: Sequence[Mention], language: Language
) -> set[str]:
    """Folded surnames of people the text names in full and no list knows."""
    return {names[-1] for names in _unknown(sentences, known, language)}


def unknown_families(
    sentences: Sequence[Sentence], known: Sequence[Mention], language: Language
) -> set[str]:
    """Folded family names that stand first in the names of such people: "Zhou" of "Zhou Dehai"."""
    return {n[0] for n in _unknown(sentences, known, language) if naming.family_first(n)}


def _unknown(
    sentences: Sequence[Sentence], known: Sequence[Mention], language: Language
) -> Iterator[list[str]]:
    spans = {(m.start, m.end) for m in known}
    for sentence in sentences:
        for row in _people(sentence):
            names = [t for t in row if not _entitles([t], language)]
            new = not any(s < row[-1].end and row[0].start < e for s, e in spans)
            if len(names) > 1 and new:
                yield [fold(t.text) for t in names]


def _people(sentence: Sentence) -> Iterator[list[Token]]:
    """The words of each person the model sees, with the capitals right behind them, which it
    often leaves out."""
    row: list[Token] = []
    for token in sentence.tokens:
        inside = token.ner == "I-Person" or (
            not token.ner and token.pos == "PROPN" and token.text[:1].isupper()
        )
        if row and inside:
            row.append(token)
            continue
        if row:
            yield row
        row = [token] if token.ner == "B-Person" else []
    if row:
        yield row
