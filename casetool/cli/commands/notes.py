"""casetool notes: the notes in Markdown, as a web page, in Word or as PDF."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.errors import UserError


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    args.passphrase(parser)
    args.report(parser)
    parser.add_argument("--summary", action="store_true", help="make a one-page summary")
    parser.add_argument("--who", action="store_true", help="say who said what")
    args.names(parser)
    parser.add_argument(
        "--changes", action="store_true", help="print what changed since the notes last went round"
    )
    args.yes(parser)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.find import load_named

    loaded = load_named(options, folder)
    if options.changes:
        from casetool.cli.export.printed_changes import print_changes

        if options.output or options.format or options.summary or options.who:
            raise UserError(
                "--changes prints what changed: --output, --format, --summary and --who do not go"
                " with it. Nothing was written."
            )
        return print_changes(loaded, options)
    from casetool.cli.export.report_output import send_notes

    return send_notes(loaded, folder, options)


VERB = Verb(
    help="make the notes as Word, a web page, PDF or Markdown",
    example="casetool notes child-a --output notes.docx",
    add_arguments=_arguments,
    run=_run,
    rank=100,
    only_reads=True,
)
