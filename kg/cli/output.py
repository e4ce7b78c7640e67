"""What several commands print: progress, the inputs that were skipped, text made harmless."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.model import Skipped


@contextmanager
def progress(what: str = "reading articles") -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, told how many are done of how many; None off a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance


def skips(skipped: Iterable[Skipped]) -> list[str]:
    """One line for each input that could not be read, below a line that counts them."""
    lines = []
    for item in skipped:
        fix = f" ({item.fix})" if item.fix else ""
        lines.append(f"  {printable(item.source)}: {printable(item.reason)}{fix}")
    return [f"Skipped {len(lines)}:", *lines] if lines else []


def undated(number: int) -> None:
    """Tell of articles that were left out because they have no date."""
    if number:
        click.echo(f"Left out {count(number, 'article')} without a date.", err=True)


def count(number: int, thing: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def printable(text: str) -> str:
    """``text`` without control characters: a file's name must not steer the terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
