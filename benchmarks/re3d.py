"""kg's claims between named ends against the relations of re3d.

    python benchmarks/re3d.py RE3D_FOLDER [--errors]

Seven of re3d's eleven relations are compared. The others are no relations between actors:
CoLocated and Apart (in one place at one time), HasAttrOf (a number, a nationality), IsSynonymOf.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from kg import read
from kg.evaluate.annotated import read_re3d
from kg.evaluate.clusters import Judgement, errors, judge, only_named, table
from kg.model import Article, Claim

FAMILIES = {
    "CommWith": "meets visits speaks_with negotiates_with mediates_for signs_agreement_with urges",
    "FightingAgainst": "attacks kills at_war_with mobilises_against hacks occupies",
    "AlliesOf": "allied_with cooperates_with sends_troops_to supplies_arms_to supports",
    "BelongsTo": "member_of part_of works_for represents citizen_of leads",
    "InChargeOf": "leads represents occupies detains",
    "Likes": "supports aids cooperates_with recognises concedes_to lifts_sanctions_on",
    "Dislikes": "criticises accuses opposes threatens sanctions breaks_ties_with protests_against",
}
"""re3d relation -> kg's. Where several fit one of kg's any is right, and it counts for the one
that FIRST names, or else for the first, when it is wrong."""

FIRST = {"leads": "InChargeOf", "supports": "Likes", "occupies": "InChargeOf"}
SYMMETRIC = frozenset({"CommWith", "FightingAgainst", "AlliesOf"})
"""Compared without direction: two who fight, speak or stand together do so both."""


def families(claim: Claim) -> Iterable[tuple[str, ...]]:
    """The families a claim may be, as one choice."""
    found = [family for family, names in FAMILIES.items() if claim.relation in names.split()]
    first = FIRST.get(claim.relation)
    return [tuple(sorted(found, key=lambda family: family != first))] if found else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong or missing")
    options = parser.parse_args()
    judgements: list[Judgement] = []
    for document in map(only_named, read_re3d(options.folder)):
        found = read.extract(Article(document.id, document.text, document.lang, document.id))
        judgements.append(
            judge(
                document,
                found.mentions,
                found.claims,
                families,
                labels=frozenset(FAMILIES),
                symmetric=SYMMETRIC,
            )
        )
    print("\n".join(table(judgements, list(FAMILIES))))
    if options.errors:
        print("\n".join(["", *errors(judgements)]))


if __name__ == "__main__":
    main()
