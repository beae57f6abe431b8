"""What goes out: the notes and other papers of a session, each to a file."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App

from casetool.models.notes_options import NotesLength
from casetool.models.notes_options import NotesOptions as Told
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.display import names_on_board
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.pseudonyms.replace import names_left
from casetool.render.formats.notes_format import FORMAT_NAMES, NotesFormat
from casetool.screens.commands.command import Command
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.format_dialog import KEYS, pick_form
from casetool.screens.names.approve_replacements import write_replaced, write_with_stand_ins
from casetool.services.export.notes import CANNOT_WRITE, ExportRequest, export_notes
from casetool.services.export.open_folder import show_folder
from casetool.services.sessions.document import Document
from casetool.storage.files.exports import export_place
from casetool.widgets.common.messages import PickChoice

SayResult = Callable[[str], object]

EXPORT_TITLE = "What goes out? It is written beside the session."

OTHER_EXPORTS = (
    PickChoice("summary", "A summary on one page …", "s"),
    PickChoice("who", "The notes with who said what …", "a"),
    PickChoice("stand-ins", "The notes with stand-ins for real names …", "n"),
    PickChoice("initials", "The notes with initials for real names …", "i"),
    PickChoice("sheet", "The sheet to be read before the meeting …", "r"),
)
"""What goes out besides the usual notes; the form is picked after it."""

_COPIES = {
    "summary": partial(ExportRequest, choice=Told(extent=NotesLength.SUMMARY)),
    "who": partial(ExportRequest, choice=Told(attribution=True)),
    "sheet": partial(ExportRequest, sheet=True),
}


def pick_what_goes_out(app: App[Any], document: Document, tell: SayResult) -> None:
    """Let the facilitator pick a paper, and write it.

    Args:
        app: shows the list.
        document: the open session.
        tell: says where it went.
    """

    def picked(choice: str | None) -> None:
        if choice in set(NotesFormat):
            write_one(document, tell, ExportRequest(NotesFormat(choice)))
        elif choice == "stand-ins":
            write_with_stand_ins(app, document, tell)
        elif choice == "initials":
            names = names_on_board(document.session, NameDisplay.INITIALS)
            pick_form(app, lambda form: write_replaced(app, document, tell, names, form))
        elif choice is not None:
            pick_form(app, lambda form: write_one(document, tell, _COPIES[choice](form)))

    usual = tuple(
        PickChoice(form.value, f"The notes: {FORMAT_NAMES[form]}", key)
        for form, key in KEYS.items()
    )
    app.push_screen(PickScreen(EXPORT_TITLE, (*usual, *OTHER_EXPORTS)), picked)


def write_one(document: Document, tell: SayResult, copy: ExportRequest) -> None:
    """Write a paper beside the session, and say where.

    Args:
        document: the open session.
        tell: says where it went.
        copy: what is wanted.
    """
    try:
        written = export_notes(document, copy)
    except CANNOT_WRITE as error:
        tell(f"{error} Nothing was written.")
        return
    session = without_private(document.session, document.method)
    left = len(names_left(session, session.names))
    warning = f"Real names stand in it {left}× (x n: stand-ins). " if left else ""
    what = {"notes": "The notes are in", "summary": "The summary is in"}
    told = what.get(copy.name, "The sheet is in")
    where = export_place(written.path, document.path)
    tell(f"{warning}{told} {where}   (o opens the folder){written.also}")


def open_folder(app: App[Any], document: Document, tell: SayResult) -> None:
    """Open the folder of the session, where what was written lies.

    Args:
        app: not needed: nothing is asked.
        document: the open session.
        tell: says what came of it.
    """
    tell(show_folder(document.path.parent))


SESSION_COMMANDS = (
    Command("going-out", "g", "What goes out: the notes, a summary, the sheet for before",
         "Write a paper to a file: Word, a web page, PDF, Markdown", pick_what_goes_out),
    Command("folder", "d", "Open the folder of the session",
         "The folder where the session and its notes are", open_folder),
)  # fmt: skip
