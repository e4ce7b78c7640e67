"""Whatever happens to a file on its way, reading it ends, with articles or a line that says why."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import articles
from kg.model import Article, Skipped
from tests import test_articles_packed as packed
from tests import test_articles_pages as pages
from tests import test_articles_pdf as pdfs
from tests import test_articles_tables as tables
from tests.pdfs import pdf

FILES = {
    "a.txt": packed.text(1),
    "a.html": pages.page().encode(),
    "a.rss": pages.rss(pages.FULL, pages.TEASER).encode(),
    "a.jsonl": tables.jsonl(tables.ROW, tables.ROW).encode(),
    "a.csv": tables.one_row(";").encode(),
    "a.pdf": pdf(pdfs.LINES, Title="A title", CreationDate="D:20230726"),
    "b.pdf": pdfs.encrypted(""),
    "a.zip": packed.zipped(*packed.MEMBERS),
    "a.tar": packed.tarred(*packed.MEMBERS, mode="w"),
    "a.tgz": packed.tarred(*packed.MEMBERS),
    "a.warc": b"".join(packed.crawl()),
    "a.warc.gz": b"".join(map(gzip.compress, packed.crawl())),
    "unknown": b"".join(packed.crawl()),
}
PLACE = st.floats(0, 1, exclude_max=True)
CHANGE = st.tuples(PLACE, st.integers(0, 60), st.binary(max_size=20))
"""Where in a file, how many bytes go, and what comes instead."""


@pytest.mark.parametrize("name", FILES)
@given(changes=st.lists(CHANGE, min_size=1, max_size=8), end=st.one_of(st.just(1.0), PLACE))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damaged_files(
    name: str, changes: list[tuple[float, int, bytes]], end: float, tmp_path: Path
) -> None:
    raw = FILES[name]
    for place, gone, instead in changes:
        at = int(place * len(raw))
        raw = raw[:at] + instead + raw[at + gone :]
    path = tmp_path / name
    path.write_bytes(raw[: int(end * len(raw))])
    found = list(articles.read([str(path)]))
    assert found
    for item in found:
        assert item.source.startswith(path.as_posix())
        if isinstance(item, Article):
            assert item.text[item.body_start :].strip()
        else:
            assert isinstance(item, Skipped)
            assert item.reason
            assert "\n" not in item.reason + item.fix
