"""Our themes, measured: every text on every ground that it can stand on."""

import pytest
from textual.color import Color
from textual.theme import Theme

from casetool.widgets.theme.themes import (
    DARK_THEME,
    HIGH_CONTRAST_THEME,
    LIGHT_THEME,
    THEME_LABELS,
    THEMES,
)
from tests.support.contrast import contrast, on_ground

TEXTS = (
    "foreground", "foreground-muted", "foreground-disabled", "text", "text-muted", "text-disabled",
    "text-primary", "text-secondary", "text-accent", "text-warning", "text-error", "text-success",
    "block-cursor-foreground", "block-cursor-blurred-foreground", "footer-foreground",
    "footer-key-foreground", "footer-description-foreground", "input-selection-foreground",
    "primary", "accent", "warning", "error", "success",
)  # fmt: skip
GROUNDS = (
    "background", "surface", "panel", "boost", "primary-muted", "footer-background",
    "block-cursor-background", "block-cursor-blurred-background", "block-hover-background",
    "input-selection-background", "panel-lighten-1", "panel-darken-1",
)  # fmt: skip
READABLE = (LIGHT_THEME, HIGH_CONTRAST_THEME)


def colours(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def ground_of(theme: Theme, name: str) -> Color:
    """A ground as it is seen: one that is half transparent lies over the screen's own."""
    found = colours(theme)
    ground = Color.parse(found[name])
    below = Color.parse(found["background"])
    return below.blend(ground.with_alpha(1.0), ground.a, 1.0)


@pytest.mark.parametrize("theme", READABLE, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_can_be_read_on_every_ground(theme: Theme, ground: str, text: str) -> None:
    assert on_ground(colours(theme)[text], ground_of(theme, ground)) >= 7


@pytest.mark.parametrize("theme", READABLE, ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["accent", "warning", "error", "success", "foreground"])
def test_what_is_turned_round_can_be_read_too(theme: Theme, name: str) -> None:
    """The ground in the place of the text: what is lit up, what is reversed."""
    found = colours(theme)
    assert contrast(Color.parse(found["background"]), Color.parse(found[name])) >= 7
    assert contrast(Color.parse(found["panel"]), Color.parse(found[name])) >= 7


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_a_cursor_and_a_scrollbar_can_be_seen(theme: Theme) -> None:
    found = {name: Color.parse(colours(theme)[name]) for name in (
        "input-cursor-foreground", "input-cursor-background", "scrollbar", "scrollbar-background",
        "primary", "background",
    )}  # fmt: skip
    cursor, under = found["input-cursor-background"], found["input-cursor-foreground"]
    assert contrast(cursor, under) >= 7
    assert contrast(found["scrollbar"], found["scrollbar-background"]) >= 3
    assert contrast(found["primary"], found["background"]) >= 3, "borders are of this colour"


def test_a_projector_gets_a_white_ground_and_high_contrast_a_black_one() -> None:
    assert colours(LIGHT_THEME)["background"] == colours(LIGHT_THEME)["surface"] == "#FFFFFF"
    assert (
        colours(HIGH_CONTRAST_THEME)["background"]
        == colours(HIGH_CONTRAST_THEME)["surface"]
        == "#000000"
    )
    assert [LIGHT_THEME.dark, HIGH_CONTRAST_THEME.dark, DARK_THEME.dark] == [False, True, True]


def test_the_measure_is_that_of_wcag() -> None:
    white, black = Color.parse("white"), Color.parse("black")
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), white) == pytest.approx(4.48, abs=0.01)
    assert on_ground("auto 60%", black) == pytest.approx(contrast(Color(153, 153, 153), black))


def test_each_theme_has_words() -> None:
    assert set(THEME_LABELS) == set(THEMES)
    assert list(THEMES) == ["dark", "light", "high-contrast"]
