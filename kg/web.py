"""The one way to the network: HTTP requests with patience, limits and one clear line on failure.

What is overloaded, late or broken off is asked again later, and later still; a server's own
``Retry-After`` is obeyed. Redirects are not followed: a redirected POST would arrive as a GET
without its content, and a password somewhere else.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TypeVar
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from kg import __version__
from kg.errors import NetworkError, UsageError
from kg.login import PASSWORD, USER, Login
from kg.terms import BASE, web_address

AGENT = f"kg/{__version__} ({BASE})"
BACKOFF = 2.0
"""Seconds before the second attempt; twice as long before each further one."""
THROTTLED = 60.0
"""Seconds to wait when told "too many requests" and not for how long, as Wikidata asks."""
LONGEST_WAIT = 300.0
"""Seconds. Whoever must wait longer had better come back another time."""
_CHUNK = 64 * 1024
_OVERLOADED = {429, 500, 502, 503, 504}
_TAG = re.compile(r"<[^>]*>")
T = TypeVar("T")


class Refused(NetworkError):
    """The server understood, and said no."""


class Passing(Exception):
    """A failure that may pass: ``error`` if it does not, and how long to wait, if that is told."""

    def __init__(self, error: NetworkError, wait: float | None = None) -> None:
        self.error = error
        self.wait = wait


def address(url: str) -> str:
    """``url`` when it is one of the web. Raises UsageError when it is not, or holds a password."""
    if web_address(url) is None:
        raise UsageError(
            f"{_line(url)!r} is no address of a SPARQL endpoint",
            fix="an address such as https://query.wikidata.org/sparql",
        )
    if "@" in urlsplit(url).netloc:
        raise UsageError(
            "an address must hold no name and password: others can read it",
            fix=f"leave them out, set {USER} and {PASSWORD}, and add --auth basic or digest",
        )
    return url


@dataclass(frozen=True)
class Reply:
    """An answer that was no failure."""

    url: str
    kind: str
    """Its media type, without parameters."""
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Web:
    """``timeout``: seconds for a whole answer; ``largest``: bytes of one; ``pause``: seconds
    between the end of a request and the next one."""

    timeout: float
    largest: int
    retries: int
    login: Login = field(default_factory=Login)
    pause: float = 0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _asked: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._session = requests.Session()
        self._session.auth = self.login.auth()
        self._session.headers["User-Agent"] = AGENT

    def send(
        self,
        method: str,
        url: str,
        read: Callable[[Reply], T],
        *,
        params: Mapping[str, str] | str | None = None,
        data: bytes | Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> T:
        """What ``read`` makes of the answer. ``read`` may raise Passing: then it is asked again,
        so that a request must do no harm when it is repeated.

        Raises NetworkError in one line, with the server's own words, when there is no answer.
        """
        request = requests.Request(method, url, headers=headers, params=params, data=data)
        wait = BACKOFF
        for attempt in range(self.retries + 1):
            if self._asked and self.pause:
                self.sleep(self.pause)
            self._asked = True
            try:
                return read(self._once(url, request))
            except Passing as failure:
                told = failure.wait
                if attempt == self.retries or (told or 0) > LONGEST_WAIT:
                    raise failure.error from failure
                self.sleep(wait if told is None else told)
                wait *= 2
        raise AssertionError("unreachable")

    def _once(self, url: str, request: requests.Request) -> Reply:
        end = self.clock() + self.timeout
        session = self._session
        try:
            prepared = session.prepare_request(request)
            settings = session.merge_environment_settings(prepared.url or url, {}, True, None, None)
            response = session.send(
                prepared, timeout=self.timeout, allow_redirects=False, **settings
            )
            with response:
                if response.status_code >= 300:
                    raise self._refused(url, response)
                body = b"".join(self._read(url, response, end))
        except (requests.RequestException, HTTPError, OSError) as error:
            raise self._failed(url, error) from error
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Reply(url, kind, response.headers, body)

    def _read(self, url: str, response: requests.Response, end: float) -> Iterator[bytes]:
        """The content as it comes: whoever waits for a full chunk can be made to wait for ever."""
        length = 0
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            length += len(chunk)
            if length > self.largest:
                raise self.error(url, f"the answer is larger than {self.largest // 2**20} MB")
            if self.clock() > end:
                raise self._late(url)
            yield chunk

    def _refused(self, url: str, response: requests.Response) -> NetworkError | Passing:
        """What an HTTP status other than success means."""
        status = response.status_code
        said = f"it answers {status} {response.reason}".rstrip()
        if status in _OVERLOADED:
            wait = _retry_after(response.headers)
            if status == 429 and wait is None:
                wait = THROTTLED
            if wait is not None and wait > LONGEST_WAIT:
                said += f" and asks to wait {wait:.0f} seconds"
            more = _body(response) if status == 500 else ""
            said += f": {more}" if more else ""
            return Passing(self.error(url, said, "try again later"), wait)
        if status < 400:
            there = response.headers.get("Location")
            return self.error(url, said, f"its address is now {there}" if there else "")
        if status in (401, 403, 404, 405):
            other = "is it the address of a SPARQL endpoint?"
            error = self.error(url, said, self.login.hint if status < 404 else other)
        else:
            error = self.error(url, f"{said}: {_body(response)}".rstrip(": "))
        return Refused(error.what, where=error.where, fix=error.fix)

    def _failed(self, url: str, error: Exception) -> NetworkError | Passing:
        """What went wrong below HTTP. What cannot be reached at all is not tried again."""
        causes = list(_causes(error))
        if any(isinstance(e, requests.Timeout | ReadTimeoutError | TimeoutError) for e in causes):
            return self._late(url)
        why = next((e.strerror for e in causes if isinstance(e, OSError) and e.strerror), "")
        why = why or str(causes[-1]) or type(causes[-1]).__name__
        broken = any(type(e).__name__ in _BROKEN for e in causes)
        if isinstance(error, requests.RequestException) and not broken:
            return self.error(url, f"it cannot be reached: {why}")
        return Passing(self.error(url, f"the connection broke off: {why}"))

    def _late(self, url: str) -> Passing:
        return Passing(self.error(url, f"no answer within {self.timeout:g} seconds"))

    def expect(self, reply: Reply, ending: str, what: str) -> None:
        """Raises NetworkError unless the answer is of a kind that ends so."""
        if not reply.kind.endswith(ending):
            raise self.error(
                reply.url,
                f"it answers with {reply.kind or 'no media type'}, not with {what}",
                "is it the address of a SPARQL endpoint?",
            )

    def error(self, url: str, what: str, fix: str = "") -> NetworkError:
        """A failure at this address, in one line without secrets."""
        what, fix = (_line(self.login.hide(text)) for text in (what, fix))
        return NetworkError(what, where=url, fix=fix)


_BROKEN = {"ProtocolError", "ChunkedEncodingError", "IncompleteRead", "RemoteDisconnected",
           "ConnectionResetError", "BrokenPipeError"}  # fmt: skip
"""Names of the errors of four libraries that mean: there was a connection, and it ended."""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from: requests and urllib3 wrap errors in errors."""
    seen: list[BaseException] = []
    todo: list[BaseException | None] = [error]
    while todo:
        one = todo.pop(0)
        if one is None or one in seen:
            continue
        seen.append(one)
        yield one
        inner = [getattr(one, "reason", None), *one.args, one.__cause__, one.__context__]
        todo += [e for e in inner if isinstance(e, BaseException)]


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from a number or from a date: the service's own clock says how far that is."""
    told = headers.get("Retry-After", "")
    try:
        if told.isdecimal():
            return float(told)
        later, now = (parsedate_to_datetime(x) for x in (told, headers.get("Date", "")))
        return max(0.0, (later - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _body(response: requests.Response) -> str:
    """What the server says about it at once, or "": nobody waits for the rest of an excuse."""
    try:
        said: bytes = response.raw.read1(_CHUNK, decode_content=True)
    except (HTTPError, OSError):
        return ""
    text = said.decode("utf-8", "replace")
    if "html" in response.headers.get("Content-Type", ""):
        return unescape(_TAG.sub(" ", text))
    # After the first paragraph Virtuoso repeats the query, which may be long.
    return text.strip().partition("\n\n")[0]


def _line(text: str) -> str:
    """One line of what a server said, not too long, that cannot steer a terminal."""
    line = " ".join(text.split())
    return "".join(char if char.isprintable() else "\ufffd" for char in line)[:300]
