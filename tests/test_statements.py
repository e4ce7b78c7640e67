"""Claims -> statements: what merges, what stays apart, and when a statement holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hostile import Relations
from hostile import claims as any_claims
from hypothesis import given
from hypothesis import strategies as st
from sample import sample_claims

from kg.claims import claim_id
from kg.errors import UsageError
from kg.model import Article, Claim, End, Modality, Polarity, Ref, Span, When
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
    assert (found.article_count, found.source_count) == (4, 2)


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


@given(st.permutations(range(12)))
def test_times_are_told_apart_in_any_order(order: list[int]) -> None:
    times = ["2023-07-26", "2023-07-27", "2023-07", "2023", "--07-26", None, "2023-09",
             "--12-01", "2022", ("2023-07-25", "2023-07-27"), "2024-02-29", "--02-29"]  # fmt: skip
    claims = [claim(relation="v", at=at, time=time) for at, time in enumerate(times)]
    assert merged(*(claims[i] for i in order)) == merged(*claims)


def test_the_two_languages_of_the_sample_meet_in_one_statement() -> None:
    found = merge(sample_claims(), frozenset({"meets"}), frozenset({"meets"}))
    (meeting,) = [
        s for s in found if {s.subject.id, s.object.id} == {"kim-jong-un", "sergei-shoigu"}
    ]
    assert {c.article.lang for c in meeting.claims} == {"fr", "en"}
    assert meeting.time == "2023-07-26"
    assert meeting.source_count == 2
