"""The files that sources stand for: directories, globs and files, without listing all at once."""

from __future__ import annotations

import glob
import heapq
import os
from collections.abc import Iterator, Sequence

from kg.articles import kinds
from kg.model import Skipped

STDIN = "-"
BUILD = os.path.join("store", "articles.db")
"""What a directory has that kg built: its page and tables are no articles."""
Found = tuple[str, str, Skipped | None]
"""What puts it in its place among others, a path, and why there is nothing to read."""


def find(sources: Sequence[str]) -> Iterator[str | Skipped]:
    """The files of ``sources``, each once, in the order of the sources of their articles.

    In memory are the names in one directory and its parents, not those of all files.
    """
    last = None
    for key, path, skipped in heapq.merge(*map(_found, sources), key=lambda found: found[:2]):
        if (key, path) != last:
            yield skipped or path
        last = key, path


def roots(sources: Sequence[str]) -> list[str]:
    """``sources`` as they begin the sources of their articles: with slashes, globs resolved."""
    return [posix(path) for source in sources for path in _matches(source) or [source]]


def posix(source: str) -> str:
    """The path as given, with slashes; bytes in it that are no UTF-8 become U+FFFD."""
    return os.fsencode(source).decode("utf-8", "replace").replace(os.sep, "/")


def why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _found(source: str) -> Iterator[Found]:
    if source == STDIN or not source or os.path.lexists(source):
        return _one(source)
    matches = _matches(source)
    if matches is None:
        return _one(source)
    if not matches:
        return iter([_skip(source, "no file matches", "check the pattern")])
    return heapq.merge(*map(_one, matches), key=lambda found: found[:2])


def _matches(source: str) -> list[str] | None:
    """The files that a pattern stands for; None for what is no pattern, or a file of that name."""
    if not glob.has_magic(source) or os.path.lexists(source):
        return None
    return sorted(glob.iglob(source, recursive=True))


def _one(path: str) -> Iterator[Found]:
    if path != STDIN and path and os.path.isdir(path):
        yield from _walk(path)
    else:
        yield _file(path)


def _file(path: str) -> Found:
    # Articles in a file are ordered by "path/1": "a.csv.gz/1" comes before "a.csv/1".
    return posix(path) + ("/" if kinds.holds_many(path) else ""), path, None


def _walk(folder: str) -> Iterator[Found]:
    """The articles below ``folder``; what cannot be listed, or that it holds none."""
    none = True
    todo = [_entries(folder)]
    while todo:
        entry = next(todo[-1], None)
        if entry is None:
            todo.pop()
        elif entry[0].endswith("//"):
            todo.append(_entries(entry[1]))
        else:
            none = False
            yield entry
    if none:
        known = ", ".join(kinds.SUFFIXES)
        yield _skip(folder, "no article in this directory", f"kg reads {known}")


def _entries(folder: str) -> Iterator[Found]:
    """What lies in ``folder``, in order; the place of a directory ends in two slashes."""
    try:
        with os.scandir(folder) as listed:
            # A link is never followed to a directory: it may lead back here.
            entries = [(e.name, e.is_dir(follow_symlinks=False), e.is_symlink()) for e in listed]
    except OSError as error:
        name = str(error.filename or folder)
        fault = f"cannot list the directory: {why(error)}"
        return iter([_skip(name, fault, "check its rights", posix(name) + "/")])
    found: list[Found] = []
    for name, is_folder, is_link in entries:
        path = os.path.join(folder, name)
        if name.startswith(".") or (is_link and os.path.isdir(path)):
            continue
        if is_folder and os.path.exists(os.path.join(path, BUILD)):
            continue
        if is_folder:
            found.append((posix(path) + "//", path, None))
        elif kinds.kind(name):
            if os.path.exists(path) and not os.path.isfile(path):
                fix = "a pipe or device is no article"
                found.append(_skip(path, "not a regular file", fix))
            else:
                found.append(_file(path))
    return iter(sorted(found, key=lambda one: one[:2]))


def _skip(path: str, reason: str, fix: str, key: str = "") -> Found:
    return key or posix(path), path, Skipped(posix(path), reason, fix)
