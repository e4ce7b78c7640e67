"""Slips around names: titles, appositions, lists and pairs."""

from __future__ import annotations

from kg.language import Language
from kg.mends.node import NOMINAL, Node, name_ending_at


def titles(nodes: list[Node]) -> None:
    """ "le président français X": a bare name right after a noun is the noun's apposition."""
    for node in nodes:
        noun = nodes[node.head]
        if node.pos != "PROPN" or node.case or node.role not in ("amod", "nmod", "obl", "dep"):
            continue
        between = nodes[noun.i + 1 : node.i]
        if noun.pos == "NOUN" and all(n.role in ("amod", "flat") for n in between):
            node.role = "appos"


def conjuncts(nodes: list[Node]) -> None:
    """ "a critiqué X et Y hier": a name joined to the verb belongs to the name before "et"."""
    for node in nodes:
        if node.role != "conj" or node.pos != "PROPN" or nodes[node.head].pos != "VERB":
            continue
        j = node.i - 1
        while j > 0 and nodes[j].role in ("det", "amod", "case", "compound"):
            j -= 1
        left = nodes[j - 1] if j > 0 and nodes[j].role == "cc" else None
        while left is not None and left.role in ("flat", "compound") and left.head != left.i:
            left = nodes[left.head]
        if left is not None and left.pos == "PROPN" and left.i != node.i:
            node.head = left.head if left.role == "conj" else left.i
            node.case = node.case or left.case


def joined_subjects(nodes: list[Node]) -> None:
    """ "a retiré ses missiles de X et Y a promis …": Y is no conjunct of X, it has its own verb."""
    for node in nodes[:-1]:
        after = nodes[node.i + 1]
        if node.role != "conj" or node.pos != "PROPN" or after.pos not in ("AUX", "VERB"):
            continue
        verb = nodes[after.head] if after.role in ("aux", "aux_pass", "cop") else after
        first = nodes[node.head]
        if (
            verb.i <= node.i
            or first.role in ("subj", "subj_pass")
            or "VerbForm=Part" in (after.features)
        ):
            continue
        if not any(n.head == verb.i and n.role in ("subj", "subj_pass") for n in nodes):
            passive = any(n.head == verb.i and n.role == "aux_pass" for n in nodes)
            node.role, node.head = "subj_pass" if passive else "subj", verb.i
            node.case = ""


def counterparts(nodes: list[Node], language: Language) -> None:
    """ "son homologue danoise, X": X is the counterpart."""
    m = language.mentions
    nouns = m.person_nouns | m.counterpart_nouns | m.capital_nouns | m.place_nouns
    for node in nodes[2:]:
        if node.pos != "PROPN" or node.case or nodes[node.i - 1].raw.text != ",":
            continue
        j = node.i - 2
        while j > 0 and nodes[j].pos == "ADJ":
            j -= 1
        noun = nodes[j]
        titled = any(n.head == noun.i and n.role in ("appos", "flat", "compound") for n in nodes)
        if noun.lemma in nouns and node.role in ("conj", "obl", "dep", "nmod") and not titled:
            node.role, node.head = "appos", noun.i


def lists(nodes: list[Node]) -> None:
    """ "les soldats kényans, tchadiens et maliens", "X, sa sœur Y et son oncle Z": what
    stands in a list belongs to its first member."""
    for node in nodes:
        first = nodes[node.head]
        comma = node.i > 0 and nodes[node.i - 1].raw.text == ","
        if comma and node.pos == first.pos == "ADJ" and node.role in ("dep", "amod", "appos"):
            node.role = "conj"
        _mend_adjectives(nodes, node)
        if node.role != "appos" or not any(n.head == node.i and n.role == "poss" for n in nodes):
            continue
        last = max(n.i for n in nodes if n.i == node.i or n.head == node.i)
        after = nodes[last + 1 : last + 2]
        if after and after[0].role == "cc" and first.role in ("subj", "subj_pass", "obj", "appos"):
            top = nodes[first.head] if first.role == "appos" else first
            node.role, node.head = "conj", top.i


def _mend_adjectives(nodes: list[Node], node: Node) -> None:
    """ "le programme nucléaire et balistique nord-coréen": all three are the programme's."""
    first = nodes[node.head]
    if node.pos != "ADJ":
        return
    if node.role == "conj" and first.pos == "NOUN" and node.i > 1:
        left = nodes[node.i - 2]
        if nodes[node.i - 1].role == "cc" and left.pos == "ADJ" and left.head == first.i:
            node.head = left.i
    elif node.role == "amod" and first.pos == "ADJ" and first.i == node.i - 1:
        above = nodes[first.head]
        noun = nodes[above.head] if above.pos == "ADJ" else above
        if noun.pos == "NOUN":
            node.head = noun.i


