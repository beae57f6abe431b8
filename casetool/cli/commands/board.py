"""casetool board: the room's window, which follows a session."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.errors import UserError


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    parser.add_argument("--web", action="store_true", help="show it in a browser on this computer")
    parser.add_argument("--open", action="store_true", help="with --web: also start the browser")
    parser.add_argument(
        "--port", type=int, metavar="N", help="with --web: use this port, not a free one"
    )


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.app.launch import serve_board, show_board
    from casetool.cli.sessions.find import find_file

    if options.web:
        session = find_file(options.file, folder)
        return serve_board(session, options.environment, options.port or 0, options.open)
    if options.open or options.port is not None:
        raise UserError("--open and --port work only with --web.")
    return show_board(find_file(options.file, folder), options.environment)


VERB = Verb(
    help="show all headings side by side on the room's screen, following the session",
    example="casetool board child-a",
    add_arguments=_arguments,
    run=_run,
    rank=20,
    opens_window=True,
)
