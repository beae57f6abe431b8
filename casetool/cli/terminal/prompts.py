"""Questions at the terminal: go on only after a yes."""

import argparse
import sys

from casetool.errors import UserError
from casetool.render.text.terminal_safe import terminal_row


def confirm(question: str, options: argparse.Namespace, refusal: str) -> None:
    """Go on only after a yes, typed or given with ``--yes``.

    Args:
        question: what is asked.
        options: the parsed command line.
        refusal: what to say where the answer is no.

    Raises:
        UserError: the answer was no, or nobody can be asked.
    """
    if options.yes:
        return
    if sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty():
        raise UserError(f"{question} There is no terminal to ask at. To say yes, add --yes.")
    if not ask_yes_or_no(question):
        raise UserError(refusal)


def ask_yes_or_no(question: str) -> bool:
    """Ask a question. Whatever is no yes is a no.

    Args:
        question: what is asked.
    """
    sys.stderr.write(terminal_row(f"{question} [y/N] "))
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
