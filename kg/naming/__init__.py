"""Whether two written names are the same name, across languages, scripts and spellings.

``compare`` two names of people, ``compare_bodies`` two of organisations, ``Index.nearest`` finds
the likeliest of many; ``family_first`` and ``given`` tell what a word of a name may be. What the
languages differ in is data, in names.toml.
"""

from kg.naming.bodies import compare_bodies
from kg.naming.index import Index
from kg.naming.likeness import DOUBTFUL, SAME, Likeness
from kg.naming.people import compare, family_first, given

__all__ = [
    "DOUBTFUL",
    "SAME",
    "Index",
    "Likeness",
    "compare",
    "compare_bodies",
    "family_first",
    "given",
]
