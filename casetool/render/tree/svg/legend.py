"""The legend of a tree picture: its shapes and their meanings."""

from collections.abc import Iterator, Set

from casetool.render.tree.svg.cards import ROOTS, SMALLEST_POINTS, Shape
from casetool.render.tree.svg.text_metrics import width_of

SAMPLE_SIZE = (24.0, 10.0)
"""Width and height of a sample shape."""

LEGEND_ROW = 14.0
"""Height of a row of the legend."""

SPACE_ABOVE = 14.0
"""Space between picture and legend, with a line in its middle."""

LEAST_WIDTH = 380.0
"""Least width of a picture, which its legend needs."""

LEGEND_MARK = 10.0
"""Space for the mark of a root cause."""

_ITEM_GAP = 12.0


def legend_of(shapes: Set[Shape], width: float) -> Iterator[tuple[Shape, float, float]]:
    """Place the shapes of the legend, with offsets from its upper left corner.

    Args:
        shapes: the shapes of the picture.
        width: the width of the legend.
    """
    x = y = 0.0
    for shape in Shape:
        if shape not in shapes:
            continue
        item_width = label_x(shape) + width_of(shape.value, SMALLEST_POINTS)
        if x > 0 and x + item_width > width:
            x, y = 0.0, y + LEGEND_ROW
        yield shape, x, y
        x += item_width + _ITEM_GAP


def label_x(shape: Shape) -> float:
    """Distance from the left edge of a shape to its label."""
    return SAMPLE_SIZE[0] + 5 + (LEGEND_MARK if shape in ROOTS.values() else 0)


def height_of(shapes: Set[Shape], width: float) -> float:
    """The height of the legend with the space above it.

    Args:
        shapes: the shapes of the picture.
        width: the width of the legend.
    """
    return SPACE_ABOVE + max((y for _, _, y in legend_of(shapes, width)), default=0) + LEGEND_ROW
