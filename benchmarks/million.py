"""A graph of a million triples: load, one join and export, against the libraries alone.

    python benchmarks/million.py

Claims are generated (--claims, some 39 triples each), not read. All figures come from one run
on one machine; what counts are the ratios. Each is the best of three, but for rdflib's loading and
writing, which take half a minute.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from kg import export, ontology, query, rdf, statements, store
from kg.claims import claim_id
from kg.model import Article, Claim, End, Entity, Span, When

JOIN = """
SELECT ?relation (COUNT(?article) AS ?articles) WHERE {
  ?claim kg:statement ?statement .
  ?statement rdf:predicate ?relation .
  ?claim prov:wasDerivedFrom ?article .
} GROUP BY ?relation ORDER BY ?relation
"""
Act = Callable[[], object]


def generated(count: int, seed: int = 1) -> Iterator[Claim]:
    """Claims of five to an article between 2,000 actors, over ten years."""
    chance = random.Random(seed)
    relations = sorted(ontology.load().relations)
    actors = [Entity(f"actor-{n}", "Organisation", f"Actor {n}") for n in range(2000)]
    for number in range(count):
        day = date(2015, 1, 1) + timedelta(days=number // 5 % 3650)
        name = str(number // 5)
        article = Article(
            f"a-{name}", "", "en", f"{name}.txt", f"News {name}", f"Outlet {number % 40}",
            published=day,
        )  # fmt: skip
        subject, object_ = chance.sample(actors, 2)
        relation = chance.choice(relations)
        text = f"{subject.label} {relation} {object_.label} on {day:%A}, sources said."
        one, other = (
            End(e.id, e.label, e.kind, e.label, start, start + len(e.label))
            for e, start in ((subject, 0), (object_, text.index(object_.label)))
        )
        modality = chance.choice(["asserted", "asserted", "planned", "possible"])
        yield Claim(
            claim_id(article.id, number, one, relation, other, "affirmed", modality),
            article, Span(text, 0, len(text)), one, relation, other,
            modality=modality, when=When(f"on {day:%A}", day.isoformat(), day.isoformat()),
            confidence=round(chance.uniform(0.5, 1), 2),
        )  # fmt: skip


def timed(act: Act, rounds: int = 3) -> tuple[float, object]:
    """The shortest time of an act, in seconds, and what it gave."""
    times, result = [], None
    for _ in range(rounds):
        result = None  # two stores at once would not be fair to either
        start = time.perf_counter()
        result = act()
        times.append(time.perf_counter() - start)
    return min(times), result


def bare(turtle: bytes) -> ox.Store:
    loaded = ox.Store()
    loaded.bulk_load(turtle, format=ox.RdfFormat.TURTLE)
    return loaded


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=26_000)
    options = parser.parse_args()
    onto = ontology.load()
    claims = list(generated(options.claims))
    merged = statements.merge(claims, symmetric=onto.symmetric, events=onto.events)
    turtle = export.write("turtle", rdf.graph(merged, {}, ontology=onto))
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        (folder / store.GRAPH_FILE).write_bytes(turtle)
        saving, _ = timed(lambda: store.save(turtle, folder), 1)
        times: dict[str, tuple[float, float, float]] = {}
        loading, plain = timed(lambda: bare(turtle))
        assert isinstance(plain, ox.Store)
        times["pyoxigraph, in memory"] = (
            loading,
            timed(lambda: list(plain.query(JOIN, prefixes=dict(store.PREFIXES))))[0],
            timed(lambda: plain.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()))[
                0
            ],
        )
        size = len(plain)
        for name, target in (
            ("kg, of a file", folder / store.GRAPH_FILE),
            ("kg, of a build directory", folder),
        ):
            loading, opened = timed(lambda target=target: store.load(target))
            asking, answer = timed(lambda opened=opened: query.run(store.graph(opened), JOIN))
            writing, lines = timed(
                lambda opened=opened: export.write("ntriples", store.graph(opened))
            )
            times[name] = loading, asking, writing
        on_disk = ox.Store.read_only(str(next((folder / store.FOLDER).iterdir())))
        times["pyoxigraph, on disk"] = (
            saving,
            timed(lambda: list(on_disk.query(JOIN, prefixes=dict(store.PREFIXES))))[0],
            timed(
                lambda: on_disk.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
            )[0],
        )
        memory = Graph()
        loading, _ = timed(lambda: memory.parse(data=turtle, format="turtle"), 1)
        asking, rows = timed(lambda: list(memory.query(JOIN, initNs=store.PREFIXES)))
        writing, _ = timed(lambda: memory.serialize(format="nt11", encoding="utf-8"), 1)
        times["rdflib, in memory"] = loading, asking, writing
        assert len(answer.rows) == len(rows)
        assert lines.count(b"\n") == size
    print(f"{size:,} triples, {len(claims):,} claims; saving the store of a build {saving:.1f} s\n")
    print("| | load | join | export |\n|---|---|---|---|")
    for name, row in times.items():
        print(f"| {name} | " + " | ".join(f"{seconds:.3f} s" for seconds in row) + " |")
    turtle_time, _ = timed(lambda: memory.serialize(format="turtle", encoding="utf-8"), 1)
    print(f"\nrdflib writes the same graph as Turtle in {turtle_time:.1f} s")
    print("\n| kg against | load | join | export |\n|---|---|---|---|")
    for other in ("pyoxigraph, in memory", "pyoxigraph, on disk", "rdflib, in memory"):
        for name in ("kg, of a file", "kg, of a build directory"):
            ratios = (a / b for a, b in zip(times[name], times[other], strict=True))
            print(f"| {other}: {name} | " + " | ".join(f"{r:.3f} times" for r in ratios) + " |")


if __name__ == "__main__":
    main()
