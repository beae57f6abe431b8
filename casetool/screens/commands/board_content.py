"""Shows the content of a facilitator's screen on the board, and takes it off again."""

from collections.abc import Sequence

from textual.binding import BindingType

from casetool.screens.commands.bindings import SESSION_KEYS
from casetool.screens.commands.board_display import NO_BOARD
from casetool.services.sessions.document import Document
from casetool.storage.board_state import BoardState, Showing, read_board_state, write_board_state

ROOM_KEYS: list[BindingType] = [
    key for key in SESSION_KEYS if getattr(key, "id", "") in ("session.blank", "session.freeze")
]
"""Keys that blank and freeze the board from every screen, in case somebody walks in."""

ON_BOARD = "The room sees this; b takes it off."
NOT_ON_BOARD = "b shows it on the room's screen."


def is_shown(document: Document, showing: Showing) -> bool:
    """Whether the board shows this now."""
    return read_board_state(document.place, document.storage).showing is showing


def toggle_on_board(document: Document, showing: Showing, chosen: Sequence[str] = ()) -> str:
    """Show something on the room's screen, or go back to the board.

    Args:
        document: the open session.
        showing: what is to be shown.
        chosen: the ids or texts of the lines to show.

    Returns:
        A message for the facilitator.
    """
    if is_shown(document, showing):
        return "The room sees the board again." if _show_board(document, showing) else NO_BOARD
    state = write_board_state(
        document.place, document.storage, showing=showing, chosen=tuple(chosen)
    )
    if state is None:
        return NO_BOARD
    if state.is_dark:
        return "It is shown, but the room's screen is blank. F12 brings it back."
    return (
        "The room will see it once you unfreeze its screen: Ctrl+F." if state.frozen else ON_BOARD
    )


def turn_page(document: Document, showing: Showing, chosen: Sequence[str]) -> None:
    """Change the lines that the room sees, unless it sees the board."""
    if is_shown(document, showing):
        write_board_state(document.place, document.storage, chosen=tuple(chosen))


def take_off(document: Document, showing: Showing) -> None:
    """Go back to the board, if the room sees this."""
    if is_shown(document, showing):
        _show_board(document, showing)


def _show_board(document: Document, showing: Showing) -> BoardState | None:
    """Go back to the board, but remember which lines were read back."""
    cleared = {} if showing is Showing.READ_BACK else {"chosen": ()}
    return write_board_state(document.place, document.storage, showing=Showing.BOARD, **cleared)
