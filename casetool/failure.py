"""What could not be done, in words for the person who asked for it."""

from collections.abc import Callable, Sequence
from pathlib import Path


class Failure(Exception):  # noqa: N818 - no fault of the program: it says what happened, and why
    """Something asked for could not be done; its text is shown, and the exit code is 1."""


class NotOpenedError(Failure):
    """A session could not be opened; the text says why.

    Attributes:
        keep: keeps lines that were typed for it meanwhile; gives what to say of them.
    """

    def __init__(self, words: str, keep: Callable[[Sequence[str]], str]) -> None:
        super().__init__(words)
        self.keep = keep


def place_of_fault(error: BaseException | None) -> str:
    """Which fault of ours, and where in the program; never with values: they are the case."""
    if error is None or error.__traceback__ is None:
        return "no place known"
    last = error.__traceback__
    while last.tb_next is not None:
        last = last.tb_next
    name = Path(last.tb_frame.f_code.co_filename).name
    return f"{type(error).__name__} at {name}:{last.tb_lineno}"
