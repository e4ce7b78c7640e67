"""Whether two written names are the name of one person.

Each word of the shorter name is given to one word of the other; the score is that of the weakest
pair, less something for words left over. A ratio of the whole strings cannot tell the Kims apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from kg.naming import tables
from kg.naming.likeness import Likeness
from kg.naming.written import LONGEST, Written, read

Place = Literal["given", "family", "either"]

WORD_SOUND = 0.97
WORD_SHORT = 0.95
WORD_LOOSE = 0.93
WORD_INITIAL = 0.88
WORD_WOMAN = 0.4


@dataclass(frozen=True, slots=True)
class Weighed:
    """A likeness, and the mean of its words, which ranks names of equal likeness."""

    score: float
    mean: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Pair:
    i: int
    j: int
    score: float
    reason: str


def compare(a: str, b: str) -> Likeness:
    """How sure it is that ``a`` and ``b`` are one person's name, whoever bears it; symmetric."""
    if max(len(a), len(b)) > LONGEST:
        return Likeness(1.0, "the same") if a == b else Likeness(0.0, "too long for a name")
    weighed = weigh(read(a), read(b))
    return Likeness(weighed.score, weighed.reason)


def weigh(a: Written, b: Written) -> Weighed:
    """``compare`` for names that are already read."""
    if not a.words or not b.words:
        return Weighed(0.0, 0.0, "no words to compare")
    if a == b:
        return Weighed(1.0, 1.0, "the same words")
    if a.number and b.number and a.number != b.number:
        return Weighed(0.0, 0.0, f"{a.number} and {b.number} are two people")
    if a.generation and b.generation and a.generation != b.generation:
        return Weighed(0.0, 0.0, "one is the younger, one the elder")
    if (len(b.words), b.words, b.particles) < (len(a.words), a.words, a.particles):
        a, b = b, a
    weighed = _words(a, b)
    for limit, reason in _limits(a, b):
        if weighed.score > limit:
            weighed = Weighed(limit, weighed.mean, reason)
    return weighed


def _limits(a: Written, b: Written) -> list[tuple[float, str]]:
    """What keeps two names from being one for sure, however alike their words are."""
    found = []
    if a.number != b.number:
        found.append((0.8, f"{a.number or b.number} stands on one side only"))
    if a.generation != b.generation:
        found.append((0.8, f"only one is called the {a.generation or b.generation}"))
    if a.signs != b.signs:
        found.append((0.9, "read from Chinese or Korean script"))
    if a.consonants != b.consonants:
        found.append((0.85, "the same consonants, vowels not written"))
    return found


def _words(a: Written, b: Written) -> Weighed:
    left, right = _joined(a.words, b.words)
    if len(right) < len(left):
        left, right = right, left
    pairs = _assign(left, right, _likeness_of(a, b))
    weakest = min(pairs, key=lambda pair: (pair.score, pair.i))
    mean = sum(pair.score for pair in pairs) / len(right)
    score, reason = weakest.score, _reason(weakest, left, right)
    if a.shared and b.shared and (score < WORD_SHORT or len(right) > len(left)):
        return _shared(a, b, score, mean)
    taken = {pair.j for pair in pairs}
    rest = [j for j in range(len(right)) if j not in taken]
    for loss, why in (
        _rest(left, right, rest),
        _order(pairs, left, right, a.filial and b.filial),
        _particles(a, b),
    ):
        score -= loss
        reason = why if why and (loss >= 0.02 or weakest.score == 1) else reason
    solid = sum(len(left[pair.i]) > 1 and len(right[pair.j]) > 1 for pair in pairs)
    if len(left) == 1 < len(right):
        score, reason = min(score, 0.6) * 0.9, "one word of several"
    elif not solid and len(left) > 1:
        score, reason = min(score, 0.3), "nothing but initials"
    return Weighed(max(score, 0.0), mean, reason)


def _likeness_of(a: Written, b: Written) -> str:
    if a.consonants or b.consonants:
        return "consonants"
    return "translated" if a.translated and b.translated else ""


def _assign(left: Sequence[str], right: Sequence[str], how: str) -> list[_Pair]:
    """The best pair first, each word once. Every word of ``left``, which is not the longer."""
    pairs = []
    for i, word in enumerate(left):
        for j, other in enumerate(right):
            place: Place = "either"
            if len(left) > 1:
                place = "given" if i == j == 0 else "family" if i and j else "either"
            pairs.append(_Pair(i, j, *word_likeness(word, other, place, how)))
    pairs.sort(key=lambda p: (-p.score, abs(p.i - p.j), p.i, p.j))
    found, lefts, rights = list[_Pair](), set[int](), set[int]()
    for pair in pairs:
        if pair.i not in lefts and pair.j not in rights:
            found.append(pair)
            lefts.add(pair.i)
            rights.add(pair.j)
    return found


