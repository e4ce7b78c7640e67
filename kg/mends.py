"""Slips of the parsers, mended in one place by rules that look at the tree alone.

Each rule says what the models do wrong; tests/sentences.py has the sentences that keep it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.language import Language
from kg.parse import RawToken

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(slots=True)
class Node:
    """A token while it is being moved about."""

    i: int
    raw: RawToken
    role: str
    head: int
    lemma: str
    pos: str
    features: frozenset[str]
    case: str = ""


def mend_words(nodes: list[Node], language: Language) -> None:
    """Mend the words themselves: lemmas, moods, auxiliaries. Before the roles are neutral."""
    _lift_participles(nodes, language)
    _lift_inverted(nodes)
    _mend_verbs(nodes, language)


def mend_clauses(nodes: list[Node], language: Language) -> None:
    """Mend what hangs where. After the roles have become neutral."""
    _mend_titles(nodes)
    _mend_appositions(nodes)
    _mend_subjects(nodes)
    _mend_coordination(nodes)
    _mend_conjuncts(nodes)
    _mend_joined_subjects(nodes)
    _mend_counterparts(nodes, language)
    _mend_lists(nodes)
    _mend_infinitives(nodes, language)
    _mend_pairs(nodes, language)
    _mend_objects(nodes)
    _mend_relatives(nodes, language)
    _mend_attributes(nodes)
    _mend_contracted(nodes)
    _mend_sources(nodes, language)
    _mend_fronted(nodes)
    _mend_partitives(nodes, language)
    _mend_calendar(nodes, language)
    _mend_incises(nodes, language)
    _mend_split(nodes, language)
    _mend_hyphens(nodes)
    _mend_headlines(nodes)
    _mend_control(nodes, language)
    _mend_participles(nodes)


def _mend_verbs(nodes: list[Node], language: Language) -> None:
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


def _lift_participles(nodes: list[Node], language: Language) -> None:
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


def _lift_inverted(nodes: list[Node]) -> None:
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


def _mend_titles(nodes: list[Node]) -> None:
    """ "le président français X": a bare name right after a noun is the noun's apposition."""
    for node in nodes:
        noun = nodes[node.head]
        if node.pos != "PROPN" or node.case or node.role not in ("amod", "nmod", "obl", "dep"):
            continue
        between = nodes[noun.i + 1 : node.i]
        if noun.pos == "NOUN" and all(n.role in ("amod", "flat") for n in between):
            node.role = "appos"


def _mend_conjuncts(nodes: list[Node]) -> None:
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


def _mend_joined_subjects(nodes: list[Node]) -> None:
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


def _mend_counterparts(nodes: list[Node], language: Language) -> None:
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


def _mend_lists(nodes: list[Node]) -> None:
    """ "les forces américaines, françaises et turques", "X, sa femme Y et son fils Z": what
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


def _mend_infinitives(nodes: list[Node], language: Language) -> None:
    """ "accuse les détracteurs de son projet de quitter X": to quit is the project."""
    nouns = language.stance.planned | language.stance.possible
    for node in nodes:
        if "VerbForm=Inf" not in node.features or node.i < 2 or node.role != "xcomp":
            continue
        mark, noun = nodes[node.i - 1], nodes[node.i - 2]
        if mark.role == "mark" and noun.pos == "NOUN" and noun.lemma in nouns:
            node.role, node.head = "acl", noun.i


def _mend_appositions(nodes: list[Node]) -> None:
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
        if node.role == "obj" and name.role == "obj" and name.head == node.head:
            node.role, node.head = "appos", name.i  # "a occupé X, la capitale de Y"
            continue
        if node.role in ("subj", "subj_pass") and name.role in ("root", "dep", "conj", "obl"):
            if name.role != "conj":
                name.role, name.head, name.case = node.role, node.head, ""
        elif node.role not in ("conj", "subj", "subj_pass", "dep"):
            continue
        node.role, node.head = "appos", name.i


def _mend_subjects(nodes: list[Node]) -> None:
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


def _mend_coordination(nodes: list[Node]) -> None:
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


def _mend_pairs(nodes: list[Node], language: Language) -> None:
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


def _mend_objects(nodes: list[Node]) -> None:
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


def _mend_relatives(nodes: list[Node], language: Language) -> None:
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


def _mend_contracted(nodes: list[Node]) -> None:
    """ "X, auquel Y achètent": the relative pronoun is the verb's, with its preposition."""
    for node in nodes:
        form = node.raw.text.lower()
        if form in _CONTRACTED:
            node.case = node.case or _CONTRACTED[form]
            node.features |= {"PronType=Rel"}
        relative = "PronType=Rel" in node.features and node.case and node.pos == "PRON"
        noun = nodes[node.head]
        if relative and noun.role in ("subj", "subj_pass") and nodes[noun.head].role == "relcl":
            node.role, node.head = "obl", noun.head


_CONTRACTED = {
    "auquel": "à", "auxquels": "à", "auxquelles": "à",
    "duquel": "de", "desquels": "de", "desquelles": "de",
}  # fmt: skip


def _mend_attributes(nodes: list[Node]) -> None:
    """ "les investissements turcs": an adjective beside its noun is no clause; "quitter X,
    occupé par Y": a participle after a name and a comma is said of the name."""
    for node in nodes:
        _nearest_name(nodes, node)
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


_HELPERS = ("aux", "aux_pass", "cop")


def _nearest_name(nodes: list[Node], node: Node) -> None:
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


def _mend_sources(nodes: list[Node], language: Language) -> None:
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


def _mend_fronted(nodes: list[Node]) -> None:
    """ "Dans un discours devant X, le ministre Y a appelé …": what follows the comma is no
    apposition of the speech, it is the subject that the verb lacks."""
    for verb in nodes:
        below = [n for n in nodes if n.head == verb.i and n.i != verb.i]
        finite = any(n.role == "aux" for n in below) or "VerbForm=Fin" in verb.features
        if verb.pos != "VERB" or not finite or verb.role not in ("root", "ccomp"):
            continue
        if any(n.role in ("subj", "subj_pass", "expl", "aux_pass") for n in below):
            continue
        fronted = next((n for n in below if n.role == "obl" and n.case and n.i < verb.i), None)
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


def _mend_partitives(nodes: list[Node], language: Language) -> None:
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


def _mend_incises(nodes: list[Node], language: Language) -> None:
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


def _mend_calendar(nodes: list[Node], language: Language) -> None:
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


def _mend_split(nodes: list[Node], language: Language) -> None:
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


def _mend_hyphens(nodes: list[Node]) -> None:
    """ "Russia-China talks": the talks are Russia's as much as China's."""
    for left in nodes[:-2]:
        right = nodes[left.i + 2]
        pair = left.pos == right.pos == "PROPN" and nodes[left.i + 1].raw.text in ("-", "–")
        if pair and left.role == "compound" and left.head == right.i and right.role == "compound":
            left.head = right.head


def _mend_headlines(nodes: list[Node]) -> None:
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


def _mend_control(nodes: list[Node], language: Language) -> None:
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


def _mend_participles(nodes: list[Node]) -> None:
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


def _name_ending_at(nodes: list[Node], j: int) -> Node | None:
    """The head of the proper name whose last word is ``nodes[j]``, or None."""
    node = nodes[j]
    steps = 0
    while node.role in ("flat", "compound") and steps < 10:
        node = nodes[node.head]
        steps += 1
    return node if node.pos == "PROPN" else None
