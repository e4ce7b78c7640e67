"""How sure, and who says so: polarity, modality and speaker of a predicate.

The judgement climbs from the predicate to the root of its sentence: auxiliaries, moods and
negations of each clause on the way, and what each embedding verb does to what it embeds
("denied that …", "plans to …", "said that …").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.language import Language
from kg.model import Modality, Polarity, Token
from kg.tree import Tree

_COMPLEMENT = ("xcomp", "ccomp", "obj", "subj_pass", "parataxis")
_MARKS = frozenset('«»“”"')
_TARGET = ("for", "of", "à", "de")
"""Prepositions of what a verb is about: "called for talks", but not "said during talks"."""


@dataclass(frozen=True, slots=True)
class Stance:
    """``speaker`` is the position of the word that denotes who says so, or None."""

    polarity: Polarity
    modality: Modality
    speaker: int | None


@dataclass(slots=True)
class _Evidence:
    """What was seen on the way up."""

    negations: int = 0
    possible: bool = False
    planned: bool = False
    speaker: int | None = None


class Judge:
    """Judges the predicates of one sentence."""

    def __init__(self, tree: Tree, language: Language) -> None:
        self.tree = tree
        self.words = language.stance
        self.raising = language.extract.raising_verbs

    def stance(self, head: int, used: Iterable[int] = ()) -> Stance:
        """Polarity, modality and speaker of the predicate at ``head``.

        ``used`` are the words of its expression: "imposed no sanctions" is negated by a word of
        "sanctions".
        """
        seen = _Evidence()
        node: Token | None = self.tree.tokens[head]
        if any(self._negator(t) for i in used if i != head for t in self.tree.children(i, "det")):
            seen.negations += 1
        if node is not None and self._headline(node):
            seen.planned = True
        if node is not None and node.lemma in self.words.awaited:
            seen.planned = True
        if self.tree.sentence.text.rstrip("»\"”' ").endswith("?"):
            seen.possible = True
        while node is not None:
            self._look_at(node, seen)
            node = self._climb(node, seen)
        seen.speaker = seen.speaker if seen.speaker is not None else self._source(head)
        modality: Modality = (
            "possible" if seen.possible else "planned" if seen.planned else "asserted"
        )
        return Stance("negated" if seen.negations % 2 else "affirmed", modality, seen.speaker)

    def _headline(self, node: Token) -> bool:
        """ "Macron to visit Egypt": an infinitive that nothing governs."""
        to = any(t.lemma == "to" for t in self.tree.children(node.i, "aux", "mark"))
        return node.role == "root" and to and bool(self.tree.child(node.i, "subj"))

    def _look_at(self, node: Token, seen: _Evidence) -> None:
        """What the clause of ``node`` itself says: negation, auxiliaries, mood, adverbs."""
        below = self.tree.children(node.i)
        subjects = [t for t in below if t.role in ("subj", "subj_pass")]
        named = [j for t in subjects for j in self.tree.conjuncts(t.i)]
        joined = [c for j in named for c in self.tree.children(j, "cc", "det", "advmod")]
        marked = any(t.lemma in self.words.negation_marks for t in below)
        paired = marked and any(t.lemma in self.words.paired_negators for t in below)
        if paired or any(self._negator(t) for t in (*below, *joined)):  # "ni X ni Y n'ont reconnu"
            seen.negations += 1
            # "There is no evidence that …": neither done nor excluded.
            seen.possible |= node.lemma in self.words.evidence
        verbs = [node, *(t for t in below if t.role in ("aux", "aux_pass", "cop"))]
        reported = self._reported(node)
        for verb in verbs:
            if not verb.features.isdisjoint(self.words.rumour_mood):
                # "announced that he would come": the future seen from the past.
                seen.planned |= reported
                seen.possible |= not reported
            if "Tense=Fut" in verb.features or verb.lemma in self.words.future_auxiliaries:
                seen.planned = seen.planned or verb.role != "root" or "Tense=Fut" in verb.features
            if verb.role == "aux" and verb.lemma in self.words.past_future and reported:
                seen.planned = True
            elif verb.role == "aux" and verb.lemma in self.words.possible:
                seen.possible = True
        for t in below:
            if t.role in ("mark", "case") and t.lemma in self.words.conditional_marks:
                seen.possible = True
            if t.role in ("advmod", "amod") or (t.role == "obl" and t.pos == "ADV"):
                seen.possible = seen.possible or t.lemma in self.words.possible
                seen.planned = seen.planned or t.lemma in self.words.planned

    def _reported(self, node: Token) -> bool:
        """Whether the clause is what somebody said."""
        above = self.tree.parent(node.i)
        said = above is not None and above.lemma in self.words.reporting
        return said and node.role == "ccomp"

    def _negator(self, token: Token) -> bool:
        if token.role not in ("neg", "advmod", "det", "mark", "case", "cc", "dep", "obj", "subj"):
            return False
        return token.lemma in self.words.negators or token.text.lower() in self.words.negators

    def _climb(self, node: Token, seen: _Evidence) -> Token | None:
        """The clause that embeds ``node``'s, or None where its own responsibility begins."""
        above = self.tree.parent(node.i)
        if above is None:
            return None
        if node.role == "conj":
            return self._past_conjunct(node, above, seen)
        infinitive = any(t.lemma == "to" for t in self.tree.children(node.i, "aux", "mark"))
        if node.role in ("appos", "dep") or (node.role == "relcl" and not infinitive):
            return None
        past = "VerbForm=Part" in node.features and "Tense=Pres" not in node.features
        if node.role in ("acl", "amod") and node.pos == "VERB" and past:
            return None  # "the tariffs imposed by X will be lifted": they were imposed
        if node.role == "advcl" and not node.case:
            self._adverbial(node, above, seen)
            return None
        if self._to_end(node, above):
            return None
        self._embed(node, above, seen)
        return above

    def _to_end(self, node: Token, above: Token) -> bool:
        """ "called for an end to the attacks": they go on."""
        higher = self.tree.parent(above.i)
        ending = above.lemma in self.words.negating_nouns and node.pos == "NOUN"
        return ending and higher is not None and higher.lemma in self.words.possible

    def _past_conjunct(self, node: Token, first: Token, seen: _Evidence) -> Token | None:
        """A coordinated verb shares auxiliaries and embedding with the first one."""
        own = self.tree.child(node.i, "subj", "subj_pass")
        if own is None:
            shared = [t for t in self.tree.children(first.i, "aux") if t.i < node.i]
            if not self.tree.children(node.i, "aux"):
                seen.possible |= any(t.lemma in self.words.possible for t in shared)
                seen.planned |= any(t.lemma in self.words.future_auxiliaries for t in shared)
        above = self.tree.parent(first.i)
        if above is None or first.role in ("relcl", "appos", "dep", "advcl"):
            return None
        self._embed(first, above, seen)
        return above

    def _adverbial(self, node: Token, above: Token, seen: _Evidence) -> None:
        """A purpose ("to sell …") is planned; what one is asked to do is possible."""
        marks = {t.lemma for t in self.tree.children(node.i, "mark", "aux", "case")}
        infinitive = "VerbForm=Inf" in node.features or "to" in marks
        if infinitive:
            if above.lemma in self.words.possible:
                seen.possible = True
            elif above.lemma in self.words.negating:
                seen.negations += 1
            else:
                seen.planned = True

    def _embed(self, node: Token, above: Token, seen: _Evidence) -> None:
        """What the word above makes of what it embeds: "denied that", "plans for a visit"."""
        noun = node.pos in ("NOUN", "PROPN", "ADJ") and "VerbForm=Inf" not in node.features
        clause = node.role in _COMPLEMENT or node.role in ("acl", "nmod", "advcl", "relcl")
        clause = clause or (node.role == "obl" and (not noun or node.case in _TARGET))
        # "a visit is possible", "une coopération semble inévitable"
        clause = clause or (noun and node.role == "subj" and self._judges(above))
        if not clause:
            return
        lemma, words = above.lemma, self.words
        content = node.role in ("ccomp", "parataxis", "xcomp")
        quoted = content and self._quoted(node, above)
        # "hopes to buy": what one means to do oneself is no report, "calls on X to buy" is.
        willing = lemma in words.planned or lemma in words.possible
        vowed = node.role == "xcomp" and willing and not self.tree.child(above.i, "obj")
        said = content or (node.role == "advcl" and node.case)
        if lemma in words.reporting and said and not vowed:
            seen.speaker = self._speaker(above, seen, inverted=node.i < above.i)
            # "is believed to have attacked"
            unnamed = node.role == "xcomp" and self.tree.child(above.i, "aux_pass")
            seen.possible |= bool(unnamed) and seen.speaker is None
        if quoted:
            return  # what is quoted is as certain as it says itself
        carried = self.tree.children(above.i, "obj") if node.role in ("obl", "nmod") else []
        ended = node.role in ("obj", "subj_pass", "acl", "relcl") and noun and lemma in words.ending
        if ended or any(t.lemma in words.negating_nouns for t in carried):
            seen.negations += 1  # "lifted its veto", "put an end to cooperation with"
        pending = self.tree.children(above.i, "advmod") if node.role == "xcomp" else []
        if lemma in words.pending_verbs and any(t.lemma in words.pending for t in pending):
            seen.negations += 1  # "has yet to recognise"
        if noun and node.role == "subj" and lemma in words.negating:
            return  # "the talks failed": they took place
        if lemma in words.negating or lemma in words.negating_nouns:
            seen.negations += 1
            # "did not rule out attacking": neither done nor excluded.
            seen.possible |= any(self._negator(t) for t in self.tree.children(above.i))
        elif node.role == "ccomp" and lemma in words.telling:
            pass  # "told reporters that he met": only "told X to meet" is a request
        elif lemma in words.possible and node.role != "subj_pass":
            seen.possible = True
        elif lemma in words.planned and (not noun or node.role in ("obj", "nmod", "subj_pass")):
            seen.planned = True
        elif node.role == "xcomp" and (lemma in words.being or above.text.lower() in words.planned):
            seen.planned = True  # "is going to", "was about to"

    def _quoted(self, node: Token, above: Token) -> bool:
        """Whether a quotation mark stands between a clause and the verb that reports it."""
        low, high = sorted((node.i, above.i))
        return any(t.text in _MARKS for t in self.tree.tokens[low + 1 : high])

    def _judges(self, predicate: Token) -> bool:
        """Whether a predicate says of its subject how real it is."""
        return predicate.pos == "ADJ" or predicate.lemma in self.raising

    def _speaker(self, verb: Token, seen: _Evidence, *, inverted: bool = False) -> int | None:
        if seen.speaker is not None:
            return seen.speaker
        subject = self.tree.child(verb.i, "subj", "agent")
        inverted = inverted or verb.role in ("parataxis", "dep")
        if subject is None and inverted:  # "…, a déclaré X"
            subject = self.tree.child(verb.i, "obj")
        return subject.i if subject is not None else None

    def _source(self, head: int) -> int | None:
        """Who says so by "according to X" or by an incise ("…, X said, …")."""
        above = [self.tree.tokens[head], *self.tree.ancestors(head)]
        line = {t.i for t in above}
        for token in self.tree.tokens:
            if token.case in self.words.sources and (token.head in line or token.i not in line):
                return token.i
            said = token.role in ("parataxis", "dep") and token.lemma in self.words.reporting
            if said and token.i not in line and token.head in line:
                speaker = self._speaker(token, _Evidence())
                if speaker is not None:
                    return speaker
        return None
