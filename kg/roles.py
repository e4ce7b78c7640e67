"""Raw tokens -> tokens in neutral roles: one shape for French and English clauses.

English models hang a complement on its preposition and a predicate on "be"; French ones
(Universal Dependencies) do the opposite. Both become: the complement hangs on the verb or
noun with its preposition as ``case``; the predicate hangs where "be" hung, with "be" as its
``cop``; every conjunct hangs on the first one. Parser slips are mended here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.language import Language
from kg.model import Sentence, Token
from kg.parse import RawToken

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(slots=True)
class _Node:
    """A token while it is being moved about."""

    i: int
    raw: RawToken
    role: str
    head: int
    lemma: str
    pos: str
    features: frozenset[str]
    case: str = ""


def sentence(index: int, text: str, raws: Sequence[RawToken], language: Language) -> Sentence:
    """The sentence with its tokens in neutral roles; offsets stay those of the article."""
    nodes = [_node(i, raw, language) for i, raw in enumerate(raws)]
    _lift_participles(nodes, language)
    _mend_verbs(nodes, language)
    _lift_prepositions(nodes)
    _lift_predicates(nodes)
    _collect_case(nodes)
    _flatten_conjuncts(nodes)
    _mend_appositions(nodes)
    _mend_coordination(nodes)
    _mend_pairs(nodes, language)
    _mend_objects(nodes)
    _mend_sources(nodes, language)
    _find_agents(nodes, language)
    _break_cycles(nodes)
    tokens = tuple(_token(node, language) for node in nodes)
    start, end = raws[0].start, raws[-1].end
    return Sentence(index, text[start:end], start, end, tokens)


def _node(i: int, raw: RawToken, language: Language) -> _Node:
    lower = raw.text.lower()
    # Models take "entre" for the verb "entrer" even where they see that it is a preposition.
    own = lower if raw.pos == "ADP" and " " not in raw.lemma else raw.lemma.lower()
    lemma = language.parse.lemmas.get(lower, own)
    features = frozenset(filter(None, raw.morph.split("|")))
    role = language.parse.roles.get(raw.dep, "dep")
    if role == "det" and "Poss=Yes" in features:
        role = "poss"
    return _Node(i, raw, role, raw.head, lemma.replace("’", "'"), raw.pos, features)


def _token(node: _Node, language: Language) -> Token:
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


def _mend_verbs(nodes: list[_Node], language: Language) -> None:
    """Verbs without their infinitive, conditionals it takes for other tenses, past participles
    it takes for nouns, perfects with "être" it takes for passives, and subjects for expletives."""
    endings = tuple(language.parse.infinitives)
    for node in nodes:
        if endings and node.pos == "VERB" and node.lemma.endswith("e"):
            node.lemma += "" if node.lemma.endswith(endings) else "r"
        if node.pos in ("VERB", "AUX") and _conditional(node, language):
            node.features |= {"Mood=Cnd"}
        if language.parse.impersonal and node.lemma not in language.parse.impersonal:
            for n in nodes:
                if n.head == node.i and n.role == "expl" and node.pos == "VERB":
                    n.role = "subj"
        auxiliaries = [n for n in nodes if n.head == node.i and n.role in ("aux", "aux_pass")]
        if not auxiliaries:
            continue
        if node.pos in ("NOUN", "ADJ") and auxiliaries[-1].role == "aux":
            for end, infinitive in language.parse.participles.items():
                if node.lemma.endswith(end):
                    node.lemma = node.lemma.removesuffix(end) + infinitive
                    node.pos = "VERB"
                    break
        if node.lemma in language.parse.perfect_with_be:
            for n in nodes:
                if n.head == node.i and n.role in ("aux_pass", "subj_pass"):
                    n.role = n.role.removesuffix("_pass")


def _lift_participles(nodes: list[_Node], language: Language) -> None:
    """ "a plusieurs fois démenti": the participle is the verb, what it hung on its auxiliary."""
    for node in nodes:
        above = nodes[node.head]
        participle = node.pos == "VERB" and {"VerbForm=Part", "Tense=Past"} <= node.features
        carried = above.lemma in language.parse.auxiliaries and node.role in ("ccomp", "xcomp")
        if not participle or not carried:
            continue
        if any(n.head == node.i and n.role in ("mark", "subj") for n in nodes):
            continue
        root = above.head == above.i
        node.role, node.head = above.role, node.i if root else above.head
        for n in nodes:
            if n.head == above.i and n.i != node.i:
                n.head = node.i
        above.role, above.head = "aux", node.i


def _conditional(node: _Node, language: Language) -> bool:
    """ "entretiendrait" is a conditional; "montrait" and "courait" are imperfects."""
    text = node.raw.text.lower()
    imperfect = text.startswith(node.lemma[:-2] + "ai") or text.startswith(node.lemma[:-2] + "i")
    return not imperfect and any(text.endswith(e) for e in language.parse.conditional_endings)


def _lift_prepositions(nodes: list[_Node]) -> None:
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
        nominal = below.pos in _NOMINAL
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


def _lift_predicates(nodes: list[_Node]) -> None:
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


def _collect_case(nodes: list[_Node]) -> None:
    """The prepositions that hang on a complement become its ``case``."""
    for node in nodes:
        if node.case:
            continue
        words = [
            n.lemma
            for n in nodes
            if n.head == node.i
            and n.role == "case"
            and n.i < node.i
            and n.lemma not in ("un", "'s")
        ]
        node.case = " ".join(words)
    for node in nodes:
        if node.role == "conj" and not node.case:
            first = nodes[node.head]
            node.case = first.case


def _flatten_conjuncts(nodes: list[_Node]) -> None:
    for node in nodes:
        steps = 0
        while node.role == "conj" and nodes[node.head].role == "conj" and steps < len(nodes):
            node.head = nodes[node.head].head
            steps += 1


def _mend_appositions(nodes: list[_Node]) -> None:
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
        name = _name_ending_at(nodes, j - 1)
        if name is None or (name.i == node.head and node.role == "appos"):
            continue
        closed = any(n.raw.text in (",", ")", "—", "–") for n in nodes[node.i + 1 :])
        if not closed and node.role != "conj":
            continue
        if node.role in ("subj", "subj_pass") and name.role in ("root", "dep", "conj", "obl"):
            if name.role != "conj":
                name.role, name.head, name.case = node.role, node.head, ""
        elif node.role not in ("conj", "subj", "subj_pass", "dep"):
            continue
        node.role, node.head = "appos", name.i


def _mend_coordination(nodes: list[_Node]) -> None:
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


def _mend_pairs(nodes: list[_Node], language: Language) -> None:
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
        if j >= len(nodes) or nodes[j].pos not in _NOMINAL:
            continue
        right, noun = nodes[j], nodes[node.head]
        if right.role in ("subj", "subj_pass") and nodes[right.head].head == noun.i:
            verb = nodes[right.head]
            root = noun.head == noun.i
            verb.role, verb.head = noun.role, verb.i if root else noun.head
            noun.role, noun.head = right.role, verb.i
        right.role, right.head, right.case = "conj", node.i, node.case


def _mend_objects(nodes: list[_Node]) -> None:
    """ "a exhorté Israël à …": a bare name right after its verb is the verb's object."""
    for node in nodes:
        verb = nodes[node.head]
        bare = node.pos == "PROPN" and not node.case and verb.i == node.i - 1
        bare = bare and verb.pos == "VERB" and node.role in ("xcomp", "advmod", "obl")
        if bare and not any(n.head == verb.i and n.role in ("obj", "aux_pass") for n in nodes):
            node.role = "obj"


def _mend_sources(nodes: list[_Node], language: Language) -> None:
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


def _name_ending_at(nodes: list[_Node], j: int) -> _Node | None:
    """The head of the proper name whose last word is ``nodes[j]``, or None."""
    node = nodes[j]
    steps = 0
    while node.role in ("flat", "compound") and steps < 10:
        node = nodes[node.head]
        steps += 1
    return node if node.pos == "PROPN" else None


def _break_cycles(nodes: list[_Node]) -> None:
    """Every word must lead to a root: where mending bent a path into a circle, cut it."""
    for node in nodes:
        seen, at = {node.i}, node
        while at.head != at.i:
            at = nodes[at.head]
            if at.i in seen:
                node.role, node.head = "root", node.i
                break
            seen.add(at.i)


def _find_agents(nodes: list[_Node], language: Language) -> None:
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
