"""The names kg knows, and where they occur in a text.

A name is **strong** when it denotes one entity in any news text, **weak** when it needs
context ("Kim", "Georgia"). Matching works on folded words (no accents, no case, no
punctuation), but a proper name must begin with a capital in the text, and an acronym must
stand in capitals.
"""

from kg.gazetteer.files import faults, load
from kg.gazetteer.find import Gazetteer, Match
from kg.gazetteer.names import Name, fold, slug, words

__all__ = ["Gazetteer", "Match", "Name", "faults", "fold", "load", "slug", "words"]
