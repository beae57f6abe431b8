"""The pane of the notes: what is still missing, a live preview, and the export to a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import OptionList, Static, TextArea

from casetool.errors import value_or_fault_line
from casetool.models import session_edits as details
from casetool.models.checks import NAME_CHECKS, findings
from casetool.models.finding import Finding
from casetool.models.method import Step
from casetool.models.session import Session, Stage
from casetool.render.formats.markdown import notes_markdown
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.sessions.document import Document
from casetool.widgets.common.hanging_indent import ACCENT, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow
from casetool.widgets.common.item_menu import ItemMenu, MenuItem
from casetool.widgets.common.messages import GoTo, Notice

UNCHECKED = "What is missing could not be looked up: a fault of casetool's own"
"""Shown where the checks themselves fail, before the location of the fault."""

PREVIEW_PAUSE_SECONDS = 0.3
"""Seconds from a change to the new preview, so that the next key is handled first."""


class NotesPane(Vertical):
    """Shows what is still missing, and below it the notes as they would be exported."""

    DEFAULT_CSS = """
    NotesPane {
        & .heading {
            height: 1; padding: 0 1; text-style: bold; background: $panel;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & ItemList { height: auto; max-height: 40%; }
        & TextArea { height: 1fr; border: none; padding: 0 1; background: transparent; }
    }
    """
    MENU: ClassVar[Sequence[MenuItem]] = (
        MenuItem("notes.export", "x", "write to a file …", "app.command('going-out')",
                 "Write the notes, a summary or the sheet for before to a file: Word, a web page,"
                 " PDF, Markdown"),
        MenuItem("notes.corrections", "c", "circulate, correct …", "app.command('corrections')",
                 "Send the notes round, write down corrections, see what has changed"),
        MenuItem("notes.stand-ins", "s", "write them with stand-ins …",
                 "app.command('stand-ins')",
                 "Write the notes without the real names, once you have seen each change"),
        MenuItem("notes.folder", "o", "open the folder", "app.command('folder')",
                 "Open the folder where the session and its notes are"),
        MenuItem("notes.close", "k", "close / reopen the session", "close_session",
                 "Say that the discussion is closed, or open it again"),
    )  # fmt: skip

    session: reactive[Session | None] = reactive(None, repaint=False)

    @dataclass
    class Preview(Message):
        """The preview of a session's notes is ready."""

        session: Session
        text: str

    def __init__(self, document: Document, step: Step) -> None:
        super().__init__(id=f"pane-{step.id}")
        self.document = document
        self.step = step
        self.items = ItemList(f"list-{step.id}")
        self._preview_area = TextArea(
            read_only=True, show_cursor=False, highlight_cursor_line=False, id="preview"
        )
        self._count_line = Static(classes="heading")
        self._findings: tuple[Finding, ...] = ()
        self._preview_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The findings, then the preview."""
        yield self._count_line
        yield self.items
        yield Static(
            Content("The notes as they stand   (F5: write to a file, circulate, close)"),
            classes="heading",
        )
        yield self._preview_area

    def on_mount(self) -> None:
        """Draw what came before the widgets were mounted."""
        self._draw()

    def watch_session(self) -> None:
        """Draw again. Only the open pane is given a new session."""
        if self.is_mounted:
            self._draw()

    def select(self, item_id: str) -> None:
        """Nothing here has an id of its own."""

    def menu(self) -> ItemMenu:
        """What can be done with the notes."""
        is_closed = self.document.session.stage is Stage.CLOSED
        marked = frozenset({"notes.close"} if is_closed else ())
        return ItemMenu("The notes", tuple(self.MENU), marked)

    def menu_move(self, step: int) -> None:
        """There is only one."""

    def focus_content(self) -> None:
        """Go to what is missing, or to the preview when nothing is."""
        if self._findings:
            self.items.select_near(self.items.selected or "0")
            self.items.focus()
        else:
            self._preview_area.focus()

    def leave(self) -> bool:
        """There is no form here."""
        return False

    def action_close_session(self) -> None:
        """Close the session, or open it again."""
        if self.document.session.stage is Stage.CLOSED:
            if self.document.apply(details.reopen_session, "opened the session again"):
                self.post_message(Notice("The session is open again."))
            return
        edit = partial(details.close_session, now=self.document.now())
        if self.document.apply(edit, "closed the session"):
            notice = "The session is closed. You can still correct it, or reopen it."
            self.post_message(Notice(notice))

    def _draw(self) -> None:
        if self.session is None:
            return
        document = self.document
        today = document.now().date()
        self._findings = value_or_fault_line(
            partial(findings, self.session, document.method, document.path.name, today),
            lambda location: (Finding("fault", self.step.id, None, f"{UNCHECKED} ({location})."),),
        )
        count = sum(finding.check not in NAME_CHECKS for finding in self._findings)
        labels = {0: "Nothing is missing", 1: "One thing is still missing"}
        suffix = "; names and stand-ins to see to" if count < len(self._findings) else ""
        self._count_line.update(
            Content(labels.get(count, f"{count} things are still missing") + suffix)
        )
        self.items.show_rows(
            [self._row(index, finding) for index, finding in enumerate(self._findings)]
        )
        if self._preview_timer is not None:
            self._preview_timer.stop()
        if self._preview_area.text:
            self._preview_timer = self.set_timer(PREVIEW_PAUSE_SECONDS, self._start_preview)
        else:
            self._start_preview()

    def _start_preview(self) -> None:
        if self.session is not None:
            self._preview(self.session)

    @work(thread=True, exclusive=True, description="previewing the notes")
    def _preview(self, session: Session) -> None:
        """Render the notes in a thread: for a long session that takes longer than a key may."""
        text = value_or_fault_line(
            lambda: terminal_safe(notes_markdown(session, self.document.method)),
            lambda location: f"The preview could not be made ({location}). The session is as ever.",
        )
        self.post_message(self.Preview(session, text))

    @on(Preview)
    def _show_preview(self, message: Preview) -> None:
        """Show the preview if it is still current, and keep the scroll position."""
        message.stop()
        if message.session is self.session and message.text != self._preview_area.text:
            scroll = self._preview_area.scroll_offset
            self._preview_area.load_text(message.text)
            self._preview_area.scroll_to(y=scroll.y, animate=False)

    def _row(self, number: int, finding: Finding) -> ListRow:
        step = self.document.method.step(finding.step)
        mark = Content.styled(f"{step.number or step.short:>6}  ", ACCENT)
        return ListRow(
            str(number), HangingText(mark, Content(terminal_safe(finding.message))), finding.message
        )

    @on(OptionList.OptionSelected)
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        finding = self._findings[message.option_index]
        self.post_message(GoTo(finding.step, finding.item_id))
