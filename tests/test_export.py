"""Exports: the same triples in every format, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pyoxigraph
import pytest
from hostile import NASTY, Relations
from hostile import claims as any_claims
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import PROV, RDF, BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from sample import EVENTS, SYMMETRIC, sample_entities, sample_statements

from kg import export, rdf, terms
from kg.errors import InputError, UsageError
from kg.model import Claim
from kg.network import read_network
from kg.statements import merge
from kg.terms import KG

READERS = {
    "turtle": "turtle", "trig": "trig", "ntriples": "nt11", "nquads": "nquads",
    "jsonld": "json-ld", "rdfxml": "xml",
}  # fmt: skip
OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE, "trig": pyoxigraph.RdfFormat.TRIG,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES, "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD, "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}  # fmt: skip
TESTS = Path(__file__).parent
# rdflib 7.6 warns about calls of its own.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")


def sample() -> Graph:
    ontology = Relations(SYMMETRIC, EVENTS, {})
    return rdf.graph(sample_statements(), sample_entities(), ontology=ontology)


def odd(claims: list[Claim]) -> Graph:
    ontology = Relations()
    found = merge(claims, ontology.symmetric, ontology.events)
    return rdf.graph(found, {}, ontology=ontology, policy="any")


def read(fmt: str, data: bytes) -> Graph:
    dataset = Dataset(default_union=True)
    dataset.parse(data=data, format=READERS[fmt])
    graph = Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    return graph


def oxigraph_lines(fmt: str, data: bytes) -> list[bytes]:
    """The triples as pyoxigraph reads and writes them."""
    quads = pyoxigraph.parse(data, format=OXIGRAPH[fmt])
    triples = [quad.triple for quad in quads]
    lines = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert lines is not None
    return sorted(lines.splitlines())


SAMPLE = sample()


def in_graphs(fmt: str, data: bytes) -> dict[str, set[str]]:
    """Name of each graph ("" for the default one) -> the subjects in it, as Oxigraph reads it."""
    found: dict[str, set[str]] = {}
    for quad in pyoxigraph.parse(data, format=OXIGRAPH[fmt]):
        name = getattr(quad.graph_name, "value", "")
        found.setdefault(name, set()).add(getattr(quad.subject, "value", ""))
    return found


@pytest.mark.parametrize("fmt", ["trig", "nquads"])
def test_each_article_has_a_graph_with_its_claims(fmt: str) -> None:
    found = in_graphs(fmt, export.write(fmt, SAMPLE))
    articles = {str(a) for a in SAMPLE.subjects(RDF.type, KG.Article)}
    assert set(found) == articles | {""}
    for article in articles:
        claims = {str(c) for c in SAMPLE.subjects(PROV.wasDerivedFrom, URIRef(article))}
        assert found[article] == claims | {article}
        assert claims
    statements = {str(s) for s in SAMPLE.subjects(RDF.type, KG.Statement)}
    assert statements < found[""]
    assert not found[""] & (articles | {str(c) for c in SAMPLE.subjects(RDF.type, KG.Claim)})


def test_a_graph_without_articles_is_one_graph() -> None:
    graph = Graph()
    graph.add((URIRef("urn:a"), PROV.wasDerivedFrom, URIRef("urn:b")))
    for fmt in ("trig", "nquads"):
        assert in_graphs(fmt, export.write(fmt, graph)) == {"": {"urn:a"}}


@pytest.mark.parametrize("text", NASTY)
def test_texts_stay_inside_their_graph(text: str) -> None:
    """A text may look like the end of a graph, a prefix or a triple of another."""
    (claim, *_) = SAMPLE.subjects(RDF.type, KG.Claim)
    graph = Graph(store="SimpleMemory") + SAMPLE
    quoted = f"@prefix x: <y> . }} <urn:evil> {{ {terms.printable(text)}"
    graph.set((claim, KG.quote, Literal(quoted)))
    expected = {"", *map(str, SAMPLE.subjects(RDF.type, KG.Article))}
    for fmt in ("trig", "nquads"):
        data = export.write(fmt, graph)
        assert set(in_graphs(fmt, data)) == expected
        assert set(read(fmt, data).objects(URIRef(str(claim)), KG.quote)) == {Literal(quoted)}


@pytest.mark.parametrize("fmt", READERS)
def test_every_rdf_format_holds_the_same_triples(fmt: str) -> None:
    data = export.write(fmt, SAMPLE)
    assert set(read(fmt, data)) == set(SAMPLE)
    assert oxigraph_lines(fmt, data) == oxigraph_lines("ntriples", export.write("ntriples", SAMPLE))


@pytest.mark.parametrize("fmt", READERS)
@settings(max_examples=30)
@given(claims=st.lists(any_claims(), max_size=3))
def test_hostile_text_survives_every_rdf_format(fmt: str, claims: list[Claim]) -> None:
    graph = odd(claims)
    data = export.write(fmt, graph)
    assert set(read(fmt, data)) == set(graph)
    assert oxigraph_lines(fmt, data) == oxigraph_lines("ntriples", export.write("ntriples", graph))


@pytest.mark.parametrize("fmt", export.FORMATS)
def test_the_order_of_triples_changes_no_byte(fmt: str) -> None:
    triples = sorted(SAMPLE)
    random.Random(1).shuffle(triples)
    shuffled = Graph(bind_namespaces="none")
    for prefix, namespace in reversed(list(SAMPLE.namespaces())):
        shuffled.bind(prefix, namespace)
    for triple in triples:
        shuffled.add(triple)
    assert export.write(fmt, shuffled) == export.write(fmt, SAMPLE)
    assert export.write(fmt, read("turtle", export.turtle(SAMPLE))) is not None


def test_the_hash_seed_changes_no_byte() -> None:
    def digests(seed: str) -> str:
        return subprocess.run(
            [sys.executable, TESTS / "build_all.py"],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS.parent)},
            capture_output=True, check=True, text=True,
        ).stdout  # fmt: skip

    first = digests("0")
    assert len(first.splitlines()) > len(export.FORMATS)
    assert digests("1") == first


def test_an_unknown_format_lists_the_right_ones() -> None:
    with pytest.raises(UsageError, match="turtle, trig, ntriples"):
        export.write("yaml", SAMPLE)


def test_ntriples_are_sorted_lines() -> None:
    lines = export.ntriples(SAMPLE).decode().splitlines()
    assert lines == sorted(lines, key=str.encode)
    assert len(lines) == len(SAMPLE)
    assert not export.ntriples(Graph())


def test_jsonld_is_readable() -> None:
    document = json.loads(export.jsonld(SAMPLE))
    (russia,) = [node for node in document["@graph"] if node["@id"] == "id:RUS"]
    assert russia["@type"] == ["kg:State"]
    assert {"@value": "Russie", "@language": "fr"} in russia["rdfs:label"]
    assert [node["@id"] for node in document["@graph"]] == sorted(
        (node["@id"] for node in document["@graph"]), key=lambda id_: expand(id_, document)
    )


def expand(id_: str, document: dict[str, dict[str, str]]) -> str:
    prefix, _, name = id_.partition(":")
    return document["@context"][prefix] + name


def test_jsonld_does_not_mistake_an_iri_for_a_prefixed_name() -> None:
    graph = Graph(bind_namespaces="none")
    graph.bind("id", "https://w3id.org/geokg/id/")
    graph.bind("bad", "https://bad.example")
    graph.add((URIRef("id:RUS"), URIRef("https://w3id.org/geokg/id/x"), Literal(1)))
    graph.add((URIRef("https://bad.example/x"), URIRef("https://w3id.org/geokg/id///"), BNode("b")))
    assert isomorphic(read("jsonld", export.jsonld(graph)), graph)


def test_jsonld_keeps_a_type_that_is_a_text() -> None:
    graph = Graph().parse(data="<x:a> a 'x' , <x:B> .", format="turtle")
    assert set(read("jsonld", export.jsonld(graph))) == set(graph)


@pytest.mark.parametrize("nasty", NASTY)
def test_xml_formats_hold_any_text(nasty: str) -> None:
    graph = sample()
    for subject, predicate, value in list(graph):
        if isinstance(value, Literal) and not value.datatype:
            graph.remove((subject, predicate, value))
            graph.add((subject, predicate, Literal(nasty, value.language)))
    for fmt in ("rdfxml", "graphml", "gexf"):
        ElementTree.fromstring(export.write(fmt, graph))


def test_rdfxml_names_what_it_cannot_hold() -> None:
    graph = Graph()
    graph.add((URIRef("x:a"), URIRef("x:b/"), URIRef("x:c")))
    with pytest.raises(InputError, match="turtle"):
        export.write("rdfxml", graph)


def test_graphml_comes_back_as_the_same_network() -> None:
    network = networkx.parse_graphml(export.graphml(SAMPLE).decode(), force_multigraph=True)
    expected = read_network(SAMPLE)
    assert dict(network.nodes(data=True)) == dict(expected.nodes(data=True))
    assert sorted((*e, *d.items()) for *e, d in network.edges(data=True)) == sorted(
        (*e, *d.items()) for *e, d in expected.edges(data=True)
    )


def test_gexf_has_edges_named_by_their_relation_and_no_date_of_writing() -> None:
    data = export.gexf(SAMPLE)
    assert b"lastmodified" not in data
    network = networkx.read_gexf(io.BytesIO(data))
    assert network.number_of_edges() == len(sample_statements())
    assert {label for *_, label in network.edges(data="label")} == {
        s.relation for s in sample_statements()
    }


def table(graph: Graph) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.table(graph).decode())))


def test_csv_has_a_row_per_statement() -> None:
    rows = table(SAMPLE)
    assert [row["statement"] for row in rows] == sorted(s.id for s in sample_statements())
    (sale,) = [row for row in rows if row["relation"] == "buys_munitions_from"]
    assert {k: v for k, v in sale.items() if k != "statement"} == {
        "subject": "RUS", "subject_label": "Russia", "subject_kind": "State",
        "relation": "buys_munitions_from", "object": "PRK", "object_label": "North Korea",
        "object_kind": "State", "status": "claimedOnly", "disputed": "true", "first": "",
        "last": "", "first_reported": "2023-07-28", "last_reported": "2023-07-28", "claims": "3",
        "articles": "2", "sources": "2",
    }  # fmt: skip


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_csv_runs_no_formula(formula: str) -> None:
    graph = sample()
    russia = URIRef("https://w3id.org/geokg/id/RUS")
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    graph.remove((russia, label, None))
    graph.add((russia, label, Literal(formula)))
    assert {row["subject_label"] for row in table(graph) if row["subject"] == "RUS"} == {
        "'" + formula
    }


@pytest.mark.parametrize("fmt", export.FORMATS)
def test_an_empty_graph_can_be_exported(fmt: str) -> None:
    data = export.write(fmt, Graph(bind_namespaces="none"))
    assert str(KG).encode() not in data
