"""The tree of errors. Every message says what happened, where, and how to fix it.

``KgError`` is what the command line turns into one line and exit code 1. The branches say
whose fault it is: the data files of the project, the input of the user, or the way the
command was called.
"""


class KgError(Exception):
    """Base of all errors kg raises on purpose.

    ``what`` happened, ``where`` (a file, a line, an option) and ``fix``, what to try.
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what = what
        self.where = where
        self.fix = fix
        super().__init__(str(self))

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line} ({self.fix})" if self.fix else line


class DataError(KgError):
    """One of the project's data files (ontology, seeds, language files) is wrong.

    ``faults`` holds every fault found, one line each, so that all can be mended at once.
    """

    def __init__(self, faults: list[str], *, where: str = "", fix: str = "") -> None:
        self.faults = faults
        what = faults[0] if len(faults) == 1 else f"{len(faults)} faults:\n" + "\n".join(faults)
        super().__init__(what, where=where, fix=fix)


class InputError(KgError):
    """An article, a graph or a gold file the user gave cannot be read."""


class UsageError(KgError):
    """A name or option that does not exist; the message lists the right ones."""


class TooLongError(KgError):
    """A query takes longer than it may."""


class MissingModelError(KgError):
    """A language model is not installed; the message says which package to install."""


class NetworkError(KgError):
    """A service on the network did not answer, or not as agreed."""
