"""Claims as lines of JSON: ``claims.jsonl``, the stable file other tools rely on.

One claim is one object on one line. The text of the article is not in it: every other field
of a claim survives writing and reading.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_args

from kg.errors import InputError
from kg.isotime import precision
from kg.model import Article, Claim, End, Modality, Polarity, Ref, Span, When

_SEPARATOR = "\x1f"
T = TypeVar("T")


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
    lines = (
        (order(claim), json.dumps(to_json(claim), ensure_ascii=False, allow_nan=False) + "\n")
        for claim in claims
    )
    # A lone surrogate cannot be UTF-8; as a backslash escape it is valid JSON and comes back.
    return "".join(line for _, line in sorted(lines)).encode("utf-8", "backslashreplace")


def read(path: Path) -> list[Claim]:
    """The claims of a claims.jsonl, in the order of its lines.

    Raises InputError naming file and line when the file or a line cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from error
    claims = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            claims.append(from_json(json.loads(line.decode("utf-8"))))
        except InputError as error:
            raise InputError(error.what, where=where, fix=error.fix) from error
        except (ValueError, RecursionError) as error:
            raise InputError(f"not a line of JSON in UTF-8: {error}", where=where) from error
    return claims


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


def from_json(data: object) -> Claim:
    """The claim of one JSON object. Keys the contract does not promise may be missing.

    Raises InputError naming the key that is missing or wrong.
    """
    fields = _Fields(data)
    return Claim(
        id=fields.text("id"),
        article=_read_article(fields.inner("article"), fields.text("lang")),
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
    )


class _Fields:
    """A JSON object read key by key; a wrong value is an InputError that names its key."""

    def __init__(self, data: object, path: str = "") -> None:
        self._path = path
        if not isinstance(data, dict):
            self._fail("", "must be an object")
        self._data: dict[str, Any] = data

    def _fail(self, key: str, problem: str) -> NoReturn:
        name = (self._path + key).rstrip(".") or "a claim"
        raise InputError(f"{name} {problem}", fix="claims.jsonl is written by kg build")

    def _typed(self, key: str, kind: type[T], name: str) -> T:
        value = self._data.get(key)
        # A JSON true is an int for Python, but no offset.
        if not isinstance(value, kind) or isinstance(value, bool):
            self._fail(key, f"must be {name}" if key in self._data else "is missing")
        return value

    def text(self, key: str) -> str:
        return self._typed(key, str, "a text")

    def maybe_text(self, key: str) -> str | None:
        return None if self._data.get(key) is None else self.text(key)

    def offset(self, key: str, default: int | None = None) -> int:
        if default is not None and key not in self._data:
            return default
        value = self._typed(key, int, "a whole number")
        if value < 0:
            self._fail(key, "must not be negative")
        return value

    def share(self, key: str) -> float:
        value = self._data.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._fail(key, "must be a number")
        if not (math.isfinite(value) and 0 <= value <= 1):
            self._fail(key, "must be between 0 and 1")
        return float(value)

    def one_of(self, key: str, allowed: tuple[Any, ...]) -> Any:
        value = self.text(key)
        if value not in allowed:
            self._fail(key, f"must be one of {', '.join(allowed)}, not {value!r}")
        return value

    def time(self, key: str) -> str | None:
        value = self.maybe_text(key)
        if value is not None and precision(value) is None:
            self._fail(key, f"must be YYYY, YYYY-MM, YYYY-MM-DD or --MM-DD, not {value!r}")
        return value

    def day(self, key: str) -> date | None:
        value = self.maybe_text(key)
        if value is None:
            return None
        if precision(value) != "date":
            self._fail(key, f"must be YYYY-MM-DD, not {value!r}")
        return date.fromisoformat(value)

    def inner(self, key: str) -> _Fields:
        return _Fields(self._typed(key, dict, "an object"), f"{self._path}{key}.")

    def maybe_inner(self, key: str) -> _Fields | None:
        return None if self._data.get(key) is None else self.inner(key)


def _read_article(fields: _Fields, lang: str) -> Article:
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


def _read_span(fields: _Fields) -> Span:
    return Span(fields.text("text"), fields.offset("start"), fields.offset("end"))


def _read_end(fields: _Fields) -> End:
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


def _read_ref(fields: _Fields) -> Ref:
    identifier, label = fields.text("id"), fields.maybe_text("label")
    return Ref(identifier, identifier if label is None else label, fields.maybe_text("kind") or "")


def _read_when(fields: _Fields) -> When:
    return When(fields.text("text"), fields.time("from"), fields.time("to"))
