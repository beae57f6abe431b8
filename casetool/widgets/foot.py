"""The keys at the foot of a screen: as many as there is room for, a sign where there are more."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey, FooterLabel

MORE = "…"
"""What stands at the end where there are more keys than room; F1 shows them all."""

HELP = "f1"
"""The key that stands first, as in every program."""

ROUND = 3
"""Columns round a key and its words."""


class Foot(Footer):
    """A footer that never cuts a word: keys that do not fit are left out, and that is shown."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._room = 0

    def compose(self) -> ComposeResult:
        """The keys that fit, the first ones first."""
        self._room = self.size.width or self.app.size.width
        # help first; a key that the focused input would have too comes before all others otherwise
        keys = sorted(super().compose(), key=lambda one: getattr(one, "key", "") != HELP)
        shown = list(_that_fit(keys, self._room))
        if len(shown) < len(keys):
            shown = [*_that_fit(keys, self._room - len(MORE) - 1), FooterLabel(MORE)]
        yield from shown

    def on_resize(self, event: Resize) -> None:
        """Lay it out for another width."""
        if event.size.width != self._room:
            self.call_after_refresh(self.recompose)


def _that_fit(keys: Iterable[Widget], room: int) -> Iterable[Widget]:
    for key in keys:
        if isinstance(key, FooterKey):
            room -= cell_len(key.key_display) + cell_len(key.description) + ROUND
        if room < 0:
            return
        yield key
