"""Notes with stand-ins: each replacement is shown, and approved before anything is written."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from casetool.models.method import Method
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import Names, find_names
from casetool.models.pseudonyms.replace import Replacement, replace_names, unsafe_replacements
from casetool.models.session import Session
from casetool.render.formats.notes_format import NotesFormat
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.replacements import replacement_count, replacement_place
from casetool.screens.commands.providers import KeysHere
from casetool.screens.dialogs.format_dialog import pick_form
from casetool.services.export.notes import CANNOT_WRITE, ExportRequest, export_notes
from casetool.services.sessions.document import Document
from casetool.storage.files.exports import export_place
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow

NO_NAMES = "No names and stand-ins are written down yet: Ctrl+N does it."


class ApproveScreen(ModalScreen[frozenset[int] | None]):
    """The replacements; gives the numbers of those that are left out, or None for no notes."""

    COMMANDS = {KeysHere}
    DEFAULT_CSS = """
    ApproveScreen {
        align: center middle;
        & > Vertical {
            width: 110; max-width: 98%; height: auto; max-height: 96%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & ItemList { height: auto; max-height: 60vh; background: $surface; }
        & Static { height: auto; }
        & #stand-ins-title { text-style: bold; padding-bottom: 1; }
        & .hint { color: $text-muted; padding-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w,f2", "write", "Write the notes", id="stand-ins.write",
                tooltip="Write the notes with the replacements that are shown"),
        Binding("space", "leave", "Leave it / replace it", id="stand-ins.toggle",
                tooltip="Leave this one as it stands (a name can be a word), or replace it"),
        Binding("escape", "dismiss(None)", "Back", id="stand-ins.back",
                tooltip="Back; nothing is written"),
    ]  # fmt: skip

    def __init__(self, rows: tuple[tuple[str, Replacement], ...]) -> None:
        super().__init__()
        self._rows = rows
        self._left: frozenset[int] = frozenset()
        self._items = ItemList("stand-ins-list")

    def compose(self) -> ComposeResult:
        """How many, which, and the keys."""
        keys = (
            "W: write the notes   Space: leave this one as it stands   Esc: back, nothing written"
        )
        with Vertical():
            yield Static(id="stand-ins-title")
            yield self._items
            yield Static(keys, classes="hint")

    def on_mount(self) -> None:
        """Show all of them, from the first."""
        self._draw()
        self._items.action_first()
        self._items.focus()

    def action_write(self) -> None:
        """The notes may be written so."""
        self.dismiss(self._left)

    @on(OptionList.OptionSelected)
    def action_leave(self) -> None:
        """Leave the selected one as it stands, or replace it after all."""
        if self._items.highlighted is not None:
            self._left ^= {self._items.highlighted}
            self._draw()

    def _draw(self) -> None:
        count = replacement_count(len(self._rows) - len(self._left))
        left = f" (left as they stand: {len(self._left)})" if self._left else ""
        words = f"Write the notes with {count}{left}?"
        self.query_one("#stand-ins-title", Static).update(Content(words))
        self._items.show_rows([self._row(number) for number in range(len(self._rows))])

    def _row(self, number: int) -> ListRow:
        place, one = self._rows[number]
        stays = number in self._left
        becomes = "stays" if stays else f"→ {one.stand_in}"
        words = Content.assemble(
            (f"{terminal_safe(place)}  ", MUTED),
            terminal_safe(one.before),
            (terminal_safe(one.real_name), "bold" if stays else "bold strike"),
            (f" {terminal_safe(becomes)}", ACCENT),
            terminal_safe(one.after),
        )
        mark = Content.styled("  " if stays else "✎ ", ACCENT)
        return ListRow(str(number), HangingText(mark, words), stays)


def write_with_stand_ins(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Write the notes with stand-ins: the form is picked, then each replacement approved.

    Args:
        app: where the replacements are shown.
        document: whose notes.
        tell: says what became of it.
    """
    names = document.session.names
    if names:
        pick_form(app, lambda form: write_replaced(app, document, tell, names, form))
    else:
        tell(NO_NAMES)


def write_replaced(
    app: App[Any],
    document: Document,
    tell: Callable[[str], object],
    names: Names,
    form: NotesFormat,
) -> None:
    """Write the notes with something else for real names, once each replacement is approved.

    Args:
        app: where the replacements are shown.
        document: whose notes.
        tell: says what became of it.
        names: the real names, and what stands for each.
        form: the form of the notes.
    """

    def write(replaced: Session, label: str) -> None:
        try:
            written = export_notes(document, ExportRequest(form), replaced, label)
        except CANNOT_WRITE as error:
            tell(f"{error} Nothing was written.")
        else:
            where = export_place(written.path, document.path)
            tell(f"The notes with stand-ins are in {where}{written.also}")

    session = without_private(document.session, document.method)
    ask_approval(app, session, document.method, names, write, tell)


def ask_approval(
    app: App[Any],
    session: Session,
    method: Method,
    names: Names,
    approved: Callable[[Session, str], object],
    tell: Callable[[str], object],
) -> None:
    """Show what is to stand for each real name; once that is approved, go on.

    Args:
        app: where the replacements are shown.
        session: the session, without what is private.
        method: its method.
        names: the real names, and what stands for each.
        approved: goes on, with the replaced session and with what a file may be called after.
        tell: says why it does not go on.
    """
    if unsafe_replacements(names):
        tell("A stand-in has a real name in it: see to it first. Nothing was written.")
        return

    def answered(left: frozenset[int] | None) -> None:
        if left is None:
            tell("Nothing was written.")
            return
        replaced, _ = replace_names(session, names, left)
        approved(replaced, _label(replaced.child, names))

    _, found = replace_names(session, names)
    rows = tuple((replacement_place(one.location, method), one) for one in found)
    app.push_screen(ApproveScreen(rows), answered)


def _label(child: str, names: Names) -> str:
    """What the file is called after; never a real name, even where one was left."""
    return "case" if find_names(child, names) else child
