"""Corrections applied to what was read: pure, and the same whatever the order of their lines.

First claims are dropped and mended, then nodes joined, then nodes named and described. A line
about a node that kg itself made part of another is about that other node.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.corrections import Correction, Corrections
from kg.entities import refs
from kg.identities import turn
from kg.joining import Nodes, absent, join
from kg.mentions import rules
from kg.model import Claim, End, Entity, Ref


@dataclass(frozen=True)
class Corrected:
    """What was read, corrected."""

    claims: list[Claim]
    entities: dict[str, Entity]
    applied: int = 0
    """How many lines changed something, or say what holds."""
    unused: tuple[tuple[Correction, str], ...] = ()
    """The other lines, in the order of the file, each with the reason."""
    fallen: tuple[str, ...] = ()
    """Ids of the claims that fell away because both their ends became one node."""


def apply(
    corrections: Corrections,
    claims: Iterable[Claim],
    entities: Mapping[str, Entity],
    listed: Mapping[str, Entity],
) -> Corrected:
    """``claims`` and ``entities`` (by id) as ``corrections`` will have them.

    ``listed`` are the entities of the gazetteer: a correction may name one that no claim names.
    A claim keeps its id, whatever is mended about it. To apply twice changes nothing more.
    """
    if not corrections.lines:
        return Corrected(list(claims), dict(entities))
    work = _Correcting(corrections, list(claims), Nodes(dict(entities), listed))
    work.mend_claims()
    work.join()
    work.keep_apart()
    work.retype()
    work.rename()
    work.note()
    lines = sorted(corrections.lines, key=lambda c: c.line)
    unused = tuple((c, work.unused[c]) for c in lines if c in work.unused)
    done = work.labelled(), work.nodes.entities, len(lines) - len(unused)
    return Corrected(*done, unused, work.fallen)


class _Correcting:
    def __init__(self, corrections: Corrections, claims: list[Claim], nodes: Nodes) -> None:
        self.corrections = corrections
        self.claims = claims
        self.nodes = nodes
        self.unused: dict[Correction, str] = {}
        self.fallen: tuple[str, ...] = ()
        self.claim_ids = {claim.id for claim in claims}
        self.touched: set[str] = set()
        """Nodes whose label and kind the claims have to take over."""
        self._note_names()

    def _note_names(self) -> None:
        """Note what the claims name; each has an entity."""
        found = {ref.id: ref for claim in self.claims for ref in refs(claim)}
        self.nodes.named = set(found)
        for ref in found.values():
            self.nodes.entities.setdefault(ref.id, Entity(ref.id, ref.kind, ref.label))

    def mend_claims(self) -> None:
        """Drop claims, give others other ends, note what is said of them."""
        dropped = self._by_claim("drop-claim")
        fixes = self._by_claim("fix-end")
        notes = _grouped(self.corrections.of("note"), lambda c: c.target)
        for ident in dropped.keys() & notes.keys():
            self.unused |= dict.fromkeys(notes[ident], f"{ident} is dropped")
        mended = []
        for claim in self.claims:
            if claim.id not in dropped:
                claim = self._with_ends(claim, fixes.get(claim.id, []))
                mended.append(_told(claim, map(_note, notes.get(claim.id, []))))
        self.claims = mended
        self._note_names()

    def _by_claim(self, action: str) -> dict[str, list[Correction]]:
        found = _grouped(self.corrections.of(action), lambda c: c.target)
        for ident in found.keys() - self.claim_ids:
            self.unused |= dict.fromkeys(found.pop(ident), absent(ident))
        return found

    def _with_ends(self, claim: Claim, fixes: Iterable[Correction]) -> Claim:
        new, told = claim, dict[Correction, str]()
        for c in fixes:
            end, ident = c.end
            old: End | Ref | None = getattr(claim, end)
            entity = self.nodes.get(ident) if ident else None
            if ident and entity is None:
                self.unused[c] = f"{ident} is neither listed nor in this build"
            elif (old and old.id) == (entity and entity.id):
                self.unused[c] = f"that end is {ident or 'the article'} already"
            else:
                if entity:
                    self.nodes.entities.setdefault(entity.id, entity)
                new = _with_end(new, end, entity)
                told[c] = f"fix-end: {end} was {old.id if old else 'the article'}{c.said}"
        if new.subject.id == new.object.id and claim.subject.id != claim.object.id:
            self.unused |= dict.fromkeys(told, f"both ends would be {new.subject.id}")
            return claim
        return _told(new, told.values())

    def join(self) -> None:
        """Make one node of what is the same. A claim about one node and itself says nothing."""
        moves, unused = join(self.corrections, self.nodes)
        self.unused |= unused
        self.touched.update(moves.values())
        new = {kept: self.nodes.entities[kept] for kept in moves.values()}
        fallen, kept = set(), []
        for old in self.claims:
            claim = turn(old, new, moves)
            if claim.subject.id == claim.object.id and old.subject.id != old.object.id:
                fallen.add(claim.id)
            else:
                kept.append(claim)
        self.claims, self.fallen = kept, tuple(sorted(fallen))
        self._note_names()

    def keep_apart(self) -> None:
        """Say on both nodes that somebody told them apart; kg's own merging kept them so."""
        for c in self.corrections.of("not-same-as"):
            missing = [i for i in (c.target, c.value) if not self.nodes.occurs(i)]
            one, other = map(self.nodes.final, (c.target, c.value))
            if missing:
                self.unused[c] = absent(missing[0])
            elif one == other:
                self.unused[c] = f"the articles call both {one}"
            else:
                for ident in (one, other):
                    self.nodes.describe(ident, f"{c.action}: {c.target} and {c.value}{c.said}")

    def retype(self) -> None:
        """Give nodes other kinds."""
        kinds: dict[str, set[str]] = {}
        for ref in (ref for claim in self.claims for ref in refs(claim) if ref.kind):
            kinds.setdefault(ref.id, set()).add(ref.kind)
        for ident, lines in self._by_node("retype"):
            entity = self.nodes.entities[ident]
            lines = self._agreed(ident, lines, lambda c: c.value)
            was = {entity.kind} | kinds.get(ident, set())
            if was == {kind := lines[0].value}:
                self.unused |= dict.fromkeys(lines, f"its kind is {kind} already")
                continue
            self.nodes.entities[ident] = replace(entity, kind=kind)
            before = " or ".join(sorted(was - {kind}))
            self.nodes.describe(ident, *(f"retype: was {before}{c.said}" for c in lines))
            self.touched.add(ident)

    def rename(self) -> None:
        """Give nodes other labels, in all languages or in one."""
        for ident, lines in self._by_node("rename"):
            entity = self.nodes.entities[ident]
            by_lang = _grouped(lines, lambda c: c.label[0])
            agreed = [
                c for lang in sorted(by_lang)
                for c in self._agreed(ident, by_lang[lang], lambda c: c.label[1])
            ]  # fmt: skip
            new = dict(c.label for c in agreed)
            told = []
            for c in agreed:
                was = _labels(entity, c.label[0], new.keys())
                if was == {c.label[1]}:
                    self.unused[c] = "it is called so already"
                else:
                    lang = f" ({c.label[0]})" if c.label[0] else ""
                    before = ", ".join(sorted(was)) or "nothing"
                    told.append(f"rename{lang}: was {before}{c.said}")
            self.nodes.entities[ident] = _called(entity, new)
            self.nodes.describe(ident, *told)
            self.touched.add(ident)

    def note(self) -> None:
        """Write notes on nodes; those on claims are written."""
        for ident, lines in self._by_node("note"):
            self.nodes.describe(ident, *map(_note, lines))

    def _by_node(self, action: str) -> Iterator[tuple[str, list[Correction]]]:
        """(node, lines about it) for the nodes that occur."""
        lines = [c for c in self.corrections.of(action) if c.target not in self.claim_ids]
        for ident, about in sorted(_grouped(lines, lambda c: self.nodes.final(c.target)).items()):
            if ident in self.nodes.named:
                yield ident, about
            else:
                self.unused |= {c: absent(c.target) for c in about}

    def _agreed(
        self, ident: str, lines: Iterable[Correction], said: Callable[[Correction], str]
    ) -> list[Correction]:
        """The lines that say the same of a node. Those about nodes that kg made one may differ:
        then the line about the node that was kept goes first."""
        first, *others = sorted(lines, key=lambda c: (c.target != ident, c))
        for c in others:
            if said(c) != said(first):
                self.unused[c] = f"{c.target} is {ident} here, and {first} says otherwise"
        return [first, *(c for c in others if said(c) == said(first))]

    def labelled(self) -> list[Claim]:
        """The claims with the labels and kinds that were corrected."""
        new = {ident: self.nodes.entities[ident] for ident in self.touched & self.nodes.named}
        return [turn(claim, new, {}) for claim in self.claims]


