"""What each box of the tree's picture says, and what it looks like: shapes before colours.

All lengths are points of the page, as all of the picture is (72 to the inch).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from casetool.models.tree.model import FOCAL, Effect, Ends, Happened, Node, Test
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.layout import EMPTY_TEXT, describe_node
from casetool.render.tree.svg.text_metrics import LEADING, right_to_left, width_of, wrap_to_width

Wrap = Callable[[str, float, float, bool], tuple[str, ...]]
"""How a text becomes lines: of a text, a width, a size, and whether it is bold."""

SMALLEST_POINTS = 7.5
"""The size of the smallest letters: smaller ones cannot be read on paper."""

PADDING_FACTOR = 0.8
"""Room between the words of a box and its border, for letters of size 1."""

NOTCH_POINTS = 8.0
"""How far the ends of a hexagon stand out."""

MOST_CARD_LINES = 10
"""Lines of words in a box; more are cut, and said to be: the list in the notes has them all."""

FULL_CARD_LINES = 7
"""Lines of words above which a box is made wider, where that helps."""

CUT_NOTE = "… goes on, whole in the list of the notes"

NOT_YET = "(not agreed yet)"
"""What stands in the box of a focal point that has no words."""

_WIDER = (1.0, 1.5, 2.2)
_BOLD = ("cut", "foot")


class Shape(StrEnum):
    """What a box looks like; each value is what the legend says of it."""

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
        """Whether it is set in bold."""
        return self.part in _BOLD

    @property
    def width(self) -> float:
        """What it may take at most; a space at its end is not seen."""
        seen = self.text[:-1] if self.text.endswith((" ", "\t")) else self.text
        return width_of(seen, self.size, self.bold)


@dataclass(frozen=True, slots=True)
class Card:
    """One box, before it has a place."""

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
    """The box of a node.

    Args:
        node: an effect or a cause.
        size: of its words; what is known of it is a little smaller.
        width: of the box; one with very many words is wider.
        goes_on: where its branch goes on, if that is another picture.
        wrap: how words become lines; their number is the same either way.
    """
    known, end = describe_node(node)
    shape = shape_of(node)
    if shape in ROOTS.values():
        end = end[:1].upper() + end[1:]
    edge = PADDING_FACTOR * size + (NOTCH_POINTS if shape in ROOTS.values() else 0)
    marks = [(part, "head") for part in (", ".join(known),) if part]
    feet = [(part, "foot") for part in (end, goes_on) if part]
    if end == "why?" and goes_on:
        feet = feet[1:]
    width, lines = _fitted(node.text, size, width, 2 * edge, wrap)
    inner, small = width - 2 * edge, max(SMALLEST_POINTS, size - 1.5)
    head = _set(marks, inner, small, wrap)
    foot = _set(feet, inner - (12 if shape in ROOTS.values() else 0), small, wrap)
    return _card(node.id, shape, (*head, *lines, *foot), width, size)


def focal_card(
    text: str, size: float, width: float, goes_on: str = "", wrap: Wrap = wrap_to_width
) -> Card:
    """The box of the focal point: larger letters, and room for them.

    Args:
        text: the focal point.
        size: of the words in the other boxes.
        width: of the other boxes.
        goes_on: where more of it is, if that is another picture.
        wrap: how words become lines; their number is the same either way.
    """
    edges = 2 * PADDING_FACTOR * size + 6
    width, lines = _fitted(text, size + 1.5, width * 2, edges, wrap_to_width, NOT_YET)
    head = tuple(_set([("FOCAL POINT", "head")], width, SMALLEST_POINTS, wrap))
    feet = [(goes_on, "foot")] if goes_on else []
    foot = tuple(_set(feet, width - edges, SMALLEST_POINTS, wrap))
    snug = max(line.width for line in (*head, *lines, *foot)) + edges + 2
    if wrap is not wrap_to_width:
        lines = _lined(_shown(text, NOT_YET), width - edges, size + 1.5, wrap)
    snug = min(width, max(width * 0.6, snug))
    return _card(FOCAL, Shape.FOCAL, (*head, *lines, *foot), snug, size + 4)


def _fitted(
    text: str, size: float, width: float, edges: float, wrap: Wrap, instead: str = EMPTY_TEXT
) -> tuple[float, tuple[CardText, ...]]:
    """A width in which the words are not too many lines, and the lines."""
    shown, best = _shown(text, instead), width
    lines: tuple[str, ...] = ()
    for factor in _WIDER:
        tried = wrap_to_width(shown, width * factor - edges, size)
        if not lines or len(tried) < len(lines):
            best, lines = width * factor, tried
        if len(lines) <= FULL_CARD_LINES:
            break
    return best, _lined(shown, best - edges, size, wrap)


def _shown(text: str, instead: str) -> str:
    shown = terminal_safe(text).rstrip(" \t\n").lstrip("\n")
    return shown if shown.strip() else instead


def _lined(shown: str, width: float, size: float, wrap: Wrap) -> tuple[CardText, ...]:
    """A text as lines of a width; of one that is too long the first, and that it goes on."""
    lines = wrap_to_width(shown, width, size)
    lines = lines if len(lines) > MOST_CARD_LINES else wrap(shown, width, size, False)
    rtl = right_to_left(shown)
    words = tuple(CardText(line, size, "text", rtl) for line in lines[:MOST_CARD_LINES])
    if len(lines) <= MOST_CARD_LINES:
        return words
    return (*words, *_set([(CUT_NOTE, "cut")], width, max(SMALLEST_POINTS, size - 1.5), wrap))


def _set(parts: list[tuple[str, str]], width: float, size: float, wrap: Wrap) -> Iterator[CardText]:
    for text, part in parts:
        for line in wrap(text, width, size, part in _BOLD):
            yield CardText(line, size, part)


def _card(
    node_id: str, shape: Shape, lines: tuple[CardText, ...], width: float, size: float
) -> Card:
    height = sum(line.size * LEADING for line in lines) + 1.5 * PADDING_FACTOR * size
    return Card(node_id, shape, lines, width, height)
