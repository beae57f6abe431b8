"""What stands over the session and can be seen by the room too: turned on, and off again."""

from collections.abc import Sequence

from textual.binding import BindingType

from casetool.screens.commands.bindings import SESSION_KEYS
from casetool.screens.commands.board_display import NO_ROOM
from casetool.services.sessions.document import Document
from casetool.storage.board_state import RoomState, Showing, room_of, tell_room

ROOM_KEYS: list[BindingType] = [
    key for key in SESSION_KEYS if getattr(key, "id", "") in ("session.blank", "session.freeze")
]
"""Somebody can walk in while this is open: blanking the room works everywhere."""

SEEN = "The room sees this; b takes it off."
NOT_SEEN = "b shows it on the room's screen."


def is_shown(document: Document, showing: Showing) -> bool:
    """Whether the room sees this now."""
    return room_of(document.path, document.rest).showing is showing


def turn(document: Document, showing: Showing, chosen: Sequence[str] = ()) -> str:
    """Show something on the room's screen, or the board again.

    Args:
        document: the open session.
        showing: what is to be shown.
        chosen: which lines of it, by id.

    Returns:
        What came of it, in words.
    """
    if is_shown(document, showing):
        return "The room sees the board again." if _board(document, showing) else NO_ROOM
    state = tell_room(document.path, document.rest, showing=showing, chosen=tuple(chosen))
    if state is None:
        return NO_ROOM
    if state.blank:
        return "It is there, but the room's screen is blank: F12 brings it back."
    return "It is there once the room's screen goes on: Ctrl+F." if state.frozen else SEEN


def turn_page(document: Document, showing: Showing, chosen: Sequence[str]) -> None:
    """Let the room see other lines of what it sees; nothing happens while it sees the board."""
    if is_shown(document, showing):
        tell_room(document.path, document.rest, chosen=tuple(chosen))


def take_off(document: Document, showing: Showing) -> None:
    """The board again, if the room sees this."""
    if is_shown(document, showing):
        _board(document, showing)


def _board(document: Document, showing: Showing) -> RoomState | None:
    """The board in the place of what was shown; which lines were read back is kept for later."""
    kept = {} if showing is Showing.READ_BACK else {"chosen": ()}
    return tell_room(document.path, document.rest, showing=Showing.BOARD, **kept)
