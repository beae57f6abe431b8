"""The menu of what can be done with the selected line, box or person."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells
from casetool.widgets.common.item_menu import MenuItem, MenuOwner, menu_items, run_menu_item

COLUMN_GAP_CELLS = 2
"""Columns between two items in a row."""

SET_MARK = "●"
"""The sign in front of what is set now."""


class ItemMenuScreen(ModalScreen[MenuItem | str]):
    """Lists what each letter does with the selected item, and what is set now.

    It returns what is to be done once it is closed, or the letter that somebody typed on with.

    Args:
        owner: the widget that has the item.
    """

    DEFAULT_CSS = """
    ItemMenuScreen {
        align: center bottom; background: transparent;
        & > Vertical {
            width: 100%; height: auto; max-height: 90%; overflow-y: auto;
            background: $surface; border: round $accent; padding: 0 1;
        }
        & #item-words { text-style: bold; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #item-menu { height: auto; }
        & #item-foot { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f5,ctrl+e", "dismiss('')", "Back", id="menu.back",
                tooltip="Close the menu; what is marked stays"),
        Binding("up", "move(-1)", "Before", id="menu.up", show=False,
                tooltip="The line, box or person before"),
        Binding("down", "move(1)", "Next", id="menu.down", show=False,
                tooltip="The next line, box or person"),
    ]  # fmt: skip

    def __init__(self, owner: MenuOwner) -> None:
        super().__init__()
        self.owner = owner
        """The widget that has the item."""

    def compose(self) -> ComposeResult:
        """The words of the item, what can be done with it, and how to leave."""
        with Vertical():
            yield Static(id="item-words")
            yield Static(id="item-menu")
            yield Static(
                Content("Up, Down: another one   Esc: back to the line, as typing on does"),
                id="item-foot",
            )

    def on_mount(self) -> None:
        """Show what is set now."""
        self._draw()

    def on_resize(self) -> None:
        """Lay it out for another width."""
        self._draw()

    async def on_key(self, event: events.Key) -> None:
        """Do what a letter stands for. Any other letter closes the menu and is typed."""
        if not event.is_printable or event.character is None:
            return
        event.stop()
        event.prevent_default()
        items = menu_items(self.owner)
        chosen = next((item for item in items if event.character in item.keys), None)
        if chosen is None or not chosen.stays:
            self.dismiss(chosen or event.character)
            return
        await run_menu_item(self.owner, chosen)
        if self.owner.menu_title():
            self._draw()
        else:
            self.dismiss("")

    def action_move(self, by: int) -> None:
        """Go to the item before or after."""
        self.owner.menu_move(by)
        self._draw()

    def _draw(self) -> None:
        words = terminal_safe(self.owner.menu_title()).replace("\n", " ")
        self.query_one("#item-words", Static).update(Content(words))
        items = menu_items(self.owner)
        is_set = [self.owner.menu_is_set(item) for item in items]
        width = max(1, self.size.width - 4)
        self.query_one("#item-menu", Static).update(menu_text(items, is_set, width))


def menu_text(items: Sequence[MenuItem], is_set: Sequence[bool], width: int) -> Content:
    """The items in rows of columns, each with its letter and a sign where it is set.

    Args:
        items: what can be done.
        is_set: for each, whether the item is marked so already.
        width: columns.
    """
    column = max((cells(_label(item)) for item in items), default=1) + COLUMN_GAP_CELLS
    per_row = max(1, (width + COLUMN_GAP_CELLS) // column)
    rows = -(-len(items) // per_row)
    parts: list[tuple[str, str]] = []
    for row in range(rows):
        for index in range(row, len(items), rows):
            item, mark = items[index], SET_MARK if is_set[index] else " "
            padding = " " * (column - cells(_label(item)))
            style = "bold" if is_set[index] else ""
            parts += [(f"{item.keys[0]} ", "bold $text-accent"), (f"{mark}{item.label}", style)]
            parts.append((padding, ""))
        parts.append(("\n", ""))
    return Content.assemble(*parts[:-1])


def _label(item: MenuItem) -> str:
    return f"{item.keys[0]} {SET_MARK}{item.label}"
