"""When, where, what and how many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kg.model import Claim
from kg.read import Extracted
from tests.sentences import DETAILS, Detail

PUBLISHED = date(2023, 8, 2)


def told(claim: Claim) -> tuple[str | None, ...]:
    when = claim.when and f"{claim.when.text} {claim.when.start}/{claim.when.end}"
    return when, claim.where and claim.where.id, claim.item, claim.quantity


@pytest.mark.parametrize("detail", DETAILS, ids=lambda d: d.text)
def test_a_claim_tells_when_where_what_and_how_many(
    detail: Detail, extracted: Callable[..., Extracted]
) -> None:
    claims = extracted(detail.text, detail.lang, PUBLISHED).claims
    found = {told(c) for c in claims if c.relation == detail.relation}
    assert found == {(detail.when, detail.where, detail.item, detail.quantity)}
