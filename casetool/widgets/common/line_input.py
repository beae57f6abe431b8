"""An input of one line that loses nothing of a paste."""

import re

from textual import events
from textual.reactive import Reactive, var
from textual.widgets import Input

_LINE_ENDS = re.compile(r"[\r\n\t]+")


def pasted_lines(text: str) -> list[str]:
    """The lines of a paste that are not blank, sanitised.

    Args:
        text: the pasted text.
    """
    from casetool.models.base import sanitise  # models are not needed for the first picture

    return [line for line in str(sanitise(text)).split("\n") if line.strip()]


def as_one_line(text: str) -> str:
    """A paste as one line: its line ends and tabs become spaces.

    Args:
        text: the pasted text. A single space is kept.
    """
    return _LINE_ENDS.sub(" ", "\n".join(pasted_lines(text)) or text.strip("\r\n"))


class WholePasteInput(Input):
    """An input that takes all lines of a paste as one. Textual's takes only the first."""

    _has_paste = False

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a paste, as one."""
        event.prevent_default()
        event.stop()
        self.replace(as_one_line(event.text), *self.selection)
        self._has_paste = True

    @property
    def pasted_text(self) -> str:
        """The text, if some of it was pasted, else nothing."""
        return self.value if self._has_paste else ""


class OneLineInput(WholePasteInput):
    """An input of one line whose cursor does not blink."""

    cursor_blink: Reactive[bool] = var(False, init=False)
