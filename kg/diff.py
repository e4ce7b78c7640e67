"""What changed between two sets of statements: told by the ids of statements and claims, which
stay the same as long as their articles do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kg.model import Claim, Modality
from kg.statements import Statement, status

Kind = Literal["new", "gone", "contradicted", "strengthened", "weakened", "restated"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Change:
    """One statement before and after, None where there is none.

    ``new``: nobody said so before. ``gone``: nobody does any more. ``contradicted``: it is both
    affirmed and denied, and was not. ``strengthened``, ``weakened``: more or fewer independent
    sources, a surer or less sure modality, an edge that came or went; both when they do not
    agree. ``restated``: claims came or went, and none of this changed.
    """

    kinds: tuple[Kind, ...]
    before: Statement | None
    after: Statement | None
    came: tuple[Claim, ...]
    """Claims that only the statement after has."""
    went: tuple[Claim, ...]

    @property
    def statement(self) -> Statement:
        """As it is now, or was last."""
        found = self.after or self.before
        assert found
        return found


def compare(
    before: Sequence[Statement], after: Sequence[Statement], policy: str = "asserted"
) -> list[Change]:
    """The statements that differ, by kind and then in their own order.

    ``policy`` tells which statements are edges. A statement that got another id, because an
    event turned out to have a date, is known again by its claims. Raises UsageError for an
    unknown policy.
    """
    same = _matched(before, after)
    known = {s.id: s for s in before}
    pairs = [(known.pop(same[s.id], None) if s.id in same else None, s) for s in after]
    changes = [_change(old, new, policy) for old, new in pairs]
    changes += [_change(old, None, policy) for old in known.values()]
    return sorted((c for c in changes if c.kinds), key=_order)


def _order(change: Change) -> tuple[object, ...]:
    s = change.statement
    return KINDS.index(change.kinds[0]), s.subject.id, s.relation, s.object.id, s.time, s.id


def _matched(before: Iterable[Statement], after: Iterable[Statement]) -> Mapping[str, str]:
    """Id after -> id before: the same, or else that of the statement that has most of its
    claims; each once."""
    old, new = {s.id: s for s in before}, {s.id: s for s in after}
    same = {id_: id_ for id_ in new if id_ in old}
    owner = {c.id: id_ for id_, s in old.items() if id_ not in same for c in s.claims}
    shared = Counter(
        (id_, owner[c.id])
        for id_, s in new.items()
        if id_ not in same
        for c in s.claims
        if c.id in owner
    )
    taken: set[str] = set()
    for (id_, other), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if id_ not in same and other not in taken:
            same[id_] = other
            taken.add(other)
    return same


def _change(before: Statement | None, after: Statement | None, policy: str) -> Change:
    old = {c.id: c for c in before.claims} if before else {}
    new = {c.id: c for c in after.claims} if after else {}
    came = tuple(c for id_, c in new.items() if id_ not in old)
    went = tuple(c for id_, c in old.items() if id_ not in new)
    return Change(_kinds(before, after, policy, bool(came or went)), before, after, came, went)


def _kinds(
    before: Statement | None, after: Statement | None, policy: str, restated: bool
) -> tuple[Kind, ...]:
    if not (before and after):
        return ("gone",) if before else ("new",)
    old, new = _weights(before, policy), _weights(after, policy)
    kinds: dict[Kind, bool] = {
        "contradicted": _divided(after) and not _divided(before),
        "strengthened": any(n > o for o, n in zip(old, new, strict=True)),
        "weakened": any(n < o for o, n in zip(old, new, strict=True)),
    }
    found = tuple(kind for kind, holds in kinds.items() if holds)
    return found or (("restated",) if restated else ())


def _divided(statement: Statement) -> bool:
    return all(statement.polarities.values())


def _weights(statement: Statement, policy: str) -> tuple[int, int, int]:
    surest = get_args(Modality).index(statement.modality)
    edge = status(statement, policy) == "plain"
    return statement.source_count, -surest, int(edge)
