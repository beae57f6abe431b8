"""How a window looks: its theme, and drawn or plain signs. What is chosen is remembered."""

from collections.abc import Sequence
from typing import Any, Literal, Protocol, cast

from textual.app import App
from textual.filter import LineFilter

from casetool.storage.settings import SettingsPlace, change_settings, read_settings
from casetool.widgets.theme.line_filters import PlainSigns, Styled
from casetool.widgets.theme.themes import DARK_THEME, THEME_LABELS, THEMES

Window = Literal["theme", "room"]
"""Whose theme it is: that of the facilitator's window, or that of the room's."""


class Appearance:
    """The looks of one app.

    Args:
        app: whose they are; it is not on a screen yet.
        kept: where what is chosen is remembered.
        window: which window it is; each has a theme of its own.
    """

    def __init__(self, app: App[Any], kept: SettingsPlace, window: Window = "theme") -> None:
        self._app, self._kept, self._window = app, kept, window
        for theme in THEMES.values():
            app.register_theme(theme)
        settings, self._trouble = read_settings(kept)
        self._signs = PlainSigns(enabled=settings.plain)
        self._styled = Styled(enabled=app.no_color)
        chosen = (settings.room if window == "room" else "") or settings.theme
        asked = [name.strip() for name in kept.theme.split(",")]
        known = [name for name in (*asked, chosen) if name in app.available_themes]
        self._begin(next(iter(known), DARK_THEME.name))

    def _begin(self, name: str) -> None:
        """Have a theme before anything is drawn: a change afterwards lays all styles anew."""
        self._app.set_reactive(App.theme, name)
        if name in THEMES:  # Textual has seen to its own
            self._app.stylesheet.set_variables(self._app.get_css_variables())
            dark = self._app.current_theme.dark
            self._app.set_class(dark, "-dark-mode", update=False)
            self._app.set_class(not dark, "-light-mode", update=False)

    @property
    def filters(self) -> Sequence[LineFilter]:
        """What every row passes on its way to the terminal, before Textual's own filters."""
        both = (self._styled, self._signs)
        return tuple(one for one in both if one.enabled)

    @property
    def plain(self) -> bool:
        """Whether signs are plain ones."""
        return self._signs.enabled

    def tell_trouble(self) -> None:
        """Say once what is wrong with the settings: on a screen that stays, or it goes unseen."""
        if self._trouble:
            self._app.notify(self._trouble, markup=False)
            self._trouble = ""

    def next_theme(self) -> str:
        """Go to the next of our themes; gives what is to be said of it."""
        names = list(THEMES)
        here = names.index(self._app.theme) if self._app.theme in names else 0
        self._app.theme = names[(here + 1) % len(names)]
        return f"{THEME_LABELS[self._app.theme]}{self._remember(**{self._window: self._app.theme})}"

    def turn_plain(self) -> str:
        """Plain signs in the place of drawn ones, or back; gives what is to be said of it."""
        self._signs.enabled = not self._signs.enabled
        for screen in self._app.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
        words = "Plain signs, no drawn boxes." if self.plain else "Drawn boxes and signs again."
        return f"{words}{self._remember(plain=self.plain)}"

    def _remember(self, **changes: object) -> str:
        why = change_settings(self._kept, **changes)
        return f" It could not be remembered: {why}" if why else ""


class _HasLooks(Protocol):
    looks: Appearance


def appearance_of(app: App[Any]) -> Appearance:
    """The looks of one of our apps."""
    return cast(_HasLooks, app).looks
