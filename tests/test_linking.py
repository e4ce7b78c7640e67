"""Names that several share: what in an article decides, and when nothing does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kg import language
from kg.gazetteer import Gazetteer, Match, Name, words
from kg.mentions.linking import Linker
from kg.mentions.posts import begun, counterpart, held, incumbent
from kg.model import Entity, Mention, Office
from kg.read import Extracted
from tests.sentences import DATED, Dated
from tests.trees import sentence

EN = language.load("en")


def office(person: str, body: str, title: str, start: str = "", end: str = "") -> Office:
    return Office(person, "runs", body, (("en", title),), start, end, "a test")


OFFICES = [
    office("anna-marden", "NOR", "president", "2001-03-01", "2005-06"),
    office("berta-marden", "SWE", "president", "2010"),
    office("carl-marden", "NOR", "foreign minister"),
    office("dora-lund", "NOR", "prime minister", "2001", "2004"),
]


def gazetteer() -> Gazetteer:
    entities = {
        "NOR": Entity("NOR", "State", "Norway", listed=True),
        "SWE": Entity("SWE", "State", "Sweden", listed=True),
        "lake": Entity("lake", "Place", "Lake Norway", listed=True),
        "bergen": Entity("bergen", "Place", "Bergen", listed=True),
        "vale-city": Entity("vale-city", "Place", "Vale", listed=True),
        "vale-state": Entity("vale-state", "State", "Vale", listed=True),
    }
    made = Gazetteer(entities, parents={"bergen": "NOR", "vale-city": "NOR", "lake": "SWE"})
    for o in OFFICES:
        label = o.person.replace("-", " ").title()
        entities[o.person] = Entity(o.person, "Person", label, listed=True)
        made.offices.setdefault(o.person, []).append(o)
        made.posts.setdefault(o.body, []).append(o)
    return made


def choose(
    rows: str,
    name: str,
    candidates: list[str],
    strong: dict[str, str] | None = None,
    published: date | None = None,
    ner: str = "B-Person",
) -> Mention | None:
    """The choice for the word ``name`` of a typed-in sentence, with ``strong`` names beside it."""
    read = sentence(rows.replace(f"{name} PROPN", f"{name} PROPN"))
    tokens = tuple(
        type(t)(**{f: getattr(t, f) for f in t.__slots__} | {"ner": ner if t.text == name else ""})
        for t in read.tokens
    )
    read = type(read)(0, read.text, read.start, read.end, tokens)
    known = gazetteer()
    named = [
        Mention(known.entities[e], w, read.text.index(w), read.text.index(w) + len(w), "gazetteer")
        for w, e in (strong or {}).items()
    ]
    start = read.text.index(name)
    names = tuple(Name(c, words(name), "name", False, "", (True,), False) for c in candidates)
    linker = Linker(named, [read], known, EN, published)
    return linker.choose(read.text, Match(start, start + len(name), names))


MARDENS = ["anna-marden", "berta-marden", "carl-marden"]
BARE = "Marden Marden PROPN subj 1\nspoke speak VERB root 1"
TITLED = "President president PROPN compound 1\nMarden Marden PROPN subj 2\nspoke speak VERB root 2"
NATIONAL = """
Norwegian norwegian ADJ amod 3
foreign foreign ADJ amod 2
minister minister NOUN compound 3
Marden Marden PROPN subj 4
spoke speak VERB root 4
"""
ABOUT = """
Marden Marden PROPN subj 1
left leave VERB root 1
Sweden Sweden PROPN obj 1
"""


def test_a_surname_of_several_alone_is_nobody() -> None:
    assert choose(BARE, "Marden", MARDENS) is None


@pytest.mark.parametrize(
    ("day", "who"),
    [(date(2003, 1, 1), "anna-marden"), (date(2012, 1, 1), "berta-marden"), (None, "berta-marden")],
)
def test_a_title_and_the_day_tell_who(day: date | None, who: str) -> None:
    found = choose(TITLED, "Marden", MARDENS, published=day)
    assert found is not None
    assert found.entity.id == who
    assert "the title beside it" in found.rule
    assert found.over is not None
    assert found.over.id in MARDENS


def test_a_country_beside_a_title_goes_before_the_day() -> None:
    found = choose(NATIONAL, "Marden", MARDENS, {"Norwegian": "NOR"}, date(2012, 1, 1))
    assert found is not None
    assert found.entity.id == "carl-marden"
    assert "the country beside it" in found.rule


def test_the_country_an_article_is_about_tells_who() -> None:
    found = choose(ABOUT, "Marden", MARDENS, {"Sweden": "SWE"})
    assert found is not None
    assert found.entity.id == "berta-marden"
    assert "the article is about its country" in found.rule


def test_who_was_named_in_full_is_meant() -> None:
    rows = """
