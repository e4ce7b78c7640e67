"""What graph.html tells, as plain JSON values: statements, their claims, the articles behind.

Everything a browser would have to decide about text is decided here: which words of a sentence
are marked, which links may be followed, which characters would lie about the order of words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kg.codebooks import plover
from kg.isotime import period
from kg.mentions import rules
from kg.model import Article, Claim, End, Entity, Ref, Span
from kg.statements import Statement, holds
from kg.terms import web_address

AROUND = 220
"""Characters shown before and after a sentence."""
_CONTROLS = re.compile(r"[\u0000-\u001f\u007f-\u009f]+")
_EPOCH = date(1970, 1, 1).toordinal()
LONGEST = 120
"""Characters of a name that are shown; a name of 100,000 took a browser 40 s to draw."""
# These reorder what is read without being seen, or make two names look like one; the text on disk
# keeps them. Joiners stay: Persian and emoji need them.
_UNSEEN = re.compile(r"[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def page_data(
    statements: Sequence[Statement],
    entities: Mapping[str, Entity],
    relation_labels: Mapping[str, Mapping[str, str]],
    families: Mapping[str, str],
    symmetric: frozenset[str],
    policy: str,
    texts: Mapping[str, str],
) -> dict[str, Any]:
    """The content of the page: lists of values that refer to each other by index, so that no id
    from outside ever is a key.

    ``claims`` are those of the first statement, then of the second, and so on; their passages,
    the words around a sentence, stand in a list of their own, once for all claims of a sentence.
    """
    statements = sorted(statements, key=lambda s: (s.subject.id, s.relation, s.object.id, s.id))
    refs = {ref.id: ref for s in statements for ref in (s.subject, s.object)}
    nodes = {id_: i for i, id_ in enumerate(sorted(refs))}
    relations = {name: i for i, name in enumerate(sorted({s.relation for s in statements}))}
    articles = {c.article.id: c.article for s in statements for c in s.claims}
    places = {id_: i for i, id_ in enumerate(sorted(articles))}
    order = {s.id: i for i, s in enumerate(statements)}
    passages = Passages(texts)
    return {
        "policy": policy,
        "nodes": [_node(refs[id_], entities.get(id_)) for id_ in nodes],
        "relations": [
            {"name": name, "labels": dict(relation_labels.get(name, {})),
             "family": families.get(name), "side": _side(families.get(name)),
             "symmetric": name in symmetric}
            for name in relations
        ],
        "articles": [_article(articles[id_]) for id_ in places],
        "statements": [_statement(s, policy, nodes, relations, order) for s in statements],
        "claims": [_claim(c, s, places, passages) for s in statements for c in s.claims],
        "passages": passages.found,
    }  # fmt: skip


def packed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """``rows`` that all have the same keys, with the keys once: a third of the bytes."""
    keys = list(rows[0]) if rows else []
    return {"keys": keys, "rows": [[row[key] for key in keys] for row in rows]}


class Passages:
    """The words before and after each sentence, as [before, after]."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.found: list[list[str]] = []
        self._texts = texts
        self._index: dict[tuple[str, int], int] = {}

    def of(self, claim: Claim) -> int:
        """The index of the words around the sentence of ``claim``."""
        key = claim.article.id, claim.sentence.start
        if key not in self._index:
            self._index[key] = len(self.found)
            text, sentence = self._texts.get(claim.article.id, ""), claim.sentence
            before = max(claim.article.body_start, sentence.start - AROUND)
            self.found.append([
                clean(_last_words(text[before : sentence.start])),
                clean(_first_words(text[sentence.end : sentence.end + AROUND])),
            ])  # fmt: skip
        return self._index[key]


def clean(text: str) -> str:
    """``text`` as it may be shown: without control characters, changes of direction and what has
    no width."""
    return _UNSEEN.sub("", _CONTROLS.sub(" ", text))


def short(text: str) -> str:
    """A name as it may be shown: ``clean``, and not longer than LONGEST."""
    cleaned = clean(text)
    return cleaned if len(cleaned) <= LONGEST else cleaned[: LONGEST - 1] + "…"


def link(url: str | None) -> str | None:
    """``url`` when it is a web address a click may open, in ASCII, else None."""
    address = web_address(url)
    return str(address) if address else None


def _node(ref: Ref, entity: Entity | None) -> dict[str, Any]:
    entity = entity or Entity(ref.id, ref.kind, ref.label)
    qid = entity.qid if entity.qid and re.fullmatch(r"Q[1-9][0-9]*", entity.qid) else None
    return {
        "id": entity.id,
        "kind": entity.kind,
        "label": short(entity.label) or short(entity.id),
        "labels": {lang: short(label) for lang, label in entity.labels},
        "aliases": list(dict.fromkeys(short(alias) for _, alias in entity.aliases)),
        "qid": qid,
        "corrections": [clean(line) for line in entity.corrections],
        "merges": [
            {"id": m.id, "label": short(m.label), "likeness": m.likeness, "why": clean(m.reason)}
            for m in entity.merges
        ],
    }


