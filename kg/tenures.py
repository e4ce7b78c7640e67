"""The posts of people as RDF nodes: background knowledge beside the claims.

A post comes from the lists of kg or from Wikidata, not from an article. It is a ``kg:Office``,
never an edge and never a ``kg:Statement``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from rdflib import DCTERMS, RDF, RDFS, Graph

from kg.model import Office
from kg.terms import KG, Names, escape, text, time


def held(
    people: Iterable[str], offices: Mapping[str, Sequence[Office]], known: Container[str]
) -> Iterator[Office]:
    """The offices of ``people`` (ids) in bodies that are ``known``, in the order of both."""
    for person in people:
        for office in offices.get(person, ()):
            if office.body in known:
                yield office


def add(target: Graph, office: Office, names: Names) -> None:
    """Add the node of ``office``. Dates, relation and source are absent where not known."""
    node = names.office(office)
    target.add((node, RDF.type, KG.Office))
    target.add((node, KG.holder, names.thing(office.person)))
    target.add((node, KG.body, names.thing(office.body)))
    if office.relation:
        target.add((node, KG.relation, KG[escape(office.relation)]))
    for lang, title in office.titles:
        target.add((node, RDFS.label, text(title, lang)))
    for term, date in (("from", time(office.start)), ("to", time(office.end))):
        if date is not None:
            target.add((node, KG[term], date))
    if office.source:
        target.add((node, DCTERMS.source, text(office.source)))