def _grouped(
    lines: Iterable[Correction], by: Callable[[Correction], str]
) -> dict[str, list[Correction]]:
    groups: dict[str, list[Correction]] = {}
    for c in lines:
        groups.setdefault(by(c), []).append(c)
    return groups


def _note(correction: Correction) -> str:
    return f"note: {correction.value}{correction.said}"


def _told(claim: Claim, told: Iterable[str]) -> Claim:
    lines = set(told) - set(claim.corrections)
    if not lines:
        return claim
    return replace(claim, corrections=tuple(sorted((*claim.corrections, *lines))))


def _with_end(claim: Claim, end: str, entity: Entity | None) -> Claim:
    if entity and end == "subject":
        return replace(claim, subject=_fixed(claim.subject, entity))
    if entity and end == "object":
        return replace(claim, object=_fixed(claim.object, entity))
    said = Ref(entity.id, entity.label, entity.kind) if entity else None
    return replace(claim, attributed_to=said)


def _fixed(end: End, entity: Entity) -> End:
    """Another entity denoted by the same words."""
    over = Ref(end.id, end.label, end.kind)
    new = replace(end, id=entity.id, label=entity.label, kind=entity.kind)
    return replace(new, rule=rules.BY_HAND, over=over)


def _labels(entity: Entity, lang: str, new: Collection[str]) -> set[str]:
    """The labels that a new one takes the place of. Without a language it is that of all
    languages but those that get another."""
    if lang:
        return {label for code, label in entity.labels if code == lang}
    labels = entity.labels or (("", entity.label),)
    return {label for code, label in labels if not code or code not in new}


def _called(entity: Entity, new: Mapping[str, str]) -> Entity:
    """The entity with new labels by language; the old ones become other names of it."""
    old = entity.labels or (("", entity.label),)
    labels = dict(new) if "" in new else {**dict(old), **new}
    label = labels.get("en") or labels.get("") or entity.label
    names = {*entity.aliases, *old}
    aliases = tuple(sorted(pair for pair in names if pair[1] not in {label, *labels.values()}))
    kept = tuple(sorted(labels.items())) if set(labels) != {""} else ()
    return replace(entity, label=label, labels=kept, aliases=aliases)
