"""corrections.csv: what its lines do, what is refused, and that their order decides nothing."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import NASTY
from hostile import claims as any_claims
from hypothesis import assume, given
from hypothesis import strategies as st
from sample import sample_claims, sample_entities

from kg import claims as claim_io
from kg import corrections, entities, ontology
from kg.correcting import Corrected, apply
from kg.corrections import Correction, Corrections, written
from kg.errors import InputError
from kg.model import Claim, Entity, Merge, Ref

KINDS = ontology.load().kinds
ANN = (" the sentence means Mali", "A. Martin", "2026-11-20")
SAID = " (A. Martin, 2026-11-20: the sentence means Mali)"
MLI = Entity("MLI", "State", "Mali", (("en", "Mali"), ("fr", "Mali")), listed=True)
UNLISTED = Entity("volodymyr-zelenskyi", "Person", "Volodymyr Zelenskyi")


def read(tmp_path: Path, *lines: str) -> Corrections:
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return corrections.read(path, KINDS)


def faults(tmp_path: Path, *lines: str) -> list[str]:
    """What is refused, line by line, without the path."""
    with pytest.raises(InputError) as error:
        read(tmp_path, *lines)
    path = str(tmp_path / "corrections.csv")
    told = str(error.value).splitlines()
    told = told[1:] if len(told) > 1 else told
    assert all(line.startswith(path) for line in told)
    return [line.removeprefix(path + ":") for line in told]


def told(*rows: Iterable[str]) -> Corrections:
    """Corrections of rows of cells, through the file's own notation."""
    lines = [corrections._correction(written(*row), i) for i, row in enumerate(rows, start=1)]
    return Corrections("x.csv", tuple(line for line in lines if line))


def corpus() -> tuple[list[Claim], dict[str, Entity]]:
    """The sample, in which one article calls Zelensky by a name nobody listed."""
    known = sample_entities() | {UNLISTED.id: UNLISTED}
    claims = sample_claims()
    (first, *_) = [i for i, c in enumerate(claims) if c.subject.id == "volodymyr-zelensky"]
    end = replace(claims[first].subject, id=UNLISTED.id, label=UNLISTED.label)
    claims[first] = replace(claims[first], subject=end)
    return claims, known


def corrected(*rows: Iterable[str]) -> Corrected:
    claims, known = corpus()
    return apply(told(*rows), claims, known, sample_entities() | {"MLI": MLI})


def reasons(done: Corrected) -> list[tuple[str, str]]:
    return [(str(c), reason) for c, reason in done.unused]


def named(claims: Iterable[Claim]) -> set[str]:
    return {ref.id for c in claims for ref in entities.refs(c)}


# Reading


def test_a_file_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_bytes(
        "\ufeff# my notes,,,,,\r\n"
        "action,target,value,note,author,date\r\n"
        '"# ""a"", b",,,,,\r\n'
        ",,,,,\r\n"
        "\r\n"
        'rename, RUS ,"Russie, la@fr","he said ""so""",Ann,2026-11-20\r\n'
        "action,target,value,note,author,date\r\n"
        "drop-claim,c-1\r\n".encode()
    )
    found = corrections.read(tmp_path / "corrections.csv", KINDS).lines
    first = Correction("rename", "RUS", "Russie, la@fr", 'he said "so"', "Ann", "2026-11-20")
    assert found == (first, Correction("drop-claim", "c-1"))
    assert [c.line for c in found] == [6, 8]
    assert first.label == ("fr", "Russie, la")
    assert first.said == ' (Ann, 2026-11-20: he said "so")'


WRONG = [
    ("sameas,a,b", "there is no action 'sameas' (columns: action, target"),
    ("same-as;a;b", "there is no action 'same-as;a;b' (columns separated by commas: action,"),
    ("same-as,,b", "same-as,,b: the target is missing"),
    ("same-as,a", "same-as,a: the value is missing (the id of the other node)"),
    ("not-same-as,a,a", "not-same-as,a,a: target and value are one"),
    ("rename,a,@fr", "rename,a,@fr: the value is missing (a label, or label@fr"),
    ("rename,a,\u200b", "rename,a,\ufffd: nothing of the value can be seen (a label, or label@fr"),
    ("rename,a,Mali@french", "rename,a,Mali@french: 'french' is no language code"),
    ("retype,a,Persn", "retype,a,Persn: there is no kind 'Persn' (kinds: Actor, Agreement"),
    ("drop-claim,c,why", "drop-claim,c,why: it takes no value (leave the cell empty)"),
    ("fix-end,c,object", "fix-end,c,object: that is no end (subject=ID, object=ID"),
    ("fix-end,c,object=", "fix-end,c,object=: that is no end"),
    ("fix-end,c,via=RUS", "fix-end,c,via=RUS: that is no end"),
    ("note,a", "note,a: the value is missing"),
    ("note,a,b,,,20/11/2026", "note,a,b: '20/11/2026' is no date (write it YYYY-MM-DD)"),
    ('note,a,"b', "not a line of CSV: unexpected end of data (a correction stands on one line"),
    ("note,a,b,c,d,2026-11-20,e", "7 columns, not 6 (put a text with commas"),
    ("note,a\x1b[2J\u202e", "note,a\ufffd[2J\ufffd: the value is missing"),
]


