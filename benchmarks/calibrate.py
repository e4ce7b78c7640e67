"""Fits the weights behind a claim's confidence, and says how far the probabilities can be trusted.

    python benchmarks/calibrate.py [--write] [--dev ../shared/dev]

Every claim that kg makes on the development gold and on tests/gold is right or wrong by the strict
matching of ``kg evaluate``; one that fits a gold claim that is not required, or repeats one, is
right. The tables are Markdown for benchmarks/README.md, and no claim in them was judged with
weights that its own document, in either language, had a part in. ``--write`` writes the weights
into kg/confidence.toml.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg import ontology, read, resources
from kg.confidence import COSTS, NAMES, Features
from kg.evaluate import LANGS, rules_of, run
from kg.evaluate.gold import read_documents, read_gold
from kg.evaluate.score import Rules, Scorer
from kg.model import Article, Claim

Array = npt.NDArray[np.float64]

ROOT = Path(__file__).resolve().parent.parent
DEV, OWN = "development", "tests/gold"
BINS = tuple(pairwise((0, 0.5, 0.6, 0.7, 0.8, 0.9, 1)))
"""Of the reliability table; the last one holds its upper bound too."""
THRESHOLDS = (0, 0.5, 0.6, 0.7, 0.8, 0.9)

STRENGTH, PRIOR = 10.0, -0.25
"""Of the penalty on a weight, and where it draws the costs: a cost is one until the gold says
otherwise. Of 0.3 to 30 and 0 to -0.5, no other choice changed the Brier score on the development
gold by more than 0.006."""
FREE = 0.01
"""Strength of the penalty on how many claims of a gold are right at all."""


@dataclass(frozen=True)
class Judged:
    """A claim of kg and whether the gold has it."""

    gold: str
    doc: str
    lang: str
    claim: Claim
    features: Features
    right: bool


def judge(gold_name: str, gold_path: Path, text_path: Path, rules: Rules) -> Iterator[Judged]:
    """All claims kg makes on a gold, in both languages."""
    gold = read_gold(gold_path)
    scorer = Scorer(gold, rules)
    for lang in LANGS:
        for document in read_documents(gold, gold_path, text_path, lang):
            article = Article(document.id, document.text, lang, document.id)
            found = read.extract(article)
            golds = scorer.gold_triples(document.id)
            matching = scorer.match(golds, scorer.predicted_triples(found.claims), "strict")
            wrong = {claim.id for triple in matching.spurious for claim in triple.claims}
            for claim in found.claims:
                features = found.features[claim.id]
                right = claim.id not in wrong
                yield Judged(gold_name, document.id, lang, claim, features, right)


# Fitting


def fit(rows: Array, right: Array, pulls: Array, strengths: Array, highest: Array) -> Array:
    """The weights with the least logistic loss plus ``strengths/2 * (weight - pulls)**2``, none
    above its ``highest``: Newton's method, one weight after the other, until nothing moves."""
    weights = np.minimum(np.zeros(rows.shape[1]), highest)
    totals = rows @ weights
    for _ in range(1000):
        moved = 0.0
        for j, column in enumerate(rows.T):
            share = 1 / (1 + np.exp(-totals))
            slope = column @ (share - right) + strengths[j] * (weights[j] - pulls[j])
            # Never flatter than a tenth of the steepest curve, or a step would leap too far.
            curve = column**2 @ np.maximum(share * (1 - share), 0.025) + strengths[j]
            new = min(weights[j] - slope / curve, highest[j])
            totals += column * (new - weights[j])
            moved = max(moved, abs(new - weights[j]))
            weights[j] = new
        if moved < 1e-6:
            break
    return weights


def table(judged: Sequence[Judged]) -> tuple[Array, Array]:
    """A row of values for each claim, the last one 1 where the gold is our own; and 1 or 0."""
    values = [j.features.values() for j in judged]
    rows = [
        [*(float(v.get(n, 0)) for n in NAMES), float(j.gold == OWN)]
        for v, j in zip(values, judged, strict=True)
    ]
    return np.array(rows), np.array([float(j.right) for j in judged])


def fitted(rows: Array, right: Array) -> Array:
    """The weights in the order of ``NAMES``, then what our own gold adds."""
    costs = np.array([n in COSTS for n in (*NAMES, OWN)])
    free = np.array([n in ("base", OWN) for n in (*NAMES, OWN)])
    return fit(
        rows,
        right,
        np.where(costs, PRIOR, 0.0),
        np.where(free, FREE, STRENGTH),
        np.where(costs, 0.0, np.inf),
    )


def held_out(judged: Sequence[Judged]) -> Array:
    """The probability of each claim by the weights that all other documents give."""
    rows, right = table(judged)
    documents = np.array([f"{j.gold} {j.doc}" for j in judged])
    shares = np.zeros(len(judged))
    for document in sorted(set(documents)):
        inside = documents == document
        weights = fitted(rows[~inside], right[~inside])
        shares[inside] = 1 / (1 + np.exp(-rows[inside] @ weights))
    return shares


# Reporting


