"""Files in files: zip, tar and gzip. They are read where they are; nothing is written to disk."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from kg.articles import kinds
from kg.articles.inputs import MAX_PACKED, Input, Unreadable, one_line
from kg.model import Skipped

_COPY = "copy it again"


def read_gzip(item: Input) -> Iterator[Input]:
    """What a gzip file holds. It has the source of the file itself."""
    stream = gzip.GzipFile(fileobj=item.stream)
    yield item.inside("", kinds.unpacked(item.name), cast(BinaryIO, stream))


def read_zip(item: Input) -> Iterator[Input | Skipped]:
    """The files of known kinds in a zip archive, in the order of its list."""
    stream: BinaryIO = item.stream
    if item.depth:
        # The list of a zip archive is at its end; an archive in another is held in memory.
        raw = item.stream.read(MAX_PACKED + 1)
        if len(raw) > MAX_PACKED:
            raise Unreadable(
                f"an archive in an archive, longer than {MAX_PACKED // 10**6} MB", "unpack it"
            )
        stream = io.BytesIO(raw)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(f"a damaged zip archive: {one_line(error)}", _COPY) from error
    with archive:
        # A name may come twice: then the later file replaces the earlier one.
        for name, info in {info.filename: info for info in archive.infolist()}.items():
            if not _wanted(name) or info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
                continue
            step = step_of(name)
            if info.flag_bits & 1:
                yield item.skip(step, "encrypted", "save it without a password")
                continue
            try:
                member = archive.open(info)
            except (zipfile.BadZipFile, RuntimeError, ValueError, OSError) as error:
                yield item.skip(step, f"cannot be unpacked: {one_line(error)}", "unpack it")
                continue
            with member:
                yield item.inside(step, name, cast(BinaryIO, member))


def read_tar(item: Input) -> Iterator[Input]:
    """The regular files of known kinds in a tar archive, in its order."""
    try:
        with tarfile.open(fileobj=item.stream, mode="r|") as archive:
            for info in archive:
                member = archive.extractfile(info) if info.isreg() and _wanted(info.name) else None
                if member:
                    yield item.inside(step_of(info.name), info.name, cast(BinaryIO, member))
    except tarfile.TarError as error:
        raise Unreadable(f"a damaged tar archive: {one_line(error)}", _COPY) from error


def step_of(name: str) -> str:
    """The name of a file in an archive as the end of a source: it leads nowhere else.

    Different names stay different: what is no plain step of a path is percent-encoded.
    """
    return "/".join(map(_step, name.split("/")))


def _step(part: str) -> str:
    if part in ("", ".", ".."):
        return "".join(f"%{ord(char):02X}" for char in part or "/")
    return "".join(
        char if char.isprintable() and char not in "%\\" else _encoded(char) for char in part
    )


def _encoded(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def _wanted(name: str) -> bool:
    """Whether a directory with this file would give it: a known kind, and not hidden."""
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    return bool(kinds.kind(parts[-1])) and not hidden and parts[0] != "__MACOSX"
