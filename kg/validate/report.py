"""What ``kg validate`` tells: the broken laws in words, each with the claims that break it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from rdflib import PROV, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.results import short_name
from kg.store import PREFIXES
from kg.terms import KG
from kg.validate import Report, Violation, path, shapes

AT_MOST = 20
"""Nodes to show for each law: what breaks a law once breaks it in every article."""
OTHERS = {"en": "… {} more", "fr": "… {} de plus"}
TIMES = {"en": "broken by {}", "fr": "enfreinte par {}"}


class Told:
    """Things of a graph in the words of a language."""

    def __init__(self, graph: Graph, lang: str) -> None:
        self._graph = graph
        self._lang = lang
        self.label = cache(self._label)

    def _label(self, node: Node | None) -> str:
        """The label of a thing in the language, or another one; else its short name."""
        if node is None:
            return "?"
        labels = [o for o in self._graph.objects(node, RDFS.label) if isinstance(o, Literal)]
        if labels and not isinstance(node, Literal):
            return str(min(labels, key=lambda o: (o.language != self._lang, str(o))))
        return short_name(node, PREFIXES) if isinstance(node, URIRef) else str(node)

    def claim(self, node: Node) -> dict[str, str] | None:
        """The claim, or the first claim of the statement; None for anything else."""
        value = self._graph.value
        statement = value(node, KG.statement) or node
        if (statement, RDF.predicate, None) not in self._graph:
            return None
        claims = sorted(self._graph.subjects(KG.statement, statement), key=str)
        claim = node if statement != node else next(iter(claims), None)
        ends = {
            name: self.label(value(statement, term))
            for name, term in (
                ("subject", RDF.subject),
                ("relation", RDF.predicate),
                ("object", RDF.object),
            )
        }
        if claim is None:
            return ends
        source = value(value(claim, PROV.wasDerivedFrom), KG.sourcePath)
        quote = value(claim, KG.quote)
        return {
            **ends,
            "claim": short(claim),
            "quote": " ".join(str(quote or "").split()),
            "source": str(source or ""),
        }


def short(node: Node) -> str:
    """A node as SPARQL knows it with the prefixes of kg."""
    if isinstance(node, URIRef):
        return short_name(node, PREFIXES)
    return node.n3() if isinstance(node, BNode) else str(node)


def text(report: Report, lang: str, at_most: int = AT_MOST) -> Iterator[str]:
    """Lines to read: each broken law with its nodes, ``at_most`` of them, and what to do."""
    told = Told(report.graph, lang)
    for law, found in groupby(report.violations, key=lambda v: v.law):
        violations = list(found)
        count = TIMES[lang].format(len(violations))
        yield f"{law.words[lang]} [{law.name}, {count}]"
        for violation in violations[:at_most]:
            yield from _lines(violation, told)
        if len(violations) > at_most:
            yield "  " + OTHERS[lang].format(len(violations) - at_most)
        yield f"  → {law.fix[lang]}"


def _lines(violation: Violation, told: Told) -> Iterator[str]:
    node = violation.node
    label = told.label(node)
    wrong = (violation.value,) if violation.value not in (None, node) else violation.terms
    details = " ".join(map(told.label, wrong))
    name = short(node) if label in ("?", short(node)) else f"{short(node)}  {label}"
    yield f"  {name}" + (f": {details}" if details else "")
    if claim := told.claim(node):
        yield f"    {claim['subject']} —{claim['relation']}→ {claim['object']}"
        if "quote" in claim:
            yield f"    « {claim['quote']} » ({claim['source']})"


def json_lines(report: Report, lang: str) -> Iterator[str]:
    """One JSON object for each violation."""
    told = Told(report.graph, lang)
    for violation in report.violations:
        law, node = violation.law, violation.node
        yield json.dumps(
            {
                "law": law.name,
                "words": law.words[lang],
                "fix": law.fix[lang],
                "node": short(node),
                "label": told.label(node),
                "value": None if violation.value is None else short(violation.value),
                "terms": [short(term) for term in violation.terms],
                "about": told.claim(node),
            },
            ensure_ascii=False,
        )


def turtle(report: Report) -> str:
    """The validation report of SHACL, the same bytes for the same violations."""
    result = Graph(bind_namespaces="none")
    for prefix, namespace in {**PREFIXES, "sh": str(SH)}.items():
        result.bind(prefix, namespace)
    whole = BNode("report")
    result.add((whole, RDF.type, SH.ValidationReport))
    result.add((whole, SH.conforms, Literal(not report.violations)))
    for number, violation in enumerate(report.violations):
        node = BNode(f"result{number:09}")
        result.add((whole, SH.result, node))
        _add(result, node, violation)
    return result.serialize(format="turtle")


def _add(result: Graph, node: BNode, violation: Violation) -> None:
    law = violation.law
    result.add((node, RDF.type, SH.ValidationResult))
    result.add((node, SH.resultSeverity, SH.Violation))
    result.add((node, SH.focusNode, violation.focus))
    result.add((node, SH.sourceShape, law.iri))
    result.add((node, SH.sourceConstraintComponent, violation.component))
    if violation.value is not None:
        result.add((node, SH.value, violation.value))
    for lang, words in law.words.items():
        result.add((node, SH.resultMessage, Literal(words, lang=lang)))
    if violation.terms:
        result.add((node, SH.resultMessage, Literal(" ".join(map(short, violation.terms)))))
    if start := path(law):
        result.add((node, SH.resultPath, _copied(result, start, str(node))))


def _copied(result: Graph, start: Node, name: str) -> Node:
    """A path of the shapes, with blank nodes of the report."""
    if not isinstance(start, BNode):
        return start
    copy = BNode(f"{name}path")
    for number, (_, term, value) in enumerate(sorted(shapes().triples((start, None, None)))):
        result.add((copy, term, _copied(result, value, f"{copy}{number}")))
    return copy
