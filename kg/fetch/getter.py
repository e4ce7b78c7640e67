"""Getting pages from the web: what robots.txt allows, over redirects, one request at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests

from kg.errors import NetworkError
from kg.fetch.guard import Guard, PrivateAddress
from kg.terms import web_address
from kg.web import AGENT, Passing, Refused, Reply, Web

PAUSE = 1.0
"""Seconds between two requests, or as many as robots.txt asks for."""
LONGEST_PAUSE = 30.0
TIMEOUT = 30.0
"""Seconds for a whole answer."""
LARGEST = 20_000_000
"""Bytes of an answer: what a reader takes for one article at most."""
REDIRECTS = 5
RETRIES = 1
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/xml;q=0.9,application/pdf;q=0.8,text/plain;q=0.8,*/*;q=0.1"
}


class Answered(Refused):
    """An answer without content: ``status``, and where a redirect leads."""

    def __init__(self, error: NetworkError, status: int, location: str) -> None:
        super().__init__(error.what, where=error.where, fix=error.fix)
        self.status = status
        self.location = location


class TimeIsUp(NetworkError):
    """The time for all pages together is over."""


@dataclass
class _Asker(Web):
    """A ``Web`` that reports redirects, connects to public addresses only when ``guarded``, and
    asks nothing more after ``end``, on its own clock."""

    guarded: bool = True
    end: float = float("inf")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.guarded:
            # A proxy looks names up itself: nobody could check where they lead.
            self._session.trust_env = False
            self._session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
            for scheme in ("http://", "https://"):
                self._session.mount(scheme, Guard())

    def _once(self, url: str, request: requests.Request) -> Reply:
        left = self.end - self.clock()
        if left <= 0:
            raise TimeIsUp("not fetched: the time is up", where=url, fix="give more: --seconds")
        self.timeout = min(TIMEOUT, left)
        try:
            return super()._once(url, request)
        # requests itself looks at where a redirect leads.
        except ValueError as error:
            raise self.error(url, f"it leads to no address of the web: {error}") from error

    def _refused(self, url: str, response: requests.Response) -> NetworkError | Passing:
        refused = super()._refused(url, response)
        if isinstance(refused, Passing):
            return refused
        error = self.error(url, f"it answers {response.status_code} {response.reason}".rstrip())
        return Answered(error, response.status_code, response.headers.get("Location", ""))


@dataclass
class Getter:
    """Gets pages until ``seconds`` are over. ``private`` allows addresses inside a network."""

    seconds: float
    private: bool = False
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _robots: dict[str, RobotFileParser | NetworkError] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        end = self.clock() + self.seconds

        def pause(wanted: float) -> None:
            self.sleep(max(0.0, min(wanted, end - self.clock())))

        self._web = _Asker(
            TIMEOUT, LARGEST, RETRIES, pause=PAUSE, sleep=pause, clock=self.clock,
            guarded=not self.private, end=end,
        )  # fmt: skip

    def get(self, url: str) -> Reply:
        """The answer at ``url`` or where it leads. Raises NetworkError, in one line."""
        for _ in range(REDIRECTS + 1):
            self._check(url)
            rules = self._rules(url)
            if not rules.can_fetch(AGENT, url):
                raise NetworkError("its robots.txt does not allow it", where=url)
            delay = float(rules.crawl_delay(AGENT) or 0)
            if delay > LONGEST_PAUSE:
                raise NetworkError(
                    f"its robots.txt asks for {delay:g} seconds between two pages", where=url
                )
            self._web.pause = max(PAUSE, delay)
            try:
                return self._ask(url)
            except Answered as answer:
                if not (300 <= answer.status < 400 and answer.location):
                    raise
                url = join(url, answer.location)
        raise NetworkError(f"more than {REDIRECTS} redirects", where=url)

    def _ask(self, url: str) -> Reply:
        return self._web.send("GET", url, lambda reply: reply, headers=_HEADERS)

    def _check(self, url: str) -> None:
        if web_address(url) is None:
            raise NetworkError("no address of the web", where=url, fix="http:// or https://")
        if "@" in urlsplit(url).netloc:
            raise NetworkError("an address must hold no name and password", where=url)

    def _rules(self, url: str) -> RobotFileParser:
        """The robots.txt of the server of ``url``. Raises NetworkError when it cannot be read:
        nobody knows then what it forbids."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}".lower()
        if origin not in self._robots:
            try:
                self._robots[origin] = self._read_rules(origin + "/robots.txt")
            except (TimeIsUp, PrivateAddress):
                raise
            except NetworkError as error:
                self._robots[origin] = NetworkError(
                    f"its robots.txt cannot be read: {error.what}", where=origin, fix=error.fix
                )
        rules = self._robots[origin]
        if isinstance(rules, NetworkError):
            raise NetworkError(rules.what, where=url, fix=rules.fix)
        return rules

    def _read_rules(self, url: str) -> RobotFileParser:
        rules = RobotFileParser()
        text = ""
        for _ in range(REDIRECTS + 1):
            self._check(url)
            try:
                text = self._ask(url).body.decode("utf-8", "replace").removeprefix("\ufeff")
                break
            except Answered as answer:
                if 300 <= answer.status < 400 and answer.location:
                    url = join(url, answer.location)
                    continue
                # RFC 9309: without a robots.txt everything is allowed.
                break
        rules.parse(text.splitlines())
        return rules


def join(base: str, link: str) -> str:
    """The address that a link leads to; the link itself when it is none."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link
