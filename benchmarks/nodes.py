"""Whether everybody is one node: the graph of one build, against the gold or for the eye.

    python benchmarks/nodes.py ../shared/dev/gold.json --text ../shared/dev/ntrex/parallel.tsv
    python benchmarks/nodes.py --top 40 ../shared/dev/dwie/dev.json

The first builds the gold's documents in both languages as one graph. A name belongs to a person or
State of the gold when its words, folded, are one of its forms and no form of another entity. Names
are the ends of claims and the named mentions of the articles, pronouns and descriptions apart; a
capital that may stand for its State counts only where a claim has decided, and so does a name of
one word that nobody listed: it is a node of the graph only where a claim names it. Reported by
name: what is split over several nodes, what shares a node with another entity of the gold, what
has no node.

The second builds DWIE's English texts and lists the nodes with most claims, and those with most
mentions in claims, for a person to read; what looks suspicious is marked.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from kg import articles, claims, gazetteer, pipeline, read
from kg.evaluate.annotated import read_dwie
from kg.evaluate.gold import Gold, read_documents, read_gold
from kg.evaluate.names import fold
from kg.mentions import rules
from kg.model import Article, Claim, End

NOT_NAMES = frozenset({"coreference", "description", "title"})
"""Sources of mentions that are no names."""
JUDGED = ("person", "state")
LANGUAGES = ("fr", "en")
ALIKE = 0.88
"""Likeness of two folded labels (difflib's ratio) from which on a person should look at them."""


def build(texts: Mapping[str, tuple[str, str]], folder: Path) -> list[Claim]:
    """The claims of one build of ``texts`` (name -> language, text), their files in ``folder``."""
    sources = folder / "articles"
    sources.mkdir()
    for name, (lang, text) in texts.items():
        (sources / f"{name}.txt").write_text(f"lang: {lang}\n\n{text}\n", encoding="utf-8")
    pipeline.build([str(sources)], folder / "graph")
    return claims.read(folder / "graph" / pipeline.CLAIMS)


# Against the gold


@dataclass
class Found:
    """The nodes that the names of one gold entity ended as, by language and words."""

    nodes: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))

    def total(self, node: str) -> int:
        return self.nodes[node].total()

    def languages(self) -> set[str]:
        return {lang for counted in self.nodes.values() for lang, _ in counted}


def against_gold(gold_path: Path, text_path: Path) -> Iterator[str]:
    """The report, line by line."""
    gold = read_gold(gold_path)
    texts = {
        f"{document.id}.{lang}": (lang, document.text)
        for lang in LANGUAGES
        for document in read_documents(gold, gold_path, text_path, lang)
    }
    owners = _owners(gold)
    found: dict[str, Found] = defaultdict(Found)
    with tempfile.TemporaryDirectory() as folder:
        made = build(texts, Path(folder))
        for node, lang, text in _names(made, Path(folder) / "articles"):
            owner = owners.get(fold(text))
            if owner is not None:
                found[owner].nodes[node][lang, text] += 1
    yield from _judged(gold, found)


def _owners(gold: Gold) -> dict[str, str]:
    """Folded form -> the one entity it denotes; forms of several entities are in none."""
    owners: dict[str, set[str]] = defaultdict(set)
    for entity in gold.entities.values():
        for form in (entity.label, *entity.forms):
            owners[fold(form)].add(entity.id)
    return {form: min(ids) for form, ids in owners.items() if len(ids) == 1}


