"""Show a session or the library in the place of what is shown, such as one that opens."""

from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widgets import Input

from casetool.screens.session.last_words import KeepsTyped


def show_instead(app: App[Any], screen: Screen[None]) -> None:
    """Show a screen in the place of the one that is shown, and of lists over one that opens.

    Args:
        app: the running application, which is not locked.
        screen: the screen.
    """
    _uncover_opening(app)
    (app.switch_screen if len(app.screen_stack) > 1 else app.push_screen)(screen)


def _uncover_opening(app: App[Any]) -> None:
    """Close the lists over a session that is ready, and keep what was typed there for its line."""
    while any(isinstance(screen, KeepsTyped) for screen in app.screen_stack[:-1]):
        texts = [box.value for box in app.screen.query(Input) if not box.password]
        app.pop_screen()
        if isinstance(app.screen, KeepsTyped) and any(map(str.strip, texts)):
            app.screen.take_typed([text for text in texts if text.strip()])
