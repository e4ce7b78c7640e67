"""Query results as text: tables for people, the formats of SPARQL 1.1 for programs."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
import rdflib
from hostile import NASTY, texts
from hypothesis import given
from rdflib import BNode, Literal, URIRef
from rdflib.plugins.sparql.results.tsvresults import TSVResultParser
from rdflib.query import Result as RdflibResult
from rdflib.term import Node

from kg import results
from kg.query import Result
from kg.terms import VOCABULARIES, Names, printable

PREFIXES = {**VOCABULARIES, **Names().prefixes}
RUSSIA, MEETS = Names().thing("RUS"), URIRef(VOCABULARIES["kg"] + "meets")
DAY = Literal("2023-07-26", datatype=rdflib.XSD.date)
TERMS: list[Node] = [
    RUSSIA, BNode("b"), Literal("a"), Literal("é", lang="fr"), DAY, Literal(7),
    Literal('tab\t"quote"\\\nline'), Literal(""),
]  # fmt: skip


def rows(*terms: Node | None, names: tuple[str, ...] = ("x",)) -> Result:
    per_row = len(names)
    cut = [tuple(terms[i : i + per_row]) for i in range(0, len(terms), per_row)]
    return Result(names, tuple(cut), prefixes=PREFIXES)


def test_a_table_has_short_names_in_columns() -> None:
    result = rows(RUSSIA, MEETS, DAY, Literal("김정은"), None, Literal("x"),
                  names=("who", "what", "when"))  # fmt: skip
    assert results.table(result) == (
        "who     what      when\n"
        "------  --------  ----------\n"
        "id:RUS  kg:meets  2023-07-26\n"
        "김정은            x\n"
    )


def test_a_table_without_rows_shows_its_columns() -> None:
    assert results.table(Result(("a", "bc"))) == "a  bc\n-  --\n"


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (RUSSIA, "id:RUS"),
        (Names().thing("a/b"), "id:a%2Fb"),
        (URIRef("https://w3id.org/geokg/id/a/b"), "<https://w3id.org/geokg/id/a/b>"),
        (URIRef("https://news.example/1"), "<https://news.example/1>"),
    ],
)
def test_short_names(iri: URIRef, short: str) -> None:
    assert results.short_name(iri, PREFIXES) == short


def test_the_longest_namespace_names_it() -> None:
    prefixes = {"a": "https://x.example/", "b": "https://x.example/y#"}
    assert results.short_name(URIRef("https://x.example/y#z"), prefixes) == "b:z"


@given(texts)
def test_a_table_cell_is_one_harmless_line(text: str) -> None:
    shown = results.table(rows(Literal(text), names=("x",)))
    assert shown.count("\n") == 3
    assert not any(c != "\n" and (c < " " or "\x7f" <= c <= "\x9f") for c in shown)
    assert not set(shown) & set("\u2028\u202a\u202e\u2066\u2069")


def test_csv_holds_plain_values() -> None:
    shown = results.csv_(rows(*TERMS, None))
    assert list(csv.reader(io.StringIO(shown)))[1:] == [
        [str(RUSSIA)], ["_:b"], ["a"], ["é"], ["2023-07-26"], ["7"], ['tab\t"quote"\\\nline'],
        [""], [""],
    ]  # fmt: skip


def test_tsv_can_be_read_back() -> None:
    (line, *lines) = results.tsv(rows(*TERMS)).splitlines()
    assert line == "?x"
    assert len(lines) == len(TERMS)
    parsed = TSVResultParser().parse(io.BytesIO(results.tsv(rows(*TERMS)).encode()))
    found = [row[0] for row in parsed]
    assert [t for t in found if not isinstance(t, BNode)] == [
        t for t in TERMS if not isinstance(t, BNode)
    ]


@given(texts, texts)
def test_json_and_xml_can_be_read_back(one: str, other: str) -> None:
    clean: list[Node] = [*TERMS, Literal(printable(one)), Literal(printable(other), lang="en")]
    shown = results.json_(rows(*clean)).encode()
    assert [row[0] for row in RdflibResult.parse(io.BytesIO(shown), format="json")] == clean
    terms: list[Node] = [*TERMS, Literal(one), Literal(other, lang="en")]
    shown = results.xml(rows(*terms)).encode()
    assert [row[0] for row in RdflibResult.parse(io.BytesIO(shown), format="xml")] == clean


def test_unbound_values_are_left_out_of_json_and_xml() -> None:
    result = rows(RUSSIA, None, names=("a", "b"))
    (binding,) = json.loads(results.json_(result))["results"]["bindings"]
    assert list(binding) == ["a"]
    bound = ElementTree.fromstring(results.xml(result)).findall(".//{*}binding")
    assert [element.get("name") for element in bound] == ["a"]


@pytest.mark.parametrize("answer", [True, False])
def test_yes_and_no(answer: bool) -> None:
    result = Result(answer=answer)
    word = str(answer).lower()
    for fmt in ("table", "csv", "tsv"):
        assert results.FORMATS[fmt](result) == word + "\n"
    assert json.loads(results.json_(result)) == {"head": {}, "boolean": answer}
    boolean = ElementTree.fromstring(results.xml(result)).find("{*}boolean")
    assert boolean is not None
    assert boolean.text == word


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("fmt", results.FORMATS)
def test_every_format_ends_its_last_line(nasty: str, fmt: str) -> None:
    assert results.FORMATS[fmt](rows(Literal(nasty))).endswith("\n")