Anna Anna PROPN compound 1
Marden Marden PROPN subj 2
met meet VERB root 2
Marden Marden PROPN obj 2
"""
    known = gazetteer()
    read = sentence(rows)
    full = Mention(known.entities["anna-marden"], "Anna Marden", 0, 11, "gazetteer")
    names = tuple(Name(c, ("marden",), "name", False, "", (True,), False) for c in MARDENS)
    linker = Linker([full], [read], known, EN, date(2012, 1, 1))
    found = linker.choose(read.text, Match(16, 22, names))
    assert found is not None
    assert found.entity.id == "anna-marden"
    assert found.rule.startswith("named in full in the article")


@pytest.mark.parametrize(("first", "who"), [(0, "anna-marden"), (30, "berta-marden")])
def test_who_is_named_in_full_further_down_comes_after_who_is_in_office(
    first: int, who: str
) -> None:
    read, known = sentence(TITLED), gazetteer()
    full = Mention(known.entities["anna-marden"], "Anna Marden", first, first + 11, "gazetteer")
    sweden = Mention(known.entities["SWE"], "Sweden", 50, 56, "gazetteer")
    names = tuple(
        Name(c, ("marden",), "name", False, "", (True,), False, c == "berta-marden")
        for c in MARDENS[:2]
    )
    linker = Linker([full, sweden], [read], known, EN, date(2012, 1, 1))
    found = linker.choose(read.text, Match(10, 16, names))
    assert found is not None
    assert found.entity.id == who


def test_another_person_so_called_keeps_the_surname() -> None:
    rows = """
