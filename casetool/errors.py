"""What could not be done, in words for the person who asked for it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import walk_tb
from typing import TypeVar

Made = TypeVar("Made")


class UserError(Exception):
    """Something asked for could not be done; its rows are shown, and the exit code is 1."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


class RescuedError(UserError):
    """Something could not be saved, and an emergency copy has every word of it."""


class SessionOpenError(UserError):
    """A session could not be opened; the text says why.

    Attributes:
        keep: keeps lines that were typed for it meanwhile; gives what to say of them.
    """

    def __init__(self, words: str, keep: Callable[[Sequence[str]], str]) -> None:
        super().__init__(words)
        self.keep = keep


def value_or_fault_line(make: Callable[[], Made], instead: Callable[[str], Made]) -> Made:
    """What is made; where a fault of ours comes up, what stands in its place.

    For what is drawn or read of one session beside others: a fault there costs one line, and
    never the screen or the rest of the list.

    Args:
        make: makes it.
        instead: makes what stands in its place, from the place of the fault in the program.
    """
    try:
        return make()
    except Exception as error:  # whatever it is: nobody could go on for it
        return instead(fault_location(error))


def fault_location(error: BaseException | None) -> str:
    """Which fault of ours, and where in the program; never with values: they are the case.

    Our own place is named with its folder: several modules are called ``screen.py``. Where the
    fault came up in a library, our place that led there is named, too. What failed beside
    the keys (Textual's `WorkerFailed`) carries the fault that made it.
    """
    inner = getattr(error, "error", None)
    error = inner if isinstance(inner, BaseException) else error
    if error is None or error.__traceback__ is None:
        return "no place known"
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    here = Path(__file__).parent
    ours = [place for place in places if here in Path(place[0]).parents]
    told = dict.fromkeys((places[-1], *ours[-1:]))
    where = ", from ".join(f"{_in_short(Path(name), here)}:{line}" for name, line in told)
    return f"{type(error).__name__} at {where}"


def _in_short(path: Path, here: Path) -> str:
    """A module of ours from our own folder on; of others the file's name alone."""
    return path.relative_to(here).as_posix() if here in path.parents else path.name
