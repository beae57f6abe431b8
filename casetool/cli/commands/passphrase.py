"""casetool passphrase: change the passphrase of encrypted sessions."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.upkeep.conversion import change_folder_passphrase

    return change_folder_passphrase(options, folder)


VERB = Verb(
    help="change the passphrase of encrypted sessions",
    example="casetool passphrase",
    add_arguments=args.passphrase,
    run=_run,
    rank=230,
)
