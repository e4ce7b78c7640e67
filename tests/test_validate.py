"""The laws of a graph: true of the graphs of kg, each of them broken by something."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef

from kg import export, gazetteer, ontology, pipeline, rdf, resources, store, validate
from kg.cli import cli
from kg.errors import KgError
from kg.model import Article, Claim, Ref
from kg.statements import merge
from kg.terms import KG
from kg.validate import report as told
from tests.broken import ALSO, BROKEN
from tests.sample import sample_claims, sample_entities
from tests.tools import need

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
ONTOLOGY = ontology.load()
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in store.PREFIXES.items())
POLICIES = ("any", "asserted", "corroborated:2")


def graph(claims: list[Claim], policy: str = "asserted") -> ox.Store:
    """The graph of the claims as kg build makes it."""
    onto, listed = ONTOLOGY, gazetteer.load()
    merged = merge(claims, onto.symmetric, onto.events, supers=onto.supers)
    made = rdf.graph(
        merged, {**listed.entities, **sample_entities()}, ontology=onto, policy=policy,
        offices=listed.offices,
    )  # fmt: skip
    return store.of(made)


def varied() -> list[Claim]:
    """Claims of four articles, with everything that a claim can tell."""
    claims = [c for c in sample_claims() if c.article.id[-1] in "1247"]
    (bought,) = [c for c in claims if c.quantity == "hundreds"]
    rus, irn = bought.subject, bought.object
    denial = replace(
        bought, id="denial", relation="buys_from", polarity="negated", quantity=None, item=None,
        subject=replace(rus, rule="listed name", over=Ref("pyongyang", "Pyongyang", "Place")),
        attributed_to=Ref("RUS", "Russia", "State"), corrections=("polarity: A. Reader",),
    )  # fmt: skip
    figure = replace(bought, id="figure", quantity="200 drones", via=Ref(irn.id, irn.label))
    return [*claims, denial, figure]


def texts(claims: list[Claim]) -> list[Article]:
    return list({c.article.id: c.article for c in claims}.values())


CLAIMS = varied()
VARIED = graph(CLAIMS)


def broken(triples: ox.Store, articles: list[Article] | None = None) -> set[str]:
    """The names of the laws that a graph breaks."""
    found = validate.check(triples, articles or ())
    return {violation.law.name for violation in found.violations}


def mutated(law: str) -> ox.Store:
    changed = ox.Store()
    changed.bulk_extend(VARIED)
    before = set(changed)
    changed.update(PREFIXES + BROKEN[law])
    assert set(changed) != before, "the case changes nothing"
    return changed


def test_every_law_has_a_case_that_breaks_it() -> None:
    assert {law.name for law in validate.laws()} == BROKEN.keys()


@pytest.mark.parametrize("law", sorted(BROKEN))
def test_a_law_is_broken_and_no_other(law: str) -> None:
    in_texts = law in {"QuoteInText", "TextHashed"}
    assert broken(mutated(law), texts(CLAIMS) if in_texts else None) == {law} | ALSO.get(law, set())


@pytest.mark.parametrize("policy", POLICIES)
def test_the_sample_breaks_none_under_any_policy(policy: str) -> None:
    for claims in (sample_claims(), CLAIMS):
        assert broken(graph(claims, policy), texts(claims)) == set()


def test_every_law_is_told_in_both_languages_with_what_to_do() -> None:
    for law in validate.laws():
        assert law.words.keys() == law.fix.keys() == {"en", "fr"}, law.name
        assert all(words.endswith(".") for words in (*law.words.values(), *law.fix.values()))
    said = Counter(words for law in validate.laws() for words in law.words.values())
    assert not [words for words, times in said.items() if times > 1]


def test_every_property_of_the_graph_has_a_law() -> None:
    """Datatypes are laws of their own; classes are told by the ontology to TermRange."""
    terms = store.graph(store.load(resources.ONTOLOGY / "core.ttl"))
    text = (resources.ONTOLOGY / "shapes.ttl").read_text("utf-8")
    for term in terms.subjects(RDF.type, OWL.DatatypeProperty):
        name, range_ = str(term).removeprefix(str(KG)), terms.value(term, RDFS.range)
        paths = [line for line in text.splitlines() if "sh:path" in line and f"kg:{name} " in line]
        paths += [
            line for line in text.splitlines() if f"kg:{name}|" in line or f"|kg:{name} " in line
        ]
        assert paths, name
    for term in terms.subjects(RDF.type, OWL.ObjectProperty):
        assert str(terms.value(term, RDFS.range)).startswith(str(KG)), term
