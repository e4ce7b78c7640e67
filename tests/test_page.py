"""graph.html as a string: the same bytes every time, and nothing of an article as markup."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import resources
from kg.drawing import DASHES, KINDS
from kg.errors import UsageError
from kg.mentions import rules
from kg.model import Claim, Span
from kg.pagedata import clean, link, quote
from tests import sample
from tests.pages import HOSTILE, Parsed, data_of, hostile_page, render, standard


def test_same_claims_same_page() -> None:
    claims = sample.sample_claims()
    assert render(claims) == render(list(reversed(claims)))


@pytest.mark.slow
def test_page_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib\nfrom tests.pages import render\n"
        "print(hashlib.sha256(render().encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent.parent, check=True, capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


def test_page_can_be_written_as_utf8() -> None:
    assert hostile_page().encode("utf-8")


def test_hostile_text_adds_no_element_and_no_attribute() -> None:
    assert Parsed(hostile_page()).elements == Parsed(standard()).elements


def test_hostile_text_arrives_as_text() -> None:
    data = data_of(hostile_page())
    titles = {article["title"] for article in data["articles"]}
    assert titles == {clean(text) for text in HOSTILE}


def test_corrections_arrive_as_text() -> None:
    data, expected = data_of(hostile_page()), {clean(text) for text in HOSTILE}
    told = {line for s in data["statements"] for c in s["list"] for line in c["corrections"]}
    assert told == expected
    assert {line for node in data["nodes"] for line in node["corrections"]} == expected


def test_title_is_escaped() -> None:
    parsed = Parsed(render(title="<b>R&D</b> {{ script }}"))
    assert ("title", "<b>R&D</b> {{ script }}") in parsed.texts


def test_data_blocks_cannot_end_their_element() -> None:
    parsed = Parsed(hostile_page())
    for block in [*parsed.scripts("application/json"), *parsed.scripts("text/plain")]:
        assert not set(block) & set("<>&\u2028\u2029")


def test_policy_names_every_script_and_style_by_digest() -> None:
    parsed = Parsed(hostile_page())
    policy = dict(part.split(" ", 1) for part in parsed.policy().split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].split() == [digest(text) for text in parsed.scripts(None)]
    styles = [text for tag, text in parsed.texts if tag == "style"]
    assert policy["style-src"].split() == [digest(text) for text in styles]
    assert "unsafe" not in parsed.policy()


def digest(text: str) -> str:
    sha = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{sha}'"


def test_page_asks_for_nothing() -> None:
    parsed = Parsed(standard())
    loading = {
        name: value
        for _, attributes in parsed.elements
        for name, value in attributes.items()
        if name in {"src", "href", "srcset", "action"}
    }
    assert loading == {"href": "data:,"}  # the icon, so that no browser looks for favicon.ico
    assert not [name for _, attributes in parsed.elements for name in attributes
                if name.startswith("on") or name == "style"]  # fmt: skip
    style = next(text for tag, text in parsed.texts if tag == "style")
    assert "url(" not in style
    assert "@import" not in style
    assert "sourceMappingURL" not in render()


def test_own_scripts_parse_nothing_as_markup() -> None:
    own = Parsed(standard()).scripts(None)[1]
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(", own
    )


def test_pyvis_titles_stay_empty() -> None:
    network = data_of(hostile_page())["network"]
    assert not [item for item in network["nodes"] + network["edges"] if "title" in item]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/a?b=c&d=e#f", "https://news.example/a?b=c&d=e#f"),
        ("http://news.example/", "http://news.example/"),
        ("https://news.example/é", "https://news.example/%C3%A9"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,<script>", None),
        ("file:///etc/passwd", None),
        ("//news.example/", None),
        ("https://", None),
        ("https://news.example/\nx", None),
        ('https://news.example/" onclick="x', None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, expected: str | None) -> None:
    assert link(url) == expected


def test_marks_are_the_words_of_the_claim() -> None:
    claim = sample.sample_claims()[0]
    pieces = quote(claim, first=claim.subject.id)
    assert "".join(text for text, _ in pieces) == claim.sentence.text
    assert {mark: text for text, mark in pieces if mark} == {
        "subject": "Kim Jong-un", "trigger": "a reçu", "object": "Sergueï Choïgou",
    }  # fmt: skip


def test_marks_follow_code_points() -> None:
    claim = typed("🚀🚀 Rome praised Oslo.", "Rome", "praised", "Oslo")
    assert quote(claim, "rome") == [
        ["🚀🚀 ", ""], ["Rome", "subject"], [" ", ""], ["praised", "trigger"], [" ", ""],
        ["Oslo", "object"], [".", ""],
    ]  # fmt: skip


def test_marks_of_a_claim_told_the_other_way_round() -> None:
    claim = typed("Rome met Oslo.", "Rome", "met", "Oslo")
    assert ["Oslo", "subject"] in quote(claim, first="oslo")
    assert ["Rome", "object"] in quote(claim, first="oslo")


def test_the_shorter_of_two_overlapping_ends_is_marked_inside() -> None:
    claim = typed("The Rome envoy of Oslo spoke.", "Rome envoy of Oslo", "envoy", "Oslo")
    assert [mark for _, mark in quote(claim, "rome envoy of oslo") if mark] == ["subject", "object"]


def test_a_mark_outside_the_sentence_is_left_out() -> None:
    claim = typed("He met Oslo.", "He", "met", "Oslo")
    far = replace(claim, subject=replace(claim.subject, start=900, end=904))
    assert {mark for _, mark in quote(far, far.subject.id)} == {"", "trigger", "object"}


def typed(sentence: str, subject: str, trigger: str, object_: str) -> Claim:
    """A claim with its sentence 1000 characters into the article."""
    base, start = sample.sample_claims()[0], 1000

    def at(words: str) -> dict[str, Any]:
        begin = start + sentence.index(words)
        return {"text": words, "start": begin, "end": begin + len(words)}

    return replace(
        base, sentence=Span(sentence, start, start + len(sentence)), trigger=Span(**at(trigger)),
        subject=replace(base.subject, id=subject.lower(), **at(subject)),
        object=replace(base.object, id=object_.lower(), **at(object_)),
    )  # fmt: skip


def test_context_comes_only_with_the_texts() -> None:
    claims = sample.sample_claims()[:5]
    texts = {c.article.id: c.article.text for c in claims}
    assert not any(before or after for before, after in data_of(render(claims))["passages"])
    around = data_of(render(claims, texts=texts))["passages"]
    assert any(before for before, _ in around)
    assert any(after for _, after in around)


def test_context_begins_with_the_body() -> None:
    (claim, *_) = sample.sample_claims()
    data = data_of(render([claim], texts={claim.article.id: claim.article.text}))
    assert data["passages"][data["statements"][0]["list"][0]["passage"]][0] == ""


def test_claims_of_one_sentence_share_its_context() -> None:
    claims = sample.sample_claims()
    data = data_of(render(claims, texts={c.article.id: c.article.text for c in claims}))
    sentences = {(c.article.id, c.sentence.start) for c in claims}
    assert len(data["passages"]) == len(sentences) < len(claims)


def test_families_are_cooperation_or_conflict() -> None:
    sides = {r["name"]: r["side"] for r in data_of(standard())["relations"]}
    assert sides["meets"] == sides["supplies_arms_to"] == "cooperation"
    assert sides["attacks"] == sides["accuses"] == "conflict"
    assert sides["leads"] is None


def test_stances_of_the_sample() -> None:
    by_name = named(standard())
    assert by_name["RUS", "buys_munitions_from", "PRK"] == ("disputed", False)
    assert by_name["CHN", "criticises", "PRK"] == ("denied", False)
    assert by_name["kim-jong-un", "visits", "vladivostok"] == ("planned", False)
    assert by_name["CHN", "buys_from", "PRK"] == ("possible", False)
    assert by_name["RUS", "attacks", "UKR"] == ("asserted", True)


def named(html: str) -> dict[tuple[str, str, str], tuple[str, bool]]:
    data = data_of(html)
    return {
        (data["nodes"][s["from"]]["id"], data["relations"][s["relation"]]["name"],
         data["nodes"][s["to"]]["id"]): (s["stance"], s["holds"])
        for s in data["statements"]
    }  # fmt: skip


def test_the_policy_decides_what_holds() -> None:
    attack, trade = ("RUS", "attacks", "UKR"), ("CHN", "buys_from", "PRK")
    claims = [c for c in sample.sample_claims() if c.relation in {"attacks", "buys_from"}]
    assert named(render(claims, policy="corroborated:2"))[attack] == ("asserted", False)
    assert named(render(claims, policy="any"))[trade] == ("possible", True)
    with pytest.raises(UsageError, match="there is no policy"):
        render(claims, policy="maybe")


def test_a_line_is_all_statements_between_two_nodes() -> None:
    data = data_of(standard())
    held = [i for *_, statements in data["network"]["bundles"] for i in statements]
    assert sorted(held) == [*range(len(data["statements"]))]
    for one, other, statements in data["network"]["bundles"]:
        ends = {(data["statements"][i]["from"], data["statements"][i]["to"]) for i in statements}
        assert ends <= {(one, other), (other, one)}
    assert max(len(statements) for *_, statements in data["network"]["bundles"]) > 1


def test_stances_differ_in_dashes() -> None:
    stances = {s["stance"] for s in data_of(standard())["statements"]}
    assert stances == set(DASHES)
    assert len({str(dashes) for dashes in DASHES.values()}) == len(DASHES)


def test_kinds_differ_in_shape_and_colour() -> None:
    assert len(set(KINDS.values())) == len(KINDS)


def test_an_unlisted_entity_is_shown_as_its_statements_name_it() -> None:
    nodes = {node["id"]: node for node in data_of(render(entities={}))["nodes"]}
    assert nodes["PRK"]["label"] == "North Korea"
    assert nodes["PRK"]["kind"] == "State"


def test_a_qid_that_is_none_is_left_out() -> None:
    assert {node["qid"] for node in data_of(hostile_page())["nodes"]} == {None}


def test_a_graph_without_statements_is_a_page() -> None:
    data = data_of(render([]))
    assert data["nodes"] == data["statements"] == data["network"]["edges"] == []


def test_every_word_of_the_page_is_in_every_language() -> None:
    words = json.loads(Parsed(standard()).scripts("application/json")[0])
    assert words["en"].keys() == words["fr"].keys()
    for kind in KINDS:
        assert f"kind.{kind}" in words["en"]
    for family in sample.FAMILIES.values():
        assert f"family.{family}" in words["en"]
    own = Parsed(standard()).scripts(None)[1]
    for key in re.findall(r"\bword\('([\w.]+)'", own):
        assert key in words["en"], key
    for _, attributes in Parsed(standard()).elements:
        for name in attributes.keys() & {"data-word", "data-label"}:
            assert attributes[name] in words["en"]


def test_the_page_knows_every_rule_that_chooses_an_entity() -> None:
    said = {v for k, v in vars(rules).items() if k.isupper() and isinstance(v, str)}
    wanted = {f"rule.{r}" for r in (said - {rules.AND}) | set(rules.SOURCES.values())}
    words = json.loads((resources.TEMPLATES / "page.words.json").read_text(encoding="utf-8"))
    assert all(wanted <= known.keys() for known in words.values())
