"""Loading graphs and asking them, and what a query may not do."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hostile import Relations
from rdflib import Graph, Literal
from rdflib.query import Result
from sample import EVENTS, SYMMETRIC, sample_entities, sample_statements

from kg import query, rdf, store
from kg.errors import InputError, TooLongError, UsageError
from kg.terms import KG, Names

# rdflib 7.6 warns about calls of its own.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")

SAMPLE = store.graph(
    store.of(
        rdf.graph(sample_statements(), sample_entities(), ontology=Relations(SYMMETRIC, EVENTS, {}))
    )
)
RUSSIA = Names().thing("RUS")


def select(sparql: str, graph: Graph = SAMPLE) -> list[tuple[str, ...]]:
    result = query.run(graph, sparql)
    return [tuple("" if node is None else str(node) for node in row) for row in result.rows]


def test_the_prefixes_are_there() -> None:
    sparql = """SELECT ?object { id:RUS claimed:buys_munitions_from ?object
        FILTER NOT EXISTS { id:RUS kg:buys_munitions_from ?object } }"""
    assert select(sparql) == [(str(Names().thing("PRK")),)]
    for prefix in ("rdf", "rdfs", "skos", "prov", "sem", "schema", "xsd", "owl", "dcterms"):
        assert query.run(SAMPLE, f"ASK {{ ?s ?p ?o FILTER(?p = {prefix}:x) }}").answer is False


def test_the_base_of_the_graph_is_what_id_means() -> None:
    graph = rdf.graph(
        sample_statements(),
        {},
        ontology=Relations(SYMMETRIC, EVENTS, {}),
        base="https://my.example/",
    )
    assert select("SELECT ?l { id:RUS rdfs:label ?l }", graph) == [("Russia",)]
    shown = query.format(query.run(graph, "SELECT ?s { ?s rdfs:label 'Russia' }"))
    assert "id:RUS" in shown


def test_a_graph_cannot_change_what_kg_means() -> None:
    graph = Graph()
    graph.bind("kg", "https://bad.example/")
    graph.add((RUSSIA, KG["meets"], RUSSIA))
    assert query.run(graph, "ASK { ?a kg:meets ?b }").answer is True


def test_rows_and_columns_are_in_a_fixed_order() -> None:
    found = query.run(SAMPLE, "SELECT * { ?z a kg:State ; rdfs:label ?a }")
    assert found.variables == ("a", "z")
    labels = [str(row[0]) for row in found.rows]
    assert labels == sorted(labels)
    assert query.run(SAMPLE, "SELECT ?z ?a { ?z rdfs:label ?a }").variables == ("z", "a")


def test_the_order_a_query_asks_for_is_kept() -> None:
    found = select("SELECT ?l { id:RUS skos:altLabel ?l } ORDER BY DESC(?l)")
    assert found == [("Russian Federation",), ("Moscou",), ("Kremlin",)]


def test_unbound_values_are_none() -> None:
    found = query.run(SAMPLE, "SELECT ?s ?q { ?s a kg:Weapon OPTIONAL { ?s owl:sameAs ?q } }")
    assert [row[1] for row in found.rows] == [None]


def test_ask() -> None:
    assert query.run(SAMPLE, "ASK { id:PRK claimed:supports id:RUS }").answer is True
    assert query.run(SAMPLE, "ASK { id:RUS claimed:supports id:PRK }").answer is False


@pytest.mark.parametrize("fmt", ["table", "json"])
def test_construct_and_describe_give_turtle(fmt: str) -> None:
    made = query.run(SAMPLE, "CONSTRUCT { ?b kg:met ?a } { ?a kg:meets ?b }")
    read = Graph().parse(data=query.format(made, fmt), format="turtle")
    assert len(read) == len(list(SAMPLE.triples((None, KG["meets"], None))))
    described = query.run(SAMPLE, "DESCRIBE id:RUS")
    read = Graph().parse(data=query.format(described, fmt), format="turtle")
    assert Literal("Russie", "fr") in set(read.objects(RUSSIA))
    assert "id:RUS" in query.format(described, fmt)


def test_an_unknown_result_format_lists_the_right_ones() -> None:
    with pytest.raises(UsageError, match="table, csv, tsv, json, xml"):
        query.format(query.Result(answer=True), "yaml")


def test_a_file_with_a_query(tmp_path: Path) -> None:
    path = tmp_path / "states.rq"
    path.write_text("# A comment.\nSELECT ?s { ?s a kg:State }\n", "utf-8")
    assert (str(RUSSIA),) in select(str(path))


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_a_file_that_cannot_be_read(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "states.rq"
    if content:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"states\.rq"):
        query.run(SAMPLE, str(path))


@pytest.mark.parametrize(
    ("sparql", "where"),
    [
        ("SELECT ?s\nWHERE { ?s ?p }", "line 2, column "),
        ("SELEC ?s { ?s ?p ?o }", "line 1, column 1: "),
        ("SELECT ?s { ?s ?p ?o } LIMIT x", "line 1, column "),
        ("", "line 1, column 1: "),
    ],
)
def test_a_syntax_error_has_its_position_in_one_line(sparql: str, where: str) -> None:
    with pytest.raises(UsageError) as error:
        query.run(SAMPLE, sparql)
    assert str(error.value).startswith(where)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?s { ?s nope:x ?o }", "unknown prefix .known: .*kg:"),
        ("SELECT (SUM(?a) AS ?b) ?c { ?a ?b ?c }", "cannot be answered"),
        ("SELECT ?s { " + "{" * 5000 + "}" * 5000 + " }", "deeply"),
    ],
)
def test_what_only_shows_when_it_runs_is_one_line_too(sparql: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as error:
        query.run(SAMPLE, sparql)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { id:a id:b id:c }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP ALL",
     "LOAD <http://127.0.0.1:9/x>", "PREFIX x: <x:>\nDELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"],
)  # fmt: skip
def test_updates_are_refused(update: str) -> None:
    before = set(SAMPLE)
    with pytest.raises(UsageError, match="changes nothing"):
        query.run(SAMPLE, update)
    assert set(SAMPLE) == before


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "SELECT * { { SELECT ?s { SERVICE ?s { ?s ?p ?o } } } }",
        "SELECT * { ?s ?p ?o OPTIONAL { BIND(EXISTS { SERVICE ?s { ?s ?p ?o } } AS ?x) } }",
        "SELECT * { { ?s ?p ?o } UNION { ?s ?p ?o MINUS { SERVICE ?s { ?s ?p ?o } } } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused(sparql: str) -> None:
    with pytest.raises(UsageError, match="SERVICE"):
        query.run(SAMPLE, sparql)


NOWHERE = "<http://127.0.0.1:9/>"


@pytest.mark.parametrize(
    "sparql",
    [
        # A comment ends here for Oxigraph and goes on for rdflib.
        f"SELECT * {{ # arms\rSERVICE {NOWHERE} {{ ?s ?p ?o }}\n}}",
        "SELECT * { # arms\rSERVICEkg:x{}\n}",
        # For rdflib the text ends at the escaped quote.
        f'SELECT * {{ BIND("\\u0022 AS ?x) # " AS ?x) SERVICE {NOWHERE} {{ ?s ?p ?o }}\n}}',
        # A comparison and a comment, or an IRI and a text.
        f"SELECT * {{ # \r FILTER(1<?b#c>'''\r) SERVICE {NOWHERE} {{}} #'''\n}}",
        "SELECT * { # \r ?s ?p trueSERVICE kg:x {}\n}",
    ],
)
def test_a_hidden_service_is_refused(sparql: str) -> None:
    with pytest.raises(UsageError, match="refuses SERVICE"):
        query.run(SAMPLE, sparql)


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_an_error_while_it_runs_leaves_nothing_to_another_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Oxigraph's rows must be let go of where they were asked for. Port 9 is refused at once."""
    monkeypatch.setattr(query, "may_call", lambda _: False)
    with pytest.raises(UsageError, match="cannot be answered"):
        query.run(SAMPLE, f"SELECT * {{ # arms\rSERVICE {NOWHERE} {{ ?s ?p ?o }}\n}}")
    gc.collect()


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service a kg:State }",
        "SELECT ?s { ?s rdfs:label 'secret service' } # of no service",
        'SELECT ?s { ?s rdfs:label """in \'service\' of"""@en-service }',
        "SELECT ?s { ?s kg:service id:secret.service , <http://x.example/service#it> }",
        "SELECT ?s { ?s ?p <x:a#b> FILTER(1<2) }",
    ],
)
def test_the_word_service_is_no_service(sparql: str) -> None:
    assert not query.may_call(sparql)
    query.run(SAMPLE, sparql)


