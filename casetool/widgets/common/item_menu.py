"""What can be done with the selected item, for the menu that lists it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One thing that can be done with an item, and the letter that does it in the menu."""

    id: str
    """Its place and name, as for a binding: ``entry.fact``."""
    keys: str
    """The characters that do it, of which the first is shown. Or one key with a name."""
    label: str
    """What it does, in a few words."""
    action: str
    """The action of the widget that has the item."""
    tip: str
    """A longer description, for the list of keys."""
    stays: bool = False
    """Whether the menu stays open, for several marks in turn."""
    opens_form: bool = False
    """Whether a form opens, which gets the next keys."""


@dataclass(frozen=True, slots=True)
class ItemMenu:
    """What can be done with the item that is selected now."""

    title: str
    """The words of the item. Empty where nothing is selected."""
    items: tuple[MenuItem, ...] = ()
    marked: frozenset[str] = frozenset()
    """The ids of what is set already."""
    closes: bool = False
    """Whether the menu closes after the next thing that is done: there is no item left."""
    item_id: str = ""
    """The id of the item, which tells whether another one is selected by now."""
    exits: tuple[MenuItem, ...] = ()
    """Keys with a name that close the menu and act as outside it: ``enter``, ``tab``."""


@runtime_checkable
class MenuOwner(Protocol):
    """A widget with a selected item and a menu for it."""

    MENU: ClassVar[Sequence[MenuItem]]
    """All that can be done, in the order of the menu."""

    def menu(self) -> ItemMenu:
        """The menu of the selected item."""

    def menu_move(self, step: int) -> None:
        """Select another item: the next one, or with -1 the one before."""


async def run_menu_item(owner: MenuOwner, item: MenuItem) -> None:
    """Do it.

    Args:
        owner: the widget that has the selected item.
        item: what is to be done.
    """
    if isinstance(owner, Widget):
        await owner.run_action(item.action)
