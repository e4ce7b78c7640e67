"""Names nobody listed: what the model's NER finds, and organisations by the shape of their name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from kg.gazetteer import fold, slug, words
from kg.language import Language
from kg.mentions.index import Index, by_sentence
from kg.model import Entity, Mention, Sentence, Token

_HOLDERS = ("Organisation", "GovernmentBody")


def unlisted(
    sentences: Sequence[Sentence],
    known: Sequence[Mention],
    language: Language,
    undecided: Container[tuple[str, ...]] = (),
) -> list[Mention]:
    """Mentions for names nobody listed: from the model's NER and from organisation patterns.

    ``undecided`` are surnames of several listed people: alone they found no node.
    """
    spans: list[tuple[Sentence, list[Token], str, str]] = []
    for sentence, inside in zip(sentences, by_sentence(sentences, known), strict=True):
        index = Index(sentence, inside)
        taken: set[int] = set()
        for tokens, kind in _organisations(sentence, index, language):
            taken.update(t.i for t in tokens)
            spans.append((sentence, tokens, kind, "pattern"))
        for tokens in (*_classed(sentence, index, language), *_owning(sentence, index, language)):
            if taken.isdisjoint(t.i for t in tokens):
                taken.update(t.i for t in tokens)
                spans.append((sentence, tokens, "Organisation", "pattern"))
        for tokens, recognised in _recognised(sentence, language):
            if any(t.lemma in language.mentions.group_nouns for t in tokens[1:]) and any(
                m.source == "demonym" for t in tokens for m in index.at(t)
            ):
                continue  # "Syrian Government" is Syria, not an organisation
            event = any(t.lemma in language.mentions.event_nouns for t in tokens)
            kind = "Event" if event and recognised != "Person" else recognised
            above = sentence.tokens[tokens[0].head]
            if above.lemma in language.mentions.site_nouns and tokens[0].role in ("appos", "flat"):
                kind = "Organisation"  # "la chaîne X"
            if taken.isdisjoint(t.i for t in tokens) and _free(tokens, index, kind):
                taken.update(t.i for t in tokens)
                spans.append((sentence, tokens, kind, "ner"))
    named = [(_text(sentence, tokens), tokens, kind, by) for sentence, tokens, kind, by in spans]
    # A small model calls the same name a person here and a place there.
    counts = Counter((words(name), kind == "Person") for name, _, kind, _ in named)
    shaped = {words(name) for name, _, _, by in named if by == "pattern"}
    people = {w for w, person in counts if person and 2 * counts[w, True] >= counts[w, False]}
    named = [
        (name, tokens, "Person" if words(name) in people - shaped else kind, by)
        for name, tokens, kind, by in named
    ]
    vessels = language.mentions.vessel_prefixes
    named = [
        (name, tokens, "Weapon" if name.split()[0] in vessels else kind, by)
        for name, tokens, kind, by in named
    ]
    register = _Register(known)
    for name, _, kind, _ in sorted(named, key=lambda n: -len(words(n[0]))):
        register.add(name, kind, founds=words(name) not in undecided)
    return [
        Mention(register.entities[words(name)], name, tokens[0].start, tokens[-1].end, by)
        for name, tokens, _, by in named
        if words(name) in register.entities
    ]


def nests(mention: Mention) -> bool:
    """A state or place may stand inside an organisation's name."""
    return mention.entity.kind in ("State", "Place")


def _text(sentence: Sentence, tokens: Sequence[Token]) -> str:
    return sentence.text[tokens[0].start - sentence.start : tokens[-1].end - sentence.start]


def _free(tokens: Sequence[Token], index: Index, kind: str) -> bool:
    """A name may not cut a listed one; it may hold a demonym or, for people, a weak surname."""
    start, end = tokens[0].start, tokens[-1].end
    for token in tokens:
        for mention in index.at(token):
            inside = start <= mention.start and mention.end <= end
            longer = end - start > mention.end - mention.start
            holds = kind in _HOLDERS and nests(mention)
            if not (inside and longer and holds):
                return False
    return True


def _recognised(sentence: Sentence, language: Language) -> Iterator[tuple[list[Token], str]]:
    """The model's names, without determiners, titles and honorifics at their edges."""
    m = language.mentions
    common = m.group_nouns | m.state_nouns | m.person_nouns | m.place_nouns | m.event_nouns.keys()
    spans: list[tuple[list[Token], str]] = []
    for token in sentence.tokens:
        iob, _, kind = token.ner.partition("-")
        if not kind:
            continue
        if iob == "I" and spans and spans[-1][1] == kind and spans[-1][0][-1].i == token.i - 1:
            spans[-1][0].append(token)
        else:
            spans.append(([token], kind))
    for tokens, kind in spans:
        _extend(sentence, tokens, kind)
    known = {t.i for tokens, _ in spans for t in tokens}
    spans += [(row, "Person") for row in _titled(sentence, language) if row[0].i not in known]
    for tokens, kind in spans:
        trimmed = _trim(tokens, kind, language)
        if len(trimmed) == 1 and trimmed[0].lemma in common:
            continue
        if kind != "Person" and trimmed and trimmed[0].lemma in m.person_nouns:
            continue  # "Présidente du syndicat" is no body
        if trimmed and trimmed[0].text[:1].isupper() and any(c.isalpha() for c in trimmed[0].text):
            yield trimmed, kind


