"""docs/input.md says what the code does: endings, columns, limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import articles
from kg.articles import columns, html, inputs, kinds, pdf
from kg.fetch import getter

PAGE = (Path(__file__).parent.parent / "docs" / "input.md").read_text(encoding="utf-8")


def test_every_ending_is_in_the_table() -> None:
    table = "".join(line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `."))
    assert {name.strip(" `") for name in table.replace("` ", "`,").split(",") if name.strip()} == {
        *kinds.SUFFIXES
    }


@pytest.mark.parametrize("field", columns.NAMES)
def test_every_column_is_in_the_table(field: str) -> None:
    assert f"| `{field}` | {', '.join(columns.NAMES[field].split())} |" in PAGE


@pytest.mark.parametrize(
    "limit",
    [
        f"{inputs.MAX_BYTES // 10**6} MB an article",
        f"{articles.MAX_LINE:,} characters a line",
        f"{html.MAX_TAGS:,} tags a page",
        f"{pdf.MAX_PAGES} pages a PDF",
        f"{inputs.MAX_RATIO} times its size, or {2 * inputs.MAX_BYTES // 10**6} MB",
        f"{inputs.MAX_DEPTH} files in one another",
        f"{inputs.MAX_PACKED // 10**6} MB an archive from a pipe",
        f"{getter.TIMEOUT:.0f} seconds and {getter.LARGEST // 10**6} MB a page, five redirects",
        f"(up to {getter.LONGEST_PAUSE:.0f} seconds)",
    ],
)
def test_every_limit_is_in_the_page(limit: str) -> None:
    assert limit in PAGE
