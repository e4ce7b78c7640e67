"""The language models: which one is installed, and loading it fast."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from collections.abc import Iterator
from contextlib import contextmanager
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
    name = model_name(language)
    return f"{name} {importlib.metadata.version(name)}"


@cache
def load(name: str) -> spacy.language.Language:
    """The model of that package name, loaded once.

    Without its list of strings, which spells out words by their hash: parsing adds those it
    meets. The French one has 712,000; reading them took 0.7 s and 130 MB.
    """
    import spacy

    with quick_compile():
        return spacy.load(name, exclude=["strings"])


_HUGE = 100_000
"""Characters of an expression that is worth factoring: the French one has 1,450,369 and took
4 of the 7 seconds of ``kg explain``, the next longest of spaCy's has 17,803 and takes 0.03."""


@contextmanager
def quick_compile() -> Iterator[None]:
    """Meanwhile ``re.compile`` factors huge expressions.

    spaCy compiles the French one while ``spacy.lang.fr`` is imported and again from the model's
    own bytes. Both only ask whether it matches. No setting reaches the first place, and a
    language class of our own would have to import it; so the function that both call stands in
    for a moment. What it does not recognise is compiled as it is.
    """
    compile_ = re.compile

    def quick(pattern: Any, flags: Any = 0) -> re.Pattern[Any]:
        if isinstance(pattern, str) and len(pattern) > _HUGE and not flags:
            return compile_(factored(pattern) or pattern)
        return compile_(pattern, flags)

    re.compile = quick
    try:
        yield
    finally:
        re.compile = compile_
