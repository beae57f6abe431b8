"""The facilitator's screen: steps, the open step, other captures and the capture line."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.reactive import reactive
from textual.screen import Screen

from casetool.models.method import Step
from casetool.models.progress import progress
from casetool.models.session import Session
from casetool.models.session_edits import open_step
from casetool.screens.commands.bindings import SESSION_KEYS
from casetool.screens.commands.providers import KeysHere, MenuHere, show_keys
from casetool.screens.commands.registry import CommandsHere
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.lock.boards import leave_board
from casetool.screens.session.draft_restoration import (
    report_takeover,
    restore_drafts,
    waiting_texts,
)
from casetool.screens.session.item_menu import open_item_menu
from casetool.screens.session.paste_review import review_paste
from casetool.services.meeting.stored_drafts import drafts_to_restore
from casetool.services.sessions.document import Document
from casetool.widgets.board.board_view import BoardView
from casetool.widgets.capture.capture_input import CaptureInput
from casetool.widgets.capture.capture_line import CaptureLine
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.key_queue import hold_keys
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.messages import (
    BackToCapture,
    GoTo,
    Notice,
    Pick,
    PickChoice,
    UnfinishedText,
)
from casetool.widgets.panes.kind_pane import Pane
from casetool.widgets.panes.registry import PANES
from casetool.widgets.panes.step_container import StepContainer
from casetool.widgets.status.file_alerts import FileAlerts
from casetool.widgets.status.prompts import Prompts
from casetool.widgets.status.side_column import SideColumn
from casetool.widgets.status.steps import StepsColumn, StepsLine
from casetool.widgets.status.top_line import TopLine
from casetool.widgets.tree.view import TreeView

TALL_SCREEN_ROWS = 34
"""Rows from which all prompts are shown."""


class SessionScreen(Screen[None]):
    """Shows one session, and passes input on."""

    COMMANDS = {KeysHere, MenuHere, CommandsHere}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (150, "-huge")]
    CSS_PATH = "session.tcss"
    BINDINGS: ClassVar[list[BindingType]] = SESSION_KEYS

    session: reactive[Session | None] = reactive(None, repaint=False)
    action_help = show_keys

    top = query_one(TopLine)
    line = query_one(CaptureLine)
    prompts = query_one(Prompts)
    desk = query_one(StepContainer)
    board = query_one(BoardView)

    def __init__(
        self, document: Document, all_typed: Callable[[], Awaitable[tuple[str, tuple[str, ...]]]]
    ) -> None:
        super().__init__()
        self.document, self._all_typed = document, all_typed

    def compose(self) -> ComposeResult:
        """Lay out the frame. The open step's pane follows with the session."""
        _make_room(self, self.document.method.step(self.document.session.at))
        yield TopLine(self.document)
        yield StepsLine()
        with Horizontal():
            yield StepsColumn()
            with Vertical(id="middle"):
                yield Prompts()
                yield StepContainer(self.document)
            yield SideColumn(self.document)
        yield BoardView(self.document.method, self.document.now)
        yield CaptureLine(self.document, waiting_texts(self))
        yield FileAlerts(self.document, partial(report_takeover, self))
        yield KeyFooter()

    async def on_mount(self) -> None:
        """Show the session, follow its changes, and restore drafts."""
        self.document.subscribe(self._changed)
        self.session = self.document.session
        typed, entered = await self._all_typed()
        drafts = drafts_to_restore(self.document)
        restore_drafts(self, drafts, self.line.begin(drafts, typed, entered))

    def on_unmount(self) -> None:
        """Close the document, so that the last changes are saved. The room sees nothing of it."""
        leave_board(self.app, self.document)
        self.document.close()

    def _changed(self, old: Session, new: Session) -> None:
        self.session = new

    def watch_session(self, old: Session | None, new: Session | None) -> None:
        """Pass the session to the widgets, and open another step if it changed."""
        if new is None:
            return
        for part in (self.top, self.query_one(SideColumn), self.desk, self.board):
            part.session = new
        self.prompts.follow(new)
        for view in (self.query_one(StepsColumn), self.query_one(StepsLine)):
            view.progress, view.open_step = progress(new, self.document.method), new.at
        if old is None or old.at != new.at:
            self._open(self.document.method.step(new.at))

    def _open(self, step: Step) -> None:
        _make_room(self, step)
        self.prompts.step = step
        self.on_resize()
        self.desk.open(step)
        self.line.open(step)

    def action_clock(self) -> None:
        """Start, pause or resume the clock."""
        self.top.turn()

    def action_minute(self) -> None:
        """Add a minute to the clock, or five to the schedule while that is offered."""
        self.top.more()

    def action_rings(self) -> None:
        """Switch the bell at zero on or off."""
        self.top.rings = not self.top.rings
        self.line.notice("A bell rings at zero." if self.top.rings else "No bell.")

    def action_go(self) -> None:
        """Let the facilitator pick a step."""
        choices = tuple(
            PickChoice(step.id, step.title, step.number or step.short[0].lower())
            for step in self.document.method.steps
        )
        self.post_message(Pick("Go to which step?", choices, self.go_to))

    @property
    def menu_pane(self) -> Pane | BoardView | None:
        """What the menu is for: the pane of the open step, or the board over it."""
        return self.board if self.has_class("-board") else self.desk.pane

    def action_menu(self) -> None:
        """Open the menu of what can be done with the selected item."""
        open_item_menu(self, self.menu_pane, self.line)

    def action_walk(self, by: int) -> None:
        """Go to the next or the previous step."""
        if self.line.input.has_focus:
            # after the queued keys, as text entered before belongs to this step
            self.line.input.call_later(self._walk, by)
        else:
            self._walk(by)

    def _walk(self, by: int) -> None:
        ids = [step.id for step in self.document.method.steps]
        index = ids.index(self.document.session.at) + by
        if 0 <= index < len(ids):
            self.go_to(ids[index])

    def action_turn(self, view: str) -> None:
        """Show or hide the board, or the captures under other headings."""
        self.toggle_class(f"-{view}")
        if view == "board" and self.has_class("-board"):
            self.desk.leave()
            hold_keys(self.line.input)  # the next keys are for the board
            self.call_after_refresh(self.set_focus, self.board)
        elif self.focused is not self.line.input:
            self.action_switch()

    def action_prompts(self) -> None:
        """Show fewer or more prompts."""
        self.prompts.turn()

    def on_resize(self) -> None:
        """Show all prompts on a tall screen, except beside the tree."""
        self.prompts.suit(self.size.height >= TALL_SCREEN_ROWS and not self.has_class("-tree"))

    @on(BackToCapture)
    def _back_to_capture(self) -> None:
        """Go to the capture line, wherever the focus is."""
        self.set_focus(self.line.input)

    @on(CaptureInput.Left)
    def action_switch(self) -> None:
        """Switch between the capture line and the step, storing any open form."""
        pane = self.desk.pane
        if self.line.input.has_focus:
            if self.has_class("-board"):
                self.set_focus(self.board)
            elif pane is not None:
                pane.focus_content()
            return
        self.desk.leave()
        self.set_focus(self.line.input)

    def action_travel(self, direction: str) -> None:
        """Undo or redo a change, depending on the direction."""
        label = self.document.undo() if direction == "undo" else self.document.redo()
        result = "Undone" if direction == "undo" else "Done again"
        self.line.notice(f"{result}: {label}" if label else f"There is nothing to {direction}.")

    def go_to(self, step: str, item_id: str | None = None, opens_form: bool = False) -> None:
        """Open a step, and select an item in it.

        Args:
            step: the step's id.
            item_id: the id of an entry, node, action or person to select, if any.
            opens_form: whether to open the form of the item.
        """
        self.desk.leave()
        now = None if self.document.read_only else self.document.now()
        self.document.note(lambda session: open_step(session, step, now))
        pane = self.desk.pane
        if pane is not None and item_id is not None:
            if opens_form:
                self.set_focus(self.line.input)  # the list with the menu may have had it
            hold_keys(self.line.input)  # the next keys are for the item
            self.call_after_refresh(_select, pane, item_id, opens_form)
        else:
            self.set_focus(self.line.input)  # at once, so that the line gets the next key
            if pane is not None and PANES[self.document.method.step(step).kind].takes_focus:
                hold_keys(self.line.input)  # the next keys are for the list
                self.call_after_refresh(pane.focus_content)

    @on(CaptureLine.Caught)
    def _show_capture(self, message: CaptureLine.Caught) -> None:
        pane, step = self.desk.pane, message.captured.step
        if step.id != self.document.session.at:
            self.line.notice(f"Caught under {step.number} {step.title}")
        elif isinstance(pane, ListPane) and PANES[step.kind].opens_form:
            pane.edit(message.item_id, home=True)
        elif pane is not None and PANES[step.kind].selects_new_lines:
            pane.select(message.item_id)

    @on(CaptureLine.Pasted)
    def _review_paste(self, message: CaptureLine.Pasted) -> None:
        review_paste(self, self.document, self.line, message.lines)

    @on(GoTo)
    def _go_to_item(self, message: GoTo) -> None:
        self.go_to(message.step, message.item_id, message.opens_form)

    def say(self, message: str) -> None:
        """Show a message to the facilitator."""
        self.line.notice(message)

    @on(Notice)
    def _show_notice(self, message: Notice) -> None:
        self.line.notice(message.text)

    @on(UnfinishedText)
    def _restore_text(self, message: UnfinishedText) -> None:
        self.line.restore_draft(message.slot, message.text, message.reason)

    @on(TreeView.Selected)
    def _node_selected(self, message: TreeView.Selected) -> None:
        self.line.aim_under(message.node)

    @on(Pick)
    def _pick(self, message: Pick) -> None:
        self.app.push_screen(PickScreen(message.title, message.choices), message.take)

    @on(FileAlerts.Saved)
    def _show_save_state(self, message: FileAlerts.Saved) -> None:
        self.top.show_save_state(message.state)


def _make_room(screen: SessionScreen, step: Step) -> None:
    """Give a wide pane, such as the tree, the columns beside it."""
    screen.set_class(PANES[step.kind].is_wide, "-tree")


def _select(pane: Pane, item_id: str, opens_form: bool) -> None:
    """Select an item in a pane, and open its form if the next keys are for that."""
    if opens_form and isinstance(pane, ListPane):
        pane.edit(item_id, home=True)
    else:
        pane.focus_content()
        pane.select(item_id)
