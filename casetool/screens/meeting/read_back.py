"""The read-back screen: selected lines, each ticked when the room agrees to it."""

from collections.abc import Callable, Mapping, Sequence
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
    TICKED,
    UNTICKED,
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
    """Returns the step and the id of the line to change, or None."""

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
                tooltip="Mark this line as agreed or not, then go to the next"),
        Binding("e", "change", "Change it", id="reading.change",
                tooltip="Go to the line, and change it"),
        Binding("b", "show", "On the room's screen", id="reading.show",
                tooltip="Show these lines on the room's screen, or the board again"),
        Binding("escape", "dismiss(None)", "Back", id="reading.back",
                tooltip="Back to the session. The room sees the board again"),
        *ROOM_KEYS,
    ]  # fmt: skip

    def __init__(self, document: Document, item_ids: Sequence[str]) -> None:
        super().__init__()
        self.document = document
        self._item_ids = tuple(item_ids)
        self._items = ItemList("reading-list")
        self._message = Static(id="reading-words")
        self._unsubscribe: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        """Lay out the lines, and how many are agreed."""
        with Vertical():
            yield Static(Content(READ_BACK_TITLE), classes="title")
            yield self._items
            yield self._message
        yield KeyFooter(lists_all=True)

    def on_mount(self) -> None:
        """Show the lines, starting at the first that is not agreed."""
        self._unsubscribe = self.document.subscribe(lambda old, new: self._show(new))
        self._show(self.document.session)
        self._items.focus()
        self._items.action_first()
        self._select_next()

    def on_unmount(self) -> None:
        """Stop following, and let the room see the board again."""
        self._unsubscribe()
        take_off(self.document, Showing.READ_BACK)

    @on(OptionList.OptionSelected)
    def action_agree(self) -> None:
        """Mark the line as agreed or not agreed, and move to the next open one."""
        item_id = self._items.selected
        if item_id is None or self.document.read_only:
            self.say(self.document.read_only)
            return
        edit = partial(toggle_agreed, item_id=item_id, now=self.document.now())
        self.document.apply(edit, "agreed in the room")
        if is_agreed(self.document.session, item_id):
            self._select_next()

    def action_change(self) -> None:
        """Close the read-back, and go to the line."""
        item_id = self._items.selected
        step = step_of(self.document.session, item_id) if item_id is not None else None
        if item_id is not None and step is not None:
            self.dismiss((step, item_id))

    def action_show(self) -> None:
        """Show the lines or the board on the room's screen."""
        self.say(toggle_on_board(self.document, Showing.READ_BACK, self._item_ids))

    def _select_next(self) -> None:
        """Select the next line that is not agreed, from here on and round."""
        session, item_ids = self.document.session, self._existing_ids(self.document.session)
        start = item_ids.index(self._items.selected) if self._items.selected in item_ids else 0
        not_agreed = [
            item_id
            for item_id in (*item_ids[start:], *item_ids[:start])
            if not is_agreed(session, item_id)
        ]
        if not_agreed:
            self._items.select(not_agreed[0])

    def _existing_ids(self, session: Session) -> list[str]:
        """The selected lines that are still in the session."""
        return [item_id for item_id in self._item_ids if aloud(session, item_id)]

    def _show(self, session: Session) -> None:
        states = line_states(session)
        self._items.show_rows(
            [_list_row(item_id, session, states) for item_id in self._existing_ids(session)]
        )
        self.say("")

    def say(self, message: str) -> None:
        """Show a message, or the progress if it is empty."""
        if not message:
            session, item_ids = self.document.session, self._existing_ids(self.document.session)
            agreed = sum(is_agreed(session, item_id) for item_id in item_ids)
            board_hint = ON_BOARD if is_shown(self.document, Showing.READ_BACK) else NOT_ON_BOARD
            progress = f"{agreed} of {len(item_ids)} agreed."
            if agreed == len(item_ids):
                progress = "All agreed: Esc goes back."
            message = f"{progress}  {board_hint}"
        self._message.update(Content(terminal_safe(message)))


def _list_row(item_id: str, session: Session, states: Mapping[str, str]) -> ListRow:
    state, details = states.get(item_id, ""), about_line(session, item_id)
    agreed = is_agreed(session, item_id)
    content = Content.assemble(
        (terminal_safe(aloud(session, item_id)), "" if agreed else "bold"),
        *((f"\n{terminal_safe(line)}", MUTED) for line in details),
        (f"\n{state}" if state else "", "$text-warning" if state == CHANGED_SINCE else MUTED),
        "\n",
    )
    mark = Content.styled(f"{TICKED if agreed else UNTICKED} ", ACCENT)
    return ListRow(item_id, HangingText(mark, content), (aloud(session, item_id), details, state))
