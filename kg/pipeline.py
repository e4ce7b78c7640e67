"""The only wiring: articles in, a build directory out; and the other things commands ask for."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from multiprocessing import get_context, parent_process
from pathlib import Path

from kg import (
    archive,
    articles,
    export,
    gazetteer,
    identities,
    language,
    models,
    ontology,
    read,
    store,
)
from kg import claims as claim_io
from kg import corrections as correction_io
from kg import coverage as counting
from kg import entities as entity_io
from kg import report as report_io
from kg import review as reviewing
from kg.archive import Archive
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
    note_build,
    records,
    replace_files,
)
from kg.fingerprint import fingerprint
from kg.model import Article, Claim, Entity, Reading, Skipped
from kg.read import Extracted
from kg.report import Report
from kg.views import View, sure
from kg.wikidata import records as wikidata

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Settings:
    """How the claims of a build become its files."""

    policy: str
    min_confidence: float
    corrections: Corrections


def build(
    sources: Sequence[str],
    out: Path,
    *,
    lang: str | None = None,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    workers: int = 1,
    policy: str = "asserted",
    min_confidence: float = 0.0,
    corrections: Path | None = None,
    at: datetime | None = None,
    progress: Progress | None = None,
) -> Report:
    """Add ``sources`` to the articles of ``out`` and write claims.jsonl, entities.jsonl,
    graph.ttl, graph.html and report.json there.

    Only what is new or has changed is read; the bytes are those of a build of all articles at
    once, with any number of workers. An article stays until its file says something else, or is
    gone from a directory of ``sources``. A build that was broken off goes on where it stopped.

    Claims with a confidence below ``min_confidence`` are in none of the files; the report counts
    them. The file of ``corrections``, by default that in ``out`` if there is one, is applied
    last. ``columns`` tells in which columns tables have text, title … (see ``articles.read``).
    Nothing is written, and what an earlier build left stays, when none of ``sources`` could
    be read or a correction is wrong. A wikidata.jsonl in ``out`` (``kg link``) adds ids, names
    and offices. ``at``, the time of the build, goes into the log of builds and nowhere else.
    """
    settings = Settings(policy, min_confidence, _corrections(corrections, out))
    found = list(articles.read(sources, lang=lang, published=published, columns=columns or {}))
    skipped = tuple(s for s in found if isinstance(s, Skipped))
    if len(skipped) == len(found):
        return Report(skipped=skipped)
    with archive.open_archive(out) as kept:
        wanted = [a for a in found if isinstance(a, Article)]
        keys = {a.source: archive.key_of(a, _reader(a.lang)) for a in wanted}
        fresh = {keys[a.source]: a for a in wanted if not kept.has(keys[a.source])}
        for key, reading in zip(
            fresh, _read_all([*fresh.values()], workers, progress), strict=True
        ):
            kept.keep(key, reading)
        kept.settle(keys, found, articles.roots(sources))
        view, report = _assemble(kept, settings, out)
        _write(out, view, report, settings)
        if at:
            note_build(out, at, report.articles, len(fresh))
    return replace(report, fresh=len(fresh), skipped=skipped)


def _reader(lang: str) -> str:
    return f"{fingerprint()} {models.model_version(language.load(lang))}"


def _assemble(kept: Archive, settings: Settings, out: Path) -> tuple[View, Report]:
    """All articles of the archive as one view, and the report on them."""
    readings = list(kept.readings())
    made = sorted((c for _, r in readings for c in r.claims), key=claim_io.order)
    noted = settings.corrections
    resolved = identities.resolve(made, _entities(r.entities for _, r in readings), noted.apart)
    kept_claims = sure(resolved.claims, settings.min_confidence)
    linked = records(out / WIKIDATA)
    enriched = wikidata.enrich(resolved.entities, linked)
    done = apply(noted, kept_claims, enriched, gazetteer.load().entities)
    view = View(
        tuple(done.claims),
        done.entities,
        policy=settings.policy,
        linked=linked,
        articles=tuple(a for a, _ in readings),
    )
    langs = sorted({a.lang for a, _ in readings})
    fallen = {c.id for c in made} - {c.id for c in resolved.claims} | set(done.fallen)
    return view, Report(
        articles=len(readings),
        sentences=sum(r.sentences for _, r in readings),
        claims=len(view.claims),
        unsure=len(resolved.claims) - len(kept_claims),
        statements=len(view.statements),
        skipped=kept.skipped(),
        models={code: models.model_version(language.load(code)) for code in langs},
        corrections=noted.source,
        corrected=done.applied,
        unused=done.unused,
        fallen=tuple(sorted(fallen)),
    )


def _write(out: Path, view: View, report: Report, settings: Settings) -> None:
    files = {
        CLAIMS: claim_io.dump(view.claims),
        ENTITIES: entity_io.dump(named(view.claims, view.entities).values()),
        GRAPH: export.write("turtle", view.graph()),
        PAGE: view.page().encode(),
        REPORT: report_io.dump(report, settings.policy, settings.min_confidence),
    }
    replace_files(out, files)
    store.save(files[GRAPH], out)


def review(folder: Path, *, corrections: Path | None = None) -> str:
    """What somebody should look at in a build directory, as lines of a corrections file.

    What the file of ``corrections``, by default that in ``folder``, settles is not asked again.
    Raises InputError when the directory holds no build.
    """
    decided = _corrections(corrections, folder).lines
    claims = claim_io.read(folder / CLAIMS)
    entities = named(claims, known(folder))
    return reviewing.review(claims, entities, decided, ontology.load().broader)


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
) -> Iterator[Reading]:
    """The articles read, in order, in this process or in ``workers`` others."""
    for done, reading in enumerate(_readings(wanted, workers), start=1):
        if progress:
            progress(done, len(wanted))
        yield reading


def _readings(wanted: Sequence[Article], workers: int) -> Iterator[Reading]:
    if workers == 1 or len(wanted) < 2:
        yield from map(_read_one, wanted)
        return
    # Spawned, not forked: a fork of a process with threads (BLAS, rich) may hang.
    count = min(workers, len(wanted))
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=_end_with_parent) as pool:
        yield from pool.map(_read_one, wanted)


def _end_with_parent() -> None:
    """Let this worker not outlive a build that was killed: nobody else would tell it."""
    parent = parent_process()

    def wait() -> None:
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _read_one(article: Article) -> Reading:
    extracted = read.extract(article)
    return Reading(
        extracted.claims, extracted.entities, len(extracted.sentences) + extracted.passed_over
    )


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
