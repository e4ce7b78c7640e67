"""Pushing graphs into two real triple stores, and asking them the same questions as at home."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from rdflib import BNode, Graph, URIRef

from kg import excerpt, export, push, query, store, web
from kg.cli import cli
from kg.endpoint import Endpoint, view
from kg.errors import InputError, NetworkError, UsageError
from kg.login import Login, login
from kg.push import GRAPH, Services, placed, services
from kg.terms import KG
from tests.endpoints import CUT, Answer, faulty, hangs_up, oxigraph, says, through, virtuoso
from tests.test_rdf import sample

pytestmark = [
    pytest.mark.slow,
    # rdflib 7.6 warns about calls of its own.
    pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning"),
]

SAMPLE = store.of(sample())
XSD = "http://www.w3.org/2001/XMLSchema#"
OLD = "<urn:old> <urn:old> <urn:old> ."


@dataclass(frozen=True)
class Server:
    """A real server: its root, and how its services are reached."""

    root: str
    gsp: str
    update: str
    login: Login

    def __str__(self) -> str:
        return self.update.rpartition("/")[2]

    def services(self, protocol: str = "update", root: str = "") -> Services:
        path = self.gsp if protocol == "gsp" else self.update
        return services((root or self.root) + path)

    def endpoint(self, graph: str | None = GRAPH) -> Endpoint:
        return Endpoint(self.services().queries, graph=graph, login=self.login)

    def graphs(self) -> dict[str, int]:
        """Our graphs in it, with how many triples they have."""
        counts = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        rows = self.endpoint(None).select(counts).bindings
        found = {str(row["g"]): int(row["n"]) for row in map(asdict, rows)}
        return {name: n for name, n in found.items() if name.startswith((GRAPH, "urn:"))}


def asdict(row: object) -> dict[str, str]:
    return {str(name): value for name, value in dict(row).items()}  # type: ignore[call-overload]


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the machine, no long waits."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(web, "BACKOFF", 0.01)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "oxigraph":
        with oxigraph(folder) as url:
            yield Server(url.removesuffix("/query"), "/store", "/update", Login())
    else:
        with virtuoso(folder) as url:
            login = Login("digest", "dba", "dba")
            yield Server(url, "/sparql-graph-crud-auth", "/sparql-auth", login)


@pytest.fixture
def old(server: Server) -> None:
    """One triple in the graph, from an earlier push."""
    triples = ox.Store()
    triples.load(OLD, format=ox.RdfFormat.TURTLE)
    push.push(placed(triples), server.services(), login=server.login)
    assert server.graphs()[GRAPH] == 1


def terms(triples: ox.Store) -> set[str]:
    return {str(quad.triple) for quad in triples}


@pytest.mark.parametrize("protocol", ["update", "gsp"])
@pytest.mark.usefixtures("old")
def test_a_graph_is_replaced_and_comes_back_as_it_was(server: Server, protocol: str) -> None:
    told: list[tuple[int, int]] = []
    done = push.push(
        placed(SAMPLE),
        server.services(protocol),
        login=server.login,
        batch=1000,
        progress=lambda *numbers: told.append(numbers),
    )
    size = len(SAMPLE)
    assert size > CUT, "downloading takes more than one page"
    assert done == [push.Pushed(GRAPH, size, staged=True)]
    assert told == [(n, size) for n in (*range(1000, size, 1000), size)]
    assert {n: c for n, c in server.graphs().items() if n.startswith(GRAPH)} == {GRAPH: size}
    back = server.endpoint().download()
    assert {normal(t) for t in terms(back)} == {normal(t) for t in terms(SAMPLE)}


def normal(triple: str) -> str:
    """Virtuoso writes the confidence 1.0 as 1 and 0.90 as 0.9."""
    decimal = f'"^^<{XSD}decimal>'
    if not triple.endswith(decimal) or "." not in triple.removesuffix(decimal).rpartition('"')[2]:
        return triple
    return triple.removesuffix(decimal).rstrip("0").rstrip(".") + decimal


@pytest.fixture
def pushed(server: Server) -> Graph:
    push.push(placed(SAMPLE), server.services(), login=server.login)
    return view(server.endpoint())


QUESTIONS: dict[str, dict[str, str]] = {
    "arms-deliveries": {"to": "Russie"},
    "who-met-whom": {"since": "2023-07-01"},
    "alleged-and-denied": {},
    "said-by": {"speaker": "Emmanuel Macron"},
    "actors": {},
    "SELECT ?s ?l { ?s rdfs:label ?l FILTER(LANG(?l) = 'fr') } ORDER BY ?l ?s LIMIT 20": {},
    "SELECT * { ?c kg:from ?from ; kg:confidence ?sure } ORDER BY ?c LIMIT 50": {},
    "ASK { id:RUS claimed:buys_munitions_from id:PRK }": {},
    "ASK { id:RUS claimed:buys_munitions_from id:FRA }": {},
}


def test_questions_have_the_answers_of_the_local_store(pushed: Graph) -> None:
    local = store.graph(SAMPLE)
    for question, given in QUESTIONS.items():
        here, there = (query.run(graph, question, given) for graph in (local, pushed))
        assert here.rows or here.answer is not None, question
        assert (here.variables, here.rows, here.answer) == (
            there.variables,
            there.rows,
            there.answer,
        ), question
        named = [query.labelled(r, g, "fr").rows for r, g in ((here, local), (there, pushed))]
        assert named[0] == named[1]


def test_graphs_and_counts_are_those_of_the_local_store(pushed: Graph) -> None:
    assert len(pushed) == len(SAMPLE)
    construct = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s rdfs:label ?l }"
    here, there = (query.run(graph, construct).graph for graph in (store.graph(SAMPLE), pushed))
    assert here
    assert there
    assert set(here) == set(there)
    assert query.run(pushed, "DESCRIBE id:RUS").graph
    russia = URIRef("https://w3id.org/geokg/id/RUS")
    assert set(pushed.triples((russia, None, None))) == {
        t for t in store.graph(SAMPLE) if t[0] == russia
    }


LITERALS: dict[str, ox.Literal] = {
    **{
        f"text{n}": ox.Literal(text)
        for n, text in enumerate(
            [
                "", " ", "a \"quote\" and 'another'", "back\\slash \\n \\u0041", "line\nfeed",
                "\r\n\t", "\u202eturned\u202c \u200f", "😀👩‍👩‍👧", "𝔄 𐍈", "김정은 Шойгу", "e\u0301",
                "\x01\x08\x0c\x1f\x7f\x85", "\ufeff\ufffd", "} ; DROP ALL ; {", "é" * 3000,
            ]
        )
    },
    "fr": ox.Literal("Corée", language="fr"),
    "ca": ox.Literal("x", language="fr-CA"),
    **{
        f"{kind}{n}": ox.Literal(text, datatype=ox.NamedNode(XSD + kind))
        for n, (text, kind) in enumerate(
            [
                ("--07-26", "gMonthDay"), ("2023", "gYear"), ("2023-07", "gYearMonth"),
                ("---26", "gDay"), ("2023-08-02", "date"), ("2023-08-02T10:00:00Z", "dateTime"),
                ("0.95", "decimal"), ("-5", "integer"), ("2147483647", "integer"),
                ("true", "boolean"), ("false", "boolean"), ("https://a.example/", "anyURI"),
            ]
        )
    },
}  # fmt: skip
"""What has to survive."""
CHANGED: dict[str, dict[tuple[str, str], tuple[str, str]]] = {
    "gsp": {
        ("1.0", "decimal"): ("1", "decimal"),
        ("0.90", "decimal"): ("0.9", "decimal"),
        ("012", "integer"): ("12", "integer"),
        ("1.5E3", "double"): ("1500.0", "double"),
        ("2147483648", "integer"): ("2147483648", "decimal"),
        ("123456789012345678901234567890", "integer"): (
            "123456789012345678901234567890",
            "decimal",
        ),
    },
    "update": {
        ("1.0", "decimal"): ("1", "decimal"),
        ("012", "integer"): ("12", "integer"),
        ("9223372036854775807", "integer"): ("9223372036854775807", "integer"),
        ("9223372036854775808", "integer"): ("-9223372036854775808", "integer"),
    },
}
"""What Virtuoso 7 makes of numbers; Oxigraph keeps each as it is written."""


def _one_each(literals: dict[str, ox.Literal]) -> ox.Store:
    triples = ox.Store()
    for name, literal in literals.items():
        node = ox.NamedNode(f"urn:thing:{name}")
        triples.add(ox.Quad(node, ox.NamedNode(KG["quote"]), literal))
    return triples


@pytest.mark.parametrize("protocol", ["update", "gsp"])
def test_odd_texts_dates_and_iris_survive(server: Server, protocol: str) -> None:
    triples = _one_each(LITERALS)
    for iri in ("https://é.example/ü", "https://a.example/(b)'c", "urn:😀", "urn:a%20b?c=d&e=f#g"):
        node = ox.NamedNode(iri)
        triples.add(ox.Quad(node, node, node))
    push.push(placed(triples, "urn:odd"), server.services(protocol), login=server.login)
    assert terms(server.endpoint("urn:odd").download()) == terms(triples)
    asked = query.run(view(server.endpoint("urn:odd")), "SELECT ?s ?o { ?s kg:quote ?o }")
    assert asked.rows == query.run(store.graph(triples), "SELECT ?s ?o { ?s kg:quote ?o }").rows


@pytest.mark.parametrize("protocol", ["update", "gsp"])
def test_what_becomes_of_numbers(server: Server, protocol: str) -> None:
    changed = CHANGED[protocol]
    made = {f"n{n}": _typed(number) for n, number in enumerate(changed)}
    triples = _one_each(made)
    push.push(placed(triples, "urn:numbers"), server.services(protocol), login=server.login)
    expected = triples
    if "sparql" in server.gsp:
        expected = _one_each({f"n{n}": _typed(to) for n, to in enumerate(changed.values())})
    assert terms(server.endpoint("urn:numbers").download()) == terms(expected)


def _typed(number: tuple[str, str]) -> ox.Literal:
    return ox.Literal(number[0], datatype=ox.NamedNode(XSD + number[1]))


def test_blank_nodes_are_not_doubled(server: Server) -> None:
    triples = ox.Store()
    triples.load(
        "_:b <urn:p> 1, 2, 3 . <urn:a> <urn:p> _:b , 4 , 5 , 6 .", format=ox.RdfFormat.TURTLE
    )
    goal = placed(triples, "urn:blank")
    if server.login.kind:
        with pytest.raises(NetworkError, match="Blank node"):
            push.push(goal, server.services(), login=server.login)
    push.push(goal, server.services("gsp"), login=server.login, batch=2)
    found = store.graph(server.endpoint("urn:blank").download())
    assert len({s for s in found.subjects() if isinstance(s, BNode)}) == 1
    assert len(found) == 7


def test_named_graphs_keep_their_names(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "graphs.trig"
    path.write_text(
        f"{OLD} GRAPH <urn:one> {{ {OLD} <urn:a> <urn:b> 1 }} GRAPH <urn:two> {{ {OLD} }}"
    )
    triples = placed(store.load(path, named=True))
    done = push.push(triples, server.services(), login=server.login)
    assert [(p.graph, p.counted) for p in done] == [(GRAPH, 1), ("urn:one", 2), ("urn:two", 1)]
    assert server.graphs().items() >= {GRAPH: 1, "urn:one": 2, "urn:two": 1}.items()
    assert len(placed(store.load(path))) == 2, "without named, all in one"


@pytest.mark.parametrize("protocol", ["update", "gsp"])
@pytest.mark.parametrize(
    ("failure", "line"),
    [
        (says(500, b"disk full\n\nINSERT DATA", "text/plain"), "500 Internal Server Error: disk f"),
        (says(400, b"memory exhausted", "text/plain"), "400 Bad Request: memory exhausted"),
        (says(401, b"", "text/plain"), "401 Unauthorized"),
        (hangs_up, "the connection broke off: "),
    ],
)
@pytest.mark.usefixtures("old")
def test_a_push_that_fails_half_way_leaves_the_old_graph(
    server: Server, protocol: str, failure: Answer, line: str
) -> None:
    """The server fails for ever from the second batch on, and comes back to clear away."""
    lost = [failure] * (1 if line.startswith("4") else 4)
    # Clearing and the first batch; Virtuoso asks once who we are.
    first = 3 if server.login.kind else 2
    with faulty(*[through(server.root)] * first, *lost, through(server.root)) as proxy:
        root = proxy.url.removesuffix("/sparql")
        with pytest.raises(NetworkError) as caught:
            push.push(
                placed(SAMPLE), server.services(protocol, root), login=server.login, batch=500
            )
    assert line in str(caught.value)
    assert f"; the old graph {GRAPH} is untouched" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert {n: c for n, c in server.graphs().items() if n.startswith(GRAPH)} == {GRAPH: 1}


@pytest.mark.usefixtures("old")
def test_what_breaks_off_once_is_sent_again(server: Server) -> None:
    true = through(server.root)
    answers = [true] * 4 + [hangs_up, true, says(503, b"", "text/plain"), true]
    with faulty(*answers) as proxy:
        to = server.services("update", proxy.url.removesuffix("/sparql"))
        push.push(placed(SAMPLE), to, login=server.login, batch=500)
    assert server.graphs()[GRAPH] == len(SAMPLE)


@pytest.mark.usefixtures("old")
def test_a_killed_push_is_cleared_away_by_the_next(server: Server) -> None:
    left = placed(SAMPLE, GRAPH + "/kg-staging")
    push.push(left, server.services(), login=server.login)
    assert server.graphs()[GRAPH + "/kg-staging"] == len(SAMPLE)
    push.push(placed(SAMPLE), server.services(), login=server.login)
    assert {n for n in server.graphs() if n.startswith(GRAPH)} == {GRAPH}


@pytest.mark.usefixtures("old")
def test_somebody_who_stops_a_push_leaves_the_old_graph(server: Server) -> None:
    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push.push(placed(SAMPLE), server.services(), login=server.login, progress=stop)
    assert {n: c for n, c in server.graphs().items() if n.startswith(GRAPH)} == {GRAPH: 1}


def test_the_default_graph_where_there_is_one(server: Server) -> None:
    to = server.services()
    if server.login.kind:
        with pytest.raises(NetworkError, match="the old graph default is untouched"):
            push.push(placed(SAMPLE, "default"), to, login=server.login)
    else:
        done = push.push(placed(SAMPLE, "default"), to, login=server.login)
        assert done == [push.Pushed("default", len(SAMPLE), staged=True)]
        assert len(server.endpoint(None).download()) == len(SAMPLE)
    assert GRAPH + "/kg-staging" not in server.graphs()


def test_an_answer_that_is_cut_off_is_told(server: Server, pushed: Graph) -> None:
    every = "SELECT * { ?s ?p ?o }"
    if server.login.kind:
        with pytest.raises(NetworkError, match=f"it cuts answers off after {CUT} rows"):
            query.run(pushed, every)
    else:
        assert len(query.run(pushed, every).rows) == len(SAMPLE)


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)
def test_a_login_is_needed_and_has_to_be_right(server: Server) -> None:
    to = server.services()
    with pytest.raises(NetworkError, match=r"401 Unauthorized \(it may want a login: --auth"):
        push.push(placed(SAMPLE), to, login=login(None, {}))
    environment = {"KG_USER": "dba", "KG_PASSWORD": "hunter2"}
    for kind in ("digest", "basic"):
        with pytest.raises(NetworkError, match="is what KG_PASSWORD holds right") as caught:
            push.push(placed(SAMPLE), to, login=login(kind, environment))
        assert "hunter2" not in str(caught.value)
    with pytest.raises(NetworkError, match=r"500 .* No permission"):
        push.push(placed(SAMPLE), services(server.root + "/sparql"))


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)
def test_batches_too_large_for_virtuoso_say_so(server: Server) -> None:
    many = _one_each({f"n{n}": ox.Literal(str(n)) for n in range(5000)})
    with pytest.raises(NetworkError, match=r"memory exhausted .* is untouched"):
        push.push(placed(many, "urn:many"), server.services(), login=server.login, batch=5000)
    push.push(placed(many, "urn:many"), server.services(), login=server.login)
    assert server.graphs()["urn:many"] == 5000


def kg(*args: str, **environment: str) -> Result:
    return CliRunner().invoke(cli, list(args), env=environment)


def test_the_commands(server: Server, tmp_path: Path) -> None:
    (tmp_path / store.GRAPH_FILE).write_bytes(export.write("turtle", sample()))
    to = server.services()
    login = ["--auth", server.login.kind] if server.login.kind else []
    secrets = {"KG_USER": "dba", "KG_PASSWORD": "dba"}
    done = kg("push", str(tmp_path), "--endpoint", to.updates, *login, **secrets)
    assert done.exit_code == 0, done.output
    assert done.stderr.splitlines() == [
        f"Put {len(SAMPLE)} triples into {GRAPH}, and counted them there.",
        f"Ask it: kg query {to.queries} --graph {GRAPH} actors",
    ]
    there = [to.queries, "--graph", GRAPH, *login]
    asked = [
        kg("query", *target, "arms-deliveries", "--to", "Russie", **secrets).stdout
        for target in ([str(tmp_path)], there)
    ]
    assert asked[0] == asked[1]
    assert "North Korea" in asked[0]
    exported = kg("export", *there, "--format", "csv", **secrets)
    assert exported.stdout == kg("export", str(tmp_path), "--format", "csv").stdout


def test_what_is_pushed_may_be_less_than_the_graph(
    server: Server, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = str(tmp_path / "out")
    assert kg("build", str(articles), "-o", out).exit_code == 0
    to = server.services()
    more = ["--auth", server.login.kind] if server.login.kind else []
    secrets = {"KG_USER": "dba", "KG_PASSWORD": "dba"}

    def pushed(*options: str) -> Result:
        return kg("push", out, "--endpoint", to.updates, *options, *more, **secrets)

    def told(*target: str) -> list[str]:
        lines = kg("export", *target, "--format", "ntriples", **secrets).stdout.splitlines()
        return [line for line in lines if "#status>" in line or "#quote>" in line]

    monkeypatch.setattr(excerpt, "LONGEST", 30)
    seen = []
    for options in (
        (),
        ("--policy", "corroborated:2"),
        ("--min-confidence", "0.95"),
        ("--no-text",),
    ):
        assert pushed(*options).exit_code == 0
        seen.append(told(to.queries, "--graph", GRAPH, *more))
        assert seen[-1] == told(out, *options), options
    assert seen[0] not in seen[1:]
    assert "no triples to push" in pushed("--as-of", "2024-04-30").stderr
    refused = pushed("--named", "--policy", "any")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "Error: --named keeps a file as it is (leave out what changes the graph)\n",
    )


DOCUMENT = (Path(__file__).parent.parent / "docs" / "stores.md").read_text("utf-8")


def test_the_commands_of_the_document(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    Path("out", store.GRAPH_FILE).write_bytes(export.write("turtle", sample()))
    host = f"http://{'virtuoso' if server.login.kind else 'oxigraph'}.example"
    commands = [line for line in DOCUMENT.splitlines() if line.startswith("kg ") and host in line]
    assert len(commands) == 3
    for command in commands:
        done = kg(
            *shlex.split(command.replace(host, server.root))[1:], KG_USER="dba", KG_PASSWORD="dba"
        )
        assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a/update", ("update", "http://a/store", "http://a/update", "http://a/query")),
        ("http://a/store", ("gsp", "http://a/store", "http://a/update", "http://a/query")),
        ("http://a/ds/data", ("gsp", "http://a/ds/data", "http://a/ds/update", "http://a/ds/query")),
        ("http://a/sparql-auth", ("update", "http://a/sparql-graph-crud-auth",
                                  "http://a/sparql-auth", "http://a/sparql-auth")),
        ("http://a/repositories/r/statements", (
            "update", "http://a/repositories/r/rdf-graphs/service",
            "http://a/repositories/r/statements", "http://a/repositories/r")),
        ("http://a/ds", ("update", "http://a/ds", "http://a/ds", "http://a/ds")),
    ],
)  # fmt: skip
def test_one_address_tells_the_others(url: str, expected: tuple[str, ...]) -> None:
    assert services(url) == Services(*expected)
    assert services(url, "gsp", "http://b/q") == Services(
        "gsp", expected[1], expected[2], "http://b/q"
    )


COUNT = (
    b'{"head": {"vars": ["n"]}, "results": {"bindings": ['
    b'{"n": {"type": "literal", "value": "%d"}}]}}'
)


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_a_store_without_updates_gets_one_put(status: int) -> None:
    answers = [says(status), says(204, b""), says(body=COUNT % len(SAMPLE))]
    with faulty(*answers) as server:
        to = services(server.url.replace("/sparql", "/rdf"), "gsp")
        done = push.push(placed(SAMPLE), to)
        assert done == [push.Pushed(GRAPH, len(SAMPLE), staged=False)]
        assert [a.method for a in server.asked] == ["POST", "PUT", "GET"]
        assert server.asked[1].path == "/rdf?graph=https%3A%2F%2Fw3id.org%2Fgeokg%2Fgraph"
        sent = ox.Store()
        sent.load(server.asked[1].body, format=ox.RdfFormat.N_TRIPLES)
        assert terms(sent) == terms(SAMPLE)
    with (
        faulty(says(status), says(500, b"no")) as server,
        pytest.raises(NetworkError, match=r"the store takes no updates: .* is one step there"),
    ):
        push.push(placed(SAMPLE, "default"), services(server.url.replace("/sparql", ""), "gsp"))
    assert server.asked[1].path == "/?default"
    with (
        faulty(says(status), says(409, b"no")) as server,
        pytest.raises(NetworkError, match=r"409 Conflict: no; the old graph .* is untouched"),
    ):
        push.push(placed(SAMPLE), services(server.url, "gsp"))


def test_counts_that_differ_are_told() -> None:
    done, wrong = says(204, b""), says(body=COUNT % 3)
    with (
        faulty(done, done, wrong, done) as server,
        pytest.raises(NetworkError, match=r"sent and it counts 3; the old graph .* is untouched"),
    ):
        push.push(placed(SAMPLE), services(server.url), batch=10**6)
    right = says(body=COUNT % len(SAMPLE))
    with (
        faulty(done, done, right, done, wrong, done) as server,
        pytest.raises(NetworkError, match="old or new if the store copies in one step; push again"),
    ):
        push.push(placed(SAMPLE), services(server.url), batch=10**6)
    left = says(400, b"")
    with (
        faulty(done, done, right, done, right, left) as server,
        pytest.raises(NetworkError, match=r"is new, but <.*/kg-staging> is left"),
    ):
        push.push(placed(SAMPLE), services(server.url), batch=10**6)


@pytest.mark.parametrize(
    ("make", "error", "line"),
    [
        (lambda: placed(ox.Store()), InputError, "no triples to push"),
        (lambda: placed(SAMPLE, "no iri"), UsageError, "'no iri' is no IRI"),
        (lambda: placed(SAMPLE, "a> { } DROP ALL"), UsageError, "is no IRI"),
        (lambda: services("out"), UsageError, "no address"),
        (lambda: services("http://me:hunter2@a.example/"), UsageError, "set KG_USER and KG_PASS"),
    ],
)
def test_what_cannot_be_pushed(make: Callable[[], object], error: type, line: str) -> None:
    with pytest.raises(error, match=line) as caught:
        make()
    assert "hunter2" not in str(caught.value)


def test_the_help_tells_what_holds() -> None:
    assert GRAPH in kg("push", "--help").stdout.replace("\n", "")
    defaults = {option.name: option.default for option in cli.commands["push"].params}
    assert defaults["batch"] == push.BATCH


def test_graphs_without_a_name_are_refused() -> None:
    triples = ox.Store()
    triples.load("_:g { <urn:a> <urn:b> <urn:c> }", format=ox.RdfFormat.TRIG)
    with pytest.raises(InputError, match="has no name"):
        placed(triples)


def test_an_endpoint_has_no_claims_to_choose_from(tmp_path: Path) -> None:
    result = kg("query", "http://127.0.0.1:9/", "ASK {}", "--policy", "any")
    assert result.exit_code == 2
    assert "are for the directory of a build" in result.stderr
    result = kg("query", str(tmp_path), "ASK {}", "--graph", "urn:a")
    assert "only an endpoint has --graph and --auth" in result.stderr
