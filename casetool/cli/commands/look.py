"""The verb that shows the team's own look and checks it, or prints an example to start from."""

import argparse
import sys
from pathlib import Path

from casetool.errors import Failure
from casetool.methods import DEFAULT, find_method
from casetool.models.notes_style import PLAIN_LOOK, Look
from casetool.render.report.style_preview import example_look, look_told
from casetool.render.text.terminal_safe import visible
from casetool.storage.context import LOOK
from casetool.storage.notes_style import LookError, read_look


def show_look(options: argparse.Namespace, folder: Path) -> int:
    """Show the look in force, once it is checked.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Returns:
        The exit code.

    Raises:
        Failure: it is wrong; the text says where.
    """
    method = find_method(DEFAULT, folder)
    if options.example:
        sys.stdout.write(example_look(method))
        return 0
    path = folder / LOOK
    try:
        look = read_look(folder)
    except LookError as error:
        raise Failure(f"{error} Notes wait until it is mended; the sessions open.") from None
    if path.is_file():
        sys.stderr.write(visible(f"{path} is sound.") + "\n")
    else:
        words = f"There is no {path}: notes have the tool's own look. --example prints one."
        sys.stderr.write(visible(words) + "\n")
    for line in look_told(look, method):
        sys.stdout.write(visible(line) + "\n")
    return 0


def look_or_failure(folder: Path, plain: bool = False) -> Look:
    """The look of the team whose sessions lie in a folder, for something that goes out.

    Args:
        folder: the sessions.
        plain: whether the tool's own look is wanted, whatever the file says.

    Raises:
        Failure: the file is wrong. Nothing goes out then: its marking, or what it leaves out,
            would be missing and nobody would see it.
    """
    if plain:
        return PLAIN_LOOK
    try:
        return read_look(folder)
    except LookError as error:
        raise Failure(
            f"{error} Nothing was written: mend {LOOK} (casetool look checks it), or say"
            " --plain-look to do without it this time. The sessions are as they were."
        ) from None
