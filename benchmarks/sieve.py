"""What is lost by not parsing sentences that cannot hold a claim: ``python benchmarks/sieve.py``.

Reads the texts of ../shared/dev twice (DWIE, re3d and NTREX in English; POPCORN and NTREX in
French), with every sentence and with those that the sieve lets through, and compares the claims.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import stores  # noqa: E402
from kg import read  # noqa: E402
from kg.model import Article, Claim  # noqa: E402

Told = tuple[str, ...]


def articles(dev: Path) -> Iterator[Article]:
    """The English texts that are articles, and the French ones."""
    for name, text in stores.texts(dev):
        if name.startswith(("dwie", "re3d", "ntrex")):
            yield Article(name, text, "en", name)
    for name, text in stores.french(dev):
        yield Article(name, text, "fr", name)


def told(claim: Claim) -> Told:
    """What a claim says, whoever is the nearest of several that say it."""
    ends = claim.subject.id, claim.relation, claim.object.id
    return (claim.article.id, claim.sentence.text, *ends, claim.polarity, claim.modality)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path, default=ROOT.parent / "shared" / "dev")
    words: Counter[str] = Counter()
    claims: dict[str, Counter[Told]] = {"all": Counter(), "parsed": Counter()}
    languages: dict[Told, str] = {}
    sieved = read.sieve
    for article in articles(parser.parse_args().dev):
        for kind in claims:
            read.sieve = sieved if kind == "parsed" else lambda _: None
            found = read.extract(article)
            words[article.lang + kind] += sum(len(s.tokens) for s in found.sentences)
            for claim in found.claims:
                claims[kind][told(claim)] += 1
                languages[told(claim)] = article.lang
    print("| texts | words not parsed | claims with all | lost | other |\n|---|---|---|---|---|")
    for lang in ("en", "fr"):
        whole, less = (
            Counter({t: n for t, n in claims[kind].items() if languages[t] == lang})
            for kind in ("all", "parsed")
        )
        passed = 1 - words[lang + "parsed"] / words[lang + "all"]
        lost, other = (whole - less).total(), (less - whole).total()
        print(f"| {lang} | {passed:.1%} | {whole.total()} | {lost} | {other} |")


if __name__ == "__main__":
    main()
