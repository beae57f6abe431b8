"""The key bindings active on a screen, for the help and the command palette."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from casetool.screens.dialogs.help import KeysScreen
from casetool.widgets.common.item_menu import MenuItem, MenuOwner, run_menu_item

MENU_KEY = "f5"
"""The key that opens the menu, as the help shows it in front of a letter."""


def active_keys(screen: Screen[Any]) -> Iterator[ActiveBinding]:
    """The active bindings with an id, each once, nearest to the focus first."""
    listed_ids = set()
    for active in screen.active_bindings.values():
        binding_id = active.binding.id
        if binding_id is not None and binding_id not in listed_ids and active.binding.tooltip:
            listed_ids.add(binding_id)
            yield active


def menu_owner(screen: Screen[Any]) -> MenuOwner | None:
    """What has a menu on a screen now, if anything.

    Args:
        screen: the screen, which tells its pane if it is that of a session.
    """
    pane = getattr(screen, "menu_pane", None)
    if pane is None:
        return None
    from casetool.screens.session.item_menu import owner_in  # not for the first picture

    return owner_in(pane)


def show_keys(screen: Screen[Any]) -> None:
    """Show the keys that work on a screen.

    Args:
        screen: the screen whose bindings are listed.
    """
    rows = [
        (screen.app.get_key_display(active.binding), active.binding.description, active.tooltip)
        for active in active_keys(screen)
    ]
    owner = menu_owner(screen)
    items = owner.menu().items if owner is not None else ()
    rows += [(f"{MENU_KEY} {item.keys[0]}", item.label, item.tip) for item in items]
    screen.app.push_screen(KeysScreen(rows))


class MenuHere(Provider):
    """Offers what can be done with the selected item in the command palette."""

    async def discover(self) -> Hits:
        """List all of it, while nothing is typed."""
        for owner, item in self._items():
            yield DiscoveryHit(item.label, partial(run_menu_item, owner, item), help=item.tip)

    async def search(self, query: str) -> Hits:
        """List what matches the query."""
        matcher = self.matcher(query)
        for owner, item in self._items():
            score = matcher.match(f"{item.label} {item.tip}")
            if score > 0:
                yield Hit(score, item.label, partial(run_menu_item, owner, item), help=item.tip)

    def _items(self) -> Iterator[tuple[MenuOwner, MenuItem]]:
        owner = menu_owner(self.screen)
        if owner is not None:
            yield from ((owner, item) for item in owner.menu().items)


class KeysHere(Provider):
    """Offers every active key binding in the command palette."""

    async def discover(self) -> Hits:
        """List all of them, while nothing is typed."""
        for active in active_keys(self.screen):
            yield DiscoveryHit(
                active.binding.description, self._run(active), help=active.binding.tooltip
            )

    async def search(self, query: str) -> Hits:
        """List those that match the query."""
        matcher = self.matcher(query)
        for active in active_keys(self.screen):
            score = matcher.match(f"{active.binding.description} {active.binding.tooltip}")
            if score > 0:
                yield Hit(
                    score,
                    active.binding.description,
                    self._run(active),
                    help=active.binding.tooltip,
                )

    def _run(self, active: ActiveBinding) -> partial[Any]:
        return partial(self.app.run_action, active.binding.action, active.node)
