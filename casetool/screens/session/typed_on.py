"""Text that is typed where nothing takes it goes into the line of the session."""

from typing import Any
from weakref import WeakSet

from textual.app import App
from textual.events import Key
from textual.screen import Screen

BACKSPACE = "\x7f"
"""How Backspace is handed on: it takes back the last letter of the line."""

TYPED_ELSEWHERE = "What you type stands in the line of the session."

_TOLD: WeakSet[Screen[Any]] = WeakSet()
"""The screens over a session that have said so."""


def place_key(app: App[Any], event: Key) -> None:
    """Put a letter that no widget took into the session's line, and go there.

    From a screen over the session the letter is only kept there. A key that a binding is for is
    left alone, and so is a screen that hides the session.

    Args:
        app: the running application.
        event: the key, which is stopped here if its letter is used.
    """
    text = BACKSPACE if event.key == "backspace" else event.character
    if text is None or not (event.is_printable or text == BACKSPACE):
        return
    from casetool.widgets.capture.capture_line import CaptureLine  # not for the first picture

    screen = app.screen
    if not getattr(screen, "KEEPS_TYPED_TEXT", True) or event.key in screen.active_bindings:
        return
    for below in app.screen_stack[::-1]:
        for line in below.query(CaptureLine).results():
            event.stop()
            event.prevent_default()
            if below is screen:
                line.type_on(text)
            elif text != BACKSPACE:
                line.text += text
                _tell_once(app, screen)
            return


def _tell_once(app: App[Any], screen: Screen[Any]) -> None:
    if screen not in _TOLD:
        _TOLD.add(screen)
        app.notify(TYPED_ELSEWHERE, markup=False)
