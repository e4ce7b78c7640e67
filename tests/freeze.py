"""Freeze parses, so that tests need no model: ``python -m tests.freeze`` (``make freeze``).

tests/frozen/xx.jsonl holds, for every example of the ontology and every text of
tests/sentences.py, the raw tokens that ``kg.parse.parse`` gives with the stand-ins of the day.
The first line names the model. A frozen parse is looked up by its text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg import gazetteer, language, models, ontology, parse, standins
from kg.language import Language
from kg.parse import Keep, RawToken
from tests.sentences import BUGS, CASES, OTHERS

FOLDER = Path(__file__).parent / "frozen"
FIELDS = ("text", "lemma", "pos", "dep", "head", "start", "end", "morph", "ner")


def texts(lang: str) -> list[str]:
    """All texts to freeze in a language, sorted, each once."""
    onto = ontology.load()
    examples = [e.text for e in (*onto.examples, *onto.counter_examples) if e.lang == lang]
    cases = [case.text for case in (*CASES, *BUGS) if case.lang == lang]
    return sorted({*examples, *cases, *(text for code, text in OTHERS if code == lang)})


def parsed(text: str, lang: str) -> list[list[list[Any]]]:
    """The sentences of a text by the installed model: rows of token fields."""
    speech, names = language.load(lang), gazetteer.load()
    keep = standins.stand_ins(text, names.find(text, lang), names, speech)
    return [
        [[getattr(token, field) for field in FIELDS] for token in sentence]
        for sentence in parse.parse(text, speech, keep=keep)
    ]


@cache
def load(lang: str) -> dict[str, list[list[list[Any]]]]:
    """Text -> frozen sentences."""
    lines = (FOLDER / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    return {row["text"]: row["sentences"] for row in map(json.loads, lines)}


def model(language: Language) -> str:
    """Stands in for ``kg.models.model_version``: the model of the frozen parses."""
    first = (FOLDER / f"{language.code}.jsonl").read_text(encoding="utf-8").partition("\n")[0]
    return str(json.loads(first)["model"])


def thaw(
    text: str,
    language: Language,
    *,
    start: int = 0,
    keep: Sequence[Keep] = (),
    **_: object,
) -> Iterator[tuple[RawToken, ...]]:
    """Stands in for ``kg.parse.parse``: each line of ``text[start:]`` is a frozen text.

    Raises KeyError for a text that is not frozen.
    """
    del keep
    frozen = load(language.code)
    for line in re.finditer(r"[^\n]*\S", text[start:]):
        body = line.group().lstrip()
        begin = start + line.end() - len(body)
        if body not in frozen:
            raise KeyError(f"not frozen: {body!r}; run `make freeze`")
        for sentence in frozen[body]:
            yield tuple(_shifted(row, begin) for row in sentence)


def _shifted(row: list[Any], begin: int) -> RawToken:
    fields = dict(zip(FIELDS, row, strict=True))
    fields["start"] += begin
    fields["end"] += begin
    return RawToken(**fields)


def main() -> None:
    """Write the frozen parses of all languages."""
    FOLDER.mkdir(exist_ok=True)
    for lang in language.available():
        rows: list[dict[str, Any]] = [{"model": models.model_version(language.load(lang))}]
        rows += [{"text": text, "sentences": parsed(text, lang)} for text in texts(lang)]
        lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
        (FOLDER / f"{lang}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
