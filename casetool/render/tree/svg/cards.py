"""The text and the shape of each box in the tree's picture: shapes before colours.

All lengths are in points (72 to the inch).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from casetool.models.tree.model import FOCAL, Effect, Ends, Happened, Node, Test
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.layout import EMPTY_TEXT, describe_node
from casetool.render.tree.svg.text_metrics import LEADING, right_to_left, width_of, wrap_to_width

Wrap = Callable[[str, float, float, bool], tuple[str, ...]]
"""Function that wraps a text: from text, width, size and boldness to lines."""

SMALLEST_POINTS = 7.5
"""Smallest letter size that is readable on paper."""

PADDING_FACTOR = 0.8
"""Space between the text of a box and its border, for letters of size 1."""

NOTCH_POINTS = 8.0
"""How far the ends of a hexagon stand out."""

MOST_CARD_LINES = 10
"""Most lines of text in a box. The list in the notes has the full text."""

MEASURED_LETTERS = 2000
"""Letters of a text that are measured first. If they fill a box, the others are never drawn."""

FULL_CARD_LINES = 7
"""Lines of text above which a box is widened, if that helps."""

CUT_NOTE = "… full text in the list of the notes"

NOT_YET = "(not agreed yet)"
"""Text in the box of an empty focal point."""

_WIDER = (1.0, 1.5, 2.2)
_BOLD = ("cut", "foot")


class Shape(StrEnum):
    """The shape of a box. The value is its label in the legend."""

    FOCAL = "focal point"
    HAS = "effect that has happened"
    COULD = "effect that could happen"
    UNSAID = "effect, not said which"
    CAUSE = "cause"
    SUPPORTED = "root cause, supported"
    UNTESTED = "root cause, untested"
    REFUTED = "root cause, refuted"
    WHY = "still asking why"
    INFO = "needs information"
    ASIDE = "set aside"


ROOTS = {
    Test.SUPPORTED: Shape.SUPPORTED,
    Test.UNTESTED: Shape.UNTESTED,
    Test.REFUTED: Shape.REFUTED,
}
"""The shapes of a root cause."""

_ENDS = {Ends.WHY: Shape.WHY, Ends.INFO: Shape.INFO, Ends.ASIDE: Shape.ASIDE}
_HAPPENED = {Happened.HAS: Shape.HAS, Happened.COULD: Shape.COULD, None: Shape.UNSAID}


@dataclass(frozen=True, slots=True)
class CardText:
    """One line of a box."""

    text: str
    size: float
    part: str
    """``head``, ``text``, ``cut`` or ``foot``."""
    rtl: bool = False

    @property
    def bold(self) -> bool:
        """Whether the line is bold."""
        return self.part in _BOLD

    @property
    def width(self) -> float:
        """The greatest width of the line, without an invisible space at its end."""
        visible = self.text[:-1] if self.text.endswith((" ", "\t")) else self.text
        return width_of(visible, self.size, self.bold)


@dataclass(frozen=True, slots=True)
class Card:
    """One box without a position."""

    id: str
    shape: Shape
    lines: tuple[CardText, ...]
    width: float
    height: float


def shape_of(node: Node) -> Shape:
    """The shape of a node's box."""
    if isinstance(node, Effect):
        return _HAPPENED[node.happened]
    if node.ends is Ends.ROOT:
        return ROOTS[node.test]
    return _ENDS.get(node.ends, Shape.CAUSE) if node.ends is not None else Shape.CAUSE


def card_of(
    node: Node, size: float, width: float, goes_on: str = "", wrap: Wrap = wrap_to_width
) -> Card:
    """Make the box of a node.

    Args:
        node: an effect or a cause.
        size: size of its text. Details are a little smaller.
        width: width of the box. Long texts widen it.
        goes_on: note on the picture that continues its branch, if any.
        wrap: function that wraps text. The number of lines must not depend on it.
    """
    details, ending = describe_node(node)
    shape = shape_of(node)
    if shape in ROOTS.values():
        ending = ending[:1].upper() + ending[1:]
    margin = PADDING_FACTOR * size + (NOTCH_POINTS if shape in ROOTS.values() else 0)
    head_parts = [(part, "head") for part in (", ".join(details),) if part]
    foot_parts = [(part, "foot") for part in (ending, goes_on) if part]
    if ending == "why?" and goes_on:
        foot_parts = foot_parts[1:]
    width, lines = _fit_text(node.text, size, width, 2 * margin, wrap)
    inner_width, small_size = width - 2 * margin, max(SMALLEST_POINTS, size - 1.5)
    head = _small_lines(head_parts, inner_width, small_size, wrap)
    foot = _small_lines(
        foot_parts, inner_width - (12 if shape in ROOTS.values() else 0), small_size, wrap
    )
    return _make_card(node.id, shape, (*head, *lines, *foot), width, size)


