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

SAVE_LABELS = {
    SaveState.SAVED: ("saved", "$text-success"),
    SaveState.SAVING: ("saving …", "$foreground-muted"),
    SaveState.NOT_SAVED: ("NOT SAVED", "bold $text-error reverse"),
}
"""The label of each save state, with its style."""

READ_ONLY_LABEL = ("only shown", "bold $text-warning reverse")
"""The label of a read-only session, with its style."""

BLANK_LABEL, FROZEN_LABEL = "room blank", "room frozen"
"""The labels shown while the board does not show what is captured."""

TIME_STYLES = {
    "": "",
    "muted": "$foreground-muted",
    "good": "bold $text-success",
    "late": "bold $text-warning",
    "warn": "bold $text-warning reverse",
    "alarm": "bold $text-error reverse",
}
"""The style of each kind of time."""

MIN_CASE_CELLS = 12
"""The least number of columns for the case."""

FILE_CELLS = 22
"""Columns for the name of the file after a conflict."""

TOP_LINE_GAP = 3
"""Columns between two parts of the line."""

CLOCK_CHANGED = "Running clocks go on as before."
"""Part of the message when the computer's clock was set while something runs."""


class TopLine(Widget):
    """The line at the top, always in view. It ticks only while a clock runs."""

    DEFAULT_CSS = """
    TopLine { height: 1; dock: top; background: $panel; padding: 0 1; }
    """

    session: reactive[Session | None] = reactive(None)
    save: reactive[SaveState] = reactive(SaveState.SAVED)
    """The state of saving, as last reported."""
    rings: reactive[bool] = reactive(False)
    """Whether a bell rings when the clock of a step reaches zero."""
    room: reactive[BoardState] = reactive(BoardState())
    """What the board shows."""

    def __init__(self, document: Document) -> None:
        super().__init__(id="top-line")
        self._document = document
        self._now = document.now
        self._method = document.method
        self._shown_times: tuple[StyledWords, ...] = ()
        self._was_offered = False
        """Whether the change to the schedule was offered already."""
        self._jumps = JumpWatch(self._now, document.storage.steady)
        self._is_running = False
        """Whether a clock runs now."""

    def on_mount(self) -> None:
        """Create the timer, and start it if a clock runs."""
        self.room = read_board_state(self._document.place, self._document.storage)
        self._ticking = self.set_interval(1, self._tick, pause=True)
        self._tick_or_not()

    def watch_session(self) -> None:
        """Tick while a clock runs, and draw together with the change itself."""
        if self.is_attached:
            # with refresh() it could come a frame later: for a moment a new entry would be shown
            # beside the “saved” of the last one
            draw_in_next_frame(self)
            self._tick_or_not()
            self._offer_change()

    def render(self) -> Content:
        """The case on the left, clock and file on the right."""
        # asked at each drawing, so a new entry is never shown beside the “saved” of the last one
        state, _ = self._document.save_state()
        if state is SaveState.SAVING and self.save is SaveState.NOT_SAVED:
            state = self.save
        is_only_shown = self._document.read_only and state is not SaveState.NOT_SAVED
        file_state = READ_ONLY_LABEL if is_only_shown else SAVE_LABELS[state]
        self._shown_times = self._times()
        # only the time may be cut, never the save state or what the board shows
        right_end = _joined([*self._board_label(), *self._file_label(), file_state])
        room = self.size.width - right_end.cell_length - TOP_LINE_GAP
        times = _joined([(text, TIME_STYLES[style]) for text, style in self._shown_times])
        times = times.truncate(max(1, room - MIN_CASE_CELLS - TOP_LINE_GAP), ellipsis=True)
        room -= times.cell_length + TOP_LINE_GAP if times else 0
        case = Content(terminal_safe(self._case_label())).truncate(
            max(MIN_CASE_CELLS, room), ellipsis=True, pad=True
        )
        return _joined([case, *([times] if times else []), right_end])

    def _board_label(self) -> tuple[tuple[str, str], ...]:
        """A reminder that the board is blank or frozen."""
        label = BLANK_LABEL if self.room.is_dark else FROZEN_LABEL if self.room.frozen else ""
        return ((label, TIME_STYLES["warn"]),) if label else ()

    def _file_label(self) -> tuple[tuple[str, str], ...]:
        """The file or folder in use where it is not that of the start. It is cut at its start."""
        path, opened_path = self._document.path, self._document.opened_path
        if path == opened_path:
            return ()
        is_elsewhere = path.parent != opened_path.parent
        name = terminal_safe(f"{path.parent.name}/" if is_elsewhere else path.name)
        name = name.partition(".toml")[0]
        if cells(name) > FILE_CELLS:
            while cells(name) >= FILE_CELLS:
                name = name[1:]
            name = f"…{name}"
        return ((f"now in {name}", TIME_STYLES["warn"]),)

    def show_save_state(self, state: SaveState) -> None:
        """Show the state of saving. A failure stays until a save succeeds, not until a new try."""
        if state is not SaveState.SAVING or self.save is not SaveState.NOT_SAVED:
            self.save = state
        self.refresh()

    def turn(self) -> None:
        """Start, pause or resume the clock of the step. This may begin the discussion."""
        self._show_notice(turn_timer(self._document))

    def more(self) -> None:
        """Add a minute to the clock, or five to the discussion while that is offered."""
        self._show_notice(give_more_time(self._document))

    def _case_label(self) -> str:
        if self.session is None:
            return ""
        day = self.session.discussion
        when = (
            f"discussion of {format_date(day)}" if day is not None else "no date of discussion yet"
        )
        return f"{self.session.child} · {when}"

    def _times(self) -> tuple[StyledWords, ...]:
        """The clock of the step and the time of the discussion, with their styles."""
        if self.session is None:
            return ()
        session, width = self.session, self.outer_size.width
        return value_or_fault_line(
            lambda: hour_words(session, self._method, self._now(), width, True),
            lambda location: ((f"no times: {location}", "warn"),),
        )

    def _show_notice(self, message: str) -> None:
        if message:
            self.post_message(Notice(message))

    def _offer_change(self) -> None:
        """Offer once to change the schedule when a step uses the protected closing time."""
        is_offered = not self._document.read_only and value_or_fault_line(
            lambda: offered_change(self._document), lambda location: False
        )
        if is_offered and not self._was_offered:
            self._show_notice(offer_sentence(self._document))
        self._was_offered = is_offered

    def _tick_or_not(self) -> None:
        session = self.session
        is_running = session is not None and value_or_fault_line(
            lambda: ticks(session, self._now()), lambda location: False
        )
        if is_running and not self._is_running:  # ignore clock jumps while nothing ran
            self._jumps = JumpWatch(self._now, self._document.storage.steady)
            self._ticking.resume()
        elif not is_running:
            self._ticking.pause()
        self._is_running = bool(is_running)

    def _follow_clock(self) -> None:
        """Shift the times of the session when the computer's clock was set."""
        seconds = self._jumps.jump()
        if seconds:
            self._document.note(lambda session: shift_time(session, seconds))
            direction = "forward" if seconds > 0 else "back"
            minutes = max(1, round(abs(seconds) / 60))
            self._show_notice(
                f"The computer's clock was put {direction} by {minutes} min. {CLOCK_CHANGED}"
            )

    def _tick(self) -> None:
        """Draw only if the times changed, which is once a minute for most."""
        self._follow_clock()
        if self._times() != self._shown_times:
            self.refresh()
        self._tick_or_not()
        self._offer_change()
        clock = shown_clock(self.session) if self.session is not None else None
        if self.rings and clock is not None and timer_seconds_left(clock, self._now()) == 0:
            self.app.bell()


def _joined(parts: Sequence[Content | tuple[str, str]]) -> Content:
    """The parts of the line, with a gap between them."""
    contents = [part if isinstance(part, Content) else Content.styled(*part) for part in parts]
    return Content(" " * TOP_LINE_GAP).join(contents)
