"""Commands that write the notes and other documents of a session to files."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App

from casetool.models.notes_options import NotesLength, NotesOptions
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.pseudonyms.replace import names_left
from casetool.models.pseudonyms.room_view import names_on_board
from casetool.render.formats.notes_format import FORMAT_NAMES, NotesFormat
from casetool.screens.commands.command import Command
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.format_dialog import KEYS, pick_form
from casetool.screens.names.replacement_approval import write_replaced, write_with_stand_ins
from casetool.services.export.notes import CANNOT_WRITE, ExportRequest, export_notes
from casetool.services.export.open_folder import show_folder
from casetool.services.sessions.document import Document
from casetool.storage.files.exports import export_place
from casetool.widgets.common.messages import PickChoice

SayResult = Callable[[str], object]
"""Shows a message to the facilitator."""

EXPORT_TITLE = "Which document? It is written beside the session."

OTHER_EXPORTS = (
    PickChoice("summary", "A summary on one page …", "s"),
    PickChoice("who", "The notes with who said what …", "a"),
    PickChoice("stand-ins", "The notes with stand-ins for real names …", "n"),
    PickChoice("initials", "The notes with initials for real names …", "i"),
    PickChoice("sheet", "The pre-reading sheet …", "r"),
)
"""Documents besides the usual notes. The file format is picked afterwards."""

_REQUESTS = {
    "summary": partial(ExportRequest, choice=NotesOptions(extent=NotesLength.SUMMARY)),
    "who": partial(ExportRequest, choice=NotesOptions(attribution=True)),
    "sheet": partial(ExportRequest, sheet=True),
}


def pick_what_goes_out(app: App[Any], document: Document, tell: SayResult) -> None:
    """Let the facilitator pick a document, and write it.

    Args:
        app: the running application.
        document: the open session.
        tell: shows where the file is.
    """

    def picked(choice: str | None) -> None:
        if choice in set(NotesFormat):
            write_export(document, tell, ExportRequest(NotesFormat(choice)))
        elif choice == "stand-ins":
            write_with_stand_ins(app, document, tell)
        elif choice == "initials":
            names = names_on_board(document.session, NameDisplay.INITIALS)
            pick_form(app, lambda form: write_replaced(app, document, tell, names, form))
        elif choice is not None:
            pick_form(app, lambda form: write_export(document, tell, _REQUESTS[choice](form)))

    notes_choices = tuple(
        PickChoice(form.value, f"The notes: {FORMAT_NAMES[form]}", key)
        for form, key in KEYS.items()
    )
    app.push_screen(PickScreen(EXPORT_TITLE, (*notes_choices, *OTHER_EXPORTS)), picked)


def write_export(document: Document, tell: SayResult, request: ExportRequest) -> None:
    """Write a document beside the session, and say where.

    Args:
        document: the open session.
        tell: shows where the file is.
        request: which document, in which format.
    """
    try:
        exported = export_notes(document, request)
    except CANNOT_WRITE as error:
        tell(f"{error} Nothing was written.")
        return
    session = without_private(document.session, document.method)
    real_names = len(names_left(session, session.names))
    warning = f"Real names stand in it {real_names}× (x n: stand-ins). " if real_names else ""
    introductions = {"notes": "The notes are in", "summary": "The summary is in"}
    introduction = introductions.get(request.name, "The sheet is in")
    location = export_place(exported.path, document.path)
    tell(f"{warning}{introduction} {location}   (F5, then o, opens the folder){exported.also}")


def open_folder(app: App[Any], document: Document, tell: SayResult) -> None:
    """Open the folder that holds the session and its exported files.

    Args:
        app: unused, as nothing is asked.
        document: the open session.
        tell: shows a message to the facilitator.
    """
    tell(show_folder(document.path.parent))


SESSION_COMMANDS = (
    Command("going-out", "g", "Documents: the notes, a summary, the pre-reading sheet",
         "Write a document as Word, a web page, PDF or Markdown", pick_what_goes_out),
    Command("folder", "d", "Open the folder of the session",
         "The folder where the session and its notes are", open_folder),
)  # fmt: skip
