"""Which names reach the parser as one well-known word (see ``kg.parse``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.gazetteer import Gazetteer, Match, fold
from kg.language import Language
from kg.parse import Keep

_BEFORE = re.compile(r"(\w+)['’\s]\s*$")


def stand_ins(
    text: str, matches: Sequence[Match], gazetteer: Gazetteer, language: Language
) -> list[Keep]:
    """The strong proper names of several words, and all listed people, as ``Keep`` spans.

    The stand-in fits the word before the name ("la", "aux", "l'"), so that gender, number and
    elision still agree.
    """
    found = []
    for match in matches:
        names = [
            n for n in match.names if n.strong and n.capitals[0] and n.form in ("name", "seat")
        ]
        if not names:
            continue
        kind = gazetteer.entities[names[0].entity].kind
        if len(names[0].words) == 1 and kind != "Person":
            if kind == "State":  # itself, but surely a name: "l'Argentine" is no noun
                surface = text[match.start : match.end]
                found.append(Keep(match.start, match.end, surface, surface.lower()))
            continue
        table = language.parse.stand_in.get(kind) or language.parse.stand_in["Organisation"]
        before = _BEFORE.search(text, max(0, match.start - 12), match.start)
        word = table.get(fold(before.group(1)) if before else "", table[""])
        surface = text[match.start : match.end]
        found.append(Keep(match.start, match.end, word, surface.lower()))
    return found
