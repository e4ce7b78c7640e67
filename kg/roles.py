"""Raw tokens -> tokens in neutral roles: one shape for French and English clauses.

English models hang a complement on its preposition and a predicate on "be"; French ones
(Universal Dependencies) do the opposite. Both become: the complement hangs on the verb or
noun with its preposition as ``case``; the predicate hangs where "be" hung, with "be" as its
``cop``; every conjunct hangs on the first one. Parser slips are mended in ``kg.mends``.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.language import Language
from kg.mends import NOMINAL, Node, mend_clauses, mend_words
from kg.model import Sentence, Token
from kg.parse import RawToken


def sentence(index: int, text: str, raws: Sequence[RawToken], language: Language) -> Sentence:
    """The sentence with its tokens in neutral roles; offsets stay those of the article."""
    nodes = [_node(i, raw, language) for i, raw in enumerate(raws)]
    mend_words(nodes, language)
    _lift_prepositions(nodes)
    _lift_predicates(nodes)
    _collect_case(nodes)
    _flatten_conjuncts(nodes)
    mend_clauses(nodes, language)
    _flatten_conjuncts(nodes)
    _find_agents(nodes, language)
    _break_cycles(nodes)
    tokens = tuple(_token(node, language) for node in nodes)
    start, end = raws[0].start, raws[-1].end
    return Sentence(index, text[start:end], start, end, tokens)


def _node(i: int, raw: RawToken, language: Language) -> Node:
    lower = raw.text.lower()
    # Models take "entre" for the verb "entrer" even where they see that it is a preposition.
    own = lower if raw.pos == "ADP" and " " not in raw.lemma else raw.lemma.lower()
    lemma = language.parse.lemmas.get(lower, own)
    features = frozenset(filter(None, raw.morph.split("|")))
    role = language.parse.roles.get(raw.dep, "dep")
    if role == "det" and "Poss=Yes" in features:
        role = "poss"
    return Node(i, raw, role, raw.head, lemma.replace("’", "'"), raw.pos, features)


def _token(node: Node, language: Language) -> Token:
    iob, _, label = node.raw.ner.partition("-")
    kind = language.parse.ner.get(label, "")
    return Token(
        i=node.i,
        text=node.raw.text,
        lemma=node.lemma,
        pos=node.pos,
        role=node.role,
        head=node.head,
        start=node.raw.start,
        end=node.raw.end,
        case=node.case,
        features=node.features,
        ner=f"{iob}-{kind}" if kind else "",
    )


def _lift_prepositions(nodes: list[Node]) -> None:
    """ "prep" heads give way to their complement: it takes their place and their word."""
    for node in nodes:
        if node.role == "conj" and nodes[node.head].role == "prep" and node.pos == "ADP":
            node.role, node.head = "prep", nodes[node.head].head
    for node in nodes:
        if node.role not in ("pobj", "pcomp"):
            continue
        words, top = [], nodes[node.head]
        while top.role == "prep" and top.i != top.head:
            words.append(top)
            top = nodes[top.head]
        if not words:
            node.role = "obl"
            continue
        below = nodes[top.i]
        nominal = below.pos in NOMINAL
        node.role = ("nmod" if nominal else "obl") if node.role == "pobj" else "advcl"
        node.head = top.i
        node.case = " ".join(w.lemma for w in reversed(words))
    for node in nodes:
        if node.role == "prep":
            nearest = next(
                (n for n in nodes if n.i > node.i and n.case and n.head == node.head), None
            )
            if nearest is not None:
                node.role, node.head = "case", nearest.i
            else:
                node.role = "prt"
    for node in nodes:
        if node.role == "iobj" and node.pos == "ADP":
            # English datives: "sell X to Y" hangs Y on a dative preposition.
            complement = next((n for n in nodes if n.head == node.i and n.role == "obl"), None)
            if complement is not None:
                complement.head, complement.case = node.head, node.lemma
                node.role, node.head = "case", complement.i


def _lift_predicates(nodes: list[Node]) -> None:
    """ "X is Y": Y takes the place of "is", which becomes its copula."""
    for node in nodes:
        if node.lemma != "be":
            continue
        predicate = next((n for n in nodes if n.head == node.i and n.role == "attr"), None)
        if predicate is None:
            continue
        root = node.head == node.i
        predicate.role, predicate.head = node.role, predicate.i if root else node.head
        node.role, node.head = "cop", predicate.i
        for other in nodes:
            if other.head == node.i and other.i not in (predicate.i, node.i):
                other.head = predicate.i


def _collect_case(nodes: list[Node]) -> None:
    """The prepositions that hang on a complement become its ``case``."""
    words: dict[int, list[str]] = {}
    for n in nodes:
        if n.role == "case" and n.i < n.head and n.lemma not in ("un", "'s"):
            words.setdefault(n.head, []).append(n.lemma)
    for node in nodes:
        node.case = node.case or " ".join(words.get(node.i, ()))
    for node in nodes:
        if node.role == "conj" and not node.case:
            first = nodes[node.head]
            node.case = first.case


def _flatten_conjuncts(nodes: list[Node]) -> None:
    for node in nodes:
        steps = 0
        while node.role == "conj" and nodes[node.head].role == "conj" and steps < len(nodes):
            node.head = nodes[node.head].head
            steps += 1


def _break_cycles(nodes: list[Node]) -> None:
    """Every word must lead to a root: where mending bent a path into a circle, cut it."""
    for node in nodes:
        seen, at = {node.i}, node
        while at.head != at.i:
            at = nodes[at.head]
            if at.i in seen:
                node.role, node.head = "root", node.i
                break
            seen.add(at.i)


def _find_agents(nodes: list[Node], language: Language) -> None:
    """An oblique with the agent's preposition under a passive verb is its agent."""
    for node in nodes:
        if node.role == "agent":
            continue
        if node.role != "obl" or node.case not in language.extract.agent:
            continue
        head = nodes[node.head]
        passive = any(n.head == head.i and n.role == "aux_pass" for n in nodes)
        participle = "VerbForm=Part" in head.features and head.role in ("acl", "amod", "advcl")
        if passive or participle:
            node.role = "agent"
