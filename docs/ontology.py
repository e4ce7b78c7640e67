"""Write docs/ontology.md from the ontology: ``python docs/ontology.py`` (``make docs``).

A test holds the page to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kg import ontology, resources, store
from kg.results import short_name
from kg.terms import KG, SCHEMA

PAGE = Path(__file__).resolve().parent / "ontology.md"
INTRODUCTION = """\
# The ontology

Every class, property and relation that a graph of kg may have: [core.ttl](../ontology/core.ttl),
[relations.ttl](../ontology/relations.ttl) and [words.ttl](../ontology/words.ttl), as a page that
`make docs` writes. All are in `https://w3id.org/geokg/ontology#` (`kg:`). [output.md](output.md)
shows them in a graph; [shapes.ttl](../ontology/shapes.ttl) has the laws that `kg validate` checks.

Each relation `kg:r` has a twin `claimed:r` (`https://w3id.org/geokg/claimed#`): `kg:` when the
assertion policy holds, `claimed:` when a claim affirms it.
"""
RELATIONS = """\
By event type of PLOVER. An *event* happens at a time, and each time is a statement of its own; a
*state* lasts. What holds *both ways* has edges both ways. Subject and object are of any of the
classes; "below" is the broader relation that it implies. No relation has an inverse: "A sells to B"
is stored as B buys from A. The codes are those of PLOVER and CAMEO, and properties of Wikidata
(`wdt:`) that mean much the same.
"""
KINDS = (
    ("Properties that lead to things", OWL.ObjectProperty),
    ("Properties that lead to values", OWL.DatatypeProperty),
    ("Terms of the notation", OWL.AnnotationProperty),
)
TIES = "Ties, offices and structures"
PREFIXES = {
    **store.PREFIXES,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}


def page(graph: Graph) -> str:
    """The whole page, in Markdown."""
    parts = [INTRODUCTION, "## Classes\n", *classes(graph), "## Values\n", *values(graph)]
    for title, kind in KINDS:
        parts += [f"## {title}\n", *properties(graph, kind)]
    parts += ["## Relations\n", RELATIONS, *relations(graph), "## Word classes\n", *words(graph)]
    return "\n".join(parts)


def read() -> Graph:
    """The ontology as one graph."""
    graph = Graph()
    for file in ontology.FILES:
        graph.parse(resources.ONTOLOGY / file)
    return graph


def classes(graph: Graph) -> Iterator[str]:
    rows = []
    for node in own(graph.subjects(RDF.type, OWL.Class)):
        above = [*graph.objects(node, RDFS.subClassOf), *graph.objects(node, SKOS.closeMatch)]
        rows.append(
            [term(node), *both(graph, node, RDFS.label), terms(above), described(graph, node)]
        )
    yield table(["class", "English", "French", "below, or close to", "meaning"], rows)


def values(graph: Graph) -> Iterator[str]:
    rows = []
    for kind in (KG.Polarity, KG.Modality, KG.Status):
        for node in own(graph.subjects(RDF.type, kind)):
            rows.append(
                [term(node), term(kind), *both(graph, node, RDFS.label), described(graph, node)]
            )
    yield table(["value", "of", "English", "French", "meaning"], rows)


def properties(graph: Graph, kind: URIRef) -> Iterator[str]:
    rows = []
    for node in own(graph.subjects(RDF.type, kind)):
        symmetric = (node, RDF.type, OWL.SymmetricProperty) in graph
        ends = [
            terms([*graph.objects(node, plain), *graph.objects(node, loose)])
            for plain, loose in (
                (RDFS.domain, SCHEMA.domainIncludes),
                (RDFS.range, SCHEMA.rangeIncludes),
            )
        ]
        ends[1] += " (both ways)" if symmetric else ""
        rows.append([term(node), *both(graph, node, RDFS.label), *ends, described(graph, node)])
    yield table(["property", "English", "French", "of", "leads to", "meaning"], rows)


def relations(graph: Graph) -> Iterator[str]:
    families: dict[str, list[URIRef]] = defaultdict(list)
    for node in own(graph.subjects(RDF.type, KG.Relation)):
        family = str(graph.value(node, KG.plover) or "").partition("/")[0]
        families[family].append(node)
    for family in sorted(families, key=lambda name: (not name, name)):
        yield f"### {family or TIES}\n"
        yield table(
            ["relation", "English", "French", "subject", "object", "", "below", "codes", "meaning"],
            [relation(graph, node) for node in families[family]],
        )


def relation(graph: Graph, node: URIRef) -> list[str]:
    types = set(graph.objects(node, RDF.type))
    nature = ["event" if KG.EventRelation in types else "state"]
    nature += ["both ways"] if KG.SymmetricRelation in types else []
    codes = [
        f"{name} {code}"
        for name, which in (("PLOVER", KG.plover), ("CAMEO", KG.cameo))
        for code in sorted(graph.objects(node, which), key=str)
    ]
    codes += [short_name(like, PREFIXES) for like in alike(graph, node)]
    return [
        term(node),
        *both(graph, node, RDFS.label),
        terms(graph.objects(node, SCHEMA.domainIncludes)),
        terms(graph.objects(node, SCHEMA.rangeIncludes)),
        ", ".join(nature),
        terms(graph.objects(node, RDFS.subPropertyOf)),
        ", ".join(codes),
        described(graph, node),
    ]


def alike(graph: Graph, node: URIRef) -> list[URIRef]:
    """Terms of other vocabularies that mean much the same."""
    return sorted(o for o in graph.objects(node, SKOS.closeMatch) if isinstance(o, URIRef))


def words(graph: Graph) -> Iterator[str]:
    rows = []
    for node in own(graph.subjects(RDF.type, KG.WordClass)):
        counts = [
            str(sum(o.language == lang for o in graph.objects(node, KG.word)))  # type: ignore[attr-defined]
            for lang in ("en", "fr")
        ]
        inside = [*graph.objects(node, KG.includes), *graph.objects(node, KG.includesKind)]
        rows.append([term(node), *counts, terms(inside)])
    yield "The words that a trigger may ask for by the name of their class.\n"
    yield table(["class", "English words", "French words", "takes in"], rows)


def own(nodes: Iterable[Node]) -> list[URIRef]:
    """The terms of kg among ``nodes``, by name."""
    found = {n for n in nodes if isinstance(n, URIRef) and n.startswith(KG)}
    return sorted(found, key=lambda n: (n.lower(), n))


def term(node: Node) -> str:
    return f"`{short_name(node, PREFIXES)}`" if isinstance(node, URIRef) else str(node)


def terms(nodes: Iterable[Node]) -> str:
    return ", ".join(sorted(map(term, nodes)))


def both(graph: Graph, node: Node, which: URIRef) -> list[str]:
    """What is said of a term in English and in French."""
    said = {o.language: str(o) for o in graph.objects(node, which) if isinstance(o, Literal)}
    return [" ".join(said.get(lang, "").split()) for lang in ("en", "fr")]


def described(graph: Graph, node: Node) -> str:
    """The definition, in both languages."""
    english, french = both(graph, node, SKOS.definition)
    return f"{english}<br>*{french}*" if french else english


def table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads)]
    lines += [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(read()), encoding="utf-8")
