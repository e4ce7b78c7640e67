"""kg's claims against four relations of POPCORN, French.

    python benchmarks/popcorn.py train.json [--errors]

The four are those between actors, as kg's are. HAS_CONTROL_OVER is mostly somebody and a thing,
IS_LOCATED_IN and OPERATES_IN where somebody stands, and the others link an entity to an attribute.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from kg import read
from kg.evaluate.annotated import read_popcorn
from kg.evaluate.clusters import Judgement, errors, judge, only_named, table
from kg.model import Article, Claim

RELATIONS = {
    "IS_IN_CONTACT_WITH": "meets visits speaks_with negotiates_with mediates_for urges",
    "IS_AT_ODDS_WITH": "attacks kills at_war_with mobilises_against hacks occupies detains "
    "criticises accuses opposes threatens sanctions breaks_ties_with protests_against "
    "investigates spies_on",
    "IS_COOPERATING_WITH": "cooperates_with allied_with supports aids signs_agreement_with "
    "invests_in buys_from supplies_arms_to sends_troops_to",
    "IS_PART_OF": "member_of part_of works_for represents leads",
}
"""POPCORN's relation -> kg's. POPCORN gives the first three in both directions."""

SYMMETRIC = frozenset({"IS_IN_CONTACT_WITH", "IS_AT_ODDS_WITH", "IS_COOPERATING_WITH"})


def labels(claim: Claim) -> Iterable[tuple[str, ...]]:
    """The relation a claim amounts to, if any."""
    return [(label,) for label, names in RELATIONS.items() if claim.relation in names.split()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong or missing")
    options = parser.parse_args()
    named: list[Judgement] = []
    everyone: list[Judgement] = []
    for document in read_popcorn(options.file):
        found = read.extract(Article(document.id, document.text, document.lang, document.id))
        for kept, into in ((only_named(document), named), (document, everyone)):
            into.append(
                judge(
                    kept,
                    found.mentions,
                    found.claims,
                    labels,
                    labels=frozenset(RELATIONS),
                    symmetric=SYMMETRIC,
                )
            )
    print("\n".join(["between named ends", *table(named, list(RELATIONS))]))
    print("\n".join(["", "between any ends", *table(everyone, list(RELATIONS))]))
    if options.errors:
        print("\n".join(["", *errors(named)]))


if __name__ == "__main__":
    main()
