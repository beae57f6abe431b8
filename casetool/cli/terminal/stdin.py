"""Words for the command line that are typed in, or come from another program."""

import codecs
import io
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

from casetool.cli.terminal.hidden_input import ends_in_order
from casetool.errors import RescuedError, UserError

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def lines_from_stdin(text: str | None, typed: bytearray) -> list[str]:
    """The lines to catch: the text, or standard input line by line.

    Args:
        text: the text, or ``-`` or None for standard input.
        typed: gets what is read from standard input, as soon as it is there.

    Raises:
        UserError: there were none.
    """
    if text is None or text == "-":
        _read_into(typed)
        lines = _lines_in(typed)
    else:
        lines = [text] if text.strip() else []
    if not lines:
        raise UserError("There were no words to add.")
    return lines


def show_if_lost(
    work: Callable[[], Path], typed: bytearray, keep: Callable[[Sequence[str]], str]
) -> Path:
    """Do work with words that are typed in. They are shown again if it fails, unless rescued.

    It is no context manager: a second signal may come while the first error is being raised, and
    would skip what stands at the end of one.

    Args:
        work: reads them, and gives the file in which they are.
        typed: what was read from standard input so far.
        keep: keeps its lines where a signal or Ctrl+C ends the work, and says so, or nothing.

    Raises:
        UserError: they could not be added.
    """
    with ends_in_order() as hear_no_more:
        try:
            return work()
        except RescuedError:
            raise
        except (UserError, KeyboardInterrupt, SystemExit, OSError) as failure:
            try:
                hear_no_more()
            except (KeyboardInterrupt, SystemExit):  # that signal: the last one
                hear_no_more()
            rows = _rows_of(failure, typed, keep)
            if not rows:
                raise
            raise UserError(*rows) from None


def _rows_of(
    failure: BaseException, typed: bytearray, keep: Callable[[Sequence[str]], str]
) -> tuple[str, ...]:
    """What to say of a failure, with the lines that were typed, or nothing if there were none."""
    lines = _lines_in(typed)
    if not lines:
        return ()
    rows = failure.args
    if not isinstance(failure, UserError):  # an OSError: the terminal is gone
        rows = (_stopped(lines, keep),)
    return (*rows, "You had typed:", *lines)


def _stopped(lines: Sequence[str], keep: Callable[[Sequence[str]], str]) -> str:
    """Keep lines that were typed before all was stopped, and say so."""
    with suppress(OSError):  # they are shown at least
        return f"Stopped. {keep(lines)}".rstrip()
    return "Stopped."


def _read_into(typed: bytearray) -> None:
    if sys.stdin is None or sys.stdin.closed:
        return
    if sys.stdin.isatty():
        keys = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
        sys.stderr.write(f"One entry on each line. {keys} on an empty line ends it.\n")
    # piece by piece: within one long read Python can be deaf to Ctrl+C
    stream = cast("io.BufferedReader", sys.stdin.buffer)
    while piece := stream.read1():
        typed += piece


def _lines_in(typed: bytearray) -> list[str]:
    # Windows programs call UTF-16 Unicode, and mark it at the beginning
    encoding = "utf-16" if typed.startswith(_UTF_16) else "utf-8-sig"
    text = typed.decode(encoding, "backslashreplace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line.strip() for line in lines if line.strip()]
