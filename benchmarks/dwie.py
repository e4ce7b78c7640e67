"""kg's offices, memberships and places against the relations of DWIE documents.

    python benchmarks/dwie.py dev.json [--errors]

DWIE says of a whole document what is so, once for each pair of entities, and derives some labels
from others: who heads a State is also its agent and its citizen. kg's claims are spread alike.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

from kg import read
from kg.evaluate.annotated import read_dwie
from kg.evaluate.clusters import Judgement, errors, judge, table
from kg.model import Article, Claim

LABELS = (
    "head_of_state",
    "head_of_gov",
    "minister_of",
    "agent_of",
    "head_of",
    "spokesperson_of",
    "member_of",
    "citizen_of",
    "based_in0",
    "agency_of",
    "in0",
    "based_in2",
    "in2",
    "part_of",
    "is_meeting",
)

DERIVED = dict.fromkeys(("head_of_state", "head_of_gov", "minister_of"), ("agent_of", "citizen_of"))
"""What DWIE derives from an office of a State."""

GOVERNMENT = re.compile(r"(?i)prime minister|premier|chancellor|head of government")
STATE = re.compile(r"(?i)president|king|queen|emir|sultan|monarch|head of state")
MINISTER = re.compile(r"(?i)minister|secretary(?! general)")
SPEAKER = re.compile(r"(?i)spokes")
BEFORE = 12
"""Characters before the trigger that may tell the office: the trigger of "prime minister" is its
last word."""

SPREAD: dict[tuple[str, str, str], tuple[tuple[str, ...], ...]] = {
    ("leads", "Person", "State"): (
        ("head_of_state", "head_of_gov"),
        ("agent_of",),
        ("citizen_of",),
    ),
    ("leads", "Person", "Organisation"): (("head_of",), ("member_of",)),
    ("represents", "Person", "State"): (("agent_of",), ("citizen_of",)),
    ("represents", "Person", "Organisation"): (("member_of",),),
    ("works_for", "Person", "Organisation"): (("member_of",),),
    ("member_of", "Person", "Organisation"): (("member_of",),),
    ("member_of", "Organisation", "Organisation"): (("member_of", "part_of"),),
    ("member_of", "State", "Organisation"): (("member_of",),),
    ("citizen_of", "Person", "State"): (("citizen_of",),),
    ("part_of", "Organisation", "State"): (("based_in0", "agency_of"),),
    ("part_of", "GovernmentBody", "State"): (("based_in0",), ("agency_of",)),
    ("part_of", "Organisation", "Organisation"): (("part_of",),),
    ("part_of", "Place", "State"): (("in0",),),
    ("located_in", "Place", "State"): (("in0",),),
    ("located_in", "Place", "Place"): (("in2",),),
    ("located_in", "Organisation", "State"): (("based_in0",),),
    ("located_in", "Organisation", "Place"): (("based_in2",),),
    ("meets", "Person", "Person"): (("is_meeting",),),
    ("meets", "Person", "State"): (("is_meeting",),),
    ("meets", "State", "State"): (("is_meeting",),),
}
"""(kg's relation, kind of its subject, kind of its object) -> DWIE's labels, each a choice. A kind
not listed is read as Organisation, which the others of kg's kinds of organisation are."""

BASIC = frozenset({"Person", "State", "Place", "Event", "Weapon", "Agreement"})


def labels(claim: Claim) -> Iterable[tuple[str, ...]]:
    """DWIE's labels of a claim; the words of the office tell heads of State from others."""
    kinds = claim.subject.kind, claim.object.kind
    basic = [kind if kind in BASIC else "Organisation" for kind in kinds]
    exact = SPREAD.get((claim.relation, *kinds))
    spread = list(exact or SPREAD.get((claim.relation, basic[0], basic[1]), ()))
    office = _office(claim)
    if ("head_of_state", "head_of_gov") in spread:
        if GOVERNMENT.search(office):
            spread[0] = ("head_of_gov",)
        elif STATE.search(office):
            spread[0] = ("head_of_state",)
    if claim.relation == "represents" and spread:
        if basic[1] == "State" and MINISTER.search(office):
            spread.append(("minister_of",))
        if basic[1] == "Organisation" and SPEAKER.search(office):
            spread.append(("spokesperson_of",))
    return spread


def _office(claim: Claim) -> str:
    if claim.trigger is None:
        return ""
    text, first = claim.sentence.text, claim.sentence.start
    return text[max(claim.trigger.start - first - BEFORE, 0) : claim.trigger.end - first]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong or missing")
    options = parser.parse_args()
    judgements: list[Judgement] = []
    for document in read_dwie(options.file, DERIVED):
        found = read.extract(Article(document.id, document.text, document.lang, document.id))
        judgements.append(
            judge(
                document,
                found.mentions,
                found.claims,
                labels,
                labels=frozenset(LABELS),
                symmetric=frozenset({"is_meeting"}),
            )
        )
    print("\n".join(table(judgements, LABELS)))
    if options.errors:
        print("\n".join(["", *errors(judgements)]))


if __name__ == "__main__":
    main()
