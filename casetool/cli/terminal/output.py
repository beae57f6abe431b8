"""What verbs print: rows for people, JSON for programs."""

import json
import os
import sys

LEAST_COLUMNS = 24
"""Columns below which neither a drawing nor an outline can be read."""


STOPPED_UNCHANGED = "Stopped. Nothing was changed."
"""What is said after Ctrl+C where nothing has begun, or where a verb only reads."""


def tell(message: str) -> None:
    """Print one row on standard error, safe for a terminal.

    Args:
        message: the text. A line end in it, as in the name of a file, is written out.
    """
    sys.stderr.write(_row(message))


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
    return max(LEAST_COLUMNS, os.get_terminal_size(sys.stdout.fileno()).columns)
