"""A passphrase typed unseen at the terminal, which sees what is typed again however that ends."""

import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from casetool.errors import UserError

_ENDS = ("SIGTERM", "SIGHUP", "SIGQUIT")
"""Signals that end a program at once by default. Windows does not have all of them."""


def ask_unseen(question: str) -> str:
    """What is typed at the terminal, without showing it.

    Args:
        question: what stands before it, safe to print.

    Raises:
        UserError: there is no terminal at which it would stay unseen.
        SystemExit: a signal ended it. The terminal shows typing again.
    """
    from getpass import GetPassWarning, getpass

    with warnings.catch_warnings(), _ends_in_order():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(question)
        except (GetPassWarning, EOFError):
            raise UserError(
                "A passphrase is needed, and there is no terminal to type it at."
            ) from None


@contextmanager
def _ends_in_order() -> Iterator[None]:
    """Let a signal unwind the question, so that the terminal is set right."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    numbers = [getattr(signal, name) for name in _ENDS if hasattr(signal, name)]
    before = {number: signal.signal(number, leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
