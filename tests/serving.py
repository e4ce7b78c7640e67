"""kg serve as a process of its own, as people start it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kg import ontology, rdf, store
from kg.statements import merge
from tests.pages import standard
from tests.sample import sample_claims, sample_entities

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
JSON = "application/sparql-results+json"


def build(folder: Path, more: str = "") -> Path:
    """The directory of a build of the sample; ``more`` is Turtle to be added to it."""
    onto = ontology.load()
    merged = merge(sample_claims(), onto.symmetric, onto.events)
    graph = rdf.graph(merged, sample_entities(), ontology=onto, offices={})
    graph.parse(data=more, format="turtle")
    folder.mkdir()
    content = graph.serialize(format="turtle", encoding="utf-8")
    (folder / store.GRAPH_FILE).write_bytes(content)
    (folder / "graph.html").write_text(standard(), encoding="utf-8")
    store.save(content, folder)
    return folder


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: str

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def rows(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.body)["results"]["bindings"]
        return found


@dataclass
class Served:
    """A running server; ``url`` ends in a slash."""

    process: subprocess.Popen[str]
    url: str
    lines: list[str] = field(default_factory=list)
    """What it told when it started."""

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])

    @property
    def sparql(self) -> str:
        return self.url + "sparql"

    def send(
        self,
        path: str,
        *,
        method: str = "GET",
        body: str | bytes | None = None,
        timeout: float = 30,
        **headers: str,
    ) -> Reply:
        """One request; ``Content_Type`` among the headers is Content-Type."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body.encode() if isinstance(body, str) else body
        try:
            connection.request(method, path, data, named)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, told, answer.read().decode())
        finally:
            connection.close()

    def ask(self, query: str, accept: str = JSON, **other: Any) -> Reply:
        return self.send("/sparql?" + urlencode({"query": query}), Accept=accept, **other)

    def workers(self) -> set[int]:
        """The ids of the processes that answer queries."""
        ps = ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="]
        listed = subprocess.run(ps, capture_output=True, text=True, check=True).stdout
        found = (line.split(None, 2) for line in listed.splitlines())
        own = [part for part in found if len(part) == 3 and int(part[1]) == self.process.pid]
        return {int(pid) for pid, _, command in own if "spawn_main" in command}

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Its exit code after a signal, and what it said on standard error since it started."""
        self.process.send_signal(number)
        _, told = self.process.communicate(timeout=20)
        return self.process.returncode, told


@contextmanager
def served(target: Path, *options: str, memory: int = 0) -> Iterator[Served]:
    """kg serve on a free port, from the time it answers; each of its processes has so many bytes
    of ``memory``."""
    command = [*KG, "serve", str(target), "--port", "0", *options]
    if memory:
        command = ["sh", "-c", f'ulimit -v {memory // 1024}; exec "$@"', "sh", *command]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "no_proxy": "127.0.0.1"},
    )
    assert process.stderr
    try:
        lines = []
        while not (lines and lines[-1].startswith("SPARQL endpoint: ")):
            line = process.stderr.readline()
            assert line, "".join(lines)
            lines.append(line.rstrip("\n"))
        yield Served(process, lines[-1].removeprefix("SPARQL endpoint: ")[: -len("sparql")], lines)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return bool(state.strip()) and not state.startswith("Z")


def soon(true: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether something comes true within so many seconds."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
