"""kg check --coverage: what stands between two actors unsaid, and which names are not listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import coverage, language, ontology, pipeline, read
from kg.cli import cli
from kg.cli.gaps import ROWS, SENTENCES, report
from kg.coverage import Coverage, Name, Silent, Word
from kg.read import Extracted

Extract = Callable[..., Extracted]
LETTER = "Norway tickled Iran in a letter. Sweden condemned Iran."
PASSIVE = "Iran was tickled by Norway."


def count(*readings: Extracted) -> Coverage:
    return coverage.count(readings, ontology.load(), language.load)


def told(counted: Coverage) -> list[tuple[str, str, bool, int]]:
    return [(w.kind, w.words, w.known, w.count) for w in counted.words]


def test_sentences_with_two_actors_and_no_claim_are_counted(extracted: Extract) -> None:
    counted = count(extracted(LETTER, "en"))
    assert (counted.articles, counted.sentences, counted.paired, counted.overlong) == (1, 2, 2, 0)
    assert counted.silent == (Silent("text", "Norway tickled Iran in a letter."),)


def test_one_actor_twice_is_no_pair(extracted: Extract) -> None:
    assert count(extracted("Norway spoke while Norwegian officials left.", "en")).paired == 0


def test_active_and_passive_are_one_word_with_the_first_example(extracted: Extract) -> None:
    counted = count(extracted(LETTER, "en"), extracted(PASSIVE, "en"))
    example = "Norway tickled Iran in a letter."
    assert counted.words == (Word("en", "verb", "tickle", False, 2, example),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway wants to tickle Iran.", [("verb", "tickle", False, 1)]),
        ("Norway tickled the friends of Iran.", [("verb", "tickle", False, 1)]),
        ("Norway attended Sweden.", [("verb", "attend", True, 1)]),
        ("Norway held an exhibition with Sweden.", [("verb", "hold exhibition with", False, 1)]),
        (
            "The resemblance between Norway and Sweden is striking.",
            [("noun", "resemblance between", False, 1)],
        ),
        # What is only said beside the verb is not between its actors.
        ("Norway tickled those who like Iran.", []),
        ("According to Norway, Sweden tickled the weather.", []),
        # Two owners of one thing, and a person's title, are no event.
        ("The resemblance of Norway and Sweden is striking.", []),
        ("The president of Norway from Sweden spoke.", []),
        # A claim says it already, of the State for which the president stands.
        ("President Xi visited Hungary.", []),
    ],
)
def test_the_words_between_two_actors(
    text: str, words: list[tuple[str, str, bool, int]], extracted: Extract
) -> None:
    assert told(count(extracted(text, "en"))) == words


def test_every_language_has_its_own_words(extracted: Extract) -> None:
    french = extracted("La Norvège a chatouillé l'Iran.", "fr")
    counted = count(french, extracted(PASSIVE, "en"))
    assert [(w.lang, w.words) for w in counted.words] == [("en", "tickle"), ("fr", "chatouiller")]


def test_a_word_that_heads_a_trigger_comes_after_all_that_do_not(extracted: Extract) -> None:
    known = extracted("Norway attended Sweden.", "en")
    assert told(count(known, extracted(PASSIVE, "en"))) == [
        ("verb", "tickle", False, 1),
        ("verb", "attend", True, 1),
    ]


def test_the_more_frequent_word_comes_first_and_a_repeated_sentence_counts_once(
    extracted: Extract,
) -> None:
    noun = extracted("The resemblance between Norway and Sweden is striking.", "en")
    texts = (LETTER, PASSIVE, LETTER)
    assert told(count(noun, noun, *(extracted(text, "en") for text in texts))) == [
        ("verb", "tickle", False, 2),
        ("noun", "resemblance between", False, 1),
    ]


def test_the_order_of_the_texts_decides_nothing_but_the_example(extracted: Extract) -> None:
    one, other = extracted("Norway attended Sweden.", "en"), extracted(PASSIVE, "en")
    assert count(one, other).words == count(other, one).words


def test_names_nobody_listed_come_with_their_kind(extracted: Extract) -> None:
    reading = extracted("Defence Minister Karl Brandt of Austria condemned Iran.", "en")
    assert count(reading, reading).names == (Name("Karl Brandt", "Person", 2),)


def test_sentences_over_the_limit_are_counted_and_not_read(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "LONGEST", 9)
    counted, skipped = pipeline.coverage([str(articles)])
    assert (counted.articles, counted.sentences, counted.overlong) == (4, 2, 3)
    assert not skipped


def test_the_report_shows_the_first_rows_and_says_how_many_there_are() -> None:
    silent = [Silent("a.txt", f"sentence {i}") for i in range(SENTENCES + 1)]
    words = [Word("en", "verb", f"verb{i}", False, 1, "Example.") for i in range(ROWS)]
    counted = Coverage(1, 50, 2, 42, tuple(silent), tuple(words), (Name("X\x1b[2J", "Place", 7),))
    lines = report(counted).splitlines()
    assert lines[:3] == [
        "Read 1 article, 50 sentences.",
        "Left out as too long to read: 2 sentences.",
        f"Two actors: 42 sentences; without a claim: {SENTENCES + 1} (50%).",
    ]
    assert f"Sentences with two actors and no claim: the first {SENTENCES} of 21" in lines
    assert f"  a.txt: sentence {SENTENCES - 1}" in lines
    assert f"  a.txt: sentence {SENTENCES}" not in lines
    assert f"Words between two actors without a claim, en: no head of any trigger: {ROWS}" in lines
    assert lines[-1].split() == ["7", "Place", "X\ufffd[2J"]


def test_a_report_of_nothing_divides_by_nothing() -> None:
    assert "Two actors: 0 sentences; without a claim: 0." in report(count())


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["check", *args])


def test_the_command_prints_the_report(articles: Path) -> None:
    result = run("--coverage", str(articles))
    assert result.exit_code == 0
    assert result.stdout.startswith("Read 4 articles, 5 sentences.\n")
    assert not result.stderr


def test_what_cannot_be_read_is_named_and_the_rest_is_reported(articles: Path) -> None:
    result = run("--coverage", str(articles), "nowhere.txt")
    assert result.exit_code == 3
    assert result.stdout.startswith("Read 4 articles, ")
    assert result.stderr.startswith("Skipped 1:\n  nowhere.txt: cannot be read: ")


def test_nothing_to_read_is_a_failure(tmp_path: Path) -> None:
    result = run("--coverage", str(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("Error: no article could be read\n")


@pytest.mark.parametrize(
    ("args", "fix"),
    [
        (["--coverage"], "--coverage FILE or DIRECTORY"),
        (["a.txt"], "add --coverage"),
        (["--lang", "fr"], "add --coverage"),
    ],
)
def test_texts_and_the_option_go_together(args: list[str], fix: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ")
    assert fix in result.stderr
