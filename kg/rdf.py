"""Statements -> RDF: plain RDF 1.1 without blank nodes, every edge with its evidence.

Relations stand in two vocabularies: ``claimed:r`` links two things when a claim affirms it,
``kg:r`` only when the assertion policy holds. Each statement, claim and article is a node.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg import __version__, namelang, tenures
from kg.model import Article, Claim, End, Entity, Office, Ref, Span, When
from kg.sides import Figure, Interval, figure
from kg.statements import Statement, holds, sources_needed, status
from kg.terms import (
    BASE,
    CLAIMED,
    KG,
    SCHEMA,
    SEM,
    VOCABULARIES,
    WIKIDATA,
    Names,
    escape,
    text,
    time,
    web_address,
)

_QID = re.compile(r"Q[1-9][0-9]*")


class Relations(Protocol):
    """What the graph has to know about relations; ``kg.ontology.Ontology`` knows it."""

    @property
    def symmetric(self) -> frozenset[str]:
        """Relations that hold both ways."""

    @property
    def events(self) -> frozenset[str]:
        """Relations that happen at a time."""

    @property
    def supers(self) -> Mapping[str, str]:
        """Relation -> the broader relation it implies."""


def graph(
    statements: Iterable[Statement],
    entities: Mapping[str, Entity],
    *,
    ontology: Relations,
    policy: str = "asserted",
    offices: Mapping[str, Sequence[Office]] | None = None,
    base: str = BASE,
) -> Graph:
    """The RDF graph of ``statements`` and of all things they name.

    ``entities`` (id -> entity) gives labels, other names and Wikidata ids; a thing that is not
    in it keeps the label and kind of its mentions. ``policy`` decides which statements become
    plain ``kg:`` edges (see ``kg.statements.holds``); ``offices`` (id of a person -> posts) are
    background that no claim states: those of the people in the graph whose body is in
    ``entities`` become nodes, never edges. ``base`` is where things get their IRIs.
    Raises UsageError for an unknown policy.
    """
    sources_needed(policy)
    names = Names(base)
    # rdflib's default store lists triples in an order that depends on the hash seed.
    result = Graph(store="SimpleMemory", bind_namespaces="none")
    for prefix, namespace in (VOCABULARIES | names.prefixes).items():
        result.bind(prefix, namespace)
    articles: dict[str, Article] = {}
    things: dict[str, Ref] = {}
    relations: set[str] = set()
    for statement in sorted(statements, key=lambda s: s.id):
        _add_edges(result, statement, ontology, policy, names)
        _add_statement(result, statement, ontology, policy, names)
        relations.add(statement.relation)
        for ref in (statement.subject, statement.object, *statement.places):
            things[ref.id] = ref
        for claim in statement.claims:
            _add_claim(result, claim, statement, names)
            articles[claim.article.id] = claim.article
            overs = claim.subject.over, claim.object.over
            for other in (claim.attributed_to, claim.via, *overs):
                if other:
                    things.setdefault(other.id, other)
    for office in tenures.held(sorted(things), offices or {}, entities):
        tenures.add(result, office, names)
        relations.update({office.relation} - {""})
        things.setdefault(office.body, Ref(office.body, office.body))
    for article in articles.values():
        _add_article(result, article, names)
    for id_, ref in things.items():
        _add_entity(result, entities.get(id_) or Entity(id_, ref.kind, ref.label), names)
    _add_relations(result, relations, ontology.supers)
    return result


def _add(target: Graph, subject: Node, values: Mapping[URIRef, Node | None]) -> None:
    for predicate, value in values.items():
        if value is not None:
            target.add((subject, predicate, value))


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


def _decimal(value: Decimal | None) -> Literal | None:
    if value is None:
        return None
    # Turtle would read a decimal without its point as an integer.
    lexical = format(value, "f")
    lexical += "" if "." in lexical else ".0"
    return Literal(lexical, datatype=XSD.decimal, normalize=False)


def _day(value: date | None) -> Literal | None:
    return time(value.isoformat()) if value else None


def _words(value: str | None) -> Literal | None:
    return text(value) if value else None


def _add_edges(
    target: Graph, statement: Statement, ontology: Relations, policy: str, names: Names
) -> None:
    subject, object_ = names.thing(statement.subject.id), names.thing(statement.object.id)
    relation = escape(statement.relation)
    ways = [(subject, object_)]
    if statement.relation in ontology.symmetric:
        ways.append((object_, subject))
    for one, other in ways:
        if statement.polarities["affirmed"]:
            target.add((one, CLAIMED[relation], other))
        if holds(statement, policy):
            target.add((one, KG[relation], other))


def _add_statement(
    target: Graph, statement: Statement, ontology: Relations, policy: str, names: Names
) -> None:
    node = names.statement(statement)
    classes = [KG.Statement, RDF.Statement]
    if statement.relation in ontology.events:
        classes.append(SEM.Event)
    for class_ in classes:
        target.add((node, RDF.type, class_))
    for place in statement.places:
        target.add((node, KG["where"], names.thing(place.id)))
    for item in statement.items:
        target.add((node, KG["item"], text(item)))
    for quantity in statement.quantities:
        target.add((node, KG.quantity, text(quantity)))
    _add_amount(target, node, statement.amount)
    for side, by, printed_in in (
        (statement.affirmed_by, KG.affirmedBy, KG.affirmedIn),
        (statement.denied_by, KG.deniedBy, KG.deniedIn),
    ):
        for speaker in side.speakers:
            target.add((node, by, names.thing(speaker.id)))
        for outlet in side.outlets:
            target.add((node, printed_in, text(outlet)))
    for other in statement.conflicts:
        target.add((node, KG.contradicts, URIRef(names.prefixes["statement"] + escape(other))))
    _add(
        target,
        node,
        {
            RDF.subject: names.thing(statement.subject.id),
            RDF.predicate: KG[escape(statement.relation)],
            RDF.object: names.thing(statement.object.id),
            KG.status: KG[status(statement, policy)],
            KG.disputed: Literal(statement.disputed),
            KG["from"]: time(statement.first),
            KG.to: time(statement.last),
            KG.firstReported: _day(statement.first_reported),
            KG.lastReported: _day(statement.last_reported),
            KG.claimCount: _number(len(statement.claims)),
            KG.articleCount: _number(statement.article_count),
            KG.outletCount: _number(statement.outlet_count),
            KG.sourceCount: _number(statement.source_count),
            KG.affirmingSourceCount: _number(statement.affirmed_by.sources),
            KG.denyingSourceCount: _number(statement.denied_by.sources),
        },
    )


def _add_amount(target: Graph, node: URIRef, amount: Interval | Figure | None) -> None:
    if amount:
        _add(
            target,
            node,
            {
                KG.quantityMin: _decimal(amount.low),
                KG.quantityMax: _decimal(amount.high),
                KG.quantityUnit: _words(amount.unit),
            },
        )


def _add_claim(target: Graph, claim: Claim, statement: Statement, names: Names) -> None:
    node = names.claim(claim)
    # The statement of a symmetric relation may have turned the ends of the claim round.
    turned = claim.subject.id != statement.subject.id
    subject, object_ = (claim.object, claim.subject) if turned else (claim.subject, claim.object)
    for class_ in (KG.Claim, PROV.Entity):
        target.add((node, RDF.type, class_))
    _add_span(target, node, "quote", claim.sentence, text_term="quote")
    for name, end in (("subject", subject), ("object", object_)):
        _add_span(target, node, name, end)
        _add(
            target,
            node,
            {
                KG[f"{name}Rule"]: _words(end.rule),
                KG[f"{name}Over"]: names.thing(end.over.id) if end.over else None,
            },
        )
    if claim.trigger:
        _add_span(target, node, "trigger", claim.trigger)
    when = claim.when or When("", None, None)
    _add(
        target,
        node,
        {
            KG.statement: names.statement(statement),
            PROV.wasDerivedFrom: names.article(claim.article),
            KG.polarity: KG[claim.polarity],
            KG.modality: KG[claim.modality],
            KG.attributedTo: names.thing(claim.attributed_to.id) if claim.attributed_to else None,
            KG.via: names.thing(claim.via.id) if claim.via else None,
            KG.whenText: _words(when.text),
            KG["from"]: time(when.start),
            KG.to: time(when.end or when.start),
            KG["where"]: names.thing(claim.where.id) if claim.where else None,
            KG["item"]: _words(claim.item),
            KG.quantity: _words(claim.quantity),
            KG.confidence: _decimal(Decimal(str(claim.confidence))),
            KG.extractor: text(claim.extractor),
            KG.extractorVersion: text(__version__),
        },
    )
    _add_amount(target, node, figure(claim))
    for line in claim.corrections:
        target.add((node, KG.correction, text(line)))


def _add_span(
    target: Graph, node: URIRef, name: str, span: Span | End, text_term: str | None = None
) -> None:
    _add(
        target,
        node,
        {
            KG[text_term or f"{name}Text"]: text(span.text),
            KG[f"{name}Start"]: _number(span.start),
            KG[f"{name}End"]: _number(span.end),
        },
    )


def _add_article(target: Graph, article: Article, names: Names) -> None:
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    lang = article.lang
    _add(
        target,
        names.article(article),
        {
            RDF.type: KG.Article,
            DCTERMS.title: _words(article.title),
            DCTERMS.language: _words(lang),
            DCTERMS.creator: _words(article.author),
            KG.outlet: _words(article.outlet),
            KG.published: _day(article.published),
            KG.retrieved: _day(article.retrieved),
            KG.sourcePath: text(article.source),
            SCHEMA.url: web_address(article.url),
            # Claims read back from a file no longer know the text of their article.
            KG.textHash: text(digest) if article.text else None,
        },
    )


def _add_entity(target: Graph, entity: Entity, names: Names) -> None:
    node, entity = names.thing(entity.id), namelang.tagged(entity)
    target.add((node, RDF.type, KG[escape(entity.kind or "Entity")]))
    for lang, label in entity.labels or (("", entity.label),):
        target.add((node, RDFS.label, text(label, lang)))
    for lang, alias in entity.aliases:
        target.add((node, SKOS.altLabel, text(alias, lang)))
    if entity.qid and _QID.fullmatch(entity.qid):
        target.add((node, OWL.sameAs, WIKIDATA[entity.qid]))
    for line in entity.corrections:
        target.add((node, KG.correction, text(line)))


def _add_relations(target: Graph, used: Iterable[str], supers: Mapping[str, str]) -> None:
    """``kg:r`` and ``claimed:r`` below the relations they imply, for all relations in use."""
    todo, known = list(used), set(used)
    for relation in todo:
        plain, claimed = KG[escape(relation)], CLAIMED[escape(relation)]
        target.add((plain, RDFS.subPropertyOf, claimed))
        if broader := supers.get(relation):
            target.add((plain, RDFS.subPropertyOf, KG[escape(broader)]))
            target.add((claimed, RDFS.subPropertyOf, CLAIMED[escape(broader)]))
            if broader not in known:
                known.add(broader)
                todo.append(broader)
