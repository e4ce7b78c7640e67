"""Scoring against rows of sentence, source, target and PLOVER root (PLV and alike).

A row has one event between two marked spans. The claim that answers it is the one whose ends
overlap both spans; its relation's PLOVER root is compared with the row's.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.codebooks import plover
from kg.errors import InputError
from kg.evaluate.triples import f1
from kg.model import Claim, End

COLUMNS = ("marked_sentence", "gold_root")
_TAG = re.compile(r"</?[st]>")

# The rows know PLOVER's older root YIELD, which has since been divided.
_OLDER = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with the offsets of source and target in it, and the root of its event."""

    text: str
    source: Spans
    target: Spans
    root: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was claimed between source and target: the root, None when nothing was.

    ``coded`` is the root by the codebooks' rules for modality and polarity; ``forward`` when the
    subject is the source; ``claims`` counts all claims of the sentence.
    """

    root: str | None
    coded: str | None
    forward: bool
    claims: int
    relation: str = ""


@dataclass(frozen=True, slots=True)
class RootScore:
    """Right roots among rows: of those answered, of all, and macro-averaged over roots."""

    right: int
    answered: int
    rows: int
    macro_f1: float
    by_root: dict[str, tuple[int, int, int]]
    """Root -> right, predicted, rows."""


def read_rows(path: Path) -> list[Row]:
    """The rows of a PLV file, marked ``<s>source</s>`` and ``<t>target</t>``.

    Raises InputError when the file has no such columns.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            records = list(csv.DictReader(file, delimiter="\t"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path)) from error
    if not records or any(column not in records[0] for column in COLUMNS):
        raise InputError(f"needs the columns {', '.join(COLUMNS)}", where=str(path))
    return [_row(record["marked_sentence"], record["gold_root"]) for record in records]


def _row(marked: str, root: str) -> Row:
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    text, position = "", 0
    for tag in _TAG.finditer(marked):
        text += marked[position : tag.start()]
        position = tag.end()
        name = tag[0].strip("</>")
        if tag[0].startswith("</"):
            spans[name].append((opened.pop(name, len(text)), len(text)))
        else:
            opened[name] = len(text)
    return Row(text + marked[position:], tuple(spans["s"]), tuple(spans["t"]), root)


def answer(row: Row, claims: Sequence[Claim], families: Mapping[str, str]) -> Answer:
    """The claim between the row's source and target; in that direction before the other, the
    surest and then the first one. Relations without a PLOVER root are no answer."""
    found = []
    for claim in claims:
        forward = _overlaps(claim.subject, row.source) and _overlaps(claim.object, row.target)
        backward = _overlaps(claim.subject, row.target) and _overlaps(claim.object, row.source)
        if (forward or backward) and claim.relation in families:
            found.append((forward, claim))
    if not found:
        return Answer(None, None, False, len(claims))
    forward, best = max(found, key=lambda pair: (pair[0], pair[1].confidence))
    plain = families[best.relation]
    coded = plover.coded(plain, best.polarity, best.modality, alleged=_alleged(best))
    root, coded = (_OLDER.get(each, each) for each in (plain, coded))
    return Answer(root, coded, forward, len(claims), best.relation)


def _alleged(claim: Claim) -> bool:
    """Whether somebody other than the parties says so."""
    parties = {claim.subject.id, claim.object.id, claim.via.id if claim.via else ""}
    return claim.attributed_to is not None and claim.attributed_to.id not in parties


def _overlaps(end: End, spans: Spans) -> bool:
    return any(end.start < stop and start < end.end for start, stop in spans)


def score_roots(pairs: Iterable[tuple[str, str | None]]) -> RootScore:
    """From (gold root, root claimed or None); a row without a claim is wrong."""
    right: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for gold, claimed in pairs:
        rows[gold] += 1
        if claimed is not None:
            predicted[claimed] += 1
            right[gold] += claimed == gold
    return RootScore(
        right.total(),
        predicted.total(),
        rows.total(),
        sum(f1(right[r], predicted[r], rows[r]) for r in rows) / max(len(rows), 1),
        {root: (right[root], predicted[root], rows[root]) for root in sorted(rows)},
    )
