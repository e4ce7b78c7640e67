"""What reading left untold, for those who widen the lexicon: ``kg check --coverage``.

Sentences with two actors and no claim, words that stand between two actors without being a
trigger, names nobody listed. Nothing here is a fault: most of it is no relation at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from kg.extract.frames import Frames
from kg.language import Language
from kg.mentions.index import Index, by_sentence
from kg.model import Claim, Mention, Sentence, Token
from kg.ontology import Ontology
from kg.read import Extracted
from kg.tree import Tree

_ACTORS = frozenset({"Actor"})
_CLAUSES = ("relcl", "acl", "advcl", "ccomp", "parataxis")
_ARGUMENTS = ("poss", "amod", "compound", "nmod", "agent")
_NAMES = ("ner", "pattern")


@dataclass(frozen=True, slots=True)
class Silent:
    """A sentence with two actors and no claim, and the article it stands in."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A verb or noun that stood between two actors without a claim.

    ``words`` is its lemma with its particle and the preposition of the second actor. ``known``:
    it heads a trigger already, which did not match. ``count`` is of different sentences, since
    agencies' texts come again and again; ``example`` is the first of them.
    """

    lang: str
    kind: Literal["verb", "noun"]
    words: str
    known: bool
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name found by reading that seeds/entities does not list; ``kind`` is a guess."""

    text: str
    kind: str
    count: int


@dataclass(frozen=True)
class Coverage:
    """What was counted over all articles. ``words`` and ``names`` come most frequent first,
    and words that head no trigger before those that do."""

    articles: int
    sentences: int
    overlong: int
    """Sentences that are not read because of their length; ``sentences`` leaves them out."""
    paired: int
    """Sentences with two different actors in them."""
    silent: tuple[Silent, ...]
    words: tuple[Word, ...]
    names: tuple[Name, ...]


def count(
    readings: Iterable[Extracted], ontology: Ontology, language: Callable[[str], Language]
) -> Coverage:
    """What the articles name without saying anything of it. ``language``: code -> language."""
    articles = sentences = overlong = paired = 0
    silent: list[Silent] = []
    words: dict[tuple[str, Literal["verb", "noun"], str, bool], dict[str, None]] = {}
    names: Counter[tuple[str, str]] = Counter()
    for reading in readings:
        articles += 1
        sentences += len(reading.sentences)
        overlong += reading.overlong
        speech = language(reading.article.lang)
        names.update(
            (m.entity.label, m.entity.kind)
            for m in reading.mentions
            if not m.entity.listed and m.source in _NAMES
        )
        inside = by_sentence(reading.sentences, reading.mentions)
        for sentence, mentions in zip(reading.sentences, inside, strict=True):
            claims = [c for c in reading.claims if c.sentence.start == sentence.start]
            gaps = _Gaps(sentence, mentions, claims, ontology, speech)
            if not gaps.paired():
                continue
            paired += 1
            if not claims:
                silent.append(Silent(reading.article.source, sentence.text))
            for kind, word, known in gaps.words():
                words.setdefault((speech.code, kind, word, known), {})[sentence.text] = None
    found = [Word(*key, len(texts), next(iter(texts))) for key, texts in words.items()]
    return Coverage(
        articles,
        sentences,
        overlong,
        paired,
        tuple(silent),
        tuple(sorted(found, key=lambda w: (w.lang, w.known, -w.count, w.words, w.kind))),
        tuple(Name(*key, n) for key, n in sorted(names.items(), key=lambda i: (-i[1], i[0]))),
    )


