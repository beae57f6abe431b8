"""The boards of the sessions that the facilitator's window has opened."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.app import App

if TYPE_CHECKING:
    from casetool.services.sessions.board_cover import BoardCover
    from casetool.services.sessions.document import Document

STILL_SHOWN = "The room's screen could not be covered, and may show the case: turn it off."


class RoomBoards:
    """Makes the cover of the boards when it is first needed, not at the first frame."""

    @cached_property
    def cover(self) -> "BoardCover":
        """What covers the boards."""
        from casetool.services.sessions.board_cover import BoardCover

        return BoardCover()


class _HasBoards(Protocol):
    boards: RoomBoards


def boards_of(app: App[Any]) -> "BoardCover":
    """What covers the boards of the facilitator's window."""
    return cast(_HasBoards, app).boards.cover


def leave_board(app: App[Any], document: "Document") -> None:
    """Let the board of a session show nothing, and say it where that fails.

    Args:
        app: the running application.
        document: the session that is left.
    """
    has_boards = document.storage.state is not None
    if not boards_of(app).leave(document) and has_boards:
        app.notify(STILL_SHOWN, markup=False, severity="error")
