"""wikidata.jsonl: what was answered, one entity a line, and how entities take it up.

The file is generated; it says when and where each answer was got. Pure: bytes in, bytes out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kg.errors import InputError
from kg.isotime import precision
from kg.model import Entity, Office
from kg.wikidata.answers import QID, Post
from kg.wikidata.deciding import Candidate


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one entity (``id``): its item (``qid``, or None), the rule that chose it,
    the item's names and posts, or the ``candidates`` among which nothing decided."""

    id: str
    qid: str | None
    rule: str
    retrieved: date
    endpoint: str
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    offices: tuple[Post, ...] = ()
    candidates: tuple[Candidate, ...] = ()


def dump(records: Iterable[Record]) -> bytes:
    """The file: one line per record, sorted by id."""
    ordered = sorted(records, key=lambda record: record.id)
    lines = [json.dumps(_to_json(record), ensure_ascii=False) + "\n" for record in ordered]
    return "".join(lines).encode("utf-8", "backslashreplace")


def parse(data: bytes, where: str) -> dict[str, Record]:
    """The records of a file by entity. Raises InputError naming ``where`` and the line."""
    records = {}
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            try:
                record = _from_json(json.loads(line.decode("utf-8")))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                raise InputError(
                    "not a record of kg link",
                    where=f"{where}:{number}",
                    fix="delete the line and run kg link again",
                ) from error
            records[record.id] = record
    return records


def _to_json(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "qid": record.qid,
        "rule": record.rule,
        "labels": dict(record.labels),
        "aliases": [list(alias) for alias in record.aliases],
        "offices": [
            {
                "position_qid": post.position,
                "titles": post.titles,
                "body_qid": post.body or None,
                "body_label": post.body_label or None,
                "from": post.start or None,
                "to": post.end or None,
            }
            for post in record.offices
        ],
        "candidates": [
            {"qid": c.qid, "label": c.label, "description": c.description}
            for c in record.candidates
        ],
        "retrieved": record.retrieved.isoformat(),
        "endpoint": record.endpoint,
    }


def _from_json(data: Any) -> Record:
    return Record(
        id=_text(data["id"]),
        qid=None if data["qid"] is None else _qid(data["qid"]),
        rule=_text(data["rule"]),
        retrieved=date.fromisoformat(data["retrieved"]),
        endpoint=_text(data["endpoint"]),
        labels=_pairs(data["labels"].items()),
        aliases=_pairs(data["aliases"]),
        offices=tuple(_post(post) for post in data["offices"]),
        candidates=tuple(
            Candidate(_qid(c["qid"]), _text(c["label"]), _text(c["description"]))
            for c in data["candidates"]
        ),
    )


def _post(data: Any) -> Post:
    body, label = data["body_qid"], data["body_label"]
    return Post(
        _qid(data["position_qid"]),
        dict(_pairs(data["titles"].items())),
        "" if body is None else _qid(body),
        "" if label is None else _text(label),
        _day(data["from"]),
        _day(data["to"]),
    )


def _pairs(data: Any) -> tuple[tuple[str, str], ...]:
    return tuple((_text(one), _text(other)) for one, other in data)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _qid(value: Any) -> str:
    if not QID.fullmatch(value):
        raise ValueError("not a Wikidata id")
    return str(value)


def _day(value: Any) -> str:
    if value is not None and precision(value) is None:
        raise ValueError("not a date")
    return value or ""


def enrich(entities: Mapping[str, Entity], records: Mapping[str, Record]) -> dict[str, Entity]:
    """``entities`` with the ids, labels and other names of their records. What an entity has
    stays: an id of its own, its label in a language, its names, which may get a language."""
    return {i: _enriched(e, records[i]) if i in records else e for i, e in entities.items()}


def _enriched(entity: Entity, record: Record) -> Entity:
    # The record may be older than the entity's own id.
    if record.qid is None or entity.qid not in (None, record.qid):
        return entity
    own = tuple((lang, label) for lang, label in entity.labels if label)
    labels = (*own, *(pair for pair in record.labels if pair[0] not in dict(own)))
    # Without labels in a language the label stood alone; it stays as one of the names.
    named = () if own or entity.label in dict(labels).values() else (("", entity.label),)
    known = {*entity.names(), *(label for _, label in labels)}
    told = (*record.labels, *record.aliases)
    new = {pair for pair in told if pair[1] not in known}
    aliases = tuple(sorted({*(_tagged(pair, told) for pair in entity.aliases), *named, *new}))
    return replace(entity, qid=record.qid, labels=labels, aliases=aliases)


def _tagged(alias: tuple[str, str], told: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """A name without language gets the one that its record tells, if it is one only."""
    languages = {lang for lang, name in told if name == alias[1]}
    return (languages.pop(), alias[1]) if not alias[0] and len(languages) == 1 else alias


def offices(
    records: Mapping[str, Record], entities: Mapping[str, Entity]
) -> dict[str, list[Office]]:
    """Person -> the posts of its record in bodies that ``entities`` have, found by their Wikidata
    ids. Wikidata names no relation of kg, so they have none."""
    bodies = {e.qid: i for i, e in sorted(entities.items(), reverse=True) if e.qid}
    found: dict[str, list[Office]] = {}
    for person, record in sorted(records.items()):
        if person not in entities or record.qid != entities[person].qid:
            continue
        for post in record.offices:
            if body := bodies.get(post.body):
                titles = tuple(sorted(post.titles.items()))
                source = f"Wikidata {record.qid}, retrieved {record.retrieved.isoformat()}"
                office = Office(person, "", body, titles, post.start, post.end, source)
                found.setdefault(person, []).append(office)
    return found
