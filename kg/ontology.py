"""ontology/*.ttl -> relations, classes, triggers and examples, ready for the extractor.

``load`` reads the Turtle once and reports all faults at once. No relation's name stands in
Python: what a relation does follows from what its block says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg import language as languages
from kg import resources
from kg.errors import DataError
from kg.triggers import Pattern, noun_pattern, verb_pattern
from kg.turtle import Triples

FILES = ("core.ttl", "words.ttl", "relations.ttl")


@dataclass(frozen=True)
class Example:
    """A sentence of the ontology; ``subject`` and ``object`` are offsets into ``text``."""

    relation: str
    lang: str
    text: str
    subject: tuple[int, int] | None = None
    object: tuple[int, int] | None = None


@dataclass(frozen=True)
class Relation:
    """One relation: what its block in relations.ttl says."""

    name: str
    labels: dict[str, str]
    symmetric: bool
    event: bool
    state_level: bool
    domain: frozenset[str]
    range: frozenset[str]
    parent: str | None
    plover: str | None
    cameo: str | None
    structures: dict[str, frozenset[str]]
    """genitive, locative, appositive -> the classes whose members it is said of."""
    acts_for: bool
    """Who holds this office acts for the State: its deeds are the State's."""
    reaches_owner: bool
    """What is done to a thing is done to its owner: "condemned China's decision"."""
    measures: frozenset[str] = frozenset()
    """Word classes whose amounts in the clause are the quantity of a claim."""
    reaches_clause: str | None = None
    """The role in an embedded clause that may be the object."""
    partisan: bool = False
    """Expressed by a word for a party's members."""
    nationality: bool = False
    """Expressed by a State's adjective beside an occupation."""
    occasions: bool = False
    """Between whoever speaks at an event and the event."""
    nearest_body: bool = False
    adverbial: bool = False
    """"During a visit to Y, X said": the visit is X's."""
    host_acts: bool = False
    """The State where it happens does it, for want of another."""


@dataclass(frozen=True)
class JoinedTitles:
    """The titles of a language without spaces, since tokenizers disagree on where
    "chef d'état-major" is cut: title -> relations; ``starts``: their first letters (one to three)
    -> letters of the longest title that begins so."""

    relations: dict[str, tuple[str, ...]]
    starts: dict[str, int]
    longest: int
    """The most tokens a title may be cut into."""

    def reach(self, text: str) -> int:
        """The letters of the longest title that may begin as ``text`` does; 0 when none may."""
        return self.starts.get(text[:3], 0)


@dataclass
class Ontology:
    """Everything the ontology says, in the shapes its users need.

    ``patterns``: language -> head lemma -> patterns, most specific first. ``titles``:
    language -> title phrase (tuple of words) -> relations. ``words``: (class, language) ->
    phrases (tuples of lemmas). ``broader``: class -> itself and its superclasses.
    """

    relations: dict[str, Relation] = field(default_factory=dict)
    patterns: dict[str, dict[str, list[Pattern]]] = field(default_factory=dict)
    titles: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    joined_titles: dict[str, JoinedTitles] = field(default_factory=dict)
    words: dict[tuple[str, str], frozenset[tuple[str, ...]]] = field(default_factory=dict)
    word_kinds: dict[str, frozenset[str]] = field(default_factory=dict)
    """Word class -> the kinds of entities whose names belong to it."""
    _phrases: dict[tuple[tuple[str, ...], str], frozenset[tuple[str, ...]]] = field(
        default_factory=dict
    )
    _things: dict[str, frozenset[str]] = field(default_factory=dict)
    broader: dict[str, frozenset[str]] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    counter_examples: list[Example] = field(default_factory=list)

    @property
    def symmetric(self) -> frozenset[str]:
        """Relations that hold both ways."""
        return frozenset(r.name for r in self.relations.values() if r.symmetric)

    @property
    def events(self) -> frozenset[str]:
        """Relations that happen at a time, as against lasting ties and offices."""
        return frozenset(r.name for r in self.relations.values() if r.event)

    @property
    def supers(self) -> dict[str, str]:
        """Relation -> its super-relation, where it has one."""
        return {r.name: r.parent for r in self.relations.values() if r.parent}

    @property
    def families(self) -> dict[str, str]:
        """Relation -> its PLOVER root ("CONSULT" for "CONSULT/visit")."""
        return {r.name: r.plover.split("/")[0] for r in self.relations.values() if r.plover}

    @property
    def kinds(self) -> frozenset[str]:
        """The classes of entities."""
        return frozenset(name for name, above in self.broader.items() if "Entity" in above)

    def phrases(self, classes: tuple[str, ...], lang: str) -> frozenset[tuple[str, ...]]:
        """The words of some word classes, as tuples of lemmas."""
        key = (classes, lang)
        if key not in self._phrases:
            parts = (self.words.get((name, lang), frozenset()) for name in classes)
            self._phrases[key] = frozenset().union(*parts)
        return self._phrases[key]

    def things(self, lang: str) -> frozenset[str]:
        """The single words of all word classes: missiles, troops, aid."""
        if lang not in self._things:
            names = tuple(name for name, code in self.words if code == lang)
            self._things[lang] = frozenset(p[0] for p in self.phrases(names, lang) if len(p) == 1)
        return self._things[lang]

    def is_a(self, kind: str, classes: frozenset[str]) -> bool:
        """Whether an entity of this kind belongs to one of the classes."""
        return not classes.isdisjoint(self.broader.get(kind, frozenset({kind})))


