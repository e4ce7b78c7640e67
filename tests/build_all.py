"""Prints the digest of everything that is written from the sample; run with any hash seed."""

from __future__ import annotations

import hashlib

from hostile import Relations
from sample import EVENTS, SYMMETRIC, sample_claims, sample_entities, sample_statements

from kg import claims, export, query, rdf, results

QUERIES = (
    "SELECT * { ?s a kg:Statement ; rdf:subject ?subject ; rdf:object ?object }",
    "SELECT ?kind (COUNT(?s) AS ?n) { ?s a ?kind } GROUP BY ?kind",
    "SELECT DISTINCT ?p { { ?s ?p ?o } UNION { ?o ?p ?s } }",
    "SELECT ?s ?o { ?s ?p ?o } LIMIT 5",
    "DESCRIBE id:RUS",
    "CONSTRUCT { ?a kg:near ?b } { ?a kg:meets ?b }",
)


def digests() -> dict[str, str]:
    """What was written -> SHA-256 of its bytes."""
    ontology = Relations(SYMMETRIC, EVENTS, {"buys_munitions_from": "buys_arms_from"})
    graph = rdf.graph(sample_statements(), sample_entities(), ontology=ontology)
    written = {"claims": claims.dump(sample_claims())}
    written |= {fmt: export.write(fmt, graph) for fmt in export.FORMATS}
    written |= {
        f"{text} {fmt}": query.format(query.run(graph, text), fmt).encode()
        for text in QUERIES
        for fmt in results.FORMATS
    }
    return {name: hashlib.sha256(data).hexdigest() for name, data in written.items()}


if __name__ == "__main__":
    for name, digest in digests().items():
        print(name, digest, sep="\t")
