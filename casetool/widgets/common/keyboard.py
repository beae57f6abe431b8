"""Which characters a key types: all except controls.

Textual asks ``str.isprintable``. That is false for no-break spaces, joiners and the characters of
a newer Unicode than Python's, so these would be lost when typed (docs/upstream.md).
"""

import unicodedata

from textual.events import Event, Key
from textual.widget import Widget

_NO_TEXT = frozenset({"Cc", "Cs"})
"""The Unicode categories that are not text: controls and surrogates."""


_LINE_ENDS = frozenset("\x85\u2028\u2029")
"""Line ends of Unicode that a keyboard can send, and that no driver takes for Enter."""

_PLAIN_KEYS = {
    "shift+enter": "enter",
    "ctrl+enter": "enter",
    "shift+backspace": "backspace",
    "shift+escape": "escape",
    "shift+space": "space",
}
"""Keys that only some terminals tell apart, by the names that all others send."""


class TypedKey(Key):
    """A key that types its character unless that is a control."""

    @property
    def is_printable(self) -> bool:
        """Whether the key types something."""
        character = self.character
        return character is not None and not _NO_TEXT & set(map(unicodedata.category, character))


TypedKey.handler_name = Key.handler_name


def as_typed(event: Event) -> Event:
    """The event, with a key replaced by one that types every character. A line end is Enter.

    Args:
        event: the event from the terminal. One that was forwarded before stays as it is.
    """
    if not isinstance(event, Key) or isinstance(event, TypedKey) or event.is_forwarded:
        return event
    name = _PLAIN_KEYS.get(event.key, event.key)
    is_enter = event.character in _LINE_ENDS or name == "enter"
    character = " " if name == "space" else event.character
    key = TypedKey("enter", "\r") if is_enter else TypedKey(name, character)
    key.time = event.time
    return key


def takes_text(widget: Widget) -> bool:
    """Whether a widget with the focus takes typed and pasted text.

    Args:
        widget: the widget.
    """
    return widget.check_consume_key("x", "x")
