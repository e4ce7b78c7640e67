"""``kg explain``, ``kg evaluate`` and ``kg check``: the tools of those who widen the lexicon."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from kg.cli import options
from kg.cli.errors import SKIPPED, Failed
from kg.cli.output import progress, skips
from kg.errors import UsageError


@click.command()
@click.argument("text")
@options.lang
@options.published
def explain(text: str, lang: str | None, published: date | None) -> None:
    """Show how TEXT becomes claims.

    Prints the words with their roles, the mentions, the triggers that matched and the claims. The
    date tells who held an office. TEXT is a sentence, or - for standard input.
    """
    if text == options.STDIO:
        text = options.read_stdin()
    lang = lang or _recognise(text)
    from kg import explaining

    click.echo(explaining.explain(text, lang, published))


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
@click.option("--coverage", is_flag=True, help="Report what kg leaves untold in TEXTS instead.")
@options.lang
@click.argument("texts", nargs=-1)
def check(texts: tuple[str, ...], coverage: bool, lang: str | None) -> None:
    """Check all data files, or with --coverage the words and names they lack.

    Reads the ontology, the names and the language files and prints every fault at once.

    With --coverage, TEXTS are articles as kg build reads them. The report counts sentences with
    two actors and no claim, verbs and nouns between actors that are no trigger, and names that
    are not listed.
    """
    if coverage:
        _cover(texts, lang)
        return
    if texts or lang:
        raise UsageError("without --coverage check takes no texts", fix="add --coverage")
    from kg import check as checker

    faults = checker.run()
    for fault in faults:
        click.echo(fault)
    if faults:
        raise Failed(f"faults in the data files: {len(faults)}")
    click.echo("All data files are right.", err=True)


def _cover(texts: tuple[str, ...], lang: str | None) -> None:
    """Print what reading the texts left untold. Exits as ``kg build`` does."""
    if not texts:
        raise UsageError("--coverage needs texts", fix="kg check --coverage FILE or DIRECTORY")
    from kg import pipeline
    from kg.cli.gaps import report

    with progress() as advance:
        counted, skipped = pipeline.coverage(texts, lang=lang, progress=advance)
    if skipped:
        click.echo("\n".join(skips(skipped)), err=True)
    if not counted.articles:
        raise Failed("no article could be read")
    click.echo(report(counted))
    if skipped:
        sys.exit(SKIPPED)
