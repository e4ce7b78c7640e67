"""Many articles in one file: lines of JSON and tables, their columns, and what is wrong in them."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg import articles, pipeline
from kg.articles import inputs
from kg.articles.dates import day
from kg.cli import cli
from kg.model import Article, Skipped

FRENCH = "Le ministre russe de la défense s'est rendu à Pyongyang, où il a été reçu avec faste."
ENGLISH = "The Russian defence minister travelled to Pyongyang, where he was received with honours."

SOLD = "Poland sold tanks and shells to Latvia."


def put(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path.as_posix()


def jsonl(*objects: Any) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects)


def read(source: str, **columns: str) -> tuple[list[Article], list[Skipped]]:
    found = list(articles.read([source], columns=columns))
    return (
        [item for item in found if isinstance(item, Article)],
        [item for item in found if isinstance(item, Skipped)],
    )


ROW = {"Titre": "Une visite", "Corps": FRENCH, "Date de publication": "2023-07-26T10:00:00+02:00",
       "Lien": "https://example.org/1", "Média": "La Gazette", "Auteur": "A. Nonyme"}  # fmt: skip


def one_row(delimiter: str) -> str:
    return delimiter.join(ROW) + "\r\n" + delimiter.join(f'"{v}"' for v in ROW.values()) + "\r\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", jsonl(ROW)),
        ("a.ndjson", "\ufeff" + jsonl(ROW)),
        ("a.csv", one_row(",")),
        ("a.csv", "\ufeff" + one_row(";")),
        ("a.tsv", one_row("\t")),
        ("a.csv", one_row(";").encode("windows-1252")),
        ("export", jsonl(ROW)),
    ],
)
def test_columns_are_known_by_their_names(tmp_path: Path, name: str, content: str | bytes) -> None:
    path = put(tmp_path, name, content)
    (article,), skipped = read(path)
    assert not skipped
    assert article.source == path + "/1"
    assert (article.text, article.body_start, article.lang) == (FRENCH, 0, "fr")
    assert (article.title, article.outlet) == ("Une visite", "La Gazette")
    assert (article.author, article.url) == ("A. Nonyme", "https://example.org/1")
    assert article.published == date(2023, 7, 26)


def test_columns_may_be_told(tmp_path: Path) -> None:
    row = {"body": "A teaser.", "roh": ENGLISH, "when": "20230726", "date": "no date", "lang": "en"}
    for path in (
        put(tmp_path, "a.jsonl", jsonl(row)),
        put(tmp_path, "a.csv", f"{','.join(row)}\n{','.join(f'{v!r}' for v in row.values())}\n"
            .replace("'", '"')),
    ):  # fmt: skip
        (article,), skipped = read(path, text="roh", date="when")
        assert not skipped
        assert (article.text, article.published) == (ENGLISH, date(2023, 7, 26))


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_without_a_column_for_the_text_the_file_is_skipped_once(tmp_path: Path, name: str) -> None:
    rows = [{"id": i, "roh": ENGLISH} for i in range(5)]
    table = "id,roh\n" + "".join(f'{row["id"]},"{row["roh"]}"\n' for row in rows)
    path = put(tmp_path, name, jsonl(*rows) if name == "a.jsonl" else table)
    assert read(path) == ([], [Skipped(
        path, "no column is known to hold the text",
        "it has id, roh: --columns text=NAME,title=NAME,date=NAME",
    )])  # fmt: skip
    assert "no column 'corps'" in read(path, text="corps")[1][0].reason


def test_lines_may_lack_keys_and_nobody_guesses_for_those_that_were_told(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", jsonl(
        {"t": ENGLISH, "title": "One"},
        {"t": ENGLISH + " Two.", "jour": "2023-01-02", "date": "2023-03-04"},
        {"t": ENGLISH + " Three.", "date": "2023-03-04"},
        {"text": ENGLISH + " Four."},
    ))  # fmt: skip
    found, skipped = read(path, text="t", date="jour", title="titel")
    assert [a.published for a in found] == [None, date(2023, 1, 2), None]
    assert skipped == [
        Skipped(path + "/4", "no key 't'"),
        Skipped(path, "no line has the key 'titel'", "check --columns"),
    ]


def test_what_is_wrong_with_a_line_costs_that_line(tmp_path: Path) -> None:
    good = [{"text": f"{ENGLISH} {word}"} for word in ("One.", "Two.")]
    faults: list[tuple[bytes, str]] = [
        (b'{"text": "cut', "not a line of JSON: Unterminated string"),
        (b'["no", "object"]', "not an object of JSON"),
        (b'{"text": ""}', "no text"),
        (
            b'{"text": "' + ENGLISH.encode() + b'", "date": "03/04/2023"}',
            "its date is '03/04/2023'",
        ),
        (b'{"text": "' + ENGLISH.encode() + b'\\u0000"}', "NUL"),
        (b'{"text": "\x00"}', "NUL"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": "' + b"x" * (inputs.MAX_BYTES * 5 // 2) + b'"}', "longer than 20 MB"),
        (b'{"text": "' + b"x" * 1_000_001 + b'"}', "a line longer than"),
    ]
    lines = [json.dumps(good[0]).encode(), *(line for line, _ in faults), b"",
             json.dumps(good[1]).encode()]  # fmt: skip
    path = put(tmp_path, "a.jsonl", b"\n".join(lines))
    found, skipped = read(path)
    assert [a.source for a in found] == [path + "/1", f"{path}/{len(lines)}"]
    for number, ((_, reason), item) in enumerate(zip(faults, skipped, strict=True), start=2):
        assert reason in item.reason
        assert item.source == f"{path}/{number}"
        assert "\n" not in item.reason + item.fix


def test_half_a_pair_of_surrogates_is_replaced(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", '{"text": "' + ENGLISH + ' \\ud83d", "title": "\\udc00"}\n')
    (article,), _ = read(path)
    assert article.text.endswith(" \ufffd")
    assert article.title == "\ufffd"


def test_values_that_are_no_texts(tmp_path: Path) -> None:
    row = {"content": ENGLISH, "authors": ["A. One", "B. Two"], "title": None, "date": 20230726,
           "source": {"id": 7, "name": "The Gazette"}}  # fmt: skip
    (article,), _ = read(put(tmp_path, "a.jsonl", jsonl(row)))
    assert (article.author, article.title) == ("A. One, B. Two", None)
    assert (article.outlet, article.published) == ("The Gazette", date(2023, 7, 26))


def test_a_cell_may_hold_lines_and_quotes(tmp_path: Path) -> None:
    text = f'{ENGLISH}\n\n"Never", he said; "never, ever".'
    quoted = text.replace('"', '""').replace("\n", "\r\n")
    path = put(tmp_path, "a.csv", f'id,text\r\n1,"{quoted}"\r\n\r\n2,"{FRENCH}"\r\n')
    found, skipped = read(path)
    assert not skipped
    assert [a.text for a in found] == [text, FRENCH]


@pytest.mark.parametrize(
    ("rows", "place", "reason"),
    [
        (f'1,"{FRENCH}\n2,x\n', "", "row 2: unexpected end of data"),
        (f'1,"{FRENCH}"x\n', "", "row 2: ',' expected after"),
        (f"1,{FRENCH}\n", "/2", "3 fields under 2 columns"),
        ("1," + "x" * (inputs.MAX_BYTES + 1) + "\n", "", "line 3 is longer than 20 MB"),
        (
            '1,"' + ("x" * 999 + "\n") * (inputs.MAX_BYTES // 1000 + 1),
            "",
            "row 2: field larger than",
        ),
        ("1,\x00\n", "", "NUL"),
    ],
)
def test_what_is_wrong_with_a_row(tmp_path: Path, rows: str, place: str, reason: str) -> None:
    path = put(tmp_path, "a.csv", f'id,text\n0,"{ENGLISH}"\n{rows}')
    (article,), (skipped,) = read(path)
    assert article.text == ENGLISH
    assert (skipped.source, skipped.reason[: len(reason)]) == (path + place, reason) or (
        reason in skipped.reason
    )


@pytest.mark.parametrize("content", ["", "\n", "text\n", " , \n"])
def test_an_empty_table_is_skipped(tmp_path: Path, content: str) -> None:
    found, skipped = read(put(tmp_path, "a.csv", content))
    assert not found
    assert len(skipped) == 1


def test_lines_of_json_come_through_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.BytesIO(jsonl({"text": ENGLISH}, {"text": FRENCH}).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(piped))
    found, _ = read("-")
    assert [a.source for a in found] == ["-/1", "-/2"]


def test_a_large_file_is_not_held_in_memory(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        with open(tmp_path / "a.jsonl", "w", encoding="utf-8") as file:
            for number in range(count):
                file.write(jsonl({"text": f"{ENGLISH * 100} {number}", "lang": "en"}))
        tracemalloc.start()
        assert sum(1 for _ in articles.read([str(tmp_path / "a.jsonl")])) == count
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(10)  # what is loaded once
    # 4.5 MB of text more; a set of numbers is what stays.
    assert peak(600) < peak(100) + 200_000


def test_the_first_article_comes_before_the_last_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", jsonl({"text": ENGLISH}) + "no JSON\n" * 10)
    found = articles.read([path])
    assert isinstance(found, Iterator)
    assert isinstance(next(found), Article)


@pytest.mark.parametrize(
    "value",
    ["2023-09-13", "2023-09-13T08:00:00Z", "2023-09-13 23:00", "20230913", "20230913080000",
     "Wed, 13 Sep 2023 23:30:00 -0500"],
)  # fmt: skip
def test_ways_to_write_a_day(value: str) -> None:
    assert day(value) == date(2023, 9, 13)


@pytest.mark.parametrize("value", ["13/09/2023", "2023-09", "2023-02-30", "yesterday", "1694"])
def test_what_is_no_day(value: str) -> None:
    with pytest.raises(ValueError, match=value.replace("/", ".")):
        day(value)


@pytest.mark.usefixtures("frozen")
def test_rows_that_are_gone_from_a_file_are_gone_from_the_build(tmp_path: Path) -> None:
    sentences = SOLD, "According to Ukraine, North Korea sold shells to Russia."
    texts = [{"text": sentence, "lang": "en"} for sentence in sentences]
    path, out = put(tmp_path, "a.jsonl", jsonl(*texts)), tmp_path / "out"
    assert pipeline.build([path], out).articles == 2
    put(tmp_path, "a.jsonl", jsonl(texts[1]))
    report = pipeline.build([str(tmp_path / "*.jsonl")], out)
    assert (report.articles, report.fresh) == (1, 0)
    put(tmp_path, "a.jsonl", "cut off\n" + jsonl(texts[1]))
    report = pipeline.build([str(tmp_path)], tmp_path / "out")
    assert (report.articles, report.fresh, len(report.skipped)) == (1, 0, 1)


@pytest.mark.usefixtures("frozen")
def test_columns_on_the_command_line(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", f"corps,jour,lang\n{SOLD},2024-05-01,en\n")
    out = str(tmp_path / "out")
    done = CliRunner().invoke(cli, ["build", path, "-o", out, "--columns", "text=corps,date=jour"])
    assert done.exit_code == 0, done.output
    assert "Read 1 article" in done.stderr
    wrong = CliRunner().invoke(cli, ["build", path, "-o", out, "--columns", "body=corps"])
    assert wrong.exit_code == 2
    assert "the fields are text, title, date" in wrong.stderr


@pytest.mark.usefixtures("frozen")
def test_builds_one_after_another_give_the_bytes_of_one_build(tmp_path: Path) -> None:
    rows = jsonl(
        {"text": SOLD, "lang": "en"}, {"text": SOLD, "lang": "en", "url": "https://e.org/"}
    )
    folder = tmp_path / "articles"
    folder.mkdir()
    paths = [
        put(folder, "a.jsonl", rows),
        put(folder, "a.jsonl.gz", gzip.compress(rows.encode())),
        put(folder, "b.csv", f"text,lang\n{SOLD},en\n"),
    ]
    pipeline.build(paths, tmp_path / "at once")
    for path in paths:
        pipeline.build([path], tmp_path / "in turn")
    for name in ("claims.jsonl", "graph.ttl"):
        one, other = ((tmp_path / out / name).read_bytes() for out in ("at once", "in turn"))
        assert one == other
