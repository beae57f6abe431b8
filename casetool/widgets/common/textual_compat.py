"""The only module that uses private names of Textual.

Textual may change or drop them in any release. The test of this module then fails and says so.
"""

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from textual import _xterm_parser
from textual.app import App
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Key, ScreenResume
from textual.geometry import Size
from textual.keys import Keys
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver
    from textual.widgets import Input, OptionList, TextArea
    from textual.widgets.text_area import Location


_KEYPAD_SIGNS = {
    "add": ("plus", "+"),
    "decimal": ("full_stop", "."),
    "divide": ("slash", "/"),
    "equal": ("equals_sign", "="),
    "multiply": ("asterisk", "*"),
    "separator": ("comma", ","),
    "subtract": ("minus", "-"),
}
"""The keys of a number pad that Textual gives a name of their own and no sign."""


class TerminalParser(_xterm_parser.XTermParser):
    """Textual's parser for the input of a terminal. A code that is no character is no key.

    A sign on the number pad is that sign.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        try:
            for key in super()._sequence_to_key_events(sequence, alt):
                sign = _KEYPAD_SIGNS.get(key.key.removeprefix("shift+"))
                yield key if sign is None else Key(*sign)
        except (ValueError, OverflowError):
            yield Key(Keys.Ignore, None)


PASTE_START = _xterm_parser.BRACKETED_PASTE_START
PASTE_END = _xterm_parser.BRACKETED_PASTE_END
"""The sequences that enclose a paste."""

KEYS_AS_CODES = "\x1b[>25u"
"""What Textual sends at its start on Linux and macOS: a code for each key, with its text."""


def is_closing(node: MessagePump) -> bool:
    """Whether a node has stopped, or is about to stop, handling messages."""
    return node._closing or node._closed


def is_being_removed(node: DOMNode) -> bool:
    """Whether a node is being taken out of the tree of widgets."""
    return node._pruning


def queued_messages(node: MessagePump) -> list[Message | None]:
    """The messages that a node has not handled yet, oldest first."""
    return [*node._message_queue.values]


def guard_handlers(is_borne: Callable[[MessagePump, Exception], bool]) -> None:
    """Put a guard round every message handler, once: Textual has no other place for one.

    Args:
        is_borne: decides about an exception in a node's handler. It is raised again if not borne.
    """
    unguarded = MessagePump._dispatch_message
    if getattr(unguarded, "is_guard", False):
        return

    async def guarded(self: MessagePump, message: Message) -> None:
        try:
            await unguarded(self, message)
        except Exception as error:
            if not is_borne(self, error):
                raise

    guarded.is_guard = True  # type: ignore[attr-defined]
    MessagePump._dispatch_message = guarded  # type: ignore[method-assign]


def style_new_screens_once() -> None:
    """Apply the styles of a new screen once, as it is mounted. Textual applies them three times.

    It does so again when the screen is first shown, and when its size is known.
    """
    resume, compose = Screen._on_screen_resume, Screen._compose
    if getattr(resume, "is_once", False):
        return

    def resume_once(self: Screen[Any], event: ScreenResume) -> None:
        if not getattr(self, "was_shown", False):
            self.was_shown = True  # type: ignore[attr-defined]
            event.refresh_styles = False
        resume(self, event)

    async def compose_in_size(self: Screen[Any]) -> None:
        self.add_class(*_size_classes(self))  # before there are parts to style
        await compose(self)

    resume_once.is_once = True  # type: ignore[attr-defined]
    Screen._on_screen_resume = resume_once  # type: ignore[method-assign]
    Screen._compose = compose_in_size  # type: ignore[method-assign]


def _size_classes(screen: Screen[Any]) -> set[str]:
    """The classes that tell how wide and how high the window of a screen is."""
    wide, high = screen.HORIZONTAL_BREAKPOINTS or [], screen.VERTICAL_BREAKPOINTS or []
    width, height = screen.app.size
    classes: set[str] = screen._get_breakpoint_classes(width, wide)
    return classes | screen._get_breakpoint_classes(height, high)


def draw_in_next_frame(widget: Widget) -> None:
    """Draw a widget in the next frame. After `refresh()` it may come one frame later."""
    widget.screen._dirty_widgets.add(widget)


def cursor_column(line_input: "Input") -> int:
    """The column of an input's cursor in its text, in cells."""
    return line_input._cursor_offset


def option_at_line(option_list: "OptionList", line: int) -> tuple[int, int] | None:
    """The index of the option at a line, and which of its lines that is. None past the end."""
    lines = option_list._lines
    return lines[line] if line < len(lines) else None


def lay_out_document(area: "TextArea") -> None:
    """Wrap and draw a document that was just put into a text area, with the cursor at its start."""
    area._build_highlight_map()
    area.move_cursor((0, 0))
    area._rewrap_and_refresh_virtual_size()


def delete_by_key(area: "TextArea", start: "Location", end: "Location") -> None:
    """Delete text as a key would: in a read-only text area nothing happens."""
    area._delete_via_keyboard(start, end)


def app_of(driver: Driver) -> App[Any]:
    """The app that a driver serves."""
    return driver._app


def driver_of(app: App[Any]) -> Driver | None:
    """The driver that serves an app, once it runs."""
    return app._driver


def terminal_size(driver: "LinuxDriver") -> Size:
    """The size of the terminal now."""
    return Size(*driver._get_terminal_size())


def terminal_reports_size(driver: "LinuxDriver") -> bool:
    """Whether the terminal itself sends each new size, so that the signal can be ignored."""
    return driver._in_band_window_resize


def replace_terminal_streams(
    writer: Callable[..., object], decoder: Callable[[str], Callable[[], object]]
) -> None:
    """Have Textual's Linux driver use our output thread and our decoder.

    The driver looks both up as globals of its module.

    Args:
        writer: makes the thread that writes to the terminal, from the terminal's stream.
        decoder: gives the class of an incremental decoder for an encoding.
    """
    from textual.drivers import linux_driver

    vars(linux_driver).update(WriterThread=writer, getincrementaldecoder=decoder)


def replace_key_parser(parser: Callable[[bool], TerminalParser]) -> None:
    """Have Textual's driver for this platform use our parser of keys.

    Args:
        parser: the class, or what makes one. The driver looks it up as a global of its module.
    """
    if sys.platform == "win32":
        from textual.drivers import win32 as driver
    else:
        from textual.drivers import linux_driver as driver
    vars(driver)["XTermParser"] = parser


def waits_in_sequence(parser: TerminalParser) -> bool:
    """Whether a parser has begun an escape sequence, and waits for more of it.

    Args:
        parser: the parser. It stops waiting when its time is over.
    """
    return parser._timeout_time is not None
