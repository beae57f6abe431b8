"""The room's window: the board, and what else the facilitator shows; it changes nothing."""

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
from casetool.models.method import Method
from casetool.models.pseudonyms.display import for_board
from casetool.models.session import Session
from casetool.render.text.styled_lines import StyledLines
from casetool.render.views.opening_checklist import NEXT, opening_lines
from casetool.render.views.read_back import OPEN, read_back_lines
from casetool.render.views.recap import recap_lines
from casetool.services.sessions.follower import FollowUpdate
from casetool.storage.board_state import BoardState, Showing
from casetool.widgets.board.board_status import BoardStatus
from casetool.widgets.board.board_view import BoardView
from casetool.widgets.theme.appearance import appearance_of


class BoardScreen(Screen[None]):
    """What the room sees. Keys work here too, for whoever stands at this window.

    Args:
        session: the session as it is now.
        method: its method.
        now: the clock.
        room: what the room is to see; known before anything is drawn: it may be blank.
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
                tooltip="A plain screen with the clock, or the board again"),
        Binding("t,ctrl+t", "theme", "Light / dark", id="board.theme", show=False,
                tooltip="A light theme for projectors, one of high contrast, or the dark one"),
        Binding("x", "plain", "Plain signs", id="board.plain", show=False,
                tooltip="Plain signs instead of drawn boxes, or back"),
        Binding("q", "app.quit", "Leave", id="wall.leave", tooltip="Close this window"),
    ]  # fmt: skip

    board = query_one(BoardView)
    line = query_one(BoardStatus)

    @dataclass
    class Found(Message):
        """There is something new."""

        news: FollowUpdate

    def __init__(self, session: Session, method: Method, now: Now, room: BoardState) -> None:
        super().__init__()
        self._session, self._method, self._now = session, method, now
        self._room = room
        self._front: str | None = None
        """The heading that the facilitator brought to the front last."""
        self._blank_here = False
        """Whether it was blanked at this window."""

    def compose(self) -> ComposeResult:
        """The line, the board, and what can stand in its place."""
        yield BoardStatus(self._method, self._now)
        yield BoardView(self._method, self._now)
        with VerticalScroll(id="shown"):
            yield Static(id="shown-text")

    def on_mount(self) -> None:
        """Show the session."""
        self._show()

    def action_theme(self) -> None:
        """The next theme; one sees which, and the room needs no words for it."""
        appearance_of(self.app).next_theme()

    def action_plain(self) -> None:
        """Plain signs, or drawn ones again."""
        appearance_of(self.app).turn_plain()

    def action_blank(self) -> None:
        """A plain screen, or the board again."""
        self._blank_here = not self._blank_here
        self._blank_or_not()

    @on(Found)
    def _found(self, message: Found) -> None:
        news = message.news
        if news.trouble is not None:
            self.line.trouble = news.trouble
        if news.session is not None:
            self._session = news.session
        self._room = news.board_state or self._room
        self._show()

    def _show(self) -> None:
        """Everything as it is to be seen now; what is frozen stays as it was."""
        self._blank_or_not()
        self.line.frozen = self.board.still = self._room.frozen
        if self._room.frozen:
            return
        if self._front != self._room.front:  # what was turned at this window stays, until then
            self._front = self.board.front = self._room.front
        self.line.session = self.board.session = self._session
        lines = _LINES.get(self._room.showing)
        self.set_class(lines is not None, "-shown")
        self._turned()
        self.set_focus(self.board if lines is None else self.query_one("#shown"))
        if lines is not None:
            session = for_board(self._session, self._method)
            width = max(20, self.size.width - 10)
            text = value_or_fault_line(
                partial(lines, session, self._method, self._room.chosen, width),
                lambda place: (("", f"This could not be drawn ({place}). All is kept."),),
            )
            content = Content("\n").join(
                Content.styled(words, _look(style)) for style, words in text
            )
            self.query_one("#shown-text", Static).update(content)
            self.call_after_refresh(self._in_sight, self._room.showing, text)

    def _in_sight(self, showing: Showing, text: StyledLines) -> None:
        """Nobody scrolls this window: what is talked of now is seen, with a little before it."""
        area = self.query_one("#shown", VerticalScroll)
        marks = (f"{NEXT} ", f"{OPEN} ")
        now = next((y for y, (_, words) in enumerate(text) if words.startswith(marks)), None)
        if now is not None:
            # of the whole window: the area itself may not be laid out yet, and have no height
            area.scroll_to(y=max(0, now - self.size.height // 3), animate=False)
        elif showing is Showing.RECAP:
            area.scroll_home(animate=False)

    def _blank_or_not(self) -> None:
        blank = self._room.blank or self._blank_here
        self.set_class(blank, "-blank")
        self.line.blank = blank

    def on_resize(self) -> None:
        """Lay out what is shown for another size."""
        self._show()

    @on(BoardView.Turned)
    def _turned(self) -> None:
        count, page = self.board.count, self.board.page
        several = count > 1 and not self.has_class("-shown")
        self.line.page = f"page {page + 1} of {count}" if several else ""


def _look(style: str) -> str:
    return {"muted": "$text-muted", "bold": "bold"}.get(style, "")


_Draw = Callable[[Session, Method, tuple[str, ...], int], StyledLines]

_LINES: dict[Showing, _Draw] = {
    Showing.OPENING: lambda session, method, chosen, width: opening_lines(session, method, width),
    Showing.RECAP: lambda session, method, chosen, width: recap_lines(
        session, method, width, chosen
    ),
    Showing.READ_BACK: lambda session, method, chosen, width: read_back_lines(
        session, chosen, width
    ),
}
"""What can stand in the place of the board."""