def _titled(sentence: Sentence, language: Language) -> Iterator[list[Token]]:
    """ "the minister, Antoine Lescure": a name of two words beside a title is a person's."""
    nouns = language.mentions.person_nouns | language.mentions.counterpart_nouns
    for name in sentence.tokens:
        noun = sentence.tokens[name.head]
        if name.role != "appos" or name.pos != "PROPN" or name.ner or noun.lemma not in nouns:
            continue
        row = [t for t in sentence.tokens if t.head == name.i and t.role in ("flat", "compound")]
        row = sorted([name, *row], key=lambda t: t.i)
        together = row[-1].i - row[0].i == len(row) - 1
        if len(row) > 1 and together and all(t.text[:1].isupper() and not t.ner for t in row):
            yield row


def _extend(sentence: Sentence, tokens: list[Token], kind: str) -> None:
    """ "Antoine | Lescure": the model saw the first name alone."""
    while kind == "Person" and tokens[-1].i + 1 < len(sentence.tokens):
        after = sentence.tokens[tokens[-1].i + 1]
        joined = after.role in ("flat", "compound") or tokens[-1].head == after.i
        if after.ner or after.pos != "PROPN" or not joined or not after.text[:1].isupper():
            return
        tokens.append(after)


def _trim(tokens: list[Token], kind: str, language: Language) -> list[Token]:
    words_ = language.mentions
    edges = {"DET", "PUNCT", "ADP", "CCONJ", "PART"}
    while tokens and (
        tokens[0].pos in edges
        or fold(tokens[0].text) in words_.honorifics
        or (kind == "Person" and tokens[0].lemma in words_.person_nouns)
    ):
        tokens = tokens[1:]
    titles = words_.person_nouns | words_.vague_titles
    while tokens and (
        tokens[-1].pos in edges
        or tokens[-1].text in ("'s", "’s")
        # "Boreal Executive | Director X"
        or (kind != "Person" and len(tokens) > 1 and tokens[-1].lemma in titles)
    ):
        tokens = tokens[:-1]
    return tokens


def _organisations(
    sentence: Sentence, index: Index, language: Language
) -> Iterator[tuple[list[Token], str]]:
    """Names around a capitalised word such as Institute, Commission, Parti, with their kind."""
    used: set[int] = set()
    for token in sentence.tokens:
        head = token.lemma in language.mentions.organisation_heads
        organ = _state_body(sentence, token, index, language)
        if organ:
            used.update(t.i for t in organ)
            yield organ, "GovernmentBody"
            continue
        if not head or not token.text[:1].isupper() or token.i in used:
            continue
        if any(m.entity.kind not in ("State", "Place") for m in index.at(token)):
            continue
        tokens = _grow(sentence, token, index, language)
        if len(tokens) > 1:
            used.update(t.i for t in tokens)
            body = token.lemma in language.mentions.body_nouns
            yield tokens, "GovernmentBody" if body else "Organisation"


_OPENING, _CLOSING = frozenset('«“"'), frozenset('»”"')
_LONGEST_QUOTED = 8
"""Words of the longest name in quotation marks."""


def _owning(sentence: Sentence, index: Index, language: Language) -> Iterator[list[Token]]:
    """ "Boreal's chief executive": whoever has one is a body, though nobody knows it."""
    m = language.mentions
    for token in sentence.tokens:
        title = sentence.tokens[token.head]
        owner = token.role == "poss" and token.pos == "PROPN" and not token.ner
        if not owner or title.lemma not in m.vague_titles | m.party_heads or index.at(token):
            continue
        row = [t for t in sentence.tokens if t.head == token.i and t.role == "compound"]
        row = sorted([token, *row], key=lambda t: t.i)
        if row[-1].i - row[0].i == len(row) - 1 and not any(index.at(t) or t.ner for t in row):
            yield row


def _classed(sentence: Sentence, index: Index, language: Language) -> Iterator[list[Token]]:
    """ "l'ONG « Les Amis du Lac »", "the charity Boreal Aid": what follows the noun is a name."""
    tokens = sentence.tokens
    for noun in tokens[:-1]:
        kinds = language.mentions.class_nouns
        acronym = noun.text.lower() in kinds and noun.pos == "NOUN"  # "l'ONG"
        if not acronym and (noun.lemma not in kinds or not noun.text[:1].islower()):
            continue
        after = tokens[noun.i + 1]
        if after.text in _OPENING:
            row = tokens[after.i + 1 : after.i + 2 + _LONGEST_QUOTED]
            end = next((k for k, t in enumerate(row) if t.text in _CLOSING), 0)
            if end and row[0].text[:1].isupper():
                yield list(row[:end])
            continue
        run: list[Token] = []
        for t in tokens[after.i :]:
            epithet = run and t.pos == "ADJ" and t.head in {r.i for r in run}  # "Marée grise"
            if index.at(t) or not (_capital(t) or epithet) or t.pos == "PUNCT":
                break
            run.append(t)
        if run and run[0].pos not in ("DET", "ADP") and not run[0].ner.endswith("Person"):
            yield run


