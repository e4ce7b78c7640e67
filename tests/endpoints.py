"""SPARQL endpoints on this machine: a real server, and one that fails in every way one may fail."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs

from tests.tools import need

EMPTY = json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()
Answer = Callable[["Handler"], None]


@contextmanager
def oxigraph(folder: Path, data: Path) -> Iterator[str]:
    """The address of an Oxigraph server on a free port that holds ``data``."""
    program = str(need("oxigraph", "pip install oxigraph"))
    load = [program, "load", "--location", str(folder), "--file", str(data)]
    subprocess.run(load, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    serve += ["--timeout-s", "2"]  # a query that a test gave up must not go on for ever
    server = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, server)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "oxigraph ended at once"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("oxigraph does not answer")


class Handler(BaseHTTPRequestHandler):
    """Gives the next of its server's answers, the last one for ever."""

    server: Faulty

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.queries.append(parse_qs(body.decode())["query"][0])
        self.server.agents.append(self.headers["User-Agent"])
        answers = self.server.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def do_GET(self) -> None:
        raise AssertionError("queries are posted")

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


class Faulty(ThreadingHTTPServer):
    """A server with ``answers``, and what it was asked."""

    daemon_threads = True

    def __init__(self, *answers: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = list(answers)
        self.queries: list[str] = []
        self.agents: list[str] = []
        self.released = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


@contextmanager
def faulty(*answers: Answer) -> Iterator[Faulty]:
    """A server that gives these answers, one after the other."""
    server = Faulty(*answers)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()


def says(
    status: int = 200,
    body: bytes = EMPTY,
    kind: str = "application/sparql-results+json",
    **headers: str,
) -> Answer:
    """An answer with this status, body and these headers (Retry_After is Retry-After)."""

    def answer(handler: Handler) -> None:
        handler.send_response_only(status)
        handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def silent(handler: Handler) -> None:
    """No answer until the test is over."""
    handler.server.released.wait(30)


def hangs_up(handler: Handler) -> None:
    """The connection ends without an answer."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def drips(status: int = 200) -> Answer:
    """An answer that never ends, a byte now and then."""

    def answer(handler: Handler) -> None:
        handler.send_response_only(status)
        handler.send_header("Content-Type", "application/sparql-results+json")
        handler.end_headers()
        while not handler.server.released.wait(0.02):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    return answer
