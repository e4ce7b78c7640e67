"""Independent sources: copies of one dispatch, and outlets that repeat themselves."""

from __future__ import annotations

import json
from itertools import combinations

import dispatches
import pytest
from dispatches import BRIDGE
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Article
from kg.sources import Copy, copies, dump, from_json, independent


def count(*printed: str) -> int:
    """``"A1"`` is text 1 as printed by outlet A."""
    return independent([Copy(text=each[1], outlet=each[0]) for each in printed])


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ([], 0),
        (["A1"], 1),
        (["A1", "A2", "A3"], 1),
        (["A1", "B1", "C1"], 1),
        (["A1", "B2"], 2),
        # B's own article and A's copy of the dispatch are independent of each other.
        (["A1", "B1", "B2"], 2),
        # Three outlets and three texts, but only two ways to pair them off.
        (["A1", "B1", "C1", "D2", "D3"], 2),
        # The first text has to give way to the second.
        (["A1", "B1", "A2"], 2),
        (["A1", "B1", "A2", "C2", "B3", "C3"], 3),
    ],
)
def test_independent(printed: list[str], expected: int) -> None:
    assert count(*printed) == expected


printings = st.sets(st.tuples(st.sampled_from("123456"), st.sampled_from("ABCDE")), max_size=9)


@given(printings)
def test_it_is_the_largest_choice_without_shared_text_or_outlet(
    pairs: set[tuple[str, str]],
) -> None:
    def apart(chosen: tuple[tuple[str, str], ...]) -> bool:
        texts, outlets = {text for text, _ in chosen}, {outlet for _, outlet in chosen}
        return len(texts) == len(outlets) == len(chosen)

    sizes = [n for n in range(len(pairs) + 1) if any(map(apart, combinations(pairs, n)))]
    assert independent(Copy(*pair) for pair in pairs) == max(sizes)


def test_a_long_chain_of_copies() -> None:
    chain = [Copy(f"{n:05}", f"{m:05}") for n in range(3000) for m in (n, n + 1)]
    assert independent([*chain, Copy("99999", "00000")]) == 3001


def article(**fields: object) -> Article:
    return Article(**{"id": "a", "text": "", "lang": "en", "source": "-", **fields})  # type: ignore[arg-type]


def whole(event: dispatches.Event) -> str:
    return dispatches.printed(*event.dispatch)


def test_header_case_and_layout_do_not_make_another_text() -> None:
    one = article(id="a", text="title: X\n\nThe talks  began.\n", body_start=10)
    other = article(id="b", text="The Talks began.")
    found = copies([one, other, article(id="c", text="Other talks.")])
    assert found["a"].text == found["b"].text != found["c"].text


def test_without_a_text_or_an_outlet_each_article_stands_alone() -> None:
    found = copies([article(id="a"), article(id="b"), article(id="c", text="…")])
    assert len({copy.text for copy in found.values()}) == 3
    assert len({copy.outlet for copy in found.values()}) == 3
    found = copies([article(id="a", outlet="Le  monde "), article(id="b", outlet="Le Monde")])
    assert found["a"].outlet == found["b"].outlet


def test_copies_with_small_edits_are_one_source() -> None:
    printed = [
        article(id="a", outlet="A", text=dispatches.BRIDGE.slug + whole(BRIDGE)),
        article(id="b", outlet="B", text=dispatches.edited(BRIDGE)),
        article(id="c", outlet="C", text=dispatches.printed(*BRIDGE.rival)),
        article(id="d", outlet="D", text=dispatches.printed(*dispatches.BRIDGE_FR)),
    ]
    found = copies(printed)
    assert found["a"].text == found["b"].text
    assert len({copy.text for copy in found.values()}) == 3
    assert independent(found.values()) == 3


def test_an_article_that_comes_without_its_text_and_with_it() -> None:
    bare, full = article(id="a", outlet="A"), article(id="a", outlet="A", text="Talks began.")
    assert copies([bare, full]) == copies([full, bare]) == copies([full])


def test_copies_outlive_the_texts() -> None:
    printed = [article(id=e.name, outlet="A\ud800", text=whole(e)) for e in dispatches.EVENTS]
    found = copies(printed)
    lines = dump(found)
    assert dict(from_json(json.loads(line)) for line in lines.splitlines()) == found
    assert dump(dict(reversed(found.items()))) == lines
    with pytest.raises(InputError, match="outlet is missing"):
        from_json({"article": "a", "text": "t"})
