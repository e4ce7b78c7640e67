"""Statements -> RDF: the laws of the graph, under hostile text and two foreign parsers."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph
import pytest
import rdflib
from hostile import NASTY, Relations
from hostile import claims as any_claims
from hostile import entities as any_entities
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.term import Node
from sample import EVENTS, SYMMETRIC, sample_claims, sample_entities, sample_statements

from kg import __version__, rdf, resources
from kg.errors import UsageError
from kg.model import Claim, Entity, Ref
from kg.statements import holds, merge
from kg.terms import CLAIMED, KG, SCHEMA, SEM, WIKIDATA, Names

BUYS = {"buys_munitions_from": "buys_arms_from", "buys_arms_from": "buys_from"}
SAMPLE = Relations(SYMMETRIC, EVENTS, BUYS)
ODD = Relations()
NAMES = Names()


def sample(policy: str = "asserted") -> Graph:
    return rdf.graph(sample_statements(), sample_entities(), ontology=SAMPLE, policy=policy)


def odd(claims: Iterable[Claim], entities: Iterable[Entity] = (), policy: str = "any") -> Graph:
    found = merge(claims, ODD.symmetric, ODD.events)
    return rdf.graph(found, {e.id: e for e in entities}, ontology=ODD, policy=policy)


def thing(id_: str) -> URIRef:
    return NAMES.thing(id_)


def values(graph: Graph, node: Node) -> dict[str, set[str]]:
    """Everything the graph says about a node, by the short name of the property."""
    found: dict[str, set[str]] = {}
    for predicate, value in graph.predicate_objects(node):
        found.setdefault(str(predicate).replace("#", "/").split("/")[-1], set()).add(str(value))
    return found


def node_of(claim: Claim) -> URIRef:
    return NAMES.claim(claim)


def test_edges_of_a_possible_and_denied_sale() -> None:
    graph = sample()
    edge = thing("RUS"), KG["buys_munitions_from"], thing("PRK")
    # Affirmed as a fact once (in English), denied as a fact once (in French): not plain.
    assert edge not in graph
    assert (thing("RUS"), CLAIMED["buys_munitions_from"], thing("PRK")) in graph
    assert edge in sample("any")


def test_a_denied_statement_makes_no_edge() -> None:
    graph = sample("any")
    (denied,) = [
        s for s in sample_statements() if s.subject.id == "CHN" and s.polarities["negated"]
    ]
    edges = set(graph.predicates(thing("CHN"), thing(denied.object.id)))
    assert not edges & {KG[denied.relation], CLAIMED[denied.relation]}
    assert graph.value(NAMES.statement(denied), KG.status) == KG.claimedOnly


def test_relations_that_hold_both_ways_have_edges_both_ways() -> None:
    graph = sample()
    kim, shoigu = thing("kim-jong-un"), thing("sergei-shoigu")
    for vocabulary in (KG, CLAIMED):
        assert (kim, vocabulary["meets"], shoigu) in graph
        assert (shoigu, vocabulary["meets"], kim) in graph
    assert len(list(graph.subjects(RDF.predicate, KG["meets"]))) == len(
        [s for s in sample_statements() if s.relation == "meets"]
    )
    assert (thing("PRK"), CLAIMED["leads"], kim) not in graph


def test_a_statement_node() -> None:
    (meeting,) = [
        s for s in sample_statements()
        if (s.subject.id, s.object.id) == ("kim-jong-un", "sergei-shoigu")
    ]  # fmt: skip
    graph = sample()
    node = NAMES.statement(meeting)
    assert set(graph.objects(node, RDF.type)) == {KG.Statement, RDF.Statement, SEM.Event}
    assert graph.value(node, KG["from"]) == Literal("2023-07-26", datatype=rdflib.XSD.date)
    assert graph.value(node, KG["where"]) == thing("pyongyang")
    found = values(graph, node)
    del found["type"], found["where"]
    assert found == {
        "subject": {str(thing("kim-jong-un"))}, "predicate": {str(KG["meets"])},
        "object": {str(thing("sergei-shoigu"))}, "status": {str(KG.plain)}, "disputed": {"false"},
        "from": {"2023-07-26"}, "to": {"2023-07-26"}, "firstReported": {"2023-07-28"},
        "lastReported": {"2023-07-28"}, "claimCount": {"2"}, "articleCount": {"2"},
        "outletCount": {"2"}, "sourceCount": {"2"}, "affirmingSourceCount": {"2"},
        "denyingSourceCount": {"0"}, "affirmedIn": {"Le Courrier du soir", "The Harbour Post"},
    }  # fmt: skip
    tie = next(s for s in sample_statements() if s.relation == "leads")
    assert SEM.Event not in set(graph.objects(NAMES.statement(tie), RDF.type))


def test_both_sides_of_a_dispute_and_what_it_contradicts() -> None:
    says = {
        ("one", "RUS", "buys_munitions_from"): ("affirmed", "USA", "200 tanks"),
        ("two", "RUS", "buys_munitions_from"): ("affirmed", "UKR", "plus de 300 chars"),
        ("three", "RUS", "buys_arms_from"): ("negated", "RUS", None),
    }
    claims = []
    for (article, subject, relation), (polarity, speaker, quantity) in says.items():
        old = next(c for c in sample_claims() if c.relation == "buys_munitions_from")
        claims.append(replace(
            old, id=article, relation=relation, polarity=polarity, modality="asserted",
            subject=replace(old.subject, id=subject), quantity=quantity, when=None,
            attributed_to=Ref(speaker, speaker, "State"),
            article=replace(
                old.article, id=article, text="", outlet=f"{article} post",
                lang="fr" if article == "two" else "en",
            ),
        ))  # fmt: skip
    statements = merge(claims, SYMMETRIC, EVENTS, supers=BUYS)
    graph = rdf.graph(statements, {}, ontology=SAMPLE)
    told, denied = (
        graph.value(None, RDF.predicate, KG[n]) for n in ("buys_munitions_from", "buys_arms_from")
    )
    assert values(graph, told)["affirmedBy"] == {str(thing("USA")), str(thing("UKR"))}
    assert values(graph, told)["affirmedIn"] == {"one post", "two post"}
    assert values(graph, told)["affirmingSourceCount"] == {"2"}
    assert graph.value(told, KG.deniedBy) is None
    assert graph.value(denied, KG.deniedBy) == thing("RUS")
    assert graph.value(denied, KG.deniedIn) == Literal("three post")
    assert values(graph, denied)["denyingSourceCount"] == {"1"}
    for one, other in ((told, denied), (denied, told)):
        assert graph.value(one, KG.contradicts) == other
        assert values(graph, one)["disputed"] == {"true"}
    # 200 on the one side, more than 300 on the other: 200 and more.
    assert graph.value(told, KG.quantityMin) == Literal("200.0", datatype=rdflib.XSD.decimal)
    assert graph.value(told, KG.quantityMax) is None
    assert values(graph, told)["quantityUnit"] == {"tank"}
    figures = {str(c): values(graph, c) for c in graph.subjects(KG.quantityMin) if c != told}
    assert sorted(f["quantityMin"].pop() for f in figures.values()) == ["200.0", "300.0"]
    assert sum("quantityMax" in f for f in figures.values()) == 1


def test_a_claim_node_says_everything_about_the_claim() -> None:
    graph = sample()
    claim = next(c for c in sample_claims() if c.via)
    found = values(graph, node_of(claim))
    assert found.pop("statement")
    assert found == {
        "type": {str(KG.Claim), str(PROV.Entity)},
        "wasDerivedFrom": {str(NAMES.article(claim.article))},
        "polarity": {str(KG.affirmed)}, "modality": {str(KG.planned)},
        "attributedTo": {str(thing("emmanuel-macron"))}, "via": {str(thing("emmanuel-macron"))},
        "item": {"missiles"}, "confidence": {"0.91"}, "extractor": {"rules"},
        "extractorVersion": {__version__}, "quote": {claim.sentence.text},
        **{f"{name}{part}": {str(value)} for name, span in
           (("subject", claim.subject), ("object", claim.object), ("trigger", claim.trigger))
           for part, value in (("Text", span.text), ("Start", span.start), ("End", span.end))},
        "quoteStart": {str(claim.sentence.start)}, "quoteEnd": {str(claim.sentence.end)},
    }  # fmt: skip
    confidence = Literal("0.91", datatype=rdflib.XSD.decimal)
    assert graph.value(node_of(claim), KG.confidence) == confidence


@pytest.mark.parametrize("claim", sample_claims(), ids=lambda c: c.id)
def test_offsets_lead_back_to_the_words(claim: Claim) -> None:
    graph, text = sample_graph(), claim.article.text
    node = node_of(claim)
    for name, words in (("quote", "quote"), ("subject", "subjectText"), ("object", "objectText")):
        start, end = (int(str(graph.value(node, KG[name + p]))) for p in ("Start", "End"))
        assert text[start:end] == str(graph.value(node, KG[words]))


_SAMPLE = sample()


def sample_graph() -> Graph:
    return _SAMPLE


def test_the_ends_of_a_claim_follow_its_statement() -> None:
    """A–B and B–A are one statement; subjectText names its subject in both claims."""
    graph = sample_graph()
    for claim in sample_claims():
        statement = graph.value(node_of(claim), KG.statement)
        subject = graph.value(statement, RDF.subject)
        end = claim.subject if thing(claim.subject.id) == subject else claim.object
        assert str(graph.value(node_of(claim), KG.subjectText)) == end.text
    turned = [c for c in sample_claims() if c.relation in SYMMETRIC and c.subject.id > c.object.id]
    assert turned


def test_an_article_node() -> None:
    article = sample_claims()[0].article
    node, graph = NAMES.article(article), sample_graph()
    assert graph.value(node, RDF.type) == KG.Article
    assert graph.value(node, DCTERMS.title) == Literal(article.title)
    assert graph.value(node, SCHEMA.url) == URIRef("https://news.example/1")
    assert graph.value(node, KG.published) == Literal("2023-07-28", datatype=rdflib.XSD.date)
    assert values(graph, node)["sourcePath"] == {"sample/1.txt"}
    assert values(graph, node)["outlet"] == {article.outlet}
    assert values(graph, node)["textHash"] == {hashlib.sha256(article.text.encode()).hexdigest()}


def test_an_entity_node() -> None:
    graph, node = sample_graph(), thing("RUS")
    assert set(graph.objects(node, RDF.type)) == {KG.State}
    assert set(graph.objects(node, RDFS.label)) == {
        Literal("Russia", "en"),
        Literal("Russie", "fr"),
    }
    assert Literal("Kremlin") in set(graph.objects(node, SKOS.altLabel))
    assert graph.value(node, OWL.sameAs) == WIKIDATA["Q159"]
    assert graph.value(thing("crimea"), OWL.sameAs) is None


def test_an_unlisted_thing_keeps_the_label_and_kind_of_its_mentions() -> None:
    graph = rdf.graph(sample_statements(), {}, ontology=SAMPLE)
    assert set(graph.objects(thing("RUS"), RDFS.label)) == {Literal("Russia")}
    assert graph.value(thing("pyongyang"), RDF.type) == KG.Place


def test_broader_relations_are_declared() -> None:
    graph = sample_graph()
    declared = set(graph.subject_objects(RDFS.subPropertyOf))
    names = ("buys_munitions_from", "buys_arms_from", "buys_from")
    assert {(KG[n], CLAIMED[n]) for n in names} <= declared
    for vocabulary in (KG, CLAIMED):
        narrow, broad, broadest = (vocabulary[n] for n in names)
        assert {(narrow, broad), (broad, broadest)} <= declared
    assert (KG["meets"], CLAIMED["meets"]) in declared
    assert (KG["invents"], CLAIMED["invents"]) not in declared


def test_circular_relations_end() -> None:
    circle = Relations(SYMMETRIC, EVENTS, {"meets": "visits", "visits": "meets"})
    graph = rdf.graph(sample_statements(), {}, ontology=circle)
    assert (KG["visits"], RDFS.subPropertyOf, KG["meets"]) in graph


def test_another_base_moves_things_but_not_the_vocabulary() -> None:
    graph = rdf.graph(sample_statements(), {}, ontology=SAMPLE, base="https://my.example/g/")
    assert (URIRef("https://my.example/g/id/RUS"), RDF.type, KG.State) in graph
    assert not [s for s in graph.subjects() if str(s).startswith(str(thing("")))]


def test_an_unknown_policy_is_refused_even_without_statements() -> None:
    with pytest.raises(UsageError, match="asserted"):
        rdf.graph([], {}, ontology=SAMPLE, policy="believed")


few = st.lists(any_claims(), max_size=5)


@given(few, st.lists(any_entities, max_size=3))
def test_no_blank_nodes_and_no_edge_without_evidence(
    claims: list[Claim], entities: list[Entity]
) -> None:
    for policy in ("any", "asserted", "corroborated:2"):
        graph = odd(claims, entities, policy)
        assert not [n for triple in graph for n in triple if isinstance(n, BNode)]
        backed = set()
        for statement in merge(claims, ODD.symmetric, ODD.events):
            if holds(statement, policy):
                ends = thing(statement.subject.id), thing(statement.object.id)
                backed.add((statement.relation, *ends))
                if statement.relation in ODD.symmetric:
                    backed.add((statement.relation, *reversed(ends)))
        for relation in "mvst":
            plain = {(relation, s, o) for s, o in graph.subject_objects(KG[relation])}
            claimed = {(relation, s, o) for s, o in graph.subject_objects(CLAIMED[relation])}
            assert plain == {edge for edge in backed if edge[0] == relation}
            assert plain <= claimed


@given(few)
def test_every_claim_can_be_followed_from_its_edge(claims: list[Claim]) -> None:
    graph = odd(claims)
    for relation in "mvst":
        for subject, object_ in graph.subject_objects(CLAIMED[relation]):
            statements = {
                s for s in graph.subjects(RDF.predicate, KG[relation])
                if {graph.value(s, RDF.subject), graph.value(s, RDF.object)} == {subject, object_}
            }  # fmt: skip
            evidence = [c for s in statements for c in graph.subjects(KG.statement, s)]
            assert KG.affirmed in {graph.value(c, KG.polarity) for c in evidence}
            articles = {graph.value(c, PROV.wasDerivedFrom) for c in evidence}
            assert articles <= set(graph.subjects(RDF.type, KG.Article))


@given(few, st.lists(any_entities, max_size=3))
def test_another_parser_reads_the_same_triples(claims: list[Claim], entities: list[Entity]) -> None:
    graph = odd(claims, entities)
    turtle = graph.serialize(format="turtle", encoding="utf-8")
    expected = {triple_text(*triple) for triple in graph}
    found = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    assert {oxigraph_text(quad) for quad in found} == expected


def triple_text(*nodes: Node) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(n), str(n.datatype or ""), n.language or "") if isinstance(n, Literal)
        else (str(n), "IRI", "")
        for n in nodes
    )  # fmt: skip


def oxigraph_text(quad: pyoxigraph.Quad) -> tuple[tuple[str, str, str], ...]:
    def described(term: object) -> tuple[str, str, str]:
        if not isinstance(term, pyoxigraph.Literal):
            assert isinstance(term, pyoxigraph.NamedNode)
            return term.value, "IRI", ""
        # RDF 1.1: a text without a type is an xsd:string, one with a language an rdf:langString.
        untyped = term.language or term.datatype.value == str(rdflib.XSD.string)
        return term.value, "" if untyped else term.datatype.value, term.language or ""

    return described(quad.subject), described(quad.predicate), described(quad.object)


@pytest.mark.parametrize("number", range(len(NASTY)))
def test_raptor_reads_the_same_triples(number: int) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        missing = "rapper is not installed: apt-get install raptor2-utils"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    graph = hostile_sample(NASTY[number])
    turtle = graph.serialize(format="turtle", encoding="utf-8")
    read = subprocess.run(
        [rapper, "-q", "-i", "turtle", "-o", "ntriples", "-", "https://base.example/"],
        input=turtle, capture_output=True, check=True,
    )  # fmt: skip
    assert not read.stderr
    assert set(Graph().parse(data=read.stdout, format="nt")) == set(graph)


def hostile_sample(nasty: str) -> Graph:
    """A claim of the sample with ``nasty`` wherever an article or a name could put it."""
    claim = next(c for c in sample_claims() if c.via)
    claim = replace(claim, corrections=(nasty,))
    end = replace(claim.subject, id=nasty, label=nasty, text=nasty)
    source = replace(claim.article, id=nasty, title=nasty, outlet=nasty, url=nasty, source=nasty)
    sentence = replace(claim.sentence, text=nasty)
    hostile = replace(claim, subject=end, article=source, sentence=sentence, item=nasty)
    names = (("en", nasty),), (("", nasty),)
    entity = Entity(nasty, nasty, nasty, *names, nasty, corrections=(nasty,))
    return odd([claim, hostile], [entity])


def test_corrections_are_told_of_claims_and_entities() -> None:
    claims, known = sample_claims(), sample_entities()
    claims[0] = replace(claims[0], corrections=("note: one", "note: two"))
    known["RUS"] = replace(known["RUS"], corrections=("retype: was Place",))
    graph = rdf.graph(merge(claims, SYMMETRIC, EVENTS), known, ontology=SAMPLE)
    told = {(s, str(o)) for s, o in graph.subject_objects(KG.correction)}
    node = node_of(claims[0])
    assert told == {(node, "note: one"), (node, "note: two"), (thing("RUS"), "retype: was Place")}
    assert (KG.correction, RDF.type, OWL.DatatypeProperty) in Graph().parse(
        resources.ONTOLOGY / "core.ttl"
    )


def test_the_ontology_declares_every_term() -> None:
    ontology = Graph().parse(resources.ONTOLOGY / "core.ttl")
    declared = set(ontology.subjects(RDF.type))
    relations = {KG[s.relation] for s in sample_statements()} | {KG[n] for n in BUYS.values()}
    used = {n for triple in sample() for n in triple if isinstance(n, URIRef) and n in KG}
    assert used - relations <= declared
