"""What kg costs on top of its parser, and how long it takes to start.

    python benchmarks/speed.py [SOURCES …] [--repeats 7]

Reading of SOURCES (default seeds/articles), claims only, and `kg build` of them, each against spaCy
alone, the same models with their full pipelines over the same texts, turn by turn in one process,
after one round that is not counted (it loads models, names and ontology). The time of a build
includes writing all files.

Names: what loading the list adds to a process that only imports it, and what finding listed names
in the text, and then telling what all names denote, cost beside kg's own parse of it.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import spacy

from kg import articles, gazetteer, language, models, parse, pipeline, read, roles, standins
from kg.mentions import names
from kg.model import Article

ROOT = Path(__file__).resolve().parent.parent
STARTS = 10


def seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def loading() -> tuple[float, float]:
    """Seconds of the processor that loading the names adds to a process that imports them, and
    that the first look for other spellings of a person adds to that: medians, each in turns."""
    steps = (
        "from kg import gazetteer",
        "; names = gazetteer.load()",
        "; names.spelt('Jean Martin')",
    )
    codes = ["".join(steps[: i + 1]) for i in range(len(steps))]
    rounds = [[_busy(sys.executable, "-c", code) for code in codes] for _ in range(STARTS + 1)]
    bare, loaded, looked = (median(column) for column in zip(*rounds[1:], strict=True))
    return loaded - bare, looked - loaded


def _busy(*command: str) -> float:
    """Seconds of the processor, which other work on the machine lengthens less than the clock's."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def naming(wanted: Sequence[Article]) -> tuple[float, float, float]:
    """Seconds to parse the articles, to find listed names, and to tell what all names denote."""
    known = gazetteer.load()
    spent = [0.0, 0.0, 0.0]
    for article in wanted:
        told = language.load(article.lang)
        text, start = article.text, article.body_start
        begin = time.perf_counter()
        matches = known.find(text, article.lang, start)
        matched = time.perf_counter()
        keep = standins.stand_ins(text, matches, known, told)
        before = time.perf_counter()
        parsed = list(parse.parse(text, told, start=start, keep=keep))
        after = time.perf_counter()
        sentences = [roles.sentence(i, text, raws, told) for i, raws in enumerate(parsed)]
        ready = time.perf_counter()
        names.find(text, sentences, matches, known, told)
        linked = time.perf_counter()
        for i, took in enumerate((after - before, matched - begin, linked - ready)):
            spent[i] += took
    return spent[0], spent[1], spent[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="*", default=[str(ROOT / "seeds" / "articles")])
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args()

    texts: dict[str, list[str]] = defaultdict(list)
    wanted: list[Article] = []
    for item in articles.read(options.sources):
        if isinstance(item, Article):
            wanted.append(item)
            texts[item.lang].append(item.text[item.body_start :])
    pipelines = {lang: spacy.load(models.model_name(language.load(lang))) for lang in sorted(texts)}

    def spacy_alone() -> None:
        for lang, model in pipelines.items():
            for _ in model.pipe(texts[lang]):
                pass

    def build() -> None:
        with tempfile.TemporaryDirectory() as folder:  # a known one would be read no more
            pipeline.build(options.sources, Path(folder))

    def reading() -> None:
        for article in wanted:
            read.extract(article)

    turns = (build, spacy_alone, reading)
    rounds = [tuple(map(seconds, turns)) for _ in range(options.repeats + 1)][1:]

    shares = [naming(wanted) for _ in range(options.repeats)]
    finding, linking = (median(turn[i] / turn[0] for turn in shares) for i in (1, 2))

    words = sum(len(text.split()) for found in texts.values() for text in found)
    ours, bare, told = (median(column) for column in zip(*rounds, strict=True))
    ratios = sorted(a / b for a, b, _ in rounds)
    readings = sorted(c / b for _, b, c in rounds)
    command = [str(Path(sys.executable).with_name("kg")), "--help"]
    starts = [
        seconds(lambda: subprocess.run(command, check=True, capture_output=True))
        for _ in range(STARTS)
    ]
    print(f"articles           {sum(map(len, texts.values()))} ({words} words)")
    print(f"kg build           {ours:.2f} s, {words / ours:.0f} words/s (median of {len(rounds)})")
    print(f"reading alone      {told:.2f} s, {words / told:.0f} words/s")
    print(f"  over spaCy       {median(readings):.2f} ({readings[0]:.2f} to {readings[-1]:.2f})")
    print(f"spaCy alone        {bare:.2f} s, {words / bare:.0f} words/s")
    print(f"build over spaCy   {median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    loaded, looked = loading()
    print(f"loading names      {loaded:.2f} s (median of {STARTS})")
    print(f"first like name    {looked:.2f} s")
    print(f"finding names      {finding:.1%} of kg's parse (median of {len(shares)})")
    print(f"linking them       {linking:.1%} of kg's parse")
    print(f"kg --help          {median(starts):.2f} s (median of {STARTS})")


if __name__ == "__main__":
    main()
