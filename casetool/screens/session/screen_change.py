"""Show a session or the library in the place of what is shown, and of the lists over it."""

from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widgets import Input

from casetool.screens.session.stray_paste import keep_stray_words
from casetool.screens.session.typing_keeper import KeepsTyped

_WITH_BASE = 2
"""The screens of an app where nothing lies over the session or the library: Textual has one."""


def show_instead(app: App[Any], screen: Screen[None]) -> None:
    """Show a screen in the place of the one that is shown, and of all lists over it.

    A session that stayed beneath the library would still be open: locked by its own window.

    Args:
        app: the running application, which is not locked.
        screen: the screen.
    """
    if len(app.screen_stack) > _WITH_BASE:
        _uncover(app)
    (app.switch_screen if len(app.screen_stack) > 1 else app.push_screen)(screen)


def _uncover(app: App[Any]) -> None:
    """Close what lies over the session or the library, and keep what was typed there."""
    base = app.screen_stack[_WITH_BASE - 1]
    if not isinstance(base, KeepsTyped):
        keep_stray_words(app)
    else:
        hand_down_texts(app, base)
    while len(app.screen_stack) > _WITH_BASE:
        app.pop_screen()


def hand_down_texts(app: App[Any], base: Screen[Any]) -> None:
    """Put the texts in the boxes over a screen that keeps what is typed into its line.

    Args:
        app: the running application.
        base: the screen, a ``KeepsTyped``.
    """
    assert isinstance(base, KeepsTyped)
    base.take_typed(["", *take_texts_over(app, base)])  # none goes on with a word of the line


def take_texts_over(app: App[Any], base: Screen[Any]) -> list[str]:
    """Take the texts out of the boxes of the screens over another, but no passphrase.

    Args:
        app: the running application.
        base: the other screen.
    """
    above = app.screen_stack[app.screen_stack.index(base) + 1 :]
    boxes = [box for screen in above for box in screen.query(Input) if not box.password]
    texts = [box.value for box in boxes if box.value.strip()]
    for box in boxes:
        box.value = ""
    return texts
