"""corrections.csv: what people corrected by hand, one correction a line.

The file is read as a whole or not at all: a line that cannot be understood, or two that
contradict each other, stop the build, so that nothing is half applied.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import product
from pathlib import Path

from kg.errors import InputError
from kg.isotime import precision

NAME = "corrections.csv"
"""Where a build looks for corrections in its directory."""
HEADER = ("action", "target", "value", "note", "author", "date")
ENDS = ("subject", "object", "attributed_to")
_LINE_END = re.compile(r"\r\n|\r|\n")
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?")


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """One line: what to do with which node or claim, and who says so, when and why."""

    action: str
    target: str
    value: str = ""
    note: str = ""
    author: str = ""
    date: str = ""
    """YYYY-MM-DD or "" ."""
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """What it asks for on one line that people can read, whatever the cells hold."""
        line = written(self.action, self.target, self.value).rstrip(",")
        return "".join(char if char.isprintable() else "\ufffd" for char in line)

    @property
    def said(self) -> str:
        """Who says so, when and why, in brackets after a space; "" when nothing of it is told."""
        who = ", ".join(part for part in (self.author, self.date) if part)
        told = ": ".join(part for part in (who, self.note) if part)
        return f" ({told})" if told else ""

    @property
    def label(self) -> tuple[str, str]:
        """(language, label) of a rename; the language is "" when the label is for all."""
        label, at, lang = self.value.rpartition("@")
        return (lang, label) if at else ("", self.value)

    @property
    def end(self) -> tuple[str, str]:
        """(which end, id) of a fix-end; the id is "" when the article itself says so."""
        end, _, ident = self.value.partition("=")
        return end.strip(), ident.strip()


def written(*cells: str) -> str:
    """``cells`` as a line of the file, without its end."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


@dataclass(frozen=True)
class Corrections:
    """All corrections of a file. No two of them contradict each other."""

    source: str = ""
    """The file, as the user gave it."""
    lines: tuple[Correction, ...] = ()

    def of(self, action: str) -> list[Correction]:
        """The corrections of one kind, sorted: their order in the file decides nothing."""
        return sorted(c for c in self.lines if c.action == action)

    @cached_property
    def same(self) -> Mapping[str, frozenset[str]]:
        """Id -> all ids the file calls the same, itself among them."""
        return groups((c.target, c.value) for c in self.of("same-as"))

    @cached_property
    def apart(self) -> frozenset[frozenset[str]]:
        """Pairs of ids that must not become one: those of not-same-as, and what is the same
        as one of them with what is the same as the other."""
        alone = {i: frozenset({i}) for c in self.of("not-same-as") for i in (c.target, c.value)}
        same = {**alone, **self.same}
        return frozenset(
            frozenset(pair)
            for c in self.of("not-same-as")
            for pair in product(same[c.target], same[c.value])
        )


