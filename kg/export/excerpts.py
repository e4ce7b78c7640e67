"""A graph without the text of articles: short quotes, offsets and checksums."""

from __future__ import annotations

from rdflib import XSD, Graph, Literal
from rdflib.term import Node

from kg.excerpt import excerpt
from kg.model import Span
from kg.terms import KG


def without_text(graph: Graph) -> Graph:
    """``graph`` with an excerpt for each quote that is longer: see ``kg.excerpt``.

    kg:quoteStart and kg:quoteEnd are those of the excerpt, kg:sentenceStart and kg:sentenceEnd
    those of the whole sentence; kg:textHash is still that of the whole text.
    """
    result = Graph(store="SimpleMemory", bind_namespaces="none")
    for prefix, namespace in graph.namespaces():
        result.bind(prefix, namespace)
    result += graph
    for claim, _, quote in graph.triples((None, KG.quote, None)):
        text, at = str(quote), int(str(graph.value(claim, KG.quoteStart)))
        sentence = Span(text, at, at + len(text))
        words = [_span(graph, claim, name) for name in ("trigger", "subject", "object")]
        kept = excerpt(sentence, [word for word in words if word])
        if kept != sentence:
            result.set((claim, KG.quote, Literal(kept.text)))
            for name, span in (("sentence", sentence), ("quote", kept)):
                result.set((claim, KG[f"{name}Start"], _number(span.start)))
                result.set((claim, KG[f"{name}End"], _number(span.end)))
    return result


def _span(graph: Graph, claim: Node, name: str) -> Span | None:
    start, end = (graph.value(claim, KG[f"{name}{edge}"]) for edge in ("Start", "End"))
    return Span("", int(str(start)), int(str(end))) if start and end else None


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)
