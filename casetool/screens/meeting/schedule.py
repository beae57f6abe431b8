"""The schedule screen: planned and used time of each step, and actions to adjust it."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from casetool.models.timing.schedule import goes_on
from casetool.models.timing.schedule_edits import may_begin
from casetool.render.text.styled_lines import BOLD, QUIET
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.schedule_table import hour_lines
from casetool.screens.commands.board_content import ROOM_KEYS
from casetool.screens.commands.command import Command, RunCommand
from casetool.screens.commands.providers import KeysHere
from casetool.services.meeting import timekeeping as timing
from casetool.services.sessions.document import Document
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import MUTED

SCHEDULE_POLL_SECONDS = 5.0
"""Seconds between two updates of the times."""

SCHEDULE_STYLES = {BOLD: "bold", QUIET: MUTED}


class ScheduleScreen(ModalScreen[None]):
    """Shows planned and used time, with one key for each adjustment."""

    COMMANDS = {KeysHere}
    DEFAULT_CSS = """
    ScheduleScreen {
        align: center middle;
        & > Vertical {
            width: 78; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & VerticalScroll { height: auto; max-height: 20; }
        & Static { height: auto; }
        & .title { text-style: bold; }
        & #hour-words { color: $text-warning; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "act('fit')", "Fit in", id="hour.fit",
                tooltip="Shrink the steps ahead to the time left. The time kept for the end stays"),
        Binding("5", "act('five')", "5 more", id="hour.five",
                tooltip="Five more minutes: the end moves"),
        Binding("minus", "act('less')", "5 less", id="hour.less",
                tooltip="Five minutes less: the end moves back"),
        Binding("p", "act('pause')", "Break / go on", id="hour.pause",
                tooltip="Start a break, in which no time passes, or end it"),
        Binding("e", "act('late')", "Late start", id="hour.late",
                tooltip="Move the end by the delay of the start"),
        Binding("s", "act('begin')", "Start", id="hour.begin",
                tooltip="The hour begins now"),
        Binding("x", "act('end')", "Over", id="hour.end",
                tooltip="The hour is over; p goes on with it"),
        Binding("escape,enter", "dismiss(None)", "Back", id="hour.back", tooltip="Back"),
        *ROOM_KEYS,
    ]  # fmt: skip

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self._text, self._message = Static(), Static(id="hour-words")
        self._unsubscribe: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        """Lay out the times, the last message and the keys."""
        with Vertical():
            yield Static("The hour      only you see this", classes="title")
            with VerticalScroll(can_focus=False):
                yield self._text
            yield self._message
            yield KeyFooter(lists_all=True)

    def on_mount(self) -> None:
        """Follow the session and the clock."""
        self._unsubscribe = self.document.subscribe(lambda old, new: self._draw())
        self.set_interval(SCHEDULE_POLL_SECONDS, self._draw)
        self._draw()

    def on_unmount(self) -> None:
        """Stop following the session."""
        self._unsubscribe()

    def action_act(self, name: str) -> None:
        """Adjust the time, and report the result."""
        self.say(SCHEDULE_ACTIONS[name](self.document))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the adjustments that are possible now."""
        schedule = self.document.session.hour
        match parameters:
            case ("begin",):
                return may_begin(self.document.session, self.document.now())
            case ("late",):
                return schedule is not None and schedule.late > 0
            case ("fit",) | ("five",) | ("less",) | ("end",):
                return schedule is not None and goes_on(schedule)
        return True

    def on_resize(self) -> None:
        """Fit the lines to the new size."""
        self._draw()

    def _draw(self) -> None:
        self.refresh_bindings()
        width = max(20, min(74, self.size.width - 4))
        session, method = self.document.session, self.document.method
        lines = hour_lines(session, method, self.document.now(), width)
        self._text.update(
            Content("\n").join(
                Content.styled(text, SCHEDULE_STYLES.get(style, "")) for style, text in lines
            )
        )

    def say(self, message: str) -> None:
        """Show a message to the facilitator."""
        self._message.update(Content(terminal_safe(message)))


SCHEDULE_ACTIONS: dict[str, Callable[[Document], str]] = {
    "fit": timing.fit_steps,
    "five": lambda document: timing.take_offer(document, timing.MORE_MINUTES),
    "less": lambda document: timing.take_offer(document, -timing.MORE_MINUTES),
    "pause": timing.pause_discussion,
    "late": timing.move_end_time,
    "begin": timing.begin_hour,
    "end": timing.end_discussion,
}
"""The adjustments of the time, by name."""


def show_schedule(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show the planned and the used time."""
    app.push_screen(ScheduleScreen(document))


def _command(name: str) -> RunCommand:
    """A command that makes one adjustment."""

    def run(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
        tell(SCHEDULE_ACTIONS[name](document))

    return run


SESSION_COMMANDS = (
    Command("hour", "h", "The hour: the plan, and what was used",
         "Each step with its planned and used time, and whether you are on plan", show_schedule),
    Command("break", "p", "A break, or go on",
         "No time goes by in a break, and the end moves by it", _command("pause")),
    Command("five-more", "5", "Five more minutes",
         "The end moves by five minutes, which go to the open step", _command("five")),
    Command("rescale", "r", "Fit the rest into the time that is left",
         "The steps ahead shrink. The time kept for the end stays", _command("fit")),
    Command("late-start", "e", "Move the end by the late start",
         "The end moves by as much as the start was late", _command("late")),
)  # fmt: skip
