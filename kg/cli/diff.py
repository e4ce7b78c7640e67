"""``kg diff``: what changed between two builds, or between two days."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.output import count, printable, undated
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.diff import Change
    from kg.model import Claim
    from kg.statements import Statement

Days = tuple[date | None, date | None]


def _days(
    _ctx: click.Context, _param: click.Parameter, value: tuple[datetime, datetime] | None
) -> Days:
    return (value[0].date(), value[1].date()) if value else (None, None)


@click.command()
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("after", metavar="[B]", type=click.Path(path_type=Path), required=False)
@click.option(
    "--as-of",
    "days",
    metavar="DATE DATE",
    nargs=2,
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_days,
    help="Only what articles had said by these days: the first for A, the second for B.",
)
@options.policy
@options.min_confidence
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text to read, or one JSON object a line.",
)
def diff(
    before: Path,
    after: Path | None,
    days: Days,
    policy: str | None,
    min_confidence: float,
    fmt: str,
) -> None:
    """Tell what changed between two builds.

    A and B are directories of builds; with --as-of one is enough. Statements are new, gone,
    contradicted, strengthened or weakened (sources, modality, edges), or only restated.
    """
    from kg.diff import compare
    from kg.views import view

    if after is None and days == (None, None):
        raise UsageError("there is nothing to compare with", fix="give B, or --as-of DATE DATE")
    views = [
        view(folder, policy=policy, min_confidence=min_confidence, as_of=day)
        for folder, day in zip((before, after or before), days, strict=True)
    ]
    undated(max(v.undated for v in views))
    changes = compare(views[0].statements, views[1].statements, views[1].policy)
    lines = map(_json, changes) if fmt == "json" else _text(changes)
    for line in lines:
        click.echo(line)


def _text(changes: list[Change]) -> Iterator[str]:
    kind = ""
    for change in changes:
        if change.kinds[0] != kind:
            kind = change.kinds[0]
            number = sum(c.kinds[0] == kind for c in changes)
            yield f"{kind.capitalize()}: {count(number, 'statement')}"
        s = change.statement
        time = f", {s.time}" if s.time else ""
        also = f" ({', '.join(change.kinds[1:])})" if len(change.kinds) > 1 else ""
        yield printable(f"  {s.subject.label} {s.relation} {s.object.label}{time}{also}")
        yield "    " + " -> ".join(_weight(x) for x in (change.before, change.after) if x)
        yield from (_evidence("+", claim) for claim in change.came)
        yield from (_evidence("-", claim) for claim in change.went)
    if not changes:
        yield "No statement changed."


def _weight(statement: Statement) -> str:
    claims, sources = len(statement.claims), statement.source_count
    split = "affirmed and denied, " if all(statement.polarities.values()) else ""
    return f"{statement.modality}, {split}{count(claims, 'claim')}, {count(sources, 'source')}"


def _evidence(sign: str, claim: Claim) -> str:
    day = f", {claim.article.published}" if claim.article.published else ""
    outlet = claim.article.outlet or claim.article.source
    quote = " ".join(claim.sentence.text.split())
    says = f", says {claim.attributed_to.label}" if claim.attributed_to else ""
    stance = f"{claim.polarity}, {claim.modality}{says}"
    return printable(f"    {sign} {stance}: {quote} ({outlet}{day})")


def _json(change: Change) -> str:
    s = change.statement
    return json.dumps(
        {
            "kinds": change.kinds,
            "statement": s.id,
            "subject": s.subject.id,
            "relation": s.relation,
            "object": s.object.id,
            "time": s.time or None,
            "before": _counts(change.before),
            "after": _counts(change.after),
            "claims_new": [claim.id for claim in change.came],
            "claims_gone": [claim.id for claim in change.went],
        },
        ensure_ascii=False,
    )


def _counts(statement: Statement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    return {
        "id": statement.id,
        "modality": statement.modality,
        "claims": len(statement.claims),
        "affirmed": statement.polarities["affirmed"],
        "negated": statement.polarities["negated"],
        "articles": statement.article_count,
        "sources": statement.source_count,
    }
