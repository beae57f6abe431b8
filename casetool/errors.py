"""Errors whose text is written for the user."""

from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import walk_tb
from typing import TypeVar

Result = TypeVar("Result")


class UserError(Exception):
    """A request failed. The rows of text are shown, and the exit code is 1."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


class RescuedError(UserError):
    """Saving failed, and an emergency copy has every word."""


class SessionOpenError(UserError):
    """A session could not be opened. The text says why.

    Attributes:
        keep: saves lines typed meanwhile, and returns a sentence about them.
    """

    def __init__(self, message: str, keep: Callable[[Sequence[str]], str]) -> None:
        super().__init__(message)
        self.keep = keep


def value_or_fault_line(make: Callable[[], Result], fallback: Callable[[str], Result]) -> Result:
    """Make a value, or a substitute if a programming error occurs.

    For one session drawn or read beside others: an error there costs one line, and never the
    screen or the rest of the list.

    Args:
        make: makes the value.
        fallback: makes the substitute, from the location of the error.
    """
    try:
        return make()
    except Exception as error:  # any error of ours
        return fallback(fault_location(error))


def why_failed(error: Exception) -> str:
    """Why something failed: the system's own words, or that it is a fault of casetool and where."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"a fault of casetool ({fault_location(error)})"


def fault_location(error: BaseException | None) -> str:
    """The type of an error and its location in the program, without values, which are case data.

    Our own paths include their folder, because several modules are called ``screen.py``. An error
    in a library also names our last location. Textual's `WorkerFailed` wraps the real error.
    """
    wrapped = getattr(error, "error", None)
    error = wrapped if isinstance(wrapped, BaseException) else error
    if error is None or error.__traceback__ is None:
        return "no place known"
    trace = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    package = Path(__file__).parent
    own_code = [location for location in trace if package in Path(location[0]).parents]
    locations = dict.fromkeys((trace[-1], *own_code[-1:]))
    text = ", from ".join(f"{_short_path(Path(name), package)}:{line}" for name, line in locations)
    return f"{type(error).__name__} at {text}"


def _short_path(path: Path, package: Path) -> str:
    """Path of our own module inside the package. Other files by name alone."""
    return path.relative_to(package).as_posix() if package in path.parents else path.name
