"""The screen for reading Facts and About the child aloud, page by page."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Static

from casetool.models.session import Session
from casetool.render.text.styled_lines import BOLD, QUIET
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.recap import recap, recap_lines, recap_pages
from casetool.screens.commands.board_content import (
    NOT_ON_BOARD,
    ON_BOARD,
    ROOM_KEYS,
    is_shown,
    take_off,
    toggle_on_board,
    turn_page,
)
from casetool.screens.commands.command import Command
from casetool.screens.commands.providers import KeysHere
from casetool.services.sessions.document import Document
from casetool.storage.board_state import Showing
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import MUTED

WIDEST_CELLS = 84
"""The widest line, in columns, that is easy to read aloud."""

RECAP_PAGE = (70, 21)
"""Columns and rows that fit every board window, even with large letters (80x24)."""

RECAP_STYLES = {BOLD: "bold", QUIET: MUTED}


class RecapScreen(ModalScreen[None]):
    """Shows one page at a time, the same page as on the room's screen."""

    COMMANDS = {KeysHere}
    DEFAULT_CSS = """
    RecapScreen {
        background: $surface;
        align: center top;
        & #recap {
            width: 1fr; height: 1fr; align: center top; padding: 1 0 0 2;
            scrollbar-gutter: stable;
        }
        & #recap Static { height: auto; max-width: 84; }
        & #recap-words {
            height: 1; width: 1fr; padding: 0 2; color: $foreground-muted;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown,enter,right", "turn(1)", "Next page", id="recap.next",
                priority=True, tooltip="The next page; from the last one back to the session"),
        Binding("pageup,left", "turn(-1)", "Page before", id="recap.before",
                priority=True, tooltip="The page before"),
        Binding("b", "show", "On the room's screen", id="recap.show",
                tooltip="Show the same page on the room's screen, or the board again"),
        Binding("escape", "dismiss(None)", "Back", id="recap.back",
                tooltip="Back to the session. The room sees the board again"),
        *ROOM_KEYS,
    ]  # fmt: skip

    page: reactive[int] = reactive(0, init=False)
    """The index of the current page."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self._fits_board = False
        """Whether the pages are sized for the room's screen."""
        self._pages: tuple[tuple[str, ...], ...] = ((),)
        self._text = Static()
        self._message = Static(id="recap-words")
        self._unsubscribe: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        """Lay out the page, and the page number."""
        with Vertical():
            with VerticalScroll(id="recap", can_focus=False):
                yield self._text
            yield self._message
            yield KeyFooter(lists_all=True)

    def on_mount(self) -> None:
        """Follow changes of the session."""
        self._unsubscribe = self.document.subscribe(lambda old, new: self._lay_out(new))

    def on_unmount(self) -> None:
        """Stop following, and let the room see the board again."""
        self._unsubscribe()
        take_off(self.document, Showing.RECAP)

    def on_resize(self) -> None:
        """Lay the pages out again, and keep the first line in view."""
        self.call_after_refresh(self._lay_out, self.document.session)

    def action_turn(self, by: int) -> None:
        """Turn the page. After the last page, close the recap."""
        if self.page + by >= len(self._pages):
            self.dismiss(None)
        else:
            self.page = max(0, self.page + by)

    def action_show(self) -> None:
        """Show this page, sized for the room's screen, or the board."""
        self._fits_board = not is_shown(self.document, Showing.RECAP)
        self._lay_out(self.document.session)
        self.say(toggle_on_board(self.document, Showing.RECAP, self._pages[self.page]))

    def watch_page(self) -> None:
        """Draw the new page here and on the room's screen."""
        turn_page(self.document, Showing.RECAP, self._pages[self.page])
        self._draw()

    def _lay_out(self, session: Session) -> None:
        first_line = self._pages[self.page][:1]
        width, height = self._width, self._height
        if self._fits_board:
            width, height = min(width, RECAP_PAGE[0]), min(height, RECAP_PAGE[1])
        self._pages = recap_pages(session, self.document.method, width, height)
        matches = [index for index, page in enumerate(self._pages) if set(first_line) & set(page)]
        new_page = matches[0] if matches else min(self.page, len(self._pages) - 1)
        if new_page != self.page:
            self.page = new_page
        else:
            self.watch_page()

    def _draw(self) -> None:
        lines = recap_lines(
            self.document.session, self.document.method, self._width, self._pages[self.page]
        )
        content = Content("\n").join(
            Content.styled(text, RECAP_STYLES.get(style, "")) for style, text in lines
        )
        self._text.update(content)
        self.say("")

    def say(self, message: str) -> None:
        """Show the page number, and a message."""
        board_hint = ON_BOARD if is_shown(self.document, Showing.RECAP) else NOT_ON_BOARD
        page_number = f"Page {self.page + 1} of {len(self._pages)}."
        self._message.update(Content(terminal_safe(f"{page_number}  {message or board_hint}")))

    @property
    def _width(self) -> int:
        return min(WIDEST_CELLS, self.size.width - 4)

    @property
    def _height(self) -> int:
        return max(1, self.size.height - 3)


def show_recap(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show the prepared facts, to be read aloud.

    Args:
        app: the running application.
        document: the open session.
        tell: shows a message to the facilitator.
    """
    if recap(document.session, document.method):
        app.push_screen(RecapScreen(document))
    else:
        tell("This method has no heading that is filled in before the discussion.")


SESSION_COMMANDS = (
    Command("recap", "c", "Facts and the child, to be read aloud",
         "What was prepared, one screenful at a time, for you and for the room", show_recap),
)  # fmt: skip
