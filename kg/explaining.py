"""What ``kg explain`` prints: tokens with roles, mentions, and the claims with their reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kg import read
from kg.mentions import rules
from kg.model import Article, Claim, Sentence


def explain(text: str, lang: str, published: date | None = None) -> str:
    """How a text becomes claims, sentence by sentence, for those who widen the lexicon."""
    extracted = read.extract(Article("text", text, lang, "-", published=published))
    lines: list[str] = []
    for sentence in extracted.sentences:
        lines += [f"# {sentence.text}", ""]
        lines += _tokens(sentence)
        lines += ["", "mentions"]
        lines += [
            f"  {m.text}  {m.entity.kind} {m.entity.id}: {rules.why(m)}"
            + "".join(f", or {r.id}" for r in m.readings)
            + (f"; next {m.over.id}" if m.over else "")
            for m in extracted.mentions
            if sentence.start <= m.start and m.end <= sentence.end
        ] or ["  none"]
        lines += ["", "claims"]
        lines += [
            line
            for c in extracted.claims
            if c.sentence.start == sentence.start
            for line in _claim(c)
        ] or ["  none"]
        lines.append("")
    return "\n".join(lines)


def _tokens(sentence: Sentence) -> Iterator[str]:
    for t in sentence.tokens:
        case = f" ({t.case})" if t.case else ""
        above = "" if t.head == t.i else f" < {sentence.tokens[t.head].text}"
        yield f"  {t.i:3} {t.text:20} {t.lemma:18} {t.pos:6} {t.role}{case}{above}"


def _claim(claim: Claim) -> Iterator[str]:
    yield f"  {claim.subject.id} {claim.relation} {claim.object.id}"
    said = claim.attributed_to.id if claim.attributed_to else "the article"
    trigger = claim.trigger.text if claim.trigger else "-"
    yield f"      {claim.polarity}, {claim.modality}, says {said}, sure {claim.confidence}"
    yield f"      trigger {trigger!r}"
    for end in (claim.subject, claim.object):
        rather = f", rather than {end.over.id}" if end.over else ""
        yield f"      {end.text!r} is {end.id}: {end.rule}{rather}"
    extra = {
        "via": claim.via and claim.via.id,
        "where": claim.where and claim.where.id,
        "when": claim.when and f"{claim.when.text} ({claim.when.start})",
        "item": claim.item,
        "quantity": claim.quantity,
    }
    known = [f"{key} {value}" for key, value in extra.items() if value]
    if known:
        yield "      " + ", ".join(known)
