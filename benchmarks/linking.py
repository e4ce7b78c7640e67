"""How well kg links the names of French newspapers: states it must know, and all the rest.

    python benchmarks/linking.py hipe2020-dev-fr-since1968.tsv [--errors]

Every article goes through the full reading. A name of kg answers a marked name when it covers its
head, or else most of it; the longest such counts. Two parts:

States are the marked places and organisations whose Wikidata id, literal or as a metonym, is that
of a State in kg's list. One is right when kg's name denotes what either id says (for a capital:
the place, or the State it may stand for), wrong when it denotes something else, else missed.

The rest are all others. kg's link is wrong when it is known to be: the entity has another Wikidata
id than the gold, or has one where the gold says Wikidata has none; it has none and its kind cannot
be that of the gold; or one node holds names of two things of the gold. An entity without an id, of
a kind that fits, cannot be judged: these are counted as such, and listed by --errors for the eye.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import gazetteer, read
from kg.evaluate.hipe import HipeDocument, HipeMention, read_hipe
from kg.mentions.index import head_of, words_of
from kg.model import Article, Entity, Mention, Sentence

NOT_NAMES = frozenset({"coreference", "description", "title"})
"""Sources of mentions that are no names."""

BODIES = frozenset(
    ["Organisation", "GovernmentBody", "InternationalOrganisation", "Party", "Company"]
) | {"ArmedGroup"}
FITTING: Mapping[str, frozenset[str]] = {
    "pers": frozenset({"Person"}),
    "pers.coll": frozenset({"Person"}) | BODIES,
    "loc": frozenset({"Place", "State"}),
    "loc.fac": frozenset({"Place"}) | BODIES,
    "loc.oro": frozenset({"Place"}) | BODIES,
    "org": BODIES | {"State"},
    "prod": frozenset({"Weapon", "Agreement"}) | BODIES,
    "time": frozenset({"Event"}),
}
"""HIPE's kind -> the kinds of kg that may be the same thing. The finest that is listed counts."""

SAME = {"Q35": "Q756617", "Q55": "Q29999"}
"""Wikidata knows Denmark and the Netherlands twice, as a country and as the kingdom it is in."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a marked name. ``reason`` says why a link is wrong."""

    document: HipeDocument
    gold: HipeMention
    mention: Mention | None
    verdict: str
    """``right``, ``wrong``, ``missed``; for the rest also ``unjudged`` and ``new`` (not listed)."""
    reason: str = ""


def answers(document: HipeDocument, states: frozenset[str]) -> tuple[list[Answer], list[Answer]]:
    """What became of the document's states and of its other names."""
    article = Article(
        document.id, document.text, document.lang, document.id, published=document.published
    )
    found = read.extract(article)
    named = [m for m in found.mentions if m.source not in NOT_NAMES]
    pairs = [(gold, covering(gold, named, found.sentences)) for gold in document.mentions]
    shared = _shared(pairs)
    of_states, rest = [], []
    for gold, mention in pairs:
        if gold.coarse in ("loc", "org") and _qids(gold) & states:
            of_states.append(_state(document, gold, mention))
        else:
            rest.append(_other(document, gold, mention, shared))
    return of_states, rest


def _qids(gold: HipeMention) -> set[str]:
    """What the gold says the name denotes, by either id of the same State."""
    return {SAME.get(qid, qid) for qid in gold.qids()} | gold.qids()


def covering(
    gold: HipeMention, named: Sequence[Mention], sentences: Sequence[Sentence]
) -> Mention | None:
    """kg's name for a marked one: covers its head, or else most of it, the longest of them."""
    start, end = gold.name
    head = _head(start, end, sentences)

    def common(mention: Mention) -> int:
        return min(mention.end, end) - max(mention.start, start)

    def heads(mention: Mention) -> bool:
        return head is not None and mention.start < head[1] and head[0] < mention.end

    fits = [m for m in named if heads(m) or 2 * common(m) > end - start]
    return max(fits, key=lambda m: (heads(m), common(m), m.end - m.start, -m.start), default=None)


def _head(start: int, end: int, sentences: Sequence[Sentence]) -> tuple[int, int] | None:
    """The word on which the marked name hangs."""
    for sentence in sentences:
        if sentence.start <= start < sentence.end:
            span = Mention(Entity("", "", ""), "", start, end, "")
            if words_of(sentence, span):
                token = head_of(sentence, span)
                return token.start, token.end
    return None


