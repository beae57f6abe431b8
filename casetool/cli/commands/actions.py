"""casetool actions: who does what by when, as text, for a spreadsheet or a calendar."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help="a session, or use --all")
    parser.add_argument("--all", action="store_true", help="take every session in the folder")
    parser.add_argument(
        "--format",
        choices=("text", "csv", "ics"),
        help="otherwise as the file's name ends, or text",
    )
    parser.add_argument(
        "--agency", default="", metavar="TEXT", help="only those of this agency or person"
    )
    parser.add_argument("--open", action="store_true", help="only those not yet done")
    parser.add_argument("--single-agency", action="store_true", help="only for agencies' own plans")
    parser.add_argument("--detail", action="store_true", help="with ics: say what is to be done")
    args.output(parser)
    parser.add_argument(
        "--stand-ins", action="store_true", help="put stand-ins for real names, once you approve"
    )
    args.plain_look(parser)
    args.yes(parser)
    args.passphrase(parser)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.export.action_log import print_actions
    from casetool.cli.export.file_ends import ACTION_ENDS, form_by_name

    options.format = form_by_name(options.format, options.output, ACTION_ENDS, "text")
    return print_actions(options, folder)


VERB = Verb(
    help="list the actions and their owners, as text, a spreadsheet or a calendar",
    example="casetool actions child-a --agency health",
    add_arguments=_arguments,
    run=_run,
    rank=110,
    only_reads=True,
)
