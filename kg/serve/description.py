"""What the endpoint says of itself: a SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import RDF, VOID, XSD, Graph, Literal, Namespace, URIRef

from kg.serve.media import FORMAT_NAMES

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")


def description(url: str, triples: int, classes: Mapping[str, int]) -> Graph:
    """The endpoint at ``url``: its language, formats, and default graph with what is in it.

    ``classes``: IRI of a class -> how many things of it there are.
    """
    told = Graph(bind_namespaces="none")
    told.bind("sd", SD)
    told.bind("void", VOID)
    told.bind("formats", _FORMATS)
    service = URIRef(url)
    # No blank nodes, as in all graphs of kg.
    dataset, graph = URIRef(url + "#dataset"), URIRef(url + "#graph")
    told.add((service, RDF.type, SD.Service))
    told.add((service, SD.endpoint, service))
    told.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    for name in FORMAT_NAMES:
        told.add((service, SD.resultFormat, _FORMATS[name]))
    told.add((service, SD.defaultDataset, dataset))
    told.add((dataset, RDF.type, SD.Dataset))
    told.add((dataset, SD.defaultGraph, graph))
    told.add((graph, RDF.type, SD.Graph))
    told.add((graph, VOID.triples, Literal(triples, datatype=XSD.integer)))
    for number, (name, things) in enumerate(sorted(classes.items()), start=1):
        part = URIRef(f"{url}#class{number}")
        told.add((graph, VOID.classPartition, part))
        told.add((part, VOID["class"], URIRef(name)))
        told.add((part, VOID.entities, Literal(things, datatype=XSD.integer)))
    return told
