"""The top line of the room's window: which case, which page, and the time."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casetool.clock import Now
from casetool.models.base import evolve
from casetool.models.method import Method
from casetool.models.parsing.dates import format_date
from casetool.models.pseudonyms.display import for_board
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.schedule import hour_words, ticks


class BoardStatus(Widget):
    """One line; it ticks only while a clock runs."""

    DEFAULT_CSS = """
    BoardStatus { height: 1; dock: top; background: $panel; padding: 0 1; text-style: bold; }
    """

    session: reactive[Session | None] = reactive(None)
    page: reactive[str] = reactive("")
    """Which page it is; empty where there is only one."""
    trouble: reactive[str] = reactive("")
    """Why the file cannot be followed just now."""
    frozen: reactive[bool] = reactive(False)
    blank: reactive[bool] = reactive(False)
    """Whether nothing may be seen but the time."""

    def __init__(self, method: Method, now: Now) -> None:
        super().__init__(id="room-line")
        self._method, self._now = method, now
        self._told = ""

    def on_mount(self) -> None:
        """Get ready to tick."""
        self._ticking = self.set_interval(1, self._tick, pause=True)
        self.watch_session()

    def watch_session(self) -> None:
        """Tick while something runs."""
        if self.is_attached:
            runs = self.session is not None and ticks(self.session, self._now())
            self._ticking.resume() if runs else self._ticking.pause()

    def render(self) -> Content:
        """The case on the left; page and time on the right, nothing there that only looks."""
        self._told = clock = self._clock()
        marks = () if self.blank else ("stands still" if self.frozen else "", self.page)
        right = "   ".join(part for part in (*marks, clock) if part)
        wide = self.size.width - cell_len(right) - 2
        left = Content(terminal_safe("" if self.blank else self.trouble or self._case()))
        return Content.assemble(left.truncate(max(4, wide), ellipsis=True, pad=True), "  ", right)

    def _tick(self) -> None:
        """Draw only what is other than before."""
        if self._clock() != self._told:
            self.refresh()
        self.watch_session()

    def _clock(self) -> str:
        if self.session is None:
            return ""
        words = hour_words(self.session, self._method, self._now(), self.outer_size.width)
        return "   ".join(text for text, _ in words)

    def _case(self) -> str:
        if self.session is None:
            return ""
        # drawn each second: what stands under the headings is not looked through for it
        shown = for_board(evolve(self.session, headings=(), agreed=()), self._method)
        day = f" · {format_date(shown.discussion)}" if shown.discussion is not None else ""
        return f"{shown.child}{day}"
