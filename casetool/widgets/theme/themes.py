"""Our own themes: dark, light for projectors, and high contrast.

In the light and the high-contrast theme every text has a contrast of 7:1 or more on every
background (WCAG 2.2, success criterion 1.4.6). `tests/widgets/theme/test_themes.py` measures it.
So each text colour can be read on the background of a highlighted row.
"""

from textual.theme import Theme

DARK_THEME = Theme(
    name="dark",
    primary="#0178D4",
    secondary="#004578",
    accent="#ffa62b",
    warning="#ffa62b",
    error="#ba3c5b",
    success="#4EBF71",
    foreground="#e0e0e0",
    variables={
        "text-muted": "auto 72%",
        "text-disabled": "auto 65%",
        "text-error": "#E9A6B7",
        "foreground-muted": "#e0e0e0 72%",
        "block-cursor-background": "#004A86",
        "border-blurred": "#3A4A58",
        "scrollbar": "#5F7F9F",
        "scrollbar-hover": "#8FB0D0",
        "scrollbar-background": "#1A1A1A",
    },
)
"""For a laptop: Textual's own colours, except those that were hard to read (below 4.5:1)."""

LIGHT_THEME = Theme(
    name="light",
    dark=False,
    primary="#003E73",
    secondary="#003E73",
    accent="#6B2C00",
    warning="#6B2C00",
    error="#7E0010",
    success="#00471B",
    foreground="#0A0A0A",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#E4EAF0",
    variables={
        "boost": "#EEF2F6",
        "primary-muted": "#DCE9F7",
        "text": "#0A0A0A",
        "text-muted": "#333333",
        "text-disabled": "#333333",
        "text-primary": "#003A6B",
        "text-secondary": "#003A6B",
        "text-accent": "#6B2C00",
        "text-warning": "#6B2C00",
        "text-error": "#7E0010",
        "text-success": "#00471B",
        "foreground-muted": "#333333",
        "foreground-disabled": "#333333",
        "block-cursor-background": "#FFE27A",
        "block-cursor-foreground": "#0A0A0A",
        "block-cursor-blurred-background": "#E4EAF0",
        "block-hover-background": "#EEF2F6",
        "input-selection-background": "#FFE27A",
        "border-blurred": "#003E73",
        "scrollbar": "#4A5A6A",
        "scrollbar-hover": "#003E73",
        "scrollbar-background": "#E4EAF0",
    },
)
"""For a projector, which washes out pale colours: near-black on white."""

HIGH_CONTRAST_THEME = Theme(
    name="high-contrast",
    primary="#9CD0FF",
    secondary="#9CD0FF",
    accent="#FFD84D",
    warning="#FFD84D",
    error="#FFB8B8",
    success="#8CF0A8",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1C1C1C",
    variables={
        "boost": "#141414",
        "primary-muted": "#00295C",
        "text": "#FFFFFF",
        "text-muted": "#E0E0E0",
        "text-disabled": "#E0E0E0",
        "text-primary": "#B5DBFF",
        "text-secondary": "#B5DBFF",
        "text-accent": "#FFD84D",
        "text-warning": "#FFD84D",
        "text-error": "#FFB8B8",
        "text-success": "#8CF0A8",
        "foreground-muted": "#E0E0E0",
        "foreground-disabled": "#E0E0E0",
        "block-cursor-background": "#00337A",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-blurred-background": "#1C1C1C",
        "block-hover-background": "#141414",
        "input-selection-background": "#00337A",
        "border-blurred": "#9CD0FF",
        "scrollbar": "#B0B0B0",
        "scrollbar-hover": "#FFFFFF",
        "scrollbar-background": "#1C1C1C",
    },
)
"""White on black, without colours in between that are hard to read."""

THEMES = {theme.name: theme for theme in (DARK_THEME, LIGHT_THEME, HIGH_CONTRAST_THEME)}
"""The themes, in the order in which they are switched."""

THEME_LABELS = {
    DARK_THEME.name: "Dark.",
    LIGHT_THEME.name: "Light, for projectors.",
    HIGH_CONTRAST_THEME.name: "High contrast.",
}
"""The message when a theme is chosen."""
