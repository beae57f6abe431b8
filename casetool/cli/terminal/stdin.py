"""Words for the command line that are typed in, or come from another program."""

import codecs
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from casetool.errors import RescuedError, UserError

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def lines_from_stdin(text: str | None) -> list[str]:
    """The lines to catch: the text, or standard input line by line.

    Args:
        text: the text, or ``-`` or None for standard input.

    Raises:
        UserError: there were none.
    """
    if text is None or text == "-":
        lines = _typed_in().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    else:
        lines = [text]
    lines = [line.strip() for line in lines if line.strip()]
    if not lines:
        raise UserError("There were no words to add.")
    return lines


@contextmanager
def show_if_lost(text: str | None, lines: Sequence[str]) -> Iterator[None]:
    """Words that were typed in are shown again where they could not be added, nor kept.

    Args:
        text: the text from the command line, or ``-`` or None for standard input.
        lines: the lines.

    Raises:
        UserError: they could not be added.
    """
    try:
        yield
    except RescuedError:
        raise
    except UserError as failure:
        if text is not None and text != "-":
            raise
        raise UserError(*failure.args, "You had typed:", *lines) from None


def _typed_in() -> str:
    if sys.stdin is None or sys.stdin.closed:
        return ""
    if sys.stdin.isatty():
        keys = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
        sys.stderr.write(f"One entry on each line. {keys} on an empty line ends it.\n")
    data = b""
    for line in sys.stdin.buffer:
        data += line  # line by line: within one long read Python can be deaf to Ctrl+C
    # Windows programs call UTF-16 Unicode, and mark it at the beginning
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    return data.decode(encoding, "backslashreplace")
