"""The directory of a build: what its files are called, and what they know of the entities."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from kg import __version__, gazetteer, store
from kg import entities as entity_io
from kg.errors import InputError
from kg.model import Claim, Entity
from kg.wikidata import records as wikidata
from kg.wikidata.records import Record

CLAIMS, ENTITIES, WIKIDATA = "claims.jsonl", "entities.jsonl", "wikidata.jsonl"
GRAPH, PAGE, REPORT = store.GRAPH_FILE, "graph.html", "report.json"
BUILDS = Path("store") / "builds.jsonl"


def known(folder: Path) -> dict[str, Entity]:
    """The entities of a build directory; builds of old have none."""
    path = folder / ENTITIES
    return entity_io.read(path) if path.exists() else {}


def named(claims: Iterable[Claim], known: Mapping[str, Entity]) -> dict[str, Entity]:
    """What the claims name, by id; of what is neither known nor listed they tell the kind and
    the label."""
    listed = gazetteer.load().entities
    named = {ref.id: ref for c in claims for ref in entity_io.refs(c)}
    return {
        i: known.get(i) or listed.get(i) or Entity(i, named[i].kind, named[i].label)
        for i in sorted(named)
    }


def records(path: Path) -> dict[str, Record]:
    """What ``kg link`` wrote into ``path``, by entity; nothing when it wrote none.

    Raises InputError naming the line when it is no such file.
    """
    if not path.exists():
        return {}
    try:
        return wikidata.parse(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from error


def replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files of ``folder``, each in one step: a crash leaves the old one or the new one,
    never half. All are written before the first old one goes."""
    for name, data in files.items():
        with (folder / f"{name}.part").open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    for name in files:
        os.replace(folder / f"{name}.part", folder / name)


def note_build(folder: Path, at: datetime, articles: int, fresh: int) -> None:
    """Add a line to the log of builds: when, by which kg, of how many articles, and the digest of
    the graph. The only file that knows the time of a build: the others depend on the articles
    alone."""
    row = {
        "at": at.isoformat(timespec="seconds"),
        "kg": __version__,
        "articles": articles,
        "read": fresh,
        "graph_sha256": hashlib.sha256((folder / GRAPH).read_bytes()).hexdigest(),
    }
    with (folder / BUILDS).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