class _Gaps:
    """The words of one sentence that stand between two actors without a claim."""

    def __init__(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        claims: Sequence[Claim],
        ontology: Ontology,
        language: Language,
    ) -> None:
        self.tree = Tree(sentence)
        self.index = Index(sentence, mentions)
        self.claims = claims
        self.ontology = ontology
        self.words_of = language.extract
        self.sources = language.stance.sources
        self.frames = Frames(self.tree, language, self.index.at)
        m = language.mentions
        self.no_events = m.person_nouns | m.group_nouns | m.institution_nouns | m.state_nouns
        self.no_events |= m.place_nouns | m.party_heads | m.counterpart_nouns
        self.no_events |= {title[0] for title in ontology.titles.get(language.code, {})}
        patterns = ontology.patterns.get(language.code, {})
        self.heads = {
            kind: {head for head, found in patterns.items() if any(map(fits, found))}
            for kind, fits in (
                ("verb", lambda p: p.kind != "noun"),
                ("noun", lambda p: p.kind == "noun"),
            )
        }

    def paired(self) -> bool:
        """Whether two different actors stand in the sentence."""
        return len({m.entity.id for m in self._actors(t.i for t in self.tree.tokens)}) > 1

    def words(self) -> Iterator[tuple[Literal["verb", "noun"], str, bool]]:
        """(kind, words, whether they head a trigger), one for each verb or noun."""
        for token in self.tree.tokens:
            if token.pos == "VERB" and token.role not in ("aux", "aux_pass", "cop"):
                yield from self._verb(token)
            elif token.pos == "NOUN" and token.lemma not in self.no_events:
                yield from self._noun(token)

    def _verb(self, token: Token) -> Iterator[tuple[Literal["verb"], str, bool]]:
        frame = self.frames.verb(token.i)
        near = self._below(frame.subjects)
        ends = [("", i) for i in frame.objects]
        ends += [
            (o.case, o.token) for o in frame.obliques if not o.near and o.case not in self.sources
        ]
        open_ = [(case, i) for case, i in ends if self._apart(near, self._below([i]))]
        if not open_ or any(self._told(near, self._below([i])) for _, i in ends):
            return
        case, _ = open_[0]
        carried = token.lemma in self.words_of.light_verbs
        things = [self.tree.tokens[i] for i in frame.objects if carried and not self.index.at(i)]
        parts = [
            *("se" for _ in self.tree.children(token.i, "refl")[:1]),
            token.lemma,
            *(t.lemma for t in self.tree.children(token.i, "prt")),
            *(t.lemma for t in things[:1]),
            case or self._inner_case(things[:1]),
        ]
        # A light verb means what its noun means: "hold talks with".
        head, kind = (things[0], "noun") if things else (token, "verb")
        yield "verb", " ".join(filter(None, parts)), head.lemma in self.heads[kind]

    def _noun(self, token: Token) -> Iterator[tuple[Literal["noun"], str, bool]]:
        if any(m.source != "description" for m in self.index.at(token)):
            return
        ends = [t for t in self.tree.children(token.i, *_ARGUMENTS) if self._below([t.i])]
        after = [t for t in ends if t.case]
        owned = any(self._owner(t) for t in ends)
        pairs = list(combinations([self._below([t.i]) for t in ends], 2)) if owned else []
        for t in after:
            if t.case in self.words_of.pair:  # "talks between X and Y"
                pairs += combinations([self._below([j]) for j in self.tree.conjuncts(t.i)], 2)
        apart = after and any(self._apart(*pair) for pair in pairs)
        if apart and not any(self._told(*pair) for pair in pairs):
            yield "noun", f"{token.lemma} {after[-1].case}", token.lemma in self.heads["noun"]

    def _owner(self, token: Token) -> bool:
        """Whether the word below a noun may say whose it is or who did it."""
        words = self.words_of
        return not token.case or token.case in words.genitive or token.case in words.agent

    def _inner_case(self, nouns: Sequence[Token]) -> str:
        """The preposition of an actor below the noun that a verb carries."""
        below = (t for noun in nouns for t in self.tree.children(noun.i, "nmod"))
        return next((t.case for t in below if self._below([t.i])), "")

    def _below(self, tops: Iterable[int]) -> list[Mention]:
        """The actors in the phrases of the words at ``tops``, without their clauses."""
        found: set[int] = set()
        queue = list(tops)
        while queue:
            i = queue.pop()
            if i not in found:
                found.add(i)
                queue += [t.i for t in self.tree.children(i) if t.role not in _CLAUSES]
        return self._actors(sorted(found))

    def _actors(self, places: Iterable[int]) -> list[Mention]:
        mentions = {m: None for i in places for m in self.index.outer(i)}
        return [m for m in mentions if self.ontology.is_a(m.entity.kind, _ACTORS)]

    def _apart(self, near: Sequence[Mention], far: Sequence[Mention]) -> bool:
        """Whether one side holds an actor the other does not."""
        return any(a.entity.id != b.entity.id for a, b in product(near, far))

    def _told(self, near: Sequence[Mention], far: Sequence[Mention]) -> bool:
        """Whether a claim joins the two sides."""
        return any(
            (_is(c.subject.start, c.subject.id, a) and _is(c.object.start, c.object.id, b))
            or (_is(c.subject.start, c.subject.id, b) and _is(c.object.start, c.object.id, a))
            for c in self.claims
            for a, b in product(near, far)
        )


def _is(start: int, ident: str, mention: Mention) -> bool:
    """Whether an end of a claim is the mention: an official may stand for the State."""
    return ident == mention.entity.id or mention.start <= start < mention.end
