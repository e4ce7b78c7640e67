"""The network of things and statements, from statements and from RDF."""

from __future__ import annotations

import networkx
import pytest
from hostile import Relations
from hostile import claims as any_claims
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, URIRef
from sample import EVENTS, SYMMETRIC, sample_entities, sample_statements

from kg import rdf
from kg.errors import UsageError
from kg.model import Claim
from kg.network import networkx_view, read_network
from kg.statements import merge
from kg.terms import KG


def sample_graph(policy: str = "asserted") -> Graph:
    ontology = Relations(SYMMETRIC, EVENTS, {})
    return rdf.graph(sample_statements(), sample_entities(), ontology=ontology, policy=policy)


def test_nodes_and_edges() -> None:
    network = networkx_view(sample_statements())
    assert network.number_of_edges() == len(sample_statements())
    assert network.nodes["RUS"] == {"label": "Russia", "kind": "State"}
    (meeting,) = network.get_edge_data("kim-jong-un", "sergei-shoigu").values()
    assert meeting == {
        "relation": "meets", "status": "plain", "disputed": "false", "first": "2023-07-26",
        "last": "2023-07-26", "first_reported": "2023-07-28", "last_reported": "2023-07-28",
        "claims": 2, "articles": 2, "sources": 2,
    }  # fmt: skip


def test_the_policy_sets_the_status() -> None:
    def plain(policy: str) -> int:
        edges = networkx_view(sample_statements(), policy).edges(data="status")
        return sum(status == "plain" for *_, status in edges)

    assert plain("any") > plain("asserted") > plain("corroborated:2") > 0
    with pytest.raises(UsageError):
        plain("believed")


@pytest.mark.parametrize("policy", ["any", "asserted"])
def test_the_same_network_from_rdf(policy: str) -> None:
    view, read = networkx_view(sample_statements(), policy), read_network(sample_graph(policy))
    assert networkx.utils.graphs_equal(view, read)


@given(st.lists(any_claims(), max_size=5))
def test_the_same_edges_from_hostile_rdf(claims: list[Claim]) -> None:
    ontology = Relations()
    found = merge(claims, ontology.symmetric, ontology.events)
    read = read_network(rdf.graph(found, {}, ontology=ontology))
    view = networkx_view(found)
    assert dict(view.edges) == dict(read.edges)
    assert set(view) == set(read)


def test_the_order_of_statements_changes_nothing() -> None:
    found = sample_statements()
    one, other = networkx_view(found), networkx_view(reversed(found))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_labels_fall_back_to_another_language_and_to_the_id() -> None:
    graph = Graph().parse(
        data="""
        @prefix kg: <https://w3id.org/geokg/ontology#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <x:s1> a kg:Statement ; rdf:subject <x:y/a> ; rdf:object <x:y/b> ; rdf:predicate kg:r .
        <x:s2> a kg:Statement ; rdf:subject <x:y/a> .
        <x:y/a> rdfs:label "Russie"@fr , "Rusia"@es .
        """
    )
    network = read_network(graph)
    assert dict(network.nodes(data="label")) == {"a": "Rusia", "b": "b"}
    assert network.nodes["b"]["kind"] == "Entity"
    assert network.number_of_edges() == 1


def test_a_graph_without_statements_is_an_empty_network() -> None:
    graph = Graph()
    graph.add((URIRef("x:a"), RDF.type, KG.State))
    assert not read_network(graph)
