"""casetool tree: the analysis tree as a drawing, a picture, a list, or for mermaid."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import LEAST_TERMINAL_COLUMNS

_FORMAT_HELP = (
    "text is a drawing in characters, the default unless the file's name ends otherwise. svg is a"
    " picture for a page of A4. A large tree makes several files, tree-1.svg, tree-2.svg. mermaid"
    " is a flowchart, md a nested list"
)


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    args.passphrase(parser)
    parser.add_argument("--format", choices=("text", "svg", "mermaid", "md"), help=_FORMAT_HELP)
    args.output(parser)
    parser.add_argument(
        "--width",
        type=_width,
        metavar="N",
        help="the width in columns; a wider tree becomes an outline",
    )
    parser.add_argument("--plain", action="store_true", help="draw boxes with + - |")
    args.names(parser)
    args.yes(parser)


def _width(text: str) -> int:
    try:
        width = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of columns") from None
    if width < LEAST_TERMINAL_COLUMNS:
        raise argparse.ArgumentTypeError(
            f"a drawing needs at least {LEAST_TERMINAL_COLUMNS} columns"
        )
    return width


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.export.file_ends import TREE_ENDS, form_by_name
    from casetool.cli.sessions.find import load_named
    from casetool.cli.terminal.output import terminal_columns

    options.format = form_by_name(options.format, options.output, TREE_ENDS, "text")
    loaded = load_named(options, folder)
    from casetool.cli.export.tree_output import send_tree

    columns = options.width or (None if options.output else terminal_columns())
    return send_tree(loaded, options, columns)


VERB = Verb(
    help="draw the analysis tree as text, a picture, a list or a Mermaid flowchart",
    example="casetool tree child-a --format svg --output tree.svg",
    add_arguments=_arguments,
    run=_run,
    rank=130,
    only_reads=True,
)
