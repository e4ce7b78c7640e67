"""Slips in what hangs on which verb: objects, relatives, attributes, infinitives."""

from __future__ import annotations

from kg.language import Language
from kg.mends.names import nearest_name
from kg.mends.node import Node


def objects(nodes: list[Node]) -> None:
    """ "a exhorté Israël à …": a bare name right after its verb is the verb's object."""
    for node in nodes:
        verb = nodes[node.head]
        j = node.i - 1
        while j > verb.i and nodes[j].role == "det":
            j -= 1
        bare = node.pos == "PROPN" and not node.case and verb.i == j
        bare = bare and verb.pos == "VERB" and node.role in ("xcomp", "advmod", "obl", "nmod")
        if bare and not any(n.head == verb.i and n.role in ("obj", "aux_pass") for n in nodes):
            node.role = "obj"


def relatives(nodes: list[Node], language: Language) -> None:
    """ "a annexé X, que Y revendiquait": after a verb that takes no clause, "que" is X."""
    clausal = language.stance.reporting | language.stance.possible | language.stance.planned
    for mark in nodes:
        clause = nodes[mark.head]
        verb = nodes[clause.head]
        if mark.lemma != "que" or mark.role != "mark" or clause.role != "ccomp":
            continue
        j = mark.i - 1
        if j > 0 and nodes[j].raw.text == ",":
            j -= 1
        noun = nodes[j]
        taken = any(n.head == clause.i and n.role == "obj" for n in nodes)
        if noun.pos in ("NOUN", "PROPN") and verb.lemma not in clausal and not taken:
            mark.role, mark.pos = "obj", "PRON"
            mark.features |= {"PronType=Rel"}
            clause.role, clause.head = "relcl", noun.i


def contracted(nodes: list[Node], language: Language) -> None:
    """ "X, auquel Y achètent": the relative pronoun is the verb's, with its preposition."""
    for node in nodes:
        form = node.raw.text.lower()
        if form in language.parse.contracted:
            node.case = node.case or language.parse.contracted[form]
            node.features |= {"PronType=Rel"}
        relative = "PronType=Rel" in node.features and node.case and node.pos == "PRON"
        noun = nodes[node.head]
        if relative and noun.role in ("subj", "subj_pass") and nodes[noun.head].role == "relcl":
            node.role, node.head = "obl", noun.head


def attributes(nodes: list[Node]) -> None:
    """ "les investissements turcs": an adjective beside its noun is no clause; "quitter X,
    occupé par Y": a participle after a name and a comma is said of the name."""
    for node in nodes:
        nearest_name(nodes, node)
        if node.role == "acl" and node.pos == "ADJ" and abs(node.head - node.i) == 1:
            node.role = "amod"
        comma = node.i > 1 and nodes[node.i - 1].raw.text == ","
        bare = node.role == "nmod" and node.pos == "NOUN" and not node.case
        if bare and nodes[node.head].pos == "PROPN":
            j = node.i - 1
            while j > 0 and nodes[j].pos in ("ADJ", "NUM", "ADV", "DET"):
                j -= 1
            if nodes[j].raw.text == ",":
                node.role = "appos"  # "X et Y, tous deux membres de Z"
        past = "VerbForm=Part" in node.features and node.pos == "VERB"
        joined = node.role == "conj" and nodes[node.head].pos in ("NOUN", "PROPN")
        if past and joined and not any(n.head == node.i and n.role == "aux" for n in nodes):
            node.role = "acl"  # "X, membre de Y et critiqué par Z"
        past = past and not node.features.isdisjoint({"Tense=Past", "Aspect=Perf"})
        if not past or node.role != "advcl" or not comma:
            continue
        name = nodes[node.i - 2]
        own = any(n.head == node.i and n.role in ("subj", "aux", "obj", "mark") for n in nodes)
        if name.pos in ("NOUN", "PROPN") and name.role not in ("subj", "subj_pass") and not own:
            node.role, node.head = "acl", name.i


def infinitives(nodes: list[Node], language: Language) -> None:
    """ "blâme les critiques de son projet de vendre X": to sell is the project."""
    nouns = language.stance.planned | language.stance.possible
    for node in nodes:
        if "VerbForm=Inf" not in node.features or node.i < 2 or node.role != "xcomp":
            continue
        mark, noun = nodes[node.i - 1], nodes[node.i - 2]
        if mark.role == "mark" and noun.pos == "NOUN" and noun.lemma in nouns:
            node.role, node.head = "acl", noun.i


