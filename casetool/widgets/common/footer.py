"""The keys at the foot of a screen: as many as there is room for, a sign where there are more.

Textual's own footer makes a widget for each key, and all of them anew whenever another thing has
the focus: that was a quarter of the work at a key press. This one is a line of text.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span
from textual.events import Resize
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

MORE_KEYS = "…"
"""What stands at the end where there are more keys than room; F1 shows them all."""

HELP_KEY = "f1"
"""The key that stands first, as in every program."""

PADDING_CELLS = 3
"""Columns round a key and its words."""


class FootKey(NamedTuple):
    """A key that works now, as it stands at the foot."""

    key: str
    shown: str
    words: str
    works: bool


class KeyFooter(Widget, can_focus=False):
    """A footer that never cuts a word: keys that do not fit are left out, and that is shown."""

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
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.set_reactive(Widget.auto_links, False)  # a key is no link: no line under it
        self._keys: tuple[FootKey, ...] = ()

    def on_mount(self) -> None:
        """Follow the keys that work."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: Screen[object]) -> None:
        if not screen.app.app_focus or not self.is_attached or screen is not self.screen:
            return
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        if not self.is_attached:
            return  # its screen is gone meanwhile
        keys = keys_of(self.screen)
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def on_resize(self, event: Resize) -> None:
        """Lay it out for another width."""
        self.refresh()

    def render(self) -> Content:
        """The keys that fit, the first ones first."""
        shown = that_fit(self._keys, self.size.width)
        more = len(shown) < len(self._keys)
        if more:
            shown = that_fit(self._keys, self.size.width - len(MORE_KEYS) - 1)
        key, words, off = (
            self.get_visual_style(name, partial=True)
            for name in ("foot--key", "foot--words", "foot--off")
        )
        parts: list[Content] = []
        for each in shown:
            text = f" {each.shown} {each.words} " if each.words else each.shown
            middle, end = len(text.removesuffix(f"{each.words} ")), len(text)
            click = Style.from_meta({"@click": f"app.simulate_key('{each.key}')"})
            spans = [Span(0, middle, key), Span(middle, end, words), Span(0, end, click)]
            parts.append(Content(text, [*spans, *([] if each.works else [Span(0, end, off)])]))
        if more:
            parts.append(Content(MORE_KEYS, [Span(0, len(MORE_KEYS), words)]))
        return Content("").join(parts)


def keys_of(screen: Screen[object]) -> tuple[FootKey, ...]:
    """The keys that are shown on a screen; help first, of one action the first key alone."""
    keys: dict[str, FootKey] = {}
    for _, binding, works, _ in screen.active_bindings.values():
        if binding.show and binding.action not in keys:
            shown = screen.app.get_key_display(binding)
            keys[binding.action] = FootKey(binding.key, shown, binding.description, works)
    # a key that the focused input would have too comes before all others otherwise
    return tuple(sorted(keys.values(), key=lambda each: each.key != HELP_KEY))


def that_fit(keys: Iterable[FootKey], width: int) -> Sequence[FootKey]:
    """The first keys, as many as there are columns for.

    Args:
        keys: all of them.
        width: in columns.
    """
    shown = []
    for each in keys:
        width -= cell_len(each.shown) + cell_len(each.words) + PADDING_CELLS
        if width < 0:
            break
        shown.append(each)
    return shown
