"""What readers take and give: bytes with a name and limits, and texts with what is known of them.

A file that unpacks to far more than it is big is an attack on memory and time: everything that
one file unpacks to, at all depths, is paid from one budget.
"""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from kg.model import Skipped

MAX_BYTES = 20_000_000
"""A file longer than this is no article, and no line either; it is not even read to its end."""
MAX_RATIO = 200
"""Bytes out for a byte in. gzip makes 3 to 5 of one of news text, and 30 of one of a crawl of pages
that are nearly alike; a zip bomb 1,000 and more."""
MAX_DEPTH = 6
"""Files in files: a tar in gzip is two of them, and a zip in it with such a tar four."""
MAX_PACKED = 10 * MAX_BYTES
"""Bytes of an archive that is held in memory: in another one, or on standard input."""
_CHUNK = 64 * 1024


class Unreadable(ValueError):
    """An input that cannot be read: the reason and ``fix``, what to do about it."""

    def __init__(self, reason: str, fix: str = "") -> None:
        # They may hold names of columns, and those line ends.
        super().__init__(" ".join(reason.split()))
        self.fix = " ".join(fix.split())


class Exhausted(Unreadable):
    """A file unpacks to more than it may: nothing more of it is read."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that a reader found. ``start`` is where its body begins, ``fields`` what is said of
    it (title, source, author, url, date, lang, retrieved); "" is as good as none."""

    source: str
    text: str
    fields: Mapping[str, str]
    start: int = 0


class Budget:
    """How many bytes one file may unpack to: ``MAX_RATIO`` times its ``size``, or two articles."""

    def __init__(self, size: int) -> None:
        self._left = max(2 * MAX_BYTES, MAX_RATIO * size)

    def spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise Exhausted(
                f"unpacks to more than {MAX_RATIO} times its size",
                "unpack it yourself if it is no zip bomb",
            )


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes that may hold articles. ``name`` tells their kind, or the bytes do when it does not."""

    source: str
    name: str
    stream: io.BufferedReader
    budget: Budget
    columns: Mapping[str, str] = field(default_factory=dict)
    """Key of a field (or ``text``) -> the column it is in, for tables and lines of JSON."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What is known of it from where it was found: url, retrieved."""
    charset: str = ""
    depth: int = 0

    def whole(self) -> bytes:
        """All its bytes, when they are no more than an article may have."""
        raw = self.stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise Unreadable(f"longer than {MAX_BYTES // 10**6} MB", "split it into articles")
        return raw

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Its lines with their numbers from 1, None for one longer than ``MAX_BYTES``."""
        number = 0
        while line := self.stream.readline(MAX_BYTES + 1):
            number += 1
            if len(line) <= MAX_BYTES:
                yield number, line
                continue
            while line and not line.endswith(b"\n"):
                line = self.stream.readline(_CHUNK)
            yield number, None

    def inside(
        self,
        step: str,
        name: str,
        stream: BinaryIO,
        told: Mapping[str, str] | None = None,
        charset: str = "",
    ) -> Input:
        """A file in this one. ``step`` is what its source adds, nothing for the only one;
        whatever is read of ``stream`` counts."""
        if self.depth == MAX_DEPTH:
            raise Unreadable(f"more than {MAX_DEPTH} files in one another", "unpack it yourself")
        return replace(
            self,
            source=f"{self.source}/{step}" if step else self.source,
            name=name,
            stream=buffered(stream, self.budget),
            told=self.told if told is None else told,
            charset=charset,
            depth=self.depth + 1,
        )

    def skip(self, step: str, reason: str, fix: str = "") -> Skipped:
        """One thing in this file that is no article."""
        return Skipped(f"{self.source}/{step}", reason, fix)


def buffered(stream: BinaryIO, budget: Budget) -> io.BufferedReader:
    """``stream`` to read from, with its first bytes to be seen before they are read."""
    return io.BufferedReader(_Counted(stream, budget))


class _Counted(io.RawIOBase):
    """What is unpacked, paid from a budget; what is damaged is Unreadable, whoever unpacks it."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except EOFError:
            raise Unreadable("broken off before its end", "copy it again") from None
        except (zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, OSError) as error:
            raise Unreadable(f"damaged: {one_line(error)}", "copy it again") from error
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def one_line(error: BaseException) -> str:
    """What a library says went wrong, on one line and not too long."""
    return " ".join((str(error) or type(error).__name__).split())[:200]
