"""The language of a listed name, by its small words: "Bank of Russia" is English.

It is only told where the words leave no doubt; no name is matched by it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg import language
from kg.model import Entity

_WORD = re.compile(r"[^\W\d_]+['’]?")


class _Words(NamedTuple):
    own: frozenset[str]
    """Small words of this language alone."""
    shared: frozenset[str]
    """Small words that other languages have as well: "de" is Spanish too."""
    nouns: frozenset[str]
    """Nouns that names begin with."""


def guess(name: str) -> str:
    """The code of the one language whose small words stand in ``name``, else "".

    A small word is written in lower case. A shared one counts only after a lower-case word or a
    noun of the language: "base de", "République de", but not "Ciudad de".
    """
    written = ["", *(word.replace("’", "'") for word in _WORD.findall(name))]
    found = [code for code, words in _languages().items() if _told(written, words)]
    return found[0] if len(found) == 1 else ""


def tagged(entity: Entity) -> Entity:
    """The listed entity with the language of its other names, where their words tell it. People's
    names are the same everywhere unless the list says otherwise."""
    if not entity.listed or entity.kind == "Person":
        return entity
    aliases = {(lang or guess(name), name) for lang, name in entity.aliases}
    return replace(entity, aliases=tuple(sorted(aliases)))


def _told(written: list[str], words: _Words) -> bool:
    return any(
        word in words.own
        or (word in words.shared and (before.islower() or before.lower() in words.nouns))
        for before, word in pairwise(written)
    )


@cache
def _languages() -> dict[str, _Words]:
    found = {}
    for code in language.available():
        mentions = language.load(code).mentions
        nouns = mentions.organisation_heads | mentions.state_nouns | mentions.event_nouns.keys()
        found[code] = _Words(mentions.name_words, mentions.name_links, nouns)
    return found
