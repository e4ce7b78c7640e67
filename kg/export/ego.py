"""The surroundings of one thing in a graph: whom it has to do with, and how one knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from rdflib import PROV, RDF, RDFS, Graph, Literal
from rdflib.term import Node

from kg.model import Modality
from kg.network import local, read_network
from kg.pagedata import clean
from kg.terms import KG, printable

if TYPE_CHECKING:
    import networkx

MOST = 30
"""Things in a picture. Of dev_en's best connected state 40 left no room for the words on lines."""


@dataclass(frozen=True)
class Actor:
    """A thing in the picture; ``weight`` is how many of the statements shown are about it."""

    id: str
    label: str
    kind: str
    weight: int


@dataclass(frozen=True)
class Tie:
    """All statements between two actors, told by the best documented one of them.

    ``one`` and ``other`` are the indices of its subject and object, ``stance`` a key of
    ``kg.drawing.DASHES``, ``count`` the number of statements and ``sources`` that of the
    sources of this one.
    """

    one: int
    other: int
    relation: str
    stance: str
    count: int
    sources: int


@dataclass(frozen=True)
class Ego:
    """``actors``, the one it is about first; ``left_out``, how many more are as near.

    ``articles`` are those behind the statements, ``days`` the first and the last of theirs and
    ``as_of`` the last day of any article of the graph, "" where no article has one.
    """

    actors: Sequence[Actor]
    ties: Sequence[Tie]
    left_out: int
    articles: int
    days: tuple[str, str]
    as_of: str

    @property
    def statements(self) -> int:
        return sum(tie.count for tie in self.ties)


def ego(graph: Graph, about: Node, hops: int = 1, lang: str = "en") -> Ego:
    """What is at most ``hops`` statements away from ``about``, a thing of ``graph``.

    The ``MOST`` best documented are kept: the nearer first, then those with more sources. A
    statement of a thing about itself is left out.
    """
    network = read_network(graph)
    centre = local(about)
    # A thing that only speaks, or has only an office, is in no statement.
    network.add_node(centre, label=_label(graph, about, lang), kind=_kind(graph, about))
    kept, left_out = _nearest(network, centre, hops)
    index = {id_: i for i, id_ in enumerate(kept)}
    bundles: dict[frozenset[str], list[tuple[str, str, str, dict[str, Any]]]] = defaultdict(list)
    for one, other, key, edge in network.subgraph(kept).edges(keys=True, data=True):
        if one != other:
            bundles[frozenset((one, other))].append((one, other, key, edge))
    shown = {key for bundle in bundles.values() for _, _, key, _ in bundle}
    evidence = _evidence(graph, shown)
    ties = [_tie(bundle, index, evidence) for bundle in bundles.values()]
    weights = Counter[int]()
    for tie in ties:
        weights.update({tie.one: tie.count, tie.other: tie.count})
    iris = _iris(graph, network, about)
    actors = [
        Actor(id_, _label(graph, iris[id_], lang), network.nodes[id_]["kind"], weights[i])
        for i, id_ in enumerate(kept)
    ]
    articles = {article for _, found in evidence.values() for article in found}
    days = _days(graph, articles)
    every = _days(graph, graph.subjects(RDF.type, KG.Article))
    ties.sort(key=lambda t: (0 not in (t.one, t.other), -t.sources, -t.count, t.one, t.other))
    ends = (days[0], days[-1]) if days else ("", "")
    return Ego(actors, ties, left_out, len(articles), ends, every[-1] if every else "")


def _nearest(network: networkx.MultiDiGraph, centre: str, hops: int) -> tuple[list[str], int]:
    """The ids of what is near, ``centre`` first, and how many there was no room for."""
    around = network.to_undirected(as_view=True)
    kept, missed, edge = [centre], set[str](), {centre}
    for _ in range(hops):
        support: Counter[str] = Counter()
        for near in edge:
            for far in around[near]:
                if far not in kept:
                    support[far] += sum(e.get("sources", 1) for e in around[near][far].values())
        ranked = sorted(support, key=lambda id_: (-support[id_], id_))
        room = MOST - len(kept)
        kept += ranked[:room]
        missed |= set(ranked[room:])
        edge = set(ranked[:room])
    return kept, len(missed - set(kept))


def _tie(
    bundle: list[tuple[str, str, str, dict[str, Any]]],
    index: dict[str, int],
    evidence: dict[str, tuple[str, set[Node]]],
) -> Tie:
    def documented(edge: tuple[str, str, str, dict[str, Any]]) -> tuple[int, int, str]:
        return -edge[3].get("sources", 1), -edge[3].get("claims", 1), edge[2]

    one, other, key, edge = min(bundle, key=documented)
    stance = "disputed" if edge.get("disputed") == "true" else evidence[key][0]
    sources = edge.get("sources", 1)
    return Tie(index[one], index[other], edge["relation"], stance, len(bundle), sources)


def _evidence(graph: Graph, keys: set[str]) -> dict[str, tuple[str, set[Node]]]:
    """Statement -> how sure it is (a modality, or denied) and the articles that tell it."""
    modalities, articles = defaultdict[str, set[str]](set), defaultdict[str, set[Node]](set)
    for claim, statement in graph.subject_objects(KG.statement):
        key = local(statement)
        if key in keys:
            if graph.value(claim, KG.polarity) == KG.affirmed:
                modalities[key].add(local(graph.value(claim, KG.modality)))
            articles[key].update(o for o in graph.objects(claim, PROV.wasDerivedFrom))
    order = get_args(Modality)
    sure = {key: next((m for m in order if m in modalities[key]), "denied") for key in keys}
    return {key: (sure[key], articles[key]) for key in keys}


def _days(graph: Graph, articles: Iterable[Node]) -> list[str]:
    days = (graph.value(article, KG.published) for article in articles)
    return sorted(str(day) for day in days if day is not None)


def _iris(graph: Graph, network: networkx.MultiDiGraph, about: Node) -> dict[str, Node]:
    found = {local(about): about}
    for role in (RDF.subject, RDF.object):
        for thing in graph.objects(None, role):
            found.setdefault(local(thing), thing)
    return {id_: found[id_] for id_ in network}


def _label(graph: Graph, thing: Node, lang: str) -> str:
    """The label in ``lang``, else in English, else any, fit to be shown; the id without one."""
    names = [o for o in graph.objects(thing, RDFS.label) if isinstance(o, Literal)]
    ranked = sorted(names, key=lambda o: (o.language != lang, o.language != "en", str(o)))
    shown = (" ".join(clean(printable(str(name))).split()) for name in ranked)
    return next((name for name in shown if name), local(thing))


def _kind(graph: Graph, thing: Node) -> str:
    return min((local(kind) for kind in graph.objects(thing, RDF.type)), default="Entity")
