"""Text that a terminal without the marks of a paste sends faster than anybody types."""

import re
from collections.abc import Iterator

from textual.events import Paste

from casetool.widgets.common.paste_as_keys import TypedAtOnce

LEAST_CHARACTERS = 8
"""The fewest characters of one read that are a paste. Fewer may be keys that were held up."""

PAUSE_SECONDS = 0.02
"""The shortest pause before a paste. What follows a key sooner belongs to that key."""

BURST_SILENCE_SECONDS = 0.05
"""Seconds without input after which such a paste is over."""

_TEXT = re.compile(r"[^\x00-\x08\x0e-\x1f\x7f]+")
"""Words, tabs and line ends. Any other control is a key, and what comes with it are keys."""

_LINE_END = re.compile("[\n\v\f\r\x85\u2028\u2029]")
_KEYS_AROUND = re.compile(r"([\t\n\r]*)(.*?)([\t\n\r]*)", re.DOTALL)


class TextBurst:
    """Gathers such text, and says what it was once the terminal is silent."""

    def __init__(self) -> None:
        self._text = ""

    def __bool__(self) -> bool:
        """Whether some of it was gathered."""
        return bool(self._text)

    def gather(self, data: str, silence: float, is_quick: bool) -> bool:
        """Gather what was read, if it is such text.

        Args:
            data: what was read at once.
            silence: seconds since something was read.
            is_quick: whether it came faster than anybody types.

        Returns:
            Whether it was gathered. Otherwise what was gathered before is over.
        """
        if not _TEXT.fullmatch(data):
            return False
        goes_on = self._text and silence < BURST_SILENCE_SECONDS
        begins = silence >= PAUSE_SECONDS and len(data) >= LEAST_CHARACTERS and is_quick
        if not goes_on and (self._text or not begins):
            return False
        self._text += data
        return True

    def end(self) -> Iterator[Paste | str]:
        """The paste that it was, and the keys around it, in their order.

        A line end behind a single line is Enter. Behind several it is a part of the paste, as
        somebody looks at them before they are taken.
        """
        text, self._text = self._text, ""
        before, pasted, after = _KEYS_AROUND.fullmatch(text).groups()  # type: ignore[union-attr]
        if not pasted.strip():
            yield text
            return
        if before:
            yield before
        has_lines = _LINE_END.search(pasted) is not None
        yield TypedAtOnce(pasted, pasted + (after if has_lines else ""))
        if after and not has_lines:
            yield after
