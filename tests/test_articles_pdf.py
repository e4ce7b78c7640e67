"""PDF: paragraphs from lines, what is believed of the metadata, and files that are none."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import articles
from kg.articles.paragraphs import paragraphs
from kg.articles.pdf import MAX_PAGES
from kg.model import Article, Skipped
from tests.pdfs import pdf

LINES = [
    "La Gazette",
    "Une visite à Pyongyang",
    "Le ministre russe de la défense s'est rendu à Pyongyang le 26 juillet 2023, où il",
    "a été reçu avec faste par le dirigeant nord-coréen. Il s'agissait de coopéra-",
    "tion militaire, et d'un accord que les deux pays veulent signer bientôt à Vos-",
    "totchny, dans l'Extrême-",
    "Orient russe.",
    "Selon Séoul, les deux hommes ont parlé d'armes. Le président sud-coréen, dit-",
    "elle, a reçu son homologue américain, et le cosmodrome a été visité par un nord-",
    "coréen.",
    "- 1 -",
]


def put(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return path.as_posix()


def one(path: str) -> Article:
    (item,) = articles.read([path])
    assert isinstance(item, Article), item
    return item


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    rest = ["La Gazette", *LINES[7:10], "2"], ["La Gazette", "La fin de cet article.", "3"]
    made = pdf(LINES, *rest, Title="Une visite à Pyongyang", Author="Anne Onyme",
               CreationDate="D:20230726101500+02'00'")  # fmt: skip
    article = one(put(tmp_path, "a.pdf", made))
    last = (
        "Selon Séoul, les deux hommes ont parlé d'armes. Le président sud-coréen, dit-elle, a reçu"
        " son homologue américain, et le cosmodrome a été visité par un nord-coréen."
    )
    assert article.text.split("\n") == [
        "Une visite à Pyongyang",
        "Le ministre russe de la défense s'est rendu à Pyongyang le 26 juillet 2023, où il a été"
        " reçu avec faste par le dirigeant nord-coréen. Il s'agissait de coopération militaire, et"
        " d'un accord que les deux pays veulent signer bientôt à Vostotchny, dans"
        " l'Extrême-Orient russe.",
        last,
        last,
        "La fin de cet article.",
    ]
    assert (article.title, article.author) == ("Une visite à Pyongyang", "Anne Onyme")
    assert (article.published, article.lang) == (date(2023, 7, 26), "fr")


@pytest.mark.parametrize(
    "info",
    [
        {"Title": "Microsoft Word - visite.doc", "Author": "user", "CreationDate": "D:20190102"},
        {"Title": "visite_26_juillet.indd", "Author": "adupont", "CreationDate": "D:20231126"},
        {"Title": "Visite", "Author": "", "CreationDate": "yesterday"},
        {"Title": "untitled 2", "CreationDate": "D:20230799"},
        {},
    ],
)
def test_metadata_that_programs_write_is_not_believed(tmp_path: Path, info: dict[str, str]) -> None:
    article = one(put(tmp_path, "a.pdf", pdf(LINES, **info)))
    assert (article.title, article.author, article.published) == (None, None, None)


@pytest.mark.parametrize(
    ("shown", "believed"),
    [
        ("Paris, le 1er juillet 2023", True), ("July 1, 2023", True), ("1st of July 2023", True),
        ("01/07/2023", True), ("1.7.2023", True), ("2023-07-01", True),
        ("1 juin 2023", False), ("juillet 2023, 1 page", False), ("11/07/2023", False),
    ],
)  # fmt: skip
def test_the_day_a_file_was_made_counts_when_its_page_shows_it(
    tmp_path: Path, shown: str, believed: bool
) -> None:
    lines = ["Le président russe a reçu le dirigeant nord-coréen.", shown]
    article = one(put(tmp_path, "a.pdf", pdf(lines, CreationDate="D:20230701090000Z")))
    assert article.published == (date(2023, 7, 1) if believed else None)


def test_ligatures_and_soft_hyphens() -> None:
    page = ["Le conﬂit a été di\u00adﬃcile à ﬁnir, et la négocia\u00ad", "tion l'a été aussi."]
    assert (
        paragraphs([page]) == "Le conflit a été difficile à finir, et la négociation l'a été aussi."
    )


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the minis-", "ter of", "the minister of"),
        ("the ex-", "minister of", "the ex-minister of"),
        ("a-t-", "il dit", "a-t-il dit"),
        ("Kim Jong-", "Un said", "Kim Jong-Un said"),
        ("the T-", "72 tank", "the T-72 tank"),
        ("cease-", "fire and a cease-fire", "cease-fire and a cease-fire"),
        ("ex-", "port and export", "export and export"),
        ("a dash -", "and more", "a dash - and more"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(first: str, second: str, joined: str) -> None:
    filler = "word " * 20
    assert paragraphs([[f"{filler}{first}", second]]) == f"{filler}{joined}"


def test_items_of_a_list_are_paragraphs() -> None:
    page = ["Three things that fill a line of text:", "• the first of them, which fills a line",
            "and goes on;", "• the second, which is as long as that", "– the third."]  # fmt: skip
    assert paragraphs([page]).split("\n") == [
        page[0],
        page[1] + " and goes on;",
        page[3],
        page[4],
    ]


@given(st.lists(st.lists(st.text(alphabet="ab -1.\n", max_size=20), max_size=5), max_size=5))
def test_any_pages_are_paragraphs(pages: list[list[str]]) -> None:
    text = paragraphs(pages)
    assert "\n\n" not in text
    assert text == text.strip() or not text.strip()


def encrypted(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(LINES))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_empty_password_only_forbids_printing(tmp_path: Path) -> None:
    assert "Une visite" in one(put(tmp_path, "a.pdf", encrypted(""))).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "a damaged PDF"),
        (b"%PDF-1.7 and then nothing", "a damaged PDF"),
        (pdf(LINES)[:600], "a damaged PDF"),
        (pdf(LINES).replace(b"/Kids", b"/Kixs"), "no text in this PDF"),
        (pdf([]), "no text in this PDF"),
        (pdf(*[["x"]] * (MAX_PAGES + 1)), "301 pages, more than 300"),
        (encrypted("secret"), "encrypted"),
        (b"%PDF-" + b" " * 20_000_000, "longer than 20 MB"),
    ],
)
def test_files_that_are_no_articles_are_skipped(
    tmp_path: Path, content: bytes, reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "a.pdf", content)
    good = put(tmp_path, "b.pdf", pdf(LINES))
    item, other = articles.read([path, good])
    assert isinstance(item, Skipped)
    assert reason in item.reason
    assert "\n" not in item.reason + item.fix
    assert isinstance(other, Article)
    assert capfd.readouterr().err == ""
