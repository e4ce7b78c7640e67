"""The expressions of a language's calendar, built from its ``[dates]``.

A ``Form`` is a pattern and what its groups mean. Groups: ``d`` day, ``m`` month, ``y`` year,
``w`` weekday, ``u`` unit, ``n`` number; ``pre`` and ``post`` stand around what they place on
one side of publication ("last", "dernier").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from kg.extract import reckoning
from kg.extract.reckoning import UNKNOWN, Bounds, Point
from kg.language import Dates, Language

Groups = dict[str, str]
Meaning = Point | tuple[Point, Point] | Callable[[date | None, bool], Bounds] | None

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:er|st|nd|rd|th)?(?!\d|[.,:/]\d)(?!\w)"
_YEAR = r"(?:1[89]|20)\d\d(?![\d'%]|[.,:/]\d)(?!\w)"
_GAP = r"[ \t\u00a0\u202f]+"


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a time. ``governed``: only behind a word like "in" or "since"."""

    pattern: re.Pattern[str]
    read: Callable[[Grammar, Groups], Meaning]
    governed: bool = False


class Grammar:
    """The calendar of one language."""

    def __init__(self, language: Language) -> None:
        self.dates = dates = language.dates
        self.numbers = language.amounts.numbers
        self.months = {name: i for i, name in enumerate(dates.months, 1)} | dates.short_months
        self.listing = frozenset(dates.listing)
        self.word = re.compile(r"(?<![\w.,/-])(?=\w)")
        self.joiner = re.compile(rf"{_join(dates)}(?i:{_optional(dates.articles)})")
        gap = rf"(?:{_GAP}|(?<='))(?i:{_optional(dates.articles)})$"
        self.since = re.compile(rf"(?<!\w)(?i:{_any(dates.since)}){gap}")
        self.limit = re.compile(rf"(?<!\w)(?i:{_any(dates.limits)}){gap}")
        short = [article for article in dates.articles if article.endswith("'")]
        self.elided = re.compile(rf"(?<!\w)(?i:{_any(short)})$")
        governors = (*dates.governors, *dates.since, *dates.limits, *dates.openers)
        self._governor = re.compile(rf"(?<!\w)(?i:{_any(governors)})(?:{_GAP}|(?<='))$")
        self._opener = re.compile(rf"(?<!\w)(?i:{_any(dates.openers)}){gap}")
        self.forms = tuple(_forms(self, language))
        number = rf"(?:\d+|{_any((*self.numbers, *dates.several))})"
        counted = rf"{number}{_GAP}(?:{_any(dates.units)})"
        anchors = (a.replace("_", counted) for a in map(_escape, dates.anchors))
        self.anchor = re.compile(
            rf"(?<!\w)(?i:{'|'.join(anchors)})(?!\w)(?:{_GAP}[^\s,.;:()]+){{0,6}}"
        )

    def governs(self, text: str, at: int) -> bool:
        """Whether the word before makes a number a year, or a word a month: "in 2014"."""
        return self._governor.search(text, max(0, at - 30), at) is not None

    def opens(self, text: str, at: int) -> bool:
        """Whether a range begins: "between May and …"."""
        return self._opener.search(text, max(0, at - 30), at) is not None

    def side(self, g: Groups, key: str = "") -> int | None:
        """-1, 0 or 1 for what stands around a unit, a weekday or a month."""
        post = " ".join(g.get(f"{key}post", "").split())
        glue = " " if post and not post.startswith("-") else ""
        return self.dates.sides.get(f"{g.get(f'{key}pre', '')} _{glue}{post}".strip())


