"""Scoring by PLOVER root on rows made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate.plv import Answer, Row, answer, read_rows, score_roots
from kg.model import Article, Claim, End, Ref, Span

FAMILIES = {"sanctions": "SANCTION", "aids": "AID", "frees": "RETREAT", "yields_to": "CONCEDE"}
ROW = Row("Norway fines Chile and Peru.", ((0, 6),), ((13, 18),), "SANCTION")
PLACES = {"NOR": (0, 6), "CHL": (13, 18), "PER": (23, 27)}


def claim(subject: str, relation: str, object_: str, **fields: Any) -> Claim:
    def end(id_: str) -> End:
        return End(id_, id_, "State", id_, *PLACES[id_])

    article, sentence = Article("r", ROW.text, "en", "-"), Span(ROW.text, 0, len(ROW.text))
    return Claim("c", article, sentence, end(subject), relation, end(object_), **fields)


def found(*claims: Claim) -> Answer:
    return answer(ROW, claims, FAMILIES)


def write(folder: Path, *lines: str) -> Path:
    path = folder / "rows.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_spans_are_offsets_into_the_unmarked_sentence(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "marked_sentence\tgold_root",
        "<t>Chile</t> was fined by <s>Norway</s>.\tSANCTION",
        "<s>Norway</s> fined nobody.\tSANCTION",
    )
    passive, alone = read_rows(path)
    assert passive == Row("Chile was fined by Norway.", ((19, 25),), ((0, 5),), "SANCTION")
    assert (alone.source, alone.target) == (((0, 6),), ())


def test_a_file_without_the_columns_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="marked_sentence"):
        read_rows(write(tmp_path, "sentence\troot", "a\tb"))


def test_the_answer_is_the_claim_between_the_marked_ends() -> None:
    reply = found(claim("NOR", "aids", "PER"), claim("NOR", "sanctions", "CHL"))
    assert reply == Answer("SANCTION", "SANCTION", True, 2, "sanctions")


def test_a_claim_with_another_end_is_no_answer() -> None:
    assert found(claim("NOR", "sanctions", "PER")) == Answer(None, None, False, 1)


def test_a_relation_without_a_root_is_no_answer() -> None:
    assert found(claim("NOR", "borders", "CHL")).root is None


def test_a_claim_the_other_way_round_answers_if_none_goes_forward() -> None:
    backward = claim("CHL", "aids", "NOR", confidence=0.9)
    assert found(backward) == Answer("AID", "AID", False, 1, "aids")
    assert found(backward, claim("NOR", "sanctions", "CHL", confidence=0.5)).root == "SANCTION"


def test_the_surest_claim_answers_and_the_first_of_equals() -> None:
    unsure, sure = claim("NOR", "aids", "CHL"), claim("NOR", "sanctions", "CHL", confidence=0.9)
    assert found(unsure, sure).root == "SANCTION"
    assert found(unsure, claim("NOR", "sanctions", "CHL")).root == "AID"


@pytest.mark.parametrize("relation", ["frees", "yields_to"])
def test_what_yields_has_the_older_root(relation: str) -> None:
    assert found(claim("NOR", relation, "CHL")).root == "YIELD"


def test_what_is_only_meant_has_the_root_of_the_codebooks() -> None:
    aid = found(claim("NOR", "aids", "CHL", modality="planned"))
    assert (aid.root, aid.coded) == ("AID", "AGREE")
    fine = found(claim("NOR", "sanctions", "CHL", modality="planned"))
    assert fine.coded == "THREATEN"


def test_what_somebody_else_says_is_possible_is_no_intention() -> None:
    own = claim("NOR", "aids", "CHL", modality="possible", attributed_to=Ref("NOR", "Norway"))
    assert found(own).coded == "AGREE"
    alleged = claim("NOR", "aids", "CHL", modality="possible", attributed_to=Ref("PER", "Peru"))
    assert found(alleged).coded == "AID"


def test_roots_count_rows_without_a_claim_as_wrong() -> None:
    score = score_roots([("AID", "AID"), ("AID", None), ("REJECT", "AID"), ("REJECT", "REJECT")])
    assert (score.right, score.answered, score.rows) == (2, 3, 4)
    assert score.by_root == {"AID": (1, 2, 2), "REJECT": (1, 1, 2)}
    assert score.macro_f1 == pytest.approx((2 / 4 + 2 / 3) / 2)


def test_a_root_that_is_only_claimed_is_not_averaged() -> None:
    score = score_roots([("AID", "AID"), ("AID", "CONSULT")])
    assert score.macro_f1 == pytest.approx(2 / 3)
