"""Claims -> statements: what several articles say about the same subject, relation and object.

Pure: neither the order nor the repetition of the claims changes anything.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from kg.claims import order, short_hash, to_json
from kg.errors import UsageError
from kg.isotime import Period, period, precision
from kg.model import Claim, Modality, Polarity, Ref
from kg.sources import Copy, copy_of, independent

LONGEST_EVENT = 31
"""Days. A time as long as a month still tells two events apart, a year does not."""
CORROBORATED = "corroborated:"
POLICIES = ("any", "asserted", "corroborated:N (N sources, such as corroborated:2)")


@dataclass(frozen=True, slots=True)
class Statement:
    """All claims about one (subject, relation, object), for events also about one time."""

    id: str
    subject: Ref
    relation: str
    object: Ref
    time: str
    """What tells this event from others of the same triple: ``2023-07-26``, ``2023-07``,
    ``2023-07-25/2023-07-27``, ``--07-26``, or "" when nothing does."""
    claims: tuple[Claim, ...]
    """In reading order, each once."""
    first: str | None
    """When it happened or held, ISO 8601 as precise as known; None when no claim says."""
    last: str | None
    first_reported: date | None
    """Publication dates of the earliest and latest article; None when none has a date."""
    last_reported: date | None
    places: tuple[Ref, ...]
    items: tuple[str, ...]
    quantities: tuple[str, ...]
    article_count: int
    source_count: int
    """Independent sources: see ``kg.sources``."""
    polarities: Mapping[Polarity, int] = field(hash=False)
    """How many claims of each polarity; every polarity is a key."""
    modalities: Mapping[Modality, int] = field(hash=False)
    """How many claims of each modality; every modality is a key."""

    def count(self, polarity: Polarity, modality: Modality) -> int:
        """How many claims have this polarity and this modality."""
        return sum(c.polarity == polarity and c.modality == modality for c in self.claims)

    @property
    def disputed(self) -> bool:
        """Whether it is both affirmed and denied as a fact."""
        return bool(self.count("affirmed", "asserted") and self.count("negated", "asserted"))

    @property
    def modality(self) -> Modality:
        """The surest modality of the affirmed claims, of all claims when none is affirmed."""
        affirmed = [c.modality for c in self.claims if c.polarity == "affirmed"]
        return min(affirmed or [c.modality for c in self.claims], key=get_args(Modality).index)


def holds(statement: Statement, policy: str = "asserted") -> bool:
    """Whether ``statement`` counts as plain knowledge under ``policy``.

    ``any``: at least one claim affirms it. ``asserted``: at least one claim affirms it as a
    fact, and more do so than deny it as a fact. ``corroborated:N``: asserted, and the claims
    come from at least N independent sources. Raises UsageError for any other policy.
    """
    needed = sources_needed(policy)
    if policy == "any":
        return statement.polarities["affirmed"] > 0
    asserted = statement.count("affirmed", "asserted") > statement.count("negated", "asserted")
    return asserted and statement.source_count >= needed


def status(statement: Statement, policy: str = "asserted") -> str:
    """The local name of the kg:Status: ``plain`` when it holds under ``policy``, else
    ``claimedOnly``. Raises UsageError for an unknown policy."""
    return "plain" if holds(statement, policy) else "claimedOnly"


def sources_needed(policy: str) -> int:
    """How many independent sources ``policy`` asks for; UsageError when there is no such policy."""
    if policy in POLICIES:
        return 1
    number = policy.removeprefix(CORROBORATED)
    if number != policy and number.isascii() and number.isdecimal() and int(number) > 0:
        return int(number)
    raise UsageError(f"there is no policy {policy!r}", fix=f"policies: {', '.join(POLICIES)}")


def merge(
    claims: Iterable[Claim], symmetric: frozenset[str], events: frozenset[str]
) -> list[Statement]:
    """The statements that ``claims`` make, sorted by subject, relation, object and time.

    Relations in ``symmetric`` hold both ways: their ends are ordered by id. Relations in
    ``events`` happen at a time: each time makes a statement of its own.
    """
    distinct = _distinct(claims)
    copies: dict[str, Copy] = {}
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in distinct:
        copy = copy_of(claim.article)
        copies[claim.article.id] = max(copy, copies.get(claim.article.id, copy))
        ends = claim.subject.id, claim.object.id
        subject, object_ = sorted(ends) if claim.relation in symmetric else ends
        groups[subject, claim.relation, object_].append(claim)
    statements = []
    for triple, group in groups.items():
        for time, members in (_by_time(group) if triple[1] in events else {"": group}).items():
            statements.append(_statement(triple, time, members, copies))
    return sorted(statements, key=lambda s: (s.subject.id, s.relation, s.object.id, s.time))


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim once, in reading order. Of two with one id the choice must not depend on order."""
    by_id: dict[str, Claim] = {}
    for claim in claims:
        known = by_id.setdefault(claim.id, claim)
        if known != claim:
            by_id[claim.id] = min(known, claim, key=_content)
    return sorted(by_id.values(), key=order)


