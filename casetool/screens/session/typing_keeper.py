"""A screen that keeps what is typed while something opens."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class KeepsTyped(Protocol):
    """A screen that keeps what was typed for what it opens."""

    def take_typed(self, lines: list[str]) -> None:
        """Show further lines, which no key can enter any more. The first goes on with a word."""

    def keep_typed(self, lines: list[str]) -> None:
        """Keep further lines, which no key can enter any more."""