@lru_cache(maxsize=1 << 16)
def word_likeness(a: str, b: str, place: Place, how: str = "") -> tuple[float, str]:
    """Likeness of two folded words, and why. ``how``: "consonants", "translated" or ""."""
    if a == b:
        return 1.0, "the same"
    if how == "consonants":
        alike = tables.bones(a) == tables.bones(b)
        return (WORD_SOUND, "the same consonants") if alike else (0.0, "other consonants")
    if len(a) == 1 or len(b) == 1:
        full, initial = (a, b) if len(b) == 1 else (b, a)
        fits = full[0] == initial or tables.sound(full).startswith(tables.sound(initial))
        return (WORD_INITIAL, "an initial that fits") if fits else (0.0, "another initial")
    table, sound_a, sound_b = tables.load(), tables.sound(a), tables.sound(b)
    if place != "family" and _share(table.short, a, b):
        return WORD_SHORT, "forms of one given name"
    if how == "translated" and _share(table.translated, sound_a, sound_b):
        return WORD_SHORT, "one name in two languages"
    loose_a, loose_b = tables.loose(a), tables.loose(b)
    if place != "family" and _ends_otherwise(a, b, table.given_endings):
        return WORD_WOMAN, "a man's and a woman's name"
    if place != "given" and _ends_otherwise(loose_a, loose_b, table.family_endings):
        return WORD_WOMAN, "a man's and a woman's ending"
    if sound_a == sound_b:
        return WORD_SOUND, "the same sounds"
    if place != "family" and _share(table.short_sounds, sound_a, sound_b):
        return WORD_SHORT, "forms of one given name"
    if loose_a == loose_b and len(loose_a) > 2:
        return WORD_LOOSE, "nearly the same sounds"
    return _near(loose_a, loose_b), "other letters"


def _share(groups: Mapping[str, frozenset[int]], a: str, b: str) -> bool:
    return a in groups and b in groups and not groups[a].isdisjoint(groups[b])


def _ends_otherwise(a: str, b: str, endings: Sequence[tuple[str, str]]) -> bool:
    return any(
        a.endswith(x) and b.endswith(y) and a[: len(a) - len(x)] == b[: len(b) - len(y)]
        for x, y in endings
    )


def _near(a: str, b: str) -> float:
    """Likeness by letters changed. A short word with another letter is another name."""
    longest, shortest = max(len(a), len(b)), min(len(a), len(b))
    changed = OSA.distance(a, b)
    likeness = 1 - changed / longest
    if shortest < 4 or changed > 2 or a[0] != b[0]:
        return 0.7 * likeness
    if changed == 1:
        return 0.9 if longest > 7 else 0.86 if longest > 5 else 0.7
    return 0.8 if longest > 8 else 0.7 * likeness


def _reason(pair: _Pair, left: Sequence[str], right: Sequence[str]) -> str:
    if pair.score == 1:
        return "the same words"
    return f"{left[pair.i]} and {right[pair.j]}: {pair.reason}"


def _joined(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Neighbouring words of one name that the other writes in one are made one: Jong un, Jongun."""
    return _join(a, b), _join(b, a)


def _join(words: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    for i in range(len(words) - 1):
        for n in (3, 2):
            joined = "".join(words[i : i + n])
            if joined in other and joined not in words:
                return _join((*words[:i], joined, *words[i + n :]), other)
    return words


def _rest(left: Sequence[str], right: Sequence[str], rest: list[int]) -> tuple[float, str]:
    """What the words that only the longer name has take off."""
    if not rest:
        return 0.0, ""
    loss = 0.0
    pattern = tables.load().patronymic
    for j in rest:
        word = right[j]
        if len(word) == 1:
            loss += 0.5 if len(left) > 2 else 0.04
        elif pattern.fullmatch(word) and j > 0:
            loss += 0.03
        elif 0 < j < len(right) - 1:
            loss += 0.06 if len(left) == 2 else 0.2
        else:
            loss += 0.1
    return loss, f"{' '.join(right[j] for j in rest)} stands on one side only"


def _order(
    pairs: list[_Pair], left: Sequence[str], right: Sequence[str], filial: bool
) -> tuple[float, str]:
    """What another order of the words takes off. Family name first is usual in many languages."""
    order = [pair.j for pair in sorted(pairs, key=lambda pair: pair.i)]
    if order == sorted(order):
        return 0.0, ""
    if filial:
        return 1.0, "father and child change places"
    turns = sum(x > y for x, y in zip(order, order[1:] + order[:1], strict=True))
    if turns > 1:
        return 0.2, "the words in another order"
    given = tables.load().short_sounds
    if all(tables.sound(word) in given for word in left):
        return 0.2, "two given names in another order"
    return 0.02, "family name first"


def _particles(a: Written, b: Written) -> tuple[float, str]:
    if a.particles == b.particles or sorted(map(tables.loose, a.particles)) == sorted(
        map(tables.loose, b.particles)
    ):
        return 0.0, ""
    return 0.01, "with other particles"


def _shared(a: Written, b: Written, score: float, mean: float) -> Weighed:
    """Names around a family name that millions share: the rest must be the same."""
    if any(
        families & others and given == other
        for families, given in _readings(a)
        for others, other in _readings(b)
    ):
        return Weighed(0.88, mean, "perhaps the same in another spelling")
    return Weighed(min(score, 0.6), mean, "a family name that many share, and the rest differs")


def _readings(name: Written) -> list[tuple[frozenset[int], str]]:
    """Each way to take the name apart: groups of its family name, the given name's syllables."""
    families = tables.load().families
    nothing = frozenset[int]()
    first, last = name.words[0], name.words[-1]
    return [
        (families.get(first, nothing), tables.syllables("".join(name.words[1:]))),
        (families.get(last, nothing), tables.syllables("".join(name.words[:-1]))),
    ]