def _state_body(sentence: Sentence, head: Token, index: Index, language: Language) -> list[Token]:
    """ "the Estonian parliament", "le ministère norvégien de la Défense": the body with the
    adjective of its State, and with its field; [] without such an adjective."""
    named = head.text[:1].isupper() or index.outer(head)
    if named or head.lemma not in language.mentions.state_bodies:
        return []
    inside = {head.i}
    queue = [head.i]
    adjective = False
    while queue:
        i = queue.pop()
        for t in sentence.tokens:
            if t.head != i or t.i == i:
                continue
            owned = any(m.source == "demonym" for m in index.at(t))
            field = t.role == "compound" or (
                t.role == "nmod" and t.case in language.extract.genitive and not index.at(t)
            )
            linked = t.role in ("case", "det") and i != head.i
            if (owned and i == head.i) or field or linked:
                adjective |= owned
                inside.add(t.i)
                queue.append(t.i)
    row = sorted(inside)
    together = row == list(range(row[0], row[-1] + 1))
    return [sentence.tokens[i] for i in row] if adjective and together else []


def _grow(sentence: Sentence, head: Token, index: Index, language: Language) -> list[Token]:
    """The name around its head noun: capitalised words before, a capitalised or attached
    complement after ("Institut coréen pour l'unification nationale")."""
    tokens = sentence.tokens
    first = head.i
    while (
        first and _capital(tokens[first - 1]) and tokens[first - 1].pos in ("PROPN", "ADJ", "NOUN")
    ):
        first -= 1
    if first == 0 and head.i > 0 and tokens[0].pos == "DET":
        first = 1
    last = head.i
    for token in tokens[head.i + 1 :]:
        linked = token.lemma in language.mentions.name_links
        attached = token.pos in ("NOUN", "ADJ", "PROPN") and _hangs(token, first)
        apart = language.code == "en" and tokens[token.i - 1].i in (head.i, last)
        if _capital(token) and apart and token.pos == "PROPN" and _titled_here(token, language):
            break  # "Rivage Bank CEO Oscar Tellin"
        if _capital(token) or (attached and language.code != "en"):
            if any(m.entity.kind == "Person" for m in index.at(token)):
                break
            last = token.i
        elif not linked or _leads_to_state(token, tokens, index, language):
            break
    return list(tokens[first : last + 1])


def _titled_here(token: Token, language: Language) -> bool:
    """Whether a capitalised word is a title or begins a person's name."""
    m = language.mentions
    titles = m.person_nouns | m.honorifics | m.vague_titles
    return token.lemma in titles or token.ner.endswith("Person")


def _leads_to_state(
    token: Token, tokens: Sequence[Token], index: Index, language: Language
) -> bool:
    """Whether the word only places what stands before it: "the institute [in] Latvia"."""
    after = index.at(token.i + 1) if token.i + 1 < len(tokens) else []
    return token.lemma in language.extract.inside and any(m.entity.kind == "State" for m in after)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _hangs(token: Token, first: int) -> bool:
    """Whether the word is an adjective or complement inside the phrase that began at ``first``."""
    return token.role in ("nmod", "obl", "amod", "flat") and first <= token.head < token.i


class _Register:
    """The entities of names nobody listed, one per name of an article."""

    def __init__(self, known: Iterable[Mention]) -> None:
        self.entities: dict[tuple[str, ...], Entity] = {}
        self.surnames: dict[str, list[Entity]] = {}
        for mention in known:
            if mention.entity.kind == "Person":
                full = words(mention.text)
                if len(full) > 1:
                    self._own(full[-1], mention.entity)

    def _own(self, surname: str, entity: Entity) -> None:
        owners = self.surnames.setdefault(surname, [])
        if entity not in owners:
            owners.append(entity)

    def add(self, name: str, kind: str, *, founds: bool) -> None:
        """Note a name; a person's surname alone founds nothing when somebody owns it."""
        key = words(name)
        ident = slug(name)
        if not ident or key in self.entities:
            return
        if kind == "Person" and len(key) == 1 and len(self.surnames.get(key[0], ())) == 1:
            self.entities[key] = self.surnames[key[0]][0]
            return
        if not founds:
            return
        entity = Entity(ident, kind, " ".join(name.split()))
        self.entities[key] = entity
        if kind == "Person" and len(key) > 1:
            self._own(key[-1], entity)
