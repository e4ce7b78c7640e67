"""Claims -> statements: what several articles say about the same subject, relation and object.

Pure: neither the order nor the repetition of the claims changes anything.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from kg.claims import order, short_hash, to_json
from kg.errors import UsageError
from kg.eventtimes import covers, extent, sort_out
from kg.isotime import period
from kg.model import Claim, Modality, Polarity, Ref
from kg.sides import Figure, Interval, Side, figure, interval, outlets, side, usual
from kg.sources import Copy, independent
from kg.sources import copies as copies_of

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
    figures: tuple[Figure, ...]
    """What the claims that affirm it say about how many or how much, claim by claim."""
    amount: Interval | None
    """What these figures mean together; None when they count different things."""
    article_count: int
    outlet_count: int
    source_count: int
    """Independent sources of all claims: see ``kg.sources``."""
    affirmed_by: Side
    """Who tells it as a fact."""
    denied_by: Side
    """Who denies it as a fact."""
    polarities: Mapping[Polarity, int] = field(hash=False)
    """How many claims of each polarity; every polarity is a key."""
    modalities: Mapping[Modality, int] = field(hash=False)
    """How many claims of each modality; every modality is a key."""
    conflicts: tuple[str, ...] = ()
    """Ids of other statements that it contradicts: one denies as a fact what the other, about the
    same or about a narrower relation, tells as a fact."""
    denied_elsewhere: int = 0
    """How many claims of those other statements deny this one."""

    def count(self, polarity: Polarity, modality: Modality) -> int:
        """How many claims have this polarity and this modality."""
        return sum(c.polarity == polarity and c.modality == modality for c in self.claims)

    @property
    def disputed(self) -> bool:
        """Whether it is both affirmed and denied as a fact, here or by other statements."""
        own = self.count("affirmed", "asserted") and self.count("negated", "asserted")
        return bool(own or self.conflicts)

    @property
    def modality(self) -> Modality:
        """The surest modality of the affirmed claims, of all claims when none is affirmed."""
        affirmed = [c.modality for c in self.claims if c.polarity == "affirmed"]
        return min(affirmed or [c.modality for c in self.claims], key=get_args(Modality).index)


def holds(statement: Statement, policy: str = "asserted") -> bool:
    """Whether ``statement`` counts as plain knowledge under ``policy``.

    ``any``: at least one claim affirms it. ``asserted``: at least one claim affirms it as a
    fact, and more do so than deny it as a fact. ``corroborated:N``: asserted, and the claims
    that affirm it as a fact come from at least N independent sources; a report that it is denied,
    planned or possible corroborates nothing. Raises UsageError for any other policy.
    """
    needed = sources_needed(policy)
    if policy == "any":
        return statement.polarities["affirmed"] > 0
    denials = statement.count("negated", "asserted") + statement.denied_elsewhere
    asserted = statement.count("affirmed", "asserted") > denials
    return asserted and statement.affirmed_by.sources >= needed


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
    claims: Iterable[Claim],
    symmetric: frozenset[str],
    events: frozenset[str],
    *,
    supers: Mapping[str, str] | None = None,
    copies: Mapping[str, Copy] | None = None,
) -> list[Statement]:
    """The statements that ``claims`` make, sorted by subject, relation, object and time.

    Relations in ``symmetric`` hold both ways: their ends are ordered by id. Relations in
    ``events`` happen at a time: each time makes a statement of its own. ``supers`` (relation ->
    the broader relation it implies) shows which statements contradict each other. ``copies``
    says which articles copy one another (``kg.sources.copies``); of articles that are not in it
    the texts do, and one without a text stands alone.
    """
    distinct = _distinct(claims)
    known = copies or {}
    copies = {**copies_of(c.article for c in distinct if c.article.id not in known), **known}
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in distinct:
        ends = claim.subject.id, claim.object.id
        subject, object_ = sorted(ends) if claim.relation in symmetric else ends
        groups[subject, claim.relation, object_].append(claim)
    statements = []
    for triple, group in groups.items():
        for time, members in (sort_out(group) if triple[1] in events else {"": group}).items():
            statements.append(_statement(triple, time, members, copies))
    linked = _contradicting(statements, symmetric, supers or {})
    return sorted(linked, key=lambda s: (s.subject.id, s.relation, s.object.id, s.time))


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


def _statement(
    triple: tuple[str, str, str], time: str, claims: Sequence[Claim], copies: Mapping[str, Copy]
) -> Statement:
    subject, relation, object_ = triple
    ends = [Ref(e.id, e.label, e.kind) for c in claims for e in (c.subject, c.object)]
    first, last = extent(claims)
    articles = {c.article.id: c.article for c in claims}
    reported = sorted(a.published for a in articles.values() if a.published)
    affirmed = [c for c in claims if c.polarity == "affirmed"]
    figures = tuple(found for c in affirmed if (found := figure(c)))
    polarities = Counter(c.polarity for c in claims)
    modalities = Counter(c.modality for c in claims)
    return Statement(
        id="s-" + short_hash(subject, relation, object_, time),
        subject=usual(ends, subject),
        relation=relation,
        object=usual(ends, object_),
        time=time,
        claims=tuple(claims),
        first=first,
        last=last,
        first_reported=reported[0] if reported else None,
        last_reported=reported[-1] if reported else None,
        places=_places(claims),
        items=tuple(sorted({c.item for c in claims if c.item})),
        quantities=tuple(sorted({c.quantity for c in claims if c.quantity})),
        figures=figures,
        amount=interval(figures),
        article_count=len(articles),
        outlet_count=len(outlets(claims)),
        source_count=independent({copies[article] for article in articles}),
        affirmed_by=side([c for c in affirmed if c.modality == "asserted"], copies),
        denied_by=side([c for c in claims if _denies(c)], copies),
        polarities={p: polarities[p] for p in get_args(Polarity)},
        modalities={m: modalities[m] for m in get_args(Modality)},
    )


def _places(claims: Sequence[Claim]) -> tuple[Ref, ...]:
    refs = [c.where for c in claims if c.where]
    return tuple(usual(refs, id_) for id_ in sorted({ref.id for ref in refs}))


def _denies(claim: Claim) -> bool:
    return claim.polarity == "negated" and claim.modality == "asserted"


def _contradicting(
    statements: Sequence[Statement], symmetric: frozenset[str], supers: Mapping[str, str]
) -> list[Statement]:
    """The statements, with those that each contradicts.

    Who denies a sale of arms denies one of munitions; who denies that two ever met denies that
    they met in July, unless the denial is older than July.
    """
    denials: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if any(map(_denies, statement.claims)):
            triple = statement.subject.id, statement.relation, statement.object.id
            denials[triple].append(statement)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for told in statements:
        if not told.count("affirmed", "asserted"):
            continue
        for triple in _implied(told, symmetric, supers):
            for denial in denials.get(triple, ()):
                if denial.id != told.id and _about(denial, told):
                    found[told.id][denial.id] = denial.count("negated", "asserted")
                    found[denial.id].setdefault(told.id, 0)
    return [
        replace(s, conflicts=tuple(sorted(other)), denied_elsewhere=sum(other.values()))
        if (other := found.get(s.id))
        else s
        for s in statements
    ]


def _implied(
    statement: Statement, symmetric: frozenset[str], supers: Mapping[str, str]
) -> set[tuple[str, str, str]]:
    """The triples that ``statement`` implies, itself among them."""
    subject, object_ = statement.subject.id, statement.object.id
    triples: set[tuple[str, str, str]] = set()
    seen: set[str] = set()
    relation: str | None = statement.relation
    while relation and relation not in seen:
        seen.add(relation)
        triples.add((subject, relation, object_))
        if relation in symmetric or statement.relation in symmetric:
            triples.add((object_, relation, subject))
        relation = supers.get(relation)
    return triples


def _about(denial: Statement, told: Statement) -> bool:
    """Whether the denial takes in what was told: its time, and not as news from before it."""
    began = period(told.first)
    if began and denial.last_reported and denial.last_reported < began.first:
        return False
    return covers(denial.time, told.time)
