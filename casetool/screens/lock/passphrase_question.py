"""Whether a passphrase is asked for, so that nothing else may stand over its box."""

from typing import Any

from textual.app import App

ALWAYS_WORKS = frozenset({"quit", "command", "focus_next", "focus_previous", "help_quit"})
"""The app's own actions while a passphrase is asked for: to leave, F12, and to go to the box.

Behind the lock F12 does nothing (``run_here``).
"""


def is_passphrase_asked(app: App[Any]) -> bool:
    """Whether a passphrase is asked for, also under a question about leaving.

    Args:
        app: the running application.
    """
    return any(not getattr(screen, "KEEPS_TYPED_TEXT", True) for screen in app.screen_stack)
