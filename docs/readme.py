"""Write the real output of kg into the README: ``python docs/readme.py`` (``make docs``).

Between ``<!-- query NAME -->`` and ``<!-- end -->`` stands a query of ontology/queries with its
answer on the graph of seeds/articles; between ``<!-- explain LANG: SENTENCE -->`` and
``<!-- end -->`` the claims of a sentence. A test holds the README to it.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from kg import pipeline, query
from kg.model import Claim

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"<!-- (query|explain) (.*?) -->\n.*?<!-- end -->", re.DOTALL)
WIDTH = 96
"""Longest line of an answer; GitHub scrolls what is wider."""


def rendered(text: str, build: Path) -> str:
    """The README with every block filled from the build directory."""

    def fill(block: re.Match[str]) -> str:
        kind, what = block.groups()
        inside = answer(what, build) if kind == "query" else claims(what)
        return f"<!-- {kind} {what} -->\n{inside}\n<!-- end -->"

    return BLOCK.sub(fill, text)


def answer(name: str, build: Path) -> str:
    """A named query and its answer, as Markdown."""
    sparql = query.named_queries()[name].read_text(encoding="utf-8")
    body = "\n".join(line for line in sparql.splitlines() if not line.startswith("#")).strip()
    table = query.format(query.run(query.load(str(build)), name), "table")
    lines = [line.rstrip() for line in table.splitlines()]
    short = [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines]
    return "\n".join(["```sparql", body, "```", "", "```", *short, "```"])


def claims(what: str) -> str:
    """A sentence and its claims, as Markdown."""
    lang, _, sentence = what.partition(": ")
    found = pipeline.extract_text(sentence, lang)
    return "\n".join(["```", sentence, *map(arrow, found), "```"])


def arrow(claim: Claim) -> str:
    """A claim in one line, by labels."""
    says = f", says {claim.attributed_to.label}" if claim.attributed_to else ""
    ends = f"{claim.subject.label} {claim.relation} {claim.object.label}"
    return f"  → {ends}   {claim.polarity}, {claim.modality}{says}"


def main() -> None:
    """Build the example graph in a folder of its own and rewrite the README."""
    with tempfile.TemporaryDirectory() as folder:
        pipeline.build(["seeds/articles"], Path(folder))
        text = README.read_text(encoding="utf-8")
        README.write_text(rendered(text, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
