"""Holds what kg.models loads against what spacy.load does: no token and no label may differ.

    python benchmarks/tokenizer.py [--sentences 100000] [--parsed 3000] [--dev ../shared/dev]

The texts are the French of the development data, the project's own, and generated sentences of
listed names and of words such as the tokenizer's expression is about (tests/words.py). Ends with 1
when anything differs.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy

from kg import gazetteer, language, models
from kg.articles import read
from kg.model import Article

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import freeze, words  # noqa: E402

_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def development(folder: Path) -> Iterator[str]:
    """The French sentences of the development data, () when it is not there."""
    if not folder.is_dir():
        return
    yield from _END.split((folder / "seed" / "article.txt").read_text(encoding="utf-8"))
    with (folder / "ntrex" / "parallel.tsv").open(encoding="utf-8", newline="") as lines:
        yield from (row["fr"] for row in csv.DictReader(lines, delimiter="\t"))
    reports = json.loads((folder / "popcorn" / "train.json").read_text(encoding="utf-8"))
    for report in reports.values():
        yield from _END.split(report["text"])
    (table,) = (folder / "hipe_fr").glob("*.tsv")
    rows = table.read_text(encoding="utf-8").splitlines()
    old = " ".join(row.split("\t")[0] for row in rows[1:] if row and row[0] != "#")
    yield from _END.split(old.replace("¬ ", ""))
    names = (folder / "politician_names" / "en_fr.tsv").read_text(encoding="utf-8").splitlines()
    yield from (row.split("\t")[3] for row in names[1:])


def own() -> Iterator[str]:
    """The French sentences of the project."""
    yield from freeze.texts("fr")
    for article in read([str(ROOT / "seeds" / "articles")], lang="fr"):
        if isinstance(article, Article):
            yield from _END.split(article.text)
    with (ROOT / "tests" / "gold" / "parallel.tsv").open(encoding="utf-8", newline="") as lines:
        yield from (row["fr"] for row in csv.DictReader(lines, delimiter="\t"))


def tokens(nlp: Any, texts: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    for text in texts:
        yield [(t.text, t.idx, t.whitespace_, t.norm_) for t in nlp.tokenizer(text)]


def labels(nlp: Any, texts: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    for doc in nlp.pipe(texts):
        yield [
            (t.text, t.lemma_, t.pos_, t.dep_, t.head.i, str(t.morph), t.ent_iob_, t.ent_type_,
             t.is_sent_start)
            for t in doc
        ]  # fmt: skip


def differences(
    reading: Callable[[Any, Sequence[str]], Iterator[object]],
    one: Any,
    other: Any,
    texts: Sequence[str],
) -> list[str]:
    pairs = zip(texts, reading(one, texts), reading(other, texts), strict=True)
    return [text for text, a, b in pairs if a != b]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--parsed", type=int, default=3_000)
    parser.add_argument("--dev", type=Path, default=ROOT.parent / "shared" / "dev")
    options = parser.parse_args()
    name = models.model_name(language.load("fr"))
    plain = spacy.load(name)  # before kg's: spaCy keeps the expression it compiles
    fast = models.load(name)
    pattern = plain.tokenizer.token_match.__self__.pattern
    print(f"characters of the expression  {len(pattern):,}")
    print(f"factored                      {len(fast.tokenizer.token_match.__self__.pattern):,}")
    names = sorted(e.label for e in gazetteer.load().entities.values())
    texts = {
        "development": [t for t in development(options.dev) if t.strip()],
        "project": [t for t in own() if t.strip()],
        "generated": list(words.sentences(pattern, names, options.sentences)),
    }
    wrong = 0
    print("texts              cut     tokens  differ   parsed  differ")
    for kind, found in texts.items():
        cut = differences(tokens, plain, fast, found)
        some = found[:: max(1, len(found) // options.parsed)]
        parsed = differences(labels, plain, fast, some)
        count = sum(map(len, tokens(plain, found)))
        print(f"{kind:12} {len(found):9,} {count:10,} {len(cut):7}", end="  ")
        print(f"{len(some):7,} {len(parsed):7}")
        wrong += len(cut) + len(parsed)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
