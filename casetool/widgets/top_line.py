"""The top line: which case, what the clock says, and whether everything is on disk."""

from datetime import datetime

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casetool.document import Document
from casetool.models.clock import Clock, left
from casetool.models.dates import echo
from casetool.models.edits.clock import add_minutes, clock_of, toggle_clock
from casetool.models.edits.details import begin
from casetool.models.method import Step
from casetool.models.session import Session
from casetool.render.visible import visible
from casetool.storage.writer import SaveState

SAVE_WORDS = {
    SaveState.SAVED: ("saved", "$text-success"),
    SaveState.SAVING: ("saving …", "$foreground-muted"),
    SaveState.NOT_SAVED: ("NOT SAVED", "bold $text-error reverse"),
}
"""What is said about the file, and in which style."""

LOOKING_ON = ("only shown", "bold $text-warning reverse")
"""What stands there where nothing can be changed."""


def clock_words(clock: Clock, name: str, now: datetime) -> tuple[str, str]:
    """What the clock of a step says, and how urgently: words and style both change.

    Args:
        clock: the clock.
        name: the step in a word.
        now: the present instant.
    """
    seconds = left(clock, now)
    minutes, rest = divmod(abs(seconds), 60)
    time = f"{minutes}:{rest:02}"
    if clock.since is None:
        return f"{name} {time} {'over' if seconds < 0 else 'left'}, paused", "$foreground-muted"
    if seconds < 0:
        return f"{name}: {time} over", "bold $text-error reverse"
    if seconds <= 60:
        return f"{name}: last minute, {time}", "bold $text-warning reverse"
    return f"{name} {time} left", "bold $text-success"


class TopLine(Widget):
    """One line at the top, in view from every step; it ticks only while a clock runs."""

    DEFAULT_CSS = """
    TopLine { height: 1; dock: top; background: $panel; padding: 0 1; }
    """

    session: reactive[Session | None] = reactive(None)
    save: reactive[SaveState] = reactive(SaveState.SAVED)
    """Whether all is on disk."""
    rings: reactive[bool] = reactive(False)
    """Whether a bell is wanted at zero."""

    def __init__(self, document: Document) -> None:
        super().__init__(id="top-line")
        self._document = document
        self._now = document.now
        self._method = document.method

    def on_mount(self) -> None:
        """Get ready to tick."""
        self._ticking = self.set_interval(1, self._tick, pause=True)
        self._tick_or_not()

    def watch_session(self) -> None:
        """Tick while a clock runs."""
        if self.is_attached:
            self._tick_or_not()

    def render(self) -> Content:
        """The case on the left, clock and file on the right."""
        # asked here, not remembered: a new entry is never drawn beside the “saved” of the last one
        state, _ = self._document.save_state()
        if state is SaveState.SAVING and self.save is SaveState.NOT_SAVED:
            state = self.save
        rests = LOOKING_ON if self._document.read_only else SAVE_WORDS[state]
        right = [part for part in (self._clock(), rests) if part[0]]
        wide = sum(cell_len(text) + 3 for text, _ in right)
        case = Content(visible(self._case()))
        case = case.truncate(max(8, self.size.width - wide), ellipsis=True, pad=True)
        gaps: list[Content | tuple[str, str]] = [case]
        for part in right:
            gaps += [Content("   "), part]
        return Content.assemble(*gaps)

    def told(self, state: SaveState) -> None:
        """Hear how saving goes; what failed is told of until a save succeeds, not until a try."""
        if state is not SaveState.SAVING or self.save is not SaveState.NOT_SAVED:
            self.save = state
        self.refresh()

    def toggle(self) -> None:
        """Start, pause or go on with the clock; the discussion begins with it."""
        step, now = self._step_with_clock(), self._now()
        if self._may_write() and step is not None:
            self._document.note(
                lambda session: begin(toggle_clock(session, step, now), self._method, step.id, now)
            )

    def add_minute(self) -> None:
        """One more minute on the clock."""
        step, now = self._step_with_clock(), self._now()
        if self._may_write() and step is not None:
            self._document.note(lambda session: add_minutes(session, step, 1, now))

    def _may_write(self) -> bool:
        why = self._document.read_only
        if why:
            self._document.refused(why)
        return not why

    def _step_with_clock(self) -> Step | None:
        """The step whose clock runs, else the open one, else the first that has a clock."""
        session = self._document.session
        running = [clock.step for clock in session.clocks if clock.since is not None]
        if running:
            return self._method.step(running[0])
        here = self._method.step(session.at)
        return here if here.minutes else next((s for s in self._method.steps if s.minutes), None)

    def _case(self) -> str:
        if self.session is None:
            return ""
        day = self.session.discussion
        when = f"discussion of {echo(day)}" if day is not None else "no date of discussion yet"
        return f"{self.session.child} · {when}"

    def _clock(self) -> tuple[str, str]:
        """The clock that runs, else that of the open step, else how to start it."""
        if self.session is None:
            return "", ""
        clock = self._shown(self.session)
        if clock is not None:
            return clock_words(clock, self._method.step(clock.step).short, self._now())
        minutes = self._method.step(self.session.at).minutes
        return (f"F2 starts {minutes}:00", "$foreground-muted") if minutes else ("", "")

    def _shown(self, session: Session) -> Clock | None:
        """The clock that runs, else that of the open step, else whichever was started last."""
        running = [clock for clock in session.clocks if clock.since is not None]
        here = clock_of(session, session.at)
        return next(iter([*running, *([here] if here else []), *session.clocks[::-1]]), None)

    def _tick_or_not(self) -> None:
        clock = self._shown(self.session) if self.session is not None else None
        if clock is not None and clock.since is not None:
            self._ticking.resume()
        else:
            self._ticking.pause()

    def _tick(self) -> None:
        self.refresh()
        clock = self._shown(self.session) if self.session is not None else None
        if self.rings and clock is not None and left(clock, self._now()) == 0:
            self.app.bell()
