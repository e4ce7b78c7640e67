"""Claims as an enemy would make them: any text, any id, any order. For hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from kg.claims import claim_id
from kg.model import Article, Claim, End, Entity, Merge, Ref, Span, When

# On a busy machine an example may take its time.
settings.register_profile("kg", settings(), deadline=None)
settings.load_profile("kg")

NASTY = (
    "", " ", ".", "..", "../../etc/passwd", "a/b#c?d=e&f", "%2F", "a b", "\\", '"', '\\"', '"""',
    "'''", "'", "\n", "\r\n", "\r", "\t", "\x00", "\x1b[31m", "\x1f", "\x85", "\u2028", "\u202e",
    "\ufeff", "\ufffe", "\ud800", "é", "e\u0301", "김정은", "Ω" * 40, "<b>x</b>", "]]>", "&amp;",
    "<script>alert(1)</script>", '> . <x:y> <x:y> "', "} ; DROP ALL ; {", "_:b0", "=1+1", "@id",
    "javascript:alert(1)", "kg:Claim", "{{7*7}}", "null", "-1", "\U0001f600", "a" * 300,
)  # fmt: skip
texts = st.sampled_from(NASTY) | st.text(max_size=12)
ids = st.sampled_from(["RUS", "PRK", "kim-jong-un", "sergei-shoigu"]) | texts
# m and s below are made-up relations; m holds both ways, m and v are events.
relations = st.sampled_from(["m", "v", "s", "t"])
times = st.sampled_from(
    [None, "2023", "2023-07", "2023-07-26", "2023-07-27", "2022-02-24", "--07-26", "--02-29"]
)
offsets = st.integers(0, 10_000)
refs = st.builds(Ref, ids, texts, texts)
several = st.lists(texts, max_size=2).map(tuple)
spans = st.builds(Span, texts, offsets, offsets)
ends = st.builds(
    End, ids, texts, st.just("State") | texts, texts, offsets, offsets, texts, st.none() | refs
)
articles = st.builds(
    Article,
    id=ids,
    text=texts,
    lang=st.sampled_from(["fr", "en"]) | texts,
    source=texts,
    title=st.none() | texts,
    outlet=st.none() | st.sampled_from(["A", "B"]) | texts,
    author=st.none() | texts,
    url=st.none() | st.sampled_from(["https://news.example/1", "http://é.example/ç?q=1#x"]) | texts,
    published=st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    body_start=st.integers(0, 3),
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim whose id is made as the extractor makes it."""
    article, sentence = draw(articles), draw(spans)
    subject, object_, relation = draw(ends), draw(ends), draw(relations)
    polarity = draw(st.sampled_from(["affirmed", "negated"]))
    modality = draw(st.sampled_from(["asserted", "planned", "possible"]))
    return Claim(
        id=claim_id(article.id, sentence.start, subject, relation, object_, polarity, modality),
        article=article,
        sentence=sentence,
        subject=subject,
        relation=relation,
        object=object_,
        trigger=draw(st.none() | spans),
        polarity=polarity,
        modality=modality,
        attributed_to=draw(st.none() | refs),
        when=draw(st.none() | st.builds(When, texts, times, times)),
        where=draw(st.none() | refs),
        item=draw(st.none() | texts),
        quantity=draw(st.none() | texts),
        via=draw(st.none() | refs),
        confidence=draw(st.floats(0, 1, allow_subnormal=False)),
        extractor=draw(texts),
        corrections=draw(several),
    )


entities = st.builds(
    Entity,
    id=ids,
    kind=st.sampled_from(["State", "Person"]) | texts,
    label=texts,
    labels=st.just(()) | st.tuples(st.tuples(st.sampled_from(["en", "fr", "x y"]), texts)),
    aliases=st.lists(st.tuples(st.just(""), texts), max_size=2).map(tuple),
    qid=st.none() | st.just("Q159") | texts,
    merges=st.lists(st.builds(Merge, ids, texts, st.floats(0, 1), texts), max_size=2).map(tuple),
    corrections=several,
)


@dataclass
class Relations:
    """The little ontology of these claims."""

    symmetric: frozenset[str] = frozenset({"m"})
    events: frozenset[str] = frozenset({"m", "v"})
    supers: dict[str, str] = field(default_factory=lambda: {"s": "t", "t": "u"})
