"""Claims -> statements: what merges, what stays apart, and when a statement holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from dispatches import BRIDGE, edited, printed
from hostile import Relations
from hostile import claims as any_claims
from hypothesis import given
from hypothesis import strategies as st
from sample import sample_claims

from kg.claims import claim_id
from kg.errors import UsageError
from kg.model import Article, Claim, End, Modality, Polarity, Ref, Span, When
from kg.sides import Interval, Side
from kg.sources import copies
from kg.statements import Statement, holds, merge, status

SYMMETRIC, EVENTS = Relations.symmetric, Relations.events


def claim(
    subject: str = "RUS",
    relation: str = "s",
    object: str = "PRK",
    *,
    article: str = "one",
    at: int = 0,
    time: str | tuple[str | None, str | None] | None = None,
    polarity: Polarity = "affirmed",
    modality: Modality = "asserted",
    outlet: str | None = None,
    text: str = "",
    published: date | None = None,
    **more: Any,
) -> Claim:
    """A claim of the made-up relations: m holds both ways, m and v are events."""
    source = Article(article, text, "en", f"{article}.txt", outlet=outlet, published=published)
    ends = (
        End(subject, subject, "State", subject, at, at),
        End(object, object, "State", object, at, at),
    )
    start, end = (time, time) if isinstance(time, str) or time is None else time
    return Claim(
        id=claim_id(article, at, ends[0], relation, ends[1], polarity, modality),
        article=source, sentence=Span("…", at, at + 1), subject=ends[0], relation=relation,
        object=ends[1], polarity=polarity, modality=modality,
        when=When(str(time), start, end) if time else None, **more,
    )  # fmt: skip


def merged(*claims: Claim) -> list[Statement]:
    return merge(claims, SYMMETRIC, EVENTS)


def only(*claims: Claim) -> Statement:
    (statement,) = merged(*claims)
    return statement


def told(relation: str, *times: str | tuple[str | None, str | None] | None) -> dict[str, int]:
    """Time of each statement -> number of claims, for claims that give these times."""
    found = merged(*(claim(relation=relation, at=at, time=t) for at, t in enumerate(times)))
    return {statement.time: len(statement.claims) for statement in found}


def test_articles_merge_and_keep_their_claims() -> None:
    first, second = claim(article="one"), claim(article="two")
    assert only(second, first).claims == (first, second)


def test_other_triples_stay_apart() -> None:
    found = merged(claim(), claim("PRK", "s", "RUS"), claim(relation="t"), claim(object="CHN"))
    assert len(found) == 4
    assert len({statement.id for statement in found}) == 4


def test_a_relation_that_holds_both_ways_has_one_statement() -> None:
    found = only(claim("RUS", "m", "PRK"), claim("PRK", "m", "RUS", at=5))
    assert (found.subject.id, found.object.id) == ("PRK", "RUS")
    assert {c.subject.id for c in found.claims} == {"PRK", "RUS"}


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["2023-07-26", "2023-07-26"], {"2023-07-26": 2}),
        (["2023-07-26", "2023-09-13"], {"2023-07-26": 1, "2023-09-13": 1}),
        (["2023-07", "2023-09"], {"2023-07": 1, "2023-09": 1}),
        # No time joins the only event there is, but cannot choose between two.
        (["2023-07-26", None], {"2023-07-26": 2}),
        (["2023-07-26", "2023-09-13", None], {"": 1, "2023-07-26": 1, "2023-09-13": 1}),
        ([None, None], {"": 2}),
        # So do the month, the year and the day without a year, when they agree with it.
        (["2023-07-26", "2023-07"], {"2023-07-26": 2}),
        (["2023-07-26", "2023-07-02", "2023-07"], {"2023-07": 1, "2023-07-02": 1, "2023-07-26": 1}),
        (["2023-07-26", "2023-08"], {"2023-07-26": 1, "2023-08": 1}),
        (["2023-07-26", "2023"], {"2023-07-26": 2}),
        (["2023-07-26", "2022"], {"": 1, "2023-07-26": 1}),
        (["2023-07-26", "--07-26"], {"2023-07-26": 2}),
        (["2023-07-26", "--07-27"], {"--07-27": 1, "2023-07-26": 1}),
        (["2023-07-26", "2022-07-26", "--07-26"],
         {"--07-26": 1, "2022-07-26": 1, "2023-07-26": 1}),
        # Days without a year tell events apart where nobody knows the year.
        (["--07-26", "--08-03"], {"--07-26": 1, "--08-03": 1}),
        (["--07-26", None], {"--07-26": 2}),
        # Several days are one event.
        ([("2023-07-25", "2023-07-27"), "2023-07-26"], {"2023-07-26": 2}),
        ([("2023-07-25", "2023-07-27"), "2023-07"], {"2023-07-25/2023-07-27": 2}),
        ([("2023-07-01", "2023-07-31"), "2023-07"], {"2023-07": 2}),
        # What is longer than a month is no time of an event.
        ([("2023-07", "2023-09"), ("2022", "2023")], {"": 2}),
        ([("2023-07", "2023-09"), "2023-08-01"], {"2023-08-01": 2}),
    ],
)  # fmt: skip
def test_the_time_of_an_event(
    times: list[str | tuple[str | None, str | None] | None], expected: dict[str, int]
) -> None:
    assert told("v", *times) == expected


JULY, AUGUST = date(2023, 7, 28), date(2023, 8, 20)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # Days that overlap are one event, and what all agree on is its time.
        ([(("2023-07-17", "2023-07-18"),), (("2023-07-18", "2023-07-19"),)], {"2023-07-18": 2}),
        ([(("2023-07-17", "2023-07-18"),), (("2023-07-19", "2023-07-20"),)],
         {"2023-07-17/2023-07-18": 1, "2023-07-19/2023-07-20": 1}),
        # The one in the middle cannot choose between two that do not overlap.
        ([(("2023-07-17", "2023-07-18"),), (("2023-07-18", "2023-07-19"),),
          (("2023-07-19", "2023-07-20"),)],
         {"2023-07-17/2023-07-18": 1, "2023-07-18/2023-07-19": 1, "2023-07-19/2023-07-20": 1}),
        # "Last week" joins the day of that week, or the days that begin in it; not two days.
        ([(("2023-07-24", "2023-07-30"),), ("2023-07-26",)], {"2023-07-26": 2}),
        ([(("2023-07-24", "2023-07-30"),), (("2023-07-29", "2023-07-31"),)],
         {"2023-07-29/2023-07-30": 2}),
        ([(("2023-07-24", "2023-07-30"),), ("2023-07-25",), ("2023-07-26",)],
         {"2023-07-24/2023-07-30": 1, "2023-07-25": 1, "2023-07-26": 1}),
        # The month, once the days in it are one event.
        ([("2023-07",), (("2023-07-17", "2023-07-18"),), (("2023-07-18", "2023-07-19"),)],
         {"2023-07-18": 3}),
        # Without a time, the article of the same week tells which visit it is.
        ([("2023-07-26",), ("2023-08-17",), (None, JULY), (None, AUGUST)],
         {"2023-07-26": 2, "2023-08-17": 2}),
        ([("2023-07-25",), ("2023-07-27",), (None, JULY)],
         {"": 1, "2023-07-25": 1, "2023-07-27": 1}),
        # Failing that the article of the same month, where there was one visit.
        ([("2023-07-26",), (None, AUGUST)], {"2023-07-26": 2}),
        ([("2023-07-26",), ("2023-08-01",), (None, AUGUST)],
         {"": 1, "2023-07-26": 1, "2023-08-01": 1}),
        # News of another time is another visit, and nobody knows of an event before it happened.
        ([("2019-04-25",), (None, JULY)], {"": 1, "2019-04-25": 1}),
        ([("2023-08-17",), (None, JULY)], {"": 1, "2023-08-17": 1}),
        # Unless the article itself says when it was.
        ([("2016-01", JULY, "asserted", "one"), (None, JULY, "asserted", "one"),
          (None, JULY, "asserted", "two")], {"": 1, "2016-01": 2}),
        ([("2016-01", JULY, "asserted", "one"), (None, JULY, "planned", "one")],
         {"": 1, "2016-01": 1}),
        ([("2016-01", JULY, "asserted", "one"), ("2023-07-26", JULY, "asserted", "one"),
          (None, JULY, "asserted", "one")], {"2016-01": 1, "2023-07-26": 2}),
        ([("2016-01", None, "asserted", "one"), (None, None, "asserted", "one"), ("2023-07-26",)],
         {"2016-01": 2, "2023-07-26": 1}),
        # But a paper may bear the date of the evening before.
        ([("2023-07-29",), (None, JULY)], {"2023-07-29": 2}),
        # What is planned lies ahead, what is possible on either side.
        ([("2023-08-17",), (None, JULY, "planned")], {"2023-08-17": 2}),
        ([("2023-07-26",), (None, JULY, "planned")], {"": 1, "2023-07-26": 1}),
        ([("2023-07-26",), (None, JULY, "possible")], {"2023-07-26": 2}),
        ([("2023-08-02",), (None, JULY, "possible")], {"2023-08-02": 2}),
        # Where no claim has a time, nothing tells visits apart.
        ([(None, JULY), (None, date(2023, 7, 30)), (None, AUGUST)], {"": 3}),
        # Nor does the end of the calendar do harm.
        ([("2023-07-26",), (None, date.min), (None, date.max)], {"": 2, "2023-07-26": 1}),
    ],
)  # fmt: skip
def test_one_visit_and_several_visits(
    told: list[tuple[Any, ...]], expected: dict[str, int]
) -> None:
    names = "time", "published", "modality", "article"
    claims = [
        claim(relation="v", at=at, **{"article": f"{at}", **dict(zip(names, row, strict=False))})
        for at, row in enumerate(told)
    ]
    for order in (claims, claims[::-1]):
        assert {s.time: len(s.claims) for s in merged(*order)} == expected


def test_ten_reports_of_one_visit_in_two_languages_are_one() -> None:
    times = ["2023-07-26", "2023-07", ("2023-07-24", "2023-07-30"), "2023", None] * 2
    reports = [
        claim(*(("RUS", "m", "PRK") if at % 2 else ("PRK", "m", "RUS")), article=f"{at}",
              time=time, published=None if at == 4 else JULY, outlet=f"paper {at}")
        for at, time in enumerate(times)
    ]  # fmt: skip
    reports = [replace(c, article=replace(c.article, lang="fr")) for c in reports[:5]] + reports[5:]
    found = only(*reports)
    assert (found.time, len(found.claims), found.source_count) == ("2023-07-26", 10, 10)


def test_a_lasting_tie_is_one_statement_whatever_its_times() -> None:
    assert told("s", "2023-07-26", "2022-02-24", None) == {"": 3}


@pytest.mark.parametrize(
    ("times", "extent"),
    [
        ([], (None, None)),
        (["2023-07-26", "2022-02-24"], ("2022-02-24", "2023-07-26")),
        (["2023", "2022-02"], ("2022-02", "2023")),
        (["2023-07-26", "2023-07", "2023"], ("2023-07-26", "2023-07-26")),
        (["2022-02-24", "2023"], ("2022-02-24", "2023")),
        ([("2010", "2020"), "2015"], ("2010", "2020")),
        ([("2010", None)], ("2010", "2010")),
        ([(None, "2010")], (None, None)),
        (["--07-26"], ("--07-26", "--07-26")),
        (["--07-26", "--08-03"], (None, None)),
        (["--07-26", "2023-07-26"], ("2023-07-26", "2023-07-26")),
    ],
)  # fmt: skip
def test_first_and_last(
    times: list[str | tuple[str | None, str | None]], extent: tuple[str | None, str | None]
) -> None:
    found = only(claim(at=99), *(claim(at=at, time=t) for at, t in enumerate(times)))
    assert (found.first, found.last) == extent


def test_what_a_statement_knows() -> None:
    place, other = Ref("moscow", "Moscow", "Place"), Ref("kazan", "Kazan", "Place")
    found = only(
        claim(article="one", published=date(2023, 7, 28), where=place, item="shells"),
        claim(article="one", at=5, published=date(2023, 7, 28), where=place, modality="possible"),
        claim(article="two", published=date(2023, 7, 27), where=other, quantity="ten"),
        claim(article="three", polarity="negated", item="shells"),
    )
    assert (found.first_reported, found.last_reported) == (date(2023, 7, 27), date(2023, 7, 28))
    assert found.places == (other, place)
    assert (found.items, found.quantities) == (("shells",), ("ten",))
    assert (found.article_count, found.source_count) == (3, 3)
    assert found.polarities == {"affirmed": 3, "negated": 1}
    assert found.modalities == {"asserted": 3, "planned": 0, "possible": 1}
    assert found.disputed
    assert found.modality == "asserted"


def test_the_surest_modality_counts_affirmed_claims_first() -> None:
    denied = claim(polarity="negated")
    assert only(denied).modality == "asserted"
    assert only(denied, claim(modality="possible")).modality == "possible"
    assert only(claim(modality="planned"), claim(modality="possible")).modality == "planned"
    assert not only(denied, claim(modality="possible")).disputed


def test_copies_of_one_dispatch_are_one_source() -> None:
    found = only(
        claim(article="one", outlet="A", text="Talks began."),
        claim(article="two", outlet="B", text="Talks  began.\n"),
        claim(article="three", outlet="A", text="Talks went on."),
        claim(article="four", outlet="a ", text="Talks ended."),
    )
    assert (found.article_count, found.outlet_count, found.source_count) == (4, 2, 2)


def test_copies_with_small_edits_are_one_source_even_without_their_texts() -> None:
    texts = {"one": printed(*BRIDGE.dispatch), "two": edited(BRIDGE), "three": "Talks went on."}
    claims = [claim(article=a, outlet=a, text=text) for a, text in texts.items()]
    found = only(*claims)
    assert (found.article_count, found.outlet_count, found.source_count) == (3, 3, 2)
    known = copies(c.article for c in claims)
    bare = [replace(c, article=replace(c.article, text="")) for c in claims]
    assert only(*bare).source_count == 3
    (found,) = merge(bare, SYMMETRIC, EVENTS, copies=known)
    assert found.source_count == 2
    # An article that the mapping does not know stands alone.
    (found,) = merge([*bare, claim(article="four")], SYMMETRIC, EVENTS, copies=known)
    assert found.source_count == 3


def test_who_affirms_and_who_denies() -> None:
    usa, rus = Ref("USA", "United States", "State"), Ref("RUS", "Russia", "State")
    found = only(
        claim(article="one", outlet="The  Post", attributed_to=usa),
        claim(article="two", outlet="the post", attributed_to=usa),
        claim(article="three", outlet="Le Soir"),
        claim(article="three", at=5, outlet="Le Soir", polarity="negated", attributed_to=rus),
        claim(article="four", outlet="Echo", modality="possible", attributed_to=rus),
    )
    assert found.affirmed_by == Side((usa,), ("Le Soir", "The Post"), 2)
    assert found.denied_by == Side((rus,), ("Le Soir",), 1)
    assert found.disputed


def figures(*quantities: str, lang: str = "en", **more: Any) -> Statement:
    claims = [claim(at=at, quantity=q, **more) for at, q in enumerate(quantities)]
    return only(*(replace(c, article=replace(c.article, lang=lang)) for c in claims))


@pytest.mark.parametrize(
    ("quantities", "expected"),
    [
        (["200 tanks", "250 tanks"], (200, 250, "tank")),
        (["200 tanks", "more than 300 tanks"], (200, None, "tank")),
        (["200 tanks", "up to 300 tanks"], (None, 300, "tank")),
        (["dozens of tanks"], (24, None, "tank")),
        (["200 tanks", "30 guns"], None),
        (["200 tanks", "$5 million"], None),
        (["$5 million", "300,000 dollars"], (300_000, 5_000_000, "USD")),
        (["many"], None),
        ([], None),
    ],
)
def test_differing_numbers_are_an_interval(
    quantities: list[str], expected: tuple[int | None, int | None, str] | None
) -> None:
    found = figures(*quantities) if quantities else only(claim())
    amount = found.amount and (found.amount.low, found.amount.high, found.amount.unit)
    assert amount == expected
    texts = {c.id: c.quantity for c in found.claims}
    assert all(texts[f.claim] == f.text for f in found.figures)
    assert len(found.figures) == (0 if quantities in ([], ["many"]) else len(quantities))


def test_figures_of_two_languages_compare_and_those_of_no_language_are_left_alone() -> None:
    english = claim(at=1, quantity="200 tanks")
    french = claim(article="fr", quantity="deux cent cinquante chars")
    french = replace(french, article=replace(french.article, lang="fr"))
    found = only(english, french)
    assert found.amount == Interval(Decimal(200), Decimal(250), "tank")
    assert figures("200 tanks", lang="../x").figures == ()
    assert found.quantities == ("200 tanks", "deux cent cinquante chars")


def test_who_denies_a_number_gives_none() -> None:
    denied = claim(at=9, quantity="500 tanks", polarity="negated")
    assert only(denied, claim(at=1, quantity="200 tanks")).amount == Interval(
        Decimal(200), Decimal(200), "tank"
    )


SUPERS = {"s": "t", "t": "u", "v": "w", "w": "v"}


def conflicts(*claims: Claim) -> dict[tuple[str, str], tuple[bool, bool]]:
    """(relation, time) of each statement -> whether it is disputed, and whether it holds."""
    found = merge(claims, SYMMETRIC, EVENTS, supers=SUPERS)
    ids = {s.id for s in found}
    assert all(set(s.conflicts) <= ids - {s.id} for s in found)
    return {(s.relation, s.time): (s.disputed, holds(s)) for s in found}


def test_a_denial_of_the_broader_denies_the_narrower() -> None:
    for broader in ("t", "u"):
        denied = claim(relation=broader, article="two", polarity="negated")
        assert conflicts(claim(relation="s"), denied) == {
            ("s", ""): (True, False), (broader, ""): (True, False)
        }  # fmt: skip
        # Said twice and denied once it holds, as in one statement.
        again = claim(relation="s", article="three")
        assert conflicts(claim(relation="s"), again, denied)["s", ""] == (True, True)
    # Not the other way round, not as a possibility, not of others.
    narrower = claim(relation="s", polarity="negated")
    assert conflicts(claim(relation="t"), narrower)["t", ""] == (False, True)
    perhaps = claim(relation="t", polarity="negated", modality="possible")
    assert conflicts(claim(relation="s"), perhaps)["s", ""] == (False, True)
    others = claim("PRK", "t", "RUS", polarity="negated")
    assert conflicts(claim(relation="s"), others)["s", ""] == (False, True)


@pytest.mark.parametrize(
    ("time", "published", "denied"),
    [
        (None, None, True),
        (None, date(2023, 12, 1), True),
        ("2023", None, True),
        # A denial of before the event cannot have meant it, nor one of another day.
        (None, date(2023, 5, 1), False),
        ("2023-07-27", None, False),
    ],
)
def test_a_denial_at_no_particular_time_denies_each_time(
    time: str | None, published: date | None, denied: bool
) -> None:
    visits = [claim(relation="v", at=at, time=t) for at, t in enumerate(["2023-07-26", "2023-09"])]
    denial = claim(relation="v", article="two", time=time, published=published, polarity="negated")
    assert conflicts(*visits, denial)["v", "2023-07-26"] == (denied, not denied)


def test_a_meeting_denied_by_the_other_end() -> None:
    circle = {"x": "m"}
    told, denied = claim("RUS", "x", "PRK"), claim("PRK", "m", "RUS", polarity="negated")
    found = merge([told, denied], SYMMETRIC, EVENTS, supers=circle)
    assert all(s.disputed for s in found)


@given(st.lists(any_claims(), max_size=8), st.randoms(use_true_random=False))
def test_order_changes_no_conflict(claims: list[Claim], random: Any) -> None:
    shuffled = sorted(claims, key=lambda _: random.random())
    found = merge(claims, SYMMETRIC, EVENTS, supers=SUPERS)
    assert merge(shuffled, SYMMETRIC, EVENTS, supers=SUPERS) == found
    linked = {(s.id, other) for s in found for other in s.conflicts}
    assert linked == {(other, one) for one, other in linked}


def test_the_label_most_claims_use() -> None:
    def named(label: str, at: int) -> Claim:
        base = claim(at=at)
        return replace(base, subject=replace(base.subject, label=label))

    assert (
        only(named("Russland", 0), named("Russia", 1), named("Russia", 2)).subject.label == "Russia"
    )


AFFIRMED, DENIED = claim(at=1), claim(at=2, polarity="negated")
POSSIBLE, PLANNED = claim(at=3, modality="possible"), claim(at=4, modality="planned")
AGAIN = claim(at=5, article="two")
DENIED_POSSIBLY = claim(at=6, polarity="negated", modality="possible")


@pytest.mark.parametrize(
    ("claims", "any_", "asserted", "corroborated", "state"),
    [
        ([AFFIRMED], True, True, False, "plain"),
        ([AFFIRMED, AGAIN], True, True, True, "plain"),
        ([POSSIBLE, PLANNED], True, False, False, "claimedOnly"),
        ([DENIED], False, False, False, "claimedOnly"),
        ([AFFIRMED, DENIED], True, False, False, "claimedOnly"),
        ([AFFIRMED, AGAIN, DENIED], True, True, True, "plain"),
        ([AFFIRMED, POSSIBLE, PLANNED, DENIED], True, False, False, "claimedOnly"),
        ([AFFIRMED, DENIED_POSSIBLY], True, True, False, "plain"),
        # Neither a denial nor a possibility nor a copy from elsewhere corroborates.
        (
            [AFFIRMED, claim(at=7, article="one"), claim(article="two", polarity="negated")],
            True,
            True,
            False,
            "plain",
        ),
        ([AFFIRMED, claim(article="two", modality="possible")], True, True, False, "plain"),
        (
            [claim(article="one", text="Talks began."), claim(article="two", text="Talks began.")],
            True,
            True,
            False,
            "plain",
        ),
    ],
)
def test_policies(
    claims: list[Claim], any_: bool, asserted: bool, corroborated: bool, state: str
) -> None:
    statement = only(*claims)
    assert holds(statement, "any") is any_
    assert holds(statement) is holds(statement, "asserted") is asserted
    assert holds(statement, "corroborated:1") is asserted
    assert holds(statement, "corroborated:2") is corroborated
    assert status(statement) == state


@pytest.mark.parametrize(
    "policy",
    ["", "all", "corroborated", "corroborated:", "corroborated:0", "corroborated:-1",
     "corroborated:two", "corroborated:²", "corroborated:N", "Asserted", "2"],
)  # fmt: skip
def test_an_unknown_policy_lists_the_right_ones(policy: str) -> None:
    with pytest.raises(UsageError, match=r"any, asserted, corroborated:N"):
        holds(only(AFFIRMED), policy)


@given(st.lists(any_claims(), max_size=8), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(claims: list[Claim], random: Any) -> None:
    repeated = claims + [c for c in claims if random.random() < 0.5]
    random.shuffle(repeated)
    assert merged(*repeated) == merged(*claims)


@given(st.lists(any_claims(), max_size=8))
def test_no_claim_is_lost_and_none_is_counted_twice(claims: list[Claim]) -> None:
    found = merged(*claims)
    kept = [c.id for statement in found for c in statement.claims]
    assert sorted(kept) == sorted({c.id for c in claims})
    assert len({statement.id for statement in found}) == len(found)
    for statement in found:
        assert 1 <= statement.source_count <= statement.article_count <= len(statement.claims)
        assert sum(statement.polarities.values()) == sum(statement.modalities.values())


@given(st.permutations(range(18)))
def test_times_are_told_apart_in_any_order(order: list[int]) -> None:
    times = ["2023-07-26", "2023-07-27", "2023-07", "2023", "--07-26", None, "2023-09",
             "--12-01", "2022", ("2023-07-25", "2023-07-27"), "2024-02-29", "--02-29",
             ("2023-09-04", "2023-09-10"), ("2023-09-10", "2023-09-12"),
             ("2023-09-12", "2023-09-13")]  # fmt: skip
    claims = [
        claim(relation="v", at=at, time=time, article=f"{at % 5}",
              published=JULY + timedelta(days=40 * (at % 3)) if at % 2 else None)
        for at, time in enumerate([*times, None, None, None])
    ]  # fmt: skip
    assert merged(*(claims[i] for i in order)) == merged(*claims)


def test_the_two_languages_of_the_sample_meet_in_one_statement() -> None:
    found = merge(sample_claims(), frozenset({"meets"}), frozenset({"meets"}))
    (meeting,) = [
        s for s in found if {s.subject.id, s.object.id} == {"kim-jong-un", "sergei-shoigu"}
    ]
    assert {c.article.lang for c in meeting.claims} == {"fr", "en"}
    assert meeting.time == "2023-07-26"
    assert meeting.source_count == 2
