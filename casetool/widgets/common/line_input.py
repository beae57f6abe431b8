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


class OneLineInput(Input):
    """An input that takes all lines of a paste as one. Textual's takes only the first."""

    cursor_blink: Reactive[bool] = var(False, init=False)
    has_paste = False
    """Whether something was pasted into it."""

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a paste, as one."""
        take_paste(self, event)
        self.has_paste = True


def take_paste(box: Input, event: events.Paste) -> None:
    """Put all lines of a paste into a box, as one line.

    Args:
        box: where it was pasted.
        event: the paste, which goes no further.
    """
    event.prevent_default()
    event.stop()
    box.replace(as_one_line(event.text), *box.selection)
