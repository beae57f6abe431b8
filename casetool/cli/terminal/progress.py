"""A counting line for long work, which Ctrl+C ends between two files."""

import signal
import sys
import threading
from collections.abc import Callable
from time import monotonic
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from casetool.cli.terminal.output import STOPPED_UNCHANGED, tell

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SILENT_SECONDS = 0.4
"""After how long a line appears: what is done sooner needs none."""

REDRAW_SECONDS = 0.1
"""Between two pictures of the line."""

Stopped = Callable[[int, int], str]
"""What is said after Ctrl+C, from how many were done, and of how many."""


def stopped_reading(what_was_done: str) -> Stopped:
    """What is said after Ctrl+C of work that only reads.

    Args:
        what_was_done: such as ``sessions were read``.
    """

    def message(done: int, total: int) -> str:
        if total == 0:
            return STOPPED_UNCHANGED
        return f"Stopped. {done} of {total} {what_was_done}. Nothing was changed."

    return message


class CountingLine:
    """Counts on standard error where that is a terminal, and ends long work between two files.

    It is a tally, and a context around the work. The first Ctrl+C ends the work before the next
    file, so that none is left half done. A second one ends it at once. The interrupt that leaves
    the context carries what was said as its argument.

    Args:
        doing: what is done, such as ``Encrypting``.
        stopped: what is said after Ctrl+C.
    """

    def __init__(self, doing: str, stopped: Stopped) -> None:
        self._doing, self._say_stopped = doing, stopped
        self._done = self._total = 0
        self._began = self._drawn = monotonic()
        self._told_to_stop = False
        self._before: signal.Handlers | Callable[[int, FrameType | None], object] | int | None = (
            None
        )
        self._line: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> "CountingLine":
        """Hear Ctrl+C, unless whoever started this wants it unheard."""
        heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if heard and threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """Remove the line, and after Ctrl+C say what was done."""
        if self._line is not None:
            self._line[0].stop()
        if isinstance(error, KeyboardInterrupt):
            message = self._say_stopped(self._done, self._total)
            tell(message)
            error.args = (message,)
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def __call__(self, done: int, total: int) -> None:
        """Hear how many are done.

        Raises:
            KeyboardInterrupt: Ctrl+C was pressed since the last time.
        """
        self._done, self._total = done, total
        if self._told_to_stop:
            raise KeyboardInterrupt
        now = monotonic()
        if now - self._began < SILENT_SECONDS or not sys.stderr.isatty():
            return
        if self._line is None:
            self._line = _begun(self._doing, total)
        elif now - self._drawn < REDRAW_SECONDS:
            return
        self._drawn = now
        progress, task = self._line
        progress.update(task, completed=done, total=total, refresh=True)

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self._told_to_stop:
            raise KeyboardInterrupt
        self._told_to_stop = True


def _begun(doing: str, total: int) -> "tuple[Progress, TaskID]":
    # imported where something takes long: a list must not wait for it
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), MofNCompleteColumn(" of "))
    progress = Progress(
        *columns, console=Console(stderr=True), transient=True, auto_refresh=False,
        redirect_stdout=False, redirect_stderr=False,
    )  # fmt: skip
    progress.start()
    return progress, progress.add_task(doing, total=total)
