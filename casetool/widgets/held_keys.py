"""Keys that wait for what is about to open: what is typed quickly belongs there."""

from textual import events
from textual.widget import Widget

PATIENCE = 1.0
"""Seconds after which what was about to open is not waited for any more."""


class HeldKeys:
    """The keys that a widget keeps until the focus has moved on, and that are typed there then.

    Args:
        widget: whose keys they are.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._held: list[events.Key] | None = None
        """None while nothing is about to open."""

    def hold(self) -> None:
        """Keep the next keys; if nothing opens in time, they are the widget's own."""
        self._held = []
        self._widget.set_timer(PATIENCE, self.let_go)

    def takes(self, event: events.Key) -> bool:
        """Keep a key while keys are kept; whether it was."""
        if self._held is None:
            return False
        event.stop()
        event.prevent_default()
        self._held.append(event)
        return True

    def let_go(self) -> None:
        """Type the keys that waited, to whatever has the focus now."""
        held, self._held = self._held or (), None
        for key in held:
            self._widget.app.post_message(events.Key(key.key, key.character))
