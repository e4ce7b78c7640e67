"""SPARQL results in JSON -> rows, and rows -> what they say. Nothing is taken on trust."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.isotime import precision
from kg.terms import WIKIDATA, printable
from kg.wikidata.queries import DEFAULT, LANGUAGES

QID = re.compile(r"Q[1-9][0-9]{0,11}")
_TIME = re.compile(r"\+?([0-9]{4}-[0-9]{2}-[0-9]{2})T.*", re.DOTALL)
_CUT = {"9": 4, "10": 7, "11": 10}
"""wikibase:timePrecision (year, month, day) -> characters of the date that are meant."""
_QUALIFIER = "http://www.wikidata.org/prop/qualifier/"
_COUNTRY = "http://www.wikidata.org/prop/direct/P17"
_ALIAS = "http://www.w3.org/2004/02/skos/core#altLabel"


class Term(NamedTuple):
    """One value of a row: an IRI or a text, with its language or ""."""

    value: str
    lang: str = ""


Row = Mapping[str, Term]


class Names(NamedTuple):
    """Labels by language, and aliases as (language, name); "" is no language in particular."""

    labels: dict[str, str]
    aliases: tuple[tuple[str, str], ...]


class Post(NamedTuple):
    """One position somebody held: ids, names, and dates as precise as Wikidata has them or ""."""

    position: str
    titles: dict[str, str]
    body: str
    body_label: str
    start: str
    end: str


def rows(data: bytes) -> list[Row]:
    """The rows of a result. Raises ValueError saying what is wrong with it."""
    try:
        bindings = json.loads(data)["results"]["bindings"]
    except (KeyError, TypeError) as error:
        raise ValueError("it has no results") from error
    if not isinstance(bindings, list):
        raise ValueError("its results are no list")
    return [_row(binding) for binding in bindings]


def _row(binding: object) -> Row:
    if not isinstance(binding, dict):
        raise ValueError("a row is no object")
    found = {}
    for name, term in binding.items():
        value = term.get("value") if isinstance(term, dict) else None
        lang = term.get("xml:lang", "") if isinstance(term, dict) else None
        if not isinstance(value, str) or not isinstance(lang, str):
            raise ValueError(f"a value of ?{printable(name)[:40]} is no text")
        found[name] = Term(printable(value), lang.lower())
    return found


def qid(row: Row, variable: str) -> str | None:
    """The Wikidata id that ``variable`` holds; None for an unknown value or another site's."""
    value = _text(row, variable)
    ident = value.removeprefix(str(WIKIDATA))
    return ident if ident != value and QID.fullmatch(ident) else None


def _text(row: Row, variable: str) -> str:
    return row[variable].value if variable in row else ""


def names(found: Iterable[Row]) -> dict[str, Names]:
    """Wikidata id -> its names, of the answer to ``queries.names``. Where a language has no label
    the one for all languages stands in."""
    labels: dict[str, dict[str, str]] = {}
    aliases: dict[str, set[tuple[str, str]]] = {}
    for row in found:
        ident, name = qid(row, "item"), row.get("name")
        if ident is None or name is None:
            continue
        if _text(row, "property") == _ALIAS:
            lang = "" if name.lang == DEFAULT else name.lang
            aliases.setdefault(ident, set()).add((lang, name.value))
        else:
            labels.setdefault(ident, {})[name.lang] = name.value
    return {
        ident: Names(_filled(labels.get(ident, {})), tuple(sorted(aliases.get(ident, ()))))
        for ident in sorted(labels.keys() | aliases.keys())
    }


def _filled(labels: dict[str, str]) -> dict[str, str]:
    wanted = {lang: labels.get(lang) or labels.get(DEFAULT) for lang in LANGUAGES}
    return {lang: label for lang, label in wanted.items() if label}


def places(found: Iterable[Row], variable: str) -> dict[str, frozenset[str]]:
    """Wikidata id -> ids of the ``variable`` of its rows (``queries.homes``, ``.bodies``)."""
    result: dict[str, set[str]] = {}
    for row in found:
        ident, place = qid(row, "item"), qid(row, variable)
        if ident and place:
            result.setdefault(ident, set()).add(place)
    return {ident: frozenset(ids) for ident, ids in result.items()}


def posts(held: Iterable[Row], bodies: Iterable[Row]) -> dict[str, tuple[Post, ...]]:
    """Wikidata id -> posts in order of time, of the answers to ``queries.offices`` and
    ``.bodies``. A post in two bodies is two posts."""
    where = _where(bodies)
    result: dict[str, set[tuple[str, ...]]] = {}
    for row in held:
        ident, position = qid(row, "item"), qid(row, "position")
        if ident is None or position is None:
            continue
        start, end = (_date(_text(row, x), _text(row, f"{x}Precision")) for x in ("from", "to"))
        titles = tuple(_text(row, f"title_{lang}") for lang in LANGUAGES)
        for body, label in where.get(_text(row, "statement"), {"": ""}).items():
            result.setdefault(ident, set()).add((start, end, position, body, label, *titles))
    return {ident: tuple(_post(*post) for post in sorted(found)) for ident, found in result.items()}


def _post(start: str, end: str, position: str, body: str, label: str, *titles: str) -> Post:
    said = {lang: title for lang, title in zip(LANGUAGES, titles, strict=True) if title}
    return Post(position, said, body, label, start, end)


def _where(bodies: Iterable[Row]) -> dict[str, dict[str, str]]:
    """Statement -> body -> label, by what says it best: the statement itself, the jurisdiction of
    its position, the country of its position."""
    found: dict[str, dict[int, dict[str, str]]] = {}
    for row in bodies:
        body, how = qid(row, "body"), _text(row, "property")
        if body:
            rank = 0 if how.startswith(_QUALIFIER) else 2 if how == _COUNTRY else 1
            said = found.setdefault(_text(row, "statement"), {}).setdefault(rank, {})
            said[body] = max(said.get(body, ""), _text(row, "label"))
    return {statement: said[min(said)] for statement, said in found.items()}


def _date(value: str, exact: str) -> str:
    """ISO 8601 as precise as meant; "" for decades, for years before 1 and for no date."""
    match, length = _TIME.fullmatch(value), _CUT.get(exact)
    date = match[1][:length] if match and length else ""
    return date if precision(date) else ""