def appositions(nodes: list[Node]) -> None:
    """ "X, le ministre russe, …": the noun after the comma is X's apposition.

    The French parser often calls it a conjunct, or the subject, of what X belongs to. It is an
    apposition when a comma and at most a determiner stand between, no coordination, and
    another comma (or the end) follows it.
    """
    for node in nodes:
        if node.pos != "NOUN" or node.role in ("appos", "nmod", "obl") or node.case:
            continue
        j = node.i - 1
        while j >= 0 and nodes[j].role in ("det", "poss", "amod", "compound") and j > node.i - 4:
            j -= 1
        if j < 1 or nodes[j].raw.text != ",":
            continue
        name = name_ending_at(nodes, j - 1)
        if name is None or (name.i == node.head and node.role == "appos"):
            continue
        closed = any(n.raw.text in (",", ")", "—", "–") for n in nodes[node.i + 1 :])
        if not closed and node.role != "conj":
            continue
        if node.role == "obj" and name.role == "obj" and name.head == node.head:
            node.role, node.head = "appos", name.i  # "a occupé X, la capitale de Y"
            continue
        if node.role in ("subj", "subj_pass") and name.role in ("root", "dep", "conj", "obl"):
            if name.role != "conj":
                name.role, name.head, name.case = node.role, node.head, ""
        elif node.role not in ("conj", "subj", "subj_pass", "dep"):
            continue
        node.role, node.head = "appos", name.i


def subjects(nodes: list[Node]) -> None:
    """ "Le ministre des Affaires étrangères, X, est …": of two subjects the name is the other's
    apposition."""
    for node in nodes:
        if node.role not in ("subj", "subj_pass") or node.pos != "PROPN" or node.case:
            continue
        for title in nodes[: node.i]:
            same = title.head == node.head and title.role in ("subj", "subj_pass")
            between = nodes[title.i + 1 : node.i]
            # "La Chine a-t-elle": nothing of the verb may stand between them.
            clear = all(n.role not in ("cc", "aux", "aux_pass") for n in between)
            if same and title.pos == "NOUN" and clear and not title.case:
                node.role, node.head = "appos", title.i
                break


def coordination(nodes: list[Node]) -> None:
    """ "X, the …, et Y, the …, ont été vus": X is a subject too.

    The parser hangs the first name on the verb as anything but a subject. When a name stands
    before a coordination and Y after it is the subject, X takes Y's place and Y joins it.
    """
    for node in nodes:
        if node.role not in ("subj", "subj_pass") or node.pos != "PROPN" or node.i < 2:
            continue
        j = node.i - 1
        while j > 0 and nodes[j].role in ("det", "amod"):
            j -= 1
        if nodes[j].role != "cc" or j < 1:
            continue
        left = nodes[j - 1]
        while left.pos != "PROPN" and left.role in ("punct", "appos", "amod", "det", "nmod"):
            if left.i == 0:
                break
            left = nodes[left.i - 1]
        free = left.role in ("advmod", "dep", "obl", "nmod", "root") and not left.case
        if left.pos == "PROPN" and free and left.i != node.head:
            left.role, left.head = node.role, node.head
            node.role, node.head = "conj", left.i


def pairs(nodes: list[Node], language: Language) -> None:
    """ "une rencontre entre X et Y a eu lieu": Y belongs to "entre", not to the verb."""
    for node in nodes:
        if node.case not in language.extract.pair:
            continue
        if any(n.role == "conj" and n.head == node.i for n in nodes):
            continue
        j = node.i + 1
        while j < len(nodes) and nodes[j].role in ("flat", "amod", "compound", "appos"):
            j += 1
        if j >= len(nodes) or nodes[j].role != "cc":
            continue
        j += 1
        while j < len(nodes) and nodes[j].role in ("det", "amod", "poss", "compound"):
            j += 1
        if j >= len(nodes) or nodes[j].pos not in NOMINAL:
            continue
        right, noun = nodes[j], nodes[node.head]
        if right.role in ("subj", "subj_pass") and nodes[right.head].head == noun.i:
            verb = nodes[right.head]
            root = noun.head == noun.i
            verb.role, verb.head = noun.role, verb.i if root else noun.head
            noun.role, noun.head = right.role, verb.i
        right.role, right.head, right.case = "conj", node.i, node.case


def hyphens(nodes: list[Node]) -> None:
    """ "Russia-China talks": the talks are Russia's as much as China's."""
    for left in nodes[:-2]:
        right = nodes[left.i + 2]
        pair = left.pos == right.pos == "PROPN" and nodes[left.i + 1].raw.text in ("-", "–")
        if pair and left.role == "compound" and left.head == right.i and right.role == "compound":
            left.head = right.head


_HELPERS = ("aux", "aux_pass", "cop")


def nearest_name(nodes: list[Node], node: Node) -> None:
    """ "Ni X ni Y, alliée de Z,": a singular attribute is said of Y alone."""
    if node.role not in ("acl", "amod", "relcl", "appos") or "Number=Sing" not in node.features | (
        {f for n in nodes if n.head == node.i and n.role in _HELPERS for f in n.features}
    ):
        return
    last = max(
        (n.i for n in nodes if n.role == "conj" and n.head == node.head and n.i < node.i),
        default=None,
    )
    if last is not None and nodes[last].pos == "PROPN":
        node.head = last
