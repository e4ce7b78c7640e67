"""All English texts of a folder such as ../shared/dev in two triple stores, and before the laws.

    python benchmarks/stores.py [--dev ../shared/dev]

The graph of seeds/articles and that of the texts are validated (SHACL and the texts themselves),
pushed into an Oxigraph and a Virtuoso that are started for it, and read back: every triple must be
there, and five named questions must have the answers they have here.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from rdflib import Graph

import kg
from kg import export, pipeline, push, query, store
from kg.endpoint import Endpoint, view
from kg.login import Login
from kg.push import Services
from kg.validate import validate

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.endpoints import oxigraph, virtuoso  # noqa: E402

QUESTIONS = ("actors", "arms-deliveries", "who-met-whom", "disputed", "said-by")
PACKAGED = 10_000
"""Rows that a Virtuoso as it is packaged gives at once."""
ROWS = 25
"""PLV rows in one text: they are sentences of different articles."""


def texts(dev: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every English document."""
    for i, document in enumerate(json.loads((dev / "dwie" / "dev.json").read_text("utf-8"))):
        yield f"dwie-{i}", " ".join(word for s in document["sents"] for word in s)
    for path in sorted((dev / "re3d").glob("*/documents.json*")):
        for i, line in enumerate(path.read_text("utf-8").splitlines()):
            if line.strip():
                yield f"re3d-{path.parent.name}-{i}", json.loads(line)["text"]
    for i, line in enumerate((dev / "rams" / "dev.jsonlines").read_text("utf-8").splitlines()):
        yield f"rams-{i}", " ".join(word for s in json.loads(line)["sentences"] for word in s)
    documents: dict[str, list[str]] = {}
    for row in _rows(dev / "ntrex" / "parallel.tsv"):
        documents.setdefault(row["doc"], []).append(row["en"])
    yield from ((f"ntrex-{name}", "\n".join(lines)) for name, lines in documents.items())
    sentences = [row["sentence"] for row in _rows(dev / "plv" / "PLV_train.tsv")]
    for i in range(0, len(sentences), ROWS):
        yield f"plv-{i}", "\n".join(sentences[i : i + ROWS])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def put(name: str, out: Path, to: Services, login: Login) -> str:
    """Push a build, read it back, ask it; a line on how it went."""
    began = time.perf_counter()
    (done,) = push.push(push.placed(store.load(out)), to, login=login)
    seconds = time.perf_counter() - began
    there = Endpoint(to.queries, graph=push.GRAPH, login=login)
    here = kg.open(out)
    same = export.write("ntriples", store.graph(there.download())) == export.write("ntriples", here)
    asked = _answers(here) == _answers(view(there))
    return (
        f"{name}: {done.counted} triples pushed in {seconds:.1f} s,"
        f" {'the same' if same else 'OTHER'} triples read back,"
        f" {len(QUESTIONS)} questions {'answered alike' if asked else 'answered OTHERWISE'}"
    )


def _answers(graph: Graph) -> list[str]:
    return [query.format(query.run(graph, question), "csv") for question in QUESTIONS]


def validated(out: Path) -> str:
    """A line on whether the graph of a build keeps the laws."""
    began = time.perf_counter()
    report = validate(out)
    return (
        f"{report.triples} triples, {report.articles} texts, {report.laws} laws,"
        f" {len(report.violations)} violations ({time.perf_counter() - began:.1f} s)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path, default=ROOT.parent / "shared" / "dev")
    dev = parser.parse_args().dev
    with tempfile.TemporaryDirectory() as name, ExitStack() as running:
        folder = Path(name)
        for part in ("articles", "oxigraph", "virtuoso"):
            (folder / part).mkdir()
        for title, text in texts(dev):
            path = folder / "articles" / f"{quote(title, safe='')}.txt"
            path.write_text(f"lang: en\n\n{text}", "utf-8")
        queries = running.enter_context(oxigraph(folder / "oxigraph"))
        address = running.enter_context(virtuoso(folder / "virtuoso", PACKAGED))
        stores = {
            "Oxigraph": (push.services(queries.replace("/query", "/update")), Login()),
            "Virtuoso": (
                push.services(f"{address}/sparql-auth"),
                Login("digest", "dba", "dba"),
            ),
        }
        for sources in (ROOT / "seeds" / "articles", folder / "articles"):
            out = folder / "out" / sources.parent.name
            built = pipeline.build([str(sources)], out)
            print(f"{built.articles} articles: {validated(out)}")
            for store_name, (to, login) in stores.items():
                print("  " + put(store_name, out, to, login), flush=True)


if __name__ == "__main__":
    main()
