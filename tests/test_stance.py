"""Stance: what makes a claim negated, planned, possible or somebody's. Trees are typed in."""

from __future__ import annotations

import pytest

from kg import language
from kg.extract.stance import Judge
from kg.tree import Tree
from tests.trees import sentence


def judged(rows: str, word: str, lang: str = "en") -> tuple[str, str, str | None]:
    """Polarity, modality and the word of the speaker, for the predicate ``word``."""
    read = sentence(rows)
    head = next(t.i for t in read.tokens if t.text == word)
    stance = Judge(Tree(read), language.load(lang)).stance(head)
    speaker = None if stance.speaker is None else read.tokens[stance.speaker].text
    return stance.polarity, stance.modality, speaker


PLAIN = """
Mali Mali PROPN subj 1
attacked attack VERB root 1
Chad Chad PROPN obj 1
"""


def test_a_plain_sentence_is_affirmed_asserted_and_nobodys() -> None:
    assert judged(PLAIN, "attacked") == ("affirmed", "asserted", None)


def auxiliary(text: str, lemma: str, role: str = "aux", features: str = "") -> str:
    return f"""
Mali Mali PROPN subj 2
{text} {lemma} AUX {role} 2 {features}
attack attack VERB root 2
Chad Chad PROPN obj 2
"""


@pytest.mark.parametrize(
    ("word", "lemma", "role", "expected"),
    [
        ("not", "not", "neg", ("negated", "asserted", None)),
        ("never", "never", "advmod", ("negated", "asserted", None)),
        ("may", "may", "aux", ("affirmed", "possible", None)),
        ("will", "will", "aux", ("affirmed", "planned", None)),
        ("has", "have", "aux", ("affirmed", "asserted", None)),
        ("reportedly", "reportedly", "advmod", ("affirmed", "possible", None)),
        ("if", "if", "mark", ("affirmed", "possible", None)),
    ],
)
def test_a_word_of_the_clause_turns_it(
    word: str, lemma: str, role: str, expected: tuple[str, str, str | None]
) -> None:
    assert judged(auxiliary(word, lemma, role), "attack") == expected


def test_the_future_tense_is_planned() -> None:
    rows = "Mali Mali PROPN subj 1\nattaquera attaquer VERB root 1 Tense=Fut"
    assert judged(rows, "attaquera", "fr")[1] == "planned"


def test_the_french_conditional_is_a_rumour() -> None:
    rows = "Mali Mali PROPN subj 1\nattaquerait attaquer VERB root 1 Mood=Cnd"
    assert judged(rows, "attaquerait", "fr")[1] == "possible"


def test_the_conditional_in_reported_speech_is_a_future() -> None:
    rows = """
Paul Paul PROPN subj 1
annonce annoncer VERB root 1
Mali Mali PROPN subj 3
attaquerait attaquer VERB ccomp 1 Mood=Cnd
"""
    assert judged(rows, "attaquerait", "fr") == ("affirmed", "planned", "Paul")


def embedded(text: str, lemma: str, role: str = "ccomp") -> str:
    return f"""
Paul Paul PROPN subj 1
{text} {lemma} VERB root 1
Mali Mali PROPN subj 3
attacked attack VERB {role} 1
Chad Chad PROPN obj 3
"""


@pytest.mark.parametrize(
    ("text", "lemma", "role", "expected"),
    [
        ("said", "say", "ccomp", ("affirmed", "asserted", "Paul")),
        ("denied", "deny", "ccomp", ("negated", "asserted", "Paul")),
        ("refused", "refuse", "xcomp", ("negated", "asserted", None)),
        ("plans", "plan", "xcomp", ("affirmed", "planned", None)),
        ("wants", "want", "xcomp", ("affirmed", "possible", None)),
        ("saw", "see", "ccomp", ("affirmed", "asserted", None)),
    ],
)
def test_a_verb_above_turns_what_it_embeds(
    text: str, lemma: str, role: str, expected: tuple[str, str, str | None]
) -> None:
    assert judged(embedded(text, lemma, role), "attacked") == expected


