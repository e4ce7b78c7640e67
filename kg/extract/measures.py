"""How much an amount is: the words of a quantity -> the least and the most they mean, and of what.

"200 tanks" is 200 to 200, "plus de 300 chars" 300 and up, "dozens" 24 and up (two dozen at least),
"up to 50" at most 50. What the text calls about so many counts as so many.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.extract import amounts
from kg.language import Amounts, Language

_DIGITS = re.compile(r"\d[\d ,.\u00a0\u202f]*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+")
_WHOLE = 1000
"""A multiplier from which on it multiplies all that stands before: "twenty-five thousand"."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``low`` and ``high`` are None where the words leave them open; ``unit`` is a currency, or
    what is counted, by a name that is the same in all languages, "" when nothing is."""

    low: Decimal | None
    high: Decimal | None
    unit: str


def measure(text: str, language: Language, item: str = "") -> Measure | None:
    """What ``text``, the quantity of a claim, measures; ``item`` is what a bare number counts.

    None when it holds no amount, or several.
    """
    found = amounts.find(text, language)
    if len(found) != 1:
        return None
    words, amount = language.amounts, found[0]
    number, bound = _number(_plain(amount.text), words)
    if number is None:
        return None
    unit = words.symbols.get(amount.unit) or words.currencies.get(_plain(amount.unit))
    thing = unit or _thing(text[amount.end :], language) or _thing(item, language)
    low = None if bound == "most" else number
    return Measure(low, None if bound in ("least", "open") else number, thing)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


def _thing(text: str, language: Language) -> str:
    """The noun at the end, behind what it is measured in: "tonne wheat"."""
    words, counted = language.amounts, language.amounts.counted
    found = re.findall(r"[^\W_]+(?:-[^\W_]+)*", _plain(text))
    if not found:
        return ""
    measures = [word for word in found[:-1] if word in words.measures][:1]
    return " ".join(counted.get(word, word) for word in (*measures, found[-1]))


def _number(text: str, words: Amounts) -> tuple[Decimal | None, str]:
    """The number, and whether it is the ``least``, the ``most``, ``open`` above or just so."""
    bound = "about"
    while before := _opening(text, words.qualifiers):
        text = text.removeprefix(before).strip()
        if words.qualifiers[before] != "about":
            bound = words.qualifiers[before]
    if many := _opening(text, words.vague):
        return Decimal(words.vague[many]), "open"
    if rounded := _opening(text, words.rounded):
        return Decimal(words.rounded[rounded]), bound
    while symbol := _opening(text, words.symbols):
        text = text.removeprefix(symbol).strip()
    digits = _DIGITS.match(text)
    parts = [_digits(digits[0].strip(" ,.\u00a0\u202f"))] if digits else []
    for word in re.findall(r"[^\W\d_]+", text[digits.end() :] if digits else text):
        value = words.multipliers.get(word, words.numbers.get(word))
        if value is None:
            break
        parts = _joined(parts, value)
    total = sum(parts, Decimal(0))
    whole = total.to_integral_value()
    return (whole if whole == total else total) if parts else None, bound


def _opening(text: str, words: Mapping[str, object] | Collection[str]) -> str:
    """The longest of ``words`` that the text begins with, as a word of its own."""
    found = [
        word
        for word in words
        if text.startswith(word)
        and not (word[-1:].isalpha() and text[len(word) : len(word) + 1].isalpha())
    ]
    return max(found, key=len, default="")


def _digits(text: str) -> Decimal:
    if _THOUSANDS.fullmatch(text):
        return Decimal(re.sub(r"\D", "", text))
    return Decimal(text.replace(",", "."))


def _joined(parts: list[Decimal], value: int) -> list[Decimal]:
    """The addends of a number after one more word: what is less before it is multiplied, "quatre
    vingt", and what is more is added to, "cent quatre-vingt"."""
    kept = [] if value >= _WHOLE else [part for part in parts if part >= value]
    below = sum(parts[len(kept) :], Decimal(0))
    return [*kept, below * value if below else Decimal(value)]
