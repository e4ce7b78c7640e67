"""The command line: options, one call, one printed result. Nothing is computed here.

Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 failed,
2 called wrongly, 3 done in part: some articles were skipped, or Wikidata ceased to answer. Every
command imports what it needs when it runs, so that ``kg --help`` does not wait for a parser.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from kg import __version__
from kg.cli.build import build
from kg.cli.diff import diff
from kg.cli.errors import Commands
from kg.cli.export import export
from kg.cli.graph import query, review
from kg.cli.link import link
from kg.cli.push import push
from kg.cli.serve import serve
from kg.cli.tools import check, evaluate, explain
from kg.cli.validate import validate


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """News articles in, a geopolitical knowledge graph out that can prove every edge.

    A first graph:  kg build seeds/articles -o out
    """


for command in (
    build, link, query, export, push, serve, diff, review, validate, explain, evaluate, check,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """The console script ``kg``. Output that goes to a file or a pipe is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    cli()
