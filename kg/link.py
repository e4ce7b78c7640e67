"""A build directory -> wikidata.jsonl: which entities to ask about, in batches, and the file.

Every answered batch is in the file before the next one is asked: a run that ends early loses
nothing, and the next run asks only for what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from kg import claims as claim_io
from kg import directory, gazetteer, ontology
from kg.errors import NetworkError, UsageError
from kg.model import Claim, Entity
from kg.wikidata import records as record_io
from kg.wikidata.deciding import Wanted
from kg.wikidata.lookup import Ask, look_up
from kg.wikidata.records import Record

BATCH = 50
"""Entities per question. The public service gives a question a minute."""
KINDS = frozenset({"State", "Person", "Organisation"})


@dataclass(frozen=True)
class Linked:
    """What a run did: the records it got, how many entities it wanted to ask about, how many had
    a record before, and what ended it early."""

    records: tuple[Record, ...]
    wanted: int
    before: int
    failure: NetworkError | None = None


def link(
    folder: Path,
    out: Path,
    ask: Ask,
    *,
    endpoint: str,
    retrieved: date,
    chosen: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Linked:
    """Ask about entities of the build in ``folder`` and put the answers into ``out``.

    Asked for are the ``chosen`` ids, or every State, person and organisation without a record in
    ``out``. ``ask`` answers a SELECT; ``endpoint`` and ``retrieved`` say in the records where and
    when. Raises InputError when there is no build or ``out`` is no such file, UsageError for an
    id the build does not have.
    """
    claims = claim_io.read(folder / directory.CLAIMS)
    done = directory.records(out)
    known = directory.named(claims, directory.known(folder))
    todo = list(_wanted(claims, known, done, chosen))
    got: list[Record] = []
    for start in range(0, len(todo), BATCH):
        batch = todo[start : start + BATCH]
        try:
            answered = look_up(batch, ask, retrieved=retrieved, endpoint=endpoint)
        except NetworkError as failure:
            return Linked(tuple(got), len(todo), len(done), failure)
        got += answered
        content = record_io.dump({**done, **{r.id: r for r in got}}.values())
        directory.replace_files(out.parent, {out.name: content})
        if progress:
            progress(len(got), len(todo))
    return Linked(tuple(got), len(todo), len(done))


def _wanted(
    claims: Sequence[Claim],
    known: Mapping[str, Entity],
    done: Mapping[str, Record],
    chosen: Sequence[str],
) -> Iterator[Wanted]:
    """The entities to ask about, sorted by id."""
    onto = ontology.load()
    named = {i: e for i, e in known.items() if onto.is_a(e.kind, KINDS)}
    if unknown := sorted(set(chosen) - named.keys()):
        near = [n for ident in unknown for n in get_close_matches(ident, named)]
        raise UsageError(
            f"no state, person or organisation of the build has the id {unknown[0]!r}",
            fix=f"did you mean {', '.join(near)}?" if near else "kg query lists them",
        )
    ties = _ties(claims, frozenset(r.name for r in onto.relations.values() if r.acts_for))
    for ident in sorted(set(chosen) or named.keys() - done.keys()):
        yield _describe(named[ident], ties.get(ident, set()), named)


def _ties(claims: Iterable[Claim], acts_for: frozenset[str]) -> dict[str, set[str]]:
    """Person -> the States and bodies it acts for as the claims say."""
    ties: dict[str, set[str]] = {}
    for claim in claims:
        sure = claim.polarity == "affirmed" and claim.modality == "asserted"
        if sure and claim.relation in acts_for:
            ties.setdefault(claim.subject.id, set()).add(claim.object.id)
    return ties


def _describe(entity: Entity, ties: set[str], named: Mapping[str, Entity]) -> Wanted:
    known = gazetteer.load()
    person = entity.kind == "Person"
    bodies = ties | {office.body for office in known.offices.get(entity.id, ())} | {entity.id}
    above = [
        known.entities.get(i) or named.get(i) for b in bodies for i in _upwards(b, known.parents)
    ]
    places = [e for e in above if e is not None and e.qid and e.id != entity.id]
    return Wanted(
        entity.id,
        person,
        entity.qid,
        tuple(sorted(set(_names(entity, person)))),
        frozenset(e.qid for e in places if e.qid),
        frozenset(e.qid for e in places if e.qid and e.kind == "State"),
    )


def _upwards(ident: str, parents: Mapping[str, str]) -> Iterator[str]:
    """An entity, what it belongs to, what that belongs to …"""
    seen = set[str]()
    while ident not in seen:
        seen.add(ident)
        yield ident
        ident = parents.get(ident, ident)


def _names(entity: Entity, person: bool) -> Iterator[tuple[str, str]]:
    """The names to look for: a surname or an acronym alone says too little, but an organisation
    may be labelled by one word."""
    labels = tuple(pair for pair in entity.labels if pair[1]) or (("", entity.label),)
    for pair in labels:
        if not person or len(pair[1].split()) > 1:
            yield pair
    yield from (pair for pair in entity.aliases if len(pair[1].split()) > 1)
