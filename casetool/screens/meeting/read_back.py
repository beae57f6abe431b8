"""Reading back: the chosen lines on one screen, each ticked when the room agrees to it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from casetool.models.meeting.read_back import is_agreed
from casetool.models.meeting.tick_edits import toggle_agreed
from casetool.models.session import Session, step_of
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.read_back import (
    CHANGED_SINCE,
    OPEN,
    TICKED,
    about_line,
    aloud,
    line_states,
)
from casetool.screens.commands.board_content import (
    NOT_ON_BOARD,
    ON_BOARD,
    ROOM_KEYS,
    is_shown,
    take_off,
    toggle_on_board,
)
from casetool.screens.commands.providers import KeysHere
from casetool.services.sessions.document import Document
from casetool.storage.board_state import Showing
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow

READ_BACK_TITLE = "Read back: is this what we said, and do we agree?"


class ReadBackScreen(ModalScreen[tuple[str, str] | None]):
    """Gives the step and the line that is to be changed, or None."""

    COMMANDS = {KeysHere}
    DEFAULT_CSS = """
    ReadBackScreen {
        background: $surface;
        align: center top;
        & > Vertical { width: 100%; max-width: 96; padding: 1 1 0 1; }
        & .title { text-style: bold; padding: 0 1 1 1; }
        & ItemList { height: 1fr; background: $surface; }
        & #reading-words { height: auto; padding: 0 1; color: $foreground-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,space,enter", "agree", "Agreed", id="reading.agree", priority=True,
                key_display="y",
                tooltip="The room agrees to this line as it stands, or does not; then the next"),
        Binding("e", "change", "Change it", id="reading.change",
                tooltip="Go to the line, and change it"),
        Binding("b", "show", "On the room's screen", id="reading.show",
                tooltip="Show these lines on the room's screen, or the board again"),
        Binding("escape", "dismiss(None)", "Back", id="reading.back",
                tooltip="Back to the session; the room sees the board again"),
        *ROOM_KEYS,
    ]  # fmt: skip

    def __init__(self, document: Document, chosen: Sequence[str]) -> None:
        super().__init__()
        self.document = document
        self._chosen = tuple(chosen)
        self._items = ItemList("reading-list")
        self._words = Static(id="reading-words")
        self._end: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        """The lines, and how many are agreed."""
        with Vertical():
            yield Static(Content(READ_BACK_TITLE), classes="title")
            yield self._items
            yield self._words
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the lines, and begin with the first that is not agreed."""
        self._end = self.document.subscribe(lambda old, new: self._show(new))
        self._show(self.document.session)
        self._items.focus()
        self._items.action_first()
        self._go_on()

    def on_unmount(self) -> None:
        """The room sees the board again."""
        self._end()
        take_off(self.document, Showing.READ_BACK)

    @on(OptionList.OptionSelected)
    def action_agree(self) -> None:
        """Agreed as it stands now, or not agreed any more; then the next that is not."""
        thing = self._items.selected
        if thing is None or self.document.read_only:
            self.say(self.document.read_only)
            return
        edit = partial(toggle_agreed, item_id=thing, now=self.document.now())
        self.document.apply(edit, "agreed in the room")
        if is_agreed(self.document.session, thing):
            self._go_on()

    def action_change(self) -> None:
        """Leave this, and go to the line."""
        thing = self._items.selected
        step = step_of(self.document.session, thing) if thing is not None else None
        if thing is not None and step is not None:
            self.dismiss((step, thing))

    def action_show(self) -> None:
        """Show the lines to the room, or the board again."""
        self.say(toggle_on_board(self.document, Showing.READ_BACK, self._chosen))

    def _go_on(self) -> None:
        """The next line that is not agreed, from here on and round."""
        session, rows = self.document.session, self._shown(self.document.session)
        here = rows.index(self._items.selected) if self._items.selected in rows else 0
        after = [thing for thing in (*rows[here:], *rows[:here]) if not is_agreed(session, thing)]
        if after:
            self._items.select(after[0])

    def _shown(self, session: Session) -> list[str]:
        """The chosen lines that are still there."""
        return [thing for thing in self._chosen if aloud(session, thing)]

    def _show(self, session: Session) -> None:
        self._items.show_rows([_row(thing, session) for thing in self._shown(session)])
        self.say("")

    def say(self, words: str) -> None:
        """Tell the facilitator."""
        if not words:
            session, rows = self.document.session, self._shown(self.document.session)
            agreed = sum(is_agreed(session, thing) for thing in rows)
            shown = ON_BOARD if is_shown(self.document, Showing.READ_BACK) else NOT_ON_BOARD
            done = f"{agreed} of {len(rows)} agreed."
            words = f"{'All agreed: Esc goes back.' if agreed == len(rows) else done}  {shown}"
        self._words.update(Content(terminal_safe(words)))


def _row(thing: str, session: Session) -> ListRow:
    state, more = line_states(session).get(thing, ""), about_line(session, thing)
    agreed = is_agreed(session, thing)
    words = Content.assemble(
        (terminal_safe(aloud(session, thing)), "" if agreed else "bold"),
        *((f"\n{terminal_safe(line)}", MUTED) for line in more),
        (f"\n{state}" if state else "", "$text-warning" if state == CHANGED_SINCE else MUTED),
        "\n",
    )
    mark = Content.styled(f"{TICKED if agreed else OPEN} ", ACCENT)
    return ListRow(thing, HangingText(mark, words), (aloud(session, thing), more, state))
