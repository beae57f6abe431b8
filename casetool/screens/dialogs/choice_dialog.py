"""A dialog that picks from a short list by key, by filter or with the arrows."""

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from casetool.models.parsing.compared_text import compared_text
from casetool.render.text.terminal_safe import terminal_safe
from casetool.screens.session.stray_paste import may_leave
from casetool.widgets.common.item_list import ItemList, ListRow
from casetool.widgets.common.line_input import OneLineInput
from casetool.widgets.common.messages import PickChoice


class FilterInput(OneLineInput):
    """The filter of the list. While it is empty, the key of a choice picks that choice.

    Args:
        keys: the keys of the choices.
        pick: picks by a key, or the highlighted choice for "enter".
        narrow: shows only the choices that match the filter.
    """

    def __init__(
        self, keys: frozenset[str], pick: Callable[[str], None], narrow: Callable[[str], None]
    ) -> None:
        hint = "a key, or a part of the words" if keys else "a part of the words"
        super().__init__(placeholder=hint, id="pick-filter")
        self.cursor_blink = False
        self._keys, self._pick, self._narrow = keys, pick, narrow

    def watch_value(self, value: str) -> None:
        """Narrow the list at once, so that Enter never picks a choice that no longer matches."""
        self._narrow(value)

    def on_key(self, event: events.Key) -> None:
        """Pick with Enter, or by a key while the filter is empty."""
        if event.key != "enter" and (self.value or event.character not in self._keys):
            return  # it is typed
        event.stop()
        event.prevent_default()
        self._pick(event.key if event.key == "enter" else event.character or "")


class PickScreen(ModalScreen[str | None]):
    """A short list to pick from. Returns the id of the choice, or None."""

    DEFAULT_CSS = """
    PickScreen {
        align: center middle;
        & > Vertical {
            width: 72; max-width: 95%; height: auto; max-height: 90%; overflow-y: auto;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & ItemList { height: auto; max-height: 16; background: $surface; }
        & #pick-title { text-style: bold; padding: 0 1; }
        & #pick-filter { border: none; height: 1; padding: 0 1; background: $boost; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="pick.back", tooltip="Back. Nothing changes"),
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Before", show=False),
    ]

    def __init__(self, title: str, choices: tuple[PickChoice, ...]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._items = ItemList("pick-list")
        self._items.can_focus = False

    def compose(self) -> ComposeResult:
        """Lay out the question, the filter and the list."""
        with Vertical():
            yield Static(Content(terminal_safe(self._title)), id="pick-title")
            keys = frozenset(choice.key for choice in self._choices if choice.key)
            yield FilterInput(keys, self._pick, self._narrow)
            yield self._items

    def on_mount(self) -> None:
        """Show every choice."""
        self._narrow("")
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Pick nothing, and keep words that came here by mistake."""
        if may_leave(self.app, self.query_one(FilterInput)):
            self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move the highlight while the filter has the focus."""
        if by > 0:
            self._items.action_cursor_down()
        else:
            self._items.action_cursor_up()

    def _narrow(self, filter_text: str) -> None:
        pattern = compared_text(filter_text.strip())
        rows = [
            ListRow(f"c-{index}", self._content(choice), choice.id)
            for index, choice in enumerate(self._choices)
            if pattern in compared_text(choice.label)
        ]
        self._items.show_rows(rows)
        self._items.highlighted = 0 if rows else None

    def _content(self, choice: PickChoice) -> Content:
        label = terminal_safe(choice.label).replace("\n", " ")
        return Content.assemble((f"{choice.key:>2}  ", "bold $text-accent"), label)

    def _pick(self, key: str) -> None:
        """Pick by a key or with Enter, if anything matches."""
        choice_ids = [choice.id for choice in self._choices if choice.key == key]
        selected = self._items.selected
        if key == "enter":
            choice_ids = [self._choices[int(selected.removeprefix("c-"))].id] if selected else []
        if choice_ids:
            self.dismiss(choice_ids[0])

    @on(OptionList.OptionSelected)
    def _pick_clicked(self, message: OptionList.OptionSelected) -> None:
        if message.option_id is not None:
            self.dismiss(self._choices[int(message.option_id.removeprefix("c-"))].id)
