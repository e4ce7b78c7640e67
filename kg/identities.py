"""One node per person and organisation nobody listed, over all articles and both languages.

Names are compared by ``kg.naming``. Two nodes become one when their names are surely the same
and every other name of either fits too; what somebody set apart stays apart. The node with the
most claims keeps its id, unless one is listed. Nothing depends on the order of the articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg import naming
from kg.gazetteer import words
from kg.model import Claim, End, Entity, Merge, Ref
from kg.naming import Likeness

Apart = frozenset[frozenset[str]]
"""Pairs of ids that are not the same, whatever their names say."""

_PEOPLE = frozenset({"Person"})
_ANY_BODY = "Organisation"
"""The kind of a body of which nothing more is known: it fits every other."""
_BODIES = frozenset(
    {_ANY_BODY, "GovernmentBody", "InternationalOrganisation", "Party", "Company", "ArmedGroup"}
)


@dataclass(frozen=True)
class Resolution:
    """Claims and entities after joining. ``joined``: the id that went -> the id that stayed."""

    claims: list[Claim]
    entities: dict[str, Entity]
    joined: dict[str, str]


def resolve(
    claims: Sequence[Claim], entities: Mapping[str, Entity], apart: Apart = frozenset()
) -> Resolution:
    """Join the nodes of ``entities`` (by id) that are one, and turn the claims to what stays.

    A claim keeps its own id and words; its ends take id, label and kind of the node they belong
    to. A claim that would relate a node to itself is left out.
    """
    seen = Counter(i for c in claims for i in _ids(c))
    languages = _languages(claims)
    entities = {i: _labelled(e, languages.get(i, set())) for i, e in entities.items()}
    people = _alike(entities, _PEOPLE, naming.compare)
    bodies = _alike(entities, _BODIES, naming.compare_bodies)
    surnames = _in_one_company(entities, claims)
    pairs = sorted((*people, *bodies, *surnames), key=lambda p: (-p[2].score, p[0], p[1]))
    groups = _Groups(entities, apart)
    for one, other, likeness in pairs:
        groups.join(one, other, likeness)
    joined: dict[str, str] = {}
    kept = dict(entities)
    for members in groups.all():
        stays = min(members, key=lambda i: (not entities[i].listed, -seen[i], i))
        goes = [i for i in members if i != stays]
        joined |= dict.fromkeys(goes, stays)
        kept[stays] = _joined(entities[stays], [entities[i] for i in goes], groups)
        for ident in goes:
            del kept[ident]
    turned = [turn(c, kept, joined) for c in claims]
    return Resolution([c for c in turned if c.subject.id != c.object.id], kept, joined)


def turn(claim: Claim, entities: Mapping[str, Entity], joined: Mapping[str, str]) -> Claim:
    """The claim with its ends, speaker, place and person at the nodes they belong to."""

    def ref(old: Ref | None) -> Ref | None:
        node = entities.get(joined.get(old.id, old.id)) if old else None
        return Ref(node.id, node.label, node.kind) if node else old

    def end(old: End) -> End:
        node, over = entities.get(joined.get(old.id, old.id)), ref(old.over)
        if node:
            old = replace(old, id=node.id, label=node.label, kind=node.kind)
        return replace(old, over=over if over and over.id != old.id else None)

    return replace(
        claim,
        subject=end(claim.subject),
        object=end(claim.object),
        attributed_to=ref(claim.attributed_to),
        where=ref(claim.where),
        via=ref(claim.via),
    )


def _alike(
    entities: Mapping[str, Entity],
    kinds: frozenset[str],
    compare: Callable[[str, str], Likeness],
) -> Iterable[tuple[str, str, Likeness]]:
    """Pairs of ids with surely the same name, one of them nobody's list has."""
    named = {i: e for i, e in entities.items() if e.kind in kinds and _full(e.label, kinds)}
    index = naming.Index((i, n) for i in sorted(named) for n in named[i].names() if _full(n, kinds))
    for ident in sorted(named):
        if named[ident].listed:
            continue
        for other, _ in index.nearest(named[ident].label, limit=_CANDIDATES):
            if other == ident:
                continue
            best = max(
                (compare(named[ident].label, name) for name in named[other].names()),
                key=lambda found: found.score,
            )
            if best.score >= naming.SAME:
                yield ident, other, best


