"""seeds/entities/*.csv -> the gazetteer, with the faults of all files at once."""

from __future__ import annotations

import csv
import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from kg import resources
from kg.errors import DataError
from kg.gazetteer.find import Gazetteer
from kg.gazetteer.names import WORD, Form, Name, fold, words
from kg.isotime import period, precision
from kg.model import Entity, Office

_KINDS = {
    "states.csv": "State",
    "places.csv": "Place",
    "people.csv": "Person",
    "weapons.csv": "Weapon",
    "agreements.csv": "Agreement",
    "events.csv": "Event",
}
"""The kind of a file's rows; organisations.csv says it row by row."""


@cache
def load(folder: Path = resources.ENTITIES) -> Gazetteer:
    """The gazetteer of all files in ``folder``. Raises DataError with every fault that stands in
    its way; ``faults`` knows the others."""
    paused = gc.isenabled()
    gc.disable()  # nothing made here is garbage: looking for some takes a sixth of the time
    try:
        loaded = _load(folder)
        gc.freeze()  # nor will it be, as long as the process lives
        return loaded
    finally:
        if paused:
            gc.enable()


def _load(folder: Path) -> Gazetteer:
    gazetteer, names, faults = Gazetteer(), list[Name](), list[str]()
    for file, row in _rows(folder, [*_KINDS, "organisations.csv"]):
        if row["id"] in gazetteer.entities:
            faults.append(f"{file}: the id {row['id']} is listed twice")
        _add(gazetteer, row, row.get("kind") or _KINDS.get(file, ""))
        names += (name for name in _names(row) if name.words)
    gazetteer.first_names = _first_names(gazetteer)
    faults += _add_offices(gazetteer, folder)
    faults += _add_partisans(gazetteer, folder)
    for file, row in _rows(folder, ["codes.csv"]):
        faults += _unknown(gazetteer, file, row["state"])
        names += (_name(row["state"], text, "code", True) for text in _list(row["codes"]))
    for ident, target in [*gazetteer.parents.items(), *gazetteer.capitals.items()]:
        faults += [f"{x} is not listed" for x in (ident, target) if x not in gazetteer.entities]
    if faults:
        raise DataError(faults, where=folder.name)
    for name in dict.fromkeys(_lowered(names, gazetteer)):
        gazetteer.index.setdefault(name.words[0], []).append(name)
    for alike in gazetteer.index.values():
        if len(alike) > 1:
            alike.sort(key=lambda n: (-len(n.words), n.entity, n.words, n.form))
    return gazetteer


def faults(gazetteer: Gazetteer) -> list[str]:
    """What ``load`` lets pass, since reading goes on with it: strong names that denote two
    entities, and dates of office that are none."""
    return [*_clashes(n for names in gazetteer.index.values() for n in names), *_dates(gazetteer)]


def _dates(gazetteer: Gazetteer) -> Iterator[str]:
    for office in (o for held in gazetteer.offices.values() for o in held):
        dates = [d for d in (office.start, office.end) if d]
        yield from (f"{office.person} has no date {d!r}" for d in dates if not precision(d))
        if len(dates) > 1 and period(*dates) is None:
            yield f"{office.person} leaves {office.body} before the office begins"


def _add(gazetteer: Gazetteer, row: dict[str, str], kind: str) -> None:
    ident = row["id"]
    gazetteer.entities[ident] = _entity(row, kind)
    if parent := row.get("in") or row.get("of"):
        gazetteer.parents[ident] = parent
    if row.get("capital"):
        gazetteer.capitals[row["capital"]] = ident
    if row.get("gender"):
        gazetteer.genders[ident] = row["gender"]


def _unknown(gazetteer: Gazetteer, file: str, *idents: str) -> list[str]:
    return [f"{file}: {i} is not listed" for i in idents if i not in gazetteer.entities]


def _add_offices(gazetteer: Gazetteer, folder: Path) -> list[str]:
    faults = []
    for file, row in _rows(folder, ["offices.csv"]):
        titles = tuple((c, row[f"title_{c}"]) for c in ("en", "fr") if row[f"title_{c}"])
        when = row["from"], row["to"], row["source"]
        office = Office(row["person"], row["relation"], row["body"], titles, *when)
        gazetteer.offices.setdefault(office.person, []).append(office)
        gazetteer.posts.setdefault(office.body, []).append(office)
        body = gazetteer.entities.get(office.body)
        if body is not None and body.kind == "State":
            lower = (title.lower().replace("’", "'") for _, title in titles)
            gazetteer.state_titles.update(tuple(t.split()) for t in lower)
        faults += _unknown(gazetteer, file, office.person, office.body)
    return faults


def _add_partisans(gazetteer: Gazetteer, folder: Path) -> list[str]:
    faults = []
    for file, row in _rows(folder, ["partisans.csv"]):
        faults += _unknown(gazetteer, file, row["party"])
        for lang in ("en", "fr"):
            for text in _list(row[lang]):
                key = (lang, words(text))
                gazetteer.partisan_words.add(WORD.findall(text)[-1].lower())
                gazetteer.partisans[key] = (*gazetteer.partisans.get(key, ()), row["party"])
    return faults


def _rows(folder: Path, files: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for file in files:
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            table = csv.reader(lines)
            columns = next(table, [])
            for cells in filter(None, table):
                if len(cells) > len(columns):
                    raise DataError([f"{file}:{table.line_num}: more cells than columns"])
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
        aliases=tuple(sorted([(lang, text) for text, _, lang in _parts(row["names"])])),
        qid=row["qid"] or None,
        listed=True,
    )


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
)


def _name(entity: str, text: str, form: Form, strong: bool) -> Name:
    surface, _, lang = text.partition("@")
    if surface.isascii() and surface.replace(" ", "").isalnum():
        written = surface.split()
        folded = tuple(surface.lower().split())
    else:
        written = WORD.findall(surface)
        folded = tuple([fold(w) for w in written])
    capitals = tuple([w[0].isupper() for w in written])
    acronym = surface.isupper() and sum(map(str.isalpha, surface)) > 1
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
