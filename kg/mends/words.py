"""Slips in the words themselves: lemmas, moods, auxiliaries. Before the roles are neutral."""

from __future__ import annotations

from kg.language import Language
from kg.mends.node import Node


def verbs(nodes: list[Node], language: Language) -> None:
    """Verbs without their infinitive, conditionals it takes for other tenses, past participles
    it takes for nouns, perfects with "être" it takes for passives, and subjects for expletives."""
    endings = tuple(language.parse.infinitives)
    carriers = {n.head for n in nodes if n.role in ("aux", "aux_pass")}
    for node in nodes:
        if endings and node.pos == "VERB" and node.lemma.endswith("e"):
            node.lemma += "" if node.lemma.endswith(endings) else "r"
        if node.pos in ("VERB", "AUX") and _conditional(node, language):
            node.features |= {"Mood=Cnd"}
        impersonal = language.parse.impersonal
        if impersonal and node.pos == "VERB" and node.lemma not in impersonal:
            for n in nodes:
                if n.head == node.i and n.role == "expl":
                    n.role = "subj"
        if node.i not in carriers:
            continue
        auxiliaries = [n for n in nodes if n.head == node.i and n.role in ("aux", "aux_pass")]
        if node.pos in ("NOUN", "ADJ", "ADV") and auxiliaries[-1].role == "aux":
            if node.lemma.endswith(tuple(language.parse.infinitives)):
                node.pos = "VERB"
            for end, infinitive in language.parse.participles.items():
                if node.lemma.endswith(end):
                    node.lemma = node.lemma.removesuffix(end) + infinitive
                    node.pos = "VERB"
                    break
        if not any(n.role == "aux_pass" for n in auxiliaries):
            # "n'a pas attaqué": no passive without its auxiliary.
            for n in nodes:
                if n.head == node.i and n.role == "subj_pass":
                    n.role = "subj"
        if node.lemma in language.parse.perfect_with_be:
            for n in nodes:
                if n.head == node.i and n.role in ("aux_pass", "subj_pass"):
                    n.role = n.role.removesuffix("_pass")


def lift_participles(nodes: list[Node], language: Language) -> None:
    """ "a plusieurs fois démenti": the participle is the verb, what it hung on its auxiliary."""
    for node in nodes:
        above = nodes[node.head]
        participle = node.pos == "VERB" and {"VerbForm=Part", "Tense=Past"} <= node.features
        carried = above.lemma in language.parse.auxiliaries and node.role in ("ccomp", "xcomp")
        if not participle or not carried:
            continue
        own = ("mark", "subj", "subj_pass", "aux", "aux_pass")
        if any(n.head == node.i and n.role in own for n in nodes):
            continue
        root = above.head == above.i
        node.role, node.head = above.role, node.i if root else above.head
        for n in nodes:
            if n.head == above.i and n.i != node.i:
                n.head = node.i
        above.role, above.head = "aux", node.i


def lift_inverted(nodes: list[Node]) -> None:
    """ "La Chine a-t-elle attaqué …": the pronoun only doubles the subject of the participle."""
    for pronoun in nodes:
        if pronoun.pos != "PRON" or not pronoun.raw.text.startswith("-"):
            continue
        verb = next((n for n in nodes if n.head == pronoun.i and n.pos == "VERB"), None)
        named = any(n.head == pronoun.i and n.role == "subj" and n.i < pronoun.i for n in nodes)
        if verb is None or not named:
            continue
        root = pronoun.head == pronoun.i
        verb.role, verb.head = pronoun.role, verb.i if root else pronoun.head
        for n in nodes:
            if n.head == pronoun.i and n.i != verb.i:
                n.head = verb.i
        pronoun.role, pronoun.head = "expl", verb.i


def _conditional(node: Node, language: Language) -> bool:
    """ "entretiendrait" is a conditional; "montrait" and "courait" are imperfects."""
    text = node.raw.text.lower()
    imperfect = text.startswith(node.lemma[:-2] + "ai") or text.startswith(node.lemma[:-2] + "i")
    return not imperfect and any(text.endswith(e) for e in language.parse.conditional_endings)
