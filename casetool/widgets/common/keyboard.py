"""What a key types: every character but controls, whatever Python thinks of printing it.

Textual takes a key for text where ``str.isprintable`` says so. That denies no-break spaces, joiners
and the characters of a newer Unicode than Python's: typed, they vanish (docs/upstream.md).
"""

import unicodedata

from textual.events import Event, Key
from textual.widget import Widget

_NO_TEXT = frozenset({"Cc", "Cs"})
"""Categories of what is no text: controls, and halves of a character."""


class TypedKey(Key):
    """A key that types its character unless that is a control."""

    @property
    def is_printable(self) -> bool:
        """Whether the key types something."""
        typed = self.character
        return typed is not None and not _NO_TEXT & set(map(unicodedata.category, typed))


TypedKey.handler_name = Key.handler_name


def as_typed(event: Event) -> Event:
    """The event, or what a key types in the place of the key.

    Args:
        event: what came from the terminal. What was handed on before stays as it is.
    """
    if not isinstance(event, Key) or isinstance(event, TypedKey) or event.is_forwarded:
        return event
    key = TypedKey(event.key, event.character)
    key.time = event.time
    return key


def takes_text(widget: Widget) -> bool:
    """Whether what is typed or pasted goes into a widget.

    Args:
        widget: has the focus.
    """
    return widget.check_consume_key("x", "x")
