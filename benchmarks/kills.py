"""Kill builds at random moments, build again, and compare with a build nobody disturbed.

    python benchmarks/kills.py --kills 200

Each round starts with an empty directory and 50 articles (or --articles): builds are killed with
SIGKILL until one is quick enough to end by itself. Then every file has to be, byte for byte, that
of the undisturbed build. Builds are forked from a process that has the models loaded already, so
that kills hit the reading and the writing, not the loading. The first difference ends it.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import kg
from kg import language, models, pipeline, query

ROOT = Path(__file__).parent.parent
FILES = (pipeline.CLAIMS, pipeline.ENTITIES, pipeline.GRAPH, pipeline.PAGE, pipeline.REPORT)


def write_articles(folder: Path, wanted: int) -> None:
    """The seed articles and the documents of our own gold, until there are ``wanted``."""
    texts = {p.name: p.read_text("utf-8") for p in sorted((ROOT / "seeds/articles").iterdir())}
    documents: dict[tuple[str, str], list[str]] = {}
    with (ROOT / "tests/gold/parallel.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for lang in ("fr", "en"):
                documents.setdefault((row["doc"], lang), []).append(row[lang])
    for (doc, lang), sentences in documents.items():
        texts[f"{doc}.{lang}.txt"] = f"lang: {lang}\n\n" + "\n".join(sentences)
    if len(texts) < wanted:
        raise SystemExit(f"only {len(texts)} articles at hand")
    for name in sorted(texts)[:wanted]:
        (folder / name).write_text(texts[name], encoding="utf-8")


def content(out: Path) -> dict[str, bytes | str | None]:
    """The files of a build, and what the graph says when it is opened again."""
    files: dict[str, bytes | str | None] = {
        name: (out / name).read_bytes() if (out / name).exists() else None for name in FILES
    }
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    if files[pipeline.GRAPH]:
        files["opened"] = query.format(query.run(kg.open(out), count), "csv")
    return files


def build_in_a_fork(sources: Path, out: Path, after: float | None) -> bool:
    """Whether the build came to its end before it was killed, ``after`` seconds."""
    child = os.fork()
    if not child:
        try:
            pipeline.build([str(sources)], out)
        finally:
            os._exit(0)
    if after is None:
        return os.waitpid(child, 0)[1] == 0
    end = time.monotonic() + after
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] == 0


def stage(out: Path) -> str:
    """What the kill left: how far the build had come."""
    if not (out / pipeline.archive.FILE).exists():
        return "before the first reading"
    if not (out / pipeline.GRAPH).exists():
        return "while reading or merging"
    return "while writing" if list(out.rglob("*.part")) else "after files of an earlier build"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    for lang in ("fr", "en"):
        models.load(models.model_name(language.load(lang)))
    with tempfile.TemporaryDirectory() as base:
        sources, right = Path(base, "articles"), Path(base, "right")
        sources.mkdir()
        write_articles(sources, options.articles)
        started = time.monotonic()
        build_in_a_fork(sources, right, None)
        whole = time.monotonic() - started
        expected = content(right)
        kills = rounds = 0
        stages: Counter[str] = Counter()
        while kills < options.kills:
            rounds += 1
            out = Path(base, f"round-{rounds}")
            while not build_in_a_fork(sources, out, chance.uniform(0, whole)):
                kills += 1
                stages[stage(out)] += 1
            if content(out) != expected:
                sys.exit(f"round {rounds}, after {kills} kills: the files differ")
        print(f"{kills} kills in {rounds} rounds over builds of {options.articles} articles:")
        print("every round ended with the bytes of the undisturbed build")
        for name, count in stages.most_common():
            print(f"  {name}: {count}")


if __name__ == "__main__":
    main()
