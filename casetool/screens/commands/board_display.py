"""Commands that change the room's screen: blank, freeze, bring to the front, names."""

from collections.abc import Callable, Iterable
from typing import Any

from textual.app import App

from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.pseudonyms.room_view import holds_real_name
from casetool.models.session import Session
from casetool.models.session_edits import edit_details
from casetool.screens.commands.command import Command
from casetool.screens.lock.boards import STILL_SHOWN, boards_of
from casetool.services.sessions.document import Document
from casetool.storage.board_state import (
    BoardState,
    darken_board,
    read_board_state,
    write_board_state,
)
from casetool.widgets.status.top_line import TopLine

NO_BOARD = "The room's screen could not be changed: there is no folder to write to."
NOW_BLANK = "The room's screen is blank. F12 brings it back."
NO_SESSION_OPENED = (
    "There is no room's screen to blank: no session has been opened in this window yet."
)
UNTIL_OPENED = "The room's screen shows nothing until a session is open."
IS_BACK = "The room's screen is back."
BLANKED_ELSEWHERE = (
    "The room's screen stays blank: another window blanked it, and F12 there brings it back."
)
UNTIL_UNLOCKED = "The room's screen is back once the locked window is opened."
NO_NAMES_LISTED = " Your list is empty: only the child's name is hidden."
UNSAFE_STAND_INS = " A stand-in with a real name in it is not shown: initials stand there."
NAMES_BLANKED = (
    "The room's screen could not be told to hide names, so it is blank. F12 brings it back."
)
NEXT_NAME_DISPLAY = {
    NameDisplay.NAMES: NameDisplay.INITIALS,
    NameDisplay.INITIALS: NameDisplay.STAND_INS,
    NameDisplay.STAND_INS: NameDisplay.NAMES,
}
NAME_DISPLAY_MESSAGES = {
    NameDisplay.NAMES: "The room's screen shows names as they were typed.",
    NameDisplay.INITIALS: "The room's screen shows initials for the child and for the names"
    " on your list (Ctrl+N).",
    NameDisplay.STAND_INS: (
        "The room's screen shows the stand-ins for the names on your list (Ctrl+N)."
    ),
}


def blank_all_boards(
    app: App[Any], document: Document | None, tell: Callable[[str], object]
) -> None:
    """Blank the screens of all sessions that this window has opened, or bring them back.

    Args:
        app: the running application.
        document: the open session, if there is one.
        tell: shows a message to the facilitator.
    """
    boards = boards_of(app)
    if boards.is_blank(document):
        is_done = boards.bring_back(document)
        message = _message_of_return(boards.states(document))
    else:
        is_blank = boards.blank(document)
        is_done, message = (
            is_blank is not False,
            NO_SESSION_OPENED if is_blank is None else NOW_BLANK,
        )
    tell(message if is_done else NO_BOARD)
    if document is not None:
        _update_top_lines(app, _board_state(document))


def _message_of_return(states: Iterable[BoardState]) -> str:
    """What the room sees once F12 has brought back what it may."""
    states = tuple(states)
    if not all(state.is_dark for state in states):
        return IS_BACK
    if any(state.locked_by for state in states):
        return UNTIL_UNLOCKED
    return BLANKED_ELSEWHERE if any(state.blank for state in states) else UNTIL_OPENED


def freeze_board(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Freeze or unfreeze the room's screen."""
    is_frozen = _board_state(document).frozen
    message = (
        "The room's screen is unfrozen."
        if is_frozen
        else "The room's screen is frozen until you say so."
    )
    state = write_board_state(document.place, document.storage, frozen=not is_frozen)
    _report(app, state, message, tell)


def choose_front(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show the open heading alone on the room's screen, or all headings again."""
    step = document.method.step(document.session.at)
    current_front = _board_state(document).front
    front = step.id if current_front != step.id and step.on_the_board else None
    message = (
        f"The room sees {step.title} alone. The same key puts it back."
        if front
        else "The room sees the board."
    )
    _report(app, write_board_state(document.place, document.storage, front=front), message, tell)


def choose_names(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Switch the room's screen between names, initials and stand-ins."""
    if document.read_only:
        tell(document.read_only)
        return
    display = NEXT_NAME_DISPLAY[document.session.wall]
    document.note(lambda session: edit_details(session, wall=display))
    state = write_board_state(document.place, document.storage, names=display)
    if state is None and document.storage.state is not None and display is not NameDisplay.NAMES:
        is_dark = darken_board(document.place, document.storage)
        tell(NAMES_BLANKED if is_dark else STILL_SHOWN)
        _update_top_lines(app, _board_state(document))
        return
    tell(f"{NAME_DISPLAY_MESSAGES[display]}{_exceptions(document.session, display)}")


def _exceptions(session: Session, display: NameDisplay) -> str:
    """What is hidden in another way than the message of a display says."""
    if display is not NameDisplay.NAMES and not session.names:
        return NO_NAMES_LISTED
    is_unsafe = any(holds_real_name(name.stand_in, session) for name in session.names)
    return UNSAFE_STAND_INS if display is NameDisplay.STAND_INS and is_unsafe else ""


def _board_state(document: Document) -> BoardState:
    return read_board_state(document.place, document.storage)


def _report(
    app: App[Any], state: BoardState | None, message: str, tell: Callable[[str], object]
) -> None:
    """Show the result, also in the top line."""
    if state is None:
        tell(NO_BOARD)
        return
    tell(message)
    _update_top_lines(app, state)


def _update_top_lines(app: App[Any], state: BoardState) -> None:
    for screen in app.screen_stack:  # the session may lie under another screen
        for top in screen.query(TopLine):
            top.room = state


SESSION_COMMANDS = (
    Command("blank", "b", "Blank the room's screen, or bring it back",
         "A plain screen with the clock, for when somebody walks in", blank_all_boards),
    Command("freeze", "f", "Freeze the room's screen, or unfreeze it",
         "The room keeps seeing this while you look for something", freeze_board),
    Command("front", "1", "Show this heading alone on the room's screen, or go back",
         "The open heading alone on the room's screen", choose_front),
    Command("wall", "w", "Names, initials or stand-ins on the room's screen",
         "What the room's screen shows for the names on your list", choose_names),
)  # fmt: skip