def _shared(pairs: Iterable[tuple[HipeMention, Mention | None]]) -> dict[str, str]:
    """Node -> the thing of the gold that most of its names are, where they are of several; of
    equals the one that kg's words cover exactly."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    exact = set()
    for gold, mention in pairs:
        if mention is not None and mention.entity.qid is None and gold.qid:
            found[mention.entity.id][gold.qid] += 1
            if gold.name == (mention.start, mention.end):
                exact.add(gold.qid)
    return {
        node: min(counted, key=lambda qid: (-counted[qid], qid not in exact, qid))
        for node, counted in found.items()
        if len(counted) > 1
    }


def _state(document: HipeDocument, gold: HipeMention, mention: Mention | None) -> Answer:
    if mention is None:
        return Answer(document, gold, None, "missed")
    denoted = {e.qid for e in (mention.entity, *mention.readings)}
    if denoted & _qids(gold):
        return Answer(document, gold, mention, "right")
    return Answer(document, gold, mention, "wrong", "another than the gold's")


def _other(
    document: HipeDocument, gold: HipeMention, mention: Mention | None, shared: Mapping[str, str]
) -> Answer:
    if mention is None:
        return Answer(document, gold, None, "missed")
    entity = mention.entity
    reason = _wrong(gold, entity, shared)
    if reason:
        return Answer(document, gold, mention, "wrong", reason)
    if not entity.listed:
        return Answer(document, gold, mention, "new", "" if _fits(gold, entity) else "kind")
    return Answer(document, gold, mention, "right" if entity.qid else "unjudged")


def _wrong(gold: HipeMention, entity: Entity, shared: Mapping[str, str]) -> str:
    """Why the link is known to be wrong, "" where it is not."""
    if entity.qid is not None:
        if entity.qid in _qids(gold):
            return ""
        return "another Wikidata id" if gold.qids() else "Wikidata id where there is none"
    if gold.qid and shared.get(entity.id, gold.qid) != gold.qid:
        return "one node for two"
    return "" if not entity.listed or _fits(gold, entity) else "another kind"


def _fits(gold: HipeMention, entity: Entity) -> bool:
    kinds = [gold.fine.rsplit(".", n)[0] for n in range(gold.fine.count(".") + 1)]
    return entity.kind in next(FITTING[kind] for kind in kinds if kind in FITTING)


def figures(states: Sequence[Answer], rest: Sequence[Answer]) -> Iterator[str]:
    """The report, line by line."""
    counted = Counter(a.verdict for a in states)
    yield f"states: {_share(counted['right'], len(states))} right"
    yield f"  right {counted['right']}, wrong {counted['wrong']}, missed {counted['missed']}"
    for verdict in ("right", "wrong"):
        yield f"  {verdict}: {_sources(a for a in states if a.verdict == verdict)}"
    short = [a for a in states if _abbreviated(a)]
    good = [a for a in states if not _abbreviated(a)]
    right = sum(a.verdict == "right" for a in good)
    yield f"  without abbreviations of up to three letters: {_share(right, len(good))} right"
    right = sum(a.verdict == "right" for a in short)
    yield f"  those abbreviations alone: {_share(right, len(short))} right"
    counted = Counter(a.verdict for a in rest)
    linked = [a for a in rest if a.mention is not None and a.mention.entity.listed]
    wrong = [a for a in rest if a.verdict == "wrong"]
    yield f"rest: {_share(len(wrong), len(rest))} wrong links"
    for reason, n in sorted(Counter(a.reason for a in wrong).items()):
        yield f"  {reason}: {n}"
    yield f"  by source: {_sources(wrong)}"
    bad = sum(a.verdict == "wrong" for a in linked)
    yield f"  to listed entities: {len(linked)} links, wrong {_share(bad, len(rest))} of the rest,"
    yield f"    right by id {counted['right']}, not to be judged {counted['unjudged']}"
    yield f"  to new nodes: {counted['new']}, of which of another kind" + (
        f" {sum(a.verdict == 'new' and bool(a.reason) for a in rest)}"
    )
    yield f"  not linked: {counted['missed']}"


def _abbreviated(answer: Answer) -> bool:
    start, end = answer.gold.name
    return end - start <= 3


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({part / max(whole, 1):.1%})"


def _sources(found: Iterable[Answer]) -> str:
    counted = Counter(a.mention.source for a in found if a.mention)
    return ", ".join(f"{source} {n}" for source, n in sorted(counted.items())) or "none"


def errors(states: Sequence[Answer], rest: Sequence[Answer]) -> Iterator[str]:
    """Every state that is not right, every link of the rest that is wrong or cannot be judged."""
    for answer in states:
        if answer.verdict != "right":
            yield _line("STATE " + answer.verdict, answer)
    for verdict in ("wrong", "unjudged", "new"):
        for answer in rest:
            if answer.verdict == verdict and (answer.reason or verdict != "new"):
                yield _line("REST " + verdict, answer)


def _line(verdict: str, answer: Answer) -> str:
    gold, text = answer.gold, answer.document.text
    start, end = gold.start, gold.end
    ids = "/".join(q for q in (gold.qid, gold.metonym) if q) or "no id"
    before, after = text[max(start - 100, 0) : start], text[end : end + 60]
    around = " ".join(f"{before}<<{text[start:end]}>>{after}".split())
    mention = answer.mention
    link = ""
    if mention is not None:
        e = mention.entity
        link = f" -> {mention.text!r} {e.kind} {e.id} {e.qid or ''} by {mention.source}"
        link += f", {mention.rule}" if mention.rule else ""
    why = f" ({answer.reason})" if answer.reason else ""
    return f"{verdict}{why}: {gold.fine} {ids}{link} | {answer.document.id}: {around}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong or missing")
    options = parser.parse_args()
    listed = gazetteer.load().entities.values()
    known = frozenset(e.qid for e in listed if e.kind == "State" and e.qid)
    states: list[Answer] = []
    rest: list[Answer] = []
    for document in read_hipe(options.file):
        of_states, others = answers(document, known)
        states += of_states
        rest += others
    print("\n".join(figures(states, rest)))
    if options.errors:
        print("\n".join(["", *errors(states, rest)]))


if __name__ == "__main__":
    main()