def _names(made: Sequence[Claim], folder: Path) -> Iterator[tuple[str, str, str]]:
    """(node, language, words) of every name in the build, each place once."""
    sources = (a for a in articles.read([str(folder)]) if isinstance(a, Article))
    readings = {article.source: read.extract(article) for article in sources}
    named = {
        (source, m.start, m.end): m
        for source, reading in readings.items()
        for m in reading.mentions
        if m.source not in NOT_NAMES
    }
    own = {
        (source, end.start, end.end): end.id
        for source, reading in readings.items()
        for claim in reading.claims
        for end in (claim.subject, claim.object)
    }
    told: dict[tuple[str, int, int], str] = {}
    joined: dict[str, str] = {}
    for claim in made:
        for end in (claim.subject, claim.object):
            place = (claim.article.source, end.start, end.end)
            joined.setdefault(own.get(place, end.id), end.id)
            acts = claim.via is not None and end.rule == rules.ACTS_FOR
            told.setdefault(place, claim.via.id if acts and claim.via is not None else end.id)
    nodes = {end.id for claim in made for end in (claim.subject, claim.object)}
    for place, mention in named.items():
        alone = not mention.entity.listed and len(mention.entity.label.split()) == 1
        if alone and place not in told and mention.entity.id not in nodes:
            continue
        if place in told or not mention.readings:
            node = told.get(place) or joined.get(mention.entity.id, mention.entity.id)
            yield node, readings[place[0]].article.lang, mention.text


def _judged(gold: Gold, found: Mapping[str, Found]) -> Iterator[str]:
    holders: dict[str, list[str]] = defaultdict(list)
    for entity, of_it in found.items():
        for node in of_it.nodes:
            holders[node].append(entity)
    shared = {node: sorted(ids) for node, ids in holders.items() if len(ids) > 1}
    for kind in JUDGED:
        wanted = sorted(e.id for e in gold.entities.values() if e.kind == kind)
        named = [i for i in wanted if i in found]
        split = [i for i in named if len(found[i].nodes) > 1]
        merged = [i for i in named if any(i in ids for ids in shared.values())]
        good = [i for i in named if i not in split and i not in merged]
        yield f"{kind}: {len(good)} of {len(wanted)} are one node and nobody else's"
        yield f"  split {len(split)}, merged with another {len(merged)}, " + (
            f"missing {len(wanted) - len(named)}"
        )
        for ident in split:
            yield f"  SPLIT {ident}"
            yield from _nodes(found[ident])
        for lang in LANGUAGES:
            alone = [i for i in named if found[i].languages() == {lang}]
            yield f"  named in {lang} only: {', '.join(alone) or 'none'}"
        for ident in sorted(set(wanted) - set(named)):
            yield f"  MISSING {ident} ({', '.join(gold.entities[ident].forms[:4])})"
    for node, ids in sorted(shared.items()):
        judged = any(gold.entities[i].kind in JUDGED for i in ids)
        yield f"{'MERGED' if judged else 'merged, neither person nor State'} in {node}"
        for ident in ids:
            yield f"    {ident}: {_forms(found[ident].nodes[node])}"


def _nodes(found: Found) -> Iterator[str]:
    for node in sorted(found.nodes, key=lambda n: (-found.total(n), n)):
        yield f"    {node}: {_forms(found.nodes[node])}"


def _forms(counted: Counter[tuple[str, str]]) -> str:
    rows = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{text!r} {lang} {n}" for (lang, text), n in rows)


# For the eye


@dataclass
class Node:
    """What the claims say of one node: how many there are, and the words that denote it."""

    id: str
    kinds: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    over: Counter[str] = field(default_factory=Counter)

    @property
    def label(self) -> str:
        return min(self.labels, key=lambda label: (-self.labels[label], label))

    @property
    def kind(self) -> str:
        return min(self.kinds, key=lambda kind: (-self.kinds[kind], kind))


def nodes(made: Iterable[Claim]) -> list[Node]:
    """Every node of the claims, those with most claims first."""
    found: dict[str, Node] = {}
    seen: set[tuple[str, str, int, int]] = set()
    for claim in made:
        for end in (claim.subject, claim.object):
            node = found.setdefault(end.id, Node(end.id))
            node.claims += 1
            node.kinds[end.kind] += 1
            node.labels[end.label] += 1
            _note(node, end, claim, seen)
    return sorted(found.values(), key=lambda n: (-n.claims, n.id))


