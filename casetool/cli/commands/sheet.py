"""casetool sheet: what is to be read before the meeting."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    args.passphrase(parser)
    args.report(parser)
    args.names(parser)
    args.yes(parser)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.find import load_named

    loaded = load_named(options, folder)
    from casetool.cli.export.report_output import send_sheet

    return send_sheet(loaded, folder, options)


VERB = Verb(
    help="make the pre-reading sheet, with space for notes",
    example="casetool sheet child-a --output sheet.docx",
    add_arguments=_arguments,
    run=_run,
    rank=90,
    only_reads=True,
)
