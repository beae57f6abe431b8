"""Corrections, as a round: what went out, what came back, what became of it, what changed."""

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
from casetool.models.gone import Edit
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.corrections import CorrectionRow, correction_rows, corrections_head
from casetool.screens.commands.board_content import ROOM_KEYS
from casetool.screens.commands.command import Command
from casetool.screens.commands.providers import KeysHere
from casetool.screens.corrections.circulate_form import ask_circulate
from casetool.screens.corrections.correction_form import ask_correction, ask_missing, why_not
from casetool.screens.corrections.decision_form import (
    ACCEPT,
    ANOTHER,
    REFUSE,
    Reason,
    ask_date,
    ask_why,
    day_of,
)
from casetool.services.sessions.document import Document
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow


class CorrectionsScreen(ModalScreen[None]):
    """The round of corrections over the session; one key for each thing that can be done."""

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
        & KeyFooter { dock: none; height: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "circulate", "Circulate", id="corrections.circulate",
                tooltip="Write the notes as they stand to a file, as the next version"),
        Binding("a,plus", "add(False)", "Correct", id="corrections.add", key_display="a",
                tooltip="Somebody corrects a fact: which line, what it is to be, who says so"),
        Binding("f", "fill", "Fill", id="corrections.fill",
                tooltip="Somebody says what is missing: a field that is empty, a new line or box"),
        Binding("d", "add(True)", "Disagree", id="corrections.disagree",
                tooltip="Somebody disagrees: kept beside the line, which stays as it is"),
        Binding("y", "accept", "Accept", id="corrections.accept",
                tooltip="Accept the highlighted correction, and why if you like: its line changes"),
        Binding("n", "refuse", "Refuse", id="corrections.refuse",
                tooltip="Refuse the highlighted correction, and say why: its line stays"),
        Binding("g", "agree", "Agreed", id="corrections.agree",
                tooltip="Say that the notes are agreed, or that they are not"),
        Binding("w", "why", "Why", id="corrections.why",
                tooltip="Another reason why the highlighted correction was accepted or refused"),
        Binding("delete,x", "remove", "Remove", id="corrections.remove", key_display="Del",
                tooltip="Take the correction off the list, or a date back to what is worked out"),
        Binding("ctrl+z", "undo", "Undo", id="corrections.undo",
                tooltip="Take back the last change"),
        Binding("escape,q", "dismiss(None)", "Back", id="corrections.back",
                tooltip="Back to the session", key_display="Esc"),
        *ROOM_KEYS,
    ]  # fmt: skip

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self._head, self._words = Static(classes="title"), Static(id="corrections-words")
        self._items = ItemList("corrections-list")
        self._opened: frozenset[int] = frozenset()
        self._end: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        """How far it has got, the rows, what came of a key, and the keys."""
        with Vertical():
            yield self._head
            yield self._items
            yield self._words
            yield KeyFooter()

    def on_mount(self) -> None:
        """Follow the session."""
        self._end = self.document.subscribe(lambda old, new: self._draw())
        self._draw()
        self._items.focus()
        self._items.action_first()

    def on_unmount(self) -> None:
        """Follow no more."""
        self._end()

    def action_add(self, disagrees: bool) -> None:
        """Write down what somebody says of a line."""
        sort = CorrectionKind.DISAGREEMENT if disagrees else CorrectionKind.FACTUAL
        ask_correction(self.app, self.document, sort, self._added)

    def action_fill(self) -> None:
        """Write down what somebody says is missing."""
        ask_missing(self.app, self.document, self._added)

    def action_circulate(self) -> None:
        """Send the notes round as they stand."""
        ask_circulate(self.app, self.document, self.say)

    def action_accept(self) -> None:
        """The highlighted correction is right; a reason may be given."""
        now, method = self.document.now(), self.document.method
        edit = partial(edits.accept, method=method, now=now)
        self._with_reason(ACCEPT, edit, "accepted a correction", "Accepted: the line has changed.")

    def action_refuse(self) -> None:
        """The highlighted correction is not right; asked is why."""
        edit = partial(edits.refuse, now=self.document.now())
        words = "Refused: the line stays as it is."
        self._with_reason(REFUSE, edit, "refused a correction", words)

    def action_why(self) -> None:
        """Another reason for what became of it."""
        self._with_reason(ANOTHER, edits.say_why, "said why", "Written down.")

    def action_agree(self) -> None:
        """The notes are agreed, or not any more."""
        agreed = self.document.session.notes_agreed is not None
        words = "The notes are not agreed any more." if agreed else "The notes are agreed."
        self._do(partial(edits.agree, now=self.document.now()), "agreed the notes", words)

    def action_remove(self) -> None:
        """Take a correction off the list, or a date back to what is worked out."""
        if (name := self._of("date", quiet=True)) is not None:
            edit = partial(edits.set_date, name=name, day=None)
            self._do(edit, "set a date", "It is worked out again.")
        elif (one := self._of("correction")) is not None:
            edit = partial(edits.remove_correction, correction_id=one)
            self._do(edit, "removed a correction", "It is off the list; Ctrl+Z brings it back.")

    def action_undo(self) -> None:
        """Take back the last change."""
        label = self.document.undo()
        self.say(f"Undone: {label}" if label else "There is nothing to undo.")

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        """Enter: another date, or what a version changed."""
        message.stop()
        if (name := self._of("date", quiet=True)) is not None:
            ask_date(self.app, self.document, name, partial(self._set_date, name))
        elif (number := self._of("version", quiet=True)) is not None:
            self._opened ^= {int(number)}
            self._draw()
        elif self._of("correction", quiet=True) is not None:
            self.say("y accepts it, n refuses it, w says why, Del takes it off the list.")

    def _set_date(self, name: str, words: str) -> bool:
        before = {one.name: one for one in due_dates(self.document.session)}
        day = day_of(self.document, name, words)
        if day == before[name].day:
            return True
        edit = partial(edits.set_date, name=name, day=day)
        return self._do(edit, "set a date", "The date is set.")

    def _added(self, edit: Edit, one: str) -> bool:
        told = "Written down. y accepts it, n refuses it."
        done = self._do(edit, "wrote down a correction", told)
        self._items.select(f"correction:{one}")
        return done

    def _with_reason(
        self, reason: Reason, edit: Callable[..., Session], label: str, words: str
    ) -> None:
        """Do an edit of the highlighted correction, with the reason that is given for it."""
        one = self._of("correction")
        if one is None:
            return
        edit = partial(edit, correction_id=one)
        if refusal := self._refusal(partial(edit, why="for now")):
            self.say(refusal)  # before anybody thinks of a reason
            return

        def given(why: str) -> bool:
            return self._do(partial(edit, why=why), label, words)

        ask_why(self.app, self.document, one, reason, given)

    def _do(self, edit: Edit, label: str, words: str) -> bool:
        """Do an edit and say what came of it; whether nothing is left of it to be done."""
        refusal = self._refusal(edit)
        if not refusal:
            done = self.document.apply(edit, label)
            self.say(words if done else "It is so already.")
            return True
        self.say(refusal)
        return False

    def _refusal(self, edit: Edit) -> str:
        """Why an edit cannot be done; empty where it can."""
        try:
            edit(self.document.session)
        except KeyError:
            return "That line does not go out any more. Nothing was changed."
        except ValueError as error:
            return f"{why_not(error)} Nothing was changed."
        return self.document.read_only

    def _of(self, kind: str, quiet: bool = False) -> str | None:
        """What is highlighted, if it is one of a kind."""
        found, _, thing = (self._items.selected or "").partition(":")
        if found == kind:
            return thing
        if not quiet:
            self.say(f"Go to a {kind} first.")
        return None

    def _draw(self) -> None:
        session, method = self.document.session, self.document.method
        self._head.update(Content(terminal_safe(corrections_head(session))))
        rows = [_row(told) for told in correction_rows(session, method, self._opened)]
        self._items.show_rows(rows)

    def say(self, words: str) -> None:
        """Tell the facilitator."""
        self._words.update(Content(terminal_safe(words)))


def show_corrections(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show what went round and what came back.

    Args:
        app: shows it.
        document: the open session.
        tell: says what came of it; nothing does, here.
    """
    app.push_screen(CorrectionsScreen(document))


def _row(told: CorrectionRow) -> ListRow:
    if told.is_title:
        style = "" if told.text.startswith(" ") else "bold"
        return ListRow(
            told.id, Content.styled(terminal_safe(told.text), style), told, is_title=True
        )
    more = f"   {told.note}" if told.note else ""
    words = Content.assemble(terminal_safe(told.text), (terminal_safe(more), MUTED))
    return ListRow(told.id, HangingText(Content.styled(f"{told.mark} ", ACCENT), words), told)


SESSION_COMMANDS = (
    Command("corrections", "n", "Notes: circulate them, correct them, what has changed",
         "What went round and what came back, with the dates that follow", show_corrections),
)  # fmt: skip
"""What is done about the notes once they are written."""
