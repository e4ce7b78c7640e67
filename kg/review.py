"""What somebody should look at: ``kg review`` as lines of a corrections file. Pure.

Every proposal is commented out, below its evidence; who takes the # away from one of its lines
accepts that line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.corrections import HEADER, Correction, written
from kg.entities import refs
from kg.export.tables import FORMULA_SIGNS
from kg.gazetteer import words
from kg.lookalikes import Pair, alike
from kg.model import Claim, End, Entity

SURE = 0.95
"""Merges from this likeness on are not listed: the same words, or the same sounds."""
NAMES = 6
CLAIMS = 5
WIDTH = 160
"""How many names and claims of a node are shown, and how much of a sentence."""
_FORMULA = re.compile(r"([,;|\t][\s\"]*)(?=[=+\-@])")


@dataclass
class _Seen:
    """A node as the articles show it."""

    entity: Entity
    claims: dict[str, Claim] = field(default_factory=dict)
    ends: dict[str, End] = field(default_factory=dict)
    """Claim id -> the end that is this node, where one is."""
    kinds: Counter[str] = field(default_factory=Counter)
    """How many claims read it as which kind."""


@dataclass(frozen=True)
class _Proposal:
    title: str
    evidence: tuple[str, ...]
    lines: tuple[Correction, ...]


def review(
    claims: Iterable[Claim],
    entities: Mapping[str, Entity],
    decided: Iterable[Correction],
    broader: Mapping[str, frozenset[str]],
) -> str:
    """The lines, ending in a newline; the same whatever the order of the claims.

    ``decided`` are the lines that somebody has written already: what they settle is not asked
    again. ``broader``: kind -> itself and the kinds above it.
    """
    nodes = _seen(claims, entities)
    settled = {frozenset((c.target, c.value)) for c in decided if c.action.endswith("same-as")}
    typed = {c.target for c in decided if c.action == "retype"}
    pairs = [
        pair
        for pair in alike({i: n.entity for i, n in nodes.items()}, broader)
        if frozenset((pair.one, pair.other)) not in settled
    ]
    parts = {
        "Merges that kg made and is not sure of": _merges(nodes, settled),
        "Names that are alike": (_near(nodes, p) for p in pairs if p.compatible),
        "Things of one name and two kinds": (_near(nodes, p) for p in pairs if not p.compatible),
        "Things read as several kinds": _kinds(nodes, typed),
    }
    # The file these lines are added to may not end in a newline.
    lines = ["", "# Take the # away from a line that is right; add who you are and YYYY-MM-DD."]
    lines.append(",".join(HEADER))
    for title, proposals in parts.items():
        found = list(proposals)
        lines += ["#", f"# {title}: {len(found) or 'none'}"]
        for proposal in found:
            lines += _shown(proposal)
    return "".join(f"{line}\n" for line in lines)


def _shown(proposal: _Proposal) -> Iterator[str]:
    yield "#"
    yield f"# {_line(proposal.title)}"
    yield from (f"#   {_line(text)}" for text in proposal.evidence)
    for c in proposal.lines:
        if _writable(c):
            yield "#" + written(c.action, c.target, c.value, _line(c.note), c.author, c.date)
        else:
            yield "#   no line: an id that cannot stand in this file"


def _writable(c: Correction) -> bool:
    """Whether the cells survive a line of the file, and no spreadsheet runs them."""
    return all(
        cell.isprintable() and cell == cell.strip() and not cell.startswith((*FORMULA_SIGNS, "#"))
        for cell in (c.target, c.value)
    )


def _line(text: str) -> str:
    """``text`` on one line, without what steers a terminal or runs in a spreadsheet."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in " ".join(text.split()))
    return _FORMULA.sub(r"\1'", shown)


def _seen(claims: Iterable[Claim], entities: Mapping[str, Entity]) -> dict[str, _Seen]:
    """What the claims name, by id."""
    nodes: dict[str, _Seen] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        for ref in refs(claim):
            entity = entities.get(ref.id) or Entity(ref.id, ref.kind, ref.label)
            node = nodes.setdefault(ref.id, _Seen(entity))
            if ref.kind and claim.id not in node.claims:
                node.kinds[ref.kind] += 1
            node.claims[claim.id] = claim
            if isinstance(ref, End):
                node.ends.setdefault(claim.id, ref)
    return dict(sorted(nodes.items()))