def groups(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Id -> all ids that ``pairs`` join to it, directly or through others."""
    joined: dict[str, frozenset[str]] = {}
    for one, other in pairs:
        group = joined.get(one, frozenset({one})) | joined.get(other, frozenset({other}))
        joined |= dict.fromkeys(group, group)
    return joined


def read(path: Path, kinds: Collection[str]) -> Corrections:
    """The corrections of a file; ``kinds`` are the classes a node may have.

    Raises InputError with every line that is wrong or contradicts another.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", where=str(path), fix="save it as CSV UTF-8") from error
    return parse(text, kinds, str(path))


def parse(text: str, kinds: Collection[str], where: str = NAME) -> Corrections:
    """The corrections of a file's text; ``where`` is how errors call the file.

    Raises InputError with every line that is wrong or contradicts another.
    """
    lines: list[Correction] = []
    faults: list[tuple[int, str, str]] = []
    for number, line in enumerate(_LINE_END.split(text), start=1):
        try:
            if (correction := _correction(line, number)) is not None:
                _check(correction, kinds)
                lines.append(correction)
        except InputError as error:
            faults.append((number, error.what, error.fix))
    faults += _contradictions(lines)
    if len(faults) == 1:
        ((number, what, fix),) = faults
        raise InputError(what, where=f"{where}:{number}", fix=fix)
    if faults:
        shown = [
            str(InputError(what, where=f"{where}:{number}", fix=fix))
            for number, what, fix in sorted(faults)
        ]
        raise InputError("\n".join((f"{len(faults)} lines are wrong:", *shown)), where=where)
    return Corrections(where, tuple(lines))


def _correction(line: str, number: int) -> Correction | None:
    """The correction of a line; None for a comment, a header and a line without text."""
    if line.lstrip().startswith("#"):
        return None
    try:
        cells = [cell.strip() for cell in next(csv.reader([line], strict=True), [])]
    except csv.Error as error:
        raise InputError(
            f"not a line of CSV: {error}", fix="a correction stands on one line; double each quote"
        ) from error
    # A spreadsheet puts quotes round a comment, and commas after it.
    if not any(cells) or cells[0].startswith("#") or tuple(cells) == HEADER:
        return None
    if len(cells) > len(HEADER) and any(cells[len(HEADER) :]):
        raise InputError(
            f"{len(cells)} columns, not {len(HEADER)}", fix='put a text with commas into "…"'
        )
    cells += [""] * (len(HEADER) - len(cells))
    action, target, value, note, author, day, *_ = cells
    return Correction(action, target, value, note, author, day, number)


def _check(correction: Correction, kinds: Collection[str]) -> None:
    """Raises InputError when the line by itself is wrong."""
    action, target, value = correction.action, correction.target, correction.value
    if action not in _VALUES:
        separated = " separated by commas" if ";" in action or "\t" in action else ""
        fix = f"columns{separated}: {', '.join(HEADER)}; actions: {', '.join(_VALUES)}"
        raise InputError(f"there is no action {action!r}", fix=fix)
    if not target:
        raise InputError(f"{correction}: the target is missing", fix="the id of a node or claim")
    if fault := _VALUES[action](correction, kinds):
        problem, fix = fault
        raise InputError(f"{correction}: {problem}", fix=fix)
    if action.endswith("same-as") and target == value:
        raise InputError(f"{correction}: target and value are one", fix="name two nodes")
    if correction.date and precision(correction.date) != "date":
        what = f"{correction}: {correction.date!r} is no date"
        raise InputError(what, fix="write it YYYY-MM-DD")


Fault = tuple[str, str] | None


def _other(correction: Correction, _kinds: Collection[str]) -> Fault:
    return None if correction.value else ("the value is missing", "the id of the other node")


def _label(correction: Correction, _kinds: Collection[str]) -> Fault:
    lang, label = correction.label
    if not any(char.isprintable() and not char.isspace() for char in label):
        what = "nothing of the value can be seen" if label.strip() else "the value is missing"
        return what, "a label, or label@fr for one language"
    if not _LANGUAGE.fullmatch(lang):
        return f"{lang!r} is no language code", "label@fr; a label with @ in it ends in @"
    return None


def _kind(correction: Correction, kinds: Collection[str]) -> Fault:
    if correction.value in kinds:
        return None
    return f"there is no kind {correction.value!r}", f"kinds: {', '.join(sorted(kinds))}"


def _nothing(correction: Correction, _kinds: Collection[str]) -> Fault:
    return ("it takes no value", "leave the cell empty") if correction.value else None


def _end(correction: Correction, _kinds: Collection[str]) -> Fault:
    end, ident = correction.end
    if end in ENDS and "=" in correction.value and (ident or end == "attributed_to"):
        return None
    fix = "subject=ID, object=ID, attributed_to=ID, or attributed_to= for the article itself"
    return "that is no end", fix


def _text(correction: Correction, _kinds: Collection[str]) -> Fault:
    return None if correction.value else ("the value is missing", "the text of the note")


_VALUES: dict[str, Callable[[Correction, Collection[str]], Fault]] = {
    "same-as": _other,
    "not-same-as": _other,
    "rename": _label,
    "retype": _kind,
    "drop-claim": _nothing,
    "fix-end": _end,
    "note": _text,
}
"""Action -> what is wrong with the value, and what would be right."""


def _contradictions(lines: Iterable[Correction]) -> Iterator[tuple[int, str, str]]:
    """(line, what is wrong, how to mend it) of every two lines that cannot both hold."""
    told = Corrections(lines=tuple(lines))
    yield from _same_or_not(told)
    first: dict[tuple[str, ...], tuple[str, Correction]] = {}
    for c in sorted(told.lines, key=lambda c: c.line):
        for key, content in _said_of(c, told):
            known, other = first.setdefault(key, (content, c))
            if known != content:
                yield c.line, f"{c} contradicts line {other.line}: {other}", "keep one of them"


def _said_of(correction: Correction, told: Corrections) -> Iterator[tuple[tuple[str, ...], str]]:
    """(about what, what) a line says that no other line may say differently."""
    node = min(told.same.get(correction.target, {correction.target}))
    if correction.action == "rename":
        lang, label = correction.label
        yield ("rename", node, lang), label
    elif correction.action == "retype":
        yield ("retype", node), correction.value
    elif correction.action == "fix-end":
        end, ident = correction.end
        yield ("fix-end", correction.target, end), ident
        yield ("keep", correction.target), "yes"
    elif correction.action == "drop-claim":
        yield ("keep", correction.target), "no"


def _same_or_not(told: Corrections) -> Iterator[tuple[int, str, str]]:
    lines = told.of("same-as")
    above: dict[str, set[str]] = {}
    for c in lines:
        above.setdefault(c.target, set()).add(c.value)
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        circle = set(error.args[1])
        last = max((c for c in lines if {c.target, c.value} <= circle), key=lambda c: c.line)
        names = ", ".join(sorted(circle))
        yield last.line, f"same-as goes round in a circle: {names}", "say once which one is kept"
    for group in sorted({tuple(sorted(group)) for group in told.same.values()}):
        if len(kept := [ident for ident in group if ident not in above]) > 1:
            last = max((c for c in lines if c.value in kept), key=lambda c: c.line)
            what = f"{', '.join(kept)} are all the same, and nothing says which one is kept"
            yield last.line, what, f"for example: {written('same-as', *kept[:2])}"
    for c in told.of("not-same-as"):
        if c.value in told.same.get(c.target, ()):
            others = (s.line for s in lines if s.target in told.same[c.target])
            what = f"{c} contradicts same-as on line {', '.join(map(str, sorted(others)))}"
            yield c.line, what, "keep one of them"
