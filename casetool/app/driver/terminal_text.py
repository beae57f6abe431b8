"""The input of a terminal as text that Textual's parser can handle."""

import codecs
import re
import time
from collections.abc import Callable

INVISIBLE = re.compile(
    "[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""Characters without width that control the terminal or the text direction."""

END_PAUSE_SECONDS = 0.05
"""Seconds between two reads of an input that is at its end."""


class TerminalDecoder:
    """An incremental decoder for the input of a terminal. Bytes that are not UTF-8 are replaced.

    Args:
        on_end: called at the end of the input. A shell may keep SIGHUP to itself, and the program
            would go on for ever, with the session locked.
    """

    def __init__(self, on_end: Callable[[], object] = lambda: None) -> None:
        self._bytes = codecs.getincrementaldecoder("utf-8")("replace")
        self._on_end = on_end

    def decode(self, data: bytes, final: bool = False) -> str:
        """Decode the next part of the input.

        Args:
            data: the bytes that were read, none if the terminal is gone.
            final: whether this is the last part.
        """
        if not data and not final:
            self._on_end()
            time.sleep(END_PAUSE_SECONDS)  # the caller reads the end again and again
        return self._bytes.decode(data, final)