@pytest.mark.parametrize(("line", "fault"), WRONG)
def test_a_line_that_cannot_be_understood_is_named(line: str, fault: str, tmp_path: Path) -> None:
    (found,) = faults(tmp_path, "note,a,b", line)
    assert found.startswith("2: " + fault), found


def test_all_wrong_lines_come_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, *(line for line, _ in WRONG))
    assert [int(line.partition(":")[0]) for line in found] == [*range(1, len(WRONG) + 1)]


CONTRADICTIONS = [
    (["rename,a,X", "rename,b,Y", "rename,a,Z"], "3: rename,a,Z contradicts line 1: rename,a,X"),
    (["rename,a,X@fr", "rename,a,Z@fr"], "2: rename,a,Z@fr contradicts line 1"),
    (["retype,a,Person", "retype,a,State"], "2: retype,a,State contradicts line 1"),
    (["retype,a,Person", "same-as,a,b", "retype,b,State"], "3: retype,b,State contradicts line 1"),
    (["fix-end,c,object=a", "fix-end,c,object=b"], "2: fix-end,c,object=b contradicts line 1"),
    (["fix-end,c,object=a", "drop-claim,c"], "2: drop-claim,c contradicts line 1"),
    (["same-as,a,b", "not-same-as,b,a"], "2: not-same-as,b,a contradicts same-as on line 1"),
    (["same-as,a,b", "same-as,b,c", "not-same-as,a,c"], "3: not-same-as,a,c contradicts"),
    (["same-as,a,b", "same-as,b,a"], "2: same-as goes round in a circle: a, b"),
    (["same-as,a,b", "same-as,b,c", "same-as,c,a"], "3: same-as goes round in a circle: a, b, c"),
    (["same-as,a,b", "same-as,a,c"], "2: b, c are all the same, and nothing says which one is"),
]


@pytest.mark.parametrize(("lines", "fault"), CONTRADICTIONS)
def test_lines_that_contradict_each_other_are_refused(
    lines: list[str], fault: str, tmp_path: Path
) -> None:
    (found,) = faults(tmp_path, *lines)
    assert found.startswith(fault), found


def test_lines_that_agree_are_no_contradiction(tmp_path: Path) -> None:
    agreed = ["rename,a,X", "rename,a,X,again,Bob", "rename,a,Y@fr", "same-as,a,b", "same-as,b,c",
              "same-as,a,c", "fix-end,c,object=a", "fix-end,c,subject=b", "not-same-as,a,d",
              "not-same-as,d,a"]  # fmt: skip
    assert len(read(tmp_path, *agreed).lines) == len(agreed)


