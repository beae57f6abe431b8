"""The opening checklist: what is said and settled before the discussion begins."""

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
    OPEN,
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
"""Rows from which each point that is not seen to shows its words; else the highlighted one."""


class ChecklistScreen(ModalScreen[None]):
    """The points one under the other: what was seen to gives its room to what was not yet."""

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
                key_display="space", tooltip="Seen to, or not yet; then on to the next point"),
        Binding("b", "show", "On the room's screen", id="checklist.show",
                tooltip="Show the points on the room's screen, or the board again"),
        Binding("escape", "dismiss(None)", "Back", id="checklist.back",
                tooltip="Back to the session; the room sees the board again"),
        *ROOM_KEYS,
    ]  # fmt: skip

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self._items = ItemList("checklist")
        self._words = Static(id="checklist-words")
        self._end: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        """The points, and how far one is."""
        with Vertical():
            yield Static(Content(CHECKLIST_TITLE), classes="title")
            yield self._items
            yield self._words
            yield KeyFooter()

    def on_mount(self) -> None:
        """Show the points, and begin where nothing was seen to yet."""
        self._end = self.document.subscribe(lambda old, new: self._show(new))
        self._show(self.document.session)
        self._items.focus()
        self._go_on()

    def on_unmount(self) -> None:
        """The room sees the board again."""
        self._end()
        take_off(self.document, Showing.OPENING)

    @on(OptionList.OptionSelected)
    def action_tick(self) -> None:
        """Seen to, or not; then the next point that was not."""
        place = self._items.highlighted
        if place is None or self.document.read_only:
            self.say(self.document.read_only)
            return
        point, now = self._points[place], self.document.now()
        edit = partial(toggle_tick, question=point.words, now=now)
        self.document.apply(edit, "a point of the opening")
        if is_ticked(self.document.session, point):
            self._go_on()

    def action_show(self) -> None:
        """Show the points to the room, or the board again."""
        self.say(toggle_on_board(self.document, Showing.OPENING))

    @property
    def _points(self) -> tuple[OpeningPoint, ...]:
        return self.document.method.opening

    def _go_on(self) -> None:
        following = next_point(self.document.session, self.document.method)
        if following is not None:
            self._items.highlighted = self._points.index(following)

    def _show(self, session: Session) -> None:
        here, tall = self._items.highlighted, self.size.height >= TALL_ROWS
        rows = [
            _row(number, point, session, number == here, tall)
            for number, point in enumerate(self._points)
        ]
        self._items.show_rows(rows)
        self.say("")

    @on(events.Resize)
    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._show(self.document.session)

    def say(self, words: str) -> None:
        """Tell the facilitator."""
        if not words:
            seen = sum(is_ticked(self.document.session, point) for point in self._points)
            done = f"{seen} of {len(self._points)} seen to."
            if seen == len(self._points):
                done = "All of it is seen to: Esc goes on to the discussion."
            shown = ON_BOARD if is_shown(self.document, Showing.OPENING) else NOT_ON_BOARD
            words = f"{done}  {shown}"
        self._words.update(Content(terminal_safe(words)))


def show_checklist(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show the opening checklist of the session's method, if it has one.

    Args:
        app: shows it.
        document: the open session.
        tell: says what came of it.
    """
    if document.method.opening:
        app.push_screen(ChecklistScreen(document))
    else:
        tell(f"{document.method.title} says nothing of what is settled at the opening.")


def _row(number: int, point: OpeningPoint, session: Session, here: bool, tall: bool) -> ListRow:
    done, more = is_ticked(session, point), known_facts(session, point)
    whole = here or (tall and not done)
    words = Content.assemble(
        (terminal_safe(point.title), MUTED if done else "bold"),
        f"\n{terminal_safe(point.words)}" if whole else "",
        (f"\n{terminal_safe(more)}" if more and not done else "", ACCENT),
    )
    mark = DONE if done else OPEN
    return ListRow(
        str(number), HangingText(Content.styled(f"{mark} ", ACCENT), words), (mark, more, whole)
    )


SESSION_COMMANDS = (
    Command("opening", "o", "Open the discussion, point by point",
         "Why we are here, how we talk, what stays in the room, who is not here", show_checklist),
)  # fmt: skip
