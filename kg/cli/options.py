"""Options and arguments that several commands share."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

STDIO = "-"


def check_lang(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The code of a language kg has a file for, None for ``auto`` and for no value."""
    from kg import language
    from kg.articles.detect import normalise

    if value is None or value == "auto":
        return None
    code = normalise(value)
    if code not in language.available():
        raise click.BadParameter(
            f"there is no language {value!r}; there are {', '.join(language.available())}."
        )
    return code


def check_share(_ctx: click.Context, _param: click.Parameter, value: float) -> float:
    """A number from 0 to 1; click's own range lets ``nan`` through."""
    if not 0 <= value <= 1:
        raise click.BadParameter(f"{value:g} is not between 0 and 1.")
    return value


def check_policy(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A policy there is, before an hour of work and not after it."""
    from kg.statements import sources_needed

    if value is not None:
        sources_needed(value)
    return value


def check_date(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date | None:
    """The day without a time."""
    return value.date() if value else None


def check_columns(
    _ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]
) -> dict[str, str]:
    """Field of an article -> the column it is in, from ``text=corps,date=jour``."""
    from kg.articles.columns import NAMES

    columns: dict[str, str] = {}
    for pair in ",".join(value).split(",") if value else ():
        field, equals, column = (part.strip() for part in pair.partition("="))
        if field not in NAMES or not equals or not column:
            raise click.BadParameter(
                f"{pair!r} is not FIELD=COLUMN; the fields are {', '.join(NAMES)}."
            )
        columns[field] = column
    return columns


def read_stdin() -> str:
    """All of standard input, which is UTF-8 whatever the terminal's encoding."""
    return sys.stdin.buffer.read().decode("utf-8", "replace")


lang = click.option(
    "--lang",
    metavar="auto|fr|en",
    default="auto",
    callback=check_lang,
    help="Language of the text; recognised when not given.",
)
published = click.option(
    "--date",
    "published",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=check_date,
    help="Publication date of what has no header that tells it.",
)
columns = click.option(
    "--columns",
    metavar="FIELD=COLUMN,…",
    multiple=True,
    callback=check_columns,
    help="Where tables and lines of JSON have text, title, date, url, source, author and lang, when"
    " the names do not tell: text=corps,date=jour.",
)
min_confidence = click.option(
    "--min-confidence",
    metavar="X",
    type=float,
    default=0.0,
    show_default=True,
    callback=check_share,
    help="Leave out claims less likely right than X, from 0 to 1.",
)
policy = click.option(
    "--policy",
    metavar="P",
    callback=check_policy,
    help="When claims make a plain edge: any, asserted or corroborated:N; that of the build when"
    " not given.",
)
as_of = click.option(
    "--as-of",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=check_date,
    help="Only what articles had said by this day.",
)
no_text = click.option(
    "--no-text",
    is_flag=True,
    help="Leave out the text of articles: quotes are short excerpts, with offsets and checksums.",
)
corrections = click.option(
    "--corrections",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="What people corrected; DIR/corrections.csv when not given, if there is one.",
)
target = click.argument("target")
auth = click.option(
    "--auth",
    type=click.Choice(["basic", "digest", "bearer"]),
    help="How to log in to an endpoint: KG_USER and KG_PASSWORD, or KG_TOKEN, in the environment.",
)
graph = click.option(
    "--graph",
    metavar="IRI",
    help="The graph of an endpoint to ask about; its default graph when not given.",
)
