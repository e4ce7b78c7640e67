"""Names in texts: which words denote whom, and what is no name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg import gazetteer, language
from kg.mentions import names
from kg.mentions.index import Index, head_of, words_of
from kg.model import Entity, Mention, Sentence
from kg.read import Extracted
from tests.trees import sentence

Extract = Callable[..., Extracted]


def named(extract: Extracted) -> dict[str, tuple[str, str]]:
    """Words -> (entity, rule) of the mentions that are names."""
    return {
        m.text: (m.entity.id, m.source)
        for m in extract.mentions
        if m.source not in ("coreference", "description")
    }


@pytest.mark.parametrize(
    ("text", "lang", "name", "entity", "rule"),
    [
        ("France criticised Turkey.", "en", "France", "FRA", "gazetteer"),
        ("La Turquie a été critiquée par la France.", "fr", "Turquie", "TUR", "gazetteer"),
        ("The French attack on Chad was short.", "en", "French", "FRA", "demonym"),
        ("The White House condemned Iran.", "en", "White House", "USA", "metonym"),
        ("President Xi visited Hungary.", "en", "Xi", "xi-jinping", "gazetteer"),
        ("Macedonian President Petar Stojkov spoke.", "en", "Petar Stojkov", "petar-stojkov",
         "ner"),
        ("Paul Lambert est chercheur à l'Institut d'études arctiques.", "fr",
         "Institut d'études arctiques", "institut-d-etudes-arctiques", "pattern"),
        ("Jeanne Dubreuil est la présidente de la Moldavie. Dubreuil a condamné l'Iran.", "fr",
         "Dubreuil", "jeanne-dubreuil", "ner"),
    ],
)  # fmt: skip
def test_a_name_denotes_its_entity(
    text: str, lang: str, name: str, entity: str, rule: str, extracted: Extract
) -> None:
    assert named(extracted(text, lang))[name] == (entity, rule)


def test_a_title_of_two_words_is_no_organisation(extracted: Extract) -> None:
    text = "Defence Minister Karl Brandt of Austria condemned Iran."
    assert set(named(extracted(text, "en"))) == {"Karl Brandt", "Austria", "Iran"}


def test_a_capital_may_stand_for_its_state(extracted: Extract) -> None:
    read = extracted("Beijing condemned Iran.", "en")
    (city,) = [m for m in read.mentions if m.text == "Beijing"]
    assert city.entity.kind == "Place"
    assert [e.id for e in city.readings] == ["CHN"]


# Typed-in sentences


def find(rows: str, ner: dict[str, str] | None = None) -> dict[str, str]:
    """Words -> entity of the names of a sentence; ``ner`` are the model's labels by word."""
    read = sentence(rows)
    tokens = tuple(
        type(t)(**{**{f: getattr(t, f) for f in t.__slots__}, "ner": (ner or {}).get(t.text, "")})
        for t in read.tokens
    )
    read = Sentence(0, read.text, read.start, read.end, tokens)
    listed, speech = gazetteer.load(), language.load("en")
    matches = listed.find(read.text, "en")
    return {m.text: m.entity.id for m in names.find(read.text, [read], matches, listed, speech)}


def alone(name: str) -> str:
    return f"{name} {name} PROPN subj 1\nvoted vote VERB root 1"


def test_a_weak_name_that_the_model_calls_a_person_is_none() -> None:
    assert find(alone("Jordan")) == {"Jordan": "JOR"}
    assert "JOR" not in find(alone("Jordan"), {"Jordan": "B-Person"}).values()


def test_a_state_goes_before_anything_else_so_called() -> None:
    assert find(alone("Georgia")) == {"Georgia": "GEO"}


def test_a_weak_name_of_two_people_denotes_neither_alone() -> None:
    assert find(alone("Bush"), {"Bush": "B-Person"}) == {}


def test_a_weak_surname_needs_a_title_or_the_full_name() -> None:
    bare = "Xi Xi PROPN subj 1\nspoke speak VERB root 1"
    titled = "President president PROPN compound 1\nXi Xi PROPN subj 2\nspoke speak VERB root 2"
    assert find(bare) == {}
    assert find(titled) == {"Xi": "xi-jinping"}


def test_a_name_of_the_model_loses_article_and_honorific() -> None:
    rows = """
Mr. mr. PROPN compound 2
Karl Karl PROPN compound 2
Brandt Brandt PROPN subj 3
spoke speak VERB root 3
"""
    ner = {"Mr.": "B-Person", "Karl": "I-Person", "Brandt": "I-Person"}
    assert find(rows, ner) == {"Karl Brandt": "karl-brandt"}


def test_what_the_model_writes_small_is_no_name() -> None:
    rows = "envoys envoy NOUN subj 1\nspoke speak VERB root 1"
    assert find(rows, {"envoys": "B-Person"}) == {}


FULL = """
Karl Karl PROPN compound 1
Brandt Brandt PROPN subj 4
, , PUNCT punct 1
then then ADV advmod 4
met meet VERB root 4
"""
NER = {"Karl": "B-Person", "Anna": "B-Person", "Brandt": "I-Person"}


def found_last(rows: str) -> str | None:
    """The entity of the last word of a sentence, which the model does not know as a name."""
    return find(rows, NER).get(rows.split()[-5])


def test_a_surname_alone_points_to_the_only_one_who_bears_it() -> None:
    assert found_last(FULL + "Brandts Brandts PROPN obj 4") is None
    assert found_last(FULL + "BRANDT brandt PROPN obj 4") == "karl-brandt"


def test_a_surname_of_two_people_points_to_neither() -> None:
    anna = "Anna Anna PROPN compound 6\nBrandt Brandt PROPN obj 4\n"
    assert found_last(FULL + anna + "BRANDT brandt PROPN obj 4") is None


# The index of a sentence


def mention(read: Sentence, first: int, last: int, source: str = "gazetteer") -> Mention:
    start, end = read.tokens[first].start, read.tokens[last].end
    text = read.text[start:end]
    return Mention(Entity(text, "Organisation", text), text, start, end, source)


PARADE = sentence("""
parade parade NOUN subj 3
in in ADP case 2
Moscow Moscow PROPN nmod 0
ended end VERB root 3
""")


def test_a_name_inside_a_description_still_denotes() -> None:
    inner, outer = mention(PARADE, 2, 2), mention(PARADE, 0, 2, "description")
    index = Index(PARADE, [outer, inner])
    assert index.at(2) == [inner]
    assert index.at(0) == [outer]


def test_the_outermost_of_nested_names_counts() -> None:
    inner, outer = mention(PARADE, 2, 2), mention(PARADE, 0, 2)
    index = Index(PARADE, [inner, outer])
    assert index.at(2) == [outer, inner]
    assert index.outer(2) == [outer]


def test_the_head_of_a_name_hangs_outside_it() -> None:
    name = mention(PARADE, 0, 2)
    assert [t.text for t in words_of(PARADE, name)] == ["parade", "in", "Moscow"]
    assert head_of(PARADE, name).text == "parade"
