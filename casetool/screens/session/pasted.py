"""Handles a paste that no widget accepts."""

from typing import Any

from textual.app import App
from textual.events import Paste
from textual.screen import Screen
from textual.widgets import Input

from casetool.widgets.common.line_input import as_one_line

PASTE_KEPT = "You cannot type here: what you pasted is in the capture line of the session."
NOWHERE_TO_GO = (
    "You cannot type here, so what you pasted was not used. Paste it again where you can type."
)


def place_paste(app: App[Any], event: Paste) -> None:
    """Place a paste that no widget accepted.

    It goes to an input on the same screen, which also gets the focus. Otherwise it goes to the
    capture line of a session below. Without either, the user is told.

    Args:
        app: the running application.
        event: the paste, which is stopped here.
    """
    event.stop()
    if not event.text:
        return
    input_box = _find_input(app.screen)
    if input_box is not None:
        app.screen.set_focus(input_box)  # at once, so that it gets the next key
        input_box.post_message(Paste(event.text))
        return
    is_kept = any(_add_to_line(screen, event.text) for screen in app.screen_stack[::-1])
    app.notify(PASTE_KEPT if is_kept else NOWHERE_TO_GO, markup=False)


def _find_input(screen: Screen[Any]) -> Input | None:
    inputs = screen.query(Input).results()
    return next((box for box in inputs if box.display and not box.is_disabled), None)


def _add_to_line(screen: Screen[Any], text: str) -> bool:
    """Add the text to the capture line, if the screen is a session."""
    from casetool.screens.session.screen import SessionScreen  # not needed at startup

    if isinstance(screen, SessionScreen):
        line = screen.line
        line.text = " ".join(part for part in (line.text, as_one_line(text)) if part)
        return True
    return False
