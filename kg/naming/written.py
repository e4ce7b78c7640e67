"""A name as somebody wrote it -> the words that count, and what else it says about the person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

from kg.naming import tables

LONGEST = 200
"""Code points of a name that are read; the longest of a listed person has 60."""
MOST_WORDS = 12

_AFTERWARDS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*$")
_QUOTED = re.compile(r"[\"“”«»„(\[][^\"“”«»„()\[\]]*[\"“”«»“)\]]")
_PLAIN = re.compile(r"[a-z0-9]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"([-'`]?)([A-Za-z0-9]+)(\.?)")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_INITIALS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2,3}")
_FIRST = re.compile(r"[1I](?:er|re|st)")
_CAPITALS_OF_READINGS = re.compile(r"(?<=[a-z])(?=[A-Z])")
# anyascii gives each Chinese character and Korean syllable a capital, and leaves out the vowels
# that Arabic and Hebrew do not write.
_READINGS = re.compile("[\u3400-\u9fff\uac00-\ud7af]")
_CONSONANTS = re.compile("[\u0590-\u06ff\u0750-\u077f]")
_SIGNS_WITHOUT_SOUND = dict.fromkeys(map(ord, "ьъЬЪʹʻʼʽʾʿ"))
_ARABIC_ARTICLE = re.compile(r"\bال")


@dataclass(frozen=True, slots=True)
class Written:
    """``words``: folded, in the order given name, family name where a comma tells it.

    ``particles``: small words left out of ``words``; ``filial``: some of them say whose child it
    is. ``hyphened``: words with a hyphen before or after. ``number``: of a monarch, or "".
    ``generation``: ``younger``, ``elder`` or "".
    ``translated``: a title or number says that the name may be one that is translated.
    ``signs``: the name itself where it was read from Chinese or Korean script. ``consonants``: it
    is in Arabic or Hebrew script, which leaves vowels out.
    """

    words: tuple[str, ...]
    particles: tuple[str, ...] = ()
    filial: bool = False
    hyphened: frozenset[str] = frozenset()
    number: str = ""
    generation: str = ""
    translated: bool = False
    signs: str = ""
    consonants: bool = False

    @property
    def shared(self) -> bool:
        """Whether it begins or ends with a family name that millions share."""
        families = tables.load().families
        return len(self.words) > 1 and (self.words[0] in families or self.words[-1] in families)


def ascii_of(text: str) -> str:
    """The text in ASCII, case kept; signs and emoji are left out."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", _ARABIC_ARTICLE.sub("", text))
    return _FOREIGN.sub(_read_aloud, text)


def _read_aloud(run: re.Match[str]) -> str:
    text = run.group().translate(_SIGNS_WITHOUT_SOUND)
    return anyascii("".join(c for c in text if not unicodedata.category(c).startswith("S")))


def plain_words(names: Sequence[str]) -> list[list[str]]:
    """The folded words of each name, small words and titles among them: many names in one go.

    A small word is also given as one with the word after it, and ``abd`` is split off, so that
    names ``read`` takes for one share a word here.
    """
    table = tables.load()
    small = table.particles | table.filial
    cut = (_line(name) for name in names)
    lines = ascii_of("\n".join(cut)).lower().replace("'", "").replace("`", "").split("\n")
    found = []
    for line in lines:
        words = _PLAIN.findall(line)
        joined = [a + b for a, b in pairwise(words) if a in small]
        if "abd" in line:
            words = [part for word in words for part in _servant(word, False, table)]
        found.append([word for word in words if len(word) > 1] + joined)
    return found


def _line(name: str) -> str:
    line = " ".join(name[:LONGEST].split())
    if not line.isascii() and _READINGS.search(line):
        line = " ".join(_CAPITALS_OF_READINGS.sub(" ", ascii_of(line)).split())
    return line


@lru_cache(maxsize=1 << 15)
def read(name: str) -> Written:
    """What a written name says. No words where nothing in it is a letter or digit."""
    table = tables.load()
    name = name[:LONGEST]
    text, signs = ascii_of(name), ""
    if not name.isascii() and _READINGS.search(name):
        text, signs = _CAPITALS_OF_READINGS.sub(" ", text), name
    if "(" in text or '"' in text or "[" in text:
        text = _AFTERWARDS.sub("", text) or text
        text = _QUOTED.sub(" ", text) if _WORD.search(_QUOTED.sub(" ", text)) else text
    generation = ""
    if "," in text:
        text, generation = _without_comma(text, table)
    tokens = _tokens(text, table)
    named = _without_titles(tokens, table)
    titles = tokens[: len(tokens) - len(named)]
    translated = any(token.word in table.sovereigns for token in titles)
    tokens = _initials_apart(named, table)
    number = ""
    kept: list[_Token] = []
    for i, token in enumerate(tokens):
        if i and len(tokens) > 2 and not generation and token.word in table.generations:
            generation = table.generations[token.word]
        elif i and not text.isupper() and (found := _number(token, i == len(tokens) - 1)):
            number = found
        else:
            kept.append(token)
    words, particles = _counted(kept, table)
    return Written(
        words=words,
        particles=particles,
        filial=not table.filial.isdisjoint(particles),
        hyphened=_hyphened(kept),
        number=number,
        generation=generation,
        translated=translated or bool(number),
        signs=signs,
        consonants=not name.isascii() and bool(_CONSONANTS.search(name)),
    )


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    """Lower case."""
    written: str
    joined: bool
    """A hyphen or apostrophe joins it to the word before."""
    dot: bool


