"""A dialog that picks the file format of a document."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from casetool.render.formats.notes_format import FORMAT_NAMES, NotesFormat
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.widgets.common.messages import PickChoice

KEYS = {
    NotesFormat.WORD: "w",
    NotesFormat.PAGE: "h",
    NotesFormat.PDF: "p",
    NotesFormat.MARKDOWN: "m",
}
"""The key of each format, the default first."""


def pick_form(app: App[Any], then: Callable[[NotesFormat], object]) -> None:
    """Let the facilitator pick a file format.

    Args:
        app: the running application.
        then: called with the format, unless the dialog is cancelled.
    """

    def picked(choice: str | None) -> None:
        if choice is not None:
            then(NotesFormat(choice))

    choices = tuple(PickChoice(form.value, FORMAT_NAMES[form], key) for form, key in KEYS.items())
    app.push_screen(PickScreen("In which form?", choices), picked)
