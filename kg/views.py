"""The content of a build directory as somebody wants to see it: under another policy, without
claims that are not sure enough, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from rdflib import Graph

from kg import archive, gazetteer, ontology, page, rdf, statements
from kg import claims as claim_io
from kg import report as report_io
from kg.directory import CLAIMS, REPORT, WIKIDATA, known, named, records
from kg.errors import InputError
from kg.excerpt import shortened
from kg.model import Article, Claim, Entity
from kg.sources import copies
from kg.statements import Statement
from kg.wikidata import records as wikidata
from kg.wikidata.records import Record


@dataclass(frozen=True)
class View:
    """Claims, the entities they name, and what a graph and a page need besides."""

    claims: tuple[Claim, ...]
    entities: Mapping[str, Entity]
    policy: str = "asserted"
    linked: Mapping[str, Record] = field(default_factory=dict)
    """What ``kg link`` found, by entity."""
    articles: tuple[Article, ...] = ()
    """All that were read, with their texts; none where the directory keeps no texts."""
    undated: int = 0
    """Articles left out because nobody knows whether they had appeared by then."""

    @cached_property
    def statements(self) -> list[Statement]:
        onto = ontology.load()
        return statements.merge(
            self.claims,
            symmetric=onto.symmetric,
            events=onto.events,
            supers=onto.supers,
            # An article without a claim may be the link between two copies.
            copies=copies(self.articles) if self.articles else None,
        )

    @property
    def texts(self) -> dict[str, str]:
        """The text of each article, by its id."""
        return {article.id: article.text for article in self.articles}

    def graph(self) -> Graph:
        """The RDF graph, under ``policy``."""
        listed = gazetteer.load()
        things = {**listed.entities, **self.entities}
        offices = {person: [*posts] for person, posts in listed.offices.items()}
        for person, posts in wikidata.offices(self.linked, things).items():
            offices.setdefault(person, []).extend(posts)
        return rdf.graph(
            self.statements, things, ontology=ontology.load(), policy=self.policy, offices=offices
        )

    def page(self, *, text: bool = True) -> str:
        """The graph as one HTML page, without ``text`` with excerpts for long quotes and nothing
        around them."""
        onto = ontology.load()
        told = self.statements
        if not text:
            told = [replace(s, claims=tuple(map(shortened, s.claims))) for s in told]
        return page.render(
            told,
            self.entities,
            relation_labels={r.name: r.labels for r in onto.relations.values()},
            families=onto.families,
            symmetric=onto.symmetric,
            policy=self.policy,
            texts=self.texts if text else {},
        )


def view(
    folder: Path,
    *,
    policy: str | None = None,
    min_confidence: float = 0.0,
    as_of: date | None = None,
) -> View:
    """What a build directory holds, without claims below ``min_confidence`` and without articles
    that were published after ``as_of`` or have no date; under its own policy when none is given.

    Raises InputError when the directory holds no build, or keeps no texts and the policy asks
    how many sources there are.
    """
    if not folder.is_dir():
        raise InputError(
            "only the directory of a build has claims to choose from",
            where=str(folder),
            fix="give the directory, not a file of it",
        )
    claims = sure(claim_io.read(folder / CLAIMS), min_confidence)
    policy = policy or report_io.policy(folder / REPORT)
    kept = {article.id: article for article in archive.known_articles(folder)}
    if statements.sources_needed(policy) > 1 and not kept:
        raise InputError(
            f"the policy {policy} needs the texts to tell sources apart",
            where=str(folder),
            fix=f"they are in {archive.FILE.as_posix()}, which kg build writes",
        )
    claims = [replace(c, article=kept.get(c.article.id, c.article)) for c in claims]
    undated: set[str] = set()
    if as_of:
        undated = {c.article.id for c in claims if c.article.published is None}
        claims = [c for c in claims if _appeared(c.article, as_of)]
        kept = {id_: article for id_, article in kept.items() if _appeared(article, as_of)}
    linked = records(folder / WIKIDATA)
    return View(
        tuple(claims),
        wikidata.enrich(named(claims, known(folder)), linked),
        policy,
        linked,
        tuple(kept.values()),
        len(undated),
    )


def _appeared(article: Article, day: date) -> bool:
    return article.published is not None and article.published <= day


def sure(claims: Iterable[Claim], least: float) -> list[Claim]:
    """The claims with a confidence of ``least`` or more."""
    return [c for c in claims if c.confidence >= least]
