"""The top line of the board: the case, the page and the time."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casetool.clock import Now
from casetool.models.base import evolve
from casetool.models.method import Method
from casetool.models.parsing.dates import format_date
from casetool.models.pseudonyms.room_view import for_board
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.schedule import hour_words, ticks

NOTHING_SHOWN = "Nothing is being shown."
"""Shown once the facilitator has left the session."""


class BoardStatus(Widget):
    """The top line of the board. It ticks only while a clock runs."""

    DEFAULT_CSS = """
    BoardStatus { height: 1; dock: top; background: $panel; padding: 0 1; text-style: bold; }
    """

    session: reactive[Session | None] = reactive(None)
    page: reactive[str] = reactive("")
    """The number of the page, empty if there is only one."""
    trouble: reactive[str] = reactive("")
    """Why the file cannot be read at the moment, empty if it can."""
    frozen: reactive[bool] = reactive(False)
    blank: reactive[bool] = reactive(False)
    """Whether only the time is shown."""

    is_left: reactive[bool] = reactive(False)
    """Whether the facilitator has left the session."""

    def __init__(self, method: Method, now: Now) -> None:
        super().__init__(id="room-line")
        self._method, self._now = method, now
        self._shown_clock = ""

    def on_mount(self) -> None:
        """Create the timer, and start it if a clock runs."""
        self._ticking = self.set_interval(1, self._tick, pause=True)
        self.watch_session()

    def watch_session(self) -> None:
        """Tick while a clock runs."""
        if self.is_attached:
            is_running = self.session is not None and ticks(self.session, self._now())
            self._ticking.resume() if is_running else self._ticking.pause()

    def render(self) -> Content:
        """The case on the left, the page and the time on the right."""
        self._shown_clock = clock = self._clock()
        labels = () if self.blank else ("stands still" if self.frozen else "", self.page)
        right = "   ".join(part for part in (*labels, clock) if part)
        width = self.size.width - cell_len(right) - 2
        case = NOTHING_SHOWN if self.is_left else "" if self.blank else self._case()
        text = Content(terminal_safe(self.trouble or case))
        return Content.assemble(text.truncate(max(4, width), ellipsis=True, pad=True), "  ", right)

    def _tick(self) -> None:
        """Draw only if the time changed."""
        if self._clock() != self._shown_clock:
            self.refresh()
        self.watch_session()

    def _clock(self) -> str:
        if self.session is None or self.is_left:
            return ""
        times = hour_words(self.session, self._method, self._now(), self.outer_size.width)
        return "   ".join(text for text, _ in times)

    def _case(self) -> str:
        if self.session is None:
            return ""
        # drawn each second, so names are not searched for in the entries
        shown_session = for_board(evolve(self.session, headings=(), agreed=()), self._method)
        day = (
            f" · {format_date(shown_session.discussion)}"
            if shown_session.discussion is not None
            else ""
        )
        return f"{shown_session.child}{day}"
