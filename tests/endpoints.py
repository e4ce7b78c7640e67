"""SPARQL endpoints on this machine: a real server, and one that fails in every way one may fail."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs

import requests

from tests.tools import need

EMPTY = json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()
Answer = Callable[["Handler"], None]


@contextmanager
def oxigraph(folder: Path, data: Path | None = None) -> Iterator[str]:
    """The query address of an Oxigraph server on a free port that holds ``data``."""
    program = str(need("oxigraph", "pip install oxigraph"))
    if data:
        load = [program, "load", "--location", str(folder), "--file", str(data)]
        subprocess.run(load, check=True, capture_output=True)
    port = free_port()
    serve = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    serve += ["--timeout-s", "2"]  # a query that a test gave up must not go on for ever
    with _running(serve, port):
        yield f"http://127.0.0.1:{port}/query"


CUT = 1000
"""Rows after which the Virtuoso of the tests cuts an answer off; as packaged it is 10,000."""
_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {cut}
"""


@contextmanager
def virtuoso(folder: Path, cut: int = CUT) -> Iterator[str]:
    """The address of an empty Virtuoso server on a free port, whose answers end after ``cut``
    rows; its user dba has the password dba."""
    hint = "apt-get install --no-install-recommends virtuoso-opensource-7-bin"
    program = str(need("virtuoso-t", hint))
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=sql, http=http, cut=cut))
    serve = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with _running(serve, http, folder):
        yield f"http://127.0.0.1:{http}"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int, folder: Path | None = None) -> Iterator[None]:
    """A server from the time it answers at ``port``."""
    null = subprocess.DEVNULL
    server = subprocess.Popen(command, stdout=null, stderr=null, cwd=folder)
    try:
        for _ in range(600):
            assert server.poll() is None, f"{command[0]} ended at once"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            raise AssertionError(f"{command[0]} does not answer")
        yield
    finally:
        server.kill()  # Virtuoso would write a checkpoint first
        server.wait(10)


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Handler(BaseHTTPRequestHandler):
    """Gives the next of its server's answers, the last one for ever."""

    server: Faulty
    asked: Asked

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.asked = Asked(self.command, self.path, dict(self.headers), body)
        self.server.asked.append(self.asked)
        answers = self.server.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    do_GET = do_PUT = do_POST

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


class Faulty(ThreadingHTTPServer):
    """A server with ``answers``, and what it was asked."""

    daemon_threads = True

    def __init__(self, *answers: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = list(answers)
        self.asked: list[Asked] = []
        self.released = Event()

    @property
    def queries(self) -> list[str]:
        """What was posted as a form."""
        return [parse_qs(a.body.decode())["query"][0] for a in self.asked if a.method == "POST"]

    @property
    def agents(self) -> list[str]:
        return [a.headers["User-Agent"] for a in self.asked]

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


def through(store: str) -> Answer:
    """What a server at this address answers."""

    def answer(handler: Handler) -> None:
        asked = handler.asked
        kept = ("Accept", "Authorization", "Content-Type")
        headers = {name: asked.headers[name] for name in kept if name in asked.headers}
        told = requests.request(
            asked.method, store + asked.path, headers=headers, data=asked.body, timeout=30
        )
        sent = {name: told.headers[name] for name in ("WWW-Authenticate",) if name in told.headers}
        says(told.status_code, told.content, told.headers.get("Content-Type", ""), **sent)(handler)

    return answer
