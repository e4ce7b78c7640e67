"""ontology/*.ttl -> relations, classes, triggers and examples, ready for the extractor.

``load`` reads the Turtle once and reports all faults at once. No relation's name stands in
Python: what a relation does follows from what its block says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg import language as languages
from kg import resources
from kg.errors import DataError
from kg.triggers import Pattern, noun_pattern, verb_pattern

KG = Namespace("https://w3id.org/geokg/ontology#")
SCHEMA = Namespace("https://schema.org/")
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
    graph: Graph = field(default_factory=Graph)

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
    graph = Graph()
    for file in FILES:
        graph.parse(folder / file, format="turtle")
    onto = Ontology(graph=graph)
    faults: list[str] = []
    onto.broader = _broader(graph)
    onto.words = _word_classes(graph)
    onto.word_kinds = _word_kinds(graph)
    for node in _sorted(graph.subjects(RDF.type, KG.Relation)):
        relation = _relation(graph, node)
        onto.relations[relation.name] = relation
        for classes in (relation.domain, relation.range):
            faults += [
                f"{relation.name}: there is no class kg:{name}"
                for name in sorted(classes - onto.broader.keys())
            ]
        onto.examples += _examples(graph, node, SKOS.example, relation.name, faults)
        onto.counter_examples += _examples(graph, node, KG.counterExample, relation.name, faults)
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


def _sorted(nodes: Iterator[Node]) -> list[Node]:
    return sorted(set(nodes), key=str)


def _local(node: Node | None) -> str:
    return str(node).removeprefix(str(KG))


def _locals(graph: Graph, node: Node, predicate: URIRef) -> frozenset[str]:
    return frozenset(_local(o) for o in graph.objects(node, predicate))


def _relation(graph: Graph, node: Node) -> Relation:
    types = _locals(graph, node, RDF.type)
    parent = graph.value(node, RDFS.subPropertyOf)
    reached = graph.value(node, KG.reachesClause)
    plover, cameo = graph.value(node, KG.plover), graph.value(node, KG.cameo)
    return Relation(
        name=_local(node),
        labels={
            o.language or "": str(o)
            for o in graph.objects(node, RDFS.label)
            if isinstance(o, Literal)
        },
        symmetric="SymmetricRelation" in types,
        event="EventRelation" in types,
        state_level=graph.value(node, KG.stateLevel) == Literal(True),
        domain=_locals(graph, node, SCHEMA.domainIncludes),
        range=_locals(graph, node, SCHEMA.rangeIncludes),
        parent=_local(parent) if parent else None,
        plover=str(plover) if plover else None,
        cameo=str(cameo) if cameo else None,
        structures=_structures(graph, node),
        acts_for=graph.value(node, KG.actsFor) == Literal(True),
        nearest_body=graph.value(node, KG.nearestBody) == Literal(True),
        host_acts=graph.value(node, KG.hostActs) == Literal(True),
        occasions=graph.value(node, KG.occasions) == Literal(True),
        nationality=graph.value(node, KG.nationality) == Literal(True),
        adverbial=graph.value(node, KG.adverbial) == Literal(True),
        partisan=graph.value(node, KG.partisan) == Literal(True),
        measures=_locals(graph, node, KG.measuredBy),
        reaches_clause=str(reached) if reached else None,
        reaches_owner=graph.value(node, KG.reachesOwner) == Literal(True),
    )


def _structures(graph: Graph, node: Node) -> dict[str, frozenset[str]]:
    """``kg:structure "genitive Organisation"`` -> {"genitive": {"Organisation"}}; a structure
    without classes holds for the whole domain."""
    domain = _locals(graph, node, SCHEMA.domainIncludes)
    rows = [str(o).split() for o in graph.objects(node, KG.structure)]
    return {kind: frozenset(classes) or domain for kind, *classes in rows}


def _joined(titles: dict[tuple[str, ...], tuple[str, ...]]) -> JoinedTitles:
    relations = {"".join(words): names for words, names in titles.items()}
    # Two letters too: the first token of "l'envoyé" is shorter than three.
    starts: dict[str, int] = {}
    for title in relations:
        for start in {title[:n] for n in (1, 2, 3)}:
            starts[start] = max(len(title), starts.get(start, 0))
    return JoinedTitles(relations, starts, 2 * max(map(len, titles)))


def _broader(graph: Graph) -> dict[str, frozenset[str]]:
    """Every kg: class -> itself and all kg: classes above it."""
    classes = {c for c in graph.subjects(RDFS.subClassOf, None) if str(c).startswith(str(KG))}
    classes |= {c for c in graph.objects(None, RDFS.subClassOf) if str(c).startswith(str(KG))}
    return {
        _local(c): frozenset(
            _local(above)
            for above in graph.transitive_objects(c, RDFS.subClassOf)
            if str(above).startswith(str(KG))
        )
        for c in classes
    }


def _word_classes(graph: Graph) -> dict[tuple[str, str], frozenset[tuple[str, ...]]]:
    found: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for node in graph.subjects(RDF.type, KG.WordClass):
        for member in graph.transitive_objects(node, KG.includes):
            for word in graph.objects(member, KG.word):
                if isinstance(word, Literal):
                    key = (_local(node), word.language or "")
                    phrase = tuple(str(word).lower().replace("’", "'").split())
                    found.setdefault(key, set()).add(phrase)
    return {key: frozenset(phrases) for key, phrases in found.items()}


def _word_kinds(graph: Graph) -> dict[str, frozenset[str]]:
    nodes = sorted(graph.subjects(RDF.type, KG.WordClass), key=str)
    return {_local(node): _locals(graph, node, KG.includesKind) for node in nodes}


def _texts(graph: Graph, node: Node, predicate: URIRef) -> Iterator[tuple[str, str]]:
    """(text, language) of every literal, sorted."""
    literals = [o for o in graph.objects(node, predicate) if isinstance(o, Literal)]
    for literal in sorted(literals, key=lambda o: (o.language or "", str(o))):
        yield str(literal), literal.language or ""


def _triggers(graph: Graph, onto: Ontology) -> list[str]:
    """Compile all triggers into ``onto``; return what is wrong with them."""
    faults = []
    for node in _sorted(graph.subjects(RDF.type, KG.Relation)):
        name = _local(node)
        for predicate, compile_ in ((KG.trigger, verb_pattern), (KG.nounTrigger, noun_pattern)):
            for text, lang in _texts(graph, node, predicate):
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
        for text, lang in _texts(graph, node, KG.titleTrigger):
            titles = onto.titles.setdefault(lang, {})
            phrase = tuple(text.lower().replace("’", "'").split())
            titles[phrase] = (*titles.get(phrase, ()), name)
    for table in onto.patterns.values():
        for patterns in table.values():
            patterns.sort(key=lambda p: (-p.rank, p.relation, p.text))
    return faults


def _examples(
    graph: Graph, node: Node, predicate: URIRef, relation: str, faults: list[str]
) -> Iterator[Example]:
    for marked, lang in _texts(graph, node, predicate):
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
        if predicate == SKOS.example and set(spans) != {"]", "}"}:
            faults.append(f"{relation}: example without [subject] and {{object}}: {marked}")
        yield Example(relation, lang, plain, spans.get("]"), spans.get("}"))
