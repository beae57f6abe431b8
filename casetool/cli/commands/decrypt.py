"""casetool decrypt: decrypt one session, or every session in the folder."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.upkeep.conversion import decrypt

    return decrypt(options, folder)


VERB = Verb(
    help="decrypt one session, or every session in the folder",
    example="casetool decrypt child-a",
    add_arguments=args.file_or_folder,
    run=_run,
    rank=220,
)
