"""casetool copies: copies that other programs made, and what becomes of them."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a session or one copy (without it, all copies)"
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--merge", action="store_true", help="add to the session what only its copies have"
    )
    ways.add_argument("--discard", action="store_true", help="move the copies to the trash")
    ways.add_argument("--own", action="store_true", help="make a copy a session of its own")
    args.passphrase(parser)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.upkeep.copies_of_sessions import decide_on_copies

    return decide_on_copies(options, folder)


VERB = Verb(
    help="compare copies that sync programs and editors made, and decide about them",
    example="casetool copies child-a",
    add_arguments=_arguments,
    run=_run,
    rank=70,
    needs_folder=True,
)
