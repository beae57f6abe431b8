"""casetool demo: the app on a throw-away copy of the examples."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.app.launch import demonstrate

    return demonstrate(options.environment)


VERB = Verb(
    help="open the app on a throw-away copy of the examples",
    example="casetool demo",
    add_arguments=args.nothing,
    run=_run,
    rank=250,
    opens_window=True,
)
