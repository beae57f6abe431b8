"""The screen that selects the lines to read back to the room."""

from collections.abc import Callable, Collection, Sequence
from itertools import chain, pairwise
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from casetool.models.meeting.read_back import is_agreed, readable_things
from casetool.models.parsing.compared_text import compared_text
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.read_back import CHANGED_SINCE, aloud, line_states
from casetool.screens.commands.board_content import ROOM_KEYS
from casetool.screens.commands.command import Command
from casetool.screens.commands.providers import KeysHere
from casetool.screens.meeting.read_back import ReadBackScreen
from casetool.screens.session.stray_paste import may_leave
from casetool.services.sessions.document import Document
from casetool.storage.board_state import read_board_state, write_board_state
from casetool.widgets.common.footer import KeyFooter
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow
from casetool.widgets.common.line_input import OneLineInput, stray_words_in
from casetool.widgets.common.messages import GoTo

SELECTED, NOT_SELECTED = "■", "□"
"""The marks of lines that will and will not be read back."""


class SelectionInput(OneLineInput):
    """The filter of the list. A space selects the highlighted line instead of being typed.

    Args:
        choose: selects the highlighted line.
        narrow: shows only the lines that match the filter.
    """

    def __init__(self, choose: Callable[[], object], narrow: Callable[[], object]) -> None:
        super().__init__(
            placeholder="a part of the words; Space chooses", id="choose-filter", compact=True
        )
        self.cursor_blink = False
        self._choose, self._narrow = choose, narrow
        self._spaces: list[int] = []
        """How many letters stood before each space that chose a line."""

    def watch_value(self) -> None:
        """Narrow the list at once, so that a space never selects a line that no longer matches."""
        self._spaces = [position for position in self._spaces if position <= len(self.value)]
        self._narrow()

    @property
    def stray_words(self) -> str:
        """The text with the spaces that chose lines, if it is as long as a sentence."""
        ends = [0, *self._spaces, len(self.value)]
        parts = (self.value[start:end] for start, end in pairwise(ends))
        return stray_words_in(" ".join(filter(None, parts))) or super().stray_words

    def on_key(self, event: events.Key) -> None:
        """Handle a space here: a binding would overtake the letters typed before it."""
        if event.key != "space":
            return  # it is typed
        event.stop()
        event.prevent_default()
        self._spaces.append(len(self.value))
        self._choose()


