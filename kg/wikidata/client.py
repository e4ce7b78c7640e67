"""Asks Wikidata's SPARQL endpoint, politely: one request at a time and a pause between two."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from json import JSONDecodeError

from kg import web
from kg.wikidata import answers
from kg.wikidata.answers import Row

PAUSE = 1.0
"""Seconds between the end of a request and the next one."""
TIMEOUT = 90.0
"""Seconds for a whole answer. Wikidata itself gives up after 60."""
RETRIES = 4
LARGEST = 32 * 1024 * 1024
"""Bytes of an answer. One to 50 people takes some 100 kB."""


@dataclass
class Client:
    """``endpoint`` is an http(s) address; anything else raises UsageError."""

    endpoint: str
    timeout: float = TIMEOUT
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        web.address(self.endpoint)
        self._web = web.Web(self.timeout, LARGEST, RETRIES, pause=PAUSE, sleep=self.sleep)

    def select(self, query: str) -> list[Row]:
        """The rows that answer a SELECT. Raises NetworkError when there are none to be had."""
        return self._web.send(
            "POST",
            self.endpoint,
            self._rows,
            data={"query": query},
            headers={"Accept": "application/sparql-results+json"},
        )

    def _rows(self, reply: web.Reply) -> list[Row]:
        self._web.expect(reply, "json", "SPARQL results in JSON")
        try:
            return answers.rows(reply.body)
        # Wikidata breaks off an answer in the middle when its time is up.
        except (JSONDecodeError, UnicodeDecodeError) as error:
            raise web.Passing(
                self._web.error(reply.url, f"its answer is broken off or no JSON: {error}")
            ) from error
        except (ValueError, RecursionError) as error:
            raise self._web.error(reply.url, f"its answer is no SPARQL result: {error}") from error