def _side(family: str | None) -> str | None:
    """Which of PLOVER's halves a root belongs to, by its quad class."""
    quad = plover.QUAD.get(family or "")
    return None if quad is None else "cooperation" if quad <= 2 else "conflict"


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title and clean(article.title),
        # Where a file lay on somebody's machine is nobody else's business.
        "outlet": clean(article.outlet or re.split(r"[/\\]", article.source)[-1]),
        "author": article.author and clean(article.author),
        "date": article.published and article.published.isoformat(),
        "lang": article.lang,
        "url": link(article.url),
    }


def _statement(
    statement: Statement,
    policy: str,
    nodes: Mapping[str, int],
    relations: Mapping[str, int],
    order: Mapping[str, int],
) -> dict[str, Any]:
    return {
        "id": statement.id,
        "from": nodes[statement.subject.id],
        "to": nodes[statement.object.id],
        "relation": relations[statement.relation],
        "stance": _stance(statement),
        "holds": holds(statement, policy),
        "first": statement.first,
        "last": statement.last,
        "places": [short(place.label) for place in statement.places],
        "items": [short(item) for item in statement.items],
        "quantities": [short(quantity) for quantity in statement.quantities],
        "articles": statement.article_count,
        "sources": statement.source_count,
        "claims": len(statement.claims),
        "against": [order[other] for other in statement.conflicts if other in order],
    }


def _stance(statement: Statement) -> str:
    """How sure it is as a whole: a modality, or "disputed", or "denied" when nobody affirms it."""
    if statement.disputed:
        return "disputed"
    return statement.modality if statement.polarities["affirmed"] else "denied"


def _claim(
    claim: Claim, statement: Statement, articles: Mapping[str, int], passages: Passages
) -> dict[str, Any]:
    began, ended, told = _days(claim)
    return {
        "id": claim.id,
        "article": articles[claim.article.id],
        "start": claim.sentence.start,
        "end": claim.sentence.end,
        "quote": quote(claim, first=statement.subject.id),
        "passage": passages.of(claim),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "speaker": claim.attributed_to and short(claim.attributed_to.label),
        "via": claim.via and short(claim.via.label),
        "where": claim.where and short(claim.where.label),
        "when": claim.when and short(claim.when.text),
        "item": claim.item and short(claim.item),
        "quantity": claim.quantity and short(claim.quantity),
        "names": [_name(end) for end in (claim.subject, claim.object)],
        "confidence": round(claim.confidence, 2),
        "extractor": claim.extractor,
        "corrections": [clean(line) for line in claim.corrections],
        "began": began,
        "ended": ended,
        "told": told,
    }


def _days(claim: Claim) -> tuple[int | None, int | None, bool]:
    """First and last day of what is claimed, as days since 1970, and whether the claim tells
    them; else they are the day of its article."""
    when, published = claim.when, claim.article.published
    own = period(when.start, when.end) if when else None
    if own:
        return _day(own.first), _day(own.last), True
    return (_day(published), _day(published), False) if published else (None, None, False)


def _day(day: date) -> int:
    return day.toordinal() - _EPOCH


def _name(end: End) -> dict[str, Any]:
    """Why the words of an end denote what they denote, and what they would denote next."""
    return {
        "text": short(end.text),
        "label": short(end.label),
        "why": end.rule.split(rules.AND) if end.rule else [],
        "over": end.over and short(end.over.label),
    }


def quote(claim: Claim, first: str) -> list[list[str]]:
    """The sentence in pieces: [text, mark], mark one of "", subject, trigger, object.

    A symmetric claim may name its ends the other way round than its statement: the end whose
    id is ``first`` is marked as the subject. Where marks overlap, an end wins over the trigger
    and the shorter over the longer; a mark outside the sentence is left out.
    """
    swapped = claim.subject.id != first
    spans: list[tuple[str, Span]] = [
        ("object" if swapped else "subject", _of(claim.subject)),
        ("subject" if swapped else "object", _of(claim.object)),
    ]
    spans.sort(key=lambda named: named[1].start - named[1].end)
    if claim.trigger:
        spans.insert(0, ("trigger", claim.trigger))
    marks = [""] * len(claim.sentence.text)
    for name, span in spans:
        start, end = span.start - claim.sentence.start, span.end - claim.sentence.start
        if 0 <= start < end <= len(marks):
            marks[start:end] = [name] * (end - start)
    pieces: list[list[str]] = []
    for character, mark in zip(claim.sentence.text, marks, strict=True):
        if pieces and pieces[-1][1] == mark:
            pieces[-1][0] += character
        else:
            pieces.append([character, mark])
    return [[clean(text), mark] for text, mark in pieces]


def _of(end: End) -> Span:
    return Span(end.text, end.start, end.end)


def _last_words(text: str) -> str:
    return text if len(text) < AROUND else "… " + text.partition(" ")[2]


def _first_words(text: str) -> str:
    return text if len(text) < AROUND else text.rpartition(" ")[0] + " …"
