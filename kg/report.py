"""What a build tells about itself: ``report.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from kg.corrections import Correction
from kg.errors import InputError
from kg.model import Skipped


@dataclass(frozen=True)
class Report:
    """What a build read, found and skipped. ``models``: language -> model and version;
    ``unsure``: claims that were left out because of their confidence; ``corrected``: how many
    corrections were applied; ``unused``: those that were not, each with the reason;
    ``fallen``: ids of the claims whose two ends became one node."""

    articles: int = 0
    fresh: int = 0
    """How many of them had not been read before. Not part of report.json."""
    sentences: int = 0
    claims: int = 0
    unsure: int = 0
    statements: int = 0
    skipped: tuple[Skipped, ...] = ()
    models: dict[str, str] = field(default_factory=dict)
    corrections: str = ""
    """The file they stand in; "" when there is none."""
    corrected: int = 0
    unused: tuple[tuple[Correction, str], ...] = ()
    fallen: tuple[str, ...] = ()


def dump(report: Report, policy: str, min_confidence: float) -> bytes:
    """The content of report.json."""
    data = {
        "articles": report.articles,
        "sentences": report.sentences,
        "claims": report.claims,
        "statements": report.statements,
        "policy": policy,
        "min_confidence": min_confidence,
        "below_min_confidence": report.unsure,
        "models": report.models,
        "corrections": {
            "applied": report.corrected,
            "not_used": sorted([str(c), reason] for c, reason in report.unused),
        },
        "between_one_node": report.fallen,
        "skipped": [{"source": s.source, "reason": s.reason, "fix": s.fix} for s in report.skipped],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def policy(path: Path) -> str:
    """The policy of the build that wrote the report. Raises InputError when none did."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["policy"])
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            "it is not a report of kg build", where=str(path), fix="run kg build again"
        ) from error
