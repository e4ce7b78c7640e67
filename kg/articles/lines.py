"""Lines of JSON: an object a line is an article; its source ends in the number of the line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kg.articles.columns import choose, plain
from kg.articles.inputs import MAX_BYTES, Draft, Input, Unreadable, one_line
from kg.articles.text import BOM, decode
from kg.model import Skipped


def read(item: Input) -> Iterator[Draft | Skipped]:
    """The articles of a file with an object on each line. Keys may be missing on some lines.

    The first object decides whether there is a key for the text at all; keys of ``columns`` that
    no object has are reported at the end.
    """
    unseen = dict(item.columns)
    first = True
    for number, line in item.lines():
        step = str(number)
        try:
            data = _object(line)
        except Unreadable as error:
            yield item.skip(step, str(error), error.fix)
            continue
        if data is None:
            continue
        if first:
            text = item.columns.get("text")
            choose(data, {"text": text} if text else {})
            first = False
        unseen = {key: name for key, name in unseen.items() if name not in data}
        try:
            fields = _fields(data, item.columns)
        except Unreadable as error:
            yield item.skip(step, str(error))
            continue
        yield Draft(f"{item.source}/{step}", fields.pop("text"), {**item.told, **fields})
    for name in unseen.values():
        yield Skipped(item.source, f"no line has the key {name!r}", "check --columns")


def _fields(data: Mapping[str, object], told: Mapping[str, str]) -> dict[str, str]:
    """The fields of an object. A key that was told stands for its field, or nothing does."""
    missing = {key for key, name in told.items() if name not in data}
    if "text" in missing:
        raise Unreadable(f"no key {told['text']!r}")
    chosen = choose(data, {key: name for key, name in told.items() if key not in missing})
    return {key: plain(data[name]) for key, name in chosen.items() if key not in missing}


def _object(line: bytes | None) -> dict[str, object] | None:
    """The object on a line, None on an empty one."""
    if line is None:
        raise Unreadable(f"longer than {MAX_BYTES // 10**6} MB", "split it into articles")
    text = decode(line).removeprefix(BOM).strip()
    try:
        data = json.loads(text) if text else None
    except (ValueError, RecursionError) as error:
        fault = "nested too deeply" if isinstance(error, RecursionError) else one_line(error)
        raise Unreadable(f"not a line of JSON: {fault}", "one object a line") from None
    if data is not None and not isinstance(data, dict):
        raise Unreadable("not an object of JSON", "one object a line")
    return data