Zoe Zoe PROPN compound 1
Marden Marden PROPN subj 2
met meet VERB root 2
president president NOUN compound 4
Marden Marden PROPN obj 2
"""
    read = sentence(rows)
    tokens = tuple(
        type(t)(**{f: getattr(t, f) for f in t.__slots__} | {"ner": ("B-Person", "I-Person")[t.i]})
        if t.i < 2
        else t
        for t in read.tokens
    )
    read = type(read)(0, read.text, read.start, read.end, tokens)
    start = read.text.rindex("Marden")
    names = (Name("berta-marden", ("marden",), "name", False, "", (True,), False),)
    linker = Linker([], [read], gazetteer(), EN, date(2012, 1, 1))
    assert linker.choose(read.text, Match(start, start + 6, names)) is None


VALE = "Vale Vale PROPN subj 1\nvoted vote VERB root 1"


def test_a_state_goes_before_a_place_until_other_places_of_the_country_are_named() -> None:
    both = ["vale-city", "vale-state"]
    alone = choose(VALE, "Vale", both, ner="")
    assert alone is not None
    assert (alone.entity.id, alone.over and alone.over.id) == ("vale-state", "vale-city")
    rows = VALE + "\nnear near ADP case 3\nBergen Bergen PROPN obl 1"
    beside = choose(rows, "Vale", both, {"Bergen": "bergen"}, ner="")
    assert beside is not None
    assert beside.entity.id == "vale-city"


def test_a_state_goes_before_a_place_beside_a_place_of_its_own() -> None:
    known = gazetteer()
    known.entities["port"] = Entity("port", "Place", "Port", listed=True)
    known.parents["port"] = "vale-state"
    first = sentence("Bergen Bergen PROPN subj 1\nvoted vote VERB root 1")
    second = sentence(VALE + "\nat at ADP case 3\nPort Port PROPN obl 1")
    moved = [
        type(t)(
            **{f: getattr(t, f) for f in t.__slots__} | {"start": t.start + 50, "end": t.end + 50}
        )
        for t in second.tokens
    ]
    second = type(second)(1, second.text, 50, second.end + 50, tuple(moved))
    text = first.text.ljust(50) + second.text
    named = [
        Mention(known.entities[e], w, text.index(w), text.index(w) + len(w), "gazetteer")
        for e, w in (("bergen", "Bergen"), ("port", "Port"))
    ]
    names = tuple(
        Name(c, ("vale",), "name", False, "", (True,), False) for c in ("vale-city", "vale-state")
    )
    found = Linker(named, [first, second], known, EN, None).choose(text, Match(50, 54, names))
    assert found is not None
    assert found.entity.id == "vale-state"


# Posts


def test_a_post_is_held_from_its_first_to_its_last_day_as_far_as_known() -> None:
    reign = OFFICES[0]
    days = [date(2001, 2, 28), date(2001, 3, 1), date(2005, 6, 30), date(2005, 7, 1)]
    assert [held(reign, d) for d in days] == [False, True, True, False]
    assert [begun(reign, d) for d in days] == [False, True, True, True]
    assert held(OFFICES[2], date(1900, 1, 1)), "no date, no doubt"


@pytest.mark.parametrize(
    ("rows", "day", "who"),
    [
        ("president president NOUN root 0", date(2003, 5, 5), "anna-marden"),
        ("president president NOUN root 0", date(2006, 5, 5), None),
        ("president president NOUN root 0", None, None),
        ("prime prime ADJ amod 1\nminister minister NOUN root 1", date(2003, 5, 5), "dora-lund"),
        ("minister minister NOUN root 0", date(2003, 5, 5), None),
        ("old old ADJ amod 1\npresident president NOUN root 1", date(2003, 5, 5), None),
    ],
)
def test_words_and_a_day_tell_the_holder_of_a_post(
    rows: str, day: date | None, who: str | None
) -> None:
    found = incumbent(gazetteer(), "NOR", sentence(rows).tokens, day)
    assert (found and found.id) == who


@pytest.mark.parametrize("dated", DATED, ids=lambda d: f"{d.day} {d.text}")
def test_the_day_of_an_article_tells_who_held_a_post(
    dated: Dated, extracted: Callable[..., Extracted]
) -> None:
    claims = extracted(dated.text, dated.lang, date.fromisoformat(dated.day)).claims
    subject, relation, object_ = dated.claim
    ends = {frozenset((c.subject.id, c.object.id)) for c in claims if c.relation == relation}
    assert frozenset((subject, object_)) in ends


def test_without_a_day_a_post_is_nobodys(extracted: Callable[..., Extracted]) -> None:
    for dated in DATED[:5]:
        people = {e.id for e in extracted(dated.text, dated.lang).entities.values()}
        assert people.isdisjoint(dated.claim)


def test_the_counterpart_held_the_same_post_elsewhere() -> None:
    listed = gazetteer()
    day = date(2003, 1, 1)
    assert counterpart(listed, "anna-marden", "SWE", day) is None, "not before 2010"
    assert counterpart(listed, "berta-marden", "NOR", date(2004, 1, 1)) is None
    listed.posts["SWE"].append(office("gro-dahl", "SWE", "president", "2002", "2006"))
    listed.entities["gro-dahl"] = Entity("gro-dahl", "Person", "Gro Dahl", listed=True)
    found = counterpart(listed, "anna-marden", "SWE", day)
    assert found is not None
    assert found.id == "gro-dahl"
    assert counterpart(listed, "anna-marden", "SWE", None) is None
