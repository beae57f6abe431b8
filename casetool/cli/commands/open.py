"""casetool open: the app, on one session."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.app.launch import start_app
    from casetool.cli.sessions.find import find_original

    return start_app(folder, "", find_original(options.file, folder), options.environment)


VERB = Verb(
    help="open the app on one session",
    example="casetool open child-a",
    add_arguments=args.file,
    run=_run,
    rank=10,
    opens_window=True,
)
