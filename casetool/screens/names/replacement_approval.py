"""The screen that approves each replacement of a real name before notes are written."""

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
    """Returns the indexes of the replacements to leave out, or None to write nothing."""

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
                tooltip="Leave this one unchanged (a name can be a word), or replace it"),
        Binding("escape", "dismiss(None)", "Back", id="stand-ins.back",
                tooltip="Back. Nothing is written"),
    ]  # fmt: skip

    def __init__(self, rows: tuple[tuple[str, Replacement], ...]) -> None:
        super().__init__()
        self._rows = rows
        self._excluded: frozenset[int] = frozenset()
        self._items = ItemList("stand-ins-list")

    def compose(self) -> ComposeResult:
        """Lay out the count, the replacements and the keys."""
        keys = (
            "W: write the notes   Space: leave this one as it stands   Esc: back, nothing written"
        )
        with Vertical():
            yield Static(id="stand-ins-title")
            yield self._items
            yield Static(keys, classes="hint")

    def on_mount(self) -> None:
        """Show every replacement, starting at the first."""
        self._draw()
        self._items.action_first()
        self._items.focus()

    def action_write(self) -> None:
        """Approve the replacements as they are shown."""
        self.dismiss(self._excluded)

    @on(OptionList.OptionSelected)
    def action_leave(self) -> None:
        """Exclude the highlighted replacement, or include it again."""
        if self._items.highlighted is not None:
            self._excluded ^= {self._items.highlighted}
            self._draw()

    def _draw(self) -> None:
        count = replacement_count(len(self._rows) - len(self._excluded))
        excluded_note = f" (left as they stand: {len(self._excluded)})" if self._excluded else ""
        title = f"Write the notes with {count}{excluded_note}?"
        self.query_one("#stand-ins-title", Static).update(Content(title))
        self._items.show_rows([self._row(index) for index in range(len(self._rows))])

    def _row(self, index: int) -> ListRow:
        location, replacement = self._rows[index]
        is_excluded = index in self._excluded
        result = "stays" if is_excluded else f"→ {replacement.stand_in}"
        content = Content.assemble(
            (f"{terminal_safe(location)}  ", MUTED),
            terminal_safe(replacement.before),
            (terminal_safe(replacement.real_name), "bold" if is_excluded else "bold strike"),
            (f" {terminal_safe(result)}", ACCENT),
            terminal_safe(replacement.after),
        )
        mark = Content.styled("  " if is_excluded else "✎ ", ACCENT)
        return ListRow(str(index), HangingText(mark, content), is_excluded)


def write_with_stand_ins(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Write the notes with stand-ins, after picking a format and approving each replacement.

    Args:
        app: the running application.
        document: the open session.
        tell: shows a message to the facilitator.
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
    """Write the notes with real names replaced, once each replacement is approved.

    Args:
        app: the running application.
        document: the open session.
        tell: shows a message to the facilitator.
        names: the real names and their replacements.
        form: the file format of the notes.
    """

    def write(replaced: Session, label: str) -> None:
        try:
            exported = export_notes(document, ExportRequest(form), replaced, label)
        except CANNOT_WRITE as error:
            tell(f"{error} Nothing was written.")
        else:
            location = export_place(exported.path, document.path)
            tell(f"The notes with stand-ins are in {location}{exported.also}")

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
    """Show every replacement, and continue once they are approved.

    Args:
        app: the running application.
        session: the session without private entries.
        method: its method.
        names: the real names and their replacements.
        approved: takes the session with replaced names, and a safe label for the file name.
        tell: shows why nothing is written.
    """
    if unsafe_replacements(names):
        tell("A stand-in contains a real name: change it first. Nothing was written.")
        return

    def answered(excluded: frozenset[int] | None) -> None:
        if excluded is None:
            tell("Nothing was written.")
            return
        replaced, _ = replace_names(session, names, excluded)
        approved(replaced, _file_label(replaced.child, names))

    _, replacements = replace_names(session, names)
    rows = tuple(
        (replacement_place(replacement.location, method), replacement)
        for replacement in replacements
    )
    app.push_screen(ApproveScreen(rows), answered)


def _file_label(child: str, names: Names) -> str:
    """The label of the file name: never a real name, even if one was left in."""
    return "case" if find_names(child, names) else child
