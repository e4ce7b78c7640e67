"""Asking an endpoint: politely, with patience, and with one clear line when nothing helps."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg import __version__
from kg.errors import NetworkError, UsageError
from kg.wikidata import client as module
from kg.wikidata.answers import Term
from kg.wikidata.client import Client
from tests.endpoints import Faulty, drips, faulty, hangs_up, oxigraph, says, silent

DATA = Path(__file__).with_name("wikidata.ttl")
HELLO = json.dumps(
    {"results": {"bindings": [{"x": {"type": "literal", "value": "é", "xml:lang": "FR"}}]}}
).encode()
BACKOFF = [2, 1, 4, 1, 8, 1, 16, 1]
"""Seconds of sleep when every attempt fails: the back-off, then the pause before each request."""


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the machine has no business here."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@dataclass
class Slept:
    """A client whose sleep takes no time, and how long it would have slept."""

    server: Faulty
    timeout: float = 5
    seconds: list[float] = field(default_factory=list)

    def select(self) -> list[dict[str, Term]]:
        client = Client(self.server.url, timeout=self.timeout, sleep=self.seconds.append)
        return [dict(row) for row in client.select("SELECT * WHERE {}")]

    def fails(self) -> str:
        with pytest.raises(NetworkError) as caught:
            self.select()
        assert "\n" not in str(caught.value)
        assert caught.value.where == self.server.url
        return str(caught.value).removeprefix(f"{self.server.url}: ")


def test_it_says_who_asks_and_waits_between_two_questions() -> None:
    with faulty(says(body=HELLO)) as server:
        seconds: list[float] = []
        client = Client(server.url, sleep=seconds.append)
        for _ in range(3):
            assert client.select("SELECT 'é'") == [{"x": Term("é", "fr")}]
        assert server.agents == [f"kg/{__version__} (https://w3id.org/geokg/)"] * 3
        assert server.queries == ["SELECT 'é'"] * 3
        assert seconds == [1, 1]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_is_overloaded_is_asked_again(status: int) -> None:
    with faulty(says(status, Retry_After="7"), says(body=HELLO)) as server:
        asked = Slept(server)
        assert len(asked.select()) == 1
        assert asked.seconds == [7, 1]


def test_without_a_time_told_it_waits_longer_each_time_and_gives_up() -> None:
    with faulty(says(503, b"busy", "text/plain")) as server:
        asked = Slept(server)
        assert asked.fails() == "it answers 503 Service Unavailable (try again later)"
        assert asked.seconds == BACKOFF
        assert len(server.queries) == 5


def test_too_many_requests_without_a_time_told_is_a_minute() -> None:
    with faulty(says(429), says()) as server:
        asked = Slept(server)
        asked.select()
        assert asked.seconds == [60, 1]


def test_a_date_to_retry_after_is_measured_by_the_clock_of_the_server() -> None:
    when = {
        "Date": "Mon, 02 Mar 2020 10:00:00 GMT", "Retry_After": "Mon, 02 Mar 2020 10:00:42 GMT",
    }  # fmt: skip
    with faulty(says(503, **when), says(503, Retry_After="soon"), says()) as server:
        asked = Slept(server)
        asked.select()
        assert asked.seconds == [42, 1, 4, 1]


def test_nobody_waits_for_hours() -> None:
    with faulty(says(429, Retry_After="7200")) as server:
        asked = Slept(server)
        assert "asks to wait 7200 seconds" in asked.fails()
        assert asked.seconds == []


def test_silence_is_a_timeout() -> None:
    with faulty(silent) as server:
        asked = Slept(server, timeout=0.1)
        assert asked.fails() == "no answer within 0.1 seconds"
        assert asked.seconds == BACKOFF


def test_an_answer_that_never_ends_is_a_timeout() -> None:
    with faulty(drips()) as server:
        assert Slept(server, timeout=0.2).fails() == "no answer within 0.2 seconds"


@pytest.mark.parametrize(
    "answer",
    [
        hangs_up,
        says(body=HELLO[:-9]),
        says(body=HELLO[:-9], Content_Length=str(len(HELLO))),
        says(body="é".encode()[:1]),
        silent,
    ],
)
def test_what_breaks_off_is_asked_again(answer: object) -> None:
    with faulty(answer, says(body=HELLO)) as server:  # type: ignore[arg-type]
        asked = Slept(server, timeout=0.2)
        assert asked.select() == [{"x": Term("é", "fr")}]
        assert asked.seconds == [2, 1]


def test_a_truncated_answer_is_no_answer() -> None:
    with faulty(says(body=HELLO[:-9])) as server:
        assert Slept(server).fails().startswith("its answer is broken off or no JSON: ")


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (says(kind="text/html", body=b"<h1>Hi</h1>"), "it answers with text/html, not"),
        (says(400, b"line 3:\n  unexpected \x1b[31m}"), "it answers 400 Bad Request: line 3: unex"),
        (says(400, b""), "it answers 400 Bad Request"),
        (says(400, b"50\r\nabc", Transfer_Encoding="chunked"), "it answers 400 Bad Request"),
        (says(400, b"abc", Content_Length="80"), "it answers 400 Bad Request: abc"),
        (says(403), "it answers 403 Forbidden (is it the address of a SPARQL endpoint?)"),
        (says(404), "it answers 404 Not Found (is it the address of a SPARQL endpoint?)"),
        (says(302, Location="http://else.example/"), "it answers 302 Found (its address is now h"),
        (says(body=b"[]"), "its answer is no SPARQL result: it has no results"),
        (says(body=b'{"boolean": true}'), "its answer is no SPARQL result: it has no results"),
        (says(body=b'{"results": {"bindings": 3}}'), "its answer is no SPARQL result: its re"),
        (says(body=b'{"results": {"bindings": [3]}}'), "its answer is no SPARQL result: a row"),
        (
            says(body=b'{"results": {"bindings": [{"x": {"value": 3}}]}}'),
            "its answer is no SPARQL result: a value of ?x is no text",
        ),
        (says(body=b"[" * 100_000), "its answer is no SPARQL result: "),
    ],
)
def test_what_will_not_pass_is_said_at_once(answer: object, line: str) -> None:
    with faulty(answer) as server:  # type: ignore[arg-type]
        asked = Slept(server)
        assert asked.fails().startswith(line)
        assert asked.seconds == []
        assert "\x1b" not in asked.fails()


def test_a_redirect_to_nowhere_names_no_address() -> None:
    with faulty(says(302)) as server:
        assert Slept(server).fails() == "it answers 302 Found"


def test_nobody_waits_for_the_end_of_an_excuse() -> None:
    with faulty(drips(400)) as server:
        before = time.monotonic()
        assert Slept(server, timeout=5).fails().startswith("it answers 400 Bad Request")
        assert time.monotonic() - before < 4


def test_a_large_answer_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 2 * 1024 * 1024)
    with faulty(says(body=b" " * 3 * 1024 * 1024)) as server:
        assert Slept(server).fails() == "the answer is larger than 2 MB"


def test_an_endpoint_that_is_not_there_is_said_at_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    seconds: list[float] = []
    with pytest.raises(NetworkError, match="it cannot be reached: Connection refused"):
        Client(url, sleep=seconds.append).select("SELECT")
    with pytest.raises(NetworkError, match="it cannot be reached: "):
        Client("http://nowhere.invalid/", sleep=seconds.append).select("SELECT")
    assert seconds == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "out", "", "http://"])
def test_only_addresses_of_the_web_are_asked(url: str) -> None:
    with pytest.raises(UsageError, match="no address of a SPARQL endpoint"):
        Client(url)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("store"), DATA) as url:
        yield url


def test_a_real_server_answers(real: str) -> None:
    query = "SELECT ?x WHERE { <http://www.wikidata.org/entity/Q17> ?p ?x } ORDER BY ?x"
    assert Client(real).select(query) == [{"x": Term("Japan", "en")}, {"x": Term("Japon", "fr")}]


def test_a_real_server_refuses_what_is_no_sparql(real: str) -> None:
    with pytest.raises(NetworkError, match=r"400 Bad Request: .*expected"):
        Client(real).select("SELEC")


def test_a_real_server_may_be_too_slow(real: str) -> None:
    triples = " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(6))
    client = Client(real, timeout=0.3, sleep=lambda _: None)
    with pytest.raises(NetworkError, match=r"no answer within 0\.3 seconds"):
        client.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {triples} }}")
