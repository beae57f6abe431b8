"""What a terminal sends, as text that Textual's parser bears."""

import codecs
import re
import time
from collections.abc import Callable

_START, _END = "\x1b[200~", "\x1b[201~"
"""Between them a terminal sends what was pasted."""
_UNBEARABLE = re.compile("[\x00\x1b]")
"""What Textual's parser drops from a paste, or takes for a key in the middle of it."""
UNSEEN = re.compile(
    "[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""What acts on a terminal or turns words round, and takes no room: 8-bit controls, directions."""


class PasteDecoder:
    r"""What a terminal sends, as text that Textual's parser bears.

    What is no UTF-8 is replaced. An ESC in a paste would be taken for a key, with what follows
    before what went ahead, and a NUL would be dropped: both become a visible ``\uXXXX``
    (reliability target 23).

    Args:
        gone: called when the terminal is at its end, though nobody said so: a shell can keep
            SIGHUP to itself, and the program would go on for ever, unseen, and hold the session.
    """

    def __init__(self, gone: Callable[[], object] = lambda: None) -> None:
        self._bytes = codecs.getincrementaldecoder("utf-8")("replace")
        self._gone = gone
        self._pasting = False
        self._tail = ""
        """The last that was handed on before a paste, or what was held back within one."""

    def decode(self, data: bytes, final: bool = False) -> str:
        """The next part of the text.

        Args:
            data: what was read; nothing when the terminal is gone.
            final: whether this is the last of it.
        """
        if not data and not final:
            self._gone()
            time.sleep(0.05)  # an end is read again and again, without a pause
        rest, parts = self._bytes.decode(data, final), []
        while rest:
            step = self._pasted if self._pasting else self._typed
            part, rest = step(rest)
            parts.append(part)
        if final and self._pasting:
            parts.append(_shown(self._tail))
        return "".join(parts)

    def _typed(self, text: str) -> tuple[str, str]:
        """What is handed on as it is, and what is left: a paste."""
        seen = self._tail + text
        place = seen.find(_START)
        if place < 0:
            self._tail = seen[1 - len(_START) :]
            return text, ""
        cut = place + len(_START) - len(self._tail)
        self._pasting, self._tail = True, ""
        return text[:cut], text[cut:]

    def _pasted(self, text: str) -> tuple[str, str]:
        """What is handed on of a paste, and what is left after its end."""
        text = self._tail + text
        place = text.find(_END)
        if place >= 0:
            self._pasting, self._tail = False, ""
            return _shown(text[:place]) + _END, text[place + len(_END) :]
        ends = [size for size in range(1, len(_END)) if text.endswith(_END[:size])]
        size = max(ends, default=0)  # perhaps the beginning of the end
        self._tail = text[len(text) - size :]
        return _shown(text[: len(text) - size]), ""


def _shown(text: str) -> str:
    return _UNBEARABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
