"""The input of a terminal as text that Textual's parser can handle."""

import codecs
import re
import time
from collections.abc import Callable

_START, _END = "\x1b[200~", "\x1b[201~"
"""The sequences that enclose a paste."""
_UNSAFE_IN_PASTE = re.compile("[\x00\x1b]")
"""What Textual's parser drops from a paste, or takes for a key."""
INVISIBLE = re.compile(
    "[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""Characters without width that control the terminal or the text direction."""


class PasteDecoder:
    r"""An incremental decoder for the input of a terminal.

    Bytes that are not UTF-8 are replaced. In a paste, ESC and NUL become a visible ``\uXXXX``
    (reliability target 23): Textual takes one for a key and drops the other (docs/upstream.md).

    Args:
        on_end: called at the end of the input. A shell may keep SIGHUP to itself, and the program
            would go on for ever, with the session locked.
    """

    def __init__(self, on_end: Callable[[], object] = lambda: None) -> None:
        self._bytes = codecs.getincrementaldecoder("utf-8")("replace")
        self._on_end = on_end
        self._pasting = False
        self._tail = ""
        """The last characters before a paste, or those held back within one."""

    def decode(self, data: bytes, final: bool = False) -> str:
        """Decode the next part of the input.

        Args:
            data: the bytes that were read, none if the terminal is gone.
            final: whether this is the last part.
        """
        if not data and not final:
            self._on_end()
            time.sleep(0.05)  # the caller reads the end again and again, without a pause
        remaining, parts = self._bytes.decode(data, final), []
        while remaining:
            decode_part = self._split_at_end if self._pasting else self._split_at_paste
            part, remaining = decode_part(remaining)
            parts.append(part)
        if final and self._pasting:
            parts.append(_escaped(self._tail))
        return "".join(parts)

    def _split_at_paste(self, text: str) -> tuple[str, str]:
        """The text up to the start of a paste, and the remaining text."""
        buffered = self._tail + text
        position = buffered.find(_START)
        if position < 0:
            self._tail = buffered[1 - len(_START) :]
            return text, ""
        cut = position + len(_START) - len(self._tail)
        self._pasting, self._tail = True, ""
        return text[:cut], text[cut:]

    def _split_at_end(self, text: str) -> tuple[str, str]:
        """The safe text of a paste, and the remaining text after its end."""
        text = self._tail + text
        position = text.find(_END)
        if position >= 0:
            self._pasting, self._tail = False, ""
            return _escaped(text[:position]) + _END, text[position + len(_END) :]
        possible_sizes = [size for size in range(1, len(_END)) if text.endswith(_END[:size])]
        size = max(possible_sizes, default=0)  # perhaps the beginning of the end sequence
        self._tail = text[len(text) - size :]
        return _escaped(text[: len(text) - size]), ""


def _escaped(text: str) -> str:
    return _UNSAFE_IN_PASTE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
