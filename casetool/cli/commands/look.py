"""casetool look: check the team's style for the notes."""

import argparse
from pathlib import Path

from casetool.cli.arguments.verb import Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--example", action="store_true", help="print an example to start from")


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.export.style_check import show_style

    return show_style(options, folder)


VERB = Verb(
    help="check your team's style for the notes",
    example="casetool look",
    add_arguments=_arguments,
    run=_run,
    rank=120,
    needs_folder=True,
)
