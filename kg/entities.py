"""Entities as lines of JSON: ``entities.jsonl``, the names of what the claims of a build name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import jsonlines
from kg.jsonlines import Fields, Json
from kg.model import Claim, End, Entity, Merge, Ref


def dump(entities: Iterable[Entity]) -> bytes:
    """The content of entities.jsonl: one line per entity, sorted by id."""
    return jsonlines.dump(((entity.id,), to_json(entity)) for entity in entities)


def read(path: Path) -> dict[str, Entity]:
    """The entities of an entities.jsonl, by id.

    Raises InputError naming file and line when the file or a line cannot be read.
    """
    return {entity.id: entity for entity in jsonlines.read(path, from_json)}


def refs(claim: Claim) -> Iterator[End | Ref]:
    """Everything a claim names: its ends, who says so, where it was, who acted."""
    for ref in (claim.subject, claim.object, claim.attributed_to, claim.where, claim.via):
        if ref is not None:
            yield ref


def to_json(entity: Entity) -> Json:
    """The entity as plain JSON values. ``labels`` and ``aliases`` are (language, name) pairs;
    the language is "" where a name belongs to none."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "label": entity.label,
        "labels": [list(pair) for pair in entity.labels],
        "aliases": [list(pair) for pair in entity.aliases],
        "qid": entity.qid,
        "listed": entity.listed,
        "merges": [
            {"id": m.id, "label": m.label, "likeness": m.likeness, "reason": m.reason}
            for m in entity.merges
        ],
        "corrections": list(entity.corrections),
    }


def from_json(data: object) -> Entity:
    """The entity of one JSON object. Raises InputError naming the key that is missing or wrong."""
    fields = Fields(data)
    return Entity(
        id=fields.text("id"),
        kind=fields.text("kind"),
        label=fields.text("label"),
        labels=fields.pairs("labels"),
        aliases=fields.pairs("aliases"),
        qid=fields.maybe_text("qid"),
        listed=fields.truth("listed"),
        merges=tuple(
            Merge(m.text("id"), m.text("label"), m.share("likeness"), m.text("reason"))
            for m in fields.objects("merges")
        ),
        corrections=fields.texts("corrections"),
    )
