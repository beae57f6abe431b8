"""What the facilitator does to the room's screen."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App

from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.session_edits import edit_details
from casetool.screens.commands.command import Command
from casetool.services.sessions.document import Document
from casetool.storage.board_state import BoardState, read_board_state, write_board_state
from casetool.widgets.status.top_line import TopLine

NO_BOARD = "The room's screen could not be told: there is no place to write to."
NO_LIST = " No name stands there yet: of others than the child all is seen."
NEXT_NAME_DISPLAY = {
    NameDisplay.NAMES: NameDisplay.INITIALS,
    NameDisplay.INITIALS: NameDisplay.STAND_INS,
    NameDisplay.STAND_INS: NameDisplay.NAMES,
}
NAME_DISPLAY_WORDS = {
    NameDisplay.NAMES: "The room's screen shows names as they were typed.",
    NameDisplay.INITIALS: "The room's screen shows initials for the child and for the names"
    " on your list (Ctrl+N).",
    NameDisplay.STAND_INS: (
        "The room's screen shows the stand-ins for the names on your list (Ctrl+N)."
    ),
}


def blank_board(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Blank the room's screen, or bring it back."""
    now = _room(document).blank
    words = "The room's screen is back." if now else "The room's screen is blank. F12 again: back."
    _told(app, write_board_state(document.path, document.storage, blank=not now), words, tell)


def cover_board(app: App[Any]) -> Callable[[], object]:
    """Blank the room's screen while nobody is at the laptop.

    Args:
        app: has the session open; without one nothing is done.

    Returns:
        What brings the room's screen back; nothing, where it was blank before.
    """
    opened = (getattr(screen, "document", None) for screen in app.screen_stack)
    document = next((one for one in opened if isinstance(one, Document)), None)
    if document is None or document.read_only or _room(document).blank:
        return lambda: None
    blank_board(app, document, _ignore)
    return partial(blank_board, app, document, _ignore)


def freeze_board(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Freeze the room's screen, or let it go on."""
    now = _room(document).frozen
    words = (
        "The room's screen goes on." if now else "The room's screen stands still until you say so."
    )
    _told(app, write_board_state(document.path, document.storage, frozen=not now), words, tell)


def choose_front(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Bring the open heading to the front of the room's screen, or put it back."""
    step = document.method.step(document.session.at)
    before = _room(document).front
    wanted = step.id if before != step.id and step.on_the_board else None
    words = (
        f"The room sees {step.title} alone. The same key puts it back."
        if wanted
        else "The room sees the board."
    )
    _told(app, write_board_state(document.path, document.storage, front=wanted), words, tell)


def choose_names(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Names, initials or stand-ins on the room's screen: the next of the three."""
    wanted = NEXT_NAME_DISPLAY[document.session.wall]
    done = document.apply(
        lambda session: edit_details(session, wall=wanted), "names on the room's screen"
    )
    if done:
        empty = wanted is not NameDisplay.NAMES and not document.session.names
        tell(f"{NAME_DISPLAY_WORDS[wanted]}{NO_LIST if empty else ''}")


def _ignore(words: str) -> None:
    """Tell nobody: whoever is to hear it is not there."""


def _room(document: Document) -> BoardState:
    return read_board_state(document.path, document.storage)


def _told(
    app: App[Any], state: BoardState | None, words: str, tell: Callable[[str], object]
) -> None:
    if state is None:
        tell(NO_BOARD)
        return
    tell(words)
    for screen in app.screen_stack:  # the session may lie under another screen
        for top in screen.query(TopLine):
            top.room = state


SESSION_COMMANDS = (
    Command("blank", "b", "Blank the room's screen, or bring it back",
         "A plain screen with the clock, for when somebody walks in", blank_board),
    Command("freeze", "f", "Freeze the room's screen, or let it go on",
         "The room sees what it sees now, while you look for something", freeze_board),
    Command("front", "1", "This heading to the front of the room's screen, or back",
         "The open heading alone on the room's screen", choose_front),
    Command("wall", "w", "Names, initials or stand-ins on the room's screen",
         "What the room's screen shows for the names on your list", choose_names),
)  # fmt: skip
