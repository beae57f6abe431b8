"""The top line: which case, what the clock says, and whether everything is on disk."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casetool.clock import JumpWatch
from casetool.errors import value_or_fault_line
from casetool.models.parsing.dates import format_date
from casetool.models.session import Session
from casetool.models.timing.clock_jump import shift_time
from casetool.models.timing.step_timer import timer_seconds_left
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells
from casetool.render.views.schedule import StyledWords, hour_words, shown_clock, ticks
from casetool.services.meeting.timekeeping import (
    give_more_time,
    offer_sentence,
    offered_change,
    turn_timer,
)
from casetool.services.sessions.document import Document
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.board_state import BoardState, read_board_state
from casetool.widgets.common.messages import Notice
from casetool.widgets.common.textual_compat import draw_in_next_frame

SAVE_WORDS = {
    SaveState.SAVED: ("saved", "$text-success"),
    SaveState.SAVING: ("saving …", "$foreground-muted"),
    SaveState.NOT_SAVED: ("NOT SAVED", "bold $text-error reverse"),
}
"""What is said about the file, and in which style."""

LOOKING_ON = ("only shown", "bold $text-warning reverse")
"""What stands there where nothing can be changed."""

BLANK, FROZEN = "room blank", "room frozen"
"""What stands there while the room does not see what is caught."""

TIME_STYLES = {
    "": "",
    "muted": "$foreground-muted",
    "good": "bold $text-success",
    "late": "bold $text-warning",
    "warn": "bold $text-warning reverse",
    "alarm": "bold $text-error reverse",
}
"""How what is said about the time looks."""


LEAST_CASE_CELLS = 12
"""Columns that the case keeps, however much there is to be said beside it."""

FILE_CELLS = 22
"""Columns for the name of the file in which a session goes on."""

TOP_LINE_GAP = 3
"""Columns between two things."""

CLOCK_CHANGED = "What is timed here goes on as it was."
"""Said where the computer's clock was set while something runs."""