def _tokens(text: str, table: tables.Tables) -> list[_Token]:
    found: list[_Token] = []
    for m in _WORD.finditer(text):
        glue, written, dot = m.groups()
        word = written.lower()
        before = found[-1] if found else None
        inside = glue in ("'", "`") and m.start() and text[m.start() - 1].isalnum()
        if before and inside and before.word not in table.particles:  # "O'Neill"
            joined = before.written + written
            found[-1] = _Token(joined.lower(), joined, before.joined, bool(dot))
            continue
        found.append(_Token(word, written, bool(glue) and before is not None, bool(dot)))
    return found


def _without_comma(text: str, table: tables.Tables) -> tuple[str, str]:
    """The name in its usual order, and the generation: "Jay, Peter, Baron Jay", "Bush, Jr."."""
    head, *tails = text.split(",")
    generation, inverted = "", False
    for tail in tails:
        words = [m.group(2) for m in _WORD.finditer(tail)]
        if not words:
            continue
        first = words[0].lower()
        if len(words) == 1 and first in table.generations:
            generation = table.generations[first]
        elif first in table.nobles:
            if len(head.split()) == 1:
                head = f"{head} {_estate(words[1:])}"
        elif _ROMAN.fullmatch(words[0]):
            head = f"{head} {words[0]}"
        elif not inverted and len(words) <= 3:
            head, inverted = f"{tail} {head}", True
    return head, generation


def _estate(words: list[str]) -> str:
    """ "Chalker" of "Baroness Chalker of Wallasey", "Snowdon" of "Earl of Snowdon"."""
    ofs = [i for i, word in enumerate(words) if i and word == "of"]
    return " ".join(words[: ofs[0]] if ofs else words)


def _without_titles(tokens: list[_Token], table: tables.Tables) -> list[_Token]:
    if len(tokens) > 2 and tokens[0].word in table.particles and tokens[1].word in table.titles:
        tokens = tokens[1:]  # "le pape François"
    start = 0
    for i, token in enumerate(tokens):
        left = len(tokens) - i - 1
        sure = token.word in table.titles
        if left < (1 if sure else 2) or tokens[i + 1].joined:
            break
        if not sure and token.word not in table.perhaps_titles:
            break
        start = i + 1
    return tokens[start:]


def _initials_apart(tokens: list[_Token], table: tables.Tables) -> list[_Token]:
    """ "JD Vance" as "J. D. Vance"; capitals with a vowel may be a family name: "HU Jintao"."""
    if len(tokens) < 2 or tokens[-1].written.isupper():
        return tokens
    first = tokens[0]
    if not _INITIALS.fullmatch(first.written) or first.word in table.families:
        return tokens
    return [*(_Token(c.lower(), c, False, True) for c in first.written), *tokens[1:]]


def _number(token: _Token, last: bool) -> str:
    """The number of a monarch or of a grandson, as Roman numerals: "XIV", "I" for "1er"."""
    if _ROMAN.fullmatch(token.written) or _FIRST.fullmatch(token.written):
        return "I" if _FIRST.fullmatch(token.written) else token.written
    return token.written if last and not token.dot and token.written in ("I", "V", "X") else ""


def _counted(tokens: list[_Token], table: tables.Tables) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that count, and the particles between them."""
    end = len(tokens) - 1
    ends = [tokens[0].word, tokens[-1].word] if end > 0 else []
    shared = any(word in table.families for word in ends)
    words, particles = list[str](), list[str]()
    for i, token in enumerate(tokens):
        inside = 0 < i < end and not token.dot
        prefix = i == 0 < end and tokens[1].joined
        if inside and token.word in table.nobles:
            continue
        if (inside or prefix) and not shared and _is_particle(token, table):
            particles.append(token.word)
        else:
            words += _servant(token.word, i < end, table)
    return tuple(words[:MOST_WORDS]), tuple(particles)


def _hyphened(tokens: list[_Token]) -> frozenset[str]:
    joined = [i for i, token in enumerate(tokens) if token.joined]
    return frozenset(tokens[k].word for i in joined for k in (i - 1, i))


def _is_particle(token: _Token, table: tables.Tables) -> bool:
    known = token.word in table.particles or token.word in table.filial
    return known and (len(token.word) > 1 or token.written.islower())


def _servant(word: str, more: bool, table: tables.Tables) -> list[str]:
    """ "Abdel Fattah", "Abd el-Fattah" and "Abdulfattah" as one: abd, fattah."""
    if not word.startswith("abd"):
        return [word]
    if more and table.servant.fullmatch(word):
        return ["abd"]
    joined = table.servant_joined.match(word)
    return ["abd", word[joined.end() :]] if joined else [word]
