"""claims.jsonl: the contract, the round trip, and what a faulty line says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import claims as any_claims
from hypothesis import given
from hypothesis import strategies as st
from sample import sample_claims

from kg import claims
from kg.errors import InputError
from kg.model import Claim

CONTRACT = {
    "id": str,
    "article": {"id": str, "source": str},
    "lang": str,
    "sentence": {"text": str, "start": int, "end": int},
    "subject": {"id": str, "label": str, "kind": str, "text": str, "start": int, "end": int},
    "relation": str,
    "object": {"id": str, "label": str, "kind": str, "text": str, "start": int, "end": int},
    "polarity": str,
    "modality": str,
    "attributed_to": {"id": str, "label": str},
    "when": {"text": str, "from": str, "to": str},
    "where": {"id": str},
    "item": str,
    "quantity": str,
    "via": {"id": str},
    "confidence": float,
    "extractor": str,
}
"""Keys and types as the design promises them, in its order."""


def without_text(claim: Claim) -> Claim:
    return replace(claim, article=replace(claim.article, text=""))


def full() -> Claim:
    """A claim with every field set."""
    by_key = {key: c for c in sample_claims() for key in ("attributed_to", "when", "where", "via")
              if getattr(c, key)}  # fmt: skip
    return replace(
        by_key["via"],
        when=by_key["when"].when,
        where=by_key["where"].where,
        quantity="twelve",
    )


def test_the_keys_of_the_contract_in_its_order() -> None:
    found = claims.to_json(full())
    assert [key for key in found if key in CONTRACT] == list(CONTRACT)
    for key, shape in CONTRACT.items():
        if isinstance(shape, dict):
            assert list(found[key])[: len(shape)] == list(shape), key
            assert all(isinstance(found[key][k], t) for k, t in shape.items()), key
        else:
            assert isinstance(found[key], shape), key


def test_absent_is_null() -> None:
    bare = replace(full(), attributed_to=None, when=None, where=None, item=None, quantity=None,
                   via=None, trigger=None)  # fmt: skip
    found = claims.to_json(bare)
    absent = {"attributed_to", "when", "where", "item", "quantity", "via", "trigger"}
    assert {key for key, value in found.items() if value is None} == absent


def test_a_line_with_the_contract_alone_can_be_read() -> None:
    found = claims.to_json(full())
    promised: dict[str, Any] = {
        key: {k: found[key][k] for k in shape} if isinstance(shape, dict) else found[key]
        for key, shape in CONTRACT.items()
    }
    claim = claims.from_json(promised)
    assert claim.where
    assert claim.where.label == claim.where.id
    assert claim.article.lang == "fr"
    assert claim.trigger is None


@given(any_claims())
def test_json_keeps_all_but_the_text_of_the_article(claim: Claim) -> None:
    assert claims.from_json(json.loads(json.dumps(claims.to_json(claim)))) == without_text(claim)


@given(claims_=st.lists(any_claims(), max_size=4))
def test_a_file_keeps_all_but_the_text(
    claims_: list[Claim], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("claims") / "claims.jsonl"
    claims.write(claims_, path)
    kept = sorted(map(without_text, claims_), key=lambda c: (claims.order(c), repr(c)))
    assert sorted(claims.read(path), key=lambda c: (claims.order(c), repr(c))) == kept
    assert claims.dump(claims_) == claims.dump(reversed(claims_)) == path.read_bytes()
    assert path.read_bytes().count(b"\n") == len(claims_)


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    claims.write(sample_claims(), path)
    content = path.read_text(encoding="utf-8")
    assert "Sergueï Choïgou" in content
    assert content.endswith("}\n")
    assert not content.endswith("\n\n")
    assert not claims.dump([])


def test_reading_order() -> None:
    lines = [json.loads(line) for line in claims.dump(sample_claims()).splitlines()]
    keys = [(e["article"]["source"], e["sentence"]["start"], e["subject"]["start"], e["relation"],
             e["object"]["start"], e["id"]) for e in lines]  # fmt: skip
    assert keys == sorted(keys)


def test_the_id_depends_on_what_is_claimed_where() -> None:
    claim = full()
    given_ = {"article_id": "a", "sentence_start": 1, "subject": claim.subject, "relation": "r",
              "object": claim.object, "polarity": "affirmed", "modality": "asserted"}  # fmt: skip
    changes: list[dict[str, Any]] = [
        {}, {"article_id": "b"}, {"sentence_start": 2}, {"relation": "q"},
        {"subject": replace(claim.subject, id="x")}, {"subject": replace(claim.subject, start=999)},
        {"object": replace(claim.object, id="x")}, {"object": replace(claim.object, start=999)},
        {"polarity": "negated"}, {"modality": "planned"},
    ]  # fmt: skip
    found = [claims.claim_id(**{**given_, **change}) for change in changes]  # type: ignore[arg-type]
    assert len(set(found)) == len(changes)
    renamed = replace(claim.subject, label="other", text="other")
    assert claims.claim_id(**{**given_, "subject": renamed}) == found[0]  # type: ignore[arg-type]


def test_ids_never_change() -> None:
    """Pinned, as sha256sum gives it: people keep references to claims."""
    assert claims.short_hash("a", 1, "é") == "99287ed071556d25"


WRONG: list[tuple[tuple[str, ...], Any, str]] = [
    (("id",), 7, "id must be a text"),
    (("article",), "x", "article must be an object"),
    (("article", "source"), None, "article.source must be a text"),
    (("article", "published"), "yesterday", "article.published must be YYYY-MM-DD"),
    (("sentence", "start"), -1, "sentence.start must not be negative"),
    (("subject", "start"), True, "subject.start must be a whole number"),
    (("object", "end"), 1.5, "object.end must be a whole number"),
    (("polarity",), "maybe", "polarity must be one of affirmed, negated"),
    (("modality",), "sure", "modality must be one of asserted, planned, possible"),
    (("when", "from"), "soon", "when.from must be YYYY"),
    (("where", "id"), None, "where.id must be a text"),
    (("confidence",), 2, "confidence must be between 0 and 1"),
    (("confidence",), "high", "confidence must be a number"),
]


@pytest.mark.parametrize(("path", "value", "message"), WRONG)
def test_a_wrong_value_names_its_key_and_line(
    path: tuple[str, ...], value: Any, message: str, tmp_path: Path
) -> None:
    data = claims.to_json(full())
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    file = tmp_path / "claims.jsonl"
    file.write_text(f"{json.dumps(claims.to_json(full()))}\n{json.dumps(data)}\n", "utf-8")
    with pytest.raises(InputError) as error:
        claims.read(file)
    assert str(error.value).startswith(f"{file}:2: {message}")


@pytest.mark.parametrize("key", ["id", "article", "relation", "confidence", "extractor"])
def test_a_missing_key_is_named(key: str) -> None:
    data = claims.to_json(full())
    del data[key]
    with pytest.raises(InputError, match=f"^{key} (is missing|must be)"):
        claims.from_json(data)


@pytest.mark.parametrize(
    "line",
    [b"{", b"[1]", b"7", b"\xff", b'{"confidence": NaN}', b"[" * 100_000, b"\x00", b"1" * 5000],
)
def test_a_line_that_is_no_claim(line: bytes, tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(b"\n" + line + b"\n")
    with pytest.raises(InputError, match=r"claims\.jsonl:2: ") as error:
        claims.read(file)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.jsonl"):
        claims.read(tmp_path / "nowhere.jsonl")
