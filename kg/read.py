"""One article -> its claims: names, parse, mentions, rules, in that order. Pure but for the
models and data files it loads once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from kg import confidence, parse, roles, standins
from kg import gazetteer as gazetteers
from kg import language as languages
from kg import ontology as ontologies
from kg.confidence import Features
from kg.extract.reader import Reader
from kg.mentions import given, names
from kg.model import Article, Claim, Entity, Mention, Sentence
from kg.sieve import Sieve

LONGEST = 400
"""Words of the longest sentence that is read. Longer ones are tables and lists, no sentences,
and reading takes time that grows with the square: 4,000 words took more than a minute."""


@dataclass(frozen=True)
class Extracted:
    """What one article says: its claims in order, and the entities they name, by id."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    entities: dict[str, Entity]
    passed_over: int = 0
    """How many sentences were not parsed because they cannot hold a claim."""
    overlong: int = 0
    """How many sentences were not read because of their length."""
    features: dict[str, Features] = field(default_factory=dict)
    """Claim id -> what its confidence was reckoned from."""


def extract(article: Article, spans: Sequence[tuple[int, int]] = ()) -> Extracted:
    """The claims of an article. Raises MissingModelError when its language has no model.

    ``spans`` are offsets where somebody marked a mention; all others are found by reading.
    """
    language = languages.load(article.lang)
    gazetteer = gazetteers.load()
    text, start = article.text, article.body_start
    matches = gazetteer.find(text, article.lang, start)
    keep = standins.stand_ins(text, matches, gazetteer, language)
    chosen = None if spans else sieve(article.lang)
    listed = [(m.start, m.end) for m in matches]
    found = list(parse.parse(text, language, start=start, keep=keep, listed=listed, sieve=chosen))
    parsed = [raws for raws in found if raws]
    short = [raws for raws in parsed if len(raws) <= LONGEST]
    sentences = tuple(roles.sentence(i, text, raws, language) for i, raws in enumerate(short))
    named = names.find(text, sentences, matches, gazetteer, language, article.published, article.id)
    named += given.mentions(text, spans, sentences, named)
    weights = confidence.load()
    reader = Reader(article, sentences, named, ontologies.load(), gazetteer, language, weights)
    claims = tuple(reader.claims())
    known = {m.entity.id: m.entity for m in reader.mentions}
    known |= {r.id: r for m in reader.mentions for r in m.readings}
    context = reader.context
    known |= {e.id: e for e in (*context.states.values(), *context.known.values())}
    used = {i for claim in claims for i in _ids(claim)}
    return Extracted(
        article,
        sentences,
        tuple(sorted(reader.mentions, key=lambda m: (m.start, -m.end, m.entity.id))),
        claims,
        # A party or a body's State may be told by an adjective, and be mentioned nowhere.
        {i: known.get(i) or gazetteer.entities[i] for i in sorted(used)},
        len(found) - len(parsed),
        len(parsed) - len(short),
        {c.id: context.features[c.id] for c in claims},
    )


@cache
def sieve(lang: str) -> Sieve | None:
    """Tells which sentences of a language are parsed."""
    language = languages.load(lang)
    titles = {phrase[0] for phrase in ontologies.load().titles.get(lang, ())}
    return Sieve(language, titles)


def _ids(claim: Claim) -> set[str]:
    refs = (claim.attributed_to, claim.where, claim.via)
    return {claim.subject.id, claim.object.id} | {r.id for r in refs if r is not None}
