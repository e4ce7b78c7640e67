"""The rule extractor: an article's sentences and names -> its claims.

It reads an article in two passes: offices first, since "the Russian minister" later points
to whoever was given that office; then, with coreference done, sentence by sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.confidence import Weights
from kg.extract import quotes
from kg.extract.ends import Ends
from kg.extract.offices import Held
from kg.extract.sentence import Context, SentenceReader
from kg.gazetteer import Gazetteer
from kg.language import Language
from kg.mentions import coreference, events, posts, programmes
from kg.mentions.index import Index, by_sentence
from kg.model import Article, Claim, Mention, Sentence
from kg.ontology import Ontology


class Reader:
    """Reads one article. ``mentions`` are its names and all that points back to them."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        named: Sequence[Mention],
        ontology: Ontology,
        gazetteer: Gazetteer,
        language: Language,
        weights: Weights,
    ) -> None:
        self.sentences = sentences
        self.context = Context(article, ontology, gazetteer, language, weights)
        self.mentions = self._mentions(named)

    def claims(self) -> list[Claim]:
        """All claims of the article, in order; the surest of those that say the same."""
        best: dict[tuple[int, str, str, str], Claim] = {}
        for sentence, inside in self._split(self.mentions):
            for claim in SentenceReader(self.context, sentence, inside).claims():
                key = (sentence.index, claim.subject.id, claim.relation, claim.object.id)
                if key not in best or best[key].confidence < claim.confidence:
                    best[key] = claim
                self.context.judged.setdefault(key[1:], claim.modality)
        return sorted(best.values(), key=lambda c: (c.sentence.start, c.subject.start, c.id))

    def _mentions(self, named: Sequence[Mention]) -> list[Mention]:
        context = self.context
        named = [
            m
            for sentence, inside in self._split(named)
            for m in SentenceReader(context, sentence, inside).unmistaken()
        ]
        for mention in sorted(named, key=lambda m: (m.start, m.end)):
            for entity in (mention.entity, *mention.readings):
                if entity.kind == "State":
                    context.named.append((mention.end, entity))
            for office in context.gazetteer.offices.get(mention.entity.id, ()):
                body = context.gazetteer.entities[office.body]
                if body.kind == "State":
                    context.named.append((mention.end, body))
                    break
        day = context.article.published
        holders = posts.holders(named, context.gazetteer, day)
        for sentence, inside in self._split(named):
            for held in SentenceReader(context, sentence, inside).offices():
                self._note(held)
                holders.setdefault(held.body.id, set()).add(held.person.entity.id)
        duties: dict[str, set[str]] = {}
        for (person, relation), body in context.known.items():
            if body.kind == "State":
                duties.setdefault(person, set()).add(relation)
        for ident in {m.entity.id for m in named}:
            for office in context.gazetteer.offices.get(ident, ()):
                if context.gazetteer.entities[office.body].kind == "State":
                    duties.setdefault(ident, set()).add(office.relation)
        self._note_listed(named)
        described = events.described(context.article, self.sentences, named, context.language)
        armed = programmes.programmes(self.sentences, named, context.gazetteer, context.language)
        both = [*named, *described, *armed]
        resolver = coreference.Coreference(
            context.gazetteer,
            context.language,
            context.ontology.is_a,
            holders,
            duties,
            context.ontology.titles.get(context.language.code, {}),
            context.states,
            context.article.published,
        )
        both += resolver.resolve(self.sentences, both)
        context.quotes += self._quotes(both)
        words = context.language.mentions.first_person
        return [*both, *quotes.first_person(context.quotes, self.sentences, words)]

    def _quotes(self, mentions: Sequence[Mention]) -> Iterator[quotes.Quote]:
        """The quotations of the article, once all who may speak are known."""
        article, language = self.context.article, self.context.language
        inside = by_sentence(self.sentences, mentions)

        def ends(sentence: Sentence) -> Ends:
            index = Index(sentence, inside[sentence.index])
            tree = self.context.tree(sentence)
            return Ends(tree, index, self.context.ontology, language, {})

        start = article.body_start
        return quotes.quotes(article.text, start, self.sentences, ends, language)

    def _split(self, mentions: Sequence[Mention]) -> Iterator[tuple[Sentence, list[Mention]]]:
        return zip(self.sentences, by_sentence(self.sentences, mentions), strict=True)

    def _note(self, held: Held) -> None:
        relation = self.context.ontology.relations[held.relation]
        self.context.known.setdefault((held.person.entity.id, held.relation), held.body)
        if relation.acts_for and held.body.kind == "State":
            self.context.states.setdefault(held.person.entity.id, held.body)

    def _note_listed(self, named: Sequence[Mention]) -> None:
        """Listed office holders act for their State too."""
        gazetteer, relations = self.context.gazetteer, self.context.ontology.relations
        for ident in sorted({m.entity.id for m in named}):
            for office in gazetteer.offices.get(ident, ()):
                body = gazetteer.entities[office.body]
                begun = posts.begun(office, self.context.article.published)
                if begun and relations[office.relation].acts_for and body.kind == "State":
                    self.context.states.setdefault(ident, body)
