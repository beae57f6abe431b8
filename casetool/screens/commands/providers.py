"""The key bindings active on a screen, for the help and the command palette."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from casetool.screens.dialogs.help import KeysScreen


def active_keys(screen: Screen[Any]) -> Iterator[ActiveBinding]:
    """The active bindings with an id, each once, nearest to the focus first."""
    listed_ids = set()
    for active in screen.active_bindings.values():
        binding_id = active.binding.id
        if binding_id is not None and binding_id not in listed_ids and active.binding.tooltip:
            listed_ids.add(binding_id)
            yield active


def show_keys(screen: Screen[Any]) -> None:
    """Show the keys that work on a screen.

    Args:
        screen: the screen whose bindings are listed.
    """
    rows = [
        (screen.app.get_key_display(active.binding), active.binding.description, active.tooltip)
        for active in active_keys(screen)
    ]
    screen.app.push_screen(KeysScreen(rows))


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
