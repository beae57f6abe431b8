"""The screen for corrections: circulated versions, corrections, decisions and due dates."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from casetool.models.corrections import edits
from casetool.models.corrections.due_dates import due_dates
from casetool.models.corrections.model import CorrectionKind
from casetool.models.session import Session
from casetool.models.vanished_items import Edit
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.corrections import CorrectionRow, correction_rows, corrections_head
from casetool.screens.commands.board_content import ROOM_KEYS
from casetool.screens.commands.command import Command
from casetool.screens.commands.providers import KeysHere
from casetool.screens.corrections.circulate_form import ask_circulate
from casetool.screens.corrections.correction_form import (
    ask_correction,
    ask_missing,
    rejection_reason,
)
from casetool.screens.corrections.decision_form import (
    ACCEPT,
    ANOTHER,
    REFUSE,
    Reason,
    ask_date,
    ask_why,
    parse_due_date,
)
from casetool.services.sessions.document import Document
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow


class CorrectionsScreen(ModalScreen[None]):
    """Shows the round of corrections, with one key for each action."""

    COMMANDS = {KeysHere}
    DEFAULT_CSS = """
    CorrectionsScreen {
        align: center middle;
        & > Vertical {
            width: 116; max-width: 100%; height: 98%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & .title { text-style: bold; }
        & Static { height: auto; }
        & ItemList { height: 1fr; background: $surface; }
        & #corrections-words { color: $text-warning; max-height: 4; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "circulate", "Circulate", id="corrections.circulate",
                tooltip="Write the notes as they stand to a file, as the next version"),
        Binding("a", "add(False)", "Correct", id="corrections.add", key_display="a",
                tooltip="Somebody corrects a fact: which line, what it is to be, who says so"),
        Binding("f", "fill", "Fill", id="corrections.fill",
                tooltip="Record what is missing: an empty field, a new line or a new box"),
        Binding("d", "add(True)", "Disagree", id="corrections.disagree",
                tooltip="Record a disagreement beside the line, which stays unchanged"),
        Binding("y", "accept", "Accept", id="corrections.accept",
                tooltip="Accept the highlighted correction, and say why if you like"),
        Binding("n", "refuse", "Refuse", id="corrections.refuse",
                tooltip="Refuse the highlighted correction, and say why"),
        Binding("g", "agree", "Agreed", id="corrections.agree",
                tooltip="Say that the notes are agreed, or that they are not"),
        Binding("w", "why", "Why", id="corrections.why",
                tooltip="Another reason why the highlighted correction was accepted or refused"),
        Binding("delete", "remove", "Remove", id="corrections.remove", key_display="Del",
                tooltip="Take the correction off the list, or a date back to what is worked out"),
        Binding("ctrl+z", "undo", "Undo", id="corrections.undo",
                tooltip="Take back the last change"),
        Binding("escape", "dismiss(None)", "Back", id="corrections.back",
                tooltip="Back to the session", key_display="Esc"),
        *ROOM_KEYS,
    ]  # fmt: skip

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self._head, self._message = Static(classes="title"), Static(id="corrections-words")
        self._items = ItemList("corrections-list")
        self._opened_versions: frozenset[int] = frozenset()
        self._unsubscribe: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        """Lay out the status, the rows, the last message and the keys."""
        with Vertical():
            yield self._head
            yield self._items
            yield self._message
            yield KeyFooter(lists_all=True)

    def on_mount(self) -> None:
        """Show the session, and follow its changes."""
        self._unsubscribe = self.document.subscribe(lambda old, new: self._draw())
        self._draw()
        self._items.focus()
        self._items.action_first()

    def on_unmount(self) -> None:
        """Stop following the session."""
        self._unsubscribe()

    def action_add(self, disagrees: bool) -> None:
        """Record what somebody says about a line."""
        kind = CorrectionKind.DISAGREEMENT if disagrees else CorrectionKind.FACTUAL
        ask_correction(self.app, self.document, kind, self._add_correction)

    def action_fill(self) -> None:
        """Record what somebody says is missing."""
        ask_missing(self.app, self.document, self._add_correction)

    def action_circulate(self) -> None:
        """Circulate the notes as they stand."""
        ask_circulate(self.app, self.document, self.say)

    def action_accept(self) -> None:
        """Accept the highlighted correction, with an optional reason."""
        now, method = self.document.now(), self.document.method
        edit = partial(edits.accept, method=method, now=now)
        self._with_reason(ACCEPT, edit, "accepted a correction", "Accepted: the line has changed.")

    def action_refuse(self) -> None:
        """Refuse the highlighted correction, and ask why."""
        edit = partial(edits.refuse, now=self.document.now())
        message = "Refused: the line stays as it is."
        self._with_reason(REFUSE, edit, "refused a correction", message)

    def action_why(self) -> None:
        """Change the reason of a decision."""
        self._with_reason(ANOTHER, edits.say_why, "said why", "Written down.")

    def action_agree(self) -> None:
        """Mark the notes as agreed, or not agreed any more."""
        agreed = self.document.session.notes_agreed is not None
        message = "The notes are not agreed any more." if agreed else "The notes are agreed."
        self._apply(partial(edits.agree, now=self.document.now()), "agreed the notes", message)

    def action_remove(self) -> None:
        """Remove a correction, or reset a date to the one worked out."""
        if (name := self._selected_id("date", quiet=True)) is not None:
            edit = partial(edits.set_date, name=name, day=None)
            self._apply(edit, "set a date", "It is worked out again.")
        elif (correction_id := self._selected_id("correction")) is not None:
            edit = partial(edits.remove_correction, correction_id=correction_id)
            self._apply(edit, "removed a correction", "It is removed. Ctrl+Z brings it back.")

    def action_undo(self) -> None:
        """Undo the last change."""
        label = self.document.undo()
        self.say(f"Undone: {label}" if label else "There is nothing to undo.")

    @on(OptionList.OptionSelected)
    def _open_row(self, message: OptionList.OptionSelected) -> None:
        """Change a date, show a version's changes, or explain the keys of a correction."""
        message.stop()
        if (name := self._selected_id("date", quiet=True)) is not None:
            ask_date(self.app, self.document, name, partial(self._set_date, name))
        elif (ordinal := self._selected_id("version", quiet=True)) is not None:
            self._opened_versions ^= {int(ordinal)}
            self._draw()
        elif self._selected_id("correction", quiet=True) is not None:
            self.say("y accepts it, n refuses it, w says why, Del takes it off the list.")

    def _set_date(self, name: str, text: str) -> bool:
        before = {due.name: due for due in due_dates(self.document.session)}
        day = parse_due_date(self.document, name, text)
        if day == before[name].day:
            return True
        edit = partial(edits.set_date, name=name, day=day)
        return self._apply(edit, "set a date", "The date is set.")

    def _add_correction(self, edit: Edit, correction_id: str) -> bool:
        message = "Recorded. y accepts it, n refuses it."
        done = self._apply(edit, "wrote down a correction", message)
        self._items.select(f"correction:{correction_id}")
        return done

    def _with_reason(
        self, reason: Reason, edit: Callable[..., Session], label: str, message: str
    ) -> None:
        """Edit the highlighted correction, after asking for a reason."""
        correction_id = self._selected_id("correction")
        if correction_id is None:
            return
        edit = partial(edit, correction_id=correction_id)
        if refusal := self._refusal(partial(edit, why="for now")):
            self.say(refusal)  # refuse before anybody types a reason
            return

        def submit(why: str) -> bool:
            return self._apply(partial(edit, why=why), label, message)

        ask_why(self.app, self.document, correction_id, reason, submit)

    def _apply(self, edit: Edit, label: str, message: str) -> bool:
        """Apply an edit, report the result, and return whether that settled the question."""
        refusal = self._refusal(edit)
        if not refusal:
            changed = self.document.apply(edit, label)
            self.say(message if changed else "Nothing to change: that is so already.")
            return True
        self.say(refusal)
        return False

    def _refusal(self, edit: Edit) -> str:
        """Why an edit is impossible, or empty if it is possible."""
        try:
            edit(self.document.session)
        except KeyError:
            return "That line is no longer in the notes. Nothing was changed."
        except ValueError as error:
            return f"{rejection_reason(error)} Nothing was changed."
        return self.document.read_only

    def _selected_id(self, kind: str, quiet: bool = False) -> str | None:
        """The id of the highlighted row, if it is of a kind."""
        row_kind, _, item_id = (self._items.selected or "").partition(":")
        if row_kind == kind:
            return item_id
        if not quiet:
            self.say(f"Go to a {kind} first.")
        return None

    def _draw(self) -> None:
        session, method = self.document.session, self.document.method
        self._head.update(Content(terminal_safe(corrections_head(session))))
        rows = [_list_row(row) for row in correction_rows(session, method, self._opened_versions)]
        self._items.show_rows(rows)

    def say(self, message: str) -> None:
        """Show a message to the facilitator."""
        self._message.update(Content(terminal_safe(message)))


def show_corrections(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show the round of corrections.

    Args:
        app: the running application.
        document: the open session.
        tell: unused, as the screen shows its own messages.
    """
    app.push_screen(CorrectionsScreen(document))


def _list_row(row: CorrectionRow) -> ListRow:
    if row.is_title:
        style = "" if row.text.startswith(" ") else "bold"
        return ListRow(row.id, Content.styled(terminal_safe(row.text), style), row, is_title=True)
    details = f"   {row.note}" if row.note else ""
    content = Content.assemble(terminal_safe(row.text), (terminal_safe(details), MUTED))
    return ListRow(row.id, HangingText(Content.styled(f"{row.mark} ", ACCENT), content), row)


SESSION_COMMANDS = (
    Command("corrections", "n", "Notes: circulate, correct, see what has changed",
         "What was sent and what came back, with the dates that follow", show_corrections),
)  # fmt: skip
"""The command for the notes once they are written."""
