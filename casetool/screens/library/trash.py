"""Dialogs that move sessions to the trash, restore them, and empty it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import App

from casetool.errors import UserError
from casetool.models.parsing.dates import format_moment
from casetool.models.parsing.days import instant_in
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.library.screen import LibraryScreen
from casetool.services.sessions.own_session import create_own_session
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.time_limit import NO_ANSWER
from casetool.storage.history.trash import (
    Trashed,
    delete_session,
    discard_copy,
    empty_trash,
    finish_stopped,
    list_trash,
    odd_in_trash,
    restore_from_trash,
    target_of,
)
from casetool.storage.library.summary import SessionSummary
from casetool.storage.locations import refuse_dead_drive
from casetool.widgets.common.messages import PickChoice, numbered

EMPTY_TRASH = "empty"
"""The id of the choice that empties the trash."""

TellCallback = Callable[[str], None]
"""Shows a message over the refreshed library."""


def ask_about(
    app: App[int], head: SessionSummary, storage: StorageContext, tell: TellCallback
) -> None:
    """Move a session to the trash after a confirmation, or ask what to do with a copy.

    Args:
        app: the running application.
        head: the session, or the copy.
        storage: how the session is stored.
        tell: shows a message to the user.
    """
    if head.problem == NO_ANSWER:
        tell(f"{head.path.name}: {NO_ANSWER}, so it stays where it is.")
        return
    if head.copy_of is not None:
        _ask_about_copy(app, head, storage, tell)
        return
    path = head.path

    def answered(choice: str | None) -> None:
        if choice == "yes":
            _move_to_trash(path, storage, delete_session, tell)

    choices = (
        PickChoice("yes", "Move it to the trash", "y"),
        PickChoice("no", "Leave it here", "n"),
    )
    app.push_screen(PickScreen(_trash_question(path), choices), answered)


def _trash_question(path: Path) -> str:
    if not path.is_symlink():
        return f"Move {path.name} to the trash?"
    note = f"What it leads to stays: {target_of(path)}."
    return f"{path.name} is a link. Move the link to the trash? {note}"


def _ask_about_copy(
    app: App[int], head: SessionSummary, storage: StorageContext, tell: TellCallback
) -> None:
    path, session = head.path, head.copy_of

    def answered(choice: str | None) -> None:
        if choice == "compare" and session is not None:
            app.screen.post_message(LibraryScreen.Chosen(session, "compare"))
        elif choice == "trash":
            _move_to_trash(path, storage, discard_copy, tell)
        elif choice == "own":
            try:
                refuse_dead_drive(path.parent)
                tell(create_own_session(path, storage))
            except (UserError, SaveError) as failure:
                tell(str(failure))

    can_be_opened = head.unread == "" and not path.is_symlink()
    choices = (
        *(
            (PickChoice("compare", "Open the session and compare the two", "c"),)
            if can_be_opened
            else ()
        ),
        PickChoice("trash", "Move this one to the trash", "t"),
        *((PickChoice("own", "Make it a session of its own", "o"),) if can_be_opened else ()),
        PickChoice("no", "Leave it here", "n"),
    )
    reason = f"\nIt cannot be read: {head.unread}." if head.unread else ""
    app.push_screen(PickScreen(f"{path.name} is {head.problem}.{reason}", choices), answered)


def _move_to_trash(
    path: Path,
    storage: StorageContext,
    move: Callable[[Path, StorageContext], Trashed],
    tell: TellCallback,
) -> None:
    try:
        refuse_dead_drive(path.parent)
        move(path, storage)
    except SaveError as error:
        tell(str(error))
    else:
        tell(f"{path.name} is in the trash. F7 brings it back.")


def show_trash(app: App[int], folder: Path, storage: StorageContext, tell: TellCallback) -> None:
    """Let the user bring a session back, or empty the trash.

    Args:
        app: the running application.
        folder: the folder of the sessions.
        storage: how they are stored.
        tell: shows a message to the user.
    """
    finish_stopped(folder, storage)
    trashed = {item.folder.name: item for item in list_trash(folder)}
    if not trashed:
        odd = odd_in_trash(folder)
        tell("No deleted session is in the trash." if odd else "The trash is empty.")
        return

    def picked(choice: str | None) -> None:
        if choice == EMPTY_TRASH:
            _ask_to_empty(app, folder, tuple(trashed.values()), tell)
        elif choice is not None:
            try:
                refuse_dead_drive(folder)
                tell(f"{restore_from_trash(trashed[choice], storage).name} is back.")
            except SaveError as error:
                tell(str(error))

    rows = [
        (name, f"{item.name}   deleted {format_moment(instant_in(item.when, None))}")
        for name, item in trashed.items()
    ]
    choices = (
        *numbered(rows),
        PickChoice(EMPTY_TRASH, "Empty the trash, for good", "e"),
    )
    app.push_screen(PickScreen("Bring back which session?", choices), picked)


def _emptied(folder: Path) -> str:
    """Say that the trash is empty, or what stays in it: what came since, or is no session."""
    odd, others = odd_in_trash(folder), list_trash(folder)
    if others:
        names = ", ".join(trashed.name for trashed in others)
        return f"The sessions are removed. Still in the trash, as it came since: {names}."
    if odd:
        names = ", ".join(path.name for path in odd)
        return f"The sessions are removed. Still in {odd[0].parent}, as no sessions: {names}."
    return "The trash is empty. Copies that were sent, printed or backed up still exist."


def _ask_to_empty(
    app: App[int], folder: Path, sessions: Sequence[Trashed], tell: TellCallback
) -> None:
    def answered(choice: str | None) -> None:
        if choice != "yes":
            return
        try:
            refuse_dead_drive(folder)
            empty_trash(sessions)
        except SaveError as error:
            tell(str(error))
        else:
            tell(_emptied(folder))

    choices = (PickChoice("no", "Keep them", "n"), PickChoice("yes", "Remove them for good", "y"))
    title = f"Remove {len(sessions)} from the trash for good?"
    app.push_screen(PickScreen(title, choices), answered)
