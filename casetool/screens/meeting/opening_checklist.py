"""The screen for the opening checklist: what is settled before the discussion begins."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from casetool.models.meeting.tick_edits import toggle_tick
from casetool.models.method import OpeningPoint
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.opening_checklist import (
    CHECKLIST_TITLE,
    DONE,
    UNSETTLED,
    is_ticked,
    known_facts,
    next_point,
)
from casetool.screens.commands.board_content import (
    NOT_ON_BOARD,
    ON_BOARD,
    ROOM_KEYS,
    is_shown,
    take_off,
    toggle_on_board,
)
from casetool.screens.commands.command import Command
from casetool.screens.commands.providers import KeysHere
from casetool.services.sessions.document import Document
from casetool.storage.board_state import Showing
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow

TALL_ROWS = 30
"""Rows from which every open point shows its text. Below, only the highlighted one does."""


class ChecklistScreen(ModalScreen[None]):
    """Lists the points. Those that are done shrink to their title."""

    COMMANDS = {KeysHere}
    DEFAULT_CSS = """
    ChecklistScreen {
        align: center middle;
        & > Vertical {
            width: 100; max-width: 98%; height: 32; max-height: 98%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & .title { text-style: bold; padding-bottom: 1; }
        & #checklist-words { color: $foreground-muted; height: auto; padding-top: 1; }
        & ItemList { height: 1fr; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "tick", "Seen to", id="checklist.tick", priority=True,
                key_display="space", tooltip="Mark it as seen to or not, then go to the next"),
        Binding("b", "show", "On the room's screen", id="checklist.show",
                tooltip="Show the points on the room's screen, or the board again"),
        Binding("escape", "dismiss(None)", "Back", id="checklist.back",
                tooltip="Back to the session. The room sees the board again"),
        *ROOM_KEYS,
    ]  # fmt: skip

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self._items = ItemList("checklist")
        self._message = Static(id="checklist-words")
        self._unsubscribe: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        """Lay out the points, and how many are done."""
        with Vertical():
            yield Static(Content(CHECKLIST_TITLE), classes="title")
            yield self._items
            yield self._message
            yield KeyFooter(lists_all=True)

    def on_mount(self) -> None:
        """Show the points, starting at the first open one."""
        self._unsubscribe = self.document.subscribe(lambda old, new: self._show(new))
        self._show(self.document.session)
        self._items.focus()
        self._select_next()

    def on_unmount(self) -> None:
        """Stop following, and let the room see the board again."""
        self._unsubscribe()
        take_off(self.document, Showing.OPENING)

    @on(OptionList.OptionSelected)
    def action_tick(self) -> None:
        """Tick or untick the point, and move to the next open one."""
        index = self._items.highlighted
        if index is None or self.document.read_only:
            self.say(self.document.read_only)
            return
        point, now = self._points[index], self.document.now()
        edit = partial(toggle_tick, question=point.words, now=now)
        self.document.apply(edit, "a point of the opening")
        if is_ticked(self.document.session, point):
            self._select_next()

    def action_show(self) -> None:
        """Show the points or the board on the room's screen."""
        self.say(toggle_on_board(self.document, Showing.OPENING))

    @property
    def _points(self) -> tuple[OpeningPoint, ...]:
        return self.document.method.opening

    def _select_next(self) -> None:
        point = next_point(self.document.session, self.document.method)
        if point is not None:
            self._items.highlighted = self._points.index(point)

    def _show(self, session: Session) -> None:
        highlighted, is_tall = self._items.highlighted, self.size.height >= TALL_ROWS
        rows = [
            _list_row(index, point, session, index == highlighted, is_tall)
            for index, point in enumerate(self._points)
        ]
        self._items.show_rows(rows)
        self.say("")

    @on(events.Resize)
    @on(OptionList.OptionHighlighted)
    def _redraw(self) -> None:
        self._show(self.document.session)

    def say(self, message: str) -> None:
        """Show a message, or the progress if it is empty."""
        if not message:
            done_count = sum(is_ticked(self.document.session, point) for point in self._points)
            progress = f"{done_count} of {len(self._points)} seen to."
            if done_count == len(self._points):
                progress = "All of it is seen to: Esc goes on to the discussion."
            board_hint = ON_BOARD if is_shown(self.document, Showing.OPENING) else NOT_ON_BOARD
            message = f"{progress}  {board_hint}"
        self._message.update(Content(terminal_safe(message)))


def show_checklist(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show the opening checklist of the session's method, if it has one.

    Args:
        app: the running application.
        document: the open session.
        tell: shows a message to the facilitator.
    """
    if document.method.opening:
        app.push_screen(ChecklistScreen(document))
    else:
        tell(f"{document.method.title} has no opening checklist.")


def _list_row(
    index: int, point: OpeningPoint, session: Session, is_highlighted: bool, is_tall: bool
) -> ListRow:
    done, facts = is_ticked(session, point), known_facts(session, point)
    has_text = is_highlighted or (is_tall and not done)
    content = Content.assemble(
        (terminal_safe(point.title), MUTED if done else "bold"),
        f"\n{terminal_safe(point.words)}" if has_text else "",
        (f"\n{terminal_safe(facts)}" if facts and not done else "", ACCENT),
    )
    mark = DONE if done else UNSETTLED
    return ListRow(
        str(index),
        HangingText(Content.styled(f"{mark} ", ACCENT), content),
        (mark, facts, has_text),
    )


SESSION_COMMANDS = (
    Command("opening", "o", "Open the discussion, point by point",
         "Why we are here, how we talk, what stays in the room, who is not here", show_checklist),
)  # fmt: skip
