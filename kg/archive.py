"""What a build directory remembers: its articles with their texts, and what was read in each.

One SQLite file. A reading is stored as soon as it is made, so that a build that was broken off, at
whatever moment, goes on where it stopped, and no article is read twice.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from kg import claims as claim_io
from kg import entities as entity_io
from kg.errors import InputError
from kg.model import Article, Reading, Skipped

FILE = Path("store") / "articles.db"
"""Below the directory of a build."""
_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, reading TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    source TEXT PRIMARY KEY, -- as the user gave it
    key TEXT,                -- of its reading; NULL when it never could be read
    article TEXT,
    reason TEXT,             -- why it could not be read the last time; NULL when it could
    fix TEXT
);
"""


class Archive:
    """The articles of a build directory. ``open_archive`` makes one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def has(self, key: str) -> bool:
        """Whether there is a reading under ``key`` (see ``key_of``)."""
        found = self._db.execute("SELECT 1 FROM readings WHERE key = ?", (key,))
        return found.fetchone() is not None

    def keep(self, key: str, reading: Reading) -> None:
        """Store a reading for good before the next one is made."""
        self._db.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (key, _dump(reading)))

    def settle(
        self, keys: Mapping[str, str], found: Sequence[Article | Skipped], sources: Iterable[str]
    ) -> None:
        """Take up what ``sources`` were found to be; all in one step, or nothing.

        ``keys`` are those of the readings, by source. What is below a directory of ``sources``
        (with slashes) and was not found any more is dropped. All other articles stay, also those
        whose file cannot be read now: the text read before is kept.
        """
        with self._step():
            self._sweep(sources, found)
            for item in found:
                if isinstance(item, Skipped):
                    self._db.execute(
                        "INSERT INTO files (source, reason, fix) VALUES (?, ?, ?) ON CONFLICT"
                        " (source) DO UPDATE SET reason = excluded.reason, fix = excluded.fix",
                        (item.source, item.reason, item.fix),
                    )
                else:
                    self._db.execute(
                        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, NULL, NULL)",
                        (item.source, keys[item.source], _dump_article(item)),
                    )
            self._db.execute(
                "DELETE FROM readings WHERE key NOT IN (SELECT key FROM files WHERE key NOT NULL)"
            )

    def _sweep(self, sources: Iterable[str], found: Sequence[Article | Skipped]) -> None:
        there = {item.source for item in found}
        unread = tuple(f"{s.source.rstrip('/')}/" for s in found if isinstance(s, Skipped))
        folders = {source.rstrip("/") for source in sources}
        for (known,) in self._db.execute("SELECT source FROM files").fetchall():
            inside = known in folders or known.startswith(tuple(f"{f}/" for f in folders))
            if inside and known not in there and not known.startswith(unread):
                self._db.execute("DELETE FROM files WHERE source = ?", (known,))

    def articles(self) -> list[Article]:
        """Each article once, in the order of their sources."""
        return [article for article, _ in self._articles()]

    def readings(self) -> Iterator[tuple[Article, Reading]]:
        """Each article with what was read in it, in the order of their sources."""
        for article, key in self._articles():
            row = self._db.execute("SELECT reading FROM readings WHERE key = ?", (key,)).fetchone()
            yield article, _load(row[0], article)

    def _articles(self) -> Iterator[tuple[Article, str]]:
        rows = self._db.execute(
            "SELECT source, article, key FROM files WHERE key NOT NULL ORDER BY source"
        )
        seen: set[str] = set()
        for source, data, key in rows.fetchall():
            article = _load_article(source, data)
            if article.id not in seen:
                seen.add(article.id)
                yield article, key

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be read the last time it was a source."""
        rows = self._db.execute(
            "SELECT source, reason, fix FROM files WHERE reason NOT NULL ORDER BY source"
        )
        return tuple(Skipped(*row) for row in rows)

    @contextmanager
    def _step(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


@contextmanager
def open_archive(folder: Path) -> Iterator[Archive]:
    """The archive of a build directory, made when missing; nobody else may write meanwhile.

    Raises InputError when another build is under way or the file is damaged.
    """
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with _connected(path, f"file:{_quoted(path)}") as connection:
        # Held until the connection ends, also when the process is killed.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        _check_version(connection, path)
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        yield Archive(connection)


def known_articles(folder: Path) -> list[Article]:
    """The articles of a build directory with their texts; none when it keeps no texts.

    Raises InputError when a build is under way or the file is damaged.
    """
    path = folder / FILE
    if not path.exists():
        return []
    with _connected(path, f"file:{_quoted(path)}?mode=ro") as connection:
        _check_version(connection, path)
        return Archive(connection).articles()


@contextmanager
def _connected(path: Path, uri: str) -> Iterator[sqlite3.Connection]:
    connection = None
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=1.0)
        yield connection
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise InputError(f"cannot be used: {error}", where=str(path)) from error
        raise InputError(
            "another kg build is writing here", where=str(path), fix="wait until it is done"
        ) from error
    except sqlite3.DatabaseError as error:
        raise InputError(
            f"damaged: {error}",
            where=str(path),
            fix="move it away, and kg build reads its sources again",
        ) from error
    finally:
        if connection is not None:
            connection.close()


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in (0, _VERSION):
        raise InputError(
            f"made by another kg (format {version}, not {_VERSION})",
            where=str(path),
            fix="move it away, and kg build reads its sources again",
        )


def _quoted(path: Path) -> str:
    return path.absolute().as_uri().removeprefix("file:")


def key_of(article: Article, reader: str) -> str:
    """The key of a reading: all that it depends on. ``reader`` tells program and model apart."""
    nothing = ("source", "retrieved")  # changes what is read
    told = [str(getattr(article, f.name)) for f in fields(article) if f.name not in nothing]
    return hashlib.sha256(json.dumps([reader, *told]).encode()).hexdigest()


_DAYS = ("published", "retrieved")

# JSON in ASCII: SQLite holds no lone surrogates, and its functions stop at a NUL.


def _dump(reading: Reading) -> str:
    return json.dumps(
        {
            "claims": [claim_io.to_json(claim) for claim in reading.claims],
            "entities": [entity_io.to_json(e) for _, e in sorted(reading.entities.items())],
            "sentences": reading.sentences,
        }
    )


def _load(data: str, article: Article) -> Reading:
    stored = json.loads(data)
    entities = map(entity_io.from_json, stored["entities"])
    return Reading(
        tuple(claim_io.from_json(claim, article) for claim in stored["claims"]),
        {entity.id: entity for entity in entities},
        stored["sentences"],
    )


def _dump_article(article: Article) -> str:
    data: dict[str, Any] = {f.name: getattr(article, f.name) for f in fields(article)}
    del data["source"]
    days = {name: data[name] and data[name].isoformat() for name in _DAYS}
    return json.dumps(data | days)


def _load_article(source: str, data: str) -> Article:
    stored = json.loads(data)
    days = {name: date.fromisoformat(stored[name]) for name in _DAYS if stored.get(name)}
    return Article(**stored | days | {"source": source})
