"""The board window for the room. It only displays, and never changes a session."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from casetool.clock import Now
from casetool.errors import value_or_fault_line
from casetool.models.base import evolve
from casetool.models.method import Method
from casetool.models.pseudonyms.frozen_view import with_privacy_of
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.pseudonyms.room_view import for_board
from casetool.models.session import Session
from casetool.render.text.styled_lines import StyledLines
from casetool.render.views.opening_checklist import NEXT, opening_lines
from casetool.render.views.read_back import UNTICKED, read_back_lines
from casetool.render.views.recap import recap_lines
from casetool.services.sessions.follower import FollowUpdate
from casetool.storage.board_state import BoardState, Showing
from casetool.widgets.board.board_status import BoardStatus
from casetool.widgets.board.board_view import BoardView
from casetool.widgets.theme.appearance import appearance_of


class BoardScreen(Screen[None]):
    """Shows the board, or the content that the facilitator chose instead.

    Args:
        session: the current session.
        method: its method.
        now: the clock.
        room: the initial board state, needed before drawing as it may be blank.
    """

    DEFAULT_CSS = """
    BoardScreen {
        & BoardView { margin: 1 1 0 1; }
        & #shown { display: none; padding: 1 4; scrollbar-size-vertical: 1; }
        & #shown-text { width: 1fr; height: auto; }
        &.-shown { & BoardView { display: none; } & #shown { display: block; } }
        &.-blank { & BoardView, & #shown { display: none; } }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,full_stop,f12", "blank", "Blank", id="wall.blank",
                tooltip="Show a plain screen with the clock, or the board again"),
        Binding("t,ctrl+t", "theme", "Light / dark", id="board.theme", show=False,
                tooltip="Choose the light theme for projectors, high contrast, or dark"),
        Binding("x", "plain", "Plain signs", id="board.plain", show=False,
                tooltip="Plain signs instead of drawn boxes, or back"),
        Binding("space,n", "turn(1)", "Next page", id="wall.next", show=False,
                tooltip="The next page of the board"),
        Binding("p", "turn(-1)", "Page before", id="wall.page-before", show=False,
                tooltip="The page before"),
        *(Binding(str(n), f"bring('{n}')", f"Heading {n} alone", id=f"wall.front-{n}", show=False,
                  tooltip=f"Heading {n} alone; the same key puts it back") for n in range(1, 9)),
        Binding("0", "bring('')", "All", id="wall.all",
                tooltip="All headings side by side again"),
        Binding("q", "app.quit", "Leave", id="wall.leave", tooltip="Close this window"),
    ]  # fmt: skip

    board = query_one(BoardView)
    line = query_one(BoardStatus)

    @dataclass
    class Update(Message):
        """Reports a change of the session, the board state or the file."""

        update: FollowUpdate

    def __init__(self, session: Session, method: Method, now: Now, room: BoardState) -> None:
        super().__init__()
        self._session, self._method, self._now = session, method, now
        self._room = room
        self._shown: tuple[Session, BoardState] | None = None
        """The session and the state that are drawn, which a frozen board keeps."""
        self._front: str | None = None
        """The heading that the facilitator last brought to the front."""
        self._blank_here = False
        """Whether it was blanked with a key in this window."""

    def compose(self) -> ComposeResult:
        """Lay out the status line, the board, and the content that can replace it."""
        yield BoardStatus(self._method, self._now)
        yield BoardView(self._method, self._now)
        with VerticalScroll(id="shown"):
            yield Static(id="shown-text")

    def on_mount(self) -> None:
        """Draw the session."""
        self._show()

    def action_theme(self) -> None:
        """Switch to the next theme, without a message to the room."""
        appearance_of(self.app).next_theme()

    def action_plain(self) -> None:
        """Switch between plain and drawn signs."""
        appearance_of(self.app).turn_plain()

    def action_turn(self, by: int) -> None:
        """Turn pages."""
        self.board.action_turn(by)

    def action_bring(self, number: str) -> None:
        """Show a heading alone, or all again."""
        self.board.action_bring(number)

    def action_blank(self) -> None:
        """Blank this window, or show the board again."""
        self._blank_here = not self._blank_here
        self._apply_blank()

    @on(Update)
    def _update(self, message: Update) -> None:
        update = message.update
        if update.trouble is not None:
            self.line.trouble = update.trouble
        if update.session is not None:
            self._session = update.session
        self._room = update.board_state or self._room
        self._show()

    def _show(self) -> None:
        """Draw the current state. A frozen board only hides what is hidden by now."""
        self._apply_blank()
        self.line.frozen = self.board.still = self._room.frozen
        latest, names = self._session, self._room.names
        if names is not NameDisplay.NAMES:  # chosen, but maybe not saved yet
            latest = evolve(latest, wall=names)
        if not self._room.frozen:
            self._draw(latest, self._room)
        elif self._shown is not None:
            session, room = self._shown
            frozen = with_privacy_of(session, latest, self._method)
            if frozen != session:
                self._draw(frozen, room)

    def _draw(self, session: Session, room: BoardState) -> None:
        self._shown = session, room
        if self._front != room.front:  # until then, a heading chosen in this window stays
            self._front = self.board.front = room.front
        self.line.session = self.board.session = session
        draw = _DRAW.get(room.showing)
        self.set_class(draw is not None, "-shown")
        self._show_page_number()
        self.set_focus(self.board if draw is None else self.query_one("#shown"))
        if draw is not None:
            self._show_lines(draw, session, room)

    def _show_lines(self, draw: "_DrawLines", shown_session: Session, room: BoardState) -> None:
        session = for_board(shown_session, self._method)
        width = max(20, self.size.width - 10)
        lines = value_or_fault_line(
            partial(draw, session, self._method, room.chosen, width),
            lambda location: (("", f"This could not be drawn ({location}). Nothing is lost."),),
        )
        content = Content("\n").join(
            Content.styled(text, _board_style(style)) for style, text in lines
        )
        self.query_one("#shown-text", Static).update(content)
        self.call_after_refresh(self._scroll_into_view, room.showing, lines)

    def _scroll_into_view(self, showing: Showing, lines: StyledLines) -> None:
        """Show the current line with some context, as nobody scrolls this window."""
        area = self.query_one("#shown", VerticalScroll)
        marks = (f"{NEXT} ", f"{UNTICKED} ")
        current = next((y for y, (_, text) in enumerate(lines) if text.startswith(marks)), None)
        if current is not None:
            # use the window's height: the area may not be laid out yet
            area.scroll_to(y=max(0, current - self.size.height // 3), animate=False)
        elif showing is Showing.RECAP:
            area.scroll_home(animate=False)

    def _apply_blank(self) -> None:
        blank = self._room.is_dark or self._blank_here
        self.set_class(blank, "-blank")
        self.line.blank, self.line.is_left = blank, self._room.is_left

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._show()

    @on(BoardView.Turned)
    def _show_page_number(self) -> None:
        count, page = self.board.count, self.board.page
        several = count > 1 and not self.has_class("-shown")
        self.line.page = f"page {page + 1} of {count}" if several else ""


def _board_style(style: str) -> str:
    return {"muted": "$text-muted", "bold": "bold"}.get(style, "")


_DrawLines = Callable[[Session, Method, tuple[str, ...], int], StyledLines]

_DRAW: dict[Showing, _DrawLines] = {
    Showing.OPENING: lambda session, method, chosen, width: opening_lines(session, method, width),
    Showing.RECAP: lambda session, method, chosen, width: recap_lines(
        session, method, width, chosen
    ),
    Showing.READ_BACK: lambda session, method, chosen, width: read_back_lines(
        session, chosen, width
    ),
}
"""Functions that draw what can replace the board."""
