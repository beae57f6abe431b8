"""Reading back: which lines are read back to the room."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from casetool.models.meeting.read_back import is_agreed, readable_things
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.read_back import CHANGED_SINCE, aloud, line_states
from casetool.screens.commands.board_content import ROOM_KEYS
from casetool.screens.commands.command import Command
from casetool.screens.commands.providers import KeysHere
from casetool.screens.meeting.read_back import ReadBackScreen
from casetool.services.sessions.document import Document
from casetool.storage.board_state import read_board_state, write_board_state
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow
from casetool.widgets.common.line_input import OneLineInput
from casetool.widgets.common.messages import GoTo

CHOSEN, LEFT = "■", "□"
"""The mark of a line that will be read back, and of one that will not."""


class SelectionInput(OneLineInput):
    """Where a part of the words is typed; a space chooses, and no word is parted by it.

    Args:
        choose: chooses what is highlighted.
        narrow: shows what has the words in it.
    """

    def __init__(self, choose: Callable[[], object], narrow: Callable[[], object]) -> None:
        super().__init__(
            placeholder="a part of the words; Space chooses", id="choose-filter", compact=True
        )
        self.cursor_blink = False
        self._choose, self._narrow = choose, narrow

    def watch_value(self) -> None:
        """Narrow the list at once: told of it later, a space could choose what is there no more."""
        self._narrow()

    def on_key(self, event: events.Key) -> None:
        """A space in its turn: a binding would hear it before the letters in front of it."""
        if event.key != "space":
            return  # it is typed
        event.stop()
        event.prevent_default()
        self._choose()


class ReadBackSelectionScreen(ModalScreen[tuple[str, ...] | None]):
    """Gives the lines to be read back, in the order in which they stand here; or None."""

    COMMANDS = {KeysHere}
    DEFAULT_CSS = """
    ReadBackSelectionScreen {
        align: center middle;
        & > Vertical {
            width: 110; max-width: 98%; height: 98%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & .title { text-style: bold; }
        & #choose-filter { height: 1; padding: 0 1; background: $boost; }
        & ItemList { height: 1fr; background: $surface; }
        & #choose-words {
            height: 1; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read them out", id="choose.read", priority=True,
                tooltip="Read out what is chosen; the highlighted line, where none is"),
        Binding("space", "choose", "Choose", id="choose.one",
                tooltip="Choose this line, or leave it out"),
        Binding("tab", "choose_heading", "All of this heading", id="choose.heading", priority=True,
                tooltip="Choose every line of this heading, or leave them out"),
        Binding("escape", "dismiss(None)", "Back", id="choose.back", tooltip="Back to the session"),
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Before", show=False),
        *ROOM_KEYS,
    ]  # fmt: skip

    def __init__(self, document: Document, chosen: Collection[str]) -> None:
        super().__init__()
        self.document = document
        self._chosen = set(chosen)
        self._items = ItemList("choose-list")
        self._items.can_focus = False
        self._words = Static(id="choose-words")
        self._under = readable_things(document.session, document.method)

    def compose(self) -> ComposeResult:
        """A place to type a part of the words, and the lines, heading by heading."""
        with Vertical():
            yield Static(Content("Read back to the room: which lines?"), classes="title")
            yield SelectionInput(self.action_choose, self._narrow)
            yield self._items
            yield self._words
            yield KeyFooter()

    def on_mount(self) -> None:
        """Show all of them; what was read back last is chosen."""
        self._show()
        self.query_one(Input).focus()
        self._items.action_first()

    def action_move(self, by: int) -> None:
        """Move the highlight while the words are typed."""
        if by > 0:
            self._items.action_cursor_down()
        else:
            self._items.action_cursor_up()

    def action_choose(self) -> None:
        """Choose the highlighted line, or leave it out; then the next one."""
        thing = self._items.selected
        if thing is not None:
            self._chosen ^= {thing}
            self._show()
            self._items.action_cursor_down()

    def action_choose_heading(self) -> None:
        """Choose every line of the heading that is highlighted, or leave them out."""
        for _, things in self._under:
            shown = {thing for thing in things if self._matches(thing)}
            if self._items.selected in shown:
                self._chosen = (
                    self._chosen - shown if shown <= self._chosen else self._chosen | shown
                )
        self._show()

    def action_read(self) -> None:
        """Go on with what is chosen, or with the highlighted line."""
        wanted = self._chosen or {self._items.selected or ""}
        chosen = tuple(thing for _, things in self._under for thing in things if thing in wanted)
        if chosen:
            self.dismiss(chosen)

    def _matches(self, thing: str) -> bool:
        wanted = self.query_one(Input).value.strip().casefold()
        return wanted in aloud(self.document.session, thing).casefold()

    def _show(self) -> None:
        session, rows = self.document.session, []
        for step_id, things in self._under:
            step = self.document.method.step(step_id)
            heading = f"{step.number} {step.title}".strip()
            shown = [thing for thing in things if self._matches(thing)]
            if shown:
                title = Content.styled(terminal_safe(heading), "bold")
                rows.append(ListRow(f":{step_id}", title, heading, is_title=True))
            rows += [_row(thing, session, thing in self._chosen) for thing in shown]
        self._items.show_rows(rows)
        count = len(self._chosen)
        self.say(f"{count} {'line is' if count == 1 else 'lines are'} chosen." if count else "")

    def say(self, words: str) -> None:
        """Tell the facilitator."""
        self._words.update(Content(terminal_safe(words)))

    def _narrow(self) -> None:
        self._show()
        self._items.action_first()

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_choose()


def show_read_back(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Let the facilitator choose lines, and read them back to the room.

    Args:
        app: shows the lines.
        document: the open session.
        tell: says what came of it.
    """
    things = [one for _, some in readable_things(document.session, document.method) for one in some]
    if not things:
        tell("There is nothing yet that could be read back.")
        return
    below = app.screen
    last = [
        one for one in read_board_state(document.path, document.storage).chosen if one in things
    ]
    if all(is_agreed(document.session, one) for one in last):
        last = []

    def read(place: tuple[str, str] | None) -> None:
        if place is not None:
            below.post_message(GoTo(*place))

    def chosen(wanted: Sequence[str] | None) -> None:
        if wanted is not None:
            # kept: whoever goes to mend a line comes back to the same lines
            write_board_state(document.path, document.storage, chosen=tuple(wanted))
            app.push_screen(ReadBackScreen(document, wanted), read)

    app.push_screen(ReadBackSelectionScreen(document, last), chosen)


def _row(thing: str, session: Session, chosen: bool) -> ListRow:
    state = line_states(session).get(thing, "")
    mark = Content.styled(f"{CHOSEN if chosen else LEFT} ", ACCENT)
    words = Content.assemble(
        terminal_safe(aloud(session, thing)),
        (f"   {state}" if state else "", "$text-warning" if state == CHANGED_SINCE else MUTED),
    )
    return ListRow(thing, HangingText(mark, words), (chosen, state))


SESSION_COMMANDS = (
    Command("read-back", "k", "Read lines back to the room, and have them agreed",
         "Choose lines, read them out, tick what is agreed", show_read_back),
)  # fmt: skip
