"""Asks a SPARQL endpoint, politely: the only file of kg that uses the network.

One request at a time and a pause between two; what is overloaded is asked again later, and
later still; the service's own ``Retry-After`` is obeyed.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from json import JSONDecodeError
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kg import __version__
from kg.errors import NetworkError, UsageError
from kg.terms import BASE, printable, web_address
from kg.wikidata import answers
from kg.wikidata.answers import Row

AGENT = f"kg/{__version__} ({BASE})"
PAUSE = 1.0
"""Seconds between the end of a request and the next one."""
TIMEOUT = 90.0
"""Seconds for a whole answer. Wikidata itself gives up after 60."""
RETRIES = 4
BACKOFF = 2.0
"""Seconds before the second attempt; twice as long before each further one."""
THROTTLED = 60.0
"""Seconds to wait when told "too many requests" and not for how long, as Wikidata asks."""
LONGEST_WAIT = 300.0
"""Seconds. Whoever must wait longer had better come back another time."""
LARGEST = 32 * 1024 * 1024
"""Bytes of an answer. One to 50 people takes some 100 kB."""
_CHUNK = 64 * 1024
_OVERLOADED = {429, 500, 502, 503, 504}


class _Passing(Exception):
    """A failure that may pass: ``error`` if it does not, and how long to wait, if that is told."""

    def __init__(self, error: NetworkError, wait: float | None = None) -> None:
        self.error = error
        self.wait = wait


class _NoRedirect(HTTPRedirectHandler):
    """A redirected POST would arrive as a GET without its query."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class Client:
    """``endpoint`` is an http(s) address; anything else raises UsageError."""

    endpoint: str
    timeout: float = TIMEOUT
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _asked: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        if web_address(self.endpoint) is None:
            raise UsageError(
                f"{printable(self.endpoint)!r} is no address of a SPARQL endpoint",
                fix="an address such as https://query.wikidata.org/sparql",
            )

    def select(self, query: str) -> list[Row]:
        """The rows that answer a SELECT. Raises NetworkError when there are none to be had."""
        wait = BACKOFF
        for attempt in range(RETRIES + 1):
            if self._asked:
                self.sleep(PAUSE)
            self._asked = True
            try:
                return self._rows(self._post(query))
            except _Passing as failure:
                told = failure.wait
                if attempt == RETRIES or (told or 0) > LONGEST_WAIT:
                    raise failure.error from failure
                self.sleep(wait if told is None else told)
                wait *= 2
        raise AssertionError("unreachable")

    def _rows(self, data: bytes) -> list[Row]:
        try:
            return answers.rows(data)
        # Wikidata breaks off an answer in the middle when its time is up.
        except (JSONDecodeError, UnicodeDecodeError) as error:
            raise _Passing(self._error(f"its answer is broken off or no JSON: {error}")) from error
        except (ValueError, RecursionError) as error:
            raise self._error(f"its answer is no SPARQL result: {error}") from error

    def _post(self, query: str) -> bytes:
        request = Request(
            self.endpoint,
            data=urlencode({"query": query}).encode(),
            headers={"Accept": "application/sparql-results+json", "User-Agent": AGENT},
        )
        end = self.clock() + self.timeout
        try:
            with build_opener(_NoRedirect).open(request, timeout=self.timeout) as response:
                kind = response.headers.get_content_type()
                if not kind.endswith("json"):
                    raise self._error(
                        f"it answers with {kind}, not with SPARQL results in JSON",
                        "is it the address of a SPARQL endpoint?",
                    )
                return self._read(response, end)
        except HTTPError as error:
            with error:
                raise self._refused(error) from error
        except TimeoutError as error:
            raise self._late() from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late() from error
            why = getattr(error.reason, "strerror", None) or str(error.reason)
            raise self._error(f"it cannot be reached: {why}") from error
        except (http.client.HTTPException, OSError) as error:
            why = str(error) or type(error).__name__
            raise _Passing(self._error(f"the connection broke off: {why}")) from error

    def _read(self, response: http.client.HTTPResponse, end: float) -> bytes:
        found = bytearray()
        while chunk := response.read1(_CHUNK):
            found += chunk
            if len(found) > LARGEST:
                raise self._error(f"the answer is larger than {LARGEST // 2**20} MB")
            if self.clock() > end:
                raise self._late()
        return bytes(found)

    def _refused(self, error: HTTPError) -> NetworkError | _Passing:
        """What an HTTP status other than success means."""
        said = f"it answers {error.code} {error.reason}"
        if error.code in _OVERLOADED:
            wait = _retry_after(error.headers)
            if error.code == 429 and wait is None:
                wait = THROTTLED
            if wait is not None and wait > LONGEST_WAIT:
                said += f" and asks to wait {wait:.0f} seconds"
            return _Passing(self._error(said, "try again later"), wait)
        if 300 <= error.code < 400:
            there = error.headers.get("Location")
            return self._error(said, f"its address is now {there}" if there else "")
        if error.code == 400:
            return self._error(f"{said}: {_body(error)}".rstrip(": "))
        return self._error(said, "is it the address of a SPARQL endpoint?")

    def _late(self) -> _Passing:
        return _Passing(self._error(f"no answer within {self.timeout:g} seconds"))

    def _error(self, what: str, fix: str = "") -> NetworkError:
        return NetworkError(_line(what), where=self.endpoint, fix=_line(fix))


def _retry_after(headers: Message | Mapping[str, str]) -> float | None:
    """Seconds, from a number or from a date: the service's own clock says how far that is."""
    told = headers.get("Retry-After", "")
    try:
        if told.isdecimal():
            return float(told)
        later, now = (parsedate_to_datetime(x) for x in (told, headers.get("Date", "")))
        return max(0.0, (later - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _body(error: HTTPError) -> str:
    """What the server says about it at once, or "": nobody waits for the rest of an excuse."""
    try:
        return str(error.read1(_CHUNK).decode("utf-8", "replace"))
    except (http.client.HTTPException, OSError):
        return ""


def _line(text: str) -> str:
    """One line of what a server said, not too long, that cannot steer a terminal."""
    line = " ".join(text.split())
    return "".join(char if char.isprintable() else "\ufffd" for char in line)[:300]
