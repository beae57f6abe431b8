"""casetool encrypt: encrypt one session, or every session in the folder."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb

_OFFICE_HELP = "a second public key, age1…, that can open everything; none removes it"


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file_or_folder(parser)
    parser.add_argument("--office", metavar="RECIPIENT", help=_OFFICE_HELP)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.upkeep.conversion import encrypt

    return encrypt(options, folder)


VERB = Verb(
    help="encrypt one session, or every session in the folder",
    example="casetool encrypt child-a",
    add_arguments=_arguments,
    run=_run,
    rank=210,
)
