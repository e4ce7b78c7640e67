"""``kg explain``, ``kg evaluate`` and ``kg check``: the tools of those who widen the lexicon."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options
from kg.cli.errors import Failed
from kg.errors import UsageError


@click.command()
@click.argument("text")
@options.lang
def explain(text: str, lang: str | None) -> None:
    """Show how TEXT becomes claims.

    Prints the words with their roles, the mentions, the triggers that matched and the claims.
    TEXT is a sentence, or - for standard input.
    """
    if text == options.STDIO:
        text = options.read_stdin()
    lang = lang or _recognise(text)
    from kg import pipeline

    click.echo(pipeline.explain(text, lang))


def _recognise(text: str) -> str:
    """The language of ``text``. Raises UsageError when it is not clear or not one kg reads."""
    from kg import language
    from kg.articles.detect import detect

    code = detect(text)
    if code is None or code not in language.available():
        raise UsageError(
            "the language of the text is not clear",
            fix=f"say it: --lang {'|'.join(language.available())}",
        )
    return code


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--text",
    metavar="TSV",
    type=click.Path(path_type=Path),
    required=True,
    help="The sentences: columns doc, sent and one for each language.",
)
@click.option(
    "--lang",
    metavar="fr|en",
    callback=options.check_lang,
    help="Language to score; all of them when not given.",
)
@click.option("--errors", is_flag=True, help="List what was missed and what was wrong as well.")
def evaluate(gold: Path, text: Path, lang: str | None, errors: bool) -> None:
    """Score kg against annotated texts.

    Prints precision, recall and F1 with their counts. GOLD is a JSON file of entities and
    claims.
    """
    from kg import evaluate as scorer

    click.echo(scorer.main(gold, text, lang, errors))


@click.command()
def check() -> None:
    """Check all data files.

    Reads the ontology, the names and the language files and prints every fault at once.
    """
    from kg import check as checker

    faults = checker.run()
    for fault in faults:
        click.echo(fault)
    if faults:
        raise Failed(f"faults in the data files: {len(faults)}")
    click.echo("All data files are right.", err=True)
