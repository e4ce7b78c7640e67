"""When people held their posts, as far as a source tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kg.gazetteer import Gazetteer
from kg.isotime import Period, period
from kg.model import Entity, Mention, Office, Token


def term(office: Office) -> Period | None:
    """The days of an office, to the end of time while it lasts; None when no date is known."""
    if not (office.start or office.end):
        return None
    start, end = period(office.start), period(office.end)
    return Period(start.first if start else date.min, end.last if end else date.max)


def held(office: Office, day: date | None) -> bool:
    """Whether the office was held on ``day``, as far as dates are known."""
    days = term(office)
    return day is None or days is None or days.first <= day <= days.last


def incumbent(
    gazetteer: Gazetteer, body: str, said: Sequence[Token], day: date | None
) -> Entity | None:
    """The one person who surely held, on ``day``, the post in ``body`` that the words ``said``
    name ("prime minister"); None where several did, or no date tells."""
    if day is None:
        return None
    forms = {w.lower() for t in said for w in (t.text, t.lemma)}
    content = [{t.text.lower(), t.lemma.lower()} for t in said if t.pos in _CONTENT]

    def called(title: str) -> bool:
        words = set(title.lower().replace("’", "'").split())
        return words <= forms and not any(words.isdisjoint(c) for c in content)

    offices = gazetteer.posts.get(body, ())
    # "le chancelier" may be a chancelière: the post is the one whose other titles are the same.
    posts = {t for o in offices if any(called(title) for _, title in o.titles) for t in o.titles}
    people = {
        office.person
        for office in offices
        if office.start and held(office, day) and not posts.isdisjoint(office.titles)
    }
    return gazetteer.entities[people.pop()] if len(people) == 1 else None


_CONTENT = frozenset({"NOUN", "PROPN", "ADJ"})


def counterpart(gazetteer: Gazetteer, person: str, body: str, day: date | None) -> Entity | None:
    """The one person who held in ``body``, on ``day``, the post that ``person`` held elsewhere."""
    if day is None:
        return None
    own = [o for o in gazetteer.offices.get(person, ()) if o.start and held(o, day)]
    titles = {title.lower() for o in own if o.body != body for _, title in o.titles}
    people = {
        office.person
        for office in gazetteer.posts.get(body, ())
        if office.start
        and held(office, day)
        and any(title.lower() in titles for _, title in office.titles)
    }
    return gazetteer.entities[people.pop()] if len(people) == 1 else None


def begun(office: Office, day: date | None) -> bool:
    """Whether the office was or had been held on ``day``, as far as dates are known."""
    days = term(office)
    return day is None or days is None or days.first <= day


def holders(
    named: Iterable[Mention], gazetteer: Gazetteer, day: date | None
) -> dict[str, set[str]]:
    """Body -> people of this article that the gazetteer knows to hold a post there by ``day``."""
    found: dict[str, set[str]] = {}
    for ident in sorted({m.entity.id for m in named if m.entity.kind == "Person"}):
        for office in gazetteer.offices.get(ident, ()):
            if begun(office, day):
                found.setdefault(office.body, set()).add(ident)
    return found