class TopLine(Widget):
    """One line at the top, in view from every step; it ticks only while something runs."""

    DEFAULT_CSS = """
    TopLine { height: 1; dock: top; background: $panel; padding: 0 1; }
    """

    session: reactive[Session | None] = reactive(None)
    save: reactive[SaveState] = reactive(SaveState.SAVED)
    """Whether all is on disk."""
    rings: reactive[bool] = reactive(False)
    """Whether a bell is wanted at zero."""
    room: reactive[BoardState] = reactive(BoardState())
    """What the room is to see."""

    def __init__(self, document: Document) -> None:
        super().__init__(id="top-line")
        self._document = document
        self._now = document.now
        self._method = document.method
        self._shown: tuple[StyledWords, ...] = ()
        self._offered = False
        """Whether it is offered to fit in the rest."""
        self._jumps = JumpWatch(self._now, document.storage.steady)
        self._runs = False
        """Whether something is timed now."""

    def on_mount(self) -> None:
        """Get ready to tick."""
        self.room = read_board_state(self._document.path, self._document.storage)
        self._ticking = self.set_interval(1, self._tick, pause=True)
        self._tick_or_not()

    def watch_session(self) -> None:
        """Tick while something runs; be drawn no later than what changed."""
        if self.is_attached:
            # in every picture from now on: told in its turn it could come a picture too late,
            # and a new entry would stand for a moment beside the “saved” of the last one
            draw_in_next_frame(self)
            self._tick_or_not()
            self._offer()

    def render(self) -> Content:
        """The case on the left, clock and file on the right."""
        # asked here, not remembered: a new entry is never drawn beside the “saved” of the last one
        state, _ = self._document.save_state()
        if state is SaveState.SAVING and self.save is SaveState.NOT_SAVED:
            state = self.save
        rests = LOOKING_ON if self._document.read_only else SAVE_WORDS[state]
        self._shown = self._times()
        # what is cut is the time, never whether all is saved, nor what the room sees
        ends = _in_a_row([*self._hidden(), *self._goes_on_in(), rests])
        room = self.size.width - ends.cell_length - TOP_LINE_GAP
        times = _in_a_row([(text, TIME_STYLES[style]) for text, style in self._shown])
        times = times.truncate(max(1, room - LEAST_CASE_CELLS - TOP_LINE_GAP), ellipsis=True)
        room -= times.cell_length + TOP_LINE_GAP if times else 0
        case = Content(terminal_safe(self._case())).truncate(
            max(LEAST_CASE_CELLS, room), ellipsis=True, pad=True
        )
        return _in_a_row([case, *([times] if times else []), ends])

    def _hidden(self) -> tuple[tuple[str, str], ...]:
        """That the room does not see what is caught now: it would be forgotten."""
        words = BLANK if self.room.blank else FROZEN if self.room.frozen else ""
        return ((words, TIME_STYLES["warn"]),) if words else ()

    def _goes_on_in(self) -> tuple[tuple[str, str], ...]:
        """In which file it goes on after a conflict; of a long name the end, which differs."""
        if self._document.conflicting_path is None:
            return ()
        name = terminal_safe(self._document.path.name.partition(".toml")[0])
        if cells(name) > FILE_CELLS:
            while cells(name) >= FILE_CELLS:
                name = name[1:]
            name = f"…{name}"
        return ((f"now in {name}", TIME_STYLES["warn"]),)

    def told(self, state: SaveState) -> None:
        """Hear how saving goes; what failed is told of until a save succeeds, not until a try."""
        if state is not SaveState.SAVING or self.save is not SaveState.NOT_SAVED:
            self.save = state
        self.refresh()

    def turn(self) -> None:
        """Start, pause or go on with what is there to be clocked; the discussion begins with it."""
        self._tell(turn_timer(self._document))

    def more(self) -> None:
        """One more minute on the clock, or five for all while that is offered."""
        self._tell(give_more_time(self._document))

    def _case(self) -> str:
        if self.session is None:
            return ""
        day = self.session.discussion
        when = (
            f"discussion of {format_date(day)}" if day is not None else "no date of discussion yet"
        )
        return f"{self.session.child} · {when}"

    def _times(self) -> tuple[StyledWords, ...]:
        """The clock of the step, and the hour."""
        if self.session is None:
            return ()
        session, width = self.session, self.outer_size.width
        return value_or_fault_line(
            lambda: hour_words(session, self._method, self._now(), width, True),
            lambda place: ((f"no times: {place}", "warn"),),
        )

    def _tell(self, words: str) -> None:
        if words:
            self.post_message(Notice(words))

    def _offer(self) -> None:
        """Say once that the time kept for the end is being used; again once it was not."""
        offers = not self._document.read_only and value_or_fault_line(
            lambda: offered_change(self._document), lambda place: False
        )
        if offers and not self._offered:
            self._tell(offer_sentence(self._document))
        self._offered = offers

    def _tick_or_not(self) -> None:
        session = self.session
        runs = session is not None and value_or_fault_line(
            lambda: ticks(session, self._now()), lambda place: False
        )
        if runs and not self._runs:  # what was set while nothing ran moves nothing
            self._jumps = JumpWatch(self._now, self._document.storage.steady)
            self._ticking.resume()
        elif not runs:
            self._ticking.pause()
        self._runs = bool(runs)

    def _follow_clock(self) -> None:
        """Let what runs go on as it was, where somebody or something set the computer's clock."""
        seconds = self._jumps.jump()
        if seconds:
            self._document.note(lambda session: shift_time(session, seconds))
            way = "forward" if seconds > 0 else "back"
            minutes = max(1, round(abs(seconds) / 60))
            self._tell(f"The computer's clock was put {way} by {minutes} min. {CLOCK_CHANGED}")

    def _tick(self) -> None:
        """Draw only what is other than before: most of it changes once a minute."""
        self._follow_clock()
        if self._times() != self._shown:
            self.refresh()
        self._tick_or_not()
        self._offer()
        clock = shown_clock(self.session) if self.session is not None else None
        if self.rings and clock is not None and timer_seconds_left(clock, self._now()) == 0:
            self.app.bell()


def _in_a_row(parts: Sequence[Content | tuple[str, str]]) -> Content:
    """Things side by side."""
    pieces = [part if isinstance(part, Content) else Content.styled(*part) for part in parts]
    return Content(" " * TOP_LINE_GAP).join(pieces)
