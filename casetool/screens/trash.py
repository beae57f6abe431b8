"""The trash, from the library: to it, out of it, and emptied."""

from collections.abc import Callable
from pathlib import Path

from textual.app import App

from casetool.models.days import instant_in
from casetool.screens.pick import PickScreen
from casetool.storage.files import SaveError
from casetool.storage.rest import Rest
from casetool.storage.trash import bring_back, delete_session, empty_trash, trash_of
from casetool.widgets.asking import Choice, numbered

EMPTY = "empty"
"""The choice that empties the trash."""

Tell = Callable[[str], None]
"""Says what came of it, over a library that is read again."""


def ask_to_delete(app: App[int], path: Path, rest: Rest, tell: Tell) -> None:
    """Move a session to the trash, once that was said twice.

    Args:
        app: asks.
        path: its file.
        rest: how it is kept.
        tell: says what came of it.
    """

    def answered(choice: str | None) -> None:
        if choice != "yes":
            return
        try:
            delete_session(path, rest)
        except SaveError as error:
            tell(str(error))
        else:
            tell(f"{path.name} is in the trash. F7 brings it back.")

    choices = (Choice("yes", "Move it to the trash", "y"), Choice("no", "Leave it here", "n"))
    app.push_screen(PickScreen(f"Move {path.name} to the trash?", choices), answered)


def show_trash(app: App[int], folder: Path, tell: Tell) -> None:
    """Let the user bring a session back, or empty the trash.

    Args:
        app: asks.
        folder: the sessions.
        tell: says what came of it.
    """
    found = {one.place.name: one for one in trash_of(folder)}
    if not found:
        tell("The trash is empty.")
        return

    def picked(choice: str | None) -> None:
        if choice == EMPTY:
            _ask_to_empty(app, folder, len(found), tell)
        elif choice is not None:
            try:
                tell(f"{bring_back(found[choice]).name} is back.")
            except SaveError as error:
                tell(str(error))

    told = [
        (name, f"{one.name}   deleted {instant_in(one.when, None):%a %d %b %Y %H:%M}")
        for name, one in found.items()
    ]
    choices = (*numbered(told), Choice(EMPTY, "Empty the trash: all of it goes for good", "e"))
    app.push_screen(PickScreen("Bring back which session?", choices), picked)


def _ask_to_empty(app: App[int], folder: Path, count: int, tell: Tell) -> None:
    def answered(choice: str | None) -> None:
        if choice != "yes":
            return
        try:
            empty_trash(folder)
        except SaveError as error:
            tell(str(error))
        else:
            tell("The trash is empty. What was sent, printed or backed up is not reached by this.")

    choices = (Choice("no", "Keep them", "n"), Choice("yes", "Remove them for good", "y"))
    title = f"Remove {count} from the trash for good?"
    app.push_screen(PickScreen(title, choices), answered)
