"""Nodes that a corrections file calls the same, as one node. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.corrections import Correction, Corrections, groups
from kg.model import Entity, Merge


@dataclass
class Nodes:
    """The nodes of a build by id, and what became of ids that kg or somebody merged."""

    entities: dict[str, Entity]
    listed: Mapping[str, Entity]
    """The entities of the gazetteer; no claim need name them."""
    named: set[str] = field(default_factory=set)
    """Ids that the claims name."""
    moved: dict[str, str] = field(default_factory=dict)
    """Id of a node that became part of another -> the id of that other."""

    def __post_init__(self) -> None:
        self.moved = {m.id: e.id for e in self.entities.values() for m in e.merges} | self.moved

    def final(self, ident: str) -> str:
        """The node that ``ident`` is, or became part of."""
        return ident if ident in self.named else self.moved.get(ident, ident)

    def occurs(self, ident: str) -> bool:
        """Whether a claim names it, by this id or by that of what it became part of."""
        return self.final(ident) in self.named

    def get(self, ident: str) -> Entity | None:
        """The entity, read or listed; None when there is none."""
        return self.entities.get(self.final(ident)) or self.listed.get(ident)

    def describe(self, ident: str, *told: str) -> None:
        """Add to what was corrected about a node."""
        entity = self.entities[ident]
        lines = sorted({*entity.corrections, *told})
        self.entities[ident] = replace(entity, corrections=tuple(lines))


def join(corrections: Corrections, nodes: Nodes) -> tuple[dict[str, str], dict[Correction, str]]:
    """Make one node of what the file calls the same.

    Changes ``nodes`` and gives the nodes that are no more -> the one each became, and the
    lines that joined nothing with the reason. Of nodes that are one the listed one is kept; if
    none or several are listed, the one that is never a target.
    """
    lines = corrections.of("same-as")
    ids = {ident for c in lines for ident in (c.target, c.value)}
    pairs = [(c.target, c.value) for c in lines]
    # What kg merged itself may connect what the lines alone do not.
    pairs += [(ident, nodes.final(ident)) for ident in ids if nodes.occurs(ident)]
    moves: dict[str, str] = {}
    unused: dict[Correction, str] = {}
    for group in sorted({tuple(sorted(group)) for group in groups(pairs).values()}):
        asked = [c for c in lines if c.target in group]
        kept = _kept(group, asked, nodes)
        there = {ident for ident in group if ident == kept or nodes.occurs(ident)}
        unused |= dict(_idle(asked, group, there))
        if used := [c for c in asked if c not in unused]:
            moves |= _merge(kept, sorted({nodes.final(i) for i in there} - {kept}), used, nodes)
    return moves, unused


def _kept(group: Sequence[str], asked: Sequence[Correction], nodes: Nodes) -> str:
    """The id that the nodes of a group become, "" when there is no node of the group."""
    targets = {c.target for c in asked}
    listed = [ident for ident in group if ident in nodes.listed]
    last = [ident for ident in group if ident not in targets]
    here = [ident for ident in group if nodes.occurs(ident)]
    # When nobody knows the node that should be kept, the last before it that is there.
    above = _targets(asked)
    passed = {i for j in here for i in _upstream(j, above) - {j}}
    ends = [ident for ident in here if ident not in passed]
    choices = [*listed] if len(listed) == 1 else [i for i in last if nodes.get(i)]
    return next(iter([*choices, *ends]), "")


def _targets(asked: Iterable[Correction]) -> dict[str, set[str]]:
    """Id -> the targets of the lines whose value it is."""
    found: dict[str, set[str]] = {}
    for c in asked:
        found.setdefault(c.value, set()).add(c.target)
    return found


def _upstream(ident: str, targets: Mapping[str, set[str]]) -> set[str]:
    """What the lines say is ``ident``, directly or through others, and itself."""
    found, todo = {ident}, [ident]
    for below in todo:
        more = targets.get(below, set()) - found
        found |= more
        todo += more
    return found


def _idle(
    asked: Iterable[Correction], group: Collection[str], there: Collection[str]
) -> Iterator[tuple[Correction, str]]:
    """The lines that have nothing on one of their sides."""
    lines = list(asked)
    targets = _targets(lines)
    for c in lines:
        above = _upstream(c.target, targets)
        if above.isdisjoint(there):
            yield c, absent(c.target)
        elif not (set(group) - above) & set(there):
            yield c, absent(c.value)


def absent(ident: str) -> str:
    """Why a line about a node or claim that is not there does nothing."""
    return f"{ident} does not occur in this build"


def _merge(
    kept: str, others: Sequence[str], used: Iterable[Correction], nodes: Nodes
) -> dict[str, str]:
    """Make ``others`` part of ``kept``; the moves that makes."""
    entities = [nodes.entities[ident] for ident in others]
    merges = {m.id: m for e in entities for m in e.merges}
    if kept in nodes.entities:
        base = nodes.entities[kept]
    elif kept in nodes.listed:
        base = nodes.listed[kept]
    else:  # kg made the one to keep part of another
        base = Entity(kept, entities[0].kind, merges[kept].label)
    lines = sorted(used)
    merges |= {m.id: m for m in base.merges}
    for entity in entities:
        reason = next((c for c in lines if entity.id in (c.target, c.value)), lines[0])
        merges[entity.id] = Merge(entity.id, entity.label, 1.0, f"same-as{reason.said}")
    qids = {e.qid for e in entities if e.qid}
    told = {f"same-as: {c.target} and {c.value} are one{c.said}" for c in lines}
    told |= {line for e in (base, *entities) for line in e.corrections}
    nodes.entities[kept] = replace(
        base,
        aliases=_aliases(base, entities),
        qid=base.qid or (min(qids) if len(qids) == 1 else None),
        merges=tuple(merges[ident] for ident in sorted(merges) if ident != kept),
        corrections=tuple(sorted(told)),
    )
    for ident in others:
        del nodes.entities[ident]
    nodes.moved |= {m: kept for m in merges if m != kept}
    nodes.moved.pop(kept, None)
    return dict.fromkeys(others, kept)


def _aliases(base: Entity, others: Iterable[Entity]) -> tuple[tuple[str, str], ...]:
    known = set(base.names())
    names = {
        (lang, name)
        for e in others
        for lang, name in (*(e.labels or (("", e.label),)), *e.aliases)
        if name not in known
    }
    return tuple(sorted({*base.aliases, *names}))
