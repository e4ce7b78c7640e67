"""The named questions: what their files say, and that each has an answer in a graph."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace

import pytest
from hostile import NASTY
from rdflib import Graph
from sample import sample_claims, sample_entities

from kg import ontology, query, rdf, store
from kg.cli.graph import query as command
from kg.errors import InputError, UsageError
from kg.model import Office, When
from kg.questions import TYPES, Question, questions, values
from kg.statements import merge
from kg.terms import KG, Names

QUESTIONS = questions()
OFFICES = {
    "emmanuel-macron": [
        Office(
            "emmanuel-macron", "leads", "FRA", (("en", "president"),), "2017-05-14", "", "a list"
        )
    ],
    "joe-biden": [
        Office(
            "joe-biden",
            "represents",
            "USA",
            (("en", "deputy"),),
            "2009-01",
            "2017",
            "a list",
        )
    ],
}


def graph() -> Graph:
    """The sample graph with two offices, a corrected claim, and days of deliveries and attacks."""
    onto = ontology.load()
    first, *others = sample_claims()
    noted = replace(first, corrections=("note: seen (Ann, 2026-11-20)",))
    dated = [
        replace(claim, when=When("in June", "2023-06", "2023-06"))
        if claim.relation in {"supplies_arms_to", "attacks"}
        else claim
        for claim in others
    ]
    merged = merge([noted, *dated], onto.symmetric, onto.events)
    made = rdf.graph(merged, sample_entities(), ontology=onto, offices=OFFICES)
    return store.graph(store.of(made))


GRAPH = graph()


def rows(name: str, **given: str) -> list[dict[str, str]]:
    result = query.run(GRAPH, name, given)
    return [
        {
            column: str(cell).split("/")[-1].split("#")[-1]
            for column, cell in zip(result.variables, row, strict=True)
            if cell is not None
        }
        for row in result.rows
    ]


def test_there_are_enough_of_them() -> None:
    assert len(QUESTIONS) >= 25


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_an_answer(name: str) -> None:
    assert rows(name)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_what_it_asks(name: str) -> None:
    question = QUESTIONS[name]
    for lang in ("en", "fr"):
        assert question.title(lang).endswith("?")
        assert question.description(lang).endswith(".")
    assert set(question.parameters.values()) <= set(TYPES)
    assert len(re.findall(r"^ *# parameters$", question.sparql, re.M)) == bool(question.parameters)
    example = shlex.split(question.example)[::2]
    assert {word.removeprefix("--") for word in example} <= set(question.parameters)


@pytest.mark.parametrize("name", QUESTIONS)
def test_its_rows_have_one_order(name: str) -> None:
    """No two rows may be equal in all columns that the question sorts by, but for rows that are."""
    question = QUESTIONS[name]
    columns = re.findall(r"\?(\w+)", question.sparql.rpartition("ORDER BY")[2])
    assert columns
    found = query.run(GRAPH, question.sparql)
    places = [found.variables.index(c) for c in columns if c in found.variables]
    keys = [tuple(row[i] for i in places) for row in found.rows]
    distinct = dict(zip(keys, found.rows, strict=True))
    ties = [row for key, row in zip(keys, found.rows, strict=True) if distinct[key] != row]
    assert not ties


@pytest.mark.parametrize(
    ("name", "given", "column", "expected"),
    [
        ("arms-deliveries", {"to": "Russie"}, "from", {"PRK", "IRN"}),
        ("arms-deliveries", {"from": "France"}, "to", {"UKR"}),
        ("alleged-and-denied", {"says": "USA"}, "denier", {"IRN", "PRK"}),
        ("alleged-and-denied", {"denies": "USA"}, "alleger", set()),
        ("denied", {"by": "Iran"}, "object", {"IRN"}),
        ("who-met-whom", {"who": "Kim Jong-un"}, "place", {"pyongyang", "vladivostok"}),
        ("who-met-whom", {"since": "2023-09-01"}, "other", {"vladimir-putin"}),
        ("planned-meetings", {"who": "Recep Tayyip Erdoğan"}, "other", {"vladimir-putin"}),
        ("said-by", {"speaker": "Emmanuel Macron"}, "object", {"UKR"}),
        ("offices", {"on": "2020-01-01"}, "holder", {"emmanuel-macron"}),
        ("offices", {"body": "France", "on": "2017-05-13"}, "holder", set()),
        ("offices", {"body": "USA", "on": "2017-01-19"}, "holder", {"joe-biden"}),
        ("offices", {"body": "USA", "on": "2009-01-31"}, "holder", {"joe-biden"}),
        ("offices", {"body": "USA", "on": "2018-01-01"}, "holder", set()),
        ("offices", {"body": "USA", "on": "2008-12-31"}, "holder", set()),
        ("arms-deliveries", {"from": "France"}, "since", {"2023-06"}),
        ("attacks", {"since": "2023-06-15"}, "from", {"2023-06"}),
        ("attacks", {"since": "2023-07-01"}, "from", set()),
        ("sanctions", {"against": "Iran"}, "by", {"EU"}),
        ("corroborated", {"sources": "99"}, "count", set()),
        ("what-changed", {"until": "2023-06-10"}, "reported", {"2023-06-10"}),
        ("ties-over-time", {"of": "OTAN", "since": "2023-07-13"}, "object", {"UKR", "NATO"}),
        ("names", {"of": "Sergueï Choïgou"}, "of", {"sergei-shoigu"}),
        ("evidence", {"subject": "Iran", "relation": "tests_weapon"}, "source", set()),
        ("places", {"place": "Pyongyang"}, "relation", {"meets"}),
    ],
)
def test_parameters_choose(
    name: str, given: dict[str, str], column: str, expected: set[str]
) -> None:
    if given.get("relation"):
        given = given | {"subject": "Corée du Nord"}
        expected = {row["source"] for row in rows("evidence", relation="tests_weapon")}
        assert expected
    assert {row[column] for row in rows(name, **given) if column in row} == expected


def test_every_parameter_chooses_or_leaves_nothing() -> None:
    """With a value that fits no row, a question with parameters of this kind has none."""
    nobody = {"entity": "Hwasong-18", "date": "2100-01-01", "text": "nothing", "number": "1000"}
    upper = {"until", "below"}
    for name, question in QUESTIONS.items():
        for parameter, kind in question.parameters.items():
            if kind in nobody and parameter not in upper and (name, parameter) != ("offices", "on"):
                found = rows(name, **{parameter: nobody[kind]})
                named = [{"hwasong-18", "tests_weapon"} & set(row.values()) for row in found]
                assert all(named), (name, parameter)


def test_no_parameter_is_an_option_of_the_command() -> None:
    options = {name for param in command.params for name in param.opts}
    assert "--format" in options
    given = {f"--{name}" for question in QUESTIONS.values() for name in question.parameters}
    assert not given & (options | {"--help"})


@pytest.mark.parametrize("text", NASTY)
def test_values_are_no_sparql(text: str) -> None:
    question = QUESTIONS["one-outlet"]
    try:
        found = query.run(GRAPH, "one-outlet", {"outlet": text})
    except (InputError, UsageError):
        return
    assert not found.rows
    assert question.filled({}) == question.sparql


def test_a_name_of_several_is_told() -> None:
    double = GRAPH + Graph()
    names = Names()
    for prefix, namespace in GRAPH.namespaces():
        double.bind(prefix, namespace)
    for id_ in ("one", "other"):
        double.parse(
            data=f'<{names.thing(id_)}> <http://www.w3.org/2000/01/rdf-schema#label> "Ém" .'
        )
    question = QUESTIONS["names"]
    with pytest.raises(InputError, match="say which: one, other"):
        values(double, question, {"of": "em"})
    assert values(double, question, {"of": "other"}) == {"of": names.thing("other")}


def test_a_question_is_read_from_its_comments() -> None:
    question = Question(
        "q", "# title@en: Who?\n# parameter a: text\n\nSELECT * {\n  # parameters\n}\n"
    )
    assert (question.title("en"), question.title("fr")) == ("Who?", "")
    assert question.body == "SELECT * {\n  # parameters\n}\n"
    assert question.filled({"a": KG["x"]}).splitlines()[-2] == f"  VALUES (?a) {{ (<{KG['x']}>) }}"
