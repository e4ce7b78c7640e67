"""The report as text to read: the figures, and the errors a lexicon writer works with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.evaluate.report import DocumentScore, LanguageScore, Report
from kg.evaluate.triples import LEVELS, Flags, GoldTriple, Matching, PredictedTriple

LEGEND = "✓ found   ✗ missed   + not in the gold   · in the gold but not required, or a repeat"


def format_report(report: Report, *, errors: bool = False) -> str:
    """The report as lines of text, with every error beside its sentence if ``errors``."""
    parts = [line for score in report.languages for line in _figures(score)]
    parts += _agreement(report)
    if errors:
        parts += [line for score in report.languages for line in _errors(score)]
    return "\n".join(parts)


def _figures(score: LanguageScore) -> Iterator[str]:
    required = score.score().required
    yield f"{score.lang}: {len(score.documents)} documents, {required} required triples"
    yield "          precision  recall      F1   95 % interval  right/predicted/required"
    for level in LEVELS:
        s = score.score(level)
        yield (
            f"  {level:8}{s.precision:9.1%}{s.recall:9.1%}{s.f1:9.1%}"
            f"  {s.low:6.1%}–{s.high:6.1%}  {s.right}/{s.predicted}/{s.required}"
        )
    for name, found in score.accuracies().items():
        yield f"  {name}: {found.share:.1%} of strict matches ({found.right}/{found.total})"
    yield f"  triples per 100 words: {score.density():.2f}"
    yield ""


def _agreement(report: Report) -> Iterator[str]:
    if not report.agreement:
        return
    pair = " and ".join(score.lang for score in report.languages)
    yield f"{pair} agree on {report.jaccard():.1%} of the triples found in either"
    for doc, (both, either) in report.agreement.items():
        yield f"  {doc}: {both}/{either}"
    yield ""


def _errors(score: LanguageScore) -> Iterator[str]:
    yield f"=== errors, {score.lang} ===   {LEGEND}"
    for document in score.documents:
        yield from _document(document)
    yield from _relations([d.matchings["strict"] for d in score.documents])


def _document(score: DocumentScore) -> Iterator[str]:
    """The sentences that have a claim, in the gold or predicted, with what became of it."""
    right, predicted, required = score.matchings["strict"].counts()
    yield f"--- {score.document.id}: {right} found of {required}, {predicted - right} spurious"
    lines = sorted(_lines(score), key=lambda line: line[0])
    shown = -1
    for sent, line in lines:
        if sent != shown:
            shown = sent
            text = score.document.sentences[sent : sent + 1]
            yield f"[{sent}] {text[0] if text else ''}"
        yield f"    {line}"
    yield ""


def _lines(score: DocumentScore) -> Iterator[tuple[int, str]]:
    """(sentence, line) for every triple of the document."""
    matching = score.matchings["strict"]
    for (gold, predicted), flags in zip(matching.matched, score.flags, strict=True):
        yield gold.claims[0].sent, f"✓ {_gold(gold)}{_wrong(flags, predicted)}"
    for gold in matching.missed:
        yield gold.claims[0].sent, f"✗ {_gold(gold)}{_near(gold, score)}"
    for mark, triples in (("+", matching.spurious), ("·", matching.ignored)):
        for predicted in triples:
            sent = score.document.sentence_at(predicted.claims[0].sentence.start)
            yield sent, f"{mark} {_predicted(predicted)}"


def _gold(gold: GoldTriple) -> str:
    first, *others = gold.claims
    also = f"  (also in {', '.join(str(c.sent) for c in others)})" if others else ""
    flags = [*first.polarity, *first.modality]
    said = [f"says {' or '.join(first.attributed_to)}"] if first.attributed_to != ("None",) else []
    return f"{' '.join(gold.key)}  [{' '.join([*flags, *said])}]{also}"


def _predicted(triple: PredictedTriple) -> str:
    claim = triple.claims[0]
    said = f" says {claim.attributed_to.id}" if claim.attributed_to else ""
    trigger = f"  trigger “{claim.trigger.text}”" if claim.trigger else ""
    return (
        f"{' '.join(triple.key)}  [{claim.polarity} {claim.modality}{said}]"
        f"  “{claim.subject.text}” … “{claim.object.text}”{trigger}"
    )


def _wrong(flags: Flags, predicted: PredictedTriple) -> str:
    names = [n for n in ("polarity", "modality", "attribution") if not getattr(flags, n)]
    return f"  but wrong {', '.join(names)}: {_predicted(predicted)}" if names else ""


def _near(gold: GoldTriple, score: DocumentScore) -> str:
    """What was predicted between the same ends in the same sentence, if anything was."""
    stated = {claim.sent for claim in gold.claims}
    sents = score.document.sentence_at
    near = [
        predicted.key[1]
        for found, predicted in score.matchings["pair"].matched
        if found is gold and any(sents(c.sentence.start) in stated for c in predicted.claims)
    ]
    return f"  but found {near[0]}" if near else ""


def _relations(matchings: Iterable[Matching]) -> Iterator[str]:
    """Found, missed and spurious triples of each relation, most errors first."""
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    for matching in matchings:
        found.update(gold.key[1] for gold, _ in matching.matched)
        missed.update(gold.key[1] for gold in matching.missed)
        spurious.update(predicted.key[1] for predicted in matching.spurious)
    yield f"{'relation':24}{'found':>7}{'missed':>8}{'spurious':>10}"
    names = found.keys() | missed.keys() | spurious.keys()
    for name in sorted(names, key=lambda n: (-missed[n] - spurious[n], n)):
        yield f"{name:24}{found[name]:7}{missed[name]:8}{spurious[name]:10}"
    yield ""
