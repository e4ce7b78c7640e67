"""Events the text describes but does not name: "the summit", "le défilé militaire".

A definite event noun becomes an Event of this article alone (its id holds the article's);
later mentions with the same noun point to the first unless their words contradict it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.gazetteer import slug
from kg.language import Language
from kg.mentions.index import Index, by_sentence
from kg.model import Article, Entity, Mention, Sentence, Token
from kg.tree import Tree

_INSIDE = ("amod", "compound", "nmod", "num", "poss", "flat")


def described(
    article: Article, sentences: Sequence[Sentence], named: Sequence[Mention], language: Language
) -> Iterator[Mention]:
    """Mentions of the events that definite descriptions denote."""
    known: dict[str, list[tuple[frozenset[str], Entity]]] = {}
    for sentence, names in zip(sentences, by_sentence(sentences, named), strict=True):
        tree, index = Tree(sentence), Index(sentence, names)
        for token in sentence.tokens:
            yield from _agreement(tree, token, index, language)
            concept = language.mentions.event_nouns.get(token.lemma)
            proper = token.pos == "PROPN" and tree.child(token.i, "compound")
            if concept is None or not (token.pos == "NOUN" or proper):
                continue
            if index.at(token) or not _definite(tree, token, language):
                continue
            inside = _phrase(tree, token, index, language)
            content = _content(tree, token, language)
            start, end = inside[0].start, inside[-1].end
            text = sentence.text[start - sentence.start : end - sentence.start]
            told = known.setdefault(concept, [])
            entity = _same(told, content)
            if entity is None:
                label = _without_place(tree, token, inside, text, index, language)
                # The same id in every language: the first summit of an article is its summit.
                number = f"-{len(told) + 1}" if told else ""
                entity = Entity(f"{concept}{number}--{slug(article.id[-6:])}", "Event", label)
                told.append((content, entity))
            yield Mention(entity, text, start, end, "description")


def _agreement(tree: Tree, noun: Token, index: Index, language: Language) -> Iterator[Mention]:
    """ "the Geneva agreement", "l'accord de Genève": named by the place where it was made."""
    if noun.lemma not in language.mentions.placed_agreements or index.at(noun):
        return
    for t in tree.children(noun.i, "compound", "nmod"):
        near = t.i == noun.i - 1 if t.role == "compound" else noun.i < t.i <= noun.i + 3
        of = t.role == "compound" or t.case in language.extract.genitive
        for place in index.outer(t) if near and of else ():
            if place.entity.kind in ("Place", "InternationalOrganisation"):
                start, end = min(noun.start, place.start), max(noun.end, place.end)
                sentence = tree.sentence
                text = sentence.text[start - sentence.start : end - sentence.start]
                entity = Entity(f"{place.entity.id}-agreement", "Agreement", text)
                yield Mention(entity, text, start, end, "description")
                return


def _content(tree: Tree, head: Token, language: Language) -> frozenset[str]:
    """The words that tell one event of a kind from another: of "the NATO summit on Sunday in
    Riga" that it is NATO's; when and where it is are said of it."""
    genitive = language.extract.genitive
    own = [
        t
        for t in tree.children(head.i, *_INSIDE)
        if t.role != "num" and (t.role != "nmod" or t.case in genitive)
    ]
    return frozenset(w.lemma for t in own for w in (t, *tree.children(t.i, "compound", "flat")))


def _without_place(
    tree: Tree, head: Token, inside: Sequence[Token], text: str, index: Index, language: Language
) -> str:
    """The description up to a place at its end: the place is said of it, not its name."""
    for t in tree.children(head.i, "nmod"):
        place = any(m.entity.kind in ("Place", "State") for m in index.at(t))
        if place and t.case in language.extract.locative and t in inside:
            before = min((c.start for c in tree.children(t.i, "case", "det")), default=t.start)
            if before > head.end:
                return text[: before - inside[0].start].strip()
    return text


def _definite(tree: Tree, token: Token, language: Language) -> bool:
    if "Number=Plur" in token.features and not tree.child(token.i, "amod", "nmod", "compound"):
        return False
    below = tree.children(token.i)
    pointed = any(t.text.lower() in language.mentions.demonstratives for t in below)
    return pointed or any(t.role in ("amod", "compound", "poss", "nmod") for t in below)


def _phrase(tree: Tree, head: Token, index: Index, language: Language) -> list[Token]:
    """The noun phrase without its determiner, company, and what follows a clause or comma."""
    inside = {head.i}
    queue = [head.i]
    while queue:
        for t in tree.children(queue.pop()):
            placed = t.case in language.extract.locative and index.at(t)
            away = t.role == "nmod" and t.case not in language.extract.genitive and not placed
            if away and (t.head == head.i or t.case in language.extract.comitative):
                continue  # "the protest against X on Sunday" is the protest
            if t.role in _INSIDE or (t.role in ("case", "det") and t.head != head.i):
                inside.add(t.i)
                queue.append(t.i)
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while tree.tokens[first].role in ("det", "poss", "num", "case", "punct") and first < head.i:
        first += 1
    while tree.tokens[last].role in ("det", "case", "punct") and last > head.i:
        last -= 1
    return list(tree.tokens[first : last + 1])


def _same(known: list[tuple[frozenset[str], Entity]], content: frozenset[str]) -> Entity | None:
    for words, entity in known:
        if content <= words or words <= content:
            return entity
    return None
