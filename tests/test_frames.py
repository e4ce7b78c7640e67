"""Frames: who does what to whom, whatever the form of the clause. Trees are typed in."""

from __future__ import annotations

import pytest

from kg import language
from kg.extract.frames import Frame, Frames
from kg.model import Sentence
from kg.tree import Tree
from tests.trees import sentence

EN, FR = language.load("en"), language.load("fr")


def frames(read: Sentence) -> Frames:
    names = {t.i for t in read.tokens if t.pos == "PROPN"}
    return Frames(Tree(read), EN, names.__contains__)


def words(read: Sentence, places: tuple[int, ...]) -> list[str]:
    return [read.tokens[i].text for i in places]


def verb(rows: str, at: int) -> tuple[list[str], list[str]]:
    """The subjects and objects of the verb at a position."""
    read = sentence(rows)
    frame = frames(read).verb(at)
    return words(read, frame.subjects), words(read, frame.objects)


ACTIVE = """
France France PROPN subj 1
attacked attack VERB root 1
Chad Chad PROPN obj 1
"""
PASSIVE = """
Chad Chad PROPN subj_pass 2
was be AUX aux_pass 2
attacked attack VERB root 2
France France PROPN agent 2 case=by
"""
NO_AGENT = """
Chad Chad PROPN subj_pass 2
was be AUX aux_pass 2
attacked attack VERB root 2
"""
PARTICIPLE = """
towns town NOUN root 0
attacked attack VERB acl 0 VerbForm=Part Tense=Past
France France PROPN agent 1 case=by
"""
RELATIVE_SUBJECT = """
France France PROPN root 0
which which PRON subj 2 PronType=Rel
attacked attack VERB relcl 0
Chad Chad PROPN obj 2
"""
RELATIVE_OBJECT = """
Chad Chad PROPN root 0
which which PRON obj 3 PronType=Rel
France France PROPN subj 3
attacked attack VERB relcl 0
"""
REDUCED_RELATIVE_OBJECT = """
towns town NOUN root 0
France France PROPN subj 2
attacked attack VERB relcl 0
"""
CONJUNCT = """
France France PROPN subj 1
waited wait VERB root 1
and and CCONJ cc 1
attacked attack VERB conj 1
Chad Chad PROPN obj 3
"""
CONTROL_BY_OBJECT = """
Mali Mali PROPN subj 1
urged urge VERB root 1
France France PROPN obj 1
to to PART aux 4
attack attack VERB xcomp 1 VerbForm=Inf
Chad Chad PROPN obj 4
"""
CONTROL_BY_SUBJECT = """
France France PROPN subj 1
refused refuse VERB root 1
to to PART aux 3
attack attack VERB xcomp 1 VerbForm=Inf
Chad Chad PROPN obj 3
"""
CONTROL_UNDER_PASSIVE = """
France France PROPN subj_pass 2
was be AUX aux_pass 2
urged urge VERB root 2
to to PART aux 4
attack attack VERB xcomp 2 VerbForm=Inf
Chad Chad PROPN obj 4
"""
PLAN = """
France France PROPN subj 1
has have VERB root 1
plans plan NOUN obj 1
to to PART aux 4
attack attack VERB acl 2 VerbForm=Inf
Chad Chad PROPN obj 4
"""
OWNED_PLAN = """
France France PROPN poss 1
plan plan NOUN root 1
to to PART aux 3
attack attack VERB acl 1 VerbForm=Inf
Chad Chad PROPN obj 3
"""


@pytest.mark.parametrize(
    ("rows", "at", "subjects", "objects"),
    [
        (ACTIVE, 1, ["France"], ["Chad"]),
        (PASSIVE, 2, ["France"], ["Chad"]),
        (NO_AGENT, 2, [], ["Chad"]),
        (PARTICIPLE, 1, ["France"], ["towns"]),
        (RELATIVE_SUBJECT, 2, ["France"], ["Chad"]),
        (RELATIVE_OBJECT, 3, ["France"], ["Chad"]),
        (REDUCED_RELATIVE_OBJECT, 2, ["France"], ["towns"]),
        (CONJUNCT, 3, ["France"], ["Chad"]),
        (CONTROL_BY_OBJECT, 4, ["France"], ["Chad"]),
        (CONTROL_BY_SUBJECT, 3, ["France"], ["Chad"]),
        (CONTROL_UNDER_PASSIVE, 4, ["France"], ["Chad"]),
        (PLAN, 4, ["France"], ["Chad"]),
        (OWNED_PLAN, 3, ["France"], ["Chad"]),
    ],
    ids=["active", "passive", "passive without agent", "participle", "relative subject",
         "relative object", "relative without pronoun", "conjunct", "control by the object",
         "control by the subject", "control under a passive", "plan", "owned plan"],
)  # fmt: skip
def test_every_form_gives_the_ends_of_the_active(
    rows: str, at: int, subjects: list[str], objects: list[str]
) -> None:
    assert verb(rows, at) == (subjects, objects)


def test_a_reflexive_is_no_passive() -> None:
    read = sentence("""
Macron Macron PROPN subj_pass 2
se se PRON refl 2
rend rendre VERB root 2
Inde Inde PROPN obl 2 case=en
""")
    frame = Frames(Tree(read), FR, bool).verb(2)
    assert words(read, frame.subjects) == ["Macron"]
    assert frame.objects == ()