@cache
def load(folder: Path = resources.ONTOLOGY) -> Ontology:
    """The ontology of ``folder``. Raises DataError with every fault found."""
    graph = Triples(folder / file for file in FILES)
    onto = Ontology()
    faults: list[str] = []
    onto.broader = _broader(graph)
    onto.words = _word_classes(graph)
    onto.word_kinds = _word_kinds(graph)
    for node in graph.instances("kg:Relation"):
        relation = _relation(graph, node)
        onto.relations[relation.name] = relation
        for classes in (relation.domain, relation.range):
            faults += [
                f"{relation.name}: there is no class kg:{name}"
                for name in sorted(classes - onto.broader.keys())
            ]
        onto.examples += _examples(graph, node, "skos:example", relation.name, faults)
        onto.counter_examples += _examples(graph, node, "kg:counterExample", relation.name, faults)
    faults += _triggers(graph, onto)
    onto.joined_titles = {lang: _joined(titles) for lang, titles in onto.titles.items()}
    faults += [
        f"{r.name}: there is no super-relation {r.parent}"
        for r in onto.relations.values()
        if r.parent and r.parent not in onto.relations
    ]
    if faults:
        raise DataError(faults, where=folder.name)
    return onto


def _local(node: str) -> str:
    return node.removeprefix("kg:")


def _locals(graph: Triples, node: str, predicate: str) -> frozenset[str]:
    return frozenset(map(_local, graph.names(node, predicate)))


def _relation(graph: Triples, node: str) -> Relation:
    types = _locals(graph, node, "rdf:type")
    parents = graph.names(node, "rdfs:subPropertyOf")
    return Relation(
        name=_local(node),
        labels={lang: text for text, lang in graph.texts(node, "rdfs:label")},
        symmetric="SymmetricRelation" in types,
        event="EventRelation" in types,
        state_level=graph.text(node, "kg:stateLevel") == "true",
        domain=_locals(graph, node, "schema:domainIncludes"),
        range=_locals(graph, node, "schema:rangeIncludes"),
        parent=_local(parents[0]) if parents else None,
        plover=graph.text(node, "kg:plover"),
        cameo=graph.text(node, "kg:cameo"),
        structures=_structures(graph, node),
        acts_for=graph.text(node, "kg:actsFor") == "true",
        nearest_body=graph.text(node, "kg:nearestBody") == "true",
        host_acts=graph.text(node, "kg:hostActs") == "true",
        occasions=graph.text(node, "kg:occasions") == "true",
        nationality=graph.text(node, "kg:nationality") == "true",
        adverbial=graph.text(node, "kg:adverbial") == "true",
        partisan=graph.text(node, "kg:partisan") == "true",
        measures=_locals(graph, node, "kg:measuredBy"),
        reaches_clause=graph.text(node, "kg:reachesClause"),
        reaches_owner=graph.text(node, "kg:reachesOwner") == "true",
    )


