"""What is pasted where nothing takes it: it has a place all the same, or it is said."""

from typing import Any

from textual.app import App
from textual.events import Paste
from textual.screen import Screen
from textual.widgets import Input

from casetool.widgets.common.line_input import as_one_line

PASTE_KEPT = "Nothing here takes words: what you pasted stands in the line of the session."
NOWHERE_TO_GO = (
    "Nothing here takes words, so what you pasted went nowhere."
    " Paste it once more where you can type."
)


def place_paste(app: App[Any], event: Paste) -> None:
    """Give a place to a paste that no widget took.

    A box to type into on the same screen takes it, with the keys that follow. Under a dialog
    without one it is kept in the line of the session. Where there is neither, that is said.

    Args:
        app: what it was pasted into.
        event: the paste; it goes no further.
    """
    event.stop()
    if not event.text:
        return
    box = _box_on(app.screen)
    if box is not None:
        app.screen.set_focus(box)  # at once: the next key is for it
        box.post_message(Paste(event.text))
        return
    _keep(app, event.text)


def keep_paste(app: App[Any], text: str) -> None:
    """Keep what was pasted into the box of a list that is left without a choice.

    Args:
        app: what it was pasted into.
        text: what stands in the box; nothing where nothing was pasted.
    """
    if text.strip():
        _keep(app, text)


def _box_on(screen: Screen[Any]) -> Input | None:
    boxes = screen.query(Input).results()
    return next((box for box in boxes if box.display and not box.is_disabled), None)


def _keep(app: App[Any], text: str) -> None:
    """Put words into the line of the session beneath, or say that there is none."""
    from casetool.widgets.capture.capture_line import CaptureLine  # not for the first picture

    for screen in app.screen_stack[::-1]:
        for line in screen.query(CaptureLine).results():
            line.text = " ".join(part for part in (line.text, as_one_line(text)) if part)
            app.notify(PASTE_KEPT, markup=False)
            return
    app.notify(NOWHERE_TO_GO, markup=False)