def test_a_file_that_is_missing_or_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    with pytest.raises(InputError, match=r"corrections\.csv: No such file"):
        corrections.read(path, KINDS)
    path.write_bytes("rename,a,Choïgou\n".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        corrections.read(path, KINDS)


def test_what_is_apart_from_one_is_apart_from_all_that_are_the_same() -> None:
    noted = told(("same-as", "a", "b"), ("not-same-as", "b", "c"), ("not-same-as", "d", "e"))
    assert noted.apart == {frozenset("bc"), frozenset("ac"), frozenset("de")}
    assert Corrections().apart == frozenset()


@given(st.lists(st.sampled_from(NASTY) | st.text(max_size=8), min_size=1, max_size=6))
def test_what_is_written_is_read(cells: list[str]) -> None:
    line = written(*cells)
    read_again = [cell.strip() for cell in cells]
    assume(not re.search("[\r\n]", line) and any(read_again))
    assume(not line.lstrip().startswith("#") and not read_again[0].startswith("#"))
    read_again += [""] * (2 - len(read_again))
    assert corrections._correction(line, 1) == Correction(*read_again)


# Applying


def test_two_nodes_become_one() -> None:
    claims, _ = corpus()
    done = corrected(("same-as", UNLISTED.id, "volodymyr-zelensky", *ANN))
    assert (done.applied, done.unused, done.fallen) == (1, (), ())
    assert [c.id for c in done.claims] == [c.id for c in claims]
    assert UNLISTED.id not in named(done.claims) | done.entities.keys()
    kept = done.entities["volodymyr-zelensky"]
    assert ("", UNLISTED.label) in kept.aliases
    assert kept.merges == (Merge(UNLISTED.id, UNLISTED.label, 1.0, f"same-as{SAID}"),)
    line = f"same-as: {UNLISTED.id} and volodymyr-zelensky are one{SAID}"
    assert kept.corrections == (line,)
    labels = {r.label for c in done.claims for r in entities.refs(c) if r.id == kept.id}
    assert labels == {"Volodymyr Zelensky"}


def test_the_listed_node_is_kept_whichever_side_it_stands_on() -> None:
    one = corrected(("same-as", UNLISTED.id, "volodymyr-zelensky"))
    other = corrected(("same-as", "volodymyr-zelensky", UNLISTED.id))
    assert one.claims == other.claims
    assert one.entities.keys() == other.entities.keys()


def test_of_two_listed_nodes_the_value_is_kept() -> None:
    done = corrected(("same-as", "wagner-group", "united-russia"))
    assert "wagner-group" not in done.entities
    assert {"Wagner Group", "groupe Wagner"} <= set(done.entities["united-russia"].names())


def test_chains_end_where_nothing_follows() -> None:
    chain = [("same-as", "pyongyang", "vladivostok"), ("same-as", "vladivostok", "crimea")]
    done = corrected(*chain)
    assert {m.id for m in done.entities["crimea"].merges} == {"pyongyang", "vladivostok"}
    assert corrected(*chain[::-1]) == done


def test_a_chain_holds_across_a_node_that_does_not_occur() -> None:
    done = corrected(("same-as", "pyongyang", "nowhere"), ("same-as", "nowhere", "crimea"))
    assert (done.applied, "pyongyang" in done.entities) == (2, False)
    done = corrected(("same-as", "pyongyang", "crimea"), ("same-as", "crimea", "nowhere"))
    assert reasons(done) == [("same-as,crimea,nowhere", "nowhere does not occur in this build")]
    assert "pyongyang" not in done.entities


def test_a_listed_node_that_no_claim_names_is_kept() -> None:
    done = corrected(("same-as", UNLISTED.id, "MLI"))
    assert done.entities["MLI"].label == "Mali"
    assert ("", UNLISTED.label) in done.entities["MLI"].aliases


def test_a_line_about_a_node_that_kg_merged_is_about_what_it_became() -> None:
    claims, known = corpus()
    merge = Merge("zelensky", "V. Zelensky", 0.96, "initial")
    known["volodymyr-zelensky"] = replace(known["volodymyr-zelensky"], merges=(merge,))
    rows = [("same-as", UNLISTED.id, "zelensky"), ("note", "zelensky", "the president")]
    done = apply(told(*rows), claims, known, sample_entities())
    kept = done.entities["volodymyr-zelensky"]
    assert (done.applied, UNLISTED.id in done.entities) == (2, False)
    assert {m.id for m in kept.merges} == {"zelensky", UNLISTED.id}
    assert "note: the president" in kept.corrections


def test_a_claim_between_what_is_one_falls_away_and_is_told() -> None:
    (between,) = [c for c in sample_claims() if (c.subject.id, c.object.id) == ("FRA", "UKR")][:1]
    done = corrected(("same-as", "FRA", "UKR"))
    assert between.id in done.fallen
    assert not [c for c in done.claims if c.subject.id == c.object.id]
    assert len(done.claims) + len(done.fallen) == len(sample_claims())


def test_other_ends_for_a_claim() -> None:
    claim = next(c for c in sample_claims() if c.attributed_to and c.object.id != "FRA")
    rows = [("fix-end", claim.id, "object=MLI", *ANN), ("fix-end", claim.id, "attributed_to=")]
    done = corrected(*rows)
    (found,) = [c for c in done.claims if c.id == claim.id]
    assert (found.object.id, found.object.label, found.object.kind) == ("MLI", "Mali", "State")
    assert (found.object.text, found.object.rule) == (claim.object.text, "corrected by hand")
    assert found.object.over == Ref(claim.object.id, claim.object.label, claim.object.kind)
    assert found.attributed_to is None
    assert claim.attributed_to is not None
    assert found.corrections == (
        f"fix-end: attributed_to was {claim.attributed_to.id}",
        f"fix-end: object was {claim.object.id}{SAID}",
    )
    assert done.entities["MLI"] == MLI


def test_an_attribution_can_be_added_and_ends_can_change_places() -> None:
    claim = next(c for c in sample_claims() if not c.attributed_to)
    one, other = claim.subject.id, claim.object.id
    done = corrected(
        ("fix-end", claim.id, f"subject={other}"),
        ("fix-end", claim.id, f"object={one}"),
        ("fix-end", claim.id, "attributed_to=USA"),
    )
    (found,) = [c for c in done.claims if c.id == claim.id]
    assert (found.subject.id, found.object.id) == (other, one)
    assert found.attributed_to is not None
    assert found.attributed_to.label == "United States"
    assert "fix-end: attributed_to was the article" in found.corrections


def test_a_dropped_claim_is_gone_and_another_has_a_note() -> None:
    first, second, *_ = sample_claims()
    done = corrected(
        ("drop-claim", first.id), ("note", second.id, "irony"), ("note", first.id, "wrong")
    )
    assert first.id not in {c.id for c in done.claims}
    assert {c.corrections for c in done.claims if c.id == second.id} == {("note: irony",)}
    assert reasons(done) == [(f"note,{first.id},wrong", f"{first.id} is dropped")]


def test_labels_of_all_languages_or_of_one() -> None:
    done = corrected(("rename", "RUS", "Fédération@fr", *ANN), ("rename", UNLISTED.id, "Zelensky"))
    russia, president = done.entities["RUS"], done.entities[UNLISTED.id]
    assert russia.labels == (("en", "Russia"), ("fr", "Fédération"))
    assert (russia.label, president.label, president.labels) == ("Russia", "Zelensky", ())
    assert ("fr", "Russie") in russia.aliases
    assert ("", UNLISTED.label) in president.aliases
    assert russia.corrections == (f"rename (fr): was Russie{SAID}",)
    (claim,) = [c for c in done.claims if c.subject.id == UNLISTED.id]
    assert claim.subject.label == "Zelensky"
    english = corrected(("rename", "RUS", "Russian Federation@en"))
    assert english.entities["RUS"].label == "Russian Federation"
    whole = corrected(("rename", "RUS", "Rus"), ("rename", "RUS", "Rous@fr"))
    assert whole.entities["RUS"].labels == (("", "Rus"), ("fr", "Rous"))


def test_another_kind_reaches_every_claim() -> None:
    done = corrected(("retype", "wagner-group", "Company", *ANN))
    assert done.entities["wagner-group"].kind == "Company"
    assert done.entities["wagner-group"].corrections == (f"retype: was ArmedGroup{SAID}",)
    refs = [r for c in done.claims for r in entities.refs(c) if r.id == "wagner-group"]
    assert {r.kind for r in refs} == {"Company"}


def test_who_told_two_nodes_apart_is_told_on_both() -> None:
    done = corrected(("not-same-as", "FRA", "UKR", "", "Ann"))
    for ident in ("FRA", "UKR"):
        assert done.entities[ident].corrections == ("not-same-as: FRA and UKR (Ann)",)


def test_every_line_that_does_nothing_is_reported_with_its_reason() -> None:
    claim = sample_claims()[0]
    rows = {
        ("same-as", "nobody", "RUS"): "nobody does not occur in this build",
        ("same-as", "USA", "nowhere"): "nowhere does not occur in this build",
        ("not-same-as", "CHN", "nobody"): "nobody does not occur in this build",
        ("rename", "nobody", "X"): "nobody does not occur in this build",
        ("rename", "RUS", "Russie@fr"): "it is called so already",
        ("retype", "nobody", "State"): "nobody does not occur in this build",
        ("retype", "RUS", "State"): "its kind is State already",
        ("note", "nobody", "x"): "nobody does not occur in this build",
        ("drop-claim", "c-0"): "c-0 does not occur in this build",
        ("fix-end", "c-0", "object=RUS"): "c-0 does not occur in this build",
        ("fix-end", claim.id, "object=nobody"): "nobody is neither listed nor in this build",
        ("fix-end", claim.id, "object=sergei-shoigu"): "that end is sergei-shoigu already",
        ("fix-end", claim.id, "attributed_to="): "that end is the article already",
    }  # fmt: skip
    done = corrected(*rows)
    assert dict(reasons(done)) == {written(*row): reason for row, reason in rows.items()}
    assert (done.claims, done.applied) == (corpus()[0], 0)
    both = corrected(("fix-end", claim.id, f"subject={claim.object.id}"))
    assert [reason for _, reason in both.unused] == [f"both ends would be {claim.object.id}"]
    assert both.claims == corpus()[0]


ROWS = [
    ("same-as", UNLISTED.id, "volodymyr-zelensky", *ANN),
    ("same-as", UNLISTED.id, "volodymyr-zelensky", "sure", "Bob"),
    ("same-as", "pyongyang", "vladivostok"),
    ("same-as", "vladivostok", "crimea"),
    ("not-same-as", "pyongyang", "RUS"),
    ("rename", UNLISTED.id, "=cmd|' /C calc'!A0"),
    ("rename", "volodymyr-zelensky", "Zelens\u202eky@fr"),
    ("rename", "RUS", "Rus"),
    ("rename", "RUS", "Rossiya@ru"),
    ("retype", "crimea", "State"),
    ("retype", "wagner-group", "Company", "", "", "2026-01-01"),
    ("note", "vladivostok", "<b>a port</b>"),
    ("note", "nobody", "x"),
    ("drop-claim", sample_claims()[3].id),
    ("fix-end", sample_claims()[5].id, "object=pyongyang"),
    ("fix-end", sample_claims()[5].id, "attributed_to=MLI"),
    ("note", sample_claims()[6].id, "a ' \" b"),
]


def dumped(done: Corrected) -> bytes:
    unused = sorted(reasons(done))
    known = entities.dump(done.entities.values())
    return claim_io.dump(done.claims) + known + json.dumps([unused, done.applied]).encode()


def test_a_long_chain_of_names_for_one_node_takes_no_time() -> None:
    rows = [("same-as", f"n{i}", f"n{i + 1}") for i in range(1200)]
    before = time.monotonic()
    assert len(corrected(*rows).unused) == 1200
    assert time.monotonic() - before < 5  # 0.5 s; 15 s when each line was read for each other


@pytest.mark.parametrize("seed", range(20))
def test_any_order_of_lines_and_claims_gives_the_same_bytes(seed: int) -> None:
    expected = dumped(corrected(*ROWS))
    shuffled, (claims, known) = list(ROWS), corpus()
    order = random.Random(seed)
    order.shuffle(shuffled)
    order.shuffle(claims)
    done = apply(told(*shuffled), claims, known, sample_entities() | {"MLI": MLI})
    assert dumped(done) == expected


def test_to_apply_twice_changes_nothing_more() -> None:
    once = corrected(*ROWS)
    again = apply(told(*ROWS), once.claims, once.entities, sample_entities() | {"MLI": MLI})
    assert (again.claims, again.entities) == (once.claims, once.entities)


def test_no_corrections_change_nothing() -> None:
    claims, known = corpus()
    assert corrected() == Corrected(claims, known)


_ids = st.sampled_from(["RUS", "PRK", "kim-jong-un", "sergei-shoigu", "a"])
_rows = st.one_of(
    st.tuples(st.just("same-as"), _ids, _ids),
    st.tuples(st.just("not-same-as"), _ids, _ids),
    st.tuples(st.just("rename"), _ids, st.sampled_from(NASTY)),
    st.tuples(st.just("retype"), _ids, st.sampled_from(["Person", "State"])),
    st.tuples(st.just("note"), _ids, st.sampled_from(NASTY), st.sampled_from(NASTY)),
)


@given(st.lists(any_claims(), max_size=4), st.lists(_rows, min_size=1, max_size=6), st.randoms())
def test_corrections_of_anything(
    claims: list[Claim], rows: list[tuple[str, ...]], chance: random.Random
) -> None:
    """Whatever the claims: a file that is read applies to them, in any order, and once."""
    lines = [written(*row) for row in rows]
    lines = [line for line in lines if "\n" not in line and "\r" not in line]
    try:
        noted = corrections.parse("\n".join(lines), KINDS)
    except InputError:
        noted = Corrections()
    assume(noted.lines)
    done = apply(noted, claims, {}, {})
    assert done.applied + len(done.unused) == len(noted.lines)
    assert len(done.claims) + len(done.fallen) >= len({c.id for c in claims})
    assert named(done.claims) <= done.entities.keys()
    chance.shuffle(lines)
    assert dumped(apply(corrections.parse("\n".join(lines), KINDS), claims, {}, {})) == dumped(done)
    again = apply(noted, done.claims, done.entities, {})
    assert (again.claims, again.entities) == (done.claims, done.entities)
