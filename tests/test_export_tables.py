"""Tables: a row for each node, edge and claim, the same in CSV and in Parquet."""

from __future__ import annotations

import csv
import io
import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from hostile import NASTY, Relations
from hostile import claims as any_claims
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from rdflib import PROV, RDF, RDFS, Graph, Literal, Namespace, URIRef
from sample import EVENTS, SYMMETRIC, sample_claims, sample_entities, sample_statements

from kg import claims as claims_file
from kg import export, pipeline, rdf, store
from kg.errors import InputError, UsageError
from kg.export.tables import BETWEEN, TABLES, harmless
from kg.statements import merge
from kg.terms import KG, printable, time

ID = Namespace("https://w3id.org/geokg/id/")
TESTS = Path(__file__).parent
# The contract: scripts read these columns by place.
FIRST = [
    "statement", "subject", "subject_label", "subject_kind", "relation", "object", "object_label",
    "object_kind", "status", "disputed", "first", "last", "first_reported", "last_reported",
    "claims", "articles", "sources",
]  # fmt: skip


def sample() -> Graph:
    ontology = Relations(SYMMETRIC, EVENTS, {})
    return rdf.graph(sample_statements(), sample_entities(), ontology=ontology)


SAMPLE = sample()


def rows(graph: Graph, table: str) -> list[dict[str, str]]:
    text = export.write("csv", graph, table=table).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def arrow(graph: Graph, table: str) -> pyarrow.Table:
    return parquet.read_table(io.BytesIO(export.write("parquet", graph, table=table)))


