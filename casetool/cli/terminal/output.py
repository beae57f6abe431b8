"""What verbs print: rows for people, JSON for programs."""

import json
import os
import sys
from pathlib import Path

LEAST_TERMINAL_COLUMNS = 24
"""Columns below which neither a drawing nor an outline can be read."""


STOPPED_UNCHANGED = "Stopped. Nothing was changed."
"""What is said after Ctrl+C where nothing has begun, or where a verb only reads."""


def tell(message: str) -> None:
    """Print one row on standard error, safe for a terminal.

    Args:
        message: the text. A line end in it, as in the name of a file, is written out.
    """
    sys.stderr.write(_row(message))


def tell_about_subfolders(folder: Path) -> None:
    """Name the folders below that hold sessions, as no verb looks into them.

    Args:
        folder: the folder of sessions.
    """
    from casetool.storage.library.subfolders import line_about_subfolders

    if line := line_about_subfolders(folder):
        tell(line)


def print_row(text: str) -> None:
    """Print one row on standard output, safe for a terminal.

    Args:
        text: the text. A line end in it, as in the name of a file, is written out.
    """
    sys.stdout.write(_row(text))


def _row(text: str) -> str:
    from casetool.render.text.terminal_safe import terminal_row

    return f"{terminal_row(text)}\n"


def print_json(value: object) -> int:
    """Print as JSON: letters as they are, escaped where one could act on a terminal.

    Args:
        value: what json can write.

    Returns:
        The exit code.
    """
    from casetool.render.text.terminal_safe import terminal_safe

    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.write((text if terminal_safe(text) == text else json.dumps(value, indent=2)) + "\n")
    return 0


def terminal_columns() -> int | None:
    """The columns of the terminal, or None if standard output is not one."""
    if not sys.stdout.isatty():
        return None
    return max(LEAST_TERMINAL_COLUMNS, os.get_terminal_size(sys.stdout.fileno()).columns)