def _in_one_company(
    entities: Mapping[str, Entity], claims: Sequence[Claim]
) -> Iterable[tuple[str, str, Likeness]]:
    """Pairs of ids of one surname alone, in articles that name mostly the same others."""
    called: dict[tuple[str, ...], list[str]] = {}
    for ident, entity in sorted(entities.items()):
        if entity.kind in _PEOPLE and not entity.listed and not _full(entity.label, _PEOPLE):
            called.setdefault(words(entity.label), []).append(ident)
    alone = {ident for group in called.values() if len(group) > 1 for ident in group}
    company: dict[str, set[str]] = {ident: set() for ident in alone}
    if alone:
        inside: dict[str, set[str]] = {}
        for claim in claims:
            inside.setdefault(claim.article.id, set()).update(_ids(claim))
        for named in inside.values():
            for ident in named & alone:
                company[ident] |= named - alone
    for group in called.values():
        for one, other in combinations(group, 2):
            shared = company[one] & company[other]
            fewer = min(len(company[one]), len(company[other]))
            if len(shared) >= _SHARED and 2 * len(shared) >= fewer:
                yield one, other, Likeness(naming.SAME, "the same surname in the same company")


_SHARED = 2
"""One name may be shared by chance: every article on Europe names Germany."""


def _full(name: str, kinds: frozenset[str]) -> bool:
    """Whether a name may be compared: a surname alone is anybody's."""
    return kinds != _PEOPLE or len(name.split()) > 1


_CANDIDATES = 8
"""Names as near as these are looked at; the ninth has never been the same."""


class _Groups:
    """Nodes that are one, grown pair by pair."""

    def __init__(self, entities: Mapping[str, Entity], apart: Apart) -> None:
        self.entities = entities
        self.apart = apart
        self.group: dict[str, list[str]] = {}
        self.evidence: dict[str, Likeness] = {}
        """Id -> the likeness that brought it into its group."""

    def join(self, one: str, other: str, likeness: Likeness) -> None:
        """Join the groups of two nodes if no two of their members contradict each other."""
        left, right = self.group.get(one, [one]), self.group.get(other, [other])
        if left is right or not all(self._fit(a, b) for a in left for b in right):
            return
        both = [*left, *right]
        for ident in both:
            self.group[ident] = both
            self.evidence.setdefault(ident, likeness)

    def _fit(self, one: str, other: str) -> bool:
        a, b = self.entities[one], self.entities[other]
        if frozenset({one, other}) in self.apart or (a.listed and b.listed):
            return False
        if a.kind != b.kind and _ANY_BODY not in (a.kind, b.kind):
            return False
        compare = naming.compare if a.kind in _PEOPLE else naming.compare_bodies
        return any(compare(x, y).score >= naming.DOUBTFUL for x in a.names() for y in b.names())

    def all(self) -> list[list[str]]:
        """The groups of more than one, each sorted, in the order of their first members."""
        distinct = {id(members): sorted(members) for members in self.group.values()}
        return sorted(distinct.values())


def _labelled(entity: Entity, languages: set[str]) -> Entity:
    """What nobody listed has the label of the one language that named it."""
    if entity.listed or entity.labels or len(languages) != 1:
        return entity
    return replace(entity, labels=tuple((lang, entity.label) for lang in languages))


def _joined(stays: Entity, goes: Sequence[Entity], groups: _Groups) -> Entity:
    """The node with the names of those that became part of it; the first in a language that has
    none yet becomes its label there."""
    labels = dict(stays.labels)
    for e in sorted(goes, key=lambda e: e.id):
        for lang, label in e.labels:
            labels.setdefault(lang, label)
    known = {*stays.names(), *labels.values()}
    new = {("", e.label) for e in goes if not e.labels}
    new |= {named for e in goes for named in (*e.labels, *e.aliases)}
    merges = [
        Merge(e.id, e.label, round(groups.evidence[e.id].score, 2), groups.evidence[e.id].reason)
        for e in goes
    ]
    kinds = [e.kind for e in (stays, *goes) if e.kind != _ANY_BODY]
    return replace(
        stays,
        kind=stays.kind if stays.listed or not kinds else kinds[0],
        labels=tuple(sorted(labels.items())),
        aliases=tuple(sorted({*stays.aliases, *(n for n in new if n[1] not in known)})),
        merges=tuple(sorted(merges, key=lambda m: m.id)),
    )


def _languages(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Id -> the languages of the articles that name it."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        for ident in _ids(claim):
            found.setdefault(ident, set()).add(claim.article.lang)
    return found


def _ids(claim: Claim) -> set[str]:
    refs = (claim.attributed_to, claim.where, claim.via)
    return {claim.subject.id, claim.object.id} | {r.id for r in refs if r is not None}