def focal_card(
    text: str, size: float, width: float, goes_on: str = "", wrap: Wrap = wrap_to_width
) -> Card:
    """Make the box of the focal point, with larger letters.

    Args:
        text: the focal point.
        size: size of the text in other boxes.
        width: width of other boxes.
        goes_on: note on the picture that shows more of it, if any.
        wrap: function that wraps text. The number of lines must not depend on it.
    """
    margins = 2 * PADDING_FACTOR * size + 6
    width, lines = _fit_text(text, size + 1.5, width * 2, margins, wrap_to_width, NOT_YET)
    head = tuple(_small_lines([("FOCAL POINT", "head")], width, SMALLEST_POINTS, wrap))
    foot_parts = [(goes_on, "foot")] if goes_on else []
    foot = tuple(_small_lines(foot_parts, width - margins, SMALLEST_POINTS, wrap))
    snug_width = max(line.width for line in (*head, *lines, *foot)) + margins + 2
    if wrap is not wrap_to_width:
        safe_text = _measured_part(_safe_or_placeholder(text, NOT_YET), width, size + 1.5)
        lines = _text_lines(safe_text, width - margins, size + 1.5, wrap)
    snug_width = min(width, max(width * 0.6, snug_width))
    return _make_card(FOCAL, Shape.FOCAL, (*head, *lines, *foot), snug_width, size + 4)


def _fit_text(
    text: str, size: float, width: float, margins: float, wrap: Wrap, placeholder: str = EMPTY_TEXT
) -> tuple[float, tuple[CardText, ...]]:
    """Find a width that keeps the number of lines low, and the lines."""
    safe_text, best_width = _safe_or_placeholder(text, placeholder), width
    safe_text = _measured_part(safe_text, width * max(_WIDER), size)
    lines: tuple[str, ...] = ()
    for factor in _WIDER:
        candidate = wrap_to_width(safe_text, width * factor - margins, size)
        if not lines or len(candidate) < len(lines):
            best_width, lines = width * factor, candidate
        if len(lines) <= FULL_CARD_LINES:
            break
    return best_width, _text_lines(safe_text, best_width - margins, size, wrap)


def _safe_or_placeholder(text: str, placeholder: str) -> str:
    safe_text = terminal_safe(text).rstrip(" \t\n").lstrip("\n")
    return safe_text if safe_text.strip() else placeholder


def _measured_part(safe_text: str, width: float, size: float) -> str:
    """The beginning of a text, if it has more lines than a box of this width can show."""
    count = MEASURED_LETTERS
    while count < len(safe_text):
        start = safe_text[:count]
        if len(wrap_to_width(start, width, size)) > MOST_CARD_LINES + 2:
            return start
        count *= 2
    return safe_text


def _text_lines(safe_text: str, width: float, size: float, wrap: Wrap) -> tuple[CardText, ...]:
    """Wrap a text, and cut a long one with a note that it goes on."""
    lines = wrap_to_width(safe_text, width, size)
    lines = lines if len(lines) > MOST_CARD_LINES else wrap(safe_text, width, size, False)
    rtl = right_to_left(safe_text)
    card_lines = tuple(CardText(line, size, "text", rtl) for line in lines[:MOST_CARD_LINES])
    if len(lines) <= MOST_CARD_LINES:
        return card_lines
    return (
        *card_lines,
        *_small_lines([(CUT_NOTE, "cut")], width, max(SMALLEST_POINTS, size - 1.5), wrap),
    )


def _small_lines(
    parts: list[tuple[str, str]], width: float, size: float, wrap: Wrap
) -> Iterator[CardText]:
    for text, part in parts:
        for line in wrap(text, width, size, part in _BOLD):
            yield CardText(line, size, part)


def _make_card(
    node_id: str, shape: Shape, lines: tuple[CardText, ...], width: float, size: float
) -> Card:
    height = sum(line.size * LEADING for line in lines) + 1.5 * PADDING_FACTOR * size
    return Card(node_id, shape, lines, width, height)
