"""The JSON lines of a build: written sorted, read key by key with errors that name the place."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from kg.errors import InputError
from kg.isotime import precision

T = TypeVar("T")
Json = dict[str, Any]


def dump(rows: Iterable[tuple[tuple[Any, ...], Json]]) -> bytes:
    """The objects of ``rows`` (sort key, object), one a line, sorted, each ended by a newline."""
    lines = (
        (key, json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n") for key, row in rows
    )
    # A lone surrogate cannot be UTF-8; as a backslash escape it is valid JSON and comes back.
    return "".join(line for _, line in sorted(lines)).encode("utf-8", "backslashreplace")


def read(path: Path, make: Callable[[object], T]) -> list[T]:
    """What ``make`` makes of each line's JSON, in the order of the lines.

    Raises InputError naming file and line when the file or a line cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from error
    made = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            made.append(make(json.loads(line.decode("utf-8"))))
        except InputError as error:
            raise InputError(error.what, where=where, fix=error.fix) from error
        except (ValueError, RecursionError) as error:
            raise InputError(f"not a line of JSON in UTF-8: {error}", where=where) from error
    return made


class Fields:
    """A JSON object read key by key; a wrong value is an InputError that names its key."""

    def __init__(self, data: object, path: str = "") -> None:
        self._path = path
        if not isinstance(data, dict):
            self._fail("", "must be an object")
        self._data: Json = data

    def _fail(self, key: str, problem: str) -> NoReturn:
        name = (self._path + key).rstrip(".") or "the line"
        raise InputError(f"{name} {problem}", fix="kg build writes these lines")

    def _typed(self, key: str, kind: type[T], name: str) -> T:
        value = self._data.get(key)
        # A JSON true is an int for Python, but no offset.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self._fail(key, f"must be {name}" if key in self._data else "is missing")
        return value

    def text(self, key: str) -> str:
        return self._typed(key, str, "a text")

    def maybe_text(self, key: str) -> str | None:
        return None if self._data.get(key) is None else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; none when the key is missing."""
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            self._fail(key, "must be a list of texts")
        return tuple(values)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A list of pairs of texts; none when the key is missing."""
        values = self._list(key)
        for value in values:
            if not (isinstance(value, list) and list(map(type, value)) == [str, str]):
                self._fail(key, "must be a list of pairs of texts")
        return tuple((one, other) for one, other in values)

    def objects(self, key: str) -> list[Fields]:
        """A list of objects; none when the key is missing."""
        values = self._list(key)
        return [Fields(value, f"{self._path}{key}.{i}.") for i, value in enumerate(values)]

    def _list(self, key: str) -> list[Any]:
        return self._typed(key, list, "a list") if key in self._data else []

    def truth(self, key: str) -> bool:
        return self._typed(key, bool, "true or false")

    def offset(self, key: str, default: int | None = None) -> int:
        if default is not None and key not in self._data:
            return default
        value = self._typed(key, int, "a whole number")
        if value < 0:
            self._fail(key, "must not be negative")
        return value

    def share(self, key: str) -> float:
        value = self._data.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._fail(key, "must be a number")
        if not (math.isfinite(value) and 0 <= value <= 1):
            self._fail(key, "must be between 0 and 1")
        return float(value)

    def one_of(self, key: str, allowed: tuple[Any, ...]) -> Any:
        value = self.text(key)
        if value not in allowed:
            self._fail(key, f"must be one of {', '.join(allowed)}, not {value!r}")
        return value

    def time(self, key: str) -> str | None:
        value = self.maybe_text(key)
        if value is not None and precision(value) is None:
            self._fail(key, f"must be YYYY, YYYY-MM, YYYY-MM-DD or --MM-DD, not {value!r}")
        return value

    def day(self, key: str) -> date | None:
        value = self.maybe_text(key)
        if value is None:
            return None
        if precision(value) != "date":
            self._fail(key, f"must be YYYY-MM-DD, not {value!r}")
        return date.fromisoformat(value)

    def inner(self, key: str) -> Fields:
        return Fields(self._typed(key, dict, "an object"), f"{self._path}{key}.")

    def maybe_inner(self, key: str) -> Fields | None:
        return None if self._data.get(key) is None else self.inner(key)
