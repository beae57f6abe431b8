"""Read a passphrase without echo. The echo is restored however the read ends."""

import contextlib
import locale
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from casetool.errors import UserError

_ENDS = ("SIGTERM", "SIGHUP", "SIGQUIT")
"""Signals that end a program at once by default. Windows does not have all of them."""

_PIECE_BYTES = 8192
"""More than the longest line that a terminal takes."""

_NO_TERMINAL = "A passphrase is needed, and there is no terminal to type it at."


def ask_unseen(question: str) -> str:
    """What is typed at the terminal, without showing it.

    Args:
        question: what stands before it, safe to print.

    Raises:
        UserError: there is no terminal at which it would stay unseen.
        SystemExit: a signal ended it. The terminal shows typing again.
    """
    if sys.platform == "win32":
        return _ask_at_console(question)
    with unseen_typing(), _terminal() as terminal, _wakeup() as wakeup:
        if terminal is None:
            raise UserError(_NO_TERMINAL)
        _show(terminal, question)
        line = _read_line(terminal, wakeup)
        _show(terminal, "\n")
    try:
        return line.decode(locale.getpreferredencoding(False)).removesuffix("\n")
    except UnicodeDecodeError:
        raise UserError("What was typed is not text in the encoding of this computer.") from None


@contextmanager
def unseen_typing() -> Iterator[None]:
    """Show nothing that is typed, from the first of several questions to the last.

    What is typed ahead waits for the next question. What is left at the end is thrown away, as a
    shell would show it and carry it out.

    Raises:
        SystemExit: a signal ended it. The terminal shows typing again.
    """
    with ends_in_order(), _terminal() as terminal:
        if terminal is None:
            yield
            return
        with _without_echo(terminal):
            yield


@contextmanager
def _terminal() -> Iterator[int | None]:
    """A handle of the terminal, or None where there is none. Windows shows nothing by itself."""
    handle = _open_terminal() if sys.platform != "win32" else None
    try:
        yield handle
    finally:
        if handle is not None:
            os.close(handle)


def _open_terminal() -> int | None:
    """Open the terminal of this program, or else the one that is its standard input."""
    with contextlib.suppress(OSError):
        return os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    if sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty():
        with contextlib.suppress(OSError):
            return os.open(os.ttyname(sys.stdin.fileno()), os.O_RDWR | os.O_NOCTTY)
    return None


@contextmanager
def _without_echo(terminal: int) -> Iterator[None]:
    import termios  # Windows has none

    try:
        before = termios.tcgetattr(terminal)
        if not before[3] & termios.ECHO:  # a question within others
            yield
            return
        unseen = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
        try:
            termios.tcsetattr(terminal, termios.TCSANOW, unseen)
            yield
        finally:
            with contextlib.suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
    except termios.error:
        raise UserError(_NO_TERMINAL) from None


def _ask_at_console(question: str) -> str:
    """Ask at the console of Windows, which shows nothing before a program reads it."""
    import warnings
    from getpass import GetPassWarning, getpass

    with warnings.catch_warnings(), ends_in_order():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(question)
        except (GetPassWarning, EOFError):
            raise UserError(_NO_TERMINAL) from None


def _show(terminal: int, text: str) -> None:
    os.write(terminal, text.encode(locale.getpreferredencoding(False), "backslashreplace"))


def _read_line(terminal: int, wakeup: int) -> bytes:
    """A line from the terminal, of which no more is read.

    A signal just before a read would otherwise wait for the line.

    Raises:
        UserError: it ended before a line came.
    """
    line = b""
    while not line.endswith(b"\n"):
        if wakeup in (ready := select.select([terminal, wakeup], [], [])[0]):
            os.read(wakeup, _PIECE_BYTES)  # the handler of the signal runs now
        if terminal not in ready:
            continue
        try:
            piece = os.read(terminal, _PIECE_BYTES)
        except OSError:  # the terminal is gone
            piece = b""
        if not piece:
            break
        line += piece
    if not line:
        raise UserError(_NO_TERMINAL)
    return line


@contextmanager
def _wakeup() -> Iterator[int]:
    """A handle that can be read once a signal has come, at whatever moment."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    try:
        yield reading
    finally:
        signal.set_wakeup_fd(before)
        os.close(reading)
        os.close(writing)


@contextmanager
def ends_in_order() -> Iterator[Callable[[], None]]:
    """Let a signal unwind what is done, so that the terminal is set right and words are kept.

    Yields:
        A function that ignores all further signals, Ctrl+C too, while words are saved.

    Raises:
        SystemExit: there was one. The next ones, as of a closed terminal, are not heard.
    """
    numbers = [getattr(signal, name) for name in _ENDS if hasattr(signal, name)]
    heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]

    def hear_no_more() -> None:
        for number in (signal.SIGINT, *heard):
            signal.signal(number, signal.SIG_IGN)

    def leave(number: int, frame: FrameType | None) -> None:
        for other in heard:
            signal.signal(other, signal.SIG_IGN)
        sys.exit(128 + number)

    before = {signal.SIGINT: signal.getsignal(signal.SIGINT)}
    before |= {number: signal.signal(number, leave) for number in heard}
    try:
        yield hear_no_more
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
