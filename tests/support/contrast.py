"""How well text can be told from its ground, as WCAG 2.2 measures it."""

from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.color import Color


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def on_ground(text: str, ground: Color) -> float:
    """The same of a text as a theme names it: half transparent, or black or white by its ground."""
    name, _, share = text.partition(" ")
    alpha = float(share.rstrip("%")) / 100 if share else 1.0
    if name == "auto":
        return contrast(ground.blend(ground.get_contrast_text(1.0), alpha, 1.0), ground)
    color = Color.parse(name)
    return contrast(ground.blend(color.with_alpha(1.0), color.a * alpha, 1.0), ground)


def of_style(style: Style) -> float:
    """The same of what is drawn."""
    front, ground = style.color, style.bgcolor
    assert front is not None
    assert ground is not None
    assert not style.dim
    return contrast(_color(front.get_truecolor()), _color(ground.get_truecolor()))


def _color(triplet: ColorTriplet) -> Color:
    return Color(*triplet)


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