def _merges(nodes: Mapping[str, _Seen], settled: Collection[frozenset[str]]) -> Iterator[_Proposal]:
    """Merges below ``SURE``, the least sure first."""
    found = sorted(
        (merge.likeness, ident, merge.id, merge)
        for ident, node in nodes.items()
        for merge in node.entity.merges
        if merge.likeness < SURE and frozenset((ident, merge.id)) not in settled
    )
    for _, ident, _, merge in found:
        node = nodes[ident]
        why = f"likeness {merge.likeness:.2f}: {merge.reason}"
        label = set(words(merge.label))
        called = {c for c, e in node.ends.items() if label.issuperset(words(e.text))}
        evidence = (
            why,
            *_evidence(node, f"{ident}, called so", node.claims.keys() - called),
            *_evidence(node, f"{merge.id}, called so", called),
        )
        lines = _either("not-same-as", "same-as", merge.id, ident, why)
        yield _Proposal(f"{merge.label} is {node.entity.label}?", evidence, lines)


def _near(nodes: Mapping[str, _Seen], pair: Pair) -> _Proposal:
    """Two nodes that may be one. The one that is listed is kept, or has more claims."""
    ends = (nodes[pair.one], nodes[pair.other])
    part, kept = sorted(ends, key=lambda n: (n.entity.listed, len(n.claims), n.entity.id))
    why = f"likeness {pair.likeness:.2f}: {pair.reason}"
    evidence = [why]
    for node in (part, kept):
        listed = ", listed" if node.entity.listed else ""
        head = f"{node.entity.id} ({node.entity.kind}{listed})"
        evidence += _evidence(node, head, node.claims)
    lines = _either("same-as", "not-same-as", part.entity.id, kept.entity.id, why)
    return _Proposal(f"{part.entity.label} is {kept.entity.label}?", tuple(evidence), lines)


def _kinds(nodes: Mapping[str, _Seen], typed: Collection[str]) -> Iterator[_Proposal]:
    """Nodes that some claims take for one kind and some for another."""
    for ident, node in nodes.items():
        if len(node.kinds) < 2 or ident in typed:
            continue
        counts = sorted(node.kinds.items(), key=lambda item: (-item[1], item[0]))
        told = ", ".join(f"{kind} in {_count(number)}" for kind, number in counts)
        evidence = (told, *_evidence(node, ident, node.claims))
        lines = tuple(Correction("retype", ident, kind, told) for kind, _ in counts)
        yield _Proposal(f"What is {node.entity.label}?", evidence, lines)


def _either(first: str, second: str, one: str, other: str, why: str) -> tuple[Correction, ...]:
    """Both answers to whether two nodes are one, the likelier first."""
    return Correction(first, one, other, why), Correction(second, one, other, why)


def _count(number: int) -> str:
    return f"{number} claim" if number == 1 else f"{number} claims"


def _evidence(node: _Seen, head: str, ids: Collection[str]) -> Iterator[str]:
    """Names, number of claims and languages, ids of claims, and a sentence."""
    claims = [node.claims[ident] for ident in sorted(ids)]
    ends = [(c, node.ends[c.id]) for c in claims if c.id in node.ends]
    called = Counter(" ".join(end.text.split()) for _, end in ends)
    names = sorted(called, key=lambda name: (-called[name], name))[:NAMES]
    langs = " ".join(sorted({c.article.lang for c in claims}))
    quoted = ", ".join(f"“{name}”" for name in names)
    yield ": ".join(p for p in (head, f"{_count(len(claims))} {langs}".strip(), quoted) if p)
    if claims:
        more = " …" if len(claims) > CLAIMS else ""
        yield f"in {' '.join(c.id for c in claims[:CLAIMS])}{more}"
    if ends:
        claim, end = min(ends, key=lambda e: (-called[" ".join(e[1].text.split())], e[0].id))
        yield f"as in “{_around(claim, end)}”"


def _around(claim: Claim, end: End) -> str:
    """The sentence, or its part around the words of the end."""
    text = claim.sentence.text
    if len(text) <= WIDTH:
        return text
    middle = end.start - claim.sentence.start + len(end.text) // 2
    start = min(max(0, middle - WIDTH // 2), len(text) - WIDTH)
    before, after = "… " if start else "", " …" if start + WIDTH < len(text) else ""
    return f"{before}{text[start : start + WIDTH].strip()}{after}"
