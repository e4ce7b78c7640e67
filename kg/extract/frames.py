"""The tree of a sentence -> frames: a head with the arguments it really has.

Passives, participles, relative clauses, control and coordination are undone here, so that
the rules see only who does what: ``subjects`` and ``objects`` of the active form, and the
``obliques`` with their prepositions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.language import Language
from kg.model import Token
from kg.tree import Tree

_VERBAL = ("VERB", "AUX")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X")


@dataclass(frozen=True, slots=True)
class Oblique:
    """A complement with its preposition. ``near``: it hung on a neighbour of the head."""

    case: str
    token: int
    near: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A head and its arguments, as positions in the sentence.

    For a noun, ``subjects`` are its possessors, agents, demonyms and compounds, and ``hosts``
    the subject of the verb that carries it, for when none of those is an actor. ``light`` says
    that this verb only carries it ("pay a visit"), so that its subject is meant.
    """

    head: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[Oblique, ...]
    hosts: tuple[int, ...] = ()
    light: bool = False


class Frames:
    """The frames of one sentence, made on demand."""

    def __init__(self, tree: Tree, language: Language, named: Callable[[int], object]) -> None:
        self.tree = tree
        self.named = named
        """Whether a name (or what points to one) stands at a word."""
        self.words = language.extract
        self.requests = language.stance.possible
        self.reporting = language.stance.reporting
        self.thwart = language.mentions.contrary_verbs | language.mentions.contrary_nouns
        self.perfect = language.parse.auxiliaries
        self._active: set[int] = set()
        self._verbs: dict[int, Frame] = {}
        self._passive: dict[int, bool] = {}

    # Verbs

    def verb(self, i: int) -> Frame:
        """The frame of the verb (or participle) at ``i``."""
        if i not in self._verbs:
            self._verbs[i] = self._verb(i)
        return self._verbs[i]

    def _verb(self, i: int) -> Frame:
        subjects, objects = self.subjects(i), self.objects(i)
        obliques = self._obliques(i, objects)
        if subjects:
            subjects += [
                o.token
                for o in obliques
                if o.case in self.words.comitative and self._nearest_verb(o.token) in (i, -1)
            ]
        return Frame(i, tuple(subjects), tuple(objects), tuple(obliques))

    def _nearest_verb(self, i: int) -> int:
        """The last verb before a word; -1 when there is none."""
        return max((t.i for t in self.tree.tokens[:i] if t.pos == "VERB"), default=-1)

    def passive(self, i: int) -> bool:
        """Whether the verb at ``i`` is a passive or a past participle that modifies a noun."""
        if i not in self._passive:
            self._passive[i] = self._is_passive(i)
        return self._passive[i]

    def _is_passive(self, i: int) -> bool:
        token = self.tree.tokens[i]
        if self.tree.child(i, "refl"):
            return False
        if self.tree.child(i, "aux_pass"):
            return True
        if any(t.lemma in self.perfect for t in self.tree.children(i, "aux")):
            return False  # "n'a jamais condamné l'invasion … par X"
        if self.tree.child(i, "agent"):
            return True
        if self.tree.child(i, "subj_pass"):
            return True
        past = "VerbForm=Part" in token.features and not token.features.isdisjoint(
            {"Tense=Past", "Aspect=Perf"}
        )
        return past and token.role in ("acl", "amod") and not self.tree.child(i, "subj", "obj")

    def subjects(self, i: int) -> list[int]:
        """Who does what the verb at ``i`` says; [] when the sentence does not tell."""
        if i in self._active:  # a cycle of conjuncts and clauses
            return []
        self._active.add(i)
        try:
            if self.passive(i):
                found = [t.i for t in self.tree.children(i, "agent")] or self._hyphened(i)
            else:
                found = [t.i for t in self.tree.children(i, "subj", "subj_pass")]
                found = found or self._inherited(i)
            return [j for t in found for j in self._antecedent(t)]
        finally:
            self._active.discard(i)

    def _hyphened(self, i: int) -> list[int]:
        """Who stands before the hyphen: "Iran-backed rebels"."""
        if i < 2 or self.tree.tokens[i - 1].text not in ("-", "–"):
            return []
        return [t.i for t in self.tree.children(i) if t.i == i - 2]

    def objects(self, i: int) -> list[int]:
        """Whom or what the verb at ``i`` acts on."""
        token = self.tree.tokens[i]
        if self.passive(i):
            found = [t.i for t in self.tree.children(i, "subj_pass", "subj")]
            if not found and token.role in ("acl", "amod"):
                found = [token.head]
            if not found and token.role == "conj" and self.passive(token.head):
                return self.objects(token.head)
        else:
            found = [t.i for t in self.tree.children(i, "obj")] or self._shared(i)
            if not found and token.role == "relcl" and not self._relative_subject(i):
                found = [token.head] if self.tree.child(i, "subj") else []
        return [j for t in found for j in self._antecedent(t)]

    def _shared(self, i: int) -> list[int]:
        """The objects of the next verb: "condemned and sanctioned Russia"."""
        token = self.tree.tokens[i]
        if self.tree.child(i, "obj", "ccomp", "xcomp", "obl", "agent", "refl"):
            return []
        row = self.tree.conjuncts(token.head if token.role == "conj" else i)
        later = next((j for j in row if j > i), None)
        if later is None or self.tree.tokens[later].pos not in _VERBAL or self.passive(later):
            return []
        between = self.tree.tokens[i + 1 : later]
        joined = all(t.role in ("cc", "advmod", "aux", "punct") for t in between)
        return [t.i for t in self.tree.children(later, "obj")] if joined else []

    def _relative_subject(self, i: int) -> bool:
        return any(_relative(t) for t in self.tree.children(i))

    def _antecedent(self, j: int) -> list[int]:
        """A relative pronoun gives way to the noun its clause hangs on."""
        token = self.tree.tokens[j]
        if not _relative(token):
            return [j]
        for above in self.tree.ancestors(j):
            if above.role in ("relcl", "acl"):
                noun = self.tree.tokens[above.head]
                plural = any(
                    "Number=Plur" in t.features
                    for t in (above, *self.tree.children(above.i, "aux", "aux_pass", "cop"))
                )
                return [noun.head if noun.role == "conj" and plural else noun.i]
        return []

    def _inherited(self, i: int) -> list[int]:
        """The subject of a verb without one of its own: from the verb or noun above it."""
        token = self.tree.tokens[i]
        above = self.tree.parent(i)
        if above is None:
            return []
        if token.role == "conj":
            first = self.subjects(above.i)
            return self.objects(above.i) if self.passive(above.i) else first
        if token.role in ("acl", "amod", "relcl"):
            if _infinitive(token, self.tree):
                return [t.i for t in self.tree.children(above.i, "poss")] or self._host(above)
            # "put out a report accusing Y": who put it out accuses.
            return [above.i] if self.named(above.i) else self._host(above) or [above.i]
        if token.role in ("xcomp", "advcl", "ccomp", "obl", "nmod", "parataxis", "obj"):
            return self._controller(token, above)
        return []

    def _host(self, noun: Token) -> list[int]:
        """The subject of the verb a noun is object of: "X has plans to …"."""
        above = self.tree.parent(noun.i)
        if above is not None and noun.role in ("obj", "obl") and above.pos in _VERBAL:
            return self.subjects(above.i)
        return []

    def _controller(self, token: Token, above: Token) -> list[int]:
        """Who is meant to do the embedded verb: "persuade X to sell", "X refuses to sell"."""
        if above.pos not in _VERBAL:
            cop = [t.i for t in self.tree.children(above.i, "subj")]
            return cop or self._host(above)
        asked = above.lemma in self.requests
        bound = token.role == "xcomp" or (asked and _infinitive(token, self.tree))
        bound = bound or (token.role == "advcl" and token.case in ("of", "from", "de"))
        if bound and above.lemma not in self.words.raising_verbs:
            objects = self.objects(above.i) or [
                o.token
                for o in self._obliques(above.i, [])
                if asked and o.case in self.words.object_prepositions and o.token < token.i
            ]
            if objects:
                return objects
        return self.objects(above.i) if self.passive(above.i) else self.subjects(above.i)

    def _obliques(self, i: int, objects: list[int]) -> list[Oblique]:
        """The complements of a verb, then those of its objects (attachment is often wrong)."""
        found = []
        for t in self.tree.children(i, "obl", "iobj", "agent", "nmod", "advcl"):
            if (t.role == "advcl" and not t.case) or t.lemma in self.words.relative_places:
                continue
            case = t.case or (self.words.dative if t.role == "iobj" else "")
            found += [Oblique(case, j) for j in self._antecedent(t.i)]
        strayed = self._strayed(i)
        below = [o for o in found if o.token in self.tree.subtree(i)]
        neighbours = [*objects, *(o.token for o in (*below, *strayed))]
        found += strayed
        for neighbour in neighbours:
            for j in self.tree.conjuncts(neighbour):
                found += [
                    Oblique(t.case, t.i, near=True)
                    for t in self.tree.children(j, "nmod", "obl")
                    if t.case and t.i > i
                ]
        first = self.tree.tokens[i]
        if first.role == "conj" and not any(o.case for o in found):
            found += [o for o in self._obliques(first.head, []) if o.token > i]
        return found

    def _strayed(self, i: int) -> list[Oblique]:
        """Complements after the verb of a subordinate clause that hang on the main verb."""
        token, above = (
            self.tree.tokens[i],
            next((t for t in self.tree.ancestors(i) if t.pos in _VERBAL), None),
        )
        if above is None or above.i > i or token.role == "conj":
            return []
        return [
            Oblique(t.case, t.i, near=True)
            for t in self.tree.children(above.i, "obl")
            if t.case and t.i > i and self._nearest_verb(t.i) == i
        ]

    # Nouns

    def noun(self, i: int) -> Frame:
        """The frame of the event noun at ``i``, with what its verb tells about it."""
        tree, words = self.tree, self.words
        owners: list[int] = []
        obliques: list[Oblique] = []
        owners += self.relative_owner(i)
        for t in tree.children(i, "poss", "amod", "compound", "nmod", "agent", "obl"):
            owner = t.role in ("poss", "amod", "compound") or t.case in words.genitive
            if owner or t.case in words.agent:
                owners += [t.i, *(c.i for c in tree.children(t.i, "conj") if t.role == "amod")]
            obliques.append(Oblique(t.case, t.i))
            if t.role in ("nmod", "obl") and t.case:
                obliques += [
                    Oblique(below.case, below.i, near=True)
                    for below in tree.children(t.i, "nmod")
                    if below.case and below.case not in words.genitive
                ]
        for clause in tree.children(i, "acl", "relcl", "amod"):
            if clause.pos in _VERBAL and (
                clause.lemma in words.light_verbs or self.passive(clause.i)
            ):
                owners += [j for j in self.subjects(clause.i) if j != i]
                obliques += self._obliques(clause.i, [])
        hosts: list[int] = []
        light = False
        carrier = self._carrier(i)
        if carrier is not None:
            above, light = carrier
            hosts = [j for j in self.subjects(above) if j != i]
            if light:
                obliques += self._obliques(above, [])
        unique = tuple(dict.fromkeys(owners))
        return Frame(i, unique, (), tuple(obliques), tuple(hosts), light)

    def relative_owner(self, i: int) -> list[int]:
        """ "X, whose alliance with Y", "X, dont l'alliance avec Y": the noun is X's."""
        token = self.tree.tokens[i]
        below = self.tree.children(i)
        if token.role in ("subj", "subj_pass", "obj", "attr") and token.head != i:
            below += self.tree.children(token.head)
        relatives = [t for t in below if t.lemma in self.words.relative_owners]
        for t in relatives[:1]:
            for above in self.tree.ancestors(t.i):
                if above.role in ("relcl", "acl"):
                    return [above.head]
        return []

    def _carrier(self, i: int) -> tuple[int, bool] | None:
        """The verb whose subject may own the noun, and whether it is a light one.

        An adverbial event belongs to the subject too: "during a visit to Paris, X said".
        """
        token = self.tree.first_conjunct(i)
        above = self.tree.parent(token.i)
        if above is None or above.pos not in _VERBAL:
            return None
        light = above.lemma in self.words.light_verbs
        thwarted = above.lemma in self.thwart or any(
            t.lemma in self.thwart for t in self.tree.children(above.i, "obj") if t.i != token.i
        )
        if thwarted:
            return None  # "put its veto on the accession": not its own
        if token.role in ("obj", "subj_pass") and light:
            return above.i, True
        told = above.lemma in self.reporting and token.case in self.words.topics
        if token.role == "obl" and (light or (token.case in self.words.occasions and not told)):
            return above.i, light  # but who "commented on the bombings" did not bomb
        return None

    # Predicates

    def predicate(self, i: int) -> Frame | None:
        """The frame of an adjective or noun said of somebody ("X is allied with Y")."""
        tree, token = self.tree, self.tree.tokens[i]
        copula = tree.child(i, "cop", "aux_pass")
        if copula or token.role == "attr":
            subjects = [t.i for t in tree.children(i, "subj", "subj_pass")]
            if not subjects:
                subjects = self._inherited(i)
        elif token.role in ("acl", "amod", "appos", "relcl") or token.role == "conj":
            subjects = [token.head]
        elif token.role in ("advcl", "xcomp"):
            above = tree.parent(i)
            subjects = self.subjects(above.i) if above is not None else []
        else:
            return None
        subjects = [j for s in subjects for j in self._antecedent(s)]
        return Frame(i, tuple(subjects), (), tuple(self._obliques(i, [])))


def _relative(token: Token) -> bool:
    return "PronType=Rel" in token.features or (
        token.pos == "PRON" and token.lemma in ("who", "which", "that", "qui", "que", "dont")
    )


def _infinitive(token: Token, tree: Tree) -> bool:
    return "VerbForm=Inf" in token.features or any(
        t.lemma == "to" for t in tree.children(token.i, "aux", "mark")
    )
