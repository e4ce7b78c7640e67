"""kg/lang/xx.toml -> a ``Language``: all that is known of a language, as data.

``template.toml`` names every key; a key missing or unknown in a language file is a fault,
and ``load`` reports all faults of a file at once.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import DataError, UsageError

TEMPLATE = "template"


@dataclass(frozen=True)
class Parse:
    """How the parser's output becomes neutral roles (see ``kg.roles``)."""

    roles: dict[str, str]
    ner: dict[str, str]
    lemmas: dict[str, str]
    prepositions: dict[str, str]
    contracted: dict[str, str]
    stand_in: dict[str, dict[str, str]]
    conditional_endings: frozenset[str]
    participles: dict[str, str]
    impersonal: frozenset[str]
    infinitives: frozenset[str]
    auxiliaries: frozenset[str]
    perfect_with_be: frozenset[str]
    abbreviations: frozenset[str]
    unneeded: frozenset[str]


@dataclass(frozen=True)
class Mentions:
    """The words by which a text points to entities without naming them."""

    honorifics: frozenset[str]
    group_nouns: frozenset[str]
    institution_nouns: frozenset[str]
    person_nouns: frozenset[str]
    cabinet_nouns: frozenset[str]
    counterpart_nouns: frozenset[str]
    party_heads: frozenset[str]
    vague_titles: frozenset[str]
    impersonal_verbs: frozenset[str]
    class_nouns: frozenset[str]
    former_prefix: str
    state_nouns: frozenset[str]
    place_nouns: frozenset[str]
    organisation_nouns: dict[str, str]
    capital_nouns: frozenset[str]
    name_links: frozenset[str]
    name_words: frozenset[str]
    settlement_nouns: frozenset[str]
    pointing: frozenset[str]
    others: frozenset[str]
    programme_nouns: frozenset[str]
    weapon_adjectives: dict[str, str]
    assembly_nouns: frozenset[str]
    vessel_prefixes: frozenset[str]
    region_adjectives: frozenset[str]
    feature_nouns: frozenset[str]
    before_cities: frozenset[str]
    never_names: frozenset[str]
    state_bodies: frozenset[str]
    contrary_verbs: frozenset[str]
    contrary_nouns: frozenset[str]
    site_nouns: frozenset[str]
    event_nouns: dict[str, str]
    organisation_heads: frozenset[str]
    body_nouns: frozenset[str]
    agreement_nouns: frozenset[str]
    placed_agreements: frozenset[str]
    dual: frozenset[str]
    demonstratives: frozenset[str]
    first_person: frozenset[str]
    pronouns: dict[str, str]


@dataclass(frozen=True)
class Extract:
    """The words that carry roles."""

    prepositions: frozenset[str]
    genitive: frozenset[str]
    essive: frozenset[str]
    relative_owners: frozenset[str]
    relative_places: frozenset[str]
    topics: frozenset[str]
    being: frozenset[str]
    attending: frozenset[str]
    based: frozenset[str]
    agent: frozenset[str]
    object_prepositions: frozenset[str]
    inside: frozenset[str]
    locative: frozenset[str]
    sites: frozenset[str]
    dative: str
    comitative: frozenset[str]
    pair: frozenset[str]
    together: frozenset[str]
    quantity_nouns: frozenset[str]
    occasions: frozenset[str]
    naming_verbs: frozenset[str]
    light_verbs: frozenset[str]
    raising_verbs: frozenset[str]


@dataclass(frozen=True)
class Stance:
    """The words that make a claim negated, planned, possible or somebody's."""

    negators: frozenset[str]
    negation_marks: frozenset[str]
    paired_negators: frozenset[str]
    pending: frozenset[str]
    pending_verbs: frozenset[str]
    evidence: frozenset[str]
    ending: frozenset[str]
    awaited: frozenset[str]
    negating: frozenset[str]
    negating_nouns: frozenset[str]
    possible: frozenset[str]
    planned: frozenset[str]
    rumour_mood: frozenset[str]
    fact_moods: frozenset[str]
    conditional_marks: frozenset[str]
    past_future: frozenset[str]
    future_auxiliaries: frozenset[str]
    reporting: frozenset[str]
    telling: frozenset[str]
    being: frozenset[str]
    sources: frozenset[str]


