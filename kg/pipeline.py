"""The only wiring: articles in, a build directory out; and the other things commands ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from rdflib import Graph

from kg import (
    articles,
    export,
    gazetteer,
    identities,
    language,
    ontology,
    page,
    parse,
    rdf,
    read,
    statements,
)
from kg import claims as claim_io
from kg import corrections as correction_io
from kg import coverage as counting
from kg import entities as entity_io
from kg import report as report_io
from kg import review as reviewing
from kg.correcting import apply
from kg.corrections import Corrections
from kg.coverage import Coverage
from kg.directory import (
    CLAIMS,
    ENTITIES,
    GRAPH,
    PAGE,
    REPORT,
    WIKIDATA,
    known,
    named,
    records,
    replace_file,
)
from kg.errors import InputError
from kg.model import Article, Claim, Entity, Skipped
from kg.read import Extracted
from kg.report import Report
from kg.statements import Statement
from kg.wikidata import records as wikidata
from kg.wikidata.records import Record

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _Read:
    """What is kept of an article after reading: no parse, so that memory stays small."""

    claims: tuple[Claim, ...]
    entities: dict[str, Entity]
    sentences: int


def build(
    sources: Sequence[str],
    out: Path,
    *,
    lang: str | None = None,
    published: date | None = None,
    workers: int = 1,
    policy: str = "asserted",
    min_confidence: float = 0.0,
    corrections: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read ``sources`` and write claims.jsonl, entities.jsonl, graph.ttl, graph.html and
    report.json to ``out``.

    Claims with a confidence below ``min_confidence`` are in none of them; the report counts them.
    The file of ``corrections``, by default that in ``out`` if there is one, is applied last.
    The bytes do not depend on the number of workers. Nothing is written, and what an earlier
    build left stays, when no article could be read or a correction is wrong. A wikidata.jsonl in
    ``out`` (``kg link``) adds ids, names and offices.
    """
    noted = _corrections(corrections, out)
    found = list(articles.read(sources, lang=lang, published=published))
    wanted = [a for a in found if isinstance(a, Article)]
    skipped = tuple(s for s in found if isinstance(s, Skipped))
    models = {
        code: parse.model_version(language.load(code)) for code in sorted({a.lang for a in wanted})
    }
    readings = list(_read_all(wanted, workers, progress))
    made = sorted((c for r in readings for c in r.claims), key=claim_io.order)
    resolved = identities.resolve(made, _entities(r.entities for r in readings), noted.apart)
    sure, linked = _sure(resolved.claims, min_confidence), records(out / WIKIDATA)
    listed = gazetteer.load().entities
    done = apply(noted, sure, wikidata.enrich(resolved.entities, linked), listed)
    claims, entities = done.claims, done.entities
    fallen = {c.id for c in made} - {c.id for c in resolved.claims} | set(done.fallen)
    merged = _merge(claims)
    report = Report(
        articles=len(wanted),
        sentences=sum(r.sentences for r in readings),
        claims=len(claims),
        unsure=len(resolved.claims) - len(sure),
        statements=len(merged),
        skipped=skipped,
        models=models,
        corrections=noted.source,
        corrected=done.applied,
        unused=done.unused,
        fallen=tuple(sorted(fallen)),
    )
    if not wanted:
        return report
    texts = {a.id: a.text for a in wanted}
    files = {
        CLAIMS: claim_io.dump(claims),
        ENTITIES: entity_io.dump(named(claims, entities).values()),
        GRAPH: export.turtle(_graph(merged, entities, policy, linked)),
        PAGE: _page(merged, entities, policy, texts).encode(),
        REPORT: report_io.dump(report, policy, min_confidence),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        replace_file(out / name, data)
    return report


def render_page(folder: Path, *, policy: str | None = None, min_confidence: float = 0.0) -> str:
    """The page of a build directory, made again from its claims, without those below
    ``min_confidence``.

    Raises InputError when the directory holds no build.
    """
    claims = _sure(claim_io.read(folder / CLAIMS), min_confidence)
    if policy is None:
        policy = report_io.policy(folder / REPORT)
    entities = wikidata.enrich(named(claims, known(folder)), records(folder / WIKIDATA))
    return _page(_merge(claims), entities, policy, {})


def surest(folder: Path, min_confidence: float) -> Graph:
    """The graph of a build directory without the claims below ``min_confidence``, and without
    what only they state. A build keeps no texts: the articles have no hash, and two outlets that
    printed the same text count as two sources.

    Raises InputError when there is no build directory, or its policy asks how many sources
    there are.
    """
    if not folder.is_dir():
        raise InputError(
            "only the directory of a build has claims to choose from",
            where=str(folder),
            fix="leave out --min-confidence",
        )
    claims = _sure(claim_io.read(folder / CLAIMS), min_confidence)
    policy = report_io.policy(folder / REPORT)
    if statements.sources_needed(policy) > 1:
        raise InputError(
            f"the policy {policy} needs the texts to tell sources apart",
            where=str(folder),
            fix="build again with --min-confidence",
        )
    linked = records(folder / WIKIDATA)
    entities = wikidata.enrich(named(claims, known(folder)), linked)
    return _graph(_merge(claims), entities, policy, linked)


def review(folder: Path, *, corrections: Path | None = None) -> str:
    """What somebody should look at in a build directory, as lines of a corrections file.

    What the file of ``corrections``, by default that in ``folder``, settles is not asked again.
    Raises InputError when the directory holds no build.
    """
    decided = _corrections(corrections, folder).lines
    claims = claim_io.read(folder / CLAIMS)
    entities = named(claims, known(folder))
    return reviewing.review(claims, entities, decided, ontology.load().broader)


def _sure(claims: Iterable[Claim], least: float) -> list[Claim]:
    return [c for c in claims if c.confidence >= least]


def _corrections(path: Path | None, out: Path) -> Corrections:
    """The corrections to apply. Raises InputError with every line that is wrong."""
    if path is None:
        path = out / correction_io.NAME
        if not path.exists():
            return Corrections()
    return correction_io.read(path, ontology.load().kinds)


def extract_text(text: str, lang: str, *, doc_id: str = "text") -> list[Claim]:
    """The claims of a bare text. ``doc_id`` becomes the article's id and source."""
    return list(read.extract(Article(doc_id, text, lang, doc_id)).claims)


def explain(text: str, lang: str, published: date | None = None) -> str:
    """How a text becomes claims, step by step, for those who widen the lexicon."""
    from kg import explaining

    return explaining.explain(read.extract(Article("text", text, lang, "-", published=published)))


def coverage(
    sources: Sequence[str], *, lang: str | None = None, progress: Progress | None = None
) -> tuple[Coverage, tuple[Skipped, ...]]:
    """What the articles of ``sources`` name and do not say, and the inputs that were skipped."""
    found = list(articles.read(sources, lang=lang))
    wanted = [a for a in found if isinstance(a, Article)]

    def readings() -> Iterator[Extracted]:
        for done, article in enumerate(wanted, start=1):
            yield read.extract(article)
            if progress:
                progress(done, len(wanted))

    counted = counting.count(readings(), ontology.load(), language.load)
    return counted, tuple(s for s in found if isinstance(s, Skipped))


def _read_all(
    wanted: Sequence[Article], workers: int, progress: Progress | None
) -> Iterator[_Read]:
    """The articles read, in order, in this process or in ``workers`` others."""
    for done, reading in enumerate(_readings(wanted, workers), start=1):
        if progress:
            progress(done, len(wanted))
        yield reading


def _readings(wanted: Sequence[Article], workers: int) -> Iterator[_Read]:
    if workers == 1 or len(wanted) < 2:
        yield from map(_read_one, wanted)
        return
    # Spawned, not forked: a fork of a process with threads (BLAS, rich) may hang.
    with ProcessPoolExecutor(min(workers, len(wanted)), get_context("spawn")) as pool:
        yield from pool.map(_read_one, wanted)


def _read_one(article: Article) -> _Read:
    extracted = read.extract(article)
    return _Read(extracted.claims, extracted.entities, len(extracted.sentences))


def _entities(found: Iterable[dict[str, Entity]]) -> dict[str, Entity]:
    """All entities by id. Where articles differ on one nobody listed, their order decides
    nothing: the first of (kind, label) wins, and every label becomes an alias."""
    merged: dict[str, list[Entity]] = {}
    for entities in found:
        for ident, entity in entities.items():
            merged.setdefault(ident, []).append(entity)
    result = {}
    for ident in sorted(merged):
        first, *others = sorted(set(merged[ident]), key=lambda e: (not e.listed, e.kind, e.label))
        labels = {("", e.label) for e in others if e.label != first.label}
        aliases = tuple(sorted({*first.aliases, *labels}))
        result[ident] = replace(first, aliases=aliases)
    return result


def _merge(claims: Iterable[Claim]) -> list[Statement]:
    onto = ontology.load()
    return statements.merge(
        claims, symmetric=onto.symmetric, events=onto.events, supers=onto.supers
    )


def _graph(
    merged: Sequence[Statement],
    entities: dict[str, Entity],
    policy: str,
    linked: Mapping[str, Record],
) -> Graph:
    listed = gazetteer.load()
    known = {**listed.entities, **entities}
    offices = {person: [*posts] for person, posts in listed.offices.items()}
    for person, posts in wikidata.offices(linked, known).items():
        offices.setdefault(person, []).extend(posts)
    return rdf.graph(merged, known, ontology=ontology.load(), policy=policy, offices=offices)


def _page(
    merged: Sequence[Statement], entities: dict[str, Entity], policy: str, texts: dict[str, str]
) -> str:
    onto = ontology.load()
    return page.render(
        merged,
        entities,
        relation_labels={r.name: r.labels for r in onto.relations.values()},
        families=onto.families,
        symmetric=onto.symmetric,
        policy=policy,
        texts=texts,
    )