class ReadBackSelectionScreen(ModalScreen[tuple[str, ...] | None]):
    """Returns the ids of the lines to read back, in the order shown, or None."""

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
                tooltip="Read out the chosen lines, or the highlighted line if none is chosen"),
        Binding("space", "choose", "Choose", id="choose.one",
                tooltip="Choose this line, or leave it out"),
        Binding("tab", "choose_heading", "All of this heading", id="choose.heading", priority=True,
                tooltip="Choose every line of this heading, or leave them out"),
        Binding("escape", "leave", "Back", id="choose.back", tooltip="Back to the session"),
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Before", show=False),
        *ROOM_KEYS,
    ]  # fmt: skip

    def __init__(self, document: Document, selected_ids: Collection[str]) -> None:
        super().__init__()
        self.document = document
        self._selected_ids = set(selected_ids)
        self._items = ItemList("choose-list")
        self._items.can_focus = False
        self._message = Static(id="choose-words")
        self._ids_by_step = readable_things(document.session, document.method)
        item_ids = chain.from_iterable(item_ids for _, item_ids in self._ids_by_step)
        self._texts = {item_id: aloud(document.session, item_id) for item_id in item_ids}
        self._states = line_states(document.session)
        self._rows: dict[str, ListRow] = {}
        """The row of each line as last drawn."""

    def compose(self) -> ComposeResult:
        """Lay out the filter, and the lines by heading."""
        with Vertical():
            yield Static(Content("Read back to the room: which lines?"), classes="title")
            yield SelectionInput(self.action_choose, self._narrow)
            yield self._items
            yield self._message
            yield KeyFooter(lists_all=True)

    def on_mount(self) -> None:
        """Show every line, with the last read-back selected."""
        self._show()
        self.query_one(Input).focus()
        self._items.action_first()

    def action_leave(self) -> None:
        """Read nothing back, and keep words that came here by mistake."""
        if may_leave(self.app, self.query_one(SelectionInput)):
            self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move the highlight while the filter has the focus."""
        if by > 0:
            self._items.action_cursor_down()
        else:
            self._items.action_cursor_up()

    def action_choose(self) -> None:
        """Select or deselect the highlighted line, and move on."""
        item_id = self._items.selected
        if item_id is not None:
            self._selected_ids ^= {item_id}
            self._show()
            self._items.action_cursor_down()

    def action_choose_heading(self) -> None:
        """Select or deselect every visible line of the highlighted heading."""
        for _, item_ids in self._ids_by_step:
            visible = set(self._matching(item_ids))
            if self._items.selected in visible:
                self._selected_ids = (
                    self._selected_ids - visible
                    if visible <= self._selected_ids
                    else self._selected_ids | visible
                )
        self._show()

    def action_read(self) -> None:
        """Read back the selected lines, or the highlighted one. Words typed here are kept."""
        selected = self._selected_ids or {self._items.selected or ""}
        in_order = tuple(
            item_id
            for _, item_ids in self._ids_by_step
            for item_id in item_ids
            if item_id in selected
        )
        if in_order and may_leave(self.app, self.query_one(SelectionInput)):
            self.dismiss(in_order)

    def _matching(self, item_ids: Sequence[str]) -> list[str]:
        """The lines whose text contains the filter."""
        pattern = compared_text(self.query_one(Input).value.strip())
        return [item_id for item_id in item_ids if pattern in compared_text(self._texts[item_id])]

    def _show(self) -> None:
        rows = []
        for step_id, item_ids in self._ids_by_step:
            step = self.document.method.step(step_id)
            heading = f"{step.number} {step.title}".strip()
            visible = self._matching(item_ids)
            if visible:
                title = Content.styled(terminal_safe(heading), "bold")
                rows.append(ListRow(f":{step_id}", title, heading, is_title=True))
            rows += [self._row(item_id) for item_id in visible]
        self._items.show_rows(rows)
        count = len(self._selected_ids)
        self.say(f"{count} {'line is' if count == 1 else 'lines are'} chosen." if count else "")

    def _row(self, item_id: str) -> ListRow:
        """The row of a line, made again only when it is selected or deselected."""
        row, is_selected = self._rows.get(item_id), item_id in self._selected_ids
        if row is None or row.fingerprint != is_selected:
            state = self._states.get(item_id, "")
            row = self._rows[item_id] = _list_row(item_id, self._texts[item_id], state, is_selected)
        return row

    def say(self, message: str) -> None:
        """Show a message to the facilitator."""
        self._message.update(Content(terminal_safe(message)))

    def _narrow(self) -> None:
        self._show()
        self._items.action_first()

    @on(OptionList.OptionSelected)
    def _toggle_clicked(self) -> None:
        self.action_choose()


def show_read_back(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Let the facilitator select lines, and read them back to the room.

    Args:
        app: the running application.
        document: the open session.
        tell: shows a message to the facilitator.
    """
    readable = {
        item_id
        for _, item_ids in readable_things(document.session, document.method)
        for item_id in item_ids
    }
    if not readable:
        tell("There is nothing yet that could be read back.")
        return
    below = app.screen
    previous = [
        item_id
        for item_id in read_board_state(document.place, document.storage).chosen
        if item_id in readable
    ]
    if all(is_agreed(document.session, item_id) for item_id in previous):
        previous = []

    def go_to(line: tuple[str, str] | None) -> None:
        if line is not None:
            below.post_message(GoTo(*line))

    def read_back(item_ids: Sequence[str] | None) -> None:
        if item_ids is not None:
            # stored, so that the same lines are selected after a correction
            write_board_state(document.place, document.storage, chosen=tuple(item_ids))
            app.push_screen(ReadBackScreen(document, item_ids), go_to)

    app.push_screen(ReadBackSelectionScreen(document, previous), read_back)


def _list_row(item_id: str, text: str, state: str, is_selected: bool) -> ListRow:
    mark = Content.styled(f"{SELECTED if is_selected else NOT_SELECTED} ", ACCENT)
    content = Content.assemble(
        terminal_safe(text),
        (f"   {state}" if state else "", "$text-warning" if state == CHANGED_SINCE else MUTED),
    )
    return ListRow(item_id, HangingText(mark, content), is_selected)


SESSION_COMMANDS = (
    Command("read-back", "k", "Read lines back to the room, and have them agreed",
         "Choose lines, read them out, tick what is agreed", show_read_back),
)  # fmt: skip