@pytest.mark.parametrize("text", [r"a\\u0022b", r"C:\users", "service", "# x\rSERVICE"])
def test_a_text_with_an_escape_stays_what_it_is(text: str) -> None:
    found = query.run(SAMPLE, f"SELECT ?x {{ BIND({Literal(text).n3()} AS ?x) }}")
    assert [str(row[0]) for row in found.rows] == [text]


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_query_has_its_time() -> None:
    with pytest.raises(TooLongError, match=r"takes longer than 0\.2 s"):
        query.run(SAMPLE, ENDLESS, timeout=0.2)
    assert query.run(SAMPLE, "ASK {}", timeout=60).answer is True


def test_a_timeout_of_the_graph_itself_is_told_as_one() -> None:
    class Slow(Graph):
        def query(self, *_args: object, **_kwargs: object) -> Result:
            raise TimeoutError("no answer from the disk")

    with pytest.raises(UsageError, match="no answer from the disk"):
        query.run(Slow(), "ASK {}", timeout=60)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }",
        "ASK FROM NAMED <file:///etc/hostname> { GRAPH ?g { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } FROM <x:y> WHERE { ?s ?p ?o }",
        "DESCRIBE id:RUS FROM <file:///etc/hostname>",
    ],
)
def test_from_is_refused(sparql: str) -> None:
    with pytest.raises(UsageError, match="FROM"):
        query.run(SAMPLE, sparql)
