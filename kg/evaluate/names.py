"""When two names are the same name: folding away accents, case, articles and titles.

The words folded away are fixed here and not read from ``lang/``: figures stay comparable
only if tuning a language cannot change the yardstick.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ARTICLES = "a an the l le la les un une des du au aux"

# One title a line; what stands before a minister's or secretary's name may be long.
_TITLES = """
mr, mrs, ms, miss, dr, sir, dame, lord, lady, m, mm, mme, mlle, monsieur, madame, docteur
president, presidente, vice president, vice presidente, former president, ex president
prime minister, premier ministre, premiere ministre, premier, pm, chancellor, chancelier
chanceliere, king, queen, roi, reine, prince, princess, princesse, crown prince, emir, pope, pape
foreign minister, defence minister, defense minister, finance minister, interior minister
minister, ministre, ministre des affaires etrangeres, ministre de la defense
ministre de l interieur, ministre des finances, secretary, secretary of state
secretary general, secretaire general, secretaire d etat, foreign secretary, defence secretary
defense secretary, ambassador, ambassadeur, ambassadrice, envoy, general, colonel, marshal
marechal, admiral, amiral, senator, senateur, senatrice, representative, depute, deputee
spokesman, spokeswoman, spokesperson, porte parole, professor, professeur, leader, dirigeant
"""


def _phrases() -> frozenset[tuple[str, ...]]:
    titles = _TITLES.strip().replace("\n", ", ").split(", ")
    return frozenset(tuple(phrase.split()) for phrase in (*titles, *_ARTICLES.split()))


_LEADING = _phrases()
_LONGEST = max(map(len, _LEADING))


@cache
def fold(name: str) -> str:
    """``name`` without accents, case, punctuation, possessive, leading articles and titles.

    "L’Union européenne" -> "union europeenne", "President Kim Jong-un" -> "kim jong un",
    "U.S." -> "us". A name made only of such words keeps the last of them.
    """
    plain = name.casefold().replace("’", "'").replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    words = re.findall(r"\w+", re.sub(r"(\w)'s?(?=\s|$)", r"\1", plain))
    while (lead := _leading(words)) and lead < len(words):
        words = words[lead:]
    return " ".join(words)


def _leading(words: list[str]) -> int:
    """How many of the first words are an article or a title."""
    lengths = range(min(_LONGEST, len(words) - 1), 0, -1)
    return next((n for n in lengths if tuple(words[:n]) in _LEADING), 0)
