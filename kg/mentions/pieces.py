"""Listed names that are only pieces of other names: of a person, a firm, a part of a country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.gazetteer import Gazetteer, fold, slug, words
from kg.language import Language
from kg.mentions.context import around, covered, first_name, unknown_people
from kg.model import Entity, Mention, Sentence


def whole(
    text: str,
    named: Iterable[Mention],
    sentences: Sequence[Sentence],
    gazetteer: Gazetteer,
    language: Language,
) -> list[Mention]:
    """The mentions of ``named`` that stand for themselves; of a part of a State, the part."""
    named = list(named)
    begun = {m.start for m in named}
    full = [m for m in named if len(words(m.text)) > 1]
    others = unknown_people(sentences, full, language) - {
        words(n)[-1] for m in full if m.entity.kind == "Person" for n in m.entity.names()
    }
    kept: list[Mention] = []
    for mention in named:
        if kept and mention.start < kept[-1].end:
            continue  # the adjective of a region: "Suisse [romande]"
        if _namesake(mention, sentences, gazetteer, language):
            continue
        if mention.entity.kind == "Person" and words(mention.text) in {(o,) for o in others}:
            continue  # "Thiel", after "Norbert Thiel"
        if _hyphened(text, mention, begun, sentences):
            continue
        if _cut(mention, named, sentences) or _feature(mention, sentences, language):
            continue
        kept.append(_region(text, mention, named, sentences, language) or mention)
    return kept


def _namesake(
    mention: Mention, sentences: Sequence[Sentence], gazetteer: Gazetteer, language: Language
) -> bool:
    """Whether a name follows another's first name: "Antoine Lescure" is not Roland Lescure,
    and "Denzel Washington" no capital."""
    if len(words(mention.text)) > 1:
        return False
    token, before, after = around(mention, sentences)
    if mention.entity.kind in _ALONE and token is not None and after is not None:
        begins = token.ner == "B-Person" and after.ner == "I-Person" and after.pos == "PROPN"
        if begins and mention.source == "gazetteer":
            return True  # "Salvador Brenn"
    if before is None:
        return False
    if mention.entity.kind != "Person":
        called = fold(before.text) in gazetteer.first_names and before.pos == "PROPN"
        return called and token is not None and token.ner == "I-Person"
    known = {w for name in mention.entity.names() for w in words(name)}
    return fold(before.text) not in known and first_name(token, before, language)


def _cut(mention: Mention, named: Sequence[Mention], sentences: Sequence[Sentence]) -> bool:
    """Whether the model's name of a party began before the listed one: "Social | Democratic
    Party"; but "the German Green Party" has its State before it."""
    token, before, _ = around(mention, sentences)
    if mention.entity.kind != "Party" or token is None or before is None:
        return False
    longer = token.ner == "I-Organisation" and before.text[:1].isupper()
    return longer and not any(m.start <= before.start < m.end for m in named)


def _feature(mention: Mention, sentences: Sequence[Sentence], language: Language) -> bool:
    """ "le lac de Bienne", "Lake Geneva": not the town after which it is named."""
    sentence, inside = covered(mention, sentences)
    if sentence is None or mention.entity.kind != "Place" or mention.source != "gazetteer":
        return False
    features = language.mentions.feature_nouns
    linked = sentence.tokens[max(inside[0].i - 1, 0)]
    if linked.text.lower() in features and linked.text[:1].isupper():
        return inside[0].i > 0
    above = sentence.tokens[inside[0].head]
    named = inside[0].case in language.extract.genitive and above.i == inside[0].i - 2
    return named and above.lemma in features


_ALONE = ("State", "Place")


def _hyphened(text: str, mention: Mention, begun: set[int], sentences: Sequence[Sentence]) -> bool:
    """Whether a hyphen joins a place to a name nobody listed: "France-Marie", "Basel-Mulhouse";
    but not "Russia-China", nor "Iran-Backed"."""
    if mention.entity.kind not in _ALONE or mention.source != "gazetteer":
        return False
    end = mention.end
    if text[end : end + 1] != "-" or not text[end + 1 : end + 2].isupper() or end + 1 in begun:
        return False
    sentence, _ = covered(mention, sentences)
    joined = [t for t in sentence.tokens if t.end > end + 1] if sentence else []
    return bool(joined) and joined[0].pos not in _ACTING


_ACTING = ("VERB", "AUX", "ADJ")


def _region(
    text: str,
    mention: Mention,
    named: Sequence[Mention],
    sentences: Sequence[Sentence],
    language: Language,
) -> Mention | None:
    """ "Suisse romande" is a part of Switzerland, with a name of its own."""
    if mention.entity.kind != "State" or mention.source != "gazetteer":
        return None
    sentence, inside = covered(mention, sentences)
    after = sentence.tokens[inside[-1].i + 1 :][:1] if sentence else ()
    for token in after:
        demonym = any(m.start == token.start and m.source == "demonym" for m in named)
        epithet = demonym and token.head in {t.i for t in inside}
        regional = language.mentions.region_adjectives
        if token.text.islower() and (epithet or token.text in regional or token.lemma in regional):
            words_ = text[mention.start : token.end]
            part = Entity(slug(words_), "Place", words_)
            return Mention(part, words_, mention.start, token.end, "pattern")
    return None
