"""seeds/entities/*.csv -> the names kg knows, and where they occur in a text.

A name is **strong** when it denotes one entity in any news text, **weak** when it needs
context ("Kim", "Georgia"). Matching works on folded words (no accents, no case, no
punctuation), but a proper name must begin with a capital in the text, and an acronym must
stand in capitals. ``load`` reports all faults of all files at once.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from anyascii import anyascii

from kg import namelang, naming, resources
from kg.errors import DataError
from kg.model import Entity, Office

Form = Literal["name", "adjective", "people", "seat", "prefix", "code"]

_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
_KINDS = {
    "states.csv": "State",
    "places.csv": "Place",
    "people.csv": "Person",
    "weapons.csv": "Weapon",
    "agreements.csv": "Agreement",
    "events.csv": "Event",
}
"""The kind of a file's rows; organisations.csv says it row by row."""


class Name(NamedTuple):
    """One way to write one entity. ``lang`` is "" when it holds in every language."""

    entity: str
    words: tuple[str, ...]
    form: Form
    strong: bool
    lang: str
    capitals: tuple[bool, ...]
    """Which of its words must begin with a capital letter in the text."""
    acronym: bool
    """It must stand in capitals in the text."""
    best_known: bool = False
    """Of all who share the name, most texts mean this one."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where names occur: offsets into the text, and every name that fits there."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass
class Gazetteer:
    """All listed entities and their names.

    ``parents``: place or organisation -> the state or organisation it lies in or belongs to.
    ``capitals``: place -> state. ``genders``: person -> "m" or "f".
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    first_names: dict[str, str] = field(default_factory=dict)
    """Folded first name -> "m" or "f", where all listed people so called agree."""
    offices: dict[str, list[Office]] = field(default_factory=dict)
    """Person -> the posts they hold or held."""
    posts: dict[str, list[Office]] = field(default_factory=dict)
    """State or organisation -> the posts in it."""
    state_titles: set[tuple[str, ...]] = field(default_factory=set)
    """Titles (lower-case words) that listed people hold in a State."""
    partisans: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = field(default_factory=dict)
    """(language, folded words) -> the parties whose members are called so."""
    partisan_words: set[str] = field(default_factory=set)
    """The last word of each, as written, in lower case."""
    index: dict[str, list[Name]] = field(default_factory=dict)
    """First folded word -> the names that begin with it, longest first."""

    def spelt(self, name: str) -> Entity | None:
        """The one listed person whose full name ``name`` surely is, in another spelling."""
        if name not in self._spelt:
            alike = [i for i, like in self._people.nearest(name, 2) if like.score >= naming.SAME]
            self._spelt[name] = self.entities[alike[0]] if len(alike) == 1 else None
        return self._spelt[name]

    @cached_property
    def _spelt(self) -> dict[str, Entity | None]:
        return {}

    @cached_property
    def _people(self) -> naming.Index:
        full = ((e, n) for e in self.entities.values() if e.kind == "Person" for n in e.names())
        return naming.Index((e.id, n) for e, n in full if len(n.split()) > 1)

    def find(self, text: str, lang: str, start: int = 0) -> list[Match]:
        """Every listed name in ``text[start:]``, longest first, none overlapping another."""
        words = [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text, start)]
        found, i = [], 0
        while i < len(words):
            names = self._at(text, words, i, lang)
            if names:
                last = i + len(names[0].words) - 1
                found.append(Match(words[i][0], words[last][1], names))
                i = last + 1
            else:
                i += 1
        codes = [m for m in found if all(n.form == "code" for n in m.names)]
        return found if len(codes) >= _LISTED else [m for m in found if m not in codes]

    def _at(
        self, text: str, words: list[tuple[int, int, str]], i: int, lang: str
    ) -> tuple[Name, ...]:
        best: list[Name] = []
        for name in self.index.get(words[i][2], ()):
            n = len(name.words)
            if best and n < len(best[0].words):
                break
            if name.lang not in ("", lang) or i + n > len(words):
                continue
            if tuple(w[2] for w in words[i : i + n]) != name.words:
                continue
            surface = text[words[i][0] : words[i + n - 1][1]]
            if "\n" in surface or not _written_right(name, surface):
                continue
            start, end = words[i][0], words[i + n - 1][1]
            if name.form == "prefix" and text[end : end + 1] not in _HYPHENS:
                continue  # "Franco" alone is a man
            if name.form == "code" and not _bracketed(text, start, end, surface, name):
                continue
            best.append(name)
        return tuple(best)


_LISTED = 2
"""Codes of States in brackets from which on a text lists people and where they come from."""