@pytest.mark.parametrize(("word", "modality"), [("will", "planned"), ("may", "possible")])
def test_a_negated_plan_is_still_a_plan(word: str, modality: str) -> None:
    rows = f"""
Mali Mali PROPN subj 3
{word} {word} AUX aux 3
not not PART neg 3
attack attack VERB root 3
"""
    assert judged(rows, "attack") == ("negated", modality, None)


def test_two_negations_affirm() -> None:
    rows = """
Paul Paul PROPN subj 2
never never ADV neg 2
denied deny VERB root 2
Mali Mali PROPN subj 4
attacked attack VERB ccomp 2
"""
    assert judged(rows, "attacked")[0] == "affirmed"


def test_a_relative_clause_answers_for_itself() -> None:
    rows = """
Paul Paul PROPN subj 1
denied deny VERB root 1
raids raid NOUN obj 1
that that PRON subj 4 PronType=Rel
hit hit VERB relcl 2
Chad Chad PROPN obj 4
"""
    assert judged(rows, "hit") == ("affirmed", "asserted", None)


def test_a_coordinated_verb_shares_the_auxiliary_of_the_first() -> None:
    rows = """
Mali Mali PROPN subj 2
will will AUX aux 2
wait wait VERB root 2
and and CCONJ cc 2
attack attack VERB conj 2
"""
    assert judged(rows, "attack")[1] == "planned"


def test_a_coordinated_clause_of_its_own_shares_nothing() -> None:
    rows = """
Mali Mali PROPN subj 2
may may AUX aux 2
wait wait VERB root 2
and and CCONJ cc 2
Chad Chad PROPN subj 5
attacked attack VERB conj 2
"""
    assert judged(rows, "attacked")[1] == "asserted"


def test_a_purpose_is_planned() -> None:
    rows = """
Mali Mali PROPN subj 1
met meet VERB root 1
to to PART aux 3
attack attack VERB advcl 1 VerbForm=Inf
"""
    assert judged(rows, "attack")[1] == "planned"


def test_a_question_is_possible() -> None:
    assert judged(PLAIN + "? ? PUNCT punct 1", "attacked")[1] == "possible"


def test_a_source_speaks() -> None:
    rows = """
Paul Paul PROPN obl 2 case=according_to
Mali Mali PROPN subj 2
attacked attack VERB root 2
"""
    assert judged(rows, "attacked") == ("affirmed", "asserted", "Paul")


def test_an_incise_speaks() -> None:
    rows = """
Mali Mali PROPN subj 1
attacked attack VERB root 1
Paul Paul PROPN subj 3
said say VERB parataxis 1
"""
    assert judged(rows, "attacked") == ("affirmed", "asserted", "Paul")


def test_the_speaker_nearest_to_the_claim_counts() -> None:
    rows = """
Paul Paul PROPN subj 1
said say VERB root 1
Anna Anna PROPN subj 3
claimed claim VERB ccomp 1
Mali Mali PROPN subj 5
attacked attack VERB ccomp 3
"""
    assert judged(rows, "attacked")[2] == "Anna"


@pytest.mark.parametrize(
    ("word", "modality"), [("upcoming", "planned"), ("possible", "possible"), ("long", "asserted")]
)
def test_an_adjective_of_an_event_says_how_real_it_is(word: str, modality: str) -> None:
    rows = f"{word} {word} ADJ amod 1\nvisit visit NOUN subj 2\nended end VERB root 2"
    assert judged(rows, "visit")[1] == modality


@pytest.mark.parametrize(("word", "modality"), [("possible", "possible"), ("long", "asserted")])
def test_a_predicate_of_an_event_says_how_real_it_is(word: str, modality: str) -> None:
    rows = f"visit visit NOUN subj 2\nis be AUX cop 2\n{word} {word} ADJ root 2"
    assert judged(rows, "visit")[1] == modality


def test_a_negator_elsewhere_in_the_sentence_negates_nothing() -> None:
    rows = PLAIN + "without without ADP case 4\nwarning warning NOUN obl 1"
    assert judged(rows, "attacked")[0] == "affirmed"
