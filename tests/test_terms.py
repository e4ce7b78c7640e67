"""IRIs and literals that hold whatever an article says."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
import rdflib
from hostile import NASTY, texts
from hypothesis import given
from rdflib import Literal, URIRef

from kg.errors import UsageError
from kg.terms import BASE, Names, escape, printable, text, time, web_address


@given(texts)
def test_any_id_becomes_one_step_of_an_iri_and_back(id_: str) -> None:
    escaped = escape(id_)
    assert re.fullmatch(r"(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*", escaped)
    assert unquote(escaped, errors="surrogatepass") == id_


@pytest.mark.parametrize(
    ("id_", "escaped"),
    [("kim-jong-un", "kim-jong-un"), ("..", "%2E%2E"), ("a/b", "a%2Fb"), ("%2F", "%252F")],
)
def test_escape(id_: str, escaped: str) -> None:
    assert escape(id_) == escaped


def test_names_stand_under_the_base() -> None:
    assert Names("https://my.example/g#").thing("RUS") == URIRef("https://my.example/g#id/RUS")
    assert Names().thing("RUS") == URIRef(BASE + "id/RUS")


@pytest.mark.parametrize("base", ["", "geokg/", "https://x.example", "ftp://x/", "https://a b/"])
def test_a_base_must_be_an_address(base: str) -> None:
    with pytest.raises(UsageError, match="base"):
        Names(base)


@pytest.mark.parametrize("nasty", NASTY)
def test_literals_keep_their_length(nasty: str) -> None:
    literal = text(nasty)
    assert len(literal) == len(nasty)
    assert not re.search("[\x00-\x08\ud800-\udfff]", literal)


def test_printable_text_is_kept() -> None:
    assert printable("Choïgou\n\t– 김정은") == "Choïgou\n\t– 김정은"


@pytest.mark.parametrize(
    ("iso", "kind"),
    [
        ("2023", "gYear"),
        ("2023-07", "gYearMonth"),
        ("2023-07-26", "date"),
        ("--07-26", "gMonthDay"),
    ],
)
def test_times_have_the_type_of_their_precision(iso: str, kind: str) -> None:
    literal = time(iso)
    assert literal == Literal(iso, datatype=rdflib.XSD[kind], normalize=False)
    assert str(literal) == iso


@pytest.mark.parametrize("iso", [None, "", "soon", "2023-02-30"])
def test_no_time(iso: str | None) -> None:
    assert time(iso) is None


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://news.example/a?b=c&d=%20#e", "https://news.example/a?b=c&d=%20#e"),
        ("HTTP://news.example:8080/", "HTTP://news.example:8080/"),
        ("https://news.example/é", "https://news.example/%C3%A9"),
    ],
)
def test_web_addresses(url: str, iri: str) -> None:
    assert web_address(url) == URIRef(iri)


@pytest.mark.parametrize(
    "url",
    [None, "news.example/1", "ftp://news.example/", "https://", "https:///a", "https://a b/",
     "https://a/<b>", 'https://a/"', "https://a/%zz", "https://a/#b#c", "https://a/{b}",
     "https://a:port/", "https://a:99999/", "https://[::1/", "javascript:alert(1)",
     " https://a/", "https://a/\n", "https://a/\\b", "https://a/\ud800", *NASTY],
)  # fmt: skip
def test_what_is_no_web_address(url: str | None) -> None:
    assert web_address(url) is None