def _bracketed(text: str, start: int, end: int, surface: str, name: Name) -> bool:
    """Whether a code stands as "Olano (Esp)" or "Guidi (It, 12 s)", in its own letters."""
    opened = text[start - 1 : start] == "(" and text[end : end + 1] in (")", ",", ";")
    return (
        opened and (surface.isupper() or surface.istitle()) and len(surface) == len(name.words[0])
    )


def fold(text: str) -> str:
    """Lower case, ASCII, no dots: how names are compared ("Choïgou" -> "choigou")."""
    return text.translate(_ASCII).lower()


class _Ascii(dict[int, str]):
    """Character -> how it is written in ASCII, learnt one by one; dots and apostrophes vanish."""

    def __missing__(self, char: int) -> str:
        self[char] = anyascii(chr(char)).replace(".", "").replace("'", "")
        return self[char]


_ASCII = _Ascii()


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name: ("kim", "jong", "un")."""
    return tuple(fold(w) for w in _WORD.findall(text))


def slug(text: str) -> str:
    """An ASCII kebab-case id for a name nobody listed; "" when nothing of it is left."""
    return "-".join(w for w in re.split(r"[^a-z0-9]+", anyascii(text).lower()) if w)[:80]


def _written_right(name: Name, surface: str) -> bool:
    if name.acronym:
        return not any(c.islower() for c in surface)
    written = [w.group() for w in _WORD.finditer(surface)]
    return all(
        word[:1].isupper() or not word[:1].isalpha() or not capital
        for word, capital in zip(written, name.capitals, strict=True)
    )


@cache
def load(folder: Path = resources.ENTITIES) -> Gazetteer:
    """The gazetteer of all files in ``folder``. Raises DataError with every fault found."""
    gazetteer, names, faults = Gazetteer(), list[Name](), list[str]()
    for file, row in _rows(folder, [*_KINDS, "organisations.csv"]):
        kind = row.get("kind") or _KINDS.get(file, "")
        ident = row["id"]
        if ident in gazetteer.entities:
            faults.append(f"{file}: the id {ident} is listed twice")
        gazetteer.entities[ident] = _entity(row, kind)
        names += (name for name in _names(row) if name.words)
        if parent := row.get("in") or row.get("of"):
            gazetteer.parents[ident] = parent
        if row.get("capital"):
            gazetteer.capitals[row["capital"]] = ident
        if row.get("gender"):
            gazetteer.genders[ident] = row["gender"]
    gazetteer.first_names = _first_names(gazetteer)
    for file, row in _rows(folder, ["offices.csv"]):
        titles = tuple((c, row[f"title_{c}"]) for c in ("en", "fr") if row[f"title_{c}"])
        when = row["from"], row["to"], row["source"]
        office = Office(row["person"], row["relation"], row["body"], titles, *when)
        gazetteer.offices.setdefault(office.person, []).append(office)
        gazetteer.posts.setdefault(office.body, []).append(office)
        body = gazetteer.entities.get(office.body)
        if body is not None and body.kind == "State":
            titles_ = (title.lower().replace("’", "'") for _, title in titles)
            gazetteer.state_titles.update(tuple(t.split()) for t in titles_)
        for end in (office.person, office.body):
            if end not in gazetteer.entities:
                faults.append(f"{file}: {end} is not listed")
    for file, row in _rows(folder, ["partisans.csv"]):
        if row["party"] not in gazetteer.entities:
            faults.append(f"{file}: {row['party']} is not listed")
        for lang in ("en", "fr"):
            for text in _list(row[lang]):
                key = (lang, words(text))
                gazetteer.partisan_words.add(_WORD.findall(text)[-1].lower())
                gazetteer.partisans[key] = (*gazetteer.partisans.get(key, ()), row["party"])
    for ident, target in [*gazetteer.parents.items(), *gazetteer.capitals.items()]:
        faults += [f"{x} is not listed" for x in (ident, target) if x not in gazetteer.entities]
    faults += _clashes(names)
    names = _lowered(names, gazetteer)
    if faults:
        raise DataError(faults, where=folder.name)
    for name in dict.fromkeys(names):
        gazetteer.index.setdefault(name.words[0], []).append(name)
    for alike in gazetteer.index.values():
        if len(alike) > 1:
            alike.sort(key=lambda n: (-len(n.words), n.entity, n.words, n.form))
    return gazetteer


def _rows(folder: Path, files: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for file in files:
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            table = csv.reader(lines)
            columns = next(table, [])
            for cells in filter(None, table):
                cells += [""] * (len(columns) - len(cells))
                yield file, dict(zip(columns, map(str.strip, cells), strict=True))


def _list(cell: str | None) -> list[str]:
    return [part for part in map(str.strip, cell.split("|")) if part] if cell else []


def _parts(cell: str | None) -> Iterator[tuple[str, str, str]]:
    return (text.partition("@") for text in _list(cell))


def _entity(row: dict[str, str], kind: str) -> Entity:
    return Entity(
        id=row["id"],
        kind=kind,
        label=row["en"],
        labels=(("en", row["en"]), ("fr", row["fr"])),
        aliases=tuple(sorted(_aliases(row["names"], kind))),
        qid=row["qid"] or None,
        listed=True,
    )


def _aliases(cell: str, kind: str) -> set[tuple[str, str]]:
    """(language, name) of every name; people's are the same everywhere unless a tag says so."""
    person = kind == "Person"
    return {(lang or ("" if person else namelang.guess(n)), n) for n, _, lang in _parts(cell)}


