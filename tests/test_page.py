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
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg import page, resources
from kg.drawing import DASHES, KINDS
from kg.errors import UsageError
from kg.mentions import rules
from kg.model import Claim, Entity, Ref, Span
from kg.pagedata import clean, link, quote
from kg.statements import merge
from tests import sample

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]>&lt;b&gt;&amp;",
    "{{ data }} {{ script }} {% raw %} ${alert(1)}",
    'title with href="javascript:alert(1)"',
    "line\u2028and\u2029paragraph",
    "\u202egnp.exe\u202c and \u2066x\u2069",
    "__proto__",
    "half a \ud83d character",
    "nul \x00 bell \x07",
]


def render(claims: list[Claim] | None = None, **more: Any) -> str:
    claims = sample.sample_claims() if claims is None else claims
    options: dict[str, Any] = {
        "relation_labels": sample.RELATION_LABELS,
        "families": sample.FAMILIES,
        "symmetric": sample.SYMMETRIC,
        **more,
    }
    entities = options.pop("entities", sample.sample_entities())
    return page.render(merge(claims, sample.SYMMETRIC, sample.EVENTS), entities, **options)


def hostile_claims() -> list[Claim]:
    """A claim for each hostile string, which stands wherever an article or a name can put it."""
    base = sample.sample_claims()[0]
    claims = []
    for i, text in enumerate(HOSTILE):
        subject = replace(base.subject, id=f"{text} {i}", label=text, kind=text, text=text,
                          start=0, end=len(text))  # fmt: skip
        article = replace(
            base.article, id=f"{text} {i}", title=text, outlet=text, author=text, source=text,
            lang=text, url=f"javascript:alert('{text}')", text=text, body_start=0,
        )  # fmt: skip
        claims.append(replace(
            base, id=f"{text} {i}", article=article, subject=subject, relation=text,
            sentence=Span(text + " says it.", 0, len(text) + 9), trigger=Span("says", 0, 4),
            attributed_to=Ref(text, text), via=Ref(text, text), where=Ref(text, text),
            item=text, quantity=text, extractor=text, corrections=(text,),
        ))  # fmt: skip
    return claims


@cache
def standard() -> str:
    return render()


@cache
def hostile_page() -> str:
    claims = hostile_claims()
    entities = {
        end.id: Entity(
            end.id, end.kind, end.label, (("en", end.label),), (("", end.label),), "Q1?x=<b>",
            corrections=(end.label,),
        )
        for end in (c.subject for c in claims)
    }  # fmt: skip
    words = {text: {"en": text, "fr": text} for text in HOSTILE}
    return render(
        claims, entities=entities, relation_labels=words, families={t: t for t in HOSTILE},
        title="".join(HOSTILE), texts={c.article.id: c.sentence.text for c in claims},
    )  # fmt: skip


class Parsed(HTMLParser):
    """The elements of a page: their attributes and, for script, style and title, their text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, text: str) -> None:
        if self.elements and self.elements[-1][0] in {"script", "style", "title"} and text.strip():
            self.texts.append((self.elements[-1][0], text))

    def scripts(self, kind: str | None) -> list[str]:
        tags = [attributes for tag, attributes in self.elements if tag == "script"]
        texts = [text for tag, text in self.texts if tag == "script"]
        return [t for a, t in zip(tags, texts, strict=True) if a.get("type") == kind]

    def policy(self) -> str:
        (found,) = [
            attributes["content"] for tag, attributes in self.elements
            if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
        ]  # fmt: skip
        assert found
        return found


def data_of(html: str) -> Any:
    return json.loads(Parsed(html).scripts("application/json")[0])


def test_same_claims_same_page() -> None:
    claims = sample.sample_claims()
    assert render(claims) == render(list(reversed(claims)))


@pytest.mark.slow
def test_page_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib\nfrom tests.test_page import render\n"
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
    told = {line for s in data["statements"] for c in s["claims"] for line in c["corrections"]}
    assert told == expected
    assert {line for node in data["nodes"] for line in node["corrections"]} == expected


def test_title_is_escaped() -> None:
    parsed = Parsed(render(title="<b>R&D</b> {{ script }}"))
    assert ("title", "<b>R&D</b> {{ script }}") in parsed.texts


def test_data_blocks_cannot_end_their_element() -> None:
    for block in Parsed(hostile_page()).scripts("application/json"):
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
    alone = [c for s in data_of(render(claims))["statements"] for c in s["claims"]]
    assert not any(c["before"] or c["after"] for c in alone)
    around = [c for s in data_of(render(claims, texts=texts))["statements"] for c in s["claims"]]
    assert any(c["before"] for c in around)
    assert any(c["after"] for c in around)


def test_context_begins_with_the_body() -> None:
    (claim, *_) = sample.sample_claims()
    html = render([claim], texts={claim.article.id: claim.article.text})
    assert data_of(html)["statements"][0]["claims"][0]["before"] == ""


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


def test_lines_show_the_stance_and_the_direction() -> None:
    data = data_of(standard())
    for statement, edge in zip(data["statements"], data["network"]["edges"], strict=True):
        assert edge["dashes"] == DASHES[statement["stance"]]
        assert edge["arrows"]["to"]["type"] == (
            "bar" if statement["stance"] == "denied" else "arrow"
        )
        symmetric = data["relations"][statement["relation"]]["symmetric"]
        assert edge["arrows"]["to"]["enabled"] is not symmetric
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
    words = json.loads(Parsed(standard()).scripts("application/json")[1])
    assert words["en"].keys() == words["fr"].keys()
    for kind in KINDS:
        assert f"kind.{kind}" in words["en"]
    for family in sample.FAMILIES.values():
        assert f"family.{family}" in words["en"]
    own = Parsed(standard()).scripts(None)[1]
    for key in re.findall(r"page\.word\('([\w.]+)'", own):
        assert key in words["en"], key


def test_the_page_knows_every_rule_that_chooses_an_entity() -> None:
    said = {v for k, v in vars(rules).items() if k.isupper() and isinstance(v, str)}
    wanted = {f"rule.{r}" for r in (said - {rules.AND}) | set(rules.SOURCES.values())}
    words = json.loads((resources.TEMPLATES / "page.words.json").read_text(encoding="utf-8"))
    assert all(wanted <= known.keys() for known in words.values())
