"""The footer: the keys of the open screen, as many as fit, and a sign if there are more.

Textual's own footer makes a widget for each key, and makes all of them again at each change of
focus. That was a quarter of the work of a key press. This one is a line of text.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

MORE_KEYS = "…"
"""The sign at the end where some keys do not fit. F1 shows them all."""

HELP_KEY = "f1"
"""The key that stands first, as in every program."""

PADDING_CELLS = 3
"""Columns round a key and its description."""


class FootKey(NamedTuple):
    """A key of the open screen, as the footer shows it."""

    key: str
    label: str
    """The key as it is shown: ``F1``, ``Del``."""
    description: str
    is_enabled: bool


class KeyFooter(Widget, can_focus=False):
    """A footer that never cuts a word: keys that do not fit are left out, and a sign says so.

    Args:
        lists_all: whether it takes as many rows as all keys need. A screen on which letters act
            must list each of them.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"foot--key", "foot--words", "foot--off"}
    DEFAULT_CSS = """
    KeyFooter {
        dock: bottom; height: 1; text-wrap: nowrap;
        color: $footer-foreground; background: $footer-background;
        & > .foot--key {
            color: $footer-key-foreground; background: $footer-key-background; text-style: bold;
        }
        & > .foot--words {
            color: $footer-description-foreground; background: $footer-description-background;
        }
        & > .foot--off { text-style: dim; }
        &.-all { dock: none; height: auto; }
    }
    """

    def __init__(self, lists_all: bool = False) -> None:
        super().__init__(classes="-all" if lists_all else "")
        self._lists_all = lists_all
        self.set_reactive(Widget.auto_links, False)  # a key is not a link: do not underline it
        self._keys: tuple[FootKey, ...] = ()

    def on_mount(self) -> None:
        """Follow the keys that work."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        self.call_after_refresh(self._update_keys)

    def _update_keys(self) -> None:
        if not self.is_attached:
            return  # its screen was closed meanwhile
        keys = keys_of(self.screen)
        if keys != self._keys:
            self._keys = keys
            self.refresh(layout=self._lists_all)

    def on_resize(self, event: Resize) -> None:
        """Lay it out for another width."""
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row, or as many as all keys need."""
        return len(rows_of_keys(self._keys, width)) if self._lists_all else 1

    def render(self) -> Content:
        """The keys that fit, the first ones first, or all of them."""
        if self._lists_all:
            rows = rows_of_keys(self._keys, self.size.width)
            return Content("\n").join(Content("").join(self._parts(row)) for row in rows)
        fitting = keys_that_fit(self._keys, self.size.width)
        is_cut = len(fitting) < len(self._keys)
        if is_cut:
            fitting = keys_that_fit(self._keys, self.size.width - len(MORE_KEYS) - 1)
        parts = self._parts(fitting)
        if is_cut:
            label_style = self.get_visual_style("foot--words", partial=True)
            parts.append(Content(MORE_KEYS, [Span(0, len(MORE_KEYS), label_style)]))
        return Content("").join(parts)

    def _parts(self, fitting: Iterable[FootKey]) -> list[Content]:
        """The keys with their labels, each clickable."""
        key_style, label_style, off_style = (
            self.get_visual_style(name, partial=True)
            for name in ("foot--key", "foot--words", "foot--off")
        )
        parts: list[Content] = []
        for foot_key in fitting:
            text = (
                f" {foot_key.label} {foot_key.description} "
                if foot_key.description
                else foot_key.label
            )
            middle, end = len(text.removesuffix(f"{foot_key.description} ")), len(text)
            click = Style.from_meta({"@click": f"app.simulate_key('{foot_key.key}')"})
            spans = [
                Span(0, middle, key_style),
                Span(middle, end, label_style),
                Span(0, end, click),
            ]
            parts.append(
                Content(text, [*spans, *([] if foot_key.is_enabled else [Span(0, end, off_style)])])
            )
        return parts


def keys_of(screen: Screen[object]) -> tuple[FootKey, ...]:
    """The keys to show for a screen: help first, and one key for each action."""
    keys: dict[str, FootKey] = {}
    for _, binding, is_enabled, _ in screen.active_bindings.values():
        if binding.show and binding.action not in keys:
            label = screen.app.get_key_display(binding)
            keys[binding.action] = FootKey(binding.key, label, binding.description, is_enabled)
    # otherwise a key that the focused input has too would come first
    return tuple(sorted(keys.values(), key=lambda foot_key: foot_key.key != HELP_KEY))


def rows_of_keys(keys: Sequence[FootKey], width: int) -> list[Sequence[FootKey]]:
    """All keys, in rows that have room for them.

    Args:
        keys: all of them.
        width: in columns. A key that is wider has a row of its own.
    """
    rows: list[Sequence[FootKey]] = []
    while keys:
        row = keys_that_fit(keys, width) or keys[:1]
        rows.append(row)
        keys = keys[len(row) :]
    return rows or [()]


def keys_that_fit(keys: Iterable[FootKey], width: int) -> Sequence[FootKey]:
    """The first keys, as many as there are columns for.

    Args:
        keys: all of them.
        width: in columns.
    """
    fitting = []
    for foot_key in keys:
        width -= cell_len(foot_key.label) + cell_len(foot_key.description) + PADDING_CELLS
        if width < 0:
            break
        fitting.append(foot_key)
    return fitting
