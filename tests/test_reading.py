"""What texts of our own must give: every construction, in both languages, from frozen parses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg import ontology
from kg.model import Claim
from tests.sentences import CASES, Case

Reader = Callable[[str, str], list[Claim]]


def written(claim: Claim) -> str:
    """A claim the way tests/sentences.py writes it; symmetric relations in alphabetical order."""
    ends = [claim.subject.id, claim.object.id]
    if claim.relation in ontology.load().symmetric:
        ends.sort()
    flags = [claim.polarity, claim.modality]
    words = [ends[0], claim.relation, ends[1]]
    words += [flag for flag in flags if flag not in ("affirmed", "asserted")]
    words += ["says", claim.attributed_to.id] if claim.attributed_to else []
    return " ".join(words)


def triple(text: str) -> str:
    return " ".join(text.split()[:3])


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.name}-{c.lang}")
def test_a_text_gives_its_claims(case: Case, frozen_claims: Reader) -> None:
    found = {written(c) for c in frozen_claims(case.text, case.lang)}
    assert found >= set(case.claims)
    assert not {triple(c) for c in found} & set(case.absent)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.name}-{c.lang}")
def test_all_offsets_quote_the_text(case: Case, frozen_claims: Reader) -> None:
    for claim in frozen_claims(case.text, case.lang):
        for part in (claim.sentence, claim.subject, claim.object, claim.trigger):
            assert part is not None
            assert case.text[part.start : part.end] == part.text


def test_the_item_of_a_sale_is_what_was_sold(frozen_claims: Reader) -> None:
    claims = frozen_claims("Poland sold tanks and shells to Latvia.", "en")
    assert {(c.relation, c.item) for c in claims} == {
        ("buys_arms_from", "tanks"),
        ("buys_munitions_from", "shells"),
    }


def test_the_person_through_whom_a_state_acts_is_kept(frozen_claims: Reader) -> None:
    (claim,) = [
        c
        for c in frozen_claims("Donald Trump imposed sanctions on Venezuela.", "en")
        if c.object.id == "VEN"
    ]
    assert claim.via is not None
    assert claim.via.id == "donald-trump"


def test_what_a_pronoun_stands_for_is_less_sure(frozen_claims: Reader) -> None:
    named = frozen_claims("France criticised Turkey.", "en")[0]
    (pointed,) = [
        c
        for c in frozen_claims("Emmanuel Macron arrived on Monday. He criticised Iran.", "en")
        if c.object.id == "IRN"
    ]
    assert pointed.confidence < named.confidence
