"""The bindings that work where one stands: read once, shown in help and in the palette."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from casetool.screens.dialogs.help import KeysScreen


def keys_here(screen: Screen[Any]) -> Iterator[ActiveBinding]:
    """Each binding of ours that is active on a screen, once, nearest to the focus first."""
    seen = set()
    for active in screen.active_bindings.values():
        name = active.binding.id
        if name is not None and name not in seen and active.binding.tooltip:
            seen.add(name)
            yield active


def show_keys(screen: Screen[Any]) -> None:
    """Show the keys that work where one stands.

    Args:
        screen: where that is.
    """
    rows = [
        (screen.app.get_key_display(active.binding), active.binding.description, active.tooltip)
        for active in keys_here(screen)
    ]
    screen.app.push_screen(KeysScreen(rows))


class KeysHere(Provider):
    """Every action that works where one stands, in the command palette."""

    async def discover(self) -> Hits:
        """All of them, while nothing is typed."""
        for active in keys_here(self.screen):
            yield DiscoveryHit(
                active.binding.description, self._run(active), help=active.binding.tooltip
            )

    async def search(self, query: str) -> Hits:
        """Those whose words match."""
        matcher = self.matcher(query)
        for active in keys_here(self.screen):
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
