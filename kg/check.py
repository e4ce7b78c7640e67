"""All data files, all faults at once: what ``kg check`` prints."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kg import confidence, gazetteer, language, ontology
from kg.errors import DataError


def run() -> list[str]:
    """One line for each fault of the language files, the ontology, the names and the weights of the
    confidence; [] if none."""
    faults: list[str] = []
    for code in language.available():
        faults += _faults(partial(language.load, code))
    if not faults:  # the triggers are read with the languages' prepositions
        faults += _faults(ontology.load)
    faults += _faults(gazetteer.load)
    faults += _faults(confidence.load)
    if not faults:
        faults += gazetteer.faults(gazetteer.load())
        faults += _kinds()
        faults += _offices()
    return faults


def _faults(load: Callable[[], object]) -> list[str]:
    try:
        load()
    except DataError as error:
        return error.faults
    return []


def _kinds() -> list[str]:
    """Entities whose kind is no class of the ontology."""
    classes = ontology.load().broader
    return [
        f"seeds/entities: {e.id} has the unknown kind {e.kind}"
        for e in gazetteer.load().entities.values()
        if e.kind not in classes
    ]


def _offices() -> list[str]:
    """Offices whose relation is not in the ontology."""
    relations = ontology.load().relations
    return [
        f"offices.csv: {office.person} has the unknown relation {office.relation}"
        for offices in gazetteer.load().offices.values()
        for office in offices
        if office.relation not in relations
    ]
