"""The gold of an evaluation: its entities, its claims and the texts they were read in."""

from __future__ import annotations

import csv
import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError

NOBODY = "None"
"""How the gold writes that the author speaks and no one else."""

ARTICLE_LANG = "fr"
"""Documents of the gold that are not in the parallel file are single articles in French."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of the gold with every form it takes in the texts."""

    id: str
    kind: str
    label: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim of the gold: ``sent`` counts the document's sentences from 0, and each flag is
    the tuple of values that are accepted (speakers are entity ids or ``NOBODY``)."""

    doc: str
    sent: int
    subject: str
    relation: str
    object: str
    polarity: tuple[str, ...]
    modality: tuple[str, ...]
    attributed_to: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """What one gold.json holds. ``sentences`` are those of the single articles, by document."""

    entities: Mapping[str, GoldEntity]
    claims: tuple[GoldClaim, ...]
    sentences: Mapping[str, tuple[str, ...]]

    def documents(self) -> list[str]:
        """Ids of the documents that have claims, sorted."""
        return sorted({claim.doc for claim in self.claims})


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read: sentence ``i`` is ``sentences[i]`` and begins at ``starts[i]``."""

    id: str
    lang: str
    text: str
    sentences: tuple[str, ...]
    starts: tuple[int, ...]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds ``offset`` (the one before it, between two)."""
        return max(bisect_right(self.starts, offset) - 1, 0)


def read_gold(path: Path) -> Gold:
    """The gold in ``path``. Raises InputError naming every claim that is not well formed."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entities = {
            id_: GoldEntity(id_, e["kind"], e["label"], tuple(e["forms"]))
            for id_, e in data["entities"].items()
        }
        claims = tuple(_claim(record) for record in data["claims"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"not a gold file: {type(error).__name__}: {error}",
            where=str(path),
            fix="it needs entities (kind, label, forms) and claims (doc, sent, subject, …)",
        ) from error
    faults = [fault for claim in claims for fault in _unknown(claim, entities)]
    if faults:
        raise InputError("; ".join(faults), where=str(path), fix="list them under entities")
    ending = "_sentences"
    sentences = {k.removesuffix(ending): tuple(v) for k, v in data.items() if k.endswith(ending)}
    return Gold(entities, claims, sentences)


def _claim(record: dict[str, Any]) -> GoldClaim:
    return GoldClaim(
        record["doc"],
        int(record["sent"]),
        record["subject"],
        record["relation"],
        record["object"],
        tuple(record["polarity"]),
        tuple(record["modality"]),
        tuple(record["attributed_to"]),
        bool(record["required"]),
    )


def _unknown(claim: GoldClaim, entities: Mapping[str, GoldEntity]) -> list[str]:
    named = {claim.subject, claim.object, *claim.attributed_to} - {NOBODY}
    return [
        f"{claim.doc} sentence {claim.sent} names {id_!r}, which is no entity of the gold"
        for id_ in sorted(named - entities.keys())
    ]


def read_documents(gold: Gold, gold_path: Path, text_path: Path, lang: str) -> list[Document]:
    """The gold's documents in ``lang``, in the order of their ids.

    ``text_path`` is a tab-separated file with the columns doc, sent and one per language; a
    document is its sentences joined by one newline each. A document that is not in it is the
    article ``<doc>/article.txt`` beside the gold, and French. Raises InputError when a text
    cannot be found.
    """
    rows = _parallel(text_path, lang)
    documents = []
    for doc in gold.documents():
        if doc in rows:
            documents.append(_joined(doc, lang, rows[doc]))
        elif lang == ARTICLE_LANG:
            documents.append(_article(doc, gold, gold_path.parent / doc / "article.txt"))
    return documents


def _parallel(path: Path, lang: str) -> dict[str, list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            rows = list(reader)
            columns = reader.fieldnames or []
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path)) from error
    missing = [name for name in ("doc", "sent", lang) if name not in columns]
    if missing:
        raise InputError(
            f"has no column {', '.join(missing)}",
            where=str(path),
            fix=f"its columns are {', '.join(columns)}",
        )
    documents: dict[str, list[str]] = {}
    for number, row in enumerate(rows, start=2):
        sentences = documents.setdefault(row["doc"], [])
        if row["sent"] != str(len(sentences)) or row[lang] is None:
            raise InputError(
                f"sentence {row['sent']} of {row['doc']} where {len(sentences)} was expected",
                where=f"{path}:{number}",
                fix="number the sentences of a document from 0, one row each",
            )
        sentences.append(row[lang])
    return documents


def _joined(doc: str, lang: str, sentences: list[str]) -> Document:
    starts, position = [], 0
    for sentence in sentences:
        starts.append(position)
        position += len(sentence) + 1
    return Document(doc, lang, "\n".join(sentences), tuple(sentences), tuple(starts))


def _article(doc: str, gold: Gold, path: Path) -> Document:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"the text of document {doc} cannot be read: {error}",
            where=str(path),
            fix="put its rows into the parallel file, or the article beside the gold",
        ) from error
    starts, position = [], 0
    for sentence in gold.sentences.get(doc, ()):
        found = text.find(sentence, position)
        if found < 0:
            raise InputError(
                f"{doc}_sentences has one not in the text: {sentence}", where=str(path)
            )
        starts.append(found)
        position = found + len(sentence)
    return Document(doc, ARTICLE_LANG, text, gold.sentences.get(doc, ()), tuple(starts))
