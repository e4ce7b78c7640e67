"""Posts of people in the graph: background beside the claims, and why words denote what they do."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest
import rdflib
from hostile import NASTY
from rdflib import DCTERMS, RDF, RDFS, BNode, Graph, Literal, URIRef
from sample import EVENTS, SYMMETRIC, sample_claims, sample_entities, sample_statements

from kg import gazetteer, rdf, resources
from kg.model import Claim, Entity, Office, Ref
from kg.network import read_network
from kg.statements import merge
from kg.terms import CLAIMED, KG, SCHEMA, Names
from tests.hostile import Relations
from tests.tools import need

NAMES = Names()
BROADER = {"chairs": "leads"}
ONTOLOGY = Relations(SYMMETRIC, EVENTS, BROADER)
MACRON = Office(
    "emmanuel-macron", "leads", "FRA", (("en", "president"), ("fr", "président")),
    "2017-05-14", "", "curated",
)  # fmt: skip
MINISTER = replace(MACRON, relation="works_for", start="2014", end="2016-08", titles=())
CHAIR = Office("emmanuel-macron", "chairs", "council-of-clocks", (), source="an almanac")
COUNCIL = Entity("council-of-clocks", "Organisation", "Council of Clocks", (("en", "Clocks"),))


def graph(*offices: Office, entities: dict[str, Entity] | None = None) -> Graph:
    by_person: dict[str, list[Office]] = {}
    for office in offices:
        by_person.setdefault(office.person, []).append(office)
    known = sample_entities() if entities is None else entities
    return rdf.graph(sample_statements(), known, ontology=ONTOLOGY, offices=by_person)


def test_an_office_node_says_who_where_what_and_when() -> None:
    found = graph(MACRON)
    node = NAMES.office(MACRON)
    assert set(found.predicate_objects(node)) == {
        (RDF.type, KG.Office),
        (KG.holder, NAMES.thing("emmanuel-macron")),
        (KG.body, NAMES.thing("FRA")),
        (KG.relation, KG["leads"]),
        (RDFS.label, Literal("president", "en")),
        (RDFS.label, Literal("président", "fr")),
        (KG["from"], Literal("2017-05-14", datatype=rdflib.XSD.date)),
        (DCTERMS.source, Literal("curated")),
    }


def test_dates_are_as_precise_as_their_source() -> None:
    node, found = NAMES.office(MINISTER), graph(MINISTER)
    assert found.value(node, KG["from"]) == Literal("2014", datatype=rdflib.XSD.gYear)
    assert found.value(node, KG.to) == Literal("2016-08", datatype=rdflib.XSD.gYearMonth)


def test_an_office_makes_no_edge_and_no_statement() -> None:
    """Apart from the nodes of offices and their bodies the graph stays what it was."""
    before, after = graph(), graph(MACRON, MINISTER, CHAIR)
    added = set(after) - set(before)
    assert not set(before) - set(after)
    assert {s for s, _, _ in added} <= {
        *(NAMES.office(o) for o in (MACRON, MINISTER, CHAIR)), NAMES.thing("council-of-clocks"),
        *(v[r] for v in (KG, CLAIMED) for r in ("leads", "works_for", "chairs")),
    }  # fmt: skip
    for vocabulary in (KG, CLAIMED):
        assert not [
            t for t in added if t[1] in {vocabulary[r] for r in ("leads", "works_for", "chairs")}
        ]
    assert not [t for t in added if t[2] == KG.Statement]
    assert dict(read_network(after).nodes) == dict(read_network(before).nodes)


def test_the_body_of_an_office_has_a_type_and_labels() -> None:
    entities = {**sample_entities(), COUNCIL.id: COUNCIL}
    found = graph(CHAIR, entities=entities)
    node = NAMES.thing(COUNCIL.id)
    assert found.value(node, RDF.type) == KG.Organisation
    assert found.value(node, RDFS.label) == Literal("Clocks", "en")
    assert (KG["chairs"], RDFS.subPropertyOf, KG["leads"]) in found


def test_only_offices_of_people_in_the_graph_and_in_known_bodies() -> None:
    stranger = replace(MACRON, person="somebody-else")
    assert set(graph(stranger, CHAIR)) == set(graph())


def test_an_office_without_relation_dates_or_source() -> None:
    bare = Office("emmanuel-macron", "", "FRA", (("fr", "président"),))
    found = graph(bare)
    assert {p for p, _ in found.predicate_objects(NAMES.office(bare))} == {
        RDF.type, KG.holder, KG.body, RDFS.label,
    }  # fmt: skip
    assert not [s for s in found.subjects(RDFS.subPropertyOf) if str(s).endswith("#")]


def test_two_terms_of_one_person_are_two_offices() -> None:
    again = replace(MACRON, start="2022-05-14")
    assert NAMES.office(again) != NAMES.office(MACRON)
    assert len(set(graph(MACRON, again).subjects(RDF.type, KG.Office))) == 2


@pytest.mark.parametrize("number", range(len(NASTY)))
def test_hostile_offices_can_be_written_and_read(number: int) -> None:
    nasty = NASTY[number]
    office = Office(nasty, nasty, nasty, ((nasty, nasty),), nasty, nasty, nasty)
    end = replace(sample_claims()[0].subject, id=nasty, rule=nasty, over=Ref(nasty, nasty, nasty))
    claim = replace(sample_claims()[0], subject=end)
    found = rdf.graph(
        merge([claim], SYMMETRIC, EVENTS),
        {nasty: Entity(nasty, nasty, nasty)},
        ontology=ONTOLOGY,
        offices={nasty: [office]},
    )
    assert list(found.subjects(RDF.type, KG.Office)) == [NAMES.office(office)]
    assert not [n for t in found for n in t if isinstance(n, BNode)]
    turtle = found.serialize(format="turtle", encoding="utf-8")
    assert set(Graph().parse(data=turtle, format="turtle")) == set(found)


def test_raptor_reads_the_same_triples() -> None:
    rapper = need("rapper", "apt-get install raptor2-utils")
    entities = {**sample_entities(), COUNCIL.id: COUNCIL}
    found = graph(MACRON, MINISTER, CHAIR, entities=entities)
    read = subprocess.run(
        [rapper, "-q", "-i", "turtle", "-o", "ntriples", "-", "https://base.example/"],
        input=found.serialize(format="turtle", encoding="utf-8"), capture_output=True, check=True,
    )  # fmt: skip
    assert not read.stderr
    assert set(Graph().parse(data=read.stdout, format="nt")) == set(found)


def ruled() -> Claim:
    """A claim of the sample about which it is known why its words denote its ends."""
    claim = next(c for c in sample_claims() if c.relation == "criticises")
    subject = replace(claim.subject, rule="seat of its power")
    object_ = replace(claim.object, rule="capital for its State", over=Ref("p", "P", "Place"))
    return replace(claim, subject=subject, object=object_)


def test_a_metonym_is_explained() -> None:
    claim = ruled()
    found = rdf.graph(merge([claim], SYMMETRIC, EVENTS), {}, ontology=ONTOLOGY)
    node = NAMES.claim(claim)
    assert found.value(node, KG.subjectRule) == Literal("seat of its power")
    assert found.value(node, KG.subjectOver) is None
    assert found.value(node, KG.objectRule) == Literal("capital for its State")
    assert found.value(node, KG.objectOver) == NAMES.thing("p")
    assert found.value(NAMES.thing("p"), RDF.type) == KG.Place
    assert found.value(NAMES.thing("p"), RDFS.label) == Literal("P")


def test_the_ontology_declares_every_term_of_offices_and_rules() -> None:
    declared = Graph().parse(resources.ONTOLOGY / "core.ttl")
    found = graph(MACRON, MINISTER)
    found += rdf.graph(merge([ruled()], SYMMETRIC, EVENTS), {}, ontology=ONTOLOGY)
    relations = {KG[s.relation] for s in sample_statements()} | {KG["works_for"]}
    used = {n for t in found for n in t if isinstance(n, URIRef) and n in KG}
    assert used - relations <= set(declared.subjects(RDF.type))
    assert (KG.Office, RDFS.subClassOf, SCHEMA.Role) in declared


def test_listed_offices_reach_the_graph() -> None:
    known = gazetteer.load()
    found = rdf.graph(sample_statements(), known.entities, ontology=ONTOLOGY, offices=known.offices)
    nodes = set(found.subjects(KG.holder, NAMES.thing("vladimir-putin")))
    assert {found.value(node, KG.body) for node in nodes} >= {NAMES.thing("RUS")}
    for node in found.subjects(RDF.type, KG.Office):
        assert found.value(found.value(node, KG.body), RDFS.label) is not None
