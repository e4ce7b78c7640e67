"""Slips around verbs of saying: incises, and the days between them and who speaks."""

from __future__ import annotations

from kg.language import Language
from kg.mends.node import Node


def incises(nodes: list[Node], language: Language) -> None:
    """ "…, a annoncé l'armée": a verb of saying after a comma, its subject behind it."""
    for node in nodes:
        if node.pos != "VERB" or node.lemma not in language.stance.reporting:
            continue
        below = [n for n in nodes if n.head == node.i and n.i != node.i]
        first = min((n.i for n in below if n.role in ("aux", "refl")), default=node.i)
        comma = first > 0 and nodes[first - 1].raw.text in (",", "»", "”", '"')
        led = any(n.role in ("mark", "cc") or (n.role == "subj" and n.i < node.i) for n in below)
        inverted = any(n.role in ("obj", "subj") and n.i > node.i for n in below)
        if not comma or led or not inverted:
            continue
        if node.role in ("advcl", "conj", "dep", "ccomp", "xcomp") and node.head < node.i:
            node.role = "parataxis"
        for n in below:
            marked = any(m.head == n.i and m.role == "mark" for m in nodes)
            if n.role == "advcl" and n.i < node.i and not marked:
                n.role = "ccomp"


def calendar(nodes: list[Node], language: Language) -> None:
    """ "a déclaré dimanche X": X is not Sunday's, it is the subject behind its verb."""
    calendar = {*language.dates.weekdays, *language.dates.months, *language.dates.days}
    for day in nodes:
        verb = nodes[day.head]
        if day.lemma not in calendar or day.role != "obj" or verb.i != day.i - 1:
            continue
        day.role = "obl"
        for name in nodes[day.i + 1 : day.i + 2]:
            if name.pos == "PROPN" and name.head == day.i:
                name.role, name.head = "obj", verb.i
    for day in nodes:
        verb = nodes[day.head]
        if day.lemma not in calendar or verb.pos != "VERB":
            continue
        for n in nodes:  # "s'est entretenu lundi par téléphone"
            away = n.role == "punct" or (n.case and n.case not in language.extract.genitive)
            if n.head == day.i and n.i > day.i and away and n.pos != "NUM":
                n.role, n.head = "obl" if n.role == "nmod" else n.role, verb.i


def split(nodes: list[Node], language: Language) -> None:
    """ "« X, a déclaré Y, a attaqué Z »", "X, Y said, has attacked Z": what stands before and
    behind the verb of saying is one clause."""
    for said in nodes:
        if said.pos != "VERB" or said.lemma not in language.stance.reporting:
            continue
        below = [n for n in nodes if n.head == said.i and n.i != said.i]
        first = min((n.i for n in below if n.role in ("aux", "refl")), default=said.i)
        behind = [n for n in below if n.role == "obj" and n.i > said.i and not n.case]
        closing = next((n.i for n in nodes[said.i :] if n.raw.text == ","), len(nodes))
        if first and nodes[first - 1].raw.text in (",", "»", "”", '"'):
            _close_incise(nodes, said, below, behind, closing)
        for name in below:  # "Russia," X said, "has attacked …"
            content = next((n for n in below if n.role == "ccomp" and n.i > closing), None)
            own = content and any(n.head == content.i and n.role == "subj" for n in nodes)
            comma = name.i + 1 < len(nodes) and nodes[name.i + 1].raw.text in (",", '"', "”")
            if content and not own and name.role == "dep" and name.i < said.i and comma:
                name.role, name.head = "subj", content.i


def _close_incise(
    nodes: list[Node], said: Node, below: list[Node], behind: list[Node], closing: int
) -> None:
    """The incise keeps its own subject alone."""
    before = [n for n in below if n.role == "subj" and n.i < said.i]
    main = nodes[said.head]
    if before and behind and main.i > closing and main.pos == "VERB":
        if not any(n.head == main.i and n.role == "subj" for n in nodes):
            before[0].head = main.i
            said.role = "parataxis"
            for name in behind[:-1]:
                name.role = "obl"
            behind[-1].role = "subj"
    elif main.i < said.i and main.pos == "VERB":
        for n in behind:
            if n.i > closing:
                n.head = main.i
                n.case = ""
