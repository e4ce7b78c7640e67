"""Whether two written names are the name of one person.

Each word of the shorter name is given to one word of the other; the score is that of the weakest
pair, less something for words left over. A ratio of the whole strings cannot tell the Kims apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.naming import tables
from kg.naming.likeness import Likeness
from kg.naming.pairs import SHORT, Manner, Place, word_likeness
from kg.naming.sounds import loose, sound, syllables
from kg.naming.written import LONGEST, Written, read

ONE_SIDED = 0.8
"""At most, where only one name has a number or "Jr.": son and father are a doubt at best."""
SIGNS = 0.9
"""At most, where one name was read from Chinese or Korean: many names are read alike."""
UNVOCALISED = 0.85
"""At most, where one name was read from Arabic or Hebrew, which leave vowels out."""
RESPELT = 0.88
"""Korean and Chinese names that only another way to write their syllables would make one."""
UNLIKE = 0.6
"""At most, for names around one family name that millions share, where the rest differs."""
LONE = 0.54
"""At most, where one name is a single word and the other has more."""
MONARCH = 0.85
"""The same, where both have the same number: Mohammed VI of Morocco."""

INITIAL_LEFT_OUT = 0.08
MIDDLE_LEFT_OUT = 0.1
END_LEFT_OUT = 0.12
HALF_LEFT_OUT = 0.2
"""What a word that only one name has takes off: an initial, a middle name, the first or last name,
half of a name with a hyphen or another middle name beside one that fits. All but a patronymic make
a doubt: with short forms they are all but two of the 22 false merges at 0.92."""
OTHER_INITIALS = 0.5
"""What it takes off when both names have initials and one has more: George W., George H. W."""
PATRONYMIC_LEFT_OUT = 0.01
OTHER_PARTICLES = 0.01
FAMILY_FIRST = 0.02
OTHER_ORDER = 0.2


@dataclass(frozen=True, slots=True)
class Weighed:
    """A likeness, and the mean of its words, which ranks names of equal likeness."""

    score: float
    mean: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Match:
    """A word of the one name, by its place, and the word of the other it was given to."""

    i: int
    j: int
    score: float
    reason: str


def compare(a: str, b: str) -> Likeness:
    """How sure it is that ``a`` and ``b`` are one person's name; symmetric.

    It tells nothing of who bears the name: "Kim" and "President Kim" score 1, and so do two people
    called John Smith. Whether a name of one word may be merged at all is for the caller to say.
    """
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
    both = sorted((a.number, b.number))
    if a.number and b.number and a.number != b.number:
        return Weighed(0.0, 0.0, f"{both[0]} and {both[1]} are two people")
    if a.generation and b.generation and a.generation != b.generation:
        return Weighed(0.0, 0.0, "one is the younger, one the elder")
    weighed = _by_words(a, b)
    for limit, reason in _limits(a, b):
        if weighed.score > limit:
            weighed = Weighed(limit, weighed.mean, reason)
    return weighed


def _limits(a: Written, b: Written) -> Iterator[tuple[float, str]]:
    """What keeps two names from being one for sure, however alike their words are."""
    if a.number != b.number:
        yield ONE_SIDED, f"{a.number or b.number} stands on one side only"
    if a.generation != b.generation:
        yield ONE_SIDED, f"only one is called the {a.generation or b.generation}"
    if a.signs != b.signs:
        yield SIGNS, "read from Chinese or Korean script"
    if a.consonants != b.consonants:
        yield UNVOCALISED, "the same consonants, vowels not written"


def _by_words(a: Written, b: Written) -> Weighed:
    left, right = _joined(a, b), _joined(b, a)
    if (len(right), right) < (len(left), left):
        left, right = right, left
    matches = _assign(left, right, _manner(a, b))
    weakest = min(matches, key=lambda match: (match.score, match.i))
    mean = sum(match.score for match in matches) / len(right)
    alike = all(match.score in (1, SHORT) for match in matches)
    if a.shared and b.shared and not (alike and len(left) == len(right)):
        return _around_shared(a, b, weakest.score, mean)
    if len(left) == 1 < len(right):
        limit = MONARCH if a.number and a.number == b.number else LONE
        return Weighed(min(weakest.score, limit), mean, "one word of several")
    if len(left) > 1 and not any(len(left[m.i]) > 1 < len(right[m.j]) for m in matches):
        return Weighed(min(weakest.score, 0.3), mean, "nothing but initials")
    score, reason = weakest.score, "the same words"
    if score < 1:
        reason = f"{left[weakest.i]} and {right[weakest.j]}: {weakest.reason}"
    rest = sorted(set(range(len(right))) - {match.j for match in matches})
    for loss, why in (
        _left_out(left, right, rest, a.hyphened | b.hyphened),
        _order(matches, left, a.filial and b.filial),
        _particles(a, b),
    ):
        if loss > OTHER_PARTICLES or (loss and score == 1):
            reason = why
        score -= loss
    return Weighed(round(max(score, 0.0), 4), mean, reason)


def _manner(a: Written, b: Written) -> Manner:
    if a.consonants or b.consonants:
        return "consonants"
    return "translated" if a.translated and b.translated else "letters"


def _assign(left: Sequence[str], right: Sequence[str], manner: Manner) -> list[_Match]:
    """The best pair first, each word once. Every word of ``left``, which is not the longer."""
    pairs = []
    for i, word in enumerate(left):
        for j, other in enumerate(right):
            place: Place = "either"
            if len(left) > 1:
                place = "given" if i == j == 0 else "family" if i and j else "either"
            score, reason = word_likeness(word, other, place, manner)
            pairs.append((-score, abs(i - j), i, j, reason))
    pairs.sort()
    found, lefts, rights = list[_Match](), set[int](), set[int]()
    for score, _, i, j, reason in pairs:
        if i not in lefts and j not in rights:
            found.append(_Match(i, j, -score, reason))
            lefts.add(i)
            rights.add(j)
    return found


def _joined(name: Written, other: Written) -> tuple[str, ...]:
    """Its words; neighbours that the other writes in one are one: Jong un, Jongun; De Gaulle."""
    words = name.words
    if name.particles:
        spelt = {sound(word): word for word in other.words}
        both = [{sound(p + word) for p in name.particles} & spelt.keys() for word in words]
        pairs = zip(words, both, strict=True)
        words = tuple(spelt[min(found)] if found else word for word, found in pairs)
    return _join(words, other.words)


def _join(words: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    for i in range(len(words) - 1):
        for n in (3, 2):
            joined = "".join(words[i : i + n])
            if joined in other and joined not in words:
                return _join((*words[:i], joined, *words[i + n :]), other)
    return words


def _left_out(
    left: Sequence[str], right: Sequence[str], rest: list[int], hyphened: frozenset[str]
) -> tuple[float, str]:
    """What the words that only the longer name has take off."""
    loss = 0.0
    for j in rest:
        word = right[j]
        if len(word) == 1:
            loss += OTHER_INITIALS if len(left) > 2 else INITIAL_LEFT_OUT
        elif j and tables.load().patronymic.fullmatch(word):
            loss += PATRONYMIC_LEFT_OUT
        elif word in hyphened or len(left) > 2:
            loss += HALF_LEFT_OUT
        else:
            loss += MIDDLE_LEFT_OUT if 0 < j < len(right) - 1 else END_LEFT_OUT
    return loss, f"{' '.join(right[j] for j in rest)} stands on one side only"


def _order(matches: list[_Match], left: Sequence[str], filial: bool) -> tuple[float, str]:
    """What another order of the words takes off. In many languages the family name comes first."""
    order = [match.j for match in sorted(matches, key=lambda match: match.i)]
    if order == sorted(order):
        return 0.0, ""
    if filial:
        return 1.0, "father and child change places"
    turns = sum(x > y for x, y in zip(order, order[1:] + order[:1], strict=True))
    if turns > 1:
        return OTHER_ORDER, "the words in another order"
    if all(sound(word) in tables.load().first_names for word in left):
        return OTHER_ORDER, "given names in another order"
    return FAMILY_FIRST, "family name first"


def _particles(a: Written, b: Written) -> tuple[float, str]:
    if sorted(map(loose, a.particles)) == sorted(map(loose, b.particles)):
        return 0.0, ""
    return OTHER_PARTICLES, "with other particles"


def _around_shared(a: Written, b: Written, score: float, mean: float) -> Weighed:
    """Names around a family name that millions share: the rest must be the same."""
    respelt = any(
        families & others and given == other
        for families, given in _readings(a)
        for others, other in _readings(b)
    )
    if respelt or (score > SHORT and len(a.words) == len(b.words)):
        return Weighed(RESPELT, mean, "perhaps the same in another spelling")
    return Weighed(min(score, UNLIKE), mean, "a family name that many share, and the rest differs")


def family_first(full: Sequence[str]) -> bool:
    """Whether the first of the folded words of a name may be the family name: "Zhou Dehai",
    "Kovács Péter"."""
    return full[0] in tables.load().families or (given(full[-1]) and not given(full[0]))


def given(word: str) -> bool:
    """Whether a folded word is a given name that is listed, or sounds like one."""
    return sound(word) in tables.load().first_names


def _readings(name: Written) -> Iterator[tuple[frozenset[int], str]]:
    """Each way to take the name apart: groups of its family name, the given name's syllables."""
    families = tables.load().families
    for family, given in ((name.words[0], name.words[1:]), (name.words[-1], name.words[:-1])):
        yield families.get(family, frozenset()), syllables("".join(given))