def _content(claim: Claim) -> tuple[str, bool, str]:
    text = claim.article.text
    # A claim that still knows the text of its article goes first.
    return json.dumps(to_json(claim)), not text, text


def _by_time(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """The claims of one event triple, sorted out by the time that tells events apart.

    A coarser time (the month, the year, the day without its year, no time at all) joins the
    finer one it agrees with, if there is exactly one.
    """
    periods = [period(c.when.start, c.when.end) if c.when else None for c in claims]
    targets = _fold({p for p in periods if p and p.days <= LONGEST_EVENT})
    known = sorted(set(targets.values()))
    times: list[str | None] = []
    for claim, when in zip(claims, periods, strict=True):
        if when in targets:
            times.append(str(targets[when]))
        elif when:
            times.append(_only([str(p) for p in known if when.covers(p)]) or "")
        elif (day := _month_day(claim)) is not None:
            times.append(_only([str(p) for p in known if p.covers_month_day(day)]) or day)
        else:
            times.append(None)
    undated = _only(sorted({time for time in times if time})) or ""
    result: dict[str, list[Claim]] = defaultdict(list)
    for claim, time in zip(claims, times, strict=True):
        result[undated if time is None else time].append(claim)
    return result


def _fold(periods: set[Period]) -> dict[Period, Period]:
    """Each period -> the one finer period inside it, or itself when there are none or several."""
    targets: dict[Period, Period] = {}
    for outer in sorted(periods, key=lambda p: (p.days, p)):
        inner = {p for p in targets.values() if outer.covers(p)}
        targets[outer] = inner.pop() if len(inner) == 1 else outer
    return targets


def _only(times: Sequence[str]) -> str | None:
    return times[0] if len(times) == 1 else None


def _month_day(claim: Claim) -> str | None:
    start = claim.when and claim.when.start
    return start if start and precision(start) == "gMonthDay" else None


def _statement(
    triple: tuple[str, str, str], time: str, claims: Sequence[Claim], copies: Mapping[str, Copy]
) -> Statement:
    subject, relation, object_ = triple
    ends = [Ref(e.id, e.label, e.kind) for c in claims for e in (c.subject, c.object)]
    first, last = _extent(claims)
    articles = {c.article.id: c.article for c in claims}
    reported = sorted(a.published for a in articles.values() if a.published)
    polarities = Counter(c.polarity for c in claims)
    modalities = Counter(c.modality for c in claims)
    return Statement(
        id="s-" + short_hash(subject, relation, object_, time),
        subject=_usual(ends, subject),
        relation=relation,
        object=_usual(ends, object_),
        time=time,
        claims=tuple(claims),
        first=first,
        last=last,
        first_reported=reported[0] if reported else None,
        last_reported=reported[-1] if reported else None,
        places=_places(claims),
        items=tuple(sorted({c.item for c in claims if c.item})),
        quantities=tuple(sorted({c.quantity for c in claims if c.quantity})),
        article_count=len(articles),
        source_count=independent({copies[article] for article in articles}),
        polarities={p: polarities[p] for p in get_args(Polarity)},
        modalities={m: modalities[m] for m in get_args(Modality)},
    )


def _usual(refs: Iterable[Ref], id_: str) -> Ref:
    """The entity ``id_`` as most of ``refs`` name it."""
    counts = Counter(ref for ref in refs if ref.id == id_)
    return min(counts, key=lambda ref: (-counts[ref], ref.label, ref.kind))


def _places(claims: Sequence[Claim]) -> tuple[Ref, ...]:
    refs = [c.where for c in claims if c.where]
    return tuple(_usual(refs, id_) for id_ in sorted({ref.id for ref in refs}))


def _extent(claims: Sequence[Claim]) -> tuple[str | None, str | None]:
    """The earliest and the latest time the claims give.

    "July" beside "26 July" of the same year adds nothing and is left out. Without any year
    the days count only when all claims agree.
    """
    whens = [c.when for c in claims if c.when]
    stated = {(w.start, w.end or w.start) for w in whens if w.start and precision(w.start)}
    periods = {time: p for time in stated if (p := period(*time))}
    if not periods:
        return next(iter(stated)) if len(stated) == 1 else (None, None)
    told = {
        time: p
        for time, p in periods.items()
        if time[0] != time[1] or not any(p != q and p.covers(q) for q in periods.values())
    }
    first = min(told, key=lambda time: (told[time].first, told[time].days, str(time)))
    last = min(told, key=lambda time: (-told[time].last.toordinal(), told[time].days, str(time)))
    return first[0], last[1]