def _structures(graph: Triples, node: str) -> dict[str, frozenset[str]]:
    """``kg:structure "genitive Organisation"`` -> {"genitive": {"Organisation"}}; a structure
    without classes holds for the whole domain."""
    domain = _locals(graph, node, "schema:domainIncludes")
    rows = [text.split() for text, _ in graph.texts(node, "kg:structure")]
    return {kind: frozenset(classes) or domain for kind, *classes in rows}


def _joined(titles: dict[tuple[str, ...], tuple[str, ...]]) -> JoinedTitles:
    relations = {"".join(words): names for words, names in titles.items()}
    # Two letters too: the first token of "l'envoyé" is shorter than three.
    starts: dict[str, int] = {}
    for title in relations:
        for start in {title[:n] for n in (1, 2, 3)}:
            starts[start] = max(len(title), starts.get(start, 0))
    return JoinedTitles(relations, starts, 2 * max(map(len, titles)))


def _broader(graph: Triples) -> dict[str, frozenset[str]]:
    """Every kg: class -> itself and all kg: classes above it."""
    classes = {c for pair in graph.pairs("rdfs:subClassOf") for c in pair if c.startswith("kg:")}
    return {
        _local(c): frozenset(
            _local(above) for above in graph.reach(c, "rdfs:subClassOf") if above.startswith("kg:")
        )
        for c in classes
    }


def _word_classes(graph: Triples) -> dict[tuple[str, str], frozenset[tuple[str, ...]]]:
    found: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for node in graph.instances("kg:WordClass"):
        for member in graph.reach(node, "kg:includes"):
            for word, lang in graph.texts(member, "kg:word"):
                phrase = tuple(word.lower().replace("’", "'").split())
                found.setdefault((_local(node), lang), set()).add(phrase)
    return {key: frozenset(phrases) for key, phrases in found.items()}


def _word_kinds(graph: Triples) -> dict[str, frozenset[str]]:
    nodes = graph.instances("kg:WordClass")
    return {_local(node): _locals(graph, node, "kg:includesKind") for node in nodes}


def _triggers(graph: Triples, onto: Ontology) -> list[str]:
    """Compile all triggers into ``onto``; return what is wrong with them."""
    faults = []
    for node in graph.instances("kg:Relation"):
        name = _local(node)
        for predicate, compile_ in (("kg:trigger", verb_pattern), ("kg:nounTrigger", noun_pattern)):
            for text, lang in graph.texts(node, predicate):
                try:
                    pattern = compile_(name, text, languages.load(lang))
                except ValueError as error:
                    faults.append(f"{name}: trigger {text!r}@{lang}: {error}")
                    continue
                for fixed in pattern.fixed:
                    faults += [
                        f"{name}: trigger {text!r}@{lang}: there is no word class {word}"
                        for word in fixed.words
                        if fixed.word_class and (word, lang) not in onto.words
                    ]
                for head in pattern.heads:
                    onto.patterns.setdefault(lang, {}).setdefault(head, []).append(pattern)
        for text, lang in graph.texts(node, "kg:titleTrigger"):
            titles = onto.titles.setdefault(lang, {})
            phrase = tuple(text.lower().replace("’", "'").split())
            titles[phrase] = (*titles.get(phrase, ()), name)
    for table in onto.patterns.values():
        for patterns in table.values():
            patterns.sort(key=lambda p: (-p.rank, p.relation, p.text))
    return faults


def _examples(
    graph: Triples, node: str, predicate: str, relation: str, faults: list[str]
) -> Iterator[Example]:
    for marked, lang in graph.texts(node, predicate):
        spans: dict[str, tuple[int, int]] = {}
        plain = ""
        begin = 0
        for char in marked:
            if char in "[{":
                begin = len(plain)
            elif char in "]}":
                spans[char] = (begin, len(plain))
            else:
                plain += char
        if predicate == "skos:example" and set(spans) != {"]", "}"}:
            faults.append(f"{relation}: example without [subject] and {{object}}: {marked}")
        yield Example(relation, lang, plain, spans.get("]"), spans.get("}"))
