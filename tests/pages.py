"""Pages for the tests, and what is read from their HTML."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import Any

from kg import page
from kg.model import Claim, Entity, Ref, Span
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


def words_of(html: str) -> str:
    """What the page holds, as the JSON it is packed from."""
    (text,) = Parsed(html).scripts("text/plain")
    return gzip.decompress(base64.b64decode(text)).decode()


def data_of(html: str) -> Any:
    """What the page holds, as its script sees it: rows with their keys, each statement with its
    claims as ``list``."""
    data = json.loads(words_of(html))
    for name in page.PACKED:
        keys = data[name]["keys"]
        data[name] = [dict(zip(keys, row, strict=True)) for row in data[name]["rows"]]
    claims = iter(data["claims"])
    for statement in data["statements"]:
        statement["list"] = [next(claims) for _ in range(statement["claims"])]
    assert next(claims, None) is None
    return data
