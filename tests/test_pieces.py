"""Listed names that are pieces of others, and the kinds of names nobody listed."""

from __future__ import annotations

import pytest

from kg import gazetteer, language
from kg.mentions import names
from kg.model import Mention, Sentence
from tests.trees import sentence


def find(rows: str, ner: str = "", lang: str = "en") -> dict[str, tuple[str, str]]:
    """Words -> (entity, kind) of the names of a typed-in sentence. ``ner`` has the model's label of
    each word, ``-`` for none."""
    read = sentence(rows)
    labels = [
        {"P": "Person", "O": "Organisation", "L": "Place"}.get(x[-1], "") for x in ner.split()
    ]
    labels += [""] * (len(read.tokens) - len(labels))
    marks = [x[0] for x in ner.split()]
    tokens = tuple(
        type(t)(
            **{f: getattr(t, f) for f in t.__slots__}
            | {"ner": f"{marks[t.i]}-{labels[t.i]}" if labels[t.i] else ""}
        )
        for t in read.tokens
    )
    read = Sentence(0, read.text, read.start, read.end, tokens)
    return {m.text: (m.entity.id, m.entity.kind) for m in found(read, lang)}


def found(read: Sentence, lang: str) -> list[Mention]:
    listed = gazetteer.load()
    matches = listed.find(read.text, lang)
    return names.find(read.text, [read], matches, listed, language.load(lang))


def two(first: str, second: str) -> str:
    return f"""
{first} {first} PROPN compound 1
{second} {second} PROPN subj 2
spoke speak VERB root 2
"""


def test_a_place_behind_a_first_name_is_a_person() -> None:
    assert find(two("Angela", "Washington"), "BP IP -") == {
        "Angela Washington": ("angela-washington", "Person")
    }


def test_a_state_before_a_surname_is_a_person() -> None:
    assert find(two("Chad", "Wendell"), "BP IP -") == {"Chad Wendell": ("chad-wendell", "Person")}
    assert find(two("Chad", "Wendell")) == {"Chad": ("TCD", "State")}


def test_a_surname_that_goes_on_is_a_first_name() -> None:
    assert find(two("Warren", "Brookfield"), "BP IP -") == {
        "Warren Brookfield": ("warren-brookfield", "Person")
    }


REGION = """
Suisse suisse PROPN subj 2
{0} {1} ADJ amod 0
votait voter VERB root 2
"""


@pytest.mark.parametrize(
    ("word", "lemma", "id", "kind"),
    [
        ("romande", "romand", "suisse-romande", "Place"),
        ("italienne", "italien", "suisse-italienne", "Place"),
    ],
)
def test_a_state_with_an_adjective_of_region_is_a_region(
    word: str, lemma: str, id: str, kind: str
) -> None:
    assert find(REGION.format(word, lemma), lang="fr") == {f"Suisse {word}": (id, kind)}


def test_another_adjective_makes_no_region() -> None:
    assert find(REGION.format("prudente", "prudent"), lang="fr") == {"Suisse": ("CHE", "State")}


def test_a_full_name_goes_before_a_listed_surname() -> None:
    rows = """
Dorothea Dorothea PROPN compound 1
Macron Macron PROPN subj 2
said say VERB root 2
that that SCONJ mark 5
Macron Macron PROPN subj 5
won win VERB ccomp 2
"""
    ids = {m.entity.id for m in found(labelled(rows), "en")}
    assert ids == {"dorothea-macron"}


def labelled(rows: str) -> Sentence:
    read = sentence(rows)
    tokens = tuple(
        type(t)(**{f: getattr(t, f) for f in t.__slots__} | {"ner": ("B-Person", "I-Person")[t.i]})
        if t.i < 2
        else t
        for t in read.tokens
    )
    return Sentence(0, read.text, read.start, read.end, tokens)


# Kinds of names nobody listed


def test_a_first_name_makes_a_person() -> None:
    assert find(two("Angela", "Zwick"), "BO IO -") == {"Angela Zwick": ("angela-zwick", "Person")}


def test_what_the_article_writes_small_is_no_organisation() -> None:
    rows = """
Human human PROPN compound 1
Rights rights PROPN subj 2
spoke speak VERB root 2
of of ADP case 5
human human ADJ amod 5
rights right NOUN obl 2
"""
    assert find(rows, "BO IO - - - -") == {}


def test_a_short_name_is_the_person_named_in_full() -> None:
    rows = """
Taher Taher PROPN compound 1
Zwicky Zwicky PROPN subj 2
said say VERB root 2
that that SCONJ mark 5
Zwicky Zwicky PROPN subj 5
won win VERB ccomp 2
"""
    names_ = find(rows, "BP IP - - BO -")
    assert names_ == {
        "Taher Zwicky": ("taher-zwicky", "Person"),
        "Zwicky": ("taher-zwicky", "Person"),
    }


@pytest.mark.parametrize(("family", "given"), [("Zhou", "Dehai"), ("Kovacs", "Peter")])
def test_a_family_name_that_stands_first_is_the_person_named_in_full(
    family: str, given: str
) -> None:
    rows = f"""
{family} {family} PROPN compound 1
{given} {given} PROPN subj 2
said say VERB root 2
that that SCONJ mark 6
Mr. Mr. PROPN compound 5
{family} {family} PROPN subj 6
won win VERB ccomp 2
"""
    ident = f"{family}-{given}".lower()
    assert find(rows, "BP IP - - - BP -") == {
        f"{family} {given}": (ident, "Person"),
        family: (ident, "Person"),
    }, "not Zhou Enlai or Zoltán Kovács, who are listed"


@pytest.mark.parametrize(
    ("words", "ner"),
    [("Pyotr Vasilyevich Gromov", "BP BP IP"), ("Abou Khalil Zwick", "BP IP IP")],
)
def test_a_given_name_goes_on(words: str, ner: str) -> None:
    first, second, last = words.split()
    rows = f"{first} {first} PROPN compound 2\n{second} {second} PROPN compound 2\n"
    rows += f"{last} {last} PROPN subj 3\nspoke speak VERB root 3"
    assert list(find(rows, f"{ner} -")) == [words]


def test_a_name_of_two_states_founds_no_third() -> None:
    rows = "Bolivia Bolivia PROPN subj 1\nleft leave VERB root 1\nCongo Congo PROPN obj 1"
    assert find(rows, "- - BL") == {"Bolivia": ("BOL", "State")}


def test_another_spelling_of_a_listed_person_is_that_person() -> None:
    assert find(two("Serguei", "Choygu"), "BP IP -") == {
        "Serguei Choygu": ("sergei-shoigu", "Person")
    }


@pytest.mark.parametrize("name", ["UTC", "MP"])
def test_capitals_that_are_nobodys_name_found_no_node(name: str) -> None:
    rows = f"The the DET det 1\n{name} {name} PROPN subj 2\nspoke speak VERB root 2"
    assert find(rows, "- BO -") == {}
