"""Which sentences may hold a claim, told by their words alone, before anything is parsed.

A claim has two ends. A sentence without two words that name or point to somebody or something
("It rained all day.") says nothing between two actors, and its parse would be thrown away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from kg.language import Language

_STOPS = frozenset(".!?")
_QUOTES = frozenset('«»“”„"')
ENDS = 2
"""Words that may be an end of a claim which a sentence must have to be parsed. With two, 1 of
1,079 claims is lost on the texts of ../shared/dev, and a fourth of the French words and a
twentieth of the English ones are not parsed; with three, 26 are lost (benchmarks/sieve.py)."""


def pieces(
    words: Sequence[str], spaces: Sequence[bool], language: Language
) -> Iterator[tuple[int, int]]:
    """The sentences of a line as far as they can be told without its grammar: positions of the
    first word and after the last.

    A sentence ends for sure at a full stop, a question or an exclamation mark that the tokenizer
    took for a word of its own, after no abbreviation or initial, when a space and a capital follow.
    """
    begin = 0
    for i in range(1, len(words) - 1):
        if (
            words[i] in _STOPS
            and spaces[i]
            and words[i + 1][:1].isupper()
            and words[i - 1].lower() not in language.parse.abbreviations
            and not (len(words[i - 1]) == 1 and words[i - 1].isupper())
        ):
            yield begin, i + 1
            begin = i + 1
    if words:
        yield begin, len(words)


class Sieve:
    """Tells the sentences of one language that may hold a claim from those that cannot.

    ``titles`` are the first words of offices.
    """

    def __init__(self, language: Language, titles: Iterable[str]) -> None:
        self._nouns = _nouns(language) | frozenset(titles)
        self._pronouns = dict.fromkeys(language.mentions.first_person, 1)
        for word, shape in language.mentions.pronouns.items():
            # "They met" and "the two countries met" need nobody else.
            self._pronouns[word] = ENDS if "Plur" in shape else 1
        self._pronouns |= dict.fromkeys(language.mentions.dual, ENDS)

    def may_hold(self, words: Sequence[str], listed: Sequence[int], common: Set[str]) -> bool:
        """Whether the sentence has to be parsed. ``listed``: how many listed names and adjectives
        begin in each word; ``common`` words may begin it with a capital and name nobody."""
        # A quotation may go on in the next sentence, and its speaker may be told here.
        if not _QUOTES.isdisjoint(words):
            return True
        found = 0
        for i, word in enumerate(words):
            found += listed[i] or self._ends(word, i == 0 and word.lower() in common)
            if found >= ENDS:
                return True
        return False

    def _ends(self, word: str, opens: bool) -> int:
        lower = word.lower()
        if lower in self._pronouns:
            return self._pronouns[lower]
        if word[:1].isupper():
            return int(not opens)
        inner = any(part[:1].isupper() for part in word.split("-")[1:])  # "anti-Assad"
        return int(inner or not self._nouns.isdisjoint((lower, lower[:-1])))


def _nouns(language: Language) -> frozenset[str]:
    """The nouns by which the language points to people, bodies, places and events."""
    m = language.mentions
    several = (
        m.group_nouns, m.institution_nouns, m.person_nouns, m.cabinet_nouns, m.counterpart_nouns,
        m.party_heads, m.state_nouns, m.place_nouns, m.organisation_nouns, m.body_nouns,
        m.assembly_nouns, m.event_nouns, m.class_nouns, m.vague_titles, m.site_nouns,
        m.agreement_nouns, m.settlement_nouns, m.capital_nouns,
    )  # fmt: skip
    return frozenset(phrase.split()[0] for nouns in several for phrase in nouns)
