"""The verb that shows the team's own look and checks it, or prints an example to start from."""

import argparse
import sys
from pathlib import Path

from casetool.cli.terminal.output import print_row, tell
from casetool.errors import UserError
from casetool.methods import DEFAULT, find_method, method_faults
from casetool.models.notes_style import PLAIN_STYLE, NotesStyle
from casetool.render.report.style_preview import example_style, style_summary
from casetool.storage.context import NOTES_STYLE_FILE
from casetool.storage.notes_style import NotesStyleError, read_notes_style


def show_style(options: argparse.Namespace, folder: Path) -> int:
    """Show the look in force, once it is checked.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Returns:
        The exit code.

    Raises:
        UserError: the file is wrong. The text says where.
    """
    method = find_method(DEFAULT, folder)
    if options.example:
        sys.stdout.write(example_style(method))
        return 0
    path = folder / NOTES_STYLE_FILE
    try:
        look = read_notes_style(folder)
    except NotesStyleError as error:
        raise UserError(
            f"{error} No notes can be written until it is corrected. Sessions still open."
        ) from None
    if path.is_file():
        tell(f"{path} is correct.")
    else:
        tell(f"There is no {path}, so notes have the tool's own style. --example prints one.")
    for line in style_summary(look, method):
        print_row(line)
    for _, message in method_faults(folder):
        tell(message)  # its headings could not be named in the style
    return 0


def style_or_error(folder: Path, plain: bool = False) -> NotesStyle:
    """The look of the team whose sessions lie in a folder, for something that goes out.

    Args:
        folder: the sessions.
        plain: whether the tool's own look is wanted, whatever the file says.

    Raises:
        UserError: the file is wrong. Nothing goes out then: its marking, or what it leaves out,
            would be missing and nobody would see it.
    """
    if plain:
        return PLAIN_STYLE
    try:
        return read_notes_style(folder)
    except NotesStyleError as error:
        raise UserError(
            f"{error} Nothing was written. Correct {NOTES_STYLE_FILE} (casetool look checks it), or"
            " add --plain-look to ignore it this once. The sessions are unchanged."
        ) from None
