"""PLOVER roots of kg's claims against the rows of a PLV file.

python benchmarks/plv.py PLV_train.tsv [--errors]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from kg import ontology, read
from kg.evaluate.plv import Answer, RootScore, Row, answer, read_rows, score_roots
from kg.model import Article


def measure(rows: list[Row]) -> list[Answer]:
    """What kg claims between source and target of each row.

    The marks of a row say where its ends stand, not what they are.
    """
    families = ontology.load().families
    answers = []
    for i, row in enumerate(rows):
        article = Article(f"row-{i}", row.text, "en", f"row-{i}")
        extracted = read.extract(article, (*row.source, *row.target))
        answers.append(answer(row, extracted.claims, families))
    return answers


def figures(rows: list[Row], answers: list[Answer]) -> Iterator[str]:
    """The report, line by line."""
    answered = [a for a in answers if a.root is not None]
    marked = sum(bool(row.source and row.target) for row in rows)
    forward = sum(a.forward for a in answered)
    yield f"rows                                {len(rows)}, {marked} with both ends marked"
    yield f"  with any claim                    {_share(sum(a.claims > 0 for a in answers), rows)}"
    yield f"  with a claim between the ends     {_share(len(answered), rows)}"
    yield f"    source as subject               {_share(forward, answered)}"
    plain = score_roots((r.root, a.root) for r, a in zip(rows, answers, strict=True))
    coded = score_roots((r.root, a.coded) for r, a in zip(rows, answers, strict=True))
    yield from _roots("root of the relation", plain)
    yield from _roots("root by the codebooks' rules for modality and polarity", coded)
    yield f"\n{'root':12}{'right':>7}{'claimed':>9}{'rows':>6}"
    for root, (right, claimed, total) in coded.by_root.items():
        yield f"{root:12}{right:7}{claimed:9}{total:6}"


def _share(part: int, whole: list[Row] | list[Answer]) -> str:
    return f"{part} ({part / max(len(whole), 1):.1%})"


def _roots(name: str, score: RootScore) -> Iterator[str]:
    yield f"{name}:"
    yield f"  right, of rows answered           {score.right / max(score.answered, 1):.1%}"
    yield f"  right, of all rows                {score.right / max(score.rows, 1):.1%}"
    yield f"  macro-F1 over {len(score.by_root):2} roots            {score.macro_f1:.3f}"


def errors(rows: list[Row], answers: list[Answer]) -> Iterator[str]:
    """Every row whose root is wrong or missing, by root, with its ends in brackets."""
    pairs = sorted(zip(rows, answers, strict=True), key=lambda pair: pair[0].root)
    for row, found in pairs:
        if row.root not in (found.root, found.coded):
            claimed = f"{found.root} ({found.relation})" if found.root else "nothing"
            yield f"{row.root}, claimed {claimed}: {_marked(row)}"


def _marked(row: Row) -> str:
    marks = [(at, mark) for a, b in row.source for at, mark in ((a, "["), (b, "]"))]
    marks += [(at, mark) for a, b in row.target for at, mark in ((a, "{"), (b, "}"))]
    text = row.text
    for at, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the wrong rows as well")
    options = parser.parse_args()
    rows = read_rows(options.file)
    answers = measure(rows)
    print("\n".join(figures(rows, answers)))
    if options.errors:
        print("\n".join(["", *errors(rows, answers)]))


if __name__ == "__main__":
    main()