def written(value: Any, plain: bool) -> str:
    """A value of Parquet as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = BETWEEN.join(value) if isinstance(value, list) else str(value)
    return text if plain else harmless(text)


def check_both_say_the_same(graph: Graph) -> None:
    for table in TABLES:
        found, same = rows(graph, table), arrow(graph, table).to_pylist()
        assert len(found) == len(same)
        for row, values in zip(found, same, strict=True):
            assert list(row) == list(values)
            for name, value in values.items():
                assert row[name] in {written(value, plain) for plain in (True, False)}, name


def test_parquet_says_what_csv_says() -> None:
    check_both_say_the_same(SAMPLE)


@settings(max_examples=60)
@given(found=st.lists(any_claims(), max_size=3))
def test_hostile_texts_are_in_both(found: list[Any]) -> None:
    ontology = Relations()
    statements = merge(found, ontology.symmetric, ontology.events)
    check_both_say_the_same(rdf.graph(statements, {}, ontology=ontology, policy="any"))


def test_the_tables_of_a_build(articles: Path, tmp_path: Path) -> None:
    pipeline.build([str(articles)], tmp_path / "out")
    told = claims_file.read(tmp_path / "out" / "claims.jsonl")
    graph = store.graph(store.load(tmp_path / "out"))
    check_both_say_the_same(graph)
    claims = {row["claim"]: row for row in rows(graph, "claims")}
    assert set(claims) == {claim.id for claim in told}
    for claim in told:
        row = claims[claim.id]
        assert (row["quote"], row["quote_start"]) == (
            harmless(claim.sentence.text),
            str(claim.sentence.start),
        )
        assert {row["subject"], row["object"]} == {claim.subject.id, claim.object.id}
        assert (row["relation"], row["polarity"], row["modality"]) == (
            claim.relation,
            claim.polarity,
            claim.modality,
        )
        assert row["published"] == "2024-05-01"
        assert float(row["confidence"]) == claim.confidence


def test_every_claim_statement_and_thing_has_a_row() -> None:
    for table, kind in (("claims", KG.Claim), ("edges", KG.Statement)):
        ids = [next(iter(row.values())) for row in rows(SAMPLE, table)]
        assert ids == sorted(str(s).split("/")[-1] for s in SAMPLE.subjects(RDF.type, kind))
    assert {claim.id for claim in sample_claims()} == {r["claim"] for r in rows(SAMPLE, "claims")}
    nodes = {row["id"]: row for row in rows(SAMPLE, "nodes")}
    ends = {row[end] for row in rows(SAMPLE, "edges") for end in ("subject", "object")}
    assert ends <= set(nodes)
    korea = nodes["PRK"]
    assert (korea["label"], korea["label_en"], korea["label_fr"], korea["kind"]) == (
        "North Korea",
        "North Korea",
        "Corée du Nord",
        "State",
    )
    assert (korea["iri"], korea["wikidata"]) == (str(ID.PRK), "Q423")
    assert korea["other_names"] == "DPRK | RPDC"
    mine = [row for row in rows(SAMPLE, "edges") if "PRK" in (row["subject"], row["object"])]
    assert int(korea["statements"]) == len(mine)
    assert int(korea["claims"]) == sum(int(row["claims"]) for row in mine)


def test_the_first_columns_of_edges_are_a_contract() -> None:
    assert list(rows(SAMPLE, "edges")[0])[: len(FIRST)] == FIRST
    assert export.write("csv", SAMPLE) == export.write("csv", SAMPLE, table="edges")


def test_edges_tell_who_stands_on_each_side() -> None:
    (sale,) = [
        row
        for row in arrow(SAMPLE, "edges").to_pylist()
        if (row["subject"], row["relation"], row["object"]) == ("RUS", "buys_arms_from", "IRN")
    ]
    assert sale["disputed"] is True
    assert (sale["affirmed_by"], sale["denied_by"]) == (["USA"], ["IRN"])
    assert sale["affirmed_in"] == sale["denied_in"] == ["Meridian Wire"]
    assert sale["items"] == ["attack drones", "drones"]
    assert (sale["affirming_sources"], sale["denying_sources"], sale["outlets"]) == (1, 1, 1)
    assert {row["relation"] for row in rows(SAMPLE, "edges") if row["event"] == "true"} <= EVENTS


def test_parquet_is_typed() -> None:
    types = {field.name: field.type for field in arrow(SAMPLE, "claims").schema}
    assert types["published"] == pyarrow.date32()
    assert types["quote_start"] == pyarrow.int64()
    assert types["confidence"] == pyarrow.float64()
    # "2023-07" is no day.
    assert types["from"] == types["to"] == pyarrow.string()
    assert types["corrections"] == pyarrow.list_(pyarrow.string())
    edges = {field.name: field.type for field in arrow(SAMPLE, "edges").schema}
    assert edges["disputed"] == pyarrow.bool_()
    assert edges["first_reported"] == pyarrow.date32()
    days = {row["published"] for row in arrow(SAMPLE, "claims").to_pylist()}
    assert days
    assert days == {claim.article.published for claim in sample_claims()}
    assert all(isinstance(day, date) for day in days)


def test_partial_dates_stay_partial() -> None:
    whens = {claim.when.start for claim in sample_claims() if claim.when and claim.when.start}
    assert {len(when) for when in whens} > {10}
    for row in (*rows(SAMPLE, "claims"), *arrow(SAMPLE, "claims").to_pylist()):
        assert row["from"] in {*whens, "", None}


def test_no_text_is_run_and_none_is_lost() -> None:
    texts = [*NASTY, "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a\u202eb", "a | b", "a,b"]
    told = [printable(text) for text in texts]
    graph = Graph(store="SimpleMemory") + SAMPLE
    claims = sorted(graph.subjects(RDF.type, KG.Claim))
    of = {str(claim).split("/")[-1]: text for claim, text in zip(claims, told, strict=False)}
    for claim, text in zip(claims, told, strict=False):
        graph.set((claim, KG.quote, Literal(text)))
    graph.set((ID.PRK, RDFS.label, Literal("@PRK")))
    exact = {row["claim"]: row for row in arrow(graph, "claims").to_pylist()}
    safe = {row["claim"]: row for row in rows(graph, "claims")}
    assert len(of) == len(told)
    for id_, text in of.items():
        assert exact[id_]["quote"] == text
        assert safe[id_]["quote"] == ("'" + text if text.startswith(tuple("=+-@\t\r")) else text)
    assert {row["label"] for row in rows(graph, "nodes") if row["id"] == "PRK"} == {"'@PRK"}


def test_ids_numbers_and_dates_stay_clean() -> None:
    graph = Graph(store="SimpleMemory") + SAMPLE
    claim = min(graph.subjects(RDF.type, KG.Claim))
    graph.set((claim, KG["from"], time("--07-26")))
    graph.set((claim, KG.quantityMin, Literal(-5.5)))
    graph.set((claim, KG.attributedTo, ID["-x"]))
    # Another's graph may have anything for a date.
    graph.set((claim, KG.to, Literal("=HYPERLINK(1)")))
    (row,) = [r for r in rows(graph, "claims") if r["claim"] == str(claim).split("/")[-1]]
    assert (row["from"], row["quantity_min"], row["attributed_to"], row["to"]) == (
        "--07-26", "-5.5", "-x", "'=HYPERLINK(1)",
    )  # fmt: skip


@pytest.mark.parametrize("fmt", ["csv", "parquet"])
@pytest.mark.parametrize("table", TABLES)
def test_the_order_of_triples_changes_no_byte(fmt: str, table: str) -> None:
    shuffled = Graph()
    triples = sorted(SAMPLE)
    random.Random(3).shuffle(triples)
    for triple in triples:
        shuffled.add(triple)
    data = export.write(fmt, SAMPLE, table=table)
    assert export.write(fmt, shuffled, table=table) == data
    text = export.write("turtle", SAMPLE)
    file = Graph(store="SimpleMemory").parse(data=text, format="turtle")
    assert export.write(fmt, file, table=table) == data


def test_the_hash_seed_changes_no_byte() -> None:
    code = (
        "import hashlib; from test_export_tables import *\n"
        "for fmt in ('csv', 'parquet'):\n"
        "    for table in TABLES:\n"
        "        print(hashlib.sha256(export.write(fmt, SAMPLE, table=table)).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{TESTS}:{TESTS.parent}"},
            capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1
    assert len(found.pop().split()) == 6


def test_a_table_of_nothing_has_its_columns() -> None:
    for table in TABLES:
        full, empty = (arrow(graph, table) for graph in (SAMPLE, Graph()))
        assert empty.schema == full.schema
        assert empty.num_rows == 0


def test_what_has_no_table_says_so() -> None:
    with pytest.raises(UsageError, match=r"turtle has no tables.*csv, parquet"):
        export.write("turtle", SAMPLE, table="nodes")
    with pytest.raises(UsageError, match=r"no table 'words'.*nodes, edges, claims"):
        export.write("csv", SAMPLE, table="words")


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pyarrow.*pip install 'geokg\[parquet\]'"):
        export.write("parquet", SAMPLE)


@pytest.mark.parametrize(
    ("table", "term", "text"),
    [
        ("edges", KG.claimCount, "many"),
        ("edges", KG.claimCount, "9223372036854775808"),
        ("claims", KG.confidence, "high"),
    ],
)
def test_what_is_no_number_says_where(table: str, term: URIRef, text: str) -> None:
    graph = Graph(store="SimpleMemory") + SAMPLE
    node = min(graph.subjects(term, None))
    graph.set((node, term, Literal(text)))
    with pytest.raises(InputError, match=f"{node}: '{text}' is no"):
        export.write("csv", graph, table=table)


def test_what_no_double_can_hold_is_left_open() -> None:
    graph = Graph(store="SimpleMemory") + SAMPLE
    claim = min(graph.subjects(RDF.type, KG.Claim))
    graph.set((claim, KG.quantityMin, Literal("9" * 400)))
    (row,) = [r for r in rows(graph, "claims") if r["claim"] == str(claim).split("/")[-1]]
    assert row["quantity_min"] == ""


def test_a_day_that_is_none_says_where() -> None:
    graph = Graph(store="SimpleMemory") + SAMPLE
    article = min(graph.objects(None, PROV.wasDerivedFrom))
    graph.set((article, KG.published, time("2023-07")))
    with pytest.raises(InputError, match="'2023-07' is no day"):
        export.write("csv", graph, table="claims")
