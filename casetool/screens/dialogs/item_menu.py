"""The menu of what can be done with the selected line, box or person."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from casetool.models.vanished_items import GONE
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells
from casetool.widgets.common.item_menu import ItemMenu, MenuItem, MenuOwner, run_menu_item
from casetool.widgets.common.key_queue import paste_first
from casetool.widgets.common.messages import Notice

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
                tooltip="Close the menu; the marks you set stay. At a box of the tree Enter adds a"
                " box beside it, and Tab one deeper"),
        Binding("up", "move(-1)", "Before", id="menu.up", show=False,
                tooltip="The line, box or person before"),
        Binding("down", "move(1)", "Next", id="menu.down", show=False,
                tooltip="The next line, box or person"),
    ]  # fmt: skip

    def __init__(self, owner: MenuOwner) -> None:
        super().__init__()
        self.owner = owner
        """The widget that has the item."""
        self._item_id = ""
        """The id of the item that the menu shows."""

    def compose(self) -> ComposeResult:
        """The words of the item, what can be done with it, and how to leave."""
        with Vertical():
            yield Static(id="item-words")
            yield Static(id="item-menu")
            yield Static(id="item-foot")

    def on_mount(self) -> None:
        """Show what is set now."""
        self._draw()

    def on_resize(self) -> None:
        """Lay it out for another width."""
        self._draw()

    async def on_key(self, event: events.Key) -> None:
        """Do what a letter stands for. Any other letter closes the menu and is typed."""
        menu = self.owner.menu()
        leaving = next((item for item in menu.exits if item.keys == event.key), None)
        is_for_menu = leaving is not None or event.is_printable
        if is_for_menu and menu.item_id != self._item_id:
            self._close_for_gone(event)
            return
        if leaving is not None:
            event.stop()
            event.prevent_default()
            self.dismiss(leaving)
            return
        if not event.is_printable or event.character is None:
            return
        event.stop()
        event.prevent_default()
        chosen = next((item for item in menu.items if event.character in item.keys), None)
        if chosen is None or not chosen.stays:
            self.dismiss(chosen or event.character)
            return
        await run_menu_item(self.owner, chosen)
        menu = self.owner.menu()
        if menu.title and not menu.closes:
            self._draw()
        else:
            self.dismiss("")

    def on_paste(self, event: events.Paste) -> None:
        """Close the menu, and paste the words into what is beneath: none of them is a letter."""
        event.stop()
        self.dismiss("")
        paste_first(self.app, event.text)

    def _close_for_gone(self, event: events.Key) -> None:
        """Close the menu, as its item was taken away and a neighbour is selected instead."""
        event.stop()
        event.prevent_default()
        if isinstance(self.owner, Widget):
            self.owner.post_message(Notice(GONE))
        self.dismiss("")

    def action_move(self, by: int) -> None:
        """Go to the item before or after."""
        self.owner.menu_move(by)
        self._draw()

    def _draw(self) -> None:
        menu, width = self.owner.menu(), max(1, self.size.width - 4)
        self._item_id = menu.item_id
        title = terminal_safe(menu.title).replace("\n", " ")
        self.query_one("#item-words", Static).update(Content(title))
        self.query_one("#item-menu", Static).update(menu_text(menu, width))
        self.query_one("#item-foot", Static).update(Content(foot_text(menu)))


def foot_text(menu: ItemMenu) -> str:
    """The keys with names: other items, those that act as outside the menu, and the way back.

    Args:
        menu: what can be done.
    """
    exits = (f"{item.keys.title()}: {item.label}" for item in menu.exits)
    return "  ".join((*exits, "Up, Down: others", "Esc, typing: back"))


def menu_text(menu: ItemMenu, width: int) -> Content:
    """The items in rows of columns, each with its letter and a sign where it is set.

    Args:
        menu: what can be done, and what is set.
        width: columns.
    """
    items = menu.items
    column = max((cells(_label(item)) for item in items), default=1) + COLUMN_GAP_CELLS
    per_row = max(1, (width + COLUMN_GAP_CELLS) // column)
    rows = max(1, -(-len(items) // per_row))
    lines = [
        Content("").join(_cell(item, item.id in menu.marked, column) for item in items[row::rows])
        for row in range(rows)
    ]
    return Content("\n").join(lines)


def _cell(item: MenuItem, is_set: bool, column: int) -> Content:
    """An item with its letter, as wide as its column."""
    style, padding = "bold" if is_set else "", " " * (column - cells(_label(item)))
    mark = SET_MARK if is_set else " "
    return Content.assemble(
        (f"{item.keys[0]} ", "bold $text-accent"), (f"{mark}{item.label}", style), padding
    )


def _label(item: MenuItem) -> str:
    return f"{item.keys[0]} {SET_MARK}{item.label}"
