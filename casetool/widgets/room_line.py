"""The top line of the room's window: which case, which page, and the time."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casetool.instants import Clock
from casetool.models.clock import Clock as StepClock
from casetool.models.clock import left
from casetool.models.dates import echo
from casetool.models.method import Method
from casetool.models.session import Session
from casetool.models.wall import for_the_room
from casetool.render.visible import visible


class RoomLine(Widget):
    """One line; it ticks only while a clock runs."""

    DEFAULT_CSS = """
    RoomLine { height: 1; dock: top; background: $panel; padding: 0 1; text-style: bold; }
    """

    session: reactive[Session | None] = reactive(None)
    page: reactive[str] = reactive("")
    """Which page it is; empty where there is only one."""
    trouble: reactive[str] = reactive("")
    """Why the file cannot be followed just now."""
    frozen: reactive[bool] = reactive(False)
    blank: reactive[bool] = reactive(False)
    """Whether nothing may be seen but the time."""

    def __init__(self, method: Method, now: Clock) -> None:
        super().__init__(id="room-line")
        self._method, self._now = method, now

    def on_mount(self) -> None:
        """Get ready to tick."""
        self._ticking = self.set_interval(1, self.refresh, pause=True)
        self.watch_session()

    def watch_session(self) -> None:
        """Tick while something runs."""
        if self.is_attached and self._ticks() is not None:
            self._ticking.resume()
        elif self.is_attached:
            self._ticking.pause()

    def render(self) -> Content:
        """The case on the left; page and time on the right, nothing there that only looks."""
        clock = self._clock()
        marks = ("stands still" if self.frozen else "", self.page, clock)
        right = "   ".join(part for part in marks if part and (part == clock or not self.blank))
        wide = self.size.width - cell_len(right) - 2
        left = Content(visible("" if self.blank else self.trouble or self._case()))
        return Content.assemble(left.truncate(max(4, wide), ellipsis=True, pad=True), "  ", right)

    def _ticks(self) -> StepClock | None:
        clocks = self.session.clocks if self.session is not None else ()
        return next((clock for clock in clocks if clock.since is not None), None)

    def _clock(self) -> str:
        clock = self._ticks()
        if clock is None:
            return ""
        minutes, seconds = divmod(abs(left(clock, self._now())), 60)
        over = "over" if left(clock, self._now()) < 0 else "left"
        return f"{self._method.step(clock.step).short} {minutes}:{seconds:02} {over}"

    def _case(self) -> str:
        if self.session is None:
            return ""
        shown = for_the_room(self.session, self._method)
        day = f" · {echo(shown.discussion)}" if shown.discussion is not None else ""
        return f"{shown.child}{day}"
