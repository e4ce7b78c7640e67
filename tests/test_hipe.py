"""The reader of HIPE's newspapers, on a page made by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.hipe import COLUMNS, HipeDocument, HipeMention, read_hipe

HEAD = ("# hipe2022:document_id = one", "# hipe2022:date = 1978-05-11", "# hipe2022:language = fr")


def row(token: str, misc: str = "_", **cells: str) -> str:
    """A line of the file; ``cells`` by column, with _ for -."""
    named = {key.replace("_", "-"): value for key, value in cells.items()}
    empty = {"TOKEN": token, "MISC": misc, "NEL-LIT": "_", "NEL-METO": "_"}
    return "\t".join({**dict.fromkeys(COLUMNS, "O"), **empty, **named}.values())


def write(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "page.tsv"
    path.write_text("\n".join(("\t".join(COLUMNS), *lines)) + "\n", encoding="utf-8")
    return path


def read(tmp_path: Path, *rows: str) -> HipeDocument:
    (document,) = read_hipe(write(tmp_path, *HEAD, *rows))
    return document


def marked(document: HipeDocument) -> list[str]:
    return [document.text[m.start : m.end] for m in document.mentions]


def test_the_text_is_whole_again(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        row("L", "NoSpaceAfter"),
        row("'", "NoSpaceAfter"),
        row("ambas¬", "EndOfLine"),
        row("sadeur"),
        row("part", "EndOfLine"),
        row("demain", "NoSpaceAfter"),
        row(".", "EndOfLine|EndOfSentence"),
        row("Il"),
        row("reste", "NoSpaceAfter"),
        row(".", "EndOfSentence"),
        row("Oui", "EndOfLine|NoSpaceAfter"),
        row("!"),
    )
    assert document.text == "L'ambassadeur part demain.\nIl reste. Oui! "
    assert (document.id, document.lang, document.published) == ("one", "fr", date(1978, 5, 11))


def test_mentions_with_name_and_ids(tmp_path: Path) -> None:
    kind = {"NE_COARSE_LIT": "B-pers", "NE_FINE_LIT": "B-pers.ind", "NEL_LIT": "Q9"}
    inside = {"NE_COARSE_LIT": "I-pers", "NE_FINE_LIT": "I-pers.ind", "NEL_LIT": "Q9"}
    document = read(
        tmp_path,
        row("Le"),
        row("ministre", **kind, NE_FINE_COMP="B-comp.function"),
        row("Ana", **inside, NE_FINE_COMP="B-comp.name"),
        row("Ruiz", **inside, NE_FINE_COMP="I-comp.name"),
        row("quitte"),
        row("Lima", NE_COARSE_LIT="B-loc", NE_FINE_LIT="B-loc.adm.town", NEL_LIT="NIL"),
    )
    assert marked(document) == ["ministre Ana Ruiz", "Lima"]
    first, second = document.mentions
    assert document.text[slice(*first.name)] == "Ana Ruiz"
    assert (first.coarse, first.fine, first.qids()) == ("pers", "pers.ind", {"Q9"})
    assert second.name == (second.start, second.end)
    assert second.qids() == set()


def test_metonyms(tmp_path: Path) -> None:
    place = {"NE_COARSE_LIT": "B-loc", "NE_FINE_LIT": "B-loc.adm.town", "NEL_LIT": "Q1"}
    body = {"NE_COARSE_METO": "B-org", "NE_FINE_METO": "B-org.adm", "NEL_METO": "Q2"}
    both, alone = read(tmp_path, row("Lima", **place, **body), row("Oslo", **body)).mentions
    assert (both.coarse, both.qid, both.metonym) == ("loc", "Q1", "Q2")
    assert alone == HipeMention(5, 9, (5, 9), "org", "org.adm", "", "Q2")


def test_neighbours_are_two(tmp_path: Path) -> None:
    kind = {"NE_COARSE_LIT": "B-loc", "NE_FINE_LIT": "B-loc.adm.town"}
    assert marked(read(tmp_path, row("Lima", **kind), row("Oslo", **kind))) == ["Lima", "Oslo"]


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        ((*HEAD, "Lima\tO"), "page.tsv:5"),
        ((row("Lima"),), "page.tsv:2"),
        ((HEAD[0], "# hipe2022:date = in May", row("Lima")), "in May"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, lines: tuple[str, ...], part: str) -> None:
    with pytest.raises(InputError) as error:
        read_hipe(write(tmp_path, *lines))
    assert part in str(error.value)


def test_another_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / "other.tsv"
    path.write_text("doc\tsent\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no column TOKEN"):
        read_hipe(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_hipe(tmp_path / "none.tsv")