@dataclass(frozen=True)
class Dates:
    """The words of a calendar; ``days`` counts from the day of publication."""

    months: tuple[str, ...]
    short_months: dict[str, int]
    weekdays: tuple[str, ...]
    capitals: bool
    month_first: bool
    numeric: str
    days: dict[str, int]
    units: dict[str, str]
    sides: dict[str, int]
    rolling: tuple[str, ...]
    ago: tuple[str, ...]
    several: tuple[str, ...]
    parts: tuple[str, ...]
    spans: dict[str, list[int]]
    of: tuple[str, ...]
    articles: tuple[str, ...]
    governors: tuple[str, ...]
    since: tuple[str, ...]
    limits: tuple[str, ...]
    openers: tuple[str, ...]
    joiners: tuple[str, ...]
    listing: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Amounts:
    """The words of numbers and of what they measure."""

    numbers: dict[str, int]
    multipliers: dict[str, int]
    vague: dict[str, int]
    rounded: dict[str, int]
    qualifiers: dict[str, str]
    currencies: dict[str, str]
    symbols: dict[str, str]
    measures: frozenset[str]
    counted: dict[str, str]
    no_counts: frozenset[str]


@dataclass(frozen=True)
class Language:
    """One language: its code, its spaCy models (best first) and its tables of words."""

    code: str
    name: str
    models: tuple[str, ...]
    parse: Parse
    mentions: Mentions
    extract: Extract
    stance: Stance
    dates: Dates
    amounts: Amounts


_TABLES = {
    "parse": Parse,
    "mentions": Mentions,
    "extract": Extract,
    "stance": Stance,
    "dates": Dates,
    "amounts": Amounts,
}


def available() -> tuple[str, ...]:
    """Codes of the languages that have a file, sorted."""
    return tuple(sorted(p.stem for p in resources.LANG.glob("*.toml") if p.stem != TEMPLATE))


@cache
def load(code: str) -> Language:
    """The language ``code``. Raises UsageError for an unknown code, DataError for a bad file."""
    if code not in available():
        raise UsageError(
            f"there is no language {code!r}",
            fix=f"use one of {', '.join(available())}, or add kg/lang/{code}.toml",
        )
    path = resources.LANG / f"{code}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    faults = _faults(data, path)
    if faults:
        raise DataError(faults, where=str(path.name))
    tables: dict[str, Any] = {
        name: table(**{k: _freeze(v, ordered=table is Dates) for k, v in data[name].items()})
        for name, table in _TABLES.items()
    }
    return Language(data["code"], data["name"], tuple(data["models"]), **tables)


def _freeze(value: Any, *, ordered: bool) -> Any:
    """Lists become sets, or tuples where their order means something."""
    if not isinstance(value, list):
        return value
    return tuple(value) if ordered else frozenset(value)


def _faults(data: dict[str, Any], path: Path) -> list[str]:
    """Every key of the template that is missing, and every key it does not know."""
    template = tomllib.loads((resources.LANG / f"{TEMPLATE}.toml").read_text(encoding="utf-8"))
    faults = []
    for key, expected in template.items():
        found: Any = data.get(key)
        if type(found) is not type(expected):
            faults.append(f"{path.name}: {key} must be a {type(expected).__name__}")
        elif isinstance(expected, dict):
            missing, unknown = expected.keys() - found.keys(), found.keys() - expected.keys()
            faults += [f"{path.name}: [{key}] lacks {name}" for name in sorted(missing)]
            faults += [f"{path.name}: [{key}] has unknown {name}" for name in sorted(unknown)]
            faults += [
                f"{path.name}: [{key}] {name} must be a {type(expected[name]).__name__}"
                for name in sorted(expected.keys() & found.keys())
                if type(found[name]) is not type(expected[name])
            ]
    faults += [f"{path.name}: unknown key {key}" for key in sorted(data.keys() - template.keys())]
    return faults
