"""Commands for the look of the facilitator's window."""

from collections.abc import Callable
from typing import Any

from textual.app import App

from casetool.screens.commands.command import Command
from casetool.services.sessions.document import Document
from casetool.widgets.theme.appearance import appearance_of


def choose_theme(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Switch to the next theme."""
    tell(appearance_of(app).next_theme())


def toggle_plain(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Switch between plain and drawn signs."""
    tell(appearance_of(app).turn_plain())


def show_caught(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show or hide what was caught under the other headings."""
    app.screen.call_later(app.screen.run_action, "turn('look')")


SESSION_COMMANDS = (
    Command("theme", "t", "Light, dark or high contrast",
         "Choose the light theme for projectors, high contrast, or dark", choose_theme),
    Command("plain", "x", "Use plain signs instead of drawn boxes, or go back",
         "Boxes and marks of plain ASCII, for a console or a screen reader", toggle_plain),
    Command("caught", "u", "What was caught under the other headings",
         "Beside the open step, or in its place on a narrow screen; and back", show_caught),
)  # fmt: skip