def reliability(judged: Sequence[Judged], shares: Array) -> Iterator[str]:
    """Claims by their probability: how many, the mean probability, and the share that is right."""
    yield "| confidence | " + " | ".join(f"{g}: claims | mean | right" for g in (DEV, OWN)) + " |"
    yield "|---" * 7 + "|"
    for low, high in BINS:
        cells = [f"{low:.1f} to {high:.1f}"]
        for gold in (DEV, OWN):
            mine, right = _of(judged, shares, gold)
            inside = _inside(mine, low, high)
            cells += [str(inside.sum()), _mean(mine[inside]), _mean(right[inside])]
        yield f"| {' | '.join(cells)} |"
    cells = ["all"]
    for gold in (DEV, OWN):
        mine, right = _of(judged, shares, gold)
        cells += [str(len(mine)), _mean(mine), _mean(right)]
    yield f"| {' | '.join(cells)} |"


def scores(judged: Sequence[Judged], shares: Array) -> Iterator[str]:
    """Brier score beside that of one figure for all claims (the share that is right in the other
    documents), expected calibration error, and how often a right claim is above a wrong one."""
    yield "| gold | Brier score | of one figure | expected calibration error | right above wrong |"
    yield "|---" * 5 + "|"
    for gold in (DEV, OWN):
        mine, right = _of(judged, shares, gold)
        brier, alone = np.mean((mine - right) ** 2), np.mean((_others(judged, gold) - right) ** 2)
        bins = [_inside(mine, low, high) for low, high in BINS]
        error = sum(abs((mine[b] - right[b]).sum()) for b in bins) / len(mine)
        better = mine[right == 1][:, None] - mine[right == 0][None, :]
        rank = np.mean((better > 0) + (better == 0) / 2) if better.size else float("nan")
        yield f"| {gold} | {brier:.3f} | {alone:.3f} | {error:.3f} | {100 * rank:.1f} % |"


def thresholds(
    judged: Sequence[Judged], shares: Array, golds: dict[str, tuple[Path, Path]], rules: Rules
) -> Iterator[str]:
    """Strict precision, recall and F1 of the claims at or above each threshold."""
    yield "| gold | language | " + " | ".join(f"≥ {t}" for t in THRESHOLDS) + " |"
    yield "|---" * (2 + len(THRESHOLDS)) + "|"
    for name, (gold, text) in golds.items():
        for lang in LANGS:
            cells = [name, lang]
            for least in THRESHOLDS:
                kept: dict[str, list[Claim]] = {}
                for j, share in zip(judged, shares, strict=True):
                    if (j.gold, j.lang) == (name, lang) and share >= least:
                        kept.setdefault(j.doc, []).append(j.claim)

                score = run(gold, text, [lang], partial(_kept, kept), rules=rules)
                strict = score.language(lang).score()
                figures = (strict.precision, strict.recall, strict.f1)
                cells.append(" / ".join(f"{100 * figure:.1f}" for figure in figures))
            yield f"| {' | '.join(cells)} |"


def _kept(kept: dict[str, list[Claim]], _text: str, _lang: str, doc: str) -> list[Claim]:
    return kept.get(doc, [])


def _of(judged: Sequence[Judged], shares: Array, gold: str) -> tuple[Array, Array]:
    mine = np.array([j.gold == gold for j in judged])
    return shares[mine], np.array([float(j.right) for j in judged])[mine]


def _others(judged: Sequence[Judged], gold: str) -> Array:
    """For each claim of a gold, the share of right ones in the gold's other documents."""
    documents = np.array([j.doc for j in judged if j.gold == gold])
    right = np.array([float(j.right) for j in judged if j.gold == gold])
    return np.array([right[documents != document].mean() for document in documents])


def _inside(shares: Array, low: float, high: float) -> npt.NDArray[np.bool_]:
    return (shares >= low) & ((shares < high) | (high == BINS[-1][1]))


def _mean(values: Array) -> str:
    return f"{values.mean():.2f}" if len(values) else "-"


def written(judged: Sequence[Judged]) -> str:
    """kg/confidence.toml: the weights, and on what they were fitted."""
    weights = fitted(*table(judged))
    claims = Counter(j.gold for j in judged)
    right = Counter(j.gold for j in judged if j.right)
    head = [
        "# The weights of kg/confidence.py: the logistic function of their sum is the confidence.",
        "#",
        "# `python benchmarks/calibrate.py --write` fitted them on the claims that kg makes",
        f"# - on the development gold (not shipped): {claims[DEV]}, {right[DEV]} of them right,",
        f"# - on tests/gold: {claims[OWN]}, {right[OWN]} of them right,",
        "# with a base for each; this is that of the development gold, the harder one.",
        "# Fit them again when rules, triggers or names have changed much, or when the reliability",
        "# table of benchmarks/README.md no longer holds.",
        "",
    ]
    lines = [f"{n} = {w:.3f}" for n, w in zip(NAMES, weights[: len(NAMES)] + 0.0, strict=True)]
    return "\n".join([*head, *lines]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path, default=ROOT.parent / "shared" / "dev")
    parser.add_argument("--write", action="store_true", help="write kg/confidence.toml")
    options = parser.parse_args()
    own = ROOT / "tests" / "gold"
    golds = {
        DEV: (options.dev / "gold.json", options.dev / "ntrex" / "parallel.tsv"),
        OWN: (own / "gold.json", own / "parallel.tsv"),
    }
    rules = rules_of(ontology.load())
    judged = [j for name, paths in golds.items() for j in judge(name, *paths, rules)]
    shares = held_out(judged)
    for lines in (
        reliability(judged, shares),
        scores(judged, shares),
        thresholds(judged, shares, golds, rules),
    ):
        print("\n".join(lines), end="\n\n")
    text = written(judged)
    print(text, end="")
    if options.write:
        resources.CONFIDENCE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
