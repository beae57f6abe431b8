"""The appearance of a window: its theme, and drawn or plain signs. The choice is remembered."""

from collections.abc import Sequence
from typing import Any, Literal, Protocol, cast

from textual.app import App
from textual.filter import LineFilter

from casetool.storage.settings import SettingsPlace, change_settings, read_settings
from casetool.widgets.theme.line_filters import PlainSigns, SixteenColours, Styled
from casetool.widgets.theme.themes import DARK_THEME, THEME_LABELS, THEMES

Window = Literal["theme", "room"]
"""The window that a theme belongs to: the facilitator's, or the board."""


class Appearance:
    """The appearance of one app.

    Args:
        app: the app, before it is shown.
        settings_place: where the choice is remembered.
        window: which window it is. Each has its own theme.
    """

    def __init__(
        self, app: App[Any], settings_place: SettingsPlace, window: Window = "theme"
    ) -> None:
        self._app, self._settings_place, self._window = app, settings_place, window
        for theme in THEMES.values():
            app.register_theme(theme)
        settings, self._trouble = read_settings(settings_place)
        self._plain_signs = PlainSigns(enabled=settings.plain)
        self._styled = Styled(enabled=app.no_color)
        self._sixteen_colours = SixteenColours()
        saved_name = (settings.room if window == "room" else "") or settings.theme
        requested = [name.strip() for name in settings_place.theme.split(",")]
        available = [name for name in (*requested, saved_name) if name in app.available_themes]
        self._set_first_theme(next(iter(available), DARK_THEME.name))

    def _set_first_theme(self, name: str) -> None:
        """Set the theme before anything is drawn: a later change computes all styles again."""
        self._app.set_reactive(App.theme, name)
        if name in THEMES:  # Textual does this itself for its own themes
            self._app.stylesheet.set_variables(self._app.get_css_variables())
            dark = self._app.current_theme.dark
            self._app.set_class(dark, "-dark-mode", update=False)
            self._app.set_class(not dark, "-light-mode", update=False)

    @property
    def filters(self) -> Sequence[LineFilter]:
        """The filters for every row that is drawn, to be applied before Textual's own."""
        few_colours = (self._sixteen_colours,) if self._has_few_colours else ()
        filters = (self._styled, *few_colours, self._plain_signs)
        return tuple(line_filter for line_filter in filters if line_filter.enabled)

    @property
    def _has_few_colours(self) -> bool:
        """Whether the app is drawn on a terminal of 16 colours: a headless app is on none."""
        few = self._app.console.color_system in ("standard", "windows")
        return few and not (self._app.no_color or self._app.is_headless)

    @property
    def plain(self) -> bool:
        """Whether plain signs are used."""
        return self._plain_signs.enabled

    def tell_trouble(self) -> None:
        """Say once what is wrong with the settings: on a screen that stays, or it goes unseen."""
        if self._trouble:
            self._app.notify(self._trouble, markup=False)
            self._trouble = ""

    def next_theme(self) -> str:
        """Switch to the next of our themes. Returns the message to show."""
        names = list(THEMES)
        index = names.index(self._app.theme) if self._app.theme in names else 0
        self._app.theme = names[(index + 1) % len(names)]
        return f"{THEME_LABELS[self._app.theme]}{self._remember(**{self._window: self._app.theme})}"

    def turn_plain(self) -> str:
        """Switch between drawn and plain signs. Returns the message to show."""
        self._plain_signs.enabled = not self._plain_signs.enabled
        for screen in self._app.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
        message = "Plain signs, no drawn boxes." if self.plain else "Drawn boxes and signs again."
        return f"{message}{self._remember(plain=self.plain)}"

    def _remember(self, **changes: object) -> str:
        why = change_settings(self._settings_place, **changes)
        return f" It could not be remembered: {why}" if why else ""


class _HasLooks(Protocol):
    looks: Appearance


def appearance_of(app: App[Any]) -> Appearance:
    """The appearance of one of our apps."""
    return cast(_HasLooks, app).looks
