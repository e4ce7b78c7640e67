"""How a command fails: one line on standard error and an exit code, never a traceback."""

from __future__ import annotations

import errno
from typing import Any

import click

from kg.errors import KgError, UsageError

SKIPPED = 3
"""Exit code of work that is done, but only in part."""


class Failed(click.ClickException):
    """The work could not be done."""

    exit_code = 1


class Misused(click.ClickException):
    """The command was called with a name or value that does not exist."""

    exit_code = 2


class Commands(click.Group):
    """A group that turns the errors of kg and of the system into ``Failed`` and ``Misused``."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise Misused(str(error)) from error
        except KgError as error:
            raise Failed(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # `kg query … | head`: click ends quietly
                raise
            where = f"{error.filename}: " if error.filename else ""
            raise Failed(f"{where}{error.strerror or error}") from error
