"""Asking an endpoint: what is sent, what is believed of the answer, and that no secret is told."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import Literal, URIRef

from kg import endpoint as module
from kg import query, web
from kg.cli import cli
from kg.endpoint import Endpoint, view
from kg.errors import InputError, NetworkError, UsageError
from kg.login import Login, login
from tests.endpoints import Answer, Handler, drips, faulty, free_port, hangs_up, says, silent

SECRETS = {"KG_USER": "ann", "KG_PASSWORD": "hunter2", "KG_TOKEN": "t0ken.secret=="}
BASIC = b64encode(b"ann:hunter2").decode()
TRIPLE = b'<urn:a> <urn:b> "\xc3\xa9"@fr .\n'


def rows(*values: object) -> Answer:
    """A table with one column x."""
    bindings = [{"x": value} for value in values]
    return says(
        body=json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": bindings}}).encode()
    )


def number(value: int) -> Answer:
    return rows({"type": "literal", "value": str(value)})


def triples(body: bytes, kind: str = "application/n-triples") -> Answer:
    return says(body=body, kind=kind)


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the machine, no long waits."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(web, "BACKOFF", 0.01)
    monkeypatch.setattr(web, "THROTTLED", 0.01)


def test_short_queries_can_be_cached_and_long_ones_are_posted() -> None:
    with faulty(rows()) as server:
        asked = Endpoint(server.url, graph="https://a.example/g?é")
        asked.select("SELECT ?x { ?x ?y 'é&+' }")
        asked.select("SELECT ?x { ?x ?y '" + "long" * 500 + "' }")
        short, long = server.asked
    assert short.method == "GET"
    assert short.path == (
        "/sparql?query=SELECT+%3Fx+%7B+%3Fx+%3Fy+%27%C3%A9%26%2B%27+%7D"
        "&default-graph-uri=https%3A%2F%2Fa.example%2Fg%3F%C3%A9"
    )
    assert long.method == "POST"
    assert long.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert long.body.endswith(b"&default-graph-uri=https%3A%2F%2Fa.example%2Fg%3F%C3%A9")
    assert long.headers["Accept"] == short.headers["Accept"] == "application/sparql-results+json"


def test_a_view_answers_as_a_graph_does() -> None:
    x = {"type": "literal", "value": "é", "xml:lang": "fr"}
    yes = says(body=b'{"head": {}, "boolean": true}')
    typed = {"type": "typed-literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#"}
    text = typed | {"datatype": typed["datatype"] + "string"}
    with faulty(rows(x, text), yes, triples(TRIPLE), triples(b"# Empty NT\n", "text/plain")) as one:
        graph = view(Endpoint(one.url))
        found = query.run(graph, "SELECT ?x { id:RUS rdfs:label ?x }")
        assert found.rows == ((Literal("1"),), (Literal("é", lang="fr"),))
        assert "PREFIX+rdfs%3A+%3Chttp%3A%2F%2Fwww.w3.org" in one.asked[0].path
        assert query.run(graph, "ASK {}").answer is True
        made = query.run(graph, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }").graph
        assert made
        assert set(made) == {(URIRef("urn:a"), URIRef("urn:b"), Literal("é", lang="fr"))}
        assert not query.run(graph, "DESCRIBE id:RUS").graph


@pytest.mark.parametrize("sparql", ["DROP ALL", "SELECT * { SERVICE <urn:a> {} }", "SELECT {", "x"])
def test_what_kg_query_refuses_is_not_sent(sparql: str) -> None:
    with faulty(rows()) as server:
        with pytest.raises(UsageError):
            query.run(view(Endpoint(server.url)), sparql)
        assert not server.asked


def test_labels_are_asked_for_together() -> None:
    things = [{"type": "uri", "value": f"urn:{name}"} for name in "ab"]
    label = says(
        body=json.dumps(
            {
                "head": {"vars": ["s", "l"]},
                "results": {
                    "bindings": [
                        {"s": things[0], "l": {"type": "literal", "value": "Ä", "xml:lang": "en"}}
                    ]
                },
            }
        ).encode()
    )
    with faulty(rows(*things), label) as server:
        graph = view(Endpoint(server.url))
        found = query.labelled(query.run(graph, "SELECT ?x { ?x a ?y }"), graph, "en")
        assert {str(cell) for (cell,) in found.rows} == {"Ä", "urn:b"}
        assert len(server.asked) == 2


def fails(answer: Answer, **settings: float) -> str:
    """The one line an endpoint that answers so ends in."""
    with faulty(answer) as server:
        with pytest.raises(NetworkError) as caught:
            Endpoint(server.url, **settings).select("SELECT ?x {}")  # type: ignore[arg-type]
        assert caught.value.where == server.url
        assert "\n" not in str(caught.value)
        return str(caught.value).removeprefix(f"{server.url}: ")


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (
            says(400, b"line 1: no\n\nSELECT", "text/plain"),
            "it answers 400 Bad Request: line 1: no",
        ),
        (says(401), "it answers 401 Unauthorized (is it the address"),
        (says(403), "it answers 403 Forbidden (is it the address"),
        (says(429), "it answers 429 Too Many Requests (try again later)"),
        (says(500, b"no disk", "text/plain"), "it answers 500 Internal Server Error: no disk (try"),
        (says(503, b"<b>no</b>", "text/html"), "it answers 503 Service Unavailable (try again"),
        (says(400, b"<h1>a</h1>\n&lt;b", "text/html"), "it answers 400 Bad Request: a <b"),
        (says(302, Location="http://else.example/"), "it answers 302 Found (its address is now"),
        (says(body=b"<p>", kind="text/html"), "it answers with text/html, not with SPARQL results"),
        (says(body=b"{}", kind=""), "it answers with no media type, not with"),
        (says(body=b"{"), "its answer is broken off or no SPARQL result: "),
        (says(body=b"[]"), "its answer is broken off or no SPARQL result: "),
        (
            rows({"type": "uri", "value": "a> } x"}),
            "its answer is broken off or no SPARQL result: ",
        ),
        (rows({"type": "odd"}), "its answer is broken off or no SPARQL result: "),
        (says(body=b"[" * 100_000), "its answer is broken off or no SPARQL result: "),
        (says(body=b"{}", Content_Length="9"), "the connection broke off: "),
        (hangs_up, "the connection broke off: "),
    ],
)
def test_what_goes_wrong_is_one_line(answer: Answer, line: str) -> None:
    assert fails(answer).startswith(line)


@pytest.mark.parametrize("answer", [silent, drips()])
def test_nobody_is_waited_for_for_ever(answer: Answer) -> None:
    begun = time.monotonic()
    assert fails(answer, timeout=0.1) == "no answer within 0.1 seconds"
    assert time.monotonic() - begun < 5


def test_nobody_there() -> None:
    with pytest.raises(NetworkError, match="it cannot be reached: Connection refused"):
        Endpoint(f"http://127.0.0.1:{free_port()}/").count()


def test_what_passes_is_asked_again() -> None:
    lost = [says(503), hangs_up, says(body=b"{")]
    with faulty(*lost, number(7)) as server:
        assert Endpoint(server.url).count() == 7
        assert len(server.asked) == 4


def test_an_answer_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2**20)
    assert fails(says(body=b" " * (2**20 + 1))) == "the answer is larger than 1 MB"


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (triples(b"<urn:a> <urn:b> ."), "its answer is broken off or no application/n-triples"),
        (triples(b"<urn:a> <urn:b> <x y> ."), "its answer is broken off or no application/n-tri"),
        (triples(b"<p>", "text/html"), "it answers with text/html, not with N-Triples"),
    ],
)
def test_a_graph_that_cannot_be_read_is_one_line(answer: Answer, line: str) -> None:
    with faulty(answer) as server, pytest.raises(NetworkError) as caught:
        Endpoint(server.url).construct("CONSTRUCT {} {}")
    assert caught.value.what.startswith(line)


def test_a_graph_is_whole_or_an_error() -> None:
    cut, other = triples(TRIPLE), triples(TRIPLE.replace(b"urn:a", b"urn:c"))
    pages = [cut, cut, other]
    with faulty(number(2), *pages) as server:
        assert len(Endpoint(server.url).download()) == 2
        assert "ORDER+BY" in server.asked[2].path
        assert "OFFSET+1+LIMIT+1" in server.asked[3].path
    with (
        faulty(number(3), *pages) as server,
        pytest.raises(InputError, match="it gives 2 triples and counts 3"),
    ):
        Endpoint(server.url).download()


def echo(handler: Handler) -> None:
    """A server that says again what it was sent, as some do when they debug."""
    sent = handler.asked.headers.get("Authorization", "nothing")
    says(400, f"I got {sent} and {SECRETS['KG_PASSWORD']}".encode(), "text/plain")(handler)


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        (None, "nothing"),
        ("basic", f"Basic {BASIC}"),
        ("bearer", f"Bearer {SECRETS['KG_TOKEN']}"),
        ("digest", "nothing"),
    ],
)
def test_a_login_is_sent_and_never_told(kind: str | None, header: str) -> None:
    found = login(kind, SECRETS)
    with faulty(echo) as server:
        asked = Endpoint(server.url, login=found)
        with pytest.raises(NetworkError) as caught:
            asked.count()
        assert server.asked[0].headers.get("Authorization", "nothing") == header
    line = str(caught.value)
    for secret in (BASIC, SECRETS["KG_TOKEN"]):
        assert secret not in line + repr(found) + repr(asked.web)
    if kind in ("basic", "digest"):
        assert "hunter2" not in line + repr(found) + repr(asked.web)


def test_digest_answers_the_question_who_asks() -> None:
    who = 'Digest realm="SPARQL", nonce="1", qop="auth", algorithm="MD5"'
    with faulty(says(401, WWW_Authenticate=who), number(1)) as server:
        assert Endpoint(server.url, login=login("digest", SECRETS)).count() == 1
        sent = server.asked[1].headers["Authorization"]
    assert sent.startswith('Digest username="ann", realm="SPARQL"')
    assert "hunter2" not in sent


def test_a_login_does_not_follow_to_another_address() -> None:
    with faulty(says(307)) as other, faulty(says(307, Location=other.url)) as server:
        with pytest.raises(NetworkError, match="its address is now"):
            Endpoint(server.url, login=login("basic", SECRETS)).count()
        assert not other.asked


def test_no_password_is_taken_from_the_home_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login ann password hunter2\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with faulty(number(1)) as server:
        Endpoint(server.url).count()
        assert "Authorization" not in server.asked[0].headers


@pytest.mark.parametrize(
    ("kind", "environment", "line"),
    [
        ("basic", {}, "--auth basic needs KG_USER and KG_PASSWORD in the environment"),
        ("digest", {"KG_USER": "ann", "KG_PASSWORD": ""}, "--auth digest needs KG_PASSWORD in"),
        ("bearer", {"KG_USER": "ann"}, "--auth bearer needs KG_TOKEN in the environment"),
        ("bearer", {"KG_TOKEN": "s3cret\r\nX: y"}, "KG_TOKEN is no token"),
    ],
)
def test_a_login_that_lacks_something_says_what(
    kind: str, environment: dict[str, str], line: str
) -> None:
    with pytest.raises(UsageError, match=line) as caught:
        login(kind, environment)
    assert "s3cret" not in str(caught.value)


def test_passwords_may_have_any_letters() -> None:
    found = login("basic", {"KG_USER": "andré", "KG_PASSWORD": "geheim:ß😀"})
    with faulty(number(1)) as server:
        Endpoint(server.url, login=found).count()
        sent = server.asked[0].headers["Authorization"]
    assert sent == f"Basic {b64encode('andré:geheim:ß😀'.encode()).decode()}"
    assert Login().kind == ""


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("http://ann:hunter2@a.example/sparql", "must hold no name and password"),
        ("http://hunter2@a.example/sparql", "must hold no name and password"),
        ("file:///etc/passwd", "is no address of a SPARQL endpoint"),
        ("ftp://a.example/", "is no address of a SPARQL endpoint"),
    ],
)
@pytest.mark.parametrize("args", [["query", "ASK {}"], ["export", "--format", "csv"]])
def test_addresses_that_are_refused(url: str, line: str, args: list[str]) -> None:
    result = CliRunner().invoke(cli, [args[0], url, *args[1:]])
    assert result.exit_code == 2
    assert line in result.stderr
    assert "hunter2" not in result.output
    assert len(result.stderr.splitlines()) == 1


def test_a_graph_must_have_a_name() -> None:
    with pytest.raises(UsageError, match="'no name' is no IRI"):
        Endpoint("https://a.example/", graph="no name")