def _forms(grammar: Grammar, language: Language) -> Iterable[Form]:
    """Every form of the language; of those that match at one place the longest counts."""
    dates, p = language.dates, _Pieces(grammar, language.dates)
    day, month, tail, of = p.day, p.month, p.tail, p.of
    yield p.form(r"(?P<y>(?:1[89]|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _iso)
    yield p.form(r"(?P<a>\d\d?)(?P<s>[/.])(?P<b>\d\d?)(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)", _numeric)
    yield p.form(rf"{p.pre}{p.any_weekday}{day}{_GAP}{of}{month}{tail}?", _point)
    the = rf"(?i:{_optional(dates.articles)})"
    second = rf"{_join(dates)}{the}{p.any_weekday}{day.replace('<d>', '<d2>')}"
    yield p.form(rf"{p.any_weekday}{day}{second}{_GAP}{of}{month}{tail}?", _days_of_month)
    if dates.month_first:
        first = rf"{p.any_weekday}{month}{_GAP}{the}{day}"
        yield p.form(rf"{first}{tail}?", _point)
        yield p.form(rf"{first}{second}{tail}?", _days_of_month)
    yield p.form(rf"{p.part}{of}{month}{tail}?", _point)
    yield p.form(rf"(?<!\d ){p.pre}{month}{tail}", _point)
    yield p.form(rf"{p.pre[:-1]}{month}", _point)
    yield p.form(rf"{month}(?={_join(dates)}{p.part}?{month.replace('<m>', '<m2>')})", _point)
    yield p.form(rf"{month}(?!')", _point, governed=True)
    yield p.form(rf"{p.part}{of}(?P<y>{_YEAR})", _point)
    yield p.form(rf"(?P<y>{_YEAR})", _point, governed=True)
    yield p.form(r"(?P<y>(?:1[89]|20)\d\d)[-–/](?P<y2>\d{4}|\d\d)(?![\w-])", _years)
    yield p.form(rf"{p.pre}{p.weekday}{p.post}(?:{_GAP}{of}{p.relative('week')})?", _weekday)
    yield p.form(rf"(?P<r>(?i:{_any(dates.days)}))", _word)
    yield p.form(rf"(?:{p.part}(?P<of>{of}))?{p.pre}(?P<u>(?i:{_any(dates.units)})){p.post}", _unit)
    for template in dates.ago:
        number = rf"(?P<n>\d+|{_any((*grammar.numbers, *dates.several))})"
        about = rf"(?P<q>(?:{_any(language.amounts.qualifiers)}){_GAP})?"
        counted = rf"{about}{number}{_GAP}(?P<u>{_any(dates.units)})"
        yield p.form(rf"(?i:{_escape(template).replace('_', counted)})", _ago)
    yield p.form(
        rf"(?P<span>(?i:{_any(dates.spans)})){_GAP}{of}(?:(?P<y>{_YEAR})|{p.relative('year')})",
        _span,
    )


class _Pieces:
    """Parts of patterns, each with its groups."""

    def __init__(self, grammar: Grammar, dates: Dates) -> None:
        self.grammar, self.dates = grammar, dates
        names = _names(dates.months, dates.capitals)
        short = _names(tuple(dates.short_months), dates.capitals)
        weekdays = _names(dates.weekdays, dates.capitals)
        self.day = rf"(?P<d>{_DAY})"
        self.month = rf"(?P<m>(?:{names})(?!\w)|(?:{short})(?!\w)\.?)"
        self.weekday = rf"(?P<w>{weekdays})"
        self.any_weekday = rf"(?:(?:{weekdays}),?{_GAP})?"
        self.of = rf"(?i:{_optional(dates.of)})"
        self.part = rf"(?i:(?P<part>{_words(dates.parts)}))"
        before = sorted({t.partition("_")[0].strip() for t in dates.sides} - {""})
        after = sorted({t.partition("_")[2] for t in dates.sides} - {""})
        rolling = "".join(rf"(?<!\b{re.escape(word)} )" for word in dates.rolling)
        self._pre = rf"(?:{rolling}(?P<KEYpre>(?i:{_any(before)})){_GAP})?"
        posts = "|".join(
            _GAP + re.escape(a.strip()) if a[0] == " " else re.escape(a) for a in after
        )
        self._post = rf"(?P<KEYpost>(?i:{posts or '(?!)'}))?"
        self.pre, self.post = self._around("")
        comma = ",?" if dates.month_first else ""
        year = rf"{comma}{_GAP}{self.of}(?P<y>{_YEAR})"
        late = rf"{_GAP}{self.of}{self.relative('year')}"
        self.tail = rf"(?:{year}|{self.post[:-1]}|{late})"

    def _around(self, key: str) -> tuple[str, str]:
        return self._pre.replace("KEY", key), self._post.replace("KEY", key)

    def relative(self, unit: str) -> str:
        """ "last year", "l'année dernière": groups with the unit's name before them."""
        pre, post = self._around(unit)
        words = _any(word for word, name in self.dates.units.items() if name == unit)
        return rf"{pre}(?P<{unit}>(?i:{words})){post}"

    def form(
        self, pattern: str, read: Callable[[Grammar, Groups], Meaning], *, governed: bool = False
    ) -> Form:
        return Form(re.compile(rf"{pattern}(?![\w])"), read, governed)


# What the groups of a form mean


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _point(grammar: Grammar, g: Groups) -> Point | None:
    side = grammar.side(g)
    shift = grammar.side(g, "year") if "year" in g else None
    if (("pre" in g or "post" in g) and side is None) or ("year" in g and shift is None):
        return None
    return Point(
        int(g["y"]) if "y" in g else None,
        grammar.months[g["m"].rstrip(".")] if "m" in g else None,
        _number(g["d"]) if "d" in g else None,
        side,
        shift,
    )


def _days_of_month(grammar: Grammar, g: Groups) -> tuple[Point, Point] | None:
    first, last = _point(grammar, g), _point(grammar, {**g, "d": g["d2"]})
    ordered = _number(g["d"]) <= _number(g["d2"])
    return (first, last) if first and last and ordered else None


def _iso(grammar: Grammar, g: Groups) -> Point | None:
    del grammar
    valid = 1 <= int(g["m"]) <= 12
    return Point(int(g["y"]), int(g["m"]), int(g["d"])) if valid else None


def _numeric(grammar: Grammar, g: Groups) -> Point | None:
    """ "26/07/2023": in the order of the language; without one only where one order is a day."""
    a, b, year = int(g["a"]), int(g["b"]), int(g["y"])
    orders = {"dmy": [(a, b)], "mdy": [(b, a)]}.get(grammar.dates.numeric, [(a, b), (b, a)])
    points = {Point(year, month, day) for day, month in orders if 1 <= month <= 12}
    real = [point for point in points if point.exists()]
    return real[0] if len(real) == 1 else None


def _years(grammar: Grammar, g: Groups) -> tuple[Point, Point] | None:
    del grammar
    first = int(g["y"])
    last = int(g["y2"]) if len(g["y2"]) == 4 else first - first % 100 + int(g["y2"])
    near = last == first + 1 if len(g["y2"]) == 2 else first < last < first + 100
    return (Point(first), Point(last)) if near else None


def _weekday(grammar: Grammar, g: Groups) -> Meaning:
    side = grammar.side(g)
    week = grammar.side(g, "week") if "week" in g else None
    if (("pre" in g or "post" in g) and side is None) or ("week" in g and week is None):
        return None
    index = grammar.dates.weekdays.index(g["w"])
    return partial(_call, partial(reckoning.weekday, index, side, week))


def _call(
    read: Callable[[date | None, bool], Bounds], published: date | None, planned: bool
) -> Bounds:
    return read(published, planned)


def _word(grammar: Grammar, g: Groups) -> Meaning:
    return partial(_counted, "day", grammar.dates.days[g["r"]])


def _counted(unit: str, number: int, published: date | None, planned: bool) -> Bounds:
    del planned
    return reckoning.unit(unit, number, published)


def _unit(grammar: Grammar, g: Groups) -> Meaning:
    side = grammar.side(g)
    if side is None and g.get("of") and "pre" not in g and "post" not in g:
        side = 0  # "the end of the year"
    return None if side is None else partial(_counted, grammar.dates.units[g["u"]], side)


def _ago(grammar: Grammar, g: Groups) -> Meaning:
    number = grammar.numbers.get(g["n"]) or (int(g["n"]) if g["n"].isdigit() else None)
    if number is None or "q" in g:
        return _unknown
    return partial(_counted, grammar.dates.units[g["u"]], -number)


def _unknown(published: date | None, planned: bool) -> Bounds:
    del published, planned
    return UNKNOWN


def _span(grammar: Grammar, g: Groups) -> Meaning:
    shift = grammar.side(g, "year") if "year" in g else None
    if "year" in g and shift is None:
        return None
    year = int(g["y"]) if "y" in g else None
    low, high = grammar.dates.spans[g["span"]]
    first, last = Point(year, low, shift=shift), Point(year, high, shift=shift)
    return first, last


# Patterns from words


def _escape(text: str) -> str:
    return re.escape(text).replace(r"\ ", _GAP)


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest that fits."""
    return "|".join(map(_escape, sorted(words, key=lambda w: (-len(w), w)))) or "(?!)"


def _words(words: Iterable[str]) -> str:
    """One of the words with the space behind it, where the word ends in a letter."""
    rows = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(_escape(w) + ("" if w[-1] in "'-" else _GAP) for w in rows) or "(?!)"


def _optional(words: Iterable[str]) -> str:
    return rf"(?:{_words(words)})?"


def _join(dates: Dates) -> str:
    """What stands between the ends of a range."""
    return rf"(?:{_GAP}(?:{_any(dates.joiners)}){_GAP}|\s?[-–]\s?)"


def _names(words: Iterable[str], capitals: bool) -> str:
    """Names of months or days: with a capital, or with and without."""
    rows = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(
        (w[0].upper() if capitals else f"[{w[0]}{w[0].upper()}]") + re.escape(w[1:]) for w in rows
    )
