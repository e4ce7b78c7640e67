"""kg serve: the SPARQL 1.1 protocol, its limits, and what it refuses; asked by several clients."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from rdflib import RDF, VOID, Graph, Literal, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

import kg
from kg import resources
from kg.cli import cli
from kg.questions import questions
from kg.serve.worker import Limits
from tests.serving import ENDLESS, JSON, KG, Served, alive, build, served, soon
from tests.tools import need

# rdflib 7.6 warns about calls of its own.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning"),
]
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
STATES = "SELECT ?s { ?s a kg:State } ORDER BY ?s"
EDGES = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a kg:State ; rdfs:label ?l }"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("serve") / "out")


@pytest.fixture(scope="module")
def server(out: Path) -> Iterator[Served]:
    with served(out, "--workers", "2") as running:
        yield running


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the machine."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


# The protocol


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_comes_in_three_ways(server: Served, way: str) -> None:
    if way == "get":
        reply = server.ask(STATES)
    elif way == "form":
        body = urlencode({"query": STATES})
        reply = server.send("/sparql", method="POST", body=body, Content_Type=FORM, Accept=JSON)
    else:
        kind = f"{DIRECT}; charset=utf-8"
        reply = server.send("/sparql", method="POST", body=STATES, Content_Type=kind, Accept=JSON)
    assert reply.status == 200, reply.body
    assert reply.kind == JSON
    assert reply.rows()[0]["s"]["value"] == "https://w3id.org/geokg/id/CHN"
    assert len(reply.rows()) == 10


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", JSON),
        ("*/*", JSON),
        (JSON, JSON),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_rows_come_in_the_format_that_is_asked_for(server: Served, accept: str, kind: str) -> None:
    reply = server.ask("SELECT ?l { id:FRA rdfs:label ?l FILTER (LANG(?l) = 'fr') }", accept)
    assert (reply.status, reply.kind) == (200, kind), reply.body
    assert "Accept" in reply.headers["vary"]
    if kind.endswith("json"):
        assert json.loads(reply.body)["results"]["bindings"][0]["l"]["value"] == "France"
    elif kind.endswith("xml"):
        assert "France" in "".join(ElementTree.fromstring(reply.body).itertext())
    elif kind == "text/csv":
        assert list(csv.reader(io.StringIO(reply.body))) == [["l"], ["France"]]
    else:
        assert reply.body == '?l\n"France"@fr\n'


@pytest.mark.parametrize(
    ("accept", "kind", "format_"),
    [
        ("", "text/turtle", "turtle"),
        ("text/turtle", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/ld+json", "application/ld+json", "json-ld"),
    ],
)
def test_a_graph_comes_in_the_format_that_is_asked_for(
    server: Served, accept: str, kind: str, format_: str
) -> None:
    reply = server.ask(EDGES, accept)
    assert (reply.status, reply.kind) == (200, kind)
    read = Graph().parse(data=reply.body, format=format_)
    assert len(read) == 20
    assert Literal("Corée du Sud", lang="fr") in set(read.objects())


def test_ask_and_describe(server: Served) -> None:
    assert json.loads(server.ask("ASK { id:RUS a kg:State }").body)["boolean"] is True
    assert server.ask("ASK { id:RUS a kg:Weapon }", "text/csv").body == "false\n"
    reply = server.ask("DESCRIBE id:RUS", "text/turtle")
    russia = URIRef("https://w3id.org/geokg/id/RUS")
    assert set(Graph().parse(data=reply.body).subjects()) == {russia}


def test_head_has_the_headers_and_no_body(server: Served) -> None:
    path = "/sparql?" + urlencode({"query": STATES})
    told, asked = (server.send(path, method=way, Accept=JSON) for way in ("HEAD", "GET"))
    assert told.body == ""
    for name in ("content-type", "content-length"):
        assert told.headers[name] == asked.headers[name]


@pytest.mark.parametrize("kind", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_it_describes_itself(server: Served, kind: str) -> None:
    reply = server.send("/sparql", Accept=kind)
    assert (reply.status, reply.kind) == (200, kind)
    told = Graph().parse(data=reply.body, format=kind)
    (service,) = told.subjects(RDF.type, SD.Service)
    assert told.value(service, SD.endpoint) == URIRef(server.sparql)
    assert told.value(service, SD.supportedLanguage) == SD.SPARQL11Query
    assert len(set(told.objects(service, SD.resultFormat))) == 8
    graph = told.value(told.value(service, SD.defaultDataset), SD.defaultGraph)
    (row,) = server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows()
    assert str(told.value(graph, VOID.triples)) == row["n"]["value"]
    states = next(told.subjects(VOID["class"], kg_term("State")))
    assert told.value(states, VOID.entities).toPython() == 10


def kg_term(name: str) -> URIRef:
    return URIRef("https://w3id.org/geokg/ontology#" + name)


def test_a_browser_at_the_endpoint_gets_the_page(server: Served) -> None:
    reply = server.send("/sparql", Accept="text/html,*/*;q=0.8")
    assert (reply.status, reply.headers["location"]) == (303, "/")
    assert server.send("/").kind == "text/html"


@pytest.mark.parametrize(
    ("sparql", "position"),
    [("SELECT * {\n  ?s ?p }", "line 2, column"), ("", "line 1"), ("actors", "line 1, column 1")],
)
def test_what_is_no_sparql_has_a_position(server: Served, sparql: str, position: str) -> None:
    reply = server.ask(sparql)
    assert (reply.status, reply.kind) == (400, "text/plain")
    assert position in reply.body
    assert reply.body.count("\n") == 1


@pytest.mark.parametrize(
    ("sparql", "why"),
    [
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "update"),
        ("DROP ALL", "update"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
        ("SELECT * FROM NAMED <urn:g> { ?s ?p ?o }", "FROM"),
        ("SELECT * { ?s nope:x ?o }", "unknown prefix"),
    ],
)
def test_what_kg_does_not_do_is_refused(server: Served, sparql: str, why: str) -> None:
    reply = server.ask(sparql)
    assert reply.status == 400
    assert why in reply.body


def test_no_file_is_read(server: Served, tmp_path: Path) -> None:
    (tmp_path / "secret.rq").write_text("ASK { ?s ?p ?o }")
    reply = server.ask(str(tmp_path / "secret.rq"))
    assert reply.status == 400
    assert "not SPARQL" in reply.body
    for path in (
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/README.md",
        "/static/yasgui.LICENSE.txt",
        "/graph.ttl",
        "//etc/passwd",
        "/questions/..%2Factors",
    ):
        assert server.send(path).status in {308, 404}, path


@pytest.mark.parametrize(
    ("fields", "status", "why"),
    [
        ({"query": STATES, "default-graph-uri": "urn:g"}, 400, "default-graph-uri"),
        ({"query": STATES, "named-graph-uri": "urn:g"}, 400, "named-graph-uri"),
        ({"update": "DROP ALL"}, 403, "read-only"),
        ({"query": [STATES, STATES]}, 400, "one query"),
    ],
)
def test_fields_that_are_refused(
    server: Served, fields: dict[str, str], status: int, why: str
) -> None:
    sent = urlencode(fields, doseq=True)
    posted = server.send("/sparql", method="POST", body=sent, Content_Type=FORM)
    for reply in (server.send("/sparql?" + sent), posted):
        assert reply.status == status
        assert why in reply.body


def test_what_http_has_words_for(server: Served) -> None:
    post = {"method": "POST", "Content_Type": FORM}
    assert server.send("/sparql", body="", **post).status == 400
    assert server.send("/sparql", body=b"\xff", method="POST", Content_Type=DIRECT).status == 400
    update = "application/sparql-update"
    assert server.send("/sparql", body="X", method="POST", Content_Type=update).status == 403
    assert server.send("/sparql", body="x", method="POST", Content_Type="text/plain").status == 415
    assert server.send("/nothing").status == 404
    for method in ("PUT", "DELETE", "PATCH"):
        reply = server.send("/sparql", method=method)
        assert reply.status == 405
        assert {"GET", "POST"} <= set(re.findall(r"\w+", reply.headers["allow"]))
    assert server.ask(STATES, "image/png").status == 406
    assert server.ask(STATES, "text/turtle").status == 406
    assert server.ask(EDGES, "text/csv").status == 406
    assert server.send("/sparql", Accept="text/csv").status == 406
    long = "SELECT * { ?s ?p '" + "x" * 20_000 + "' }"
    assert server.ask(long).status == 414
    assert server.send("/sparql", body=urlencode({"query": long}), **post).status == 200
    # Refused before it is sent.
    assert server.send("/sparql", Content_Length=str(2**21), **post).status == 413


def test_every_answer_has_the_headers_that_protect(server: Served) -> None:
    for reply in (
        server.ask(STATES),
        server.ask("x"),
        server.send("/"),
        server.send("/graph.html"),
    ):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers["content-security-policy"].startswith("default-src 'none'")
        assert reply.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in reply.headers
    assert "unsafe" not in server.send("/").headers["content-security-policy"]
    preflight = server.send("/sparql", method="OPTIONS", Origin="https://evil.example")
    assert "access-control-allow-origin" not in preflight.headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("LOCALHOST", 200),
        ("[::1]:{port}", 200),
        ("evil.example", 421),
        ("evil.example:{port}", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("10.0.0.1:{port}", 421),
        ("[bad", 421),
        ("", 421),
    ],
)
def test_only_its_own_name_is_answered(server: Served, host: str, status: int) -> None:
    for path in ("/", "/sparql?query=ASK%7B%7D", "/about.json"):
        assert server.send(path, Host=host.format(port=server.port)).status == status


# Other clients


def test_curl(server: Served) -> None:
    curl = [str(need("curl", "apt-get install curl")), "-sS", "--noproxy", "*"]

    def run(*arguments: str) -> str:
        done = subprocess.run([*curl, *arguments, server.sparql], capture_output=True, check=True)
        return done.stdout.decode()

    asked = ("--data-urlencode", f"query={STATES}", "-H", "Accept: text/csv")
    rows = run(*asked)
    assert rows.splitlines()[1] == "https://w3id.org/geokg/id/CHN"
    assert run("-G", *asked) == rows
    body = ("-H", f"Content-Type: {DIRECT}", "-H", "Accept: text/csv", "--data-binary", STATES)
    assert run(*body) == rows
    assert "sd:Service" in run()
    assert run("-o", os.devnull, "-w", "%{http_code}", "-d", "update=DROP ALL") == "403"
    assert run("-F", "query=x", "-o", os.devnull, "-w", "%{http_code}") == "415"


@pytest.mark.parametrize("name", ["actors", "arms-deliveries", "who-met-whom", "evidence"])
def test_rdflib_gets_the_answers_of_the_build(server: Served, out: Path, name: str) -> None:
    here, there = kg.open(out), Graph(SPARQLStore(server.sparql))
    for prefix, namespace in here.namespaces():
        there.bind(prefix, namespace)
    sparql = questions()[name].sparql
    rows = [{tuple(row) for row in graph.query(sparql)} for graph in (here, there)]
    assert rows[0] == rows[1]
    assert rows[0]


def test_rdflib_reads_triples(server: Served, out: Path) -> None:
    here, there = kg.open(out), Graph(SPARQLStore(server.sparql))
    assert set(there.triples((None, RDF.type, kg_term("State")))) == set(
        here.triples((None, RDF.type, kg_term("State")))
    )
    assert len(there) == len(here)
    assert len(there.query("CONSTRUCT WHERE { ?s a kg:State }").graph) == 10


@pytest.mark.parametrize(
    "arguments",
    [
        ["actors"],
        ["arms-deliveries", "--to", "Russie"],
        ["planned-meetings", "--labels", "fr"],
        ["CONSTRUCT { ?s a ?k } WHERE { ?s a ?k } "],
        ["ASK { ?s a kg:Claim }"],
    ],
)
def test_kg_query_gets_the_answers_of_the_build(
    server: Served, out: Path, arguments: list[str]
) -> None:
    here, there = (
        CliRunner().invoke(cli, ["query", target, *arguments])
        for target in (str(out), server.sparql)
    )
    assert here.exit_code == there.exit_code == 0, there.output
    assert here.stdout == there.stdout


def test_an_rdf_file_is_served_too(out: Path, tmp_path: Path) -> None:
    file = tmp_path / "graph.nt"
    file.write_bytes(kg.open(out).serialize(format="nt", encoding="utf-8"))
    with served(file) as server:
        assert len(server.ask(STATES).rows()) == 10
        assert server.send("/graph.html").status == 404
        assert json.loads(server.send("/about.json").body)["page"] is False


# Limits


def test_a_query_that_takes_too_long_ends(out: Path) -> None:
    need("ps", "apt-get install procps")
    with served(out, "--timeout", "2") as server:
        assert server.ask(STATES).status == 200
        (before,) = server.workers()
        start = time.monotonic()
        reply = server.ask(ENDLESS)
        assert time.monotonic() - start < 5
        assert reply.status == 422
        assert "2 seconds" in reply.body
        assert not alive(before), "it goes on behind our back"
        assert server.ask(STATES).status == 200
        assert len(server.workers()) == 1


def test_a_query_that_nobody_waits_for_ends(out: Path) -> None:
    need("ps", "apt-get install procps")
    with served(out) as server:
        (before,) = server.workers()
        with pytest.raises(TimeoutError):
            server.ask(ENDLESS, timeout=0.5)
        assert soon(lambda: not alive(before))
        assert server.ask(STATES).status == 200


def test_a_worker_that_dies_is_replaced(out: Path) -> None:
    need("ps", "apt-get install procps")
    with served(out) as server, ThreadPoolExecutor() as threads:
        (worker,) = server.workers()
        waiting = threads.submit(server.ask, ENDLESS)
        time.sleep(0.5)
        os.kill(worker, signal.SIGKILL)
        reply = waiting.result(10)
        assert reply.status == 500
        assert "-9" in reply.body
        assert reply.body.count("\n") == 1
        assert server.ask(STATES).status == 200
        code, told = server.end()
        assert (code, told) == (0, f"kg serve: {reply.body}")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone limits the memory of a process")
def test_a_query_that_fills_the_memory_ends(out: Path) -> None:
    with served(out, memory=2 * 2**30) as server:
        reply = server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c")
        assert reply.status == 500
        assert "memory" in reply.body
        assert server.ask(STATES).status == 200


def test_an_answer_that_is_too_large_is_refused_and_never_cut(out: Path) -> None:
    with served(out, "--max-rows", "9") as server:
        for sparql, what in ((STATES, "rows"), (EDGES, "triples"), ("DESCRIBE id:RUS", "triples")):
            reply = server.ask(sparql, "*/*")
            assert reply.status == 422
            assert f"more than 9 {what}" in reply.body
        assert len(server.ask(STATES + " LIMIT 9").rows()) == 9
        once = "CONSTRUCT { id:RUS a kg:State } { ?s ?p ?o }"
        assert server.ask(once, "text/turtle").body.count("id:RUS") == 1
        # Ten million rows, of which ten are read.
        start = time.monotonic()
        assert "rows" in server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f }").body
        assert time.monotonic() - start < 5
        assert server.end() == (0, "")


def test_long_texts_are_limited_too(out: Path) -> None:
    twice = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(27))
    with served(out) as server:
        reply = server.ask(f"SELECT ?x27 {{ BIND('xx' AS ?x0) {twice} }}")
        assert reply.status == 422
        assert "characters" in reply.body


def test_many_ask_at_once(server: Served) -> None:
    with ThreadPoolExecutor(16) as threads:
        replies = list(threads.map(server.ask, [STATES, EDGES, "x"] * 20, ["*/*"] * 60))
    assert [reply.status for reply in replies] == [200, 200, 400] * 20
    assert len({reply.body for reply in replies}) == 3


def test_one_worker_goes_on_while_the_other_is_busy(server: Served) -> None:
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(server.ask, ENDLESS, timeout=3)
        time.sleep(0.3)
        start = time.monotonic()
        assert server.ask(STATES).status == 200
        assert server.send("/").status == 200
        assert time.monotonic() - start < 2
        with pytest.raises(TimeoutError):
            slow.result(10)


def test_who_waits_too_long_for_a_worker_is_told(out: Path) -> None:
    with served(out, "--timeout", "1") as server, ThreadPoolExecutor() as threads:
        waiting = [threads.submit(server.ask, ENDLESS) for _ in range(3)]
        found = sorted(future.result(20).status for future in waiting)
    assert set(found) <= {422, 503}
    assert found[0] == 422


# From start to end


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_with_its_workers_and_without_a_word(out: Path, number: int) -> None:
    need("ps", "apt-get install procps")
    with served(out, "--workers", "2") as server, ThreadPoolExecutor() as threads:
        assert server.lines == [f"Query page: {server.url}", f"SPARQL endpoint: {server.sparql}"]
        workers = server.workers()
        assert len(workers) == 2
        waiting = threads.submit(server.ask, ENDLESS)
        time.sleep(0.5)
        start = time.monotonic()
        # Ctrl-C reaches the workers too.
        os.killpg(server.process.pid, number)
        _, told = server.process.communicate(timeout=20)
        assert time.monotonic() - start < 5
        assert server.process.returncode == 0
        assert "Traceback" not in told
        assert soon(lambda: not any(map(alive, workers)))
        assert waiting.exception(10) or waiting.result().status == 500


def test_no_worker_outlives_a_server_that_was_killed(out: Path) -> None:
    need("ps", "apt-get install procps")
    with served(out, "--timeout", "1", "--workers", "2") as server, ThreadPoolExecutor() as threads:
        workers = server.workers()
        waiting = threads.submit(server.ask, ENDLESS)
        time.sleep(0.4)
        server.process.kill()
        assert waiting.exception(10)
        assert soon(lambda: not any(map(alive, workers)), 12)


def test_queries_are_in_no_log(out: Path) -> None:
    with served(out) as server:
        server.ask("ASK { 'a secret' ?p ?o }")
        server.ask("SELECT 'a secret'")
        server.send("/nothing")
        assert server.end() == (0, "")
        assert server.process.stdout is not None


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["{out}/nowhere.ttl"], 1, "No such file"),
        (["{out}/store"], 1, "no graph.ttl in it"),
        (["http://x.example/sparql"], 2, "an endpoint is no TARGET"),
        (["{out}", "--host", "no.such.name.invalid"], 1, "cannot listen"),
        (["{out}", "--port", "99999"], 2, "0<=x<=65535"),
        (["{out}", "--timeout", "0"], 2, "not in the range"),
        (["{out}", "--cors", "example.org"], 2, "is no origin"),
    ],
)
def test_a_wrong_call_is_told_in_a_line(
    out: Path, arguments: list[str], code: int, line: str
) -> None:
    told = [argument.format(out=out) for argument in arguments]
    done = subprocess.run([*KG, "serve", *told], capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert line in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_a_port_that_is_taken_is_told(out: Path, server: Served) -> None:
    done = subprocess.run(
        [*KG, "serve", str(out), "--port", str(server.port)], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert f"127.0.0.1:{server.port}: cannot listen there" in done.stderr


def test_without_its_libraries_it_says_what_to_install(out: Path) -> None:
    code = "import sys; sys.modules['waitress'] = None; from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "serve", str(out)], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr == "Error: waitress is not installed (pip install 'geokg[serve]')\n"


def test_a_network_sees_it_only_when_asked(out: Path) -> None:
    with served(out, "--host", "0.0.0.0") as server:
        assert server.lines[0] == "Everyone on this network can read the graph."
        assert server.send("/", Host="192.168.1.7:8000").status == 200
        assert server.send("/", Host="evil.example").status == 421


def test_other_pages_read_it_only_when_asked(out: Path) -> None:
    origin = "https://notebook.example"
    with served(out, "--cors", origin) as server:
        allowed = server.ask(STATES, Origin=origin)
        assert allowed.headers["access-control-allow-origin"] == origin
        assert "Origin" in allowed.headers["vary"]
        refused = server.ask(STATES, Origin="https://evil.example")
        assert "access-control-allow-origin" not in refused.headers
        preflight = server.send("/sparql", method="OPTIONS", Origin=origin)
        assert preflight.status == 204
        assert "POST" in preflight.headers["access-control-allow-methods"]
        assert "access-control-allow-origin" not in server.send("/", Origin=origin).headers
    with served(out, "--cors", "*") as server:
        assert server.ask(STATES, Origin=origin).headers["access-control-allow-origin"] == "*"


# The page


def test_the_page_knows_every_question(server: Served) -> None:
    told = json.loads(server.send("/about.json").body)
    assert [question["name"] for question in told["questions"]] == list(questions())
    arms = next(q for q in told["questions"] if q["name"] == "arms-deliveries")
    assert arms["title"]["fr"] == "Qui a livré des armes à qui, et selon qui ?"
    assert arms["parameters"] == {"from": "entity", "to": "entity"}
    assert arms["example"] == {"to": "Russie"}
    assert told["counts"]["classes"][str(kg_term("State"))] == 10


def test_a_question_is_filled_by_the_server(server: Served) -> None:
    reply = server.send("/questions/arms-deliveries?" + urlencode({"to": "Corée du Nord"}))
    assert (reply.status, reply.kind) == (200, "text/plain")
    assert "<https://w3id.org/geokg/id/PRK>" in reply.body
    assert "# title" not in reply.body
    assert server.ask(reply.body).status == 200
    for path, status, why in (
        ("arms-deliveries?to=Rusie", 400, "Russie"),
        ("arms-deliveries?at=Russie", 400, "--at"),
        ("arms-deliveries?to=Russie&to=Iran", 400, "one to"),
        ("arms?to=Russie", 404, "arms"),
        ("arms-deliveries?to=" + quote("> } DROP ALL #"), 400, "nothing in the graph"),
    ):
        reply = server.send("/questions/" + path)
        assert reply.status == status
        assert why in reply.body


@pytest.mark.parametrize("name", questions())
def test_every_question_can_be_asked_as_the_server_writes_it(server: Served, name: str) -> None:
    assert server.ask(server.send(f"/questions/{name}").body).status == 200


def test_names_in_both_languages(server: Served) -> None:
    iris = ["https://w3id.org/geokg/id/PRK", str(kg_term("possible")), "urn:x", "x> ?y ?z } #"]
    for lang, name in (("en", "North Korea"), ("fr", "Corée du Nord")):
        body = urlencode({"iri": iris, "lang": lang}, doseq=True)
        reply = server.send("/labels", method="POST", body=body, Content_Type=FORM)
        labels = json.loads(reply.body)
        assert labels[iris[0]] == name
        assert set(labels) == set(iris[:2])


def test_what_is_not_ours_is_what_it_says() -> None:
    static = resources.PACKAGE / "serve" / "static"
    told = (static / "README.md").read_text("utf-8")
    for name in ("yasgui.min.js", "yasgui.min.css"):
        content = (static / name).read_bytes()
        assert f"`{name}` (in its `build/`) | `{hashlib.sha256(content).hexdigest()}`" in told


def test_the_words_are_there_in_both_languages() -> None:
    text = (resources.PACKAGE / "serve" / "static" / "words.js").read_text("utf-8")
    english, french = (set(re.findall(r"(\w+): [^ ]", half)) for half in text.split("  fr: {"))
    assert english - {"en"} == french
    named = {name for question in questions().values() for name in question.parameters}
    assert named <= set(english)
    assert named <= set(french)


def test_the_limits_of_the_command_line_are_those_of_the_library() -> None:
    given = {option.name: option.default for option in cli.commands["serve"].params}
    assert Limits() == Limits(given["timeout"], given["max_rows"], given["workers"])
