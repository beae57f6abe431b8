"""The board: all headings side by side, in pages if they do not all fit."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from casetool.clock import Now
from casetool.errors import value_or_fault_line
from casetool.models.method import Method
from casetool.models.pseudonyms.room_view import for_board, latest_capture
from casetool.models.session import Session, step_of, tree_of
from casetool.render.board.pages import Page, front_page, page_of, pages
from casetool.render.board.painter import BOARD_STYLES, BoardPainter, VisiblePart
from casetool.render.tree.board_panel import BoardTreeLine, tree_width
from casetool.widgets.common.item_menu import ItemMenu, MenuItem

HIGHLIGHT_TIME = timedelta(seconds=6)
"""How long the newest entry is highlighted."""


class BoardView(Widget, can_focus=True):
    """Shows a session as the room may see it, and turns to the page of the newest entry."""

    DEFAULT_CSS = """
    BoardView {
        height: 1fr; background: $background; color: $foreground;
        & > .board--title { background: $panel; color: $foreground; text-style: bold; }
        & > .board--muted { color: $text-muted; }
        & > .board--strong { text-style: bold; }
        & > .board--focal { background: $primary-muted; color: $foreground; text-style: bold; }
        & > .board--lit { background: $accent; color: $background; text-style: bold; }
        &:nocolor > .board--title { text-style: bold reverse; }
        &:nocolor > .board--lit {
            background: $background; color: $foreground; text-style: bold reverse;
        }
        &:nocolor > .board--focal { text-style: bold underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,pagedown", "turn(1)", "Next page", id="board.next",
                tooltip="The next page of the board"),
        Binding("left,pageup", "turn(-1)", "Page before", id="board.back",
                tooltip="The page before"),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[MenuItem]] = (
        *(MenuItem(f"board.front-{n}", str(n), f"heading {n} alone", f"bring('{n}')",
                   f"Heading {n} alone; the same key puts it back") for n in range(1, 9)),
        MenuItem("board.all", "0", "all headings", "bring('')", "All headings side by side again"),
    )  # fmt: skip
    COMPONENT_CLASSES = {f"board--{style}" for style in BOARD_STYLES if style}

    session: reactive[Session | None] = reactive(None)
    page: reactive[int] = reactive(0)
    """The index of the page that is shown."""
    front: reactive[str | None] = reactive(None)
    """The id of the step whose heading is shown alone."""
    still: reactive[bool] = reactive(False)
    """Whether nothing may change, not even the highlight."""

    class Turned(Message):
        """Another page is shown, or the number of pages has changed."""

    def __init__(self, method: Method, now: Now, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self._method, self._now = method, now
        self._painter = BoardPainter()
        self._visible_session: Session | None = None
        """The session as the room may see it."""
        self._latest: tuple[str, datetime] | None = None
        self._pages: tuple[Page, ...] = ()
        self._lines: tuple[BoardTreeLine, ...] = ()
        self._visible_part = VisiblePart()
        self._light_timer: Timer | None = None

    @property
    def count(self) -> int:
        """The number of pages."""
        return 1 if self.front is not None else max(1, len(self._pages))

    def watch_session(self, old: Session | None, new: Session | None) -> None:
        """Show the session, on the page where something has just changed."""
        if new is None or not (self.display and self.size.width):  # drawn once it is visible
            return
        value_or_fault_line(partial(self._follow, old, new), self._show_fault)

    def _follow(self, old: Session | None, new: Session) -> None:
        old_view, self._visible_session = self._visible_session, for_board(new, self._method)
        self._paginate(self._visible_session)
        latest = latest_capture(self._visible_session, old_view)
        if not self.still and latest is not None and latest != self._latest:
            self._highlight(latest[0], self._now() - latest[1] < HIGHLIGHT_TIME)
            self._go_to(step_of(self._visible_session, latest[0]))
        elif not self.still and old is not None and old.at != new.at:
            self._go_to(new.at)
        self._latest = latest
        self._draw()

    def validate_front(self, front: str | None) -> str | None:
        """Accept only a heading that the room may see, as a file may name any."""
        steps = self._method.steps
        return front if any(step.id == front and step.on_the_board for step in steps) else None

    def watch_still(self) -> None:
        """End a highlight that was only kept because the board was frozen."""
        if not self.still and self._light_timer is None and self._visible_part.lit:
            self._end_highlight()

    def watch_page(self) -> None:
        """Draw another page."""
        self._draw()
        self._tell_page()

    def watch_front(self) -> None:
        """Draw one heading alone, or all again."""
        self._draw()
        self._tell_page()

    def on_resize(self) -> None:
        """Draw it for another size."""
        self.watch_session(self.session, self.session)
        self._tell_page()

    def on_show(self) -> None:
        """Draw what changed while it was hidden."""
        self.watch_session(self.session, self.session)

    def action_turn(self, by: int) -> None:
        """Turn pages. After the last page comes the first."""
        self.page = (self.page + by) % self.count

    def action_bring(self, number: str) -> None:
        """Show a heading alone by its number. The same number again shows all headings."""
        step = self._method.find(number) if number else None
        step_id = step.id if step is not None and step.on_the_board else None
        self.front = None if step_id == self.front else step_id

    def menu(self) -> ItemMenu:
        """Which heading is to be seen alone."""
        number = next((step.number for step in self._method.steps if step.id == self.front), "")
        marked = f"board.front-{number}" if number else "board.all"
        return ItemMenu("The board", tuple(self.MENU), frozenset({marked}))

    def menu_move(self, step: int) -> None:
        """Turn a page."""
        self.action_turn(step)

    def render_line(self, y: int) -> Strip:
        """One row of the board."""
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        segments = [Segment(text, self._style(style)) for style, text in self._lines[y]]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, style: str) -> Style:
        return self.get_component_rich_style(f"board--{style}") if style else self.rich_style

    def _tell_page(self) -> None:
        """Tell which page is shown, also in the lower border, where there is one."""
        is_one = self.count == 1
        self.border_subtitle = "" if is_one else f"page {self.page + 1} of {self.count}"
        self.post_message(self.Turned())

    def _paginate(self, session: Session) -> None:
        tree = tree_of(session)
        wanted_width = tree_width(tree) if tree is not None else 0
        self._pages = pages(self._method, self.size.width, self.size.height, wanted_width)
        if self.page >= len(self._pages):
            self.page = 0

    def _go_to(self, step_id: str | None) -> None:
        page_index = page_of(self._pages, step_id) if step_id is not None else None
        if page_index is not None:
            self.page = page_index

    def _highlight(self, item_id: str, is_lit: bool) -> None:
        self._visible_part = VisiblePart(item_id, is_lit)
        if self._light_timer is not None:
            self._light_timer.stop()
        self._light_timer = (
            self.set_timer(HIGHLIGHT_TIME.total_seconds(), self._end_highlight) if is_lit else None
        )

    def _end_highlight(self) -> None:
        self._light_timer = None
        if not self.still:
            self._visible_part = VisiblePart(self._visible_part.anchor)
            self._draw()

    def _draw(self) -> None:
        if self._visible_session is None or not self._pages:
            return
        view, page = self._visible_session, self._current_page()
        value_or_fault_line(partial(self._draw_page, view, page), self._show_fault)

    def _draw_page(self, view: Session, page: Page) -> None:
        self._lines = self._painter.draw(view, page, self.size.width, self._visible_part)
        self.refresh()

    def _show_fault(self, location: str) -> None:
        self._lines = ((("", f"The board could not be drawn ({location}). All is kept."),),)
        self.refresh()

    def _current_page(self) -> Page:
        if self.front is not None:
            return front_page(self._method.step(self.front), *self.size)
        return self._pages[min(self.page, len(self._pages) - 1)]
