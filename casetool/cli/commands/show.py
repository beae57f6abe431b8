"""casetool show: a session as plain text, or whole as JSON."""

import argparse
import sys
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    args.passphrase(parser)
    args.json(parser)
    text = "include your private jottings"
    parser.add_argument("--private", action="store_true", help=text)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.find import load_named
    from casetool.cli.terminal.output import print_json, terminal_columns
    from casetool.models.privacy import without_private

    loaded = load_named(options, folder)
    session = loaded.session if options.private else without_private(loaded.session, loaded.method)
    if session is not loaded.session:
        sys.stderr.write("Your private jottings are left out. --private includes them.\n")
    if options.json:
        from casetool.models.corrections.targets import correction_status

        saved = session.model_dump(mode="json", by_alias=True)
        derived = {"stage": session.stage.value, "status": correction_status(loaded.session).value}
        return print_json(saved | derived)
    from casetool.render.views.plain_text import session_text

    sys.stdout.write(session_text(session, loaded.method, min(terminal_columns() or 80, 100)))
    return 0


VERB = Verb(
    help="print a session as plain text, or whole as JSON",
    example="casetool show child-a",
    add_arguments=_arguments,
    run=_run,
    rank=50,
    only_reads=True,
)
