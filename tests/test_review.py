"""kg review: what it proposes, and that its lines are those of a corrections file."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hostile import NASTY
from hostile import claims as any_claims
from hostile import entities as any_entities
from hypothesis import given
from hypothesis import strategies as st
from sample import sample_claims, sample_entities
from test_corrections import UNLISTED, corpus

from kg import claims as claim_io
from kg import corrections, entities, lookalikes, ontology, pipeline
from kg.cli import cli
from kg.corrections import Corrections
from kg.export.tables import FORMULA_SIGNS
from kg.model import Claim, Entity, Merge
from kg.review import review

BROADER = ontology.load().broader
KINDS = ontology.load().kinds


def parsed(text: str) -> Corrections:
    return corrections.parse(text, KINDS)


def proposed(text: str) -> list[str]:
    """The lines that are commented out."""
    return [line[1:] for line in text.splitlines() if line[:1] == "#" and line[1:2].isalpha()]


def reviewed(claims: list[Claim], known: dict[str, Entity], *decided: str) -> str:
    return review(claims, known, parsed("\n".join(decided)).lines, BROADER)


def named(*names: tuple[str, str], listed: bool = False) -> dict[str, Entity]:
    """Entities called so, by ids of their own."""
    found = {}
    for i, (kind, name) in enumerate(names):
        found[f"{i}"] = Entity(f"{i}", kind, name, listed=listed)
    return found


def test_names_that_are_alike_come_with_their_evidence() -> None:
    claims, known = corpus()
    text = reviewed(claims, known)
    first, second = proposed(text)
    pair = f"{UNLISTED.id},volodymyr-zelensky,likeness 0.97"
    assert first.startswith(f"same-as,{pair}")
    assert second.startswith(f"not-same-as,{pair}")
    (claim,) = [c for c in claims if c.subject.id == UNLISTED.id]
    block = text[: text.index("#same-as")].splitlines()[-8:]
    assert block[0] == "# Volodymyr Zelenskyi is Volodymyr Zelensky?"
    assert block[1].startswith("#   likeness 0.97: ")
    assert block[2] == f"#   {UNLISTED.id} (Person): 1 claim fr: “Volodymyr Zelensky”"
    assert block[3] == f"#   in {claim.id}"
    assert block[4] == f"#   as in “{claim.sentence.text}”"
    assert block[5].startswith("#   volodymyr-zelensky (Person, listed): 3 claims fr: “Volodymyr")


def test_an_accepted_line_is_read_and_settles_the_matter() -> None:
    claims, known = corpus()
    text = reviewed(claims, known)
    assert parsed(text).lines == ()
    for line in proposed(text):
        (correction,) = parsed(text.replace(f"#{line}", line)).lines
        assert correction.note.startswith("likeness 0.97")
        assert proposed(reviewed(claims, known, line)) == []


def test_a_doubtful_merge_is_asked_about_and_a_sure_one_is_not() -> None:
    claims, known = sample_claims(), sample_entities()
    doubtful = Merge("v-poutine", "V. Poutine", 0.88, "an initial")
    sure = Merge("vladimir-poutine", "Vladimir Poutine", 0.97, "the same sounds")
    known["vladimir-putin"] = replace(known["vladimir-putin"], merges=(doubtful, sure))
    text = reviewed(claims, known)
    first, second = proposed(text)
    assert first == "not-same-as,v-poutine,vladimir-putin,likeness 0.88: an initial,,"
    assert second == "same-as,v-poutine,vladimir-putin,likeness 0.88: an initial,,"
    assert "# V. Poutine is Vladimir Putin?" in text
    assert proposed(reviewed(claims, known, second)) == []


def test_a_node_read_as_several_kinds_may_be_retyped() -> None:
    claims = sample_claims()
    (first, *_) = [i for i, c in enumerate(claims) if c.subject.id == "wagner-group"]
    claims[first] = replace(claims[first], object=replace(claims[first].object, kind="Place"))
    ident = claims[first].object.id
    lines = proposed(reviewed(claims, sample_entities()))
    assert [line.split(",")[:3] for line in lines] == [
        ["retype", ident, "State"], ["retype", ident, "Place"],
    ]  # fmt: skip
    assert lines[1].endswith(' claims, Place in 1 claim",,')
    assert proposed(reviewed(claims, sample_entities(), lines[0])) == []


def test_a_long_sentence_is_cut_around_the_words() -> None:
    claims, known = corpus()
    (i,) = [i for i, c in enumerate(claims) if c.subject.id == UNLISTED.id]
    claim, shift = claims[i], 500
    long = replace(claim.sentence, text="x " * 250 + claim.sentence.text + " y" * 250)
    subject = replace(claim.subject, start=claim.subject.start + shift)
    claims[i] = replace(claim, sentence=long, subject=subject)
    (line,) = [row for row in reviewed(claims, known).splitlines() if "… x" in row]
    assert "Volodymyr Zelensky" in line
    assert len(line) < 200


# Which names are alike


def pairs(found: dict[str, Entity]) -> list[tuple[str, str, bool]]:
    return [
        (found[p.one].label, found[p.other].label, p.compatible)
        for p in lookalikes.alike(found, BROADER)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Person", "Sergueï Choïgou"), ("Person", "Sergei Shoigu")),
        (("Organisation", "Banque d'Ostrava"), ("Company", "Banque Ostrava")),
        (("Organisation", "Institut Vasco Tarel"), ("Organisation", "Institut Vasko Tarel")),
    ],
)
def test_pairs_that_may_be_one(one: tuple[str, str], other: tuple[str, str]) -> None:
    ((_, _, compatible),) = pairs(named(one, other))
    assert compatible
    assert pairs(named(one, other, listed=True)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Person", "Kim Jong-un"), ("Person", "Kim Yo-jong")),
        (("Person", "Paul Berthier"), ("Person", "Luc Morel")),
        (("Organisation", "Ministry of Trade"), ("Organisation", "Ministry of Health")),
        (("Event", "the summit"), ("Event", "the summit")),
        (("Place", "North Harbour"), ("Company", "South Harbour")),
    ],
)
def test_pairs_that_are_two(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert pairs(named(one, other)) == []


def test_one_name_for_two_kinds_is_asked_about_apart() -> None:
    found = named(("Person", "Wagner"), ("ArmedGroup", "Wagner"))
    assert pairs(found) == [("Wagner", "Wagner", False)]


# Hostile text, order, the command


def test_hostile_text_is_on_commented_lines_only() -> None:
    claims, known = corpus()
    base = next(c for c in claims if c.subject.id == UNLISTED.id)
    for i, nasty in enumerate(
        (*NASTY, "a,=cmd|' /C calc'!A0", 'a,"=1+1"', "x\n#same-as,RUS,USA", "\u2028#")
    ):
        end = replace(base.subject, id=f"z{i}{nasty}", label=f"Volodymyr Zelensky {nasty}",
                      text=nasty)  # fmt: skip
        sentence = replace(base.sentence, text=f"{nasty}, {nasty}")
        known[end.id] = Entity(end.id, "Person", "Volodymyr Zelenski", (("", nasty),))
        claims.append(replace(base, id=f"c{i}", subject=end, sentence=sentence))
    text = reviewed(claims, known)
    lines = text.splitlines()
    assert {line for line in lines if line[:1] != "#"} == {"", ",".join(corrections.HEADER)}
    assert all(line.isprintable() for line in lines)
    cells = [cell.strip() for line in lines for cell in next(csv.reader([line]), [])]
    assert [cell for cell in cells if cell.startswith(FORMULA_SIGNS)] == []
    assert "no line: an id that cannot stand in this file" in text
    for line in proposed(text):
        (read,) = parsed(line).lines
        assert {read.target, read.value} <= known.keys()


@given(st.lists(any_claims(), max_size=5), st.lists(any_entities, max_size=5), st.randoms())
def test_any_order_gives_the_same_lines(
    claims: list[Claim], known: list[Entity], chance: random.Random
) -> None:
    text = review(claims, {e.id: e for e in reversed(known)}, (), BROADER)
    assert parsed(text).lines == ()
    distinct = list({e.id: e for e in reversed(known)}.values())
    claims = list({c.id: c for c in claims}.values())
    expected = review(claims, {e.id: e for e in distinct}, (), BROADER)
    chance.shuffle(claims)
    chance.shuffle(distinct)
    assert review(claims, {e.id: e for e in distinct}, (), BROADER) == expected


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    claims, known = corpus()
    (tmp_path / pipeline.CLAIMS).write_bytes(claim_io.dump(claims))
    (tmp_path / pipeline.ENTITIES).write_bytes(entities.dump(known.values()))
    return tmp_path


def run(*args: object) -> str:
    result = CliRunner().invoke(cli, ["review", *map(str, args)], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_lines_added_to_the_file_are_corrections_once_accepted(folder: Path) -> None:
    file = folder / corrections.NAME
    file.write_text("note,RUS,no newline after this", encoding="utf-8")
    assert run(folder, "-o", file) == ""
    assert [str(c) for c in corrections.read(file, KINDS).lines] == [
        "note,RUS,no newline after this"
    ]
    file.write_text(file.read_text(encoding="utf-8").replace("#same-as", "same-as"), "utf-8")
    assert len(corrections.read(file, KINDS).lines) == 2
    assert proposed(run(folder)) == []


def test_another_corrections_file_and_a_build_of_old(folder: Path, tmp_path: Path) -> None:
    text = run(folder)
    assert len(proposed(text)) == 2
    other = tmp_path / "other.csv"
    other.write_text(proposed(text)[1] + "\n", encoding="utf-8")
    assert proposed(run(folder, "--corrections", other)) == []
    (folder / pipeline.ENTITIES).unlink()
    assert len(proposed(run(folder))) == 2


def test_no_build_no_review(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["review", str(tmp_path)])
    assert result.exit_code == 1
    assert "claims.jsonl: No such file" in result.stderr
