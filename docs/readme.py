"""Write the real output of kg into the documents: ``python docs/readme.py`` (``make docs``).

A block of README.md or docs/output.md stands between ``<!-- KIND WHAT -->`` and
``<!-- end -->``; WHAT says of what, on the graph of seeds/articles:

    query NAME                 a question of ontology/queries and its answer
    questions all              all of them, with their titles, parameters and answers
    explain LANG: SENTENCE     the claims of a sentence
    json SUBJECT RELATION OBJECT       the first such claim of claims.jsonl
    turtle SUBJECT RELATION OBJECT     its edges, its statement and that claim in graph.ttl

A test holds the documents to it.
"""

from __future__ import annotations

import json
import re
import shlex
import tempfile
from pathlib import Path
from typing import Any

from rdflib import RDF, Graph, URIRef

import kg
from kg import pipeline, query
from kg.model import Claim
from kg.questions import Question, questions
from kg.terms import KG, Names

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "docs" / "output.md", ROOT / "docs" / "questions.md")
BLOCK = re.compile(
    r"<!-- (query|questions|explain|json|turtle) (.*?) -->\n.*?<!-- end -->", re.DOTALL
)
WIDTH = 96
"""Longest line of an answer; GitHub scrolls what is wider."""
ROWS = 12
"""Lines of an answer, its heads included, when all questions are shown."""


def rendered(text: str, build: Path) -> str:
    """A document with every block filled from the build directory."""

    def fill(block: re.Match[str]) -> str:
        kind, what = block.groups()
        inside = RENDERERS[kind](what, build)
        return f"<!-- {kind} {what} -->\n{inside}\n<!-- end -->"

    return BLOCK.sub(fill, text)


def answer(name: str, build: Path) -> str:
    """A named question as SPARQL and its answer, as Markdown."""
    question = questions()[name]
    rows = table(question, build)
    return "\n".join(
        [f"`kg query out {name}{example(question)}`", "", "```sparql", question.body.strip(), "```",
         "", "```", *rows, "```"]
    )  # fmt: skip


def example(question: Question) -> str:
    return f" {question.example}" if question.example else ""


def table(question: Question, build: Path) -> list[str]:
    """The lines of the answer to a question's example, cut where they are too long."""
    words = shlex.split(question.example)
    given = {k.removeprefix("--"): v for k, v in zip(words[::2], words[1::2], strict=True)}
    graph = kg.open(build)
    result = query.labelled(query.run(graph, question.name, given), graph, "en")
    lines = [line.rstrip() for line in query.format(result, "table").splitlines()]
    return [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines]


def all_questions(_what: str, build: Path) -> str:
    """Every named question with its titles, description, parameters and answer, as Markdown."""
    parts = []
    for name, question in questions().items():
        lines = table(question, build)
        more = [f"… {len(lines) - ROWS} more"] if len(lines) > ROWS else []
        known = ", ".join(f"`--{p}` ({kind})" for p, kind in question.parameters.items())
        parts += [
            f"## {name}",
            f"**{question.title('en')}** {question.description('en')}",
            f"**{question.title('fr')}** {question.description('fr')}",
            *([f"Parameters: {known}."] if known else []),
            f"```sh\nkg query out {name}{example(question)}\n```",
            "\n".join(["```", *lines[:ROWS], *more, "```"]),
        ]
    return "\n\n".join(parts)


def explained(what: str, _build: Path) -> str:
    """A sentence and its claims, as Markdown."""
    lang, _, sentence = what.partition(": ")
    found = pipeline.extract_text(sentence, lang)
    return "\n".join(["```", sentence, *map(arrow, found), "```"])


def arrow(claim: Claim) -> str:
    """A claim in one line, by labels."""
    says = f", says {claim.attributed_to.label}" if claim.attributed_to else ""
    ends = f"{claim.subject.label} {claim.relation} {claim.object.label}"
    return f"  → {ends}   {claim.polarity}, {claim.modality}{says}"


def first_claim(triple: str, build: Path) -> dict[str, Any]:
    """The first line of claims.jsonl that says ``SUBJECT RELATION OBJECT``."""
    lines = (build / pipeline.CLAIMS).read_text(encoding="utf-8").splitlines()
    for claim in map(json.loads, lines):
        if [claim["subject"]["id"], claim["relation"], claim["object"]["id"]] == triple.split():
            return dict(claim)
    raise SystemExit(f"no claim says {triple}")


def json_claim(triple: str, build: Path) -> str:
    """A claim as Markdown: one line for each key."""
    claim = first_claim(triple, build)
    lines = [f"  {json.dumps(k)}: {json.dumps(claim[k], ensure_ascii=False)}" for k in claim]
    return "\n".join(["```json", "{", ",\n".join(lines), "}", "```"])


def turtle(triple: str, build: Path) -> str:
    """The edges of a claim's ends, its statement and the claim itself, as Markdown."""
    graph, names = kg.open(build), Names()
    subject, relation, object_ = triple.split()
    claim = URIRef(names.prefixes["claim"] + first_claim(triple, build)["id"])
    ends = URIRef(names.prefixes["id"] + subject), URIRef(names.prefixes["id"] + object_)
    part = Graph()
    for prefix, namespace in graph.namespaces():
        part.bind(prefix, namespace)
    for edge in graph.predicates(*ends):
        if str(edge).endswith(f"#{relation}"):
            part.add((ends[0], edge, ends[1]))
    for node in (claim, *graph.objects(claim, KG.statement)):
        for row in graph.triples((node, None, None)):
            part.add(row)
    assert (None, RDF.predicate, KG[relation]) in part
    text = part.serialize(format="turtle")
    blocks = [b.strip() for b in text.split("\n\n") if not b.startswith("@prefix")]
    return "\n".join(["```turtle", "\n\n".join(blocks), "```"])


RENDERERS = {
    "query": answer,
    "questions": all_questions,
    "explain": explained,
    "json": json_claim,
    "turtle": turtle,
}


def main() -> None:
    """Build the example graph in a folder of its own and rewrite the documents."""
    with tempfile.TemporaryDirectory() as folder:
        pipeline.build(["seeds/articles"], Path(folder))
        for document in DOCUMENTS:
            text = document.read_text(encoding="utf-8")
            document.write_text(rendered(text, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
