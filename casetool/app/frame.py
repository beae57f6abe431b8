"""The keys of the app itself, and the style of Textual's own widgets."""

from textual.binding import Binding, BindingType

APP_KEYS: list[BindingType] = [
    Binding("ctrl+p", "command_palette", "Everything", id="app.palette", priority=True,
            tooltip="Every action that works here, by its name"),
    Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True,
            tooltip="Leave. Everything is saved as you go"),
    Binding("f12", "command('blank')", "Blank the room", id="app.blank", show=False, priority=True,
            tooltip="Blank the room's screen at once, or bring it back, even under a dialog"),
    Binding("ctrl+t", "theme", "Light / dark", id="app.theme", show=False,
            tooltip="Choose the light theme for projectors, high contrast, or dark"),
    Binding("ctrl+s", "saved", "Saved?", id="app.saved", show=False,
            tooltip="You need not press this: every change is saved at once"),
]  # fmt: skip
"""The keys of the app itself."""

KEY_NAMES = {"⏎": "enter", "⌫": "backspace"}
"""Names for keys that Textual shows as a sign, which not every font has."""

FRAME = """
Screen { layers: base over; }
KeyFooter { background: $panel; }
CommandPalette > .command-palette--help-text { text-style: not bold; color: $foreground-muted; }
CommandList > .option-list--option-highlighted { text-style: bold underline; }
SearchIcon { color: $foreground; }
TextArea:light .text-area--cursor {
    color: $input-cursor-foreground; background: $input-cursor-background;
}
"""
"""The stylesheet of the app itself."""
