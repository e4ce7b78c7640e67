"""When the claims about one subject, relation and object say it happened, and which of them tell
of the same event. Pure: the order of the claims changes nothing.

Two times are two events when nothing joins them: several visits stay several. They are one when
they may be the same and can be nothing else that is known: "last week" joins the only day of that
week, days that overlap ("17 to 18 July", "18 to 19 July") are one event, and a report without a
date is about the event that its article dates elsewhere, or may have been news of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from kg.isotime import Period, period, precision
from kg.model import Claim

LONGEST_EVENT = 31
"""Days. A time as long as a month still tells two events apart, a year does not."""
WEEK = 7
"""Days. What is reported without a date is first of all news of this week."""
_AHEAD = 1
"""Day. An evening's paper may bear the date of the day before the event where it happened."""


def sort_out(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """The claims of one event triple by the time that tells events apart, "" where none does.

    A coarser time (the month, the year, the day without its year) joins the event it agrees with,
    if there is exactly one. A claim without a time joins the one event that its article dates,
    or else the one of the week, or of the month, before it was published.
    """
    periods = [period(c.when.start, c.when.end) if c.when else None for c in claims]
    targets = _events({p for p in periods if p and p.days <= LONGEST_EVENT})
    known = sorted(set(targets.values()))
    told: dict[str, set[Period]] = defaultdict(set)
    times: list[str | None] = []
    for claim, when in zip(claims, periods, strict=True):
        if when in targets:
            told[claim.article.id].add(targets[when])
            times.append(str(targets[when]))
        elif when:
            times.append(_only(str(p) for p in known if when.covers(p)) or "")
        elif (day := _month_day(claim)) is not None:
            times.append(_only(str(p) for p in known if p.covers_month_day(day)) or day)
        else:
            times.append(None)
    named = _only(sorted({time for time in times if time})) or ""
    result: dict[str, list[Claim]] = defaultdict(list)
    for claim, time in zip(claims, times, strict=True):
        if time is None:
            time = _near(claim, told[claim.article.id], known, named)
        result[time].append(claim)
    return result


def _events(periods: set[Period]) -> dict[Period, Period]:
    """Each period -> the period of its event: the one event it overlaps, or itself when there
    are none or several."""
    finest = sorted(p for p in periods if not any(p != q and p.covers(q) for q in periods))
    targets: dict[Period, Period] = {}
    for row in _overlapping(finest):
        common = Period(max(p.first for p in row), min(p.last for p in row))
        # Of three in a row, each overlapping the next, the one in the middle cannot choose.
        targets |= {p: common if common.first <= common.last else p for p in row}
    for outer in sorted(periods - targets.keys(), key=lambda p: (p.days, p)):
        met = {p for p in targets.values() if p.overlaps(outer)}
        targets[outer] = met.pop() if len(met) == 1 else outer
    return targets


def _overlapping(ordered: Iterable[Period]) -> list[list[Period]]:
    """Periods in order of their beginnings, in rows of which each overlaps one before it."""
    rows: list[list[Period]] = []
    for each in ordered:
        if rows and any(each.overlaps(other) for other in rows[-1]):
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def _near(claim: Claim, own: Collection[Period], known: Collection[Period], named: str) -> str:
    """The event that a claim without a time is about: one of those its article dates itself
    (``own``), or of those ``known``, by the date of the article; without one the only one
    (``named``). "" for none or several."""
    if claim.article.published is None or not known:
        return _only(map(str, own)) or named
    day = claim.article.published.toordinal()
    for events, reach in ((own, date.max.toordinal()), (known, WEEK), (known, LONGEST_EVENT)):
        since = day if claim.modality == "planned" else day - reach
        until = day + (_AHEAD if claim.modality == "asserted" else reach)
        near = [p for p in events if p.first.toordinal() <= until and since <= p.last.toordinal()]
        if len(near) == 1:
            return str(near[0])
        # Of the events an article dates, news is about the latest; of two in one week, of either.
        if near and events is known:
            break
    return ""


def _only(times: Iterable[str]) -> str | None:
    found = list(times)
    return found[0] if len(found) == 1 else None


def _month_day(claim: Claim) -> str | None:
    start = claim.when and claim.when.start
    return start if start and precision(start) == "gMonthDay" else None


def covers(outer: str, inner: str) -> bool:
    """Whether the time of one statement takes in the time of another: "" takes in all."""
    if outer in ("", inner):
        return True
    one, other = (period(*time.split("/")) for time in (outer, inner))
    return bool(one and other and one.covers(other))


def extent(claims: Sequence[Claim]) -> tuple[str | None, str | None]:
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