def test_who_comes_along_does_it_too() -> None:
    rows = """
France France PROPN subj 1
attacked attack VERB root 1
Chad Chad PROPN obj 1
Mali Mali PROPN obl 1 case=alongside
"""
    assert verb(rows, 1) == (["France", "Mali"], ["Chad"])
    assert verb(rows.replace("alongside", "against"), 1) == (["France"], ["Chad"])


def test_a_passive_subject_is_enough_for_a_passive() -> None:
    assert verb("Chad Chad PROPN subj_pass 1\nattacked attack VERB root 1", 1) == ([], ["Chad"])


def test_an_active_participle_is_no_passive() -> None:
    rows = """
towns town NOUN root 0
attacking attack VERB acl 0 VerbForm=Part Tense=Pres
Chad Chad PROPN obj 1
"""
    assert verb(rows, 1) == (["towns"], ["Chad"])


def obliques(read: Sentence, frame: Frame) -> list[tuple[str, str, bool]]:
    return [(o.case, read.tokens[o.token].text, o.near) for o in frame.obliques]


def test_complements_keep_their_prepositions() -> None:
    read = sentence("""
Mali Mali PROPN subj 1
sold sell VERB root 1
tanks tank NOUN obj 1
Chad Chad PROPN obl 1 case=to
""")
    assert obliques(read, frames(read).verb(1)) == [("to", "Chad", False)]


def test_an_indirect_object_stands_after_the_dative() -> None:
    read = sentence("""
Mali Mali PROPN subj 1
sold sell VERB root 1
Chad Chad PROPN iobj 1
tanks tank NOUN obj 1
""")
    assert obliques(read, frames(read).verb(1)) == [("to", "Chad", False)]


def test_a_complement_of_the_object_is_near() -> None:
    read = sentence("""
Mali Mali PROPN subj 1
imposed impose VERB root 1
sanctions sanction NOUN obj 1
Chad Chad PROPN nmod 2 case=on
""")
    assert obliques(read, frames(read).verb(1)) == [("on", "Chad", True)]


def test_circles_of_clauses_end() -> None:
    read = sentence("""
said say VERB conj 1
added add VERB conj 0
""")
    assert frames(read).subjects(0) == []


# Nouns

VISIT = """
France France PROPN poss 1
visit visit NOUN root 1
Chad Chad PROPN nmod 1 case=to
"""


def noun(rows: str, at: int) -> tuple[list[str], list[tuple[str, str]], list[str], bool]:
    """Owners, complements, hosts and whether the verb is light."""
    read = sentence(rows)
    frame = frames(read).noun(at)
    complements = [(case, word) for case, word, _ in obliques(read, frame)]
    return words(read, frame.subjects), complements, words(read, frame.hosts), frame.light


def test_a_noun_has_owners_and_complements() -> None:
    owners, complements, hosts, light = noun(VISIT, 1)
    assert (owners, hosts, light) == (["France"], [], False)
    assert ("to", "Chad") in complements


@pytest.mark.parametrize("case", ["of", "by"])
def test_what_follows_of_or_by_owns_a_noun(case: str) -> None:
    rows = f"visit visit NOUN root 0\nFrance France PROPN nmod 0 case={case}"
    assert noun(rows, 0)[0] == ["France"]


def test_what_follows_another_preposition_owns_nothing() -> None:
    assert noun("visit visit NOUN root 0\nFrance France PROPN nmod 0 case=to", 0)[0] == []


def carried(verb: str, lemma: str, role: str) -> tuple[list[str], bool]:
    rows = f"""
France France PROPN subj 1
{verb} {lemma} VERB root 1
visit visit NOUN {role}
Chad Chad PROPN nmod 2 case=to
"""
    _, _, hosts, light = noun(rows, 2)
    return hosts, light


def test_the_subject_of_a_light_verb_hosts_its_noun() -> None:
    assert carried("paid", "pay", "obj 1") == (["France"], True)


def test_a_full_verb_carries_no_noun() -> None:
    assert carried("mocked", "mock", "obj 1") == ([], False)


def test_an_occasion_belongs_to_the_subject_of_its_clause() -> None:
    assert carried("spoke", "speak", "obl 1 case=during") == (["France"], False)


def test_what_is_no_occasion_belongs_to_nobody() -> None:
    assert carried("spoke", "speak", "obl 1 case=about") == ([], False)


# Predicates


def predicate(rows: str, at: int) -> list[str] | None:
    read = sentence(rows)
    frame = frames(read).predicate(at)
    return None if frame is None else words(read, frame.subjects)


def test_a_predicate_is_said_of_its_subject() -> None:
    rows = "Mali Mali PROPN subj 2\nis be AUX cop 2\nhostile hostile ADJ root 2"
    assert predicate(rows, 2) == ["Mali"]


def test_an_adjective_behind_a_noun_is_said_of_it() -> None:
    assert predicate("Mali Mali PROPN root 0\nhostile hostile ADJ amod 0", 1) == ["Mali"]


def test_a_noun_that_is_no_predicate_has_no_frame() -> None:
    assert predicate(ACTIVE, 2) is None
