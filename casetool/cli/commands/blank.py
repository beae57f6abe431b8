"""casetool blank: the blank tool, one page to print."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.export.report_output import send_blank

    return send_blank(folder, options)


VERB = Verb(
    help="make the blank tool, one page to print",
    example="casetool blank --output blank.docx",
    add_arguments=args.report,
    run=_run,
    rank=80,
)
