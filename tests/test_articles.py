"""Reading articles: offsets, headers, encodings, languages, and every input that is none."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import articles, resources
from kg.articles.detect import detect, normalise
from kg.articles.text import decode, read_header
from kg.model import Article, Skipped

FRENCH = "Le ministre russe de la défense s'est rendu à Pyongyang, où il a été reçu avec faste."
ENGLISH = "The Russian defence minister travelled to Pyongyang, where he was received with honours."


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def read_one(source: str, lang: str | None = None, published: date | None = None) -> Article:
    (item,) = articles.read([source], lang=lang, published=published)
    assert isinstance(item, Article), item
    return item


def skip_one(source: str, lang: str | None = None) -> Skipped:
    (item,) = articles.read([source], lang=lang, published=None)
    assert isinstance(item, Skipped), item
    return item


def test_header_becomes_metadata_and_offsets_stay_those_of_the_file(tmp_path: Path) -> None:
    text = (
        'title: Un titre : en deux temps\nSource: La Gazette\nauthor: "A. Nonyme"\n'
        f"url: https://example.org/a\ndate: 2023-09-13\nlang: fr\n\n{FRENCH}\n"
    )
    article = read_one(write(tmp_path, "a.txt", text))
    assert article.text == text
    assert article.text[article.body_start :] == FRENCH + "\n"
    assert article.title == "Un titre : en deux temps"
    assert article.outlet == "La Gazette"
    assert article.author == "A. Nonyme"
    assert article.url == "https://example.org/a"
    assert article.published == date(2023, 9, 13)
    assert article.lang == "fr"


@pytest.mark.parametrize(
    ("text", "body", "title"),
    [
        (f"---\ntitle: T\ntags:\n  - a\n---\n{ENGLISH}", ENGLISH, "T"),
        (f"\ufefftitle: T\n\n{ENGLISH}", ENGLISH, "T"),
        (f"title: T\nsection: World\n\n{ENGLISH}", ENGLISH, "T"),
        (f"title : T\n\n{ENGLISH}", ENGLISH, "T"),
        (f"---\ntitle: never closed\n{ENGLISH}", None, None),
        (f"Paris: {ENGLISH}\n\nMore.", None, None),
        (f"Title: T\n{ENGLISH}\n\nMore.", None, None),
        (f"{ENGLISH}\n\nsource: at the end\n", None, None),
    ],
)
def test_only_a_block_on_top_is_a_header(text: str, body: str | None, title: str | None) -> None:
    header = read_header(text)
    assert text[header.end :] == (text if body is None else body)
    assert header.fields.get("title") == title


def test_a_byte_order_mark_and_windows_line_ends_do_not_shift_offsets(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", f"\ufefftitle: T\r\n\r\n{FRENCH}\r\nFin.\r".encode())
    article = read_one(path)
    with open(path, encoding="utf-8") as file:
        assert article.text == file.read()
    assert article.text[article.body_start :].startswith("Le ministre")


def test_bytes_that_are_not_utf8_are_windows_1252(tmp_path: Path) -> None:
    text = "L’œuvre du ministre français a coûté 3 € – dit-il à ses collègues de l’Assemblée."
    assert read_one(write(tmp_path, "a.txt", text.encode("windows-1252"))).text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"title: T\n\n  \n", "no text after the header"),
        (b"\xef\xbb\xbf", "no text"),
        (b"PK\x03\x04\x00\x00", "NUL"),
        ("utf-16 text".encode("utf-16-le"), "NUL"),
        (b"caf\x81\x8d", "windows-1252"),
        (b"title: T\ndate: 13/09/2023\n\n" + ENGLISH.encode(), "'13/09/2023'"),
        (b"date: 2023-02-30\n\n" + ENGLISH.encode(), "'2023-02-30'"),
        (b"Kim Jong-un.", "language is not clear"),
        (b"12 34 56 " * 20, "language is not clear"),
        ("Der russische Verteidigungsminister ist nach Pjöngjang gereist.".encode(), "'de'"),
        (b"lang: xx\n\n" + ENGLISH.encode(), "'xx'"),
        (b"x" * (articles.MAX_LINE + 1), "a line longer than"),
        (b"word\n" * (articles.MAX_BYTES // 5 + 1), "longer than 20 MB"),
    ],
)
def test_what_is_no_article_is_skipped_with_a_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    skipped = skip_one(write(tmp_path, "a.txt", content))
    assert reason in skipped.reason
    assert "\n" not in skipped.reason + skipped.fix
    assert skipped.source.endswith("/a.txt")


def test_missing_files_and_folders_without_articles_are_skipped(tmp_path: Path) -> None:
    write(tmp_path, "folder/picture.jpg", b"\xff\xd8")
    write(tmp_path, "folder/.hidden.txt", ENGLISH)
    assert "no such file" in skip_one(str(tmp_path / "none.txt")).reason
    assert "no such file" in skip_one("").reason
    assert "no article" in skip_one(str(tmp_path / "folder")).reason


def test_a_folder_without_rights_is_skipped_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = write(tmp_path, "good/a.txt", ENGLISH), write(tmp_path, "bad/a.txt", ENGLISH)
    scandir = os.scandir

    def denied(folder: str) -> object:
        if folder == os.path.dirname(bad):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", denied)
    first, second = articles.read([str(tmp_path)])
    assert isinstance(first, Skipped)
    assert first.source == os.path.dirname(bad)
    assert first.reason == "cannot list the directory: permission denied"
    assert second.source == good


def test_an_error_of_the_system_skips_one_file_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = write(tmp_path, "b.txt", ENGLISH), write(tmp_path, "a.txt", ENGLISH)
    opened = open

    def denied(source: Any, *args: Any) -> Any:
        if source == bad:
            raise PermissionError(13, "Permission denied", source)
        return opened(source, *args)

    monkeypatch.setattr(articles, "open", denied, raising=False)
    first, second = articles.read([good, bad])
    assert isinstance(first, Skipped)
    assert first.reason == "cannot be read: permission denied"
    assert isinstance(second, Article)


def test_folders_are_read_recursively_in_the_order_of_their_paths(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.md", "a/b.TXT", "c.md"]
    for name in names:
        write(tmp_path, name, f"{ENGLISH} {name}")
    write(tmp_path, "notes.jpg", ENGLISH)
    found = [item.source for item in articles.read([str(tmp_path)])]
    assert found == sorted(f"{tmp_path.as_posix()}/{name}" for name in names)
    reverse = [str(tmp_path / name) for name in names] + [str(tmp_path)]
    assert [item.source for item in articles.read(reverse)] == found


def test_the_same_article_is_read_once(tmp_path: Path) -> None:
    first = write(tmp_path, "a.txt", f"title: T\n\n{ENGLISH}\n")
    copy = write(tmp_path, "b.txt", f"---\ntitle: T\n---\n\n{ENGLISH}")
    other = write(tmp_path, "c.txt", f"title: U\n\n{ENGLISH}\n")
    found = list(articles.read([copy, first, first, other]))
    assert [item.source for item in found] == [first, other]


def test_the_id_depends_on_the_article_and_not_on_where_it_lies(tmp_path: Path) -> None:
    text = f"title: T\nsource: S\ndate: 2023-09-13\n\n{ENGLISH}"
    here, there = write(tmp_path, "a.txt", text), write(tmp_path, "x/y.md", text)
    assert read_one(here).id == read_one(there).id
    assert read_one(here).id.startswith("a-")
    assert len(read_one(here).id) == 18
    changed = [
        text.replace("title: T", "title: U"),
        text.replace("source: S", "source: R"),
        text.replace("09-13", "09-14"),
        text + " More.",
    ]
    ids = {read_one(write(tmp_path, f"{i}.txt", item)).id for i, item in enumerate(changed)}
    assert len(ids | {read_one(here).id}) == 5


def test_standard_input_is_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FRENCH.encode())))
    article = read_one("-")
    assert (article.source, article.lang, article.text) == ("-", "fr", FRENCH)


def test_language_is_told_or_in_the_header_or_recognised(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", f"lang: fr-CA\n\n{ENGLISH}")
    assert read_one(path, lang="en").lang == "en"
    assert read_one(path).lang == "fr"
    assert read_one(write(tmp_path, "b.txt", ENGLISH)).lang == "en"
    assert read_one(write(tmp_path, "c.txt", f"title: A title\n\n{FRENCH}")).lang == "fr"


def test_published_is_for_articles_without_a_date(tmp_path: Path) -> None:
    told = date(2024, 1, 1)
    dated = write(tmp_path, "a.txt", f"date: 2023-09-13T08:00:00Z\n\n{ENGLISH}")
    undated = write(tmp_path, "b.txt", f"date:\ntitle: T\n\n{ENGLISH}")
    assert read_one(dated, published=told).published == date(2023, 9, 13)
    assert read_one(undated, published=told).published == told
    assert read_one(undated).published is None


def test_control_characters_do_not_reach_the_metadata(tmp_path: Path) -> None:
    article = read_one(write(tmp_path, "a.txt", f"title: A\x1f\x1b[31mB\n\n{ENGLISH}"))
    assert article.title == "A [31mB"


@pytest.mark.parametrize("code", ["fr", "FR", "fr-CA", "fr_CA", " fr "])
def test_language_codes_are_normalised(code: str) -> None:
    assert normalise(code) == "fr"


def test_the_detector_never_needs_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*args: object) -> None:
        raise AssertionError(f"network used: {args}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert detect(FRENCH * 200) == "fr"


@given(st.binary())
def test_any_bytes_are_text_or_a_value_error(raw: bytes) -> None:
    try:
        text = decode(raw)
    except ValueError:
        return
    assert "\r" not in text
    assert 0 <= read_header(text).end <= len(text)


@given(st.lists(st.sampled_from(["title: T", "---", "", "key: v", "Paris: x", "\ufeff"])))
def test_a_header_ends_inside_the_text_at_the_start_of_a_line(lines: list[str]) -> None:
    text = "\n".join(lines)
    end = read_header(text).end
    assert end in (0, 1, len(text)) or text[end - 1] == "\n"


def test_the_shipped_articles_have_all_that_a_header_can_say() -> None:
    shipped = list(articles.read([str(resources.SEEDS / "articles")]))
    for article in shipped:
        assert isinstance(article, Article), article
        assert article.title
        assert article.outlet
        assert article.published
        name = Path(article.source).stem
        assert name.startswith(article.published.isoformat())
        assert name.endswith(f"-{article.lang}")
        assert detect(article.text[article.body_start :]) == article.lang
    assert sum(isinstance(item, Article) for item in shipped) == 10


def test_a_pipe_in_a_directory_is_skipped_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (skipped,) = articles.read([str(tmp_path)])
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "not a regular file"