def sources(nodes: list[Node], language: Language) -> None:
    """ "Selon X, une visite aura lieu": X is no subject; what follows the last comma is."""
    for node in nodes:
        if node.case not in language.stance.sources or node.role not in ("subj", "subj_pass"):
            continue
        verb, role = nodes[node.head], node.role
        node.role = "obl"
        for candidate in reversed(nodes[node.i + 1 : verb.i]):
            j = candidate.i - 1
            while j > node.i and nodes[j].role in ("det", "amod", "poss", "compound"):
                j -= 1
            free = candidate.role in ("nmod", "appos", "conj", "dep", "obl") and not candidate.case
            if free and candidate.pos in ("NOUN", "PROPN") and nodes[j].raw.text == ",":
                candidate.role, candidate.head = role, verb.i
                break


def fronted(nodes: list[Node]) -> None:
    """ "Dans un discours devant X, le ministre Y a appelé …": what follows the comma is no
    apposition of the speech, it is the subject that the verb lacks."""
    for verb in nodes:
        if verb.pos != "VERB" or verb.role not in ("root", "ccomp"):
            continue
        below = [n for n in nodes if n.head == verb.i and n.i != verb.i]
        if not any(n.role == "aux" for n in below) and "VerbForm=Fin" not in verb.features:
            continue
        if any(n.role in ("subj", "subj_pass", "expl", "aux_pass") for n in below):
            continue
        before = [n for n in below if n.i < verb.i]
        fronted = next(
            (n for n in before if (n.role == "obl" and n.case) or n.role == "advcl"), None
        )
        if fronted is None:
            continue
        for noun in reversed(nodes[fronted.i + 1 : verb.i]):
            j = noun.i - 1
            while j > fronted.i and nodes[j].role in ("det", "amod", "poss", "compound"):
                j -= 1
            free = noun.role in ("nmod", "appos", "conj", "dep", "obl") and not noun.case
            inside = noun.head == fronted.i or nodes[noun.head].head == fronted.i
            if free and inside and noun.pos in ("NOUN", "PROPN") and nodes[j].raw.text == ",":
                noun.role, noun.head = "subj", verb.i
                break


def partitives(nodes: list[Node], language: Language) -> None:
    """ "a annoncé vendredi de nouvelles sanctions": the sanctions are announced, not Friday's."""
    calendar = {*language.dates.weekdays, *language.dates.months, *language.dates.days}
    for node in nodes:
        day = nodes[node.head]
        verb = nodes[day.head]
        if node.pos != "NOUN" or node.case not in language.extract.genitive:
            continue
        dated = day.lemma in calendar and verb.pos == "VERB" and day.i == verb.i + 1
        if dated and not any(n.head == verb.i and n.role == "obj" for n in nodes):
            node.role, node.head, node.case = "obj", verb.i, ""


def headlines(nodes: list[Node]) -> None:
    """ "X slammed by Y": without its auxiliary the English parser takes it for active."""
    for node in nodes:
        verb = nodes[node.head]
        if node.case != "by" or node.role != "obl" or node.pos != "PROPN" or verb.pos != "VERB":
            continue
        below = [n for n in nodes if n.head == verb.i and n.i != verb.i]
        bare = not any(n.role in ("aux", "aux_pass", "obj") for n in below)
        if bare and "Tense=Past" in verb.features and nodes[verb.i + 1].raw.text == "by":
            node.role = "agent"
            for n in below:
                if n.role == "subj":
                    n.role = "subj_pass"


def control(nodes: list[Node], language: Language) -> None:
    """ "a appelé X et Y à sanctionner Z": the infinitive is what is asked, no attribute of Y."""
    for node in nodes:
        if node.role != "acl" or "VerbForm=Inf" not in node.features:
            continue
        name = nodes[node.head]
        name = nodes[name.head] if name.role == "conj" else name
        verb = nodes[name.head]
        asked = verb.pos == "VERB" and verb.lemma in language.stance.possible
        if asked and name.role == "obj" and name.pos == "PROPN":
            node.role, node.head = "xcomp", verb.i


def participles(nodes: list[Node]) -> None:
    """ "Accusant X de …, Y a expulsé …": the clause with the subject is the main one."""
    for node in nodes:
        if node.role != "root" or not {"VerbForm=Part", "Tense=Pres"} <= node.features:
            continue
        main = next(
            (
                n
                for n in nodes[node.i + 1 :]
                if n.role == "parataxis"
                and n.pos == "VERB"
                and any(s.head == n.i and s.role == "subj" for s in nodes)
            ),
            None,
        )
        if main is not None:
            main.role, main.head = "root", main.i
            node.role, node.head = "advcl", main.i
