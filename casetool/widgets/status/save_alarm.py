"""A row that says “not saved” on the screens that cover the top line of the session."""

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from casetool.storage.autosave.save_state import SaveState
from casetool.widgets.common.safe_remove import remove_safely
from casetool.widgets.common.textual_compat import is_being_removed
from casetool.widgets.status.top_line import SAVE_LABELS

WHAT_HAPPENS = " · saving is tried again by itself"


class SaveAlarm(Static):
    """The row. It names no file, as a lock may be under it."""

    DEFAULT_CSS = """
    SaveAlarm { dock: top; height: 1; background: $panel; padding: 0 1; }
    """

    def __init__(self) -> None:
        label = SAVE_LABELS[SaveState.NOT_SAVED]
        super().__init__(Content.assemble(label, WHAT_HAPPENS))


def show_alarms(session_screen: Screen[object], is_failing: bool) -> None:
    """Have each screen over that of the session say that saving fails, or no longer say it.

    Args:
        session_screen: the screen with the top line.
        is_failing: whether saving fails now.
    """
    stack = session_screen.app.screen_stack
    if session_screen not in stack:
        return
    for screen in stack[stack.index(session_screen) + 1 :]:
        alarms = screen.query(SaveAlarm)
        if not is_failing:
            for alarm in alarms:
                remove_safely(alarm)
        elif not alarms and screen.is_mounted and not is_being_removed(screen):
            screen.mount(SaveAlarm())
