"""The box that narrows the list of sessions."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from casetool.screens.session.stray_paste import may_leave
from casetool.widgets.common.line_input import OneLineInput

HINT = "type to filter: a case, a date, a step"


class SessionFilter(OneLineInput):
    """The filter. Its Enter opens the selected session, and says so in the palette and the help.

    Args:
        text: what stands in it at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Open", id="library.open", tooltip="Open the selected session"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(text, placeholder=HINT, id="filter")

    @property
    def matches_nothing(self) -> bool:
        """False: whoever looks for a session in vain tries other words, and notes nothing."""
        return False

    def empty(self) -> None:
        """Drop its text, but at first not words that are for no list."""
        if may_leave(self.app, self):
            self.value, self._has_paste, self.announced_words = "", False, ""
