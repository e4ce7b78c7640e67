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
from tools import need

from kg import export, rdf, terms
from kg.errors import InputError, UsageError
from kg.export import triple_terms as rdf12
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


@pytest.mark.parametrize("fmt", ["turtle", "trig", "ntriples", "nquads", "rdfxml"])
def test_raptor_reads_the_same_quads(fmt: str) -> None:
    rapper = need("rapper", "apt-get install raptor2-utils")
    data = export.write(fmt, SAMPLE)
    command = [rapper, "-q", "-i", fmt, "-o", "nquads", "-", "https://base.example/"]
    lines = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    found = pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS)
    assert set(found) == set(pyoxigraph.parse(data, format=OXIGRAPH[fmt]))


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
    if fmt in rdf12.FORMATS:
        first, second = (export.write(fmt, g, triple_terms=True) for g in (shuffled, SAMPLE))
        assert first == second
    assert export.write(fmt, read("turtle", export.write("turtle", SAMPLE))) is not None


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
    lines = export.write("ntriples", SAMPLE).decode().splitlines()
    assert lines == sorted(lines, key=str.encode)
    assert len(lines) == len(SAMPLE)
    assert not export.write("ntriples", Graph())


def test_jsonld_is_readable() -> None:
    document = json.loads(export.write("jsonld", SAMPLE))
    nodes = {node["@id"]: node for node in document["@graph"]}
    russia = nodes["id:RUS"]
    assert russia["@type"] == "State"
    assert russia["label"]["fr"] == "Russie"
    claim = next(node for node in nodes.values() if "Claim" in node["@type"])
    assert isinstance(claim["quote"], str)
    assert isinstance(claim["quoteStart"], int)
    assert claim["polarity"] in {"kg:affirmed", "kg:negated"}
    statement = nodes[claim["kg:statement"]]  # "statement" is a prefix
    assert statement["disputed"] in {True, False}
    assert statement["subject"] in nodes
    assert [*nodes] == sorted(nodes, key=lambda id_: expand(id_, document))


def test_jsonld_says_the_same_of_a_term_in_every_export() -> None:
    part = Graph(bind_namespaces="none")
    for prefix, namespace in SAMPLE.namespaces():
        part.bind(prefix, namespace)
    part += SAMPLE.triples((None, RDF.type, None))
    part += SAMPLE.triples((None, KG.statement, None))
    whole, less = (
        json.loads(export.write("jsonld", graph))["@context"] for graph in (SAMPLE, part)
    )
    assert {key: whole[key] for key in less} == less


