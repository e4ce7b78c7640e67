"""Messages say what happened, where, and how to fix it."""

from __future__ import annotations

import pytest

from kg.errors import DataError, InputError, KgError, MissingModelError, UsageError


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (KgError("it broke"), "it broke"),
        (KgError("it broke", where="a.csv line 3"), "a.csv line 3: it broke"),
        (KgError("it broke", fix="mend it"), "it broke (mend it)"),
        (KgError("it broke", where="a.csv", fix="mend it"), "a.csv: it broke (mend it)"),
        (DataError(["one fault"], where="a.ttl"), "a.ttl: one fault"),
        (DataError(["first", "second"], where="a.ttl"), "a.ttl: 2 faults:\nfirst\nsecond"),
    ],
)
def test_a_message_has_what_where_and_fix(error: KgError, message: str) -> None:
    assert str(error) == message


def test_a_data_error_keeps_every_fault() -> None:
    assert DataError(["first", "second"]).faults == ["first", "second"]


@pytest.mark.parametrize("kind", [DataError, InputError, UsageError, MissingModelError])
def test_one_except_catches_them_all(kind: type[KgError]) -> None:
    assert issubclass(kind, KgError)
