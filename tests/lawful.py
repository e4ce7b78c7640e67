"""The laws of ontology/shapes.ttl, for every graph that the tests build."""

from __future__ import annotations

from pathlib import Path

from kg import validate
from kg.store import turtle
from kg.validate import report

_seen: set[bytes] = set()


def lawful(folder: Path) -> None:
    """Fails when the graph of a build directory breaks a law; the same graph is checked once."""
    content = turtle(folder)
    if content not in _seen:
        _seen.add(content)
        found = "\n".join(report.text(validate.validate(folder), "en"))
        assert not found, found
