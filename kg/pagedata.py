"""What graph.html tells, as plain JSON values: statements, their claims, the articles behind.

Everything a browser would have to decide about text is decided here: which words of a sentence
are marked, which links may be followed, which characters would lie about the order of words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.mentions import rules
from kg.model import Article, Claim, End, Entity, Ref, Span
from kg.statements import Statement, holds
from kg.terms import web_address

AROUND = 220
"""Characters shown before and after a sentence."""
_CONTROLS = re.compile(r"[\u0000-\u001f\u007f-\u009f]+")
# These reorder what is read without being seen; the text on disk keeps them.
_DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def page_data(
    statements: Sequence[Statement],
    entities: Mapping[str, Entity],
    relation_labels: Mapping[str, Mapping[str, str]],
    families: Mapping[str, str],
    symmetric: frozenset[str],
    policy: str,
    texts: Mapping[str, str],
) -> dict[str, Any]:
    """The JSON of the page.

    Nodes, statements, relations and articles are lists that refer to each other by index, so
    that no id from outside ever is a key.
    """
    statements = sorted(statements, key=lambda s: (s.subject.id, s.relation, s.object.id, s.id))
    refs = {ref.id: ref for s in statements for ref in (s.subject, s.object)}
    nodes = {id_: i for i, id_ in enumerate(sorted(refs))}
    relations = {name: i for i, name in enumerate(sorted({s.relation for s in statements}))}
    articles = {c.article.id: c.article for s in statements for c in s.claims}
    places = {id_: i for i, id_ in enumerate(sorted(articles))}
    return {
        "policy": policy,
        "nodes": [_node(refs[id_], entities.get(id_)) for id_ in nodes],
        "relations": [
            {"name": name, "labels": dict(relation_labels.get(name, {})),
             "family": families.get(name), "symmetric": name in symmetric}
            for name in relations
        ],
        "articles": [_article(articles[id_]) for id_ in places],
        "statements": [
            _statement(s, policy, nodes, relations)
            | {"claims": [_claim(c, s, places, texts) for c in s.claims]}
            for s in statements
        ],
    }  # fmt: skip


def clean(text: str) -> str:
    """``text`` as it may be shown: without control characters and changes of direction."""
    return _DIRECTION.sub("", _CONTROLS.sub(" ", text))


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
        "label": clean(entity.label) or entity.id,
        "labels": {lang: clean(label) for lang, label in entity.labels},
        "aliases": list(dict.fromkeys(clean(alias) for _, alias in entity.aliases)),
        "qid": qid,
        "corrections": [clean(line) for line in entity.corrections],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "title": article.title and clean(article.title),
        "outlet": clean(article.outlet or article.source),
        "author": article.author and clean(article.author),
        "date": article.published and article.published.isoformat(),
        "lang": article.lang,
        "url": link(article.url),
    }


def _statement(
    statement: Statement, policy: str, nodes: Mapping[str, int], relations: Mapping[str, int]
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
        "places": [clean(place.label) for place in statement.places],
        "items": [clean(item) for item in statement.items],
        "quantities": [clean(quantity) for quantity in statement.quantities],
        "articles": statement.article_count,
        "sources": statement.source_count,
    }


def _stance(statement: Statement) -> str:
    """How sure it is as a whole: a modality, or "disputed", or "denied" when nobody affirms it."""
    if statement.disputed:
        return "disputed"
    return statement.modality if statement.polarities["affirmed"] else "denied"


def _claim(
    claim: Claim, statement: Statement, articles: Mapping[str, int], texts: Mapping[str, str]
) -> dict[str, Any]:
    text, sentence = texts.get(claim.article.id, ""), claim.sentence
    before = max(claim.article.body_start, sentence.start - AROUND)
    return {
        "article": articles[claim.article.id],
        "quote": quote(claim, first=statement.subject.id),
        "before": clean(_last_words(text[before : sentence.start])),
        "after": clean(_first_words(text[sentence.end : sentence.end + AROUND])),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "speaker": claim.attributed_to and clean(claim.attributed_to.label),
        "via": claim.via and clean(claim.via.label),
        "where": claim.where and clean(claim.where.label),
        "when": claim.when and clean(claim.when.text),
        "item": claim.item and clean(claim.item),
        "quantity": claim.quantity and clean(claim.quantity),
        "names": [_name(end) for end in (claim.subject, claim.object)],
        "confidence": round(claim.confidence, 2),
        "extractor": claim.extractor,
        "corrections": [clean(line) for line in claim.corrections],
    }


def _name(end: End) -> dict[str, Any]:
    """Why the words of an end denote what they denote, and what they would denote next."""
    return {
        "text": clean(end.text),
        "label": clean(end.label),
        "why": end.rule.split(rules.AND) if end.rule else [],
        "over": end.over and clean(end.over.label),
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
