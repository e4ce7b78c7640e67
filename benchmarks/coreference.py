"""How often kg resolves a pronoun or a description to the right gold cluster.

    python benchmarks/coreference.py --popcorn train.json --dwie dev.json [--errors]

Judged are the mentions kg resolved that cover half of a gold mention without a name, or more. One
is right when a mention by which kg names the same entity lies in the same gold cluster. Recall is
over the gold mentions without a name that follow a name of their cluster.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from kg import read
from kg.evaluate.annotated import PRONOUNS, Document, read_dwie, read_popcorn
from kg.evaluate.clusters import Resolved, judge_coreference, kind_of, resolvable
from kg.model import Article

KINDS = ("pronoun", "possessive", "description")
Judged = list[tuple[Document, list[Resolved]]]


def measure(documents: list[Document]) -> Judged:
    judged = []
    for document in documents:
        article = Article(document.id, document.text, document.lang, document.id)
        mentions = read.extract(article).mentions
        judged.append((document, judge_coreference(document, mentions, PRONOUNS)))
    return judged


def figures(judged: Judged) -> Iterator[str]:
    """The report, line by line."""
    columns = "resolved judged right precision gold recall"
    yield f"{'kind':14}" + "".join(f"{name:>11}" for name in columns.split())
    for kinds in (*((kind,) for kind in KINDS), KINDS):
        found = [r for _, resolved in judged for r in resolved if r.kind in kinds]
        right = {
            (document.id, r.spot)
            for document, resolved in judged
            for r in resolved
            if r.right and r.kind in kinds
        }
        gold = {
            (document.id, spot)
            for document, _ in judged
            for spot, _ in resolvable(document)
            if kind_of(document.text[spot.start : spot.end], PRONOUNS) in kinds
        }
        counted = [r for r in found if r.right is not None]
        good = sum(bool(r.right) for r in counted)
        numbers = f"{len(found):11}{len(counted):11}{good:11}{_share(good, len(counted))}"
        name = kinds[0] if len(kinds) == 1 else "all"
        yield f"{name:14}{numbers}{len(gold):11}{_share(len(right & gold), len(gold))}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:11.1%}" if whole else f"{'-':>11}"


def errors(judged: Judged) -> Iterator[str]:
    """Every mention resolved to another entity than the gold's, and every gold mention left."""
    for document, resolved in judged:
        for r in resolved:
            if r.right is False and r.cluster is not None:
                gold = ", ".join(_names(document, r.cluster))
                yield (
                    f"WRONG {r.kind} is {r.mention.entity.label!r}, gold [{gold}]: "
                    + _around(document, r.mention.start, r.mention.end)
                )
        seen = {r.spot for r in resolved}
        for spot, i in resolvable(document):
            if spot not in seen:
                gold = ", ".join(_names(document, i))
                yield f"MISSING gold [{gold}]: " + _around(document, spot.start, spot.end)


def _names(document: Document, cluster: int) -> list[str]:
    spots = document.clusters[cluster].spots
    named = [document.text[s.start : s.end] for s in spots if s.named]
    return list(dict.fromkeys(named)) or [document.text[spots[0].start : spots[0].end]]


def _around(document: Document, start: int, end: int) -> str:
    text = document.text
    before, after = text[max(start - 160, 0) : start], text[end : end + 60]
    return " ".join(f"{before}<<{text[start:end]}>>{after}".split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--popcorn", type=Path)
    parser.add_argument("--dwie", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong or missing")
    options = parser.parse_args()
    readers: list[tuple[Path | None, Callable[[Path], list[Document]]]] = [
        (options.popcorn, read_popcorn),
        (options.dwie, read_dwie),
    ]
    for path, reader in readers:
        if path is not None:
            judged = measure(reader(path))
            print("\n".join([path.parent.name, *figures(judged), ""]))
            if options.errors:
                print("\n".join(errors(judged)))


if __name__ == "__main__":
    main()
