"""Claims as lines of JSON: ``claims.jsonl``, the stable file other tools rely on.

One claim is one object on one line. The text of the article is not in it: every other field
of a claim survives writing and reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from kg import jsonlines
from kg.jsonlines import Fields
from kg.model import Article, Claim, End, Modality, Polarity, Ref, Span, When

_SEPARATOR = "\x1f"


def short_hash(*fields: object) -> str:
    """16 hexadecimal digits that depend on all ``fields`` and nothing else."""
    joined = _SEPARATOR.join(str(field) for field in fields)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def claim_id(
    article_id: str,
    sentence_start: int,
    subject: End,
    relation: str,
    object: End,
    polarity: Polarity,
    modality: Modality,
) -> str:
    """The id of a claim, ``c-`` and 16 hexadecimal digits: the same claim read again has it."""
    return "c-" + short_hash(
        article_id, sentence_start, subject.id, relation, object.id,
        polarity, modality, subject.start, object.start,
    )  # fmt: skip


def order(claim: Claim) -> tuple[str, int, int, str, int, str]:
    """Sort key: as one would read them, source by source and sentence by sentence."""
    return (
        claim.article.source,
        claim.sentence.start,
        claim.subject.start,
        claim.relation,
        claim.object.start,
        claim.id,
    )


def write(claims: Iterable[Claim], path: Path) -> None:
    """Write ``claims`` to ``path`` as UTF-8 JSON lines in reading order."""
    path.write_bytes(dump(claims))


def dump(claims: Iterable[Claim]) -> bytes:
    """The content of claims.jsonl: one line per claim, each ended by a newline."""
    return jsonlines.dump((order(claim), to_json(claim)) for claim in claims)


def read(path: Path) -> list[Claim]:
    """The claims of a claims.jsonl, in the order of its lines.

    Raises InputError naming file and line when the file or a line cannot be read.
    """
    return jsonlines.read(path, from_json)


def to_json(claim: Claim) -> dict[str, Any]:
    """The claim as plain JSON values, keys in the order of the contract; absent is None."""
    return {
        "id": claim.id,
        "article": _article(claim.article),
        "lang": claim.article.lang,
        "sentence": _span(claim.sentence),
        "subject": _end(claim.subject),
        "relation": claim.relation,
        "object": _end(claim.object),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attributed_to": claim.attributed_to and _ref(claim.attributed_to),
        "when": claim.when
        and {"text": claim.when.text, "from": claim.when.start, "to": claim.when.end},
        "where": claim.where and _ref(claim.where),
        "item": claim.item,
        "quantity": claim.quantity,
        "via": claim.via and _ref(claim.via),
        "confidence": claim.confidence,
        "extractor": claim.extractor,
        "trigger": claim.trigger and _span(claim.trigger),
        "corrections": list(claim.corrections),
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published and article.published.isoformat(),
        "lang": article.lang,
        "author": article.author,
        "body_start": article.body_start,
    }


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _end(end: End) -> dict[str, Any]:
    return {"id": end.id, "label": end.label, "kind": end.kind,
            "text": end.text, "start": end.start, "end": end.end,
            "rule": end.rule, "over": end.over and _ref(end.over)}  # fmt: skip


def _ref(ref: Ref) -> dict[str, Any]:
    return {"id": ref.id, "label": ref.label, "kind": ref.kind}


def from_json(data: object, article: Article | None = None) -> Claim:
    """The claim of one JSON object, of ``article`` if given, else of what the object tells of its
    article, without its text. Keys the contract does not promise may be missing.

    Raises InputError naming the key that is missing or wrong.
    """
    fields = Fields(data)
    return Claim(
        id=fields.text("id"),
        article=article or _read_article(fields.inner("article"), fields.text("lang")),
        sentence=_read_span(fields.inner("sentence")),
        subject=_read_end(fields.inner("subject")),
        relation=fields.text("relation"),
        object=_read_end(fields.inner("object")),
        trigger=_read_span(found) if (found := fields.maybe_inner("trigger")) else None,
        polarity=fields.one_of("polarity", get_args(Polarity)),
        modality=fields.one_of("modality", get_args(Modality)),
        attributed_to=_read_ref(found) if (found := fields.maybe_inner("attributed_to")) else None,
        when=_read_when(found) if (found := fields.maybe_inner("when")) else None,
        where=_read_ref(found) if (found := fields.maybe_inner("where")) else None,
        item=fields.maybe_text("item"),
        quantity=fields.maybe_text("quantity"),
        via=_read_ref(found) if (found := fields.maybe_inner("via")) else None,
        confidence=fields.share("confidence"),
        extractor=fields.text("extractor"),
        corrections=fields.texts("corrections"),
    )


def _read_article(fields: Fields, lang: str) -> Article:
    return Article(
        id=fields.text("id"),
        text="",
        lang=fields.maybe_text("lang") or lang,
        source=fields.text("source"),
        title=fields.maybe_text("title"),
        outlet=fields.maybe_text("outlet"),
        author=fields.maybe_text("author"),
        url=fields.maybe_text("url"),
        published=fields.day("published"),
        body_start=fields.offset("body_start", default=0),
    )


def _read_span(fields: Fields) -> Span:
    return Span(fields.text("text"), fields.offset("start"), fields.offset("end"))


def _read_end(fields: Fields) -> End:
    return End(
        id=fields.text("id"),
        label=fields.text("label"),
        kind=fields.text("kind"),
        text=fields.text("text"),
        start=fields.offset("start"),
        end=fields.offset("end"),
        rule=fields.maybe_text("rule") or "",
        over=_read_ref(found) if (found := fields.maybe_inner("over")) else None,
    )


def _read_ref(fields: Fields) -> Ref:
    identifier, label = fields.text("id"), fields.maybe_text("label")
    return Ref(identifier, identifier if label is None else label, fields.maybe_text("kind") or "")


def _read_when(fields: Fields) -> When:
    return When(fields.text("text"), fields.time("from"), fields.time("to"))