def _note(node: Node, end: End, claim: Claim, seen: set[tuple[str, str, int, int]]) -> None:
    place = (end.id, claim.article.source, end.start, end.end)
    if place not in seen:
        seen.add(place)
        node.forms[" ".join(end.text.split())] += 1
        if end.over is not None:
            node.over[end.over.id] += 1


def top(path: Path, count: int) -> Iterator[str]:
    """The most frequent nodes, line by line, with what looks suspicious about each."""
    texts = {d.id: (d.lang, d.text) for d in read_dwie(path)}
    with tempfile.TemporaryDirectory() as folder:
        made = build(texts, Path(folder))
    found = nodes(made)
    by_mentions = sorted(found, key=lambda n: (-n.forms.total(), n.id))
    place = {node.id: i for i, node in enumerate(by_mentions, start=1)}
    shown = [n for i, n in enumerate(found) if i < count or place[n.id] <= count]
    yield f"{len(texts)} texts, {len(made)} claims, {len(found)} nodes"
    twins = _twins(found)
    suspects = 0
    for rank, node in enumerate(found, start=1):
        if node not in shown:
            continue
        doubts = _doubts(node, twins)
        suspects += bool(doubts)
        listed = "listed" if node.id in gazetteer.load().entities else "NOT LISTED"
        yield (
            f"{rank:3} {place[node.id]:3}  {node.id}  {node.kind} {node.label!r} {listed}, "
            f"{node.claims} claims, {node.forms.total()} mentions"
        )
        yield "         " + ", ".join(f"{text} {n}" for text, n in _most(node.forms))
        if node.over:
            yield "         next: " + ", ".join(f"{i} {n}" for i, n in _most(node.over))
        if doubts:
            yield "      ?? " + "; ".join(doubts)
    yield f"{len(shown)} nodes shown, {suspects} marked"


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:12]


def _twins(found: Sequence[Node]) -> dict[str, list[str]]:
    """Node -> the others with the same name, a like one, or one that holds all its words."""
    twins: dict[str, list[str]] = defaultdict(list)
    folded = {node.id: fold(node.label) for node in found}
    for a, b in combinations(found, 2):
        one, two = folded[a.id], folded[b.id]
        matcher = SequenceMatcher(None, one, two, autojunk=False)
        like = matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
        inner, outer = sorted((set(one.split()), set(two.split())), key=len)
        if like or (inner and inner <= outer and a.kind == b.kind):
            twins[a.id].append(f"{b.id} ({b.kind}, {b.claims})")
            twins[b.id].append(f"{a.id} ({a.kind}, {a.claims})")
    return twins


def _doubts(node: Node, twins: Mapping[str, list[str]]) -> list[str]:
    """What a person should look at."""
    listed = gazetteer.load()
    known = node.id in listed.entities
    doubts = []
    if node.label[:1].islower():
        doubts.append("label in lower case")
    if not known and len(fold(node.label).split()) == 1:
        doubts.append("a single word nobody listed")
    if _demonym(node.label):
        doubts.append("a demonym")
    if len(node.kinds) > 1:
        doubts.append("kinds " + ", ".join(f"{k} {n}" for k, n in _most(node.kinds)))
    if node.id in twins:
        doubts.append("like " + ", ".join(twins[node.id]))
    return doubts


def _demonym(label: str) -> bool:
    names = gazetteer.load().index.get(gazetteer.words(label)[0], []) if label else []
    own = [n for n in names if n.words == gazetteer.words(label)]
    return bool(own) and all(n.form in ("adjective", "people") for n in own)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="gold.json, or DWIE's file with --top")
    parser.add_argument("--text", type=Path, help="the gold's parallel sentences")
    parser.add_argument("--top", type=int, help="list so many nodes of DWIE's texts")
    options = parser.parse_args()
    if options.top is None and options.text is None:
        parser.error("say --text for a gold or --top for DWIE")
    report = top(options.file, options.top) if options.top else None
    for line in report or against_gold(options.file, options.text):
        print(line)


if __name__ == "__main__":
    main()
