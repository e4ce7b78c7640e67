"""The language models: which one is installed, and loading it fast."""

from __future__ import annotations

import gc
import importlib.util
import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import MissingModelError
from kg.factor import factored

if TYPE_CHECKING:
    import spacy

    from kg.language import Language


def model_name(language: Language) -> str:
    """The best installed model of the language, as an importable package name.

    Raises MissingModelError naming the package to install when there is none.
    """
    for name in language.models:
        if importlib.util.find_spec(name) is not None:
            return name
    smallest = language.models[-1].replace("_", "-")
    raise MissingModelError(
        f"no {language.name} model is installed",
        fix=f"pip install {smallest}==3.8.0, or one of {', '.join(language.models)}",
    )


def model_version(language: Language) -> str:
    """Name and version of the model that reads the language: ``fr_core_news_md 3.8.0``."""
    from importlib import metadata

    name = model_name(language)
    return f"{name} {metadata.version(name)}"


@cache
def load(name: str, unneeded: frozenset[str] = frozenset()) -> spacy.language.Language:
    """The model of that package name without its ``unneeded`` components, loaded once, in a third
    of spaCy's time.

    It lacks the list of strings, which spells out words by their hash: parsing adds those it
    meets. The French one has 712,000; reading them took 0.7 s and 130 MB.
    """
    import spacy

    from kg import blas

    with blas.loading(), quick_compile(), quick_tables():
        nlp = spacy.load(name, exclude=[*unneeded, "strings"])
    # Lists of tens of thousands of words, each searched from its start for every new word.
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech in index:
        index[part_of_speech] = dict.fromkeys(index[part_of_speech])
    gc.freeze()  # nothing of it is garbage: looking for some at the end took 0.3 s
    return nlp


_HUGE = 100_000
"""Characters of an expression that is worth factoring: the French one has 1,450,369 and took 4 of
the 7 seconds of ``kg explain``; the next longest of spaCy has 17,803 and takes 0.03."""


def quick_compile() -> AbstractContextManager[None]:
    """Meanwhile ``re.compile`` factors huge expressions.

    spaCy compiles the French one when ``spacy.lang.fr`` is imported, and again from the model's
    own bytes; both only ask whether it matches. No setting reaches the first place, and a language
    class of our own would have to import it. What is not recognised is compiled as it is.
    """
    compile_, shorter = re.compile, cache(factored)

    def quick(pattern: Any, flags: Any = 0) -> re.Pattern[Any]:
        if isinstance(pattern, str) and len(pattern) > _HUGE and not flags:
            pattern = shorter(pattern) or pattern
        return compile_(pattern, flags)

    return _swapped(re, "compile", quick)


def quick_tables() -> AbstractContextManager[None]:
    """Meanwhile spaCy fills its lookup tables in one loop.

    It puts one key at a time through three calls; the French lemmas have 217,000, which took
    0.3 s more.
    """
    from spacy.lookups import Table
    from spacy.strings import get_string_id

    put = OrderedDict.__setitem__

    def update(table: Table, entries: dict[str | int, Any]) -> None:
        note = table.bloom.add
        for key, value in entries.items():
            number = key if type(key) is int else get_string_id(key)
            put(table, number, value)
            note(number)

    return _swapped(Table, "update", update)


@contextmanager
def _swapped(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Another function in the place of one of a module or class, for a while."""
    own, before = name in vars(owner), getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        if own:
            setattr(owner, name, before)
        else:
            delattr(owner, name)
