"""casetool tree: the analysis tree as a drawing, a picture, a list, or for mermaid."""

import argparse
from pathlib import Path

from casetool.cli import options as args
from casetool.cli.output import LEAST_COLUMNS
from casetool.cli.verb import Verb

_FORMAT_HELP = (
    "text: characters; svg: a picture for a page of A4, and where it takes several, a file"
    " for each beside --output: tree-1.svg, tree-2.svg; mermaid: a flowchart; md: lists in lists;"
    " else as the file's name ends (text)"
)


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    args.passphrase(parser)
    parser.add_argument("--format", choices=("text", "svg", "mermaid", "md"), help=_FORMAT_HELP)
    args.output(parser)
    parser.add_argument("--width", type=_width, metavar="N", help="columns; an outline if wider")
    parser.add_argument("--plain", action="store_true", help="boxes of + - | instead of drawn ones")
    args.names(parser)
    args.yes(parser)


def _width(text: str) -> int:
    try:
        width = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of columns") from None
    if width < LEAST_COLUMNS:
        raise argparse.ArgumentTypeError(f"a drawing needs {LEAST_COLUMNS} columns at least")
    return width


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.file_ends import TREE_ENDS, form_by_name
    from casetool.cli.output import terminal_columns
    from casetool.cli.sessions import load_named

    options.format = form_by_name(options.format, options.output, TREE_ENDS, "text")
    loaded = load_named(options, folder)
    from casetool.cli.tree_output import send_tree

    columns = options.width or (None if options.output else terminal_columns())
    return send_tree(loaded, options, columns)


VERB = Verb(
    help="the analysis tree as a drawing, a picture, a list, or for mermaid",
    example="casetool tree child-a --format svg --output tree.svg",
    add_arguments=_arguments,
    run=_run,
    rank=13,
)
