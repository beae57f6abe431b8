"""The board: all headings side by side, in pages where there is not room for all."""

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
from casetool.models.pseudonyms.display import for_board, latest_capture
from casetool.models.session import Session, step_of, tree_of
from casetool.render.board.pages import Page, front_page, page_of, pages
from casetool.render.board.painter import BOARD_STYLES, BoardPainter, VisiblePart
from casetool.render.tree.board_panel import BoardTreeLine, tree_width

HIGHLIGHT_TIME = timedelta(seconds=6)
"""How long the last thing caught is lit up."""


class BoardView(Widget, can_focus=True):
    """Shows a session as the room may see it; follows what is caught, and what is opened."""

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
        Binding("right,pagedown,space,n", "turn(1)", "Next page", id="board.next",
                tooltip="The next page of the board"),
        Binding("left,pageup,p", "turn(-1)", "Page before", id="board.back",
                tooltip="The page before"),
        *(Binding(str(n), f"bring('{n}')", f"Heading {n} alone", id=f"board.front-{n}", show=False,
                  tooltip=f"Heading {n} alone; the same key puts it back") for n in range(1, 9)),
        Binding("0", "bring('')", "All", id="board.all",
                tooltip="All headings side by side again"),
    ]  # fmt: skip
    COMPONENT_CLASSES = {f"board--{style}" for style in BOARD_STYLES if style}

    session: reactive[Session | None] = reactive(None)
    page: reactive[int] = reactive(0)
    """The page that is shown, from 0."""
    front: reactive[str | None] = reactive(None)
    """The heading that stands alone, by its step."""
    still: reactive[bool] = reactive(False)
    """Whether nothing may change, not even that the light goes out."""

    class Turned(Message):
        """Another page is shown, or another number of them."""

    def __init__(self, method: Method, now: Now, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self._method, self._now = method, now
        self._wall = BoardPainter()
        self._shown: Session | None = None
        """The session as the room may see it."""
        self._newest: tuple[str, datetime] | None = None
        self._pages: tuple[Page, ...] = ()
        self._lines: tuple[BoardTreeLine, ...] = ()
        self._seen = VisiblePart()
        self._dark: Timer | None = None

    @property
    def count(self) -> int:
        """How many pages there are."""
        return 1 if self.front is not None else max(1, len(self._pages))

    def watch_session(self, old: Session | None, new: Session | None) -> None:
        """Show the new value, on the page where something has just happened."""
        if new is None or not (self.display and self.size.width):  # drawn once it is seen
            return
        value_or_fault_line(partial(self._take, old, new), self._tell_fault)

    def _take(self, old: Session | None, new: Session) -> None:
        before, self._shown = self._shown, for_board(new, self._method)
        self._paginate(self._shown)
        found = latest_capture(self._shown, before)
        if found is not None and found != self._newest:
            self._light(found[0], self._now() - found[1] < HIGHLIGHT_TIME)
            self._go_to(step_of(self._shown, found[0]))
        elif old is not None and old.at != new.at:
            self._go_to(new.at)
        self._newest = found
        self._draw()

    def validate_front(self, front: str | None) -> str | None:
        """Only a heading that the room may see; a file can tell of any."""
        steps = self._method.steps
        return front if any(one.id == front and one.on_the_board for one in steps) else None

    def watch_still(self) -> None:
        """It goes on: what was lit up has been so for long enough."""
        if not self.still and self._dark is None and self._seen.lit:
            self._light_ends()

    def watch_page(self) -> None:
        """Another page."""
        self._draw()
        self.post_message(self.Turned())

    def watch_front(self) -> None:
        """One heading alone, or the board again."""
        self._draw()
        self.post_message(self.Turned())

    def on_resize(self) -> None:
        """Lay it out for another size."""
        self.watch_session(self.session, self.session)
        self.post_message(self.Turned())

    def on_show(self) -> None:
        """It is seen now: show what has come in meanwhile."""
        self.watch_session(self.session, self.session)

    def action_turn(self, by: int) -> None:
        """Turn pages; after the last one comes the first."""
        self.page = (self.page + by) % self.count

    def action_bring(self, number: str) -> None:
        """Bring a heading to the front by its number; the same once more, or none, puts it back."""
        step = self._method.find(number) if number else None
        wanted = step.id if step is not None and step.on_the_board else None
        self.front = None if wanted == self.front else wanted

    def render_line(self, y: int) -> Strip:
        """One row of the wall."""
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        segments = [Segment(text, self._style(style)) for style, text in self._lines[y]]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, style: str) -> Style:
        return self.get_component_rich_style(f"board--{style}") if style else self.rich_style

    def _paginate(self, session: Session) -> None:
        tree = tree_of(session)
        wanted = tree_width(tree) if tree is not None else 0
        self._pages = pages(self._method, self.size.width, self.size.height, wanted)
        if self.page >= len(self._pages):
            self.page = 0

    def _go_to(self, step: str | None) -> None:
        place = page_of(self._pages, step) if step is not None else None
        if place is not None:
            self.page = place

    def _light(self, thing: str, lit: bool) -> None:
        self._seen = VisiblePart(thing, lit)
        if self._dark is not None:
            self._dark.stop()
        self._dark = (
            self.set_timer(HIGHLIGHT_TIME.total_seconds(), self._light_ends) if lit else None
        )

    def _light_ends(self) -> None:
        self._dark = None
        if not self.still:
            self._seen = VisiblePart(self._seen.anchor)
            self._draw()

    def _draw(self) -> None:
        if self._shown is None or not self._pages:
            return
        shown, page = self._shown, self._shown_page()
        value_or_fault_line(partial(self._draw_page, shown, page), self._tell_fault)

    def _draw_page(self, shown: Session, page: Page) -> None:
        self._lines = self._wall.draw(shown, page, self.size.width, self._seen)
        self.refresh()

    def _tell_fault(self, place: str) -> None:
        self._lines = ((("", f"The board could not be drawn ({place}). All is kept."),),)
        self.refresh()

    def _shown_page(self) -> Page:
        if self.front is not None:
            return front_page(self._method.step(self.front), *self.size)
        return self._pages[min(self.page, len(self._pages) - 1)]