def test_jsonld_keeps_what_its_terms_do_not_expect() -> None:
    odd = """
        <x:a> kg:quote "a"@en , <x:b> , 5 , true , "05"^^xsd:integer , "maybe"^^xsd:boolean ;
            kg:statement "s" , 1.5 , <x:c> ; kg:published "2023-07-26"^^xsd:date , "soon" , 2023 ;
            rdfs:label "plain" , "a"@en , "b"@en , 7 ; kg:disputed "true" , true ;
            kg:claimCount 99999999999999999999 , -1 , "-0"^^xsd:integer , "²"^^xsd:integer .
    """
    heads = "".join(f"@prefix {p}: <{n}> .\n" for p, n in terms.VOCABULARIES.items())
    graph = Graph(bind_namespaces="none")
    lines = pyoxigraph.serialize(
        pyoxigraph.parse(heads + odd, format=pyoxigraph.RdfFormat.TURTLE),
        format=pyoxigraph.RdfFormat.N_TRIPLES,
    )
    for quad in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES):
        graph.add((URIRef(quad.subject.value), URIRef(quad.predicate.value), term(quad.object)))
    found = pyoxigraph.parse(export.write("jsonld", graph), format=pyoxigraph.RdfFormat.JSON_LD)
    again = pyoxigraph.serialize([q.triple for q in found], format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert sorted(again.splitlines()) == sorted(lines.splitlines())


def term(node: pyoxigraph.NamedNode | pyoxigraph.Literal) -> URIRef | Literal:
    """As rdflib has it, with its digits as they are."""
    if isinstance(node, pyoxigraph.NamedNode):
        return URIRef(node.value)
    if node.language:
        return Literal(node.value, lang=node.language)
    plain = str(node.datatype.value).endswith("#string")
    datatype = None if plain else URIRef(node.datatype.value)
    return Literal(node.value, datatype=datatype, normalize=False)


def expand(id_: str, document: dict[str, dict[str, str]]) -> str:
    prefix, _, name = id_.partition(":")
    return document["@context"][prefix] + name


def test_jsonld_does_not_mistake_an_iri_for_a_prefixed_name() -> None:
    graph = Graph(bind_namespaces="none")
    graph.bind("id", "https://w3id.org/geokg/id/")
    graph.bind("bad", "https://bad.example")
    graph.add((URIRef("id:RUS"), URIRef("https://w3id.org/geokg/id/x"), Literal(1)))
    graph.add((URIRef("https://bad.example/x"), URIRef("https://w3id.org/geokg/id///"), BNode("b")))
    assert isomorphic(read("jsonld", export.write("jsonld", graph)), graph)


def test_jsonld_keeps_a_type_that_is_a_text() -> None:
    graph = Graph().parse(data="<x:a> a 'x' , <x:B> .", format="turtle")
    assert set(read("jsonld", export.write("jsonld", graph))) == set(graph)


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


@pytest.mark.parametrize("fmt", rdf12.FORMATS)
def test_triple_terms_say_what_each_statement_says(fmt: str) -> None:
    data = export.write(fmt, SAMPLE, triple_terms=True)
    quads = list(pyoxigraph.parse(data, format=OXIGRAPH[fmt]))
    terms_ = {q.subject.value: q.object for q in quads if isinstance(q.object, pyoxigraph.Triple)}
    assert len(terms_) == len(sample_statements())
    for node, triple in terms_.items():
        ends = triple.subject, triple.predicate, triple.object
        roles = (RDF.subject, RDF.predicate, RDF.object)
        assert [end.value for end in ends] == [str(SAMPLE.value(URIRef(node), r)) for r in roles]
    assert {q.predicate.value for q in quads if isinstance(q.object, pyoxigraph.Triple)} == {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
    }
    rest = [q.triple for q in quads if not isinstance(q.object, pyoxigraph.Triple)]
    lines = pyoxigraph.serialize(rest, format=pyoxigraph.RdfFormat.N_TRIPLES)
    plain = oxigraph_lines("ntriples", export.write("ntriples", SAMPLE))
    assert sorted(lines.splitlines()) == plain
    homes = {q.subject.value: getattr(q.graph_name, "value", "") for q in quads}
    old = pyoxigraph.parse(export.write(fmt, SAMPLE), format=OXIGRAPH[fmt])
    assert homes == {q.subject.value: getattr(q.graph_name, "value", "") for q in old}


@settings(max_examples=30)
@given(claims=st.lists(any_claims(), max_size=3))
def test_hostile_text_survives_beside_triple_terms(claims: list[Claim]) -> None:
    graph = odd(claims)
    for fmt in ("turtle", "ntriples"):
        data = export.write(fmt, graph, triple_terms=True)
        quads = pyoxigraph.parse(data, format=OXIGRAPH[fmt])
        rest = [q.triple for q in quads if not isinstance(q.object, pyoxigraph.Triple)]
        lines = pyoxigraph.serialize(rest, format=pyoxigraph.RdfFormat.N_TRIPLES)
        plain = oxigraph_lines("ntriples", export.write("ntriples", graph))
        assert sorted(lines.splitlines()) == plain


def test_graphs_of_triple_terms_stand_in_one_place_each() -> None:
    data = export.write("trig", SAMPLE, triple_terms=True).decode()
    heads = [line for line in data.splitlines() if line.endswith("{")]
    assert len(heads) == len(set(heads)) == len(set(SAMPLE.subjects(RDF.type, KG.Article)))


def test_formats_without_triple_terms_say_so() -> None:
    with pytest.raises(UsageError, match="gexf has no triple terms"):
        export.write("gexf", SAMPLE, triple_terms=True)


def from_graphml(graph: Graph) -> networkx.MultiDiGraph:
    data = export.write("graphml", graph).decode()
    return networkx.parse_graphml(data, force_multigraph=True)


def test_graphml_comes_back_as_the_same_network_with_more_to_filter_by() -> None:
    network, expected = from_graphml(SAMPLE), read_network(SAMPLE)
    assert set(network) == set(expected)
    for node, data in expected.nodes(data=True):
        assert data.items() <= network.nodes[node].items()
    assert set(network.edges(keys=True)) == set(expected.edges(keys=True))
    for *ends, key, data in expected.edges(keys=True, data=True):
        assert data.items() <= network.edges[*ends, key].items()
    assert network.nodes["RUS"] == {
        "label": "Russia", "label_fr": "Russie", "kind": "State", "wikidata": "Q159",
    }  # fmt: skip
    (sale,) = (e for *_, e in network.edges(data=True) if e["relation"] == "buys_munitions_from")
    assert (sale["kind"], sale["dated_by"], sale["weight"]) == ("state", "report", 1)
    (meeting,) = network.get_edge_data("kim-jong-un", "sergei-shoigu").values()
    assert (meeting["kind"], meeting["dated_by"], meeting["weight"]) == ("event", "event", 2)
    assert sale["denied_by"] == "North Korea"


def test_an_edge_weighs_what_affirms_it() -> None:
    weights = {
        key: weight for *_, key, weight in from_graphml(SAMPLE).edges(keys=True, data="weight")
    }
    statements = {s.id: s.affirmed_by.sources for s in sample_statements()}
    assert weights == {id_: max(sources, 1) for id_, sources in statements.items()}
    assert {0, 2} <= set(statements.values())


def test_gexf_has_edges_named_by_their_relation_and_no_date_of_writing() -> None:
    data = export.write("gexf", SAMPLE)
    assert b"lastmodified" not in data
    network = networkx.read_gexf(io.BytesIO(data))
    assert network.number_of_edges() == len(sample_statements())
    assert {label for *_, label in network.edges(data="label")} == {
        s.relation for s in sample_statements()
    }


ONE = "https://w3id.org/geokg/statement/s-1"


def dated(*, event: bool, first: str = "", last: str = "", reported: str = "2023-09-14") -> Graph:
    """One statement with these times."""
    graph = Graph(bind_namespaces="none")
    node = URIRef(ONE)
    for kind in [KG.Statement, *([terms.SEM.Event] if event else [])]:
        graph.add((node, RDF.type, kind))
    for role, end in ((RDF.subject, "RUS"), (RDF.predicate, "aids"), (RDF.object, "PRK")):
        graph.add((node, role, URIRef(f"https://w3id.org/geokg/id/{end}")))
    times = {KG["from"]: first, KG.to: last, KG.firstReported: reported}
    for term, iso in times.items():
        if value := terms.time(iso):
            graph.add((node, term, value))
    return graph


@pytest.mark.parametrize(
    ("graph", "days"),
    [
        (dated(event=True, first="2023-07-26", last="2023-07-27"), ("2023-07-26", "2023-07-27")),
        (dated(event=True, first="2023-02", last="2023-02"), ("2023-02-01", "2023-02-28")),
        (dated(event=True), ("2023-09-14", "2023-09-14")),
        (dated(event=True, first="--07-26", last="--07-26"), ("2023-09-14", "2023-09-14")),
        (dated(event=False, first="2019", last="2019"), ("2019-01-01", None)),
        (dated(event=False, first="2019", last="2021-06"), ("2019-01-01", "2021-06-30")),
        (dated(event=False), ("2023-09-14", None)),
        (dated(event=True, reported=""), (None, None)),
    ],
)
def test_gexf_tells_the_days_of_an_edge(graph: Graph, days: tuple[str | None, str | None]) -> None:
    root = ElementTree.fromstring(export.write("gexf", graph))
    space = {"g": root.tag[1:].partition("}")[0]}
    (edge,) = root.iterfind(".//g:edge", space)
    assert (edge.get("start"), edge.get("end")) == days
    (drawn,) = root.iterfind("g:graph", space)
    told = ("dynamic", "date") if days[0] else ("static", None)
    assert (drawn.get("mode"), drawn.get("timeformat")) == told


def table(graph: Graph) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.write("csv", graph).decode())))


def test_csv_has_a_row_per_statement() -> None:
    rows = table(SAMPLE)
    assert [row["statement"] for row in rows] == sorted(s.id for s in sample_statements())
    (sale,) = [row for row in rows if row["relation"] == "buys_munitions_from"]
    assert dict(list(sale.items())[1:17]) == {
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