def _names(row: dict[str, str]) -> Iterator[Name]:
    """Every name of a row: labels, names, weak names, demonyms, seats, prefixes."""
    ident, weak = row["id"], _list(row["weak"])
    labels = ((row["en"], "en"), (row["fr"], "fr"))
    for label, lang in labels[:1] if row["en"] == row["fr"] and not weak else labels:
        if label and label not in weak and f"{label}@{lang}" not in weak:
            # The label of one language is a name in both, unless it says otherwise there.
            other = "fr" if lang == "en" else "en"
            tagged = f"{label}@{other}" in weak
            yield _name(ident, f"{label}@{lang}" if tagged else label, "name", True)
    for text in _list(row["names"]):
        yield _name(ident, text, "name", True)
    for text in weak:
        name = _name(ident, text.removesuffix(_BEST), "name", False)
        yield name._replace(best_known=text.endswith(_BEST))
    for column, form, lang in _FORMS:
        if cell := row.get(column):
            for text in _list(cell):
                yield _name(ident, f"{text}@{lang}" if lang else text, form, True)


_BEST = "*"
"""Marks, behind a weak name, the best known of those who share it: ``Kim*``."""

_FORMS: tuple[tuple[str, Form, str], ...] = (
    ("adj_en", "adjective", "en"),
    ("adj_fr", "adjective", "fr"),
    ("people_en", "people", "en"),
    ("people_fr", "people", "fr"),
    ("seats", "seat", ""),
    ("prefix", "prefix", ""),
    ("codes", "code", ""),
)


def _name(entity: str, text: str, form: Form, strong: bool) -> Name:
    surface, _, lang = text.partition("@")
    written = [surface] if surface.isalnum() else _WORD.findall(surface)
    if surface.isascii() and "." not in surface:
        folded = tuple([w.lower() for w in written])
    else:
        folded = tuple([fold(w) for w in written])
    capitals = tuple([w[0].isupper() for w in written])
    acronym = surface.upper() == surface and sum(map(str.isalpha, surface)) > 1
    return Name(entity, folded, form, strong, lang, capitals, acronym)


def _first_names(gazetteer: Gazetteer) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for ident, gender in gazetteer.genders.items():
        name = words(gazetteer.entities[ident].label)
        if len(name) > 1:
            found.setdefault(name[0], set()).add(gender)
    return {name: min(genders) for name, genders in found.items() if len(genders) == 1}


def _lowered(names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """ "the German parliament" names the Bundestag as well as "German Parliament" does: in a
    State's body only the adjective needs its capital."""
    capital = {w for n in names if n.form == "adjective" and n.lang == "en" for w in n.words}
    adjectives = {w for n in names if n.form == "adjective" for w in n.words}
    lowered = []
    for name in names:
        body = gazetteer.entities[name.entity].kind == "GovernmentBody"
        if body and len(name.words) > 1 and not adjectives.isdisjoint(name.words):
            capitals = tuple(w in capital for w in name.words)
            name = name._replace(capitals=capitals)
        lowered.append(name)
    return lowered


def _clashes(names: Iterable[Name]) -> list[str]:
    """Strong proper names that denote two entities."""
    alike: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        if name.strong and name.form in ("name", "seat"):
            alike[name.words].append(name)
    faults = set()
    for same in alike.values():
        if all(name.entity == same[0].entity for name in same):
            continue
        owner: dict[tuple[str, bool], str] = {}
        for name in same:
            for lang in (name.lang,) if name.lang else ("en", "fr"):
                first = owner.setdefault((lang, name.acronym), name.entity)
                if first != name.entity:
                    text = " ".join(name.words)
                    faults.add(f"strong name {text!r} denotes {first} and {name.entity}")
    return sorted(faults)
