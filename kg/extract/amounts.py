"""Amounts in a sentence: money, and numbers that count something.

An amount keeps the words of the text, with what makes it less exact ("more than 2,000",
"une dizaine"). Dates, percentages, ages, calibres and numbers in names are no amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg import language as languages
from kg.language import Language

_GAP = r"[ \t\u00a0\u202f]+"
_MAYBE = r"[ \t\u00a0\u202f]*"
_DIGITS = r"(?:\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"


@dataclass(frozen=True, slots=True)
class Amount:
    """``start``/``end`` are offsets into the text that was searched. ``unit`` is the currency
    of money; a number without one counts the noun behind it."""

    text: str
    start: int
    end: int
    unit: str = ""


def find(text: str, language: Language) -> list[Amount]:
    """The amounts of a text, in order, none overlapping another."""
    found = []
    for match in _pattern(language.code).finditer(text.replace("’", "'")):
        start, end = match.span()
        unit = match["symbol"] or match["sign"] or match["currency"] or ""
        found.append(Amount(text[start:end], start, end, unit.lower()))
    return found


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """[more than] [$] 1.2 [billion] [dollars], not behind a letter, a sign or a number."""
    words = languages.load(code)
    amounts, of = words.amounts, sorted(words.extract.genitive | set(words.dates.of))
    exact = [word for word, number in amounts.numbers.items() if number > 1]
    spelled = rf"(?:{_any(exact)})(?:[ -](?:{_any(exact)})){{0,5}}"
    multiplier = rf"(?:(?:{_GAP}|-)?(?:{_any(amounts.multipliers)})(?!\w))"
    number = rf"(?:{_DIGITS}|{spelled}){multiplier}{{0,3}}"
    genitive = rf"(?:{_GAP}(?:{_any(of)}))?(?:{_GAP}|(?<=['’])|-)"
    symbols = _any(amounts.symbols)
    vague = _any([*amounts.vague, *amounts.rounded])
    money = (
        rf"(?P<symbol>{symbols}){_MAYBE}{_DIGITS}{multiplier}{{0,3}}(?!\w)"
        rf"|(?:{number}|{vague})"
        rf"(?:{_MAYBE}(?P<sign>{symbols})(?!\w)|{genitive}(?P<currency>{_any(amounts.currencies)})(?!\w))"
    )
    none = rf"(?!{_MAYBE}(?:{_any(amounts.no_counts)})(?!\w))(?![-'/:]\w|[.,]?\d|\w)"
    count = rf"(?:{vague}|{number}){none}"
    before = rf"(?:(?:{_any(amounts.qualifiers)})(?:{_GAP}|(?<='))){{0,3}}"
    return re.compile(rf"(?<![\w$€£.,/:+-])(?i:{before}(?:{money}|{count}))")


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest that fits."""
    rows = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", _GAP) for w in rows) or "(?!)"
