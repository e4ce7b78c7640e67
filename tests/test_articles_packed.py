"""Files in files: zip, tar, gzip and WARC, nested, damaged, and made to do harm."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tarfile
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, Graph, Literal, URIRef

from kg import articles, pipeline
from kg.articles import inputs
from kg.articles.packed import step_of
from kg.model import Article, Skipped
from kg.terms import KG, SCHEMA
from tests.pdfs import pdf

TEXT = "The Russian defence minister travelled to Pyongyang, where he was received with honours."

SOLD = "Poland sold tanks and shells to Latvia."


def text(number: int) -> bytes:
    return f"title: Number {number}\n\n{TEXT} {number}.".encode()


def put(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return path.as_posix()


def zipped(*members: tuple[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def tarred(*members: tuple[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def sources(path: str) -> list[str]:
    found = list(articles.read([path]))
    assert all(isinstance(item, Article) for item in found), found
    return [item.source.removeprefix(path) for item in found]


def only_skip(path: str) -> Skipped:
    (item,) = articles.read([path])
    assert isinstance(item, Skipped), item
    assert "\n" not in item.reason + item.fix
    return item


MEMBERS = [
    ("b/2.txt", text(2)),
    ("1.md", text(1)),
    ("rows.jsonl", b'{"text": "%s 3."}\n{"text": "%s 4."}\n' % ((TEXT.encode(),) * 2)),
    ("5.pdf", pdf([TEXT, "5."])),
    ("6.txt.gz", gzip.compress(text(6))),
    ("picture.jpg", b"\xff\xd8"),
    (".hidden/a.txt", text(7)),
    ("__MACOSX/a.txt", text(8)),
    ("inner.zip", zipped(("c/9.txt", text(9)), ("d.tgz", tarred(("10.txt", text(10)))))),
]
STEPS = ["/b/2.txt", "/1.md", "/rows.jsonl/1", "/rows.jsonl/2", "/5.pdf", "/6.txt.gz",
         "/inner.zip/c/9.txt", "/inner.zip/d.tgz/10.txt"]  # fmt: skip


def said(value: object) -> str | None:
    """The name of a case: its words. Packed bytes differ by the second they were packed in."""
    return "" if isinstance(value, bytes) else None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped(*MEMBERS)),
        ("a.ZIP", zipped(*MEMBERS, level=zipfile.ZIP_STORED)),
        ("a.tar.gz", tarred(*MEMBERS)),
        ("a.tgz", tarred(*MEMBERS)),
        ("a.tar", tarred(*MEMBERS, mode="w")),
        ("archive", zipped(*MEMBERS)),
        ("archive", tarred(*MEMBERS)),
    ],
    ids=said,
)
def test_archives_are_read_at_all_depths(tmp_path: Path, name: str, content: bytes) -> None:
    assert sources(put(tmp_path, name, content)) == STEPS


def test_a_gzip_file_is_the_file_in_it(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt.gz", gzip.compress(text(1)) + gzip.compress(b" And more."))
    (article,) = articles.read([path])
    assert isinstance(article, Article)
    assert (article.source, article.title) == (path, "Number 1")
    assert article.text.endswith("And more.")


@pytest.mark.parametrize("content", [zipped(*MEMBERS), tarred(*MEMBERS)])
def test_archives_come_through_a_pipe(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert sources("-") == STEPS


def test_a_pipe_is_not_held_in_memory_without_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "MAX_PACKED", 1000)
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(zipped(("a.txt", os.urandom(2000)))))
    )
    assert only_skip("-").reason.startswith("an archive longer than")


def test_names_in_archives_lead_nowhere(tmp_path: Path) -> None:
    names = ["../../up.txt", "/etc/root.txt", "a//b.txt", "./c.txt", "C:\\d.txt", "e\n\x1b[31m.txt",
             "f%2F.txt", "é/ü.txt"]  # fmt: skip
    members = [(name, text(i)) for i, name in enumerate(names)]
    out = tmp_path / "in"
    out.mkdir()
    before = sorted(tmp_path.rglob("*"))
    for content, name in ((zipped(*members), "a.zip"), (tarred(*members), "a.tar.gz")):
        path = put(tmp_path, name, content)
        steps = sources(path)
        assert "/é/ü.txt" in steps
        assert "/%2E%2E/%2E%2E/up.txt" in steps
        assert len(steps) == len(names)
        assert not [s for s in steps if "/../" in s or "//" in s or not s.isprintable()]
        os.unlink(path)
    assert sorted(tmp_path.rglob("*")) == before


def test_different_names_have_different_steps() -> None:
    names = ["", "/", "//", ".", "..", "%2E", "a/", "a", "/a", "a//b", "a/b", "a\\b", "a%5Cb",
             "\x00", "%00", "\udc80"]  # fmt: skip
    assert len({step_of(name) for name in names}) == len(names)


def test_a_name_that_comes_twice_is_read_once(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped(("a.txt", text(1)), ("a.txt", text(2)))
    (article,) = articles.read([put(tmp_path, "a.zip", content)])
    assert isinstance(article, Article)
    assert article.title == "Number 2"


def test_links_in_archives_are_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", text(1))
    assert sources(put(tmp_path, "a.zip", out.getvalue())) == ["/a.txt"]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind!r}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    assert only_skip(put(tmp_path, "b.tar", out.getvalue())).reason == "no article in this file"


def bomb(name: str = "a.txt") -> bytes:
    return zipped((name, b"0" * 300_000_000))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt.gz", gzip.compress(os.urandom(9000))[:5000], "broken off before its end"),
        ("a.txt.gz", b"\x1f\x8b" + b"x" * 100, "damaged"),
        ("a.txt.gz", b"", "no text"),
        ("a.txt.gz", gzip.compress(text(1))[:-5] + b"12345", "damaged: CRC check failed"),
        ("a.txt.gz", gzip.compress(b"\x00" * 100), "NUL"),
        ("a.txt.gz", gzip.compress(b"0\n" * 15_000_000), "longer than 20 MB"),
        ("a.zip", b"PK\x03\x04 and nothing", "a damaged zip archive"),
        ("a.zip", b"", "a damaged zip archive"),
        ("a.zip", zipped(*MEMBERS)[:-100], "a damaged zip archive"),
        ("a.zip", zipped(("a.jpg", b"")), "no article in this file"),
        ("a.zip", zipped(), "no article in this file"),
        ("a.tar", b"no tar at all", "a damaged tar archive"),
        ("a.tgz", tarred(*MEMBERS)[:60], "broken off before its end"),
        ("a.jsonl.gz", gzip.compress(b"0" * 300_000_000), "unpacks to more than 200 times"),
        ("a.zip", bomb("a.jsonl"), "unpacks to more than 200 times"),
        ("a.zip", zipped(*((f"{i}.txt", b"0" * 10**7) for i in range(9))), "unpacks to more than"),
    ],
    ids=said,
)  # fmt: skip
def test_what_is_damaged_or_a_bomb_is_one_line(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = put(tmp_path, name, content)
    good = put(tmp_path, "good.txt", text(1))
    tracemalloc.start()
    found = list(articles.read([path, good]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    *skips, item = found
    assert isinstance(item, Article)
    assert all(isinstance(skip, Skipped) for skip in skips)
    last = skips[-1]
    assert isinstance(last, Skipped)
    assert last.source == path
    assert reason in last.reason
    assert "\n" not in last.reason + last.fix
    assert peak < 10 * inputs.MAX_BYTES


def test_a_damaged_file_in_an_archive_costs_that_file(tmp_path: Path) -> None:
    content = zipped(("1.txt", text(1)), ("2.txt", text(2)), ("3.txt", text(3)),
                     level=zipfile.ZIP_STORED).replace(b"Number 2", b"Nvmber 2")  # fmt: skip
    path = put(tmp_path, "a.zip", content)
    first, second, third = articles.read([path])
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert isinstance(second, Skipped)
    assert second.source == path + "/2.txt"
    assert second.reason.startswith("damaged: Bad CRC-32")


def test_an_encrypted_file_in_an_archive_is_skipped(tmp_path: Path) -> None:
    raw = bytearray(zipped(("1.txt", text(1)), ("2.txt", text(2))))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # the flag of the first file in the list
    path = put(tmp_path, "a.zip", bytes(raw))
    first, second = articles.read([path])
    assert first == Skipped(path + "/1.txt", "encrypted", "save it without a password")
    assert isinstance(second, Article)


def test_files_in_files_in_files_have_an_end(tmp_path: Path) -> None:
    content, name = text(1), "a.txt"
    for number in range(inputs.MAX_DEPTH + 1):
        content, name = zipped((name, content)), f"{number}.zip"
    skip = only_skip(put(tmp_path, "a.zip", content))
    assert skip.reason == "more than 6 files in one another"
    assert skip.source.endswith("a.zip/5.zip/4.zip/3.zip/2.zip/1.zip/0.zip")


def test_what_was_read_before_a_file_broke_off_is_kept(tmp_path: Path) -> None:
    rows = "".join(
        json.dumps({"text": f"{TEXT} {i} {os.urandom(99).hex()}"}) + "\n" for i in range(99)
    )
    path = put(tmp_path, "a.jsonl.gz", gzip.compress(rows.encode())[:-4000])
    *found, last = articles.read([path])
    assert len(found) > 20
    assert all(isinstance(item, Article) for item in found)
    assert last == Skipped(path, "broken off before its end", "copy it again")


def record(
    body: bytes,
    url: str = "https://example.org/a",
    media: str = "text/html",
    status: str = "200 OK",
    kind: str = "response",
    more: str = "",
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2023-07-27T01:02:03Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(number: int) -> str:
    return (
        "<html><head><title>A visit to Pyongyang</title><meta property='article:published_time'"
        f" content='2023-07-26'></head><body><article><p>{TEXT} {number} – “so far”.</p>"
        f"<p>{TEXT}</p></article></body></html>"
    )


def crawl() -> list[bytes]:
    chunked = page(9).encode()
    return [
        record(b"", kind="request"),
        record(page(2).encode("windows-1252"), media="text/html; charset=windows-1252"),
        record(b"<html>gone</html>", status="404 Not Found"),
        record(b"\xff\xd8", media="image/jpeg"),
        record(pdf([TEXT, "5."]), "https://example.org/5.pdf", "application/pdf"),
        record(b"Disallow: /", "https://example.org/robots.txt", "text/plain"),
        record(gzip.compress(page(7).encode()), more="Content-Encoding: gzip\r\n"),
        record(text(8), "https://example.org/8.txt", "text/plain"),
        record(b"%x\r\n%s\r\n0\r\n\r\n" % (len(chunked), chunked),
               more="Transfer-Encoding: chunked\r\n"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "crawl"])
def test_pages_of_a_web_archive(tmp_path: Path, name: str) -> None:
    records = crawl()
    raw = b"".join(map(gzip.compress, records)) if name.endswith("gz") else b"".join(records)
    path = put(tmp_path, name, raw)
    found = list(articles.read([path]))
    first, *_ = found
    assert isinstance(first, Article)
    assert first.text.split("\n")[0] == f"{TEXT} 2 – “so far”."
    assert first.retrieved == date(2023, 7, 27)
    assert (first.url, first.outlet) == ("https://example.org/a", "example.org")
    assert first.published == date(2023, 7, 26)
    assert [item.source for item in found] == [f"{path}/{n}" for n in (2, 5, 7, 8, 9)]
    assert [item.url for item in found if isinstance(item, Article)][
        1
    ] == "https://example.org/5.pdf"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no article in this file"),
        (b"no web archive\r\n" * 9, "damaged at record 1"),
        (crawl()[0], "no article in this file"),
        (crawl()[1][:-100], "broken off in record 1"),
        (crawl()[1][:200], "broken off in record 1"),
        (crawl()[1] + b"Rubbish\r\n" + crawl()[3], "damaged at record 2: Invalid WARC record"),
        (crawl()[1].replace(b"Content-Length: 4", b"Content-Length: 3"), "damaged: a record has"),
        (crawl()[1].replace(b"WARC-Target-URI", b"X"), "damaged at record 1"),
        (crawl()[1].replace(b"Content-Length", b"X"), "damaged: record 1 does not say its length"),
        (record(page(1).encode()).replace(b"Content-Length: ", b"Content-Length: 9"), "broken off"),
        (record(gzip.compress(b"<p>" + b"0" * 200_000_000), more="Content-Encoding: gzip\r\n"), ""),
    ],
    ids=said,
)  # fmt: skip
def test_what_is_wrong_with_a_web_archive(tmp_path: Path, content: bytes, reason: str) -> None:
    path = put(tmp_path, "a.warc", content)
    last = list(articles.read([path]))[-1]
    assert isinstance(last, Skipped), last
    assert reason in last.reason
    assert "\n" not in last.reason + last.fix


def test_a_record_without_a_day_is_read_all_the_same(tmp_path: Path) -> None:
    raw = record(page(1).encode()).replace(b"2023-07-27T01", b"2023-99-99T01")
    (article,) = articles.read([put(tmp_path, "a.warc", raw)])
    assert isinstance(article, Article)
    assert article.retrieved is None


def test_links_that_go_in_circles(tmp_path: Path) -> None:
    os.symlink("loop.txt", tmp_path / "loop.txt")
    os.symlink(tmp_path, tmp_path / "folder")
    put(tmp_path, "a.txt", text(1))
    article, skip = articles.read([tmp_path.as_posix()])
    assert isinstance(article, Article)
    assert isinstance(skip, Skipped)
    assert skip.source.endswith("/loop.txt")
    assert skip.reason == "cannot be read: too many levels of symbolic links"


def test_patterns_find_files(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.txt", "[a].txt"):
        put(tmp_path, name, text(len(name) + ord(name[1])))
    folder = tmp_path.as_posix()
    found = [item.source for item in articles.read([f"{folder}/a*.txt", f"{folder}/a1.txt"])]
    assert found == [f"{folder}/a1.txt", f"{folder}/a2.txt"]
    assert sources(f"{folder}/[a].txt") == [""]
    assert only_skip(f"{folder}/*.pdf").reason == "no file matches"
    assert articles.roots([f"{folder}/a?.txt", "-", "x.txt"]) == [*found, "-", "x.txt"]


def test_files_come_in_the_order_of_their_articles(tmp_path: Path) -> None:
    rows = b'{"text": "%s"}\n' % TEXT.encode()
    put(tmp_path, "a.jsonl", rows)
    put(tmp_path, "a.jsonl.gz", gzip.compress(rows))
    (tmp_path / "a").mkdir()
    put(tmp_path, "a/b.txt", text(1))
    folder = tmp_path.as_posix()
    found = [item.source for item in articles.read([folder])]
    # "." comes before "/": of two files with the same article it is the same one in every order.
    assert found == [f"{folder}/a.jsonl.gz/1", f"{folder}/a/b.txt"]
    assert found == [i.source for i in articles.read([f"{folder}/a.jsonl", f"{folder}/a", folder])]


def test_the_directory_of_a_build_holds_no_articles(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", text(1))
    (tmp_path / "out" / "store").mkdir(parents=True)
    put(tmp_path, "out/store/articles.db", b"")
    put(tmp_path, "out/graph.html", page(1).encode())
    assert sources(tmp_path.as_posix()) == ["/a.txt"]


@pytest.mark.usefixtures("frozen")
def test_what_a_crawl_says_of_a_page_is_in_the_graph(tmp_path: Path) -> None:
    said = f"title: A sale\nauthor: A. Nonyme\ndate: 2023-07-26\nlang: en\n\n{SOLD}"
    raw = record(said.encode(), "https://example.org/1", "text/plain")
    out = tmp_path / "out"
    assert pipeline.build([put(tmp_path, "a.warc", raw)], out).articles == 1
    later = raw.replace(b"2023-07-27T", b"2023-08-01T")
    assert pipeline.build([put(tmp_path, "a.warc", later)], out).fresh == 0
    graph = Graph().parse(out / "graph.ttl")
    (article,) = graph.subjects(RDF.type, KG.Article)
    assert graph.value(article, DCTERMS.creator) == Literal("A. Nonyme")
    assert graph.value(article, KG.retrieved) == Literal(date(2023, 8, 1))
    assert graph.value(article, KG.published) == Literal(date(2023, 7, 26))
    assert graph.value(article, SCHEMA.url) == URIRef("https://example.org/1")
    assert str(graph.value(article, KG.sourcePath)).endswith("/a.warc/1")
