"""PLOVER: the root of a claim by its modality and polarity, with the root's quad class and score.

From the PLOVER manual, draft 0.8 (github.com/openeventdata/PLOVER, PLOVER_MANUAL.tex).
"""

from __future__ import annotations

from kg.model import Modality, Polarity

AGREE, REJECT, THREATEN = "AGREE", "REJECT", "THREATEN"
COOPERATION = frozenset({"SUPPORT", "COOPERATE", "AID", "CONSULT", "CONCEDE", "RETREAT"})
COERCION = frozenset({"SANCTION", "COERCE", "ASSAULT"})
NEEDS_RECIPIENT = frozenset({"COOPERATE", "AID", "SANCTION"})
"""The roots whose events are not told without a recipient ("Requires recipient: Yes")."""

QUAD_CLASSES = {
    1: (AGREE, "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", REJECT, THREATEN),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""Verbal cooperation, material cooperation, verbal conflict and material conflict, as the manual
says at each root; its DEMAND is the REQUEST of the table CAMEO2PLOVER-2021. (Its table of quad
categories has SANCTION as verbal, its section as material, like CAMEO's 16.)"""
QUAD = {root: number for number, roots in QUAD_CLASSES.items() for root in roots}

SCORES = {
    "ASSAULT": -9.3, "COERCE": -7.2, "PROTEST": -6.6, "MOBILIZE": -5.3, "SANCTION": -5.2,
    THREATEN: -5.1, "REQUEST": -5.0, REJECT: -4.2, "ACCUSE": -2.0, "CONSULT": 2.1, AGREE: 4.2,
    "SUPPORT": 4.6, "CONCEDE": 5.0, "COOPERATE": 6.8, "AID": 7.4, "RETREAT": 7.6,
}  # fmt: skip
"""Root -> conflict and cooperation, from -10 to 10: the manual's "Schrodt scores"."""


def coded(root: str, polarity: Polarity, modality: Modality, *, alleged: bool = False) -> str:
    """The root of a claim whose relation has ``root``.

    Cooperation that is meant and not done is AGREE, cooperation that is refused REJECT, coercion
    that is meant and not done THREATEN; everything else keeps its root. What is ``alleged``, said
    to be possible by somebody other than the parties, is nobody's intention and keeps it too:
    AGREE is to "indicate willingness or commitment". benchmarks/plv.py measures it: 86.7 % of the
    roots are right, 76.3 % without these rules.
    """
    if root in COOPERATION:
        if polarity == "negated":
            return REJECT
        meant = modality == "planned" or (modality == "possible" and not alleged)
        return AGREE if meant else root
    if root in COERCION and polarity == "affirmed" and modality == "planned":
        return THREATEN
    return root
