"""Some entities -> their records: who they are, what they are called, which posts they held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from kg.terms import printable
from kg.wikidata import answers, queries
from kg.wikidata.answers import Names, Row
from kg.wikidata.deciding import Candidate, Wanted, decide
from kg.wikidata.records import Record

Ask = Callable[[str], Sequence[Row]]
"""Answers a SELECT."""


def look_up(batch: Sequence[Wanted], ask: Ask, *, retrieved: date, endpoint: str) -> list[Record]:
    """A record for each of ``batch``, also where nothing is found.

    ``retrieved`` and ``endpoint`` say in the records when and where ``ask`` got its answers. It is
    asked seven questions at most, however many entities there are.
    """
    found = _candidates(batch, ask)
    records = []
    for wanted in batch:
        candidates = found.get(wanted.id, ())
        qid, rule = decide(wanted, candidates)
        left = () if qid else tuple(candidates)
        records.append(Record(wanted.id, qid, rule, retrieved, endpoint, candidates=left))
    people = {wanted.id for wanted in batch if wanted.person}
    return _described(records, people, ask)


def _candidates(batch: Sequence[Wanted], ask: Ask) -> dict[str, list[Candidate]]:
    """Id -> the items with one of its names, for those whose item is not known."""
    found: dict[str, dict[str, Candidate]] = {}
    for person in (True, False):
        unknown = [w for w in batch if w.person == person and not w.qid and w.names]
        if unknown:
            rows = ask(queries.search((n for w in unknown for n in w.names), people=person))
            for wanted in unknown:
                found[wanted.id] = _called(wanted, rows)
    qids = {qid for candidates in found.values() for qid in candidates}
    if not qids:
        return {}
    bodies = answers.places(ask(queries.bodies(qids)), "body")
    homes = answers.places(ask(queries.homes(qids)), "place")
    nowhere = frozenset[str]()
    return {
        ident: [
            replace(c, offices=bodies.get(qid, nowhere), homes=homes.get(qid, nowhere))
            for qid, c in sorted(candidates.items())
        ]
        for ident, candidates in found.items()
    }


def _called(wanted: Wanted, rows: Iterable[Row]) -> dict[str, Candidate]:
    """The items among ``rows`` that have one of its names in a language it is right in."""
    names = {(printable(n), tag) for lang, n in wanted.names for tag in queries.tags(lang)}
    found = {}
    for row in rows:
        qid, name = answers.qid(row, "item"), row.get("name")
        if qid is not None and name in names:
            label, description = (
                row[x].value if x in row else "" for x in ("label", "description")
            )
            found[qid] = Candidate(qid, label, description)
    return found


def _described(records: list[Record], people: set[str], ask: Ask) -> list[Record]:
    """``records`` with the names of their items, and the posts of people."""
    qids = {r.qid for r in records if r.qid}
    if not qids:
        return records
    names = answers.names(ask(queries.names(qids)))
    officials = {r.qid for r in records if r.qid and r.id in people}
    posts = {}
    if officials:
        held = ask(queries.offices(officials))
        posts = answers.posts(held, ask(queries.bodies(officials)) if held else ())
    described = []
    for record in records:
        own = names.get(record.qid or "", Names({}, ()))
        labels = tuple(sorted(own.labels.items()))
        offices = posts.get(record.qid or "", ()) if record.id in people else ()
        described.append(replace(record, labels=labels, aliases=own.aliases, offices=offices))
    return described
