"""Who stands on each side of a statement, and which figures they give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg import language
from kg.extract.measures import measure
from kg.model import Claim, Ref
from kg.sources import Copy, fold, independent


@dataclass(frozen=True, slots=True)
class Side:
    """Those who tell a statement as a fact, or deny it as one.

    ``speakers`` are the entities whom the articles quote, sorted by id; ``outlets`` those who
    printed it, whether in their own words or another's, sorted; ``sources`` how many of the
    articles are independent.
    """

    speakers: tuple[Ref, ...] = ()
    outlets: tuple[str, ...] = ()
    sources: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """What one claim says about how many or how much: at least ``low``, at most ``high``, None
    where its words leave that open, of ``unit`` (see ``kg.extract.measures``)."""

    claim: str
    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Interval:
    """What several figures of one unit mean together."""

    low: Decimal | None
    high: Decimal | None
    unit: str


def side(claims: Sequence[Claim], copies: Mapping[str, Copy]) -> Side:
    """The side that makes these ``claims``; ``copies`` knows the articles (``kg.sources``)."""
    speakers = [c.attributed_to for c in claims if c.attributed_to]
    return Side(
        speakers=tuple(usual(speakers, id_) for id_ in sorted({ref.id for ref in speakers})),
        outlets=outlets(claims),
        sources=independent({copies[c.article.id] for c in claims}),
    )


def outlets(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The outlets of the articles, each once, as most of them write its name."""
    articles = {(c.article.id, c.article.outlet) for c in claims}
    names = Counter(" ".join(outlet.split()) for _, outlet in articles if outlet)
    spelled: dict[str, str] = {}
    for name in sorted(names, key=lambda n: (-names[n], n)):
        if key := fold(name):
            spelled.setdefault(key, name)
    return tuple(sorted(spelled.values()))


def usual(refs: Iterable[Ref], id_: str) -> Ref:
    """The entity ``id_`` as most of ``refs`` name it."""
    counts = Counter(ref for ref in refs if ref.id == id_)
    return min(counts, key=lambda ref: (-counts[ref], ref.label, ref.kind))


def figure(claim: Claim) -> Figure | None:
    """The figure a claim gives; None when its quantity is no amount, or in a language of which
    kg has no words."""
    if not claim.quantity or claim.article.lang not in language.available():
        return None
    words = language.load(claim.article.lang)
    found = measure(claim.quantity, words, claim.item or "")
    if found is None:
        return None
    return Figure(claim.id, claim.quantity, found.low, found.high, found.unit)


def interval(figures: Sequence[Figure]) -> Interval | None:
    """From the least to the most that ``figures`` allow, None where one leaves it open.

    None when there are no figures, or figures of different things.
    """
    units = {each.unit for each in figures}
    if len(units) != 1:
        return None
    lows, highs = [f.low for f in figures], [f.high for f in figures]
    return Interval(
        low=None if None in lows else min(low for low in lows if low is not None),
        high=None if None in highs else max(high for high in highs if high is not None),
        unit=units.pop(),
    )
