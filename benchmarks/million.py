"""A graph of a million triples: load, one join and export, against the libraries alone.

    python benchmarks/million.py

Claims are generated (--claims, some 45 triples each), not read. All figures come from one run
on one machine; what counts are the ratios.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph
from rdflib import Graph

from kg import claims as claim_io
from kg import export, ontology, query, rdf, statements, store
from kg.claims import claim_id
from kg.model import Article, Claim, End, Entity, Span, When
from kg.terms import VOCABULARIES, Names

JOIN = """
SELECT ?relation (COUNT(?claim) AS ?claims) WHERE {
  ?claim kg:statement ?statement .
  ?statement rdf:predicate ?relation .
  ?claim kg:modality kg:planned .
} GROUP BY ?relation ORDER BY ?relation
"""
"""Three patterns that meet in two variables."""


def generated(count: int, seed: int = 1) -> Iterator[Claim]:
    """Claims of five to an article between 2,000 actors, over ten years."""
    chance = random.Random(seed)
    relations = sorted(ontology.load().relations)
    actors = [Entity(f"actor-{n}", "Organisation", f"Actor {n}") for n in range(2000)]
    for number in range(count):
        day = date(2015, 1, 1) + timedelta(days=number // 5 % 3650)
        article = Article(
            f"a-{number // 5}", "", "en", f"{number // 5}.txt", outlet=f"Outlet {number % 40}",
            title=f"News {number // 5}", published=day,
        )  # fmt: skip
        subject, object_ = chance.sample(actors, 2)
        relation = chance.choice(relations)
        text = f"{subject.label} {relation} {object_.label} on {day:%A}, sources said."
        ends = [
            End(e.id, e.label, e.kind, e.label, text.index(e.label), text.index(e.label) + 9)
            for e in (subject, object_)
        ]
        modality = chance.choice(["asserted", "asserted", "planned", "possible"])
        yield Claim(
            claim_id(article.id, number, ends[0], relation, ends[1], "affirmed", modality),
            article, Span(text, 0, len(text)), ends[0], relation, ends[1],
            modality=modality, when=When(f"on {day:%A}", day.isoformat(), day.isoformat()),
            confidence=round(chance.uniform(0.5, 1), 2),
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=24_000)
    options = parser.parse_args()
    onto = ontology.load()
    t=time.perf_counter()
    merged = statements.merge(generated(options.claims), symmetric=onto.symmetric, events=onto.events)
    print("merge", time.perf_counter()-t); t=time.perf_counter()
    g = rdf.graph(merged, {}, ontology=onto)
    print(len(g), "graph", time.perf_counter()-t); t=time.perf_counter()
    data = export.turtle(g)
    print(len(data), "turtle", time.perf_counter()-t)
    open("/tmp/million.ttl","wb").write(data)
if __name__ == "__main__":
    main()
