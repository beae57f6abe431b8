"""The legend of the tree's picture: the shapes that it uses, and what each means."""

from collections.abc import Iterator, Set

from casetool.render.tree.svg.cards import ROOTS, SMALLEST_POINTS, Shape
from casetool.render.tree.svg.text_metrics import width_of

SAMPLE_SIZE = (24.0, 10.0)
"""Width and height of a shape in the legend."""

LEGEND_ROW = 14.0
"""The height of a row of the legend."""

SPACE_ABOVE = 14.0
"""Room between the picture and its legend; half way runs a line."""

LEAST_WIDTH = 380.0
"""A picture is at least as wide, because its legend needs the room."""

LEGEND_MARK = 10.0
"""Room for the mark of a root cause."""

_BETWEEN = 12.0


def legend_of(shapes: Set[Shape], width: float) -> Iterator[tuple[Shape, float, float]]:
    """The shapes in their places: each with its left and upper edge, from the legend's own corner.

    Args:
        shapes: those of the picture.
        width: the width of the legend.
    """
    x = y = 0.0
    for shape in Shape:
        if shape not in shapes:
            continue
        wide = label_x(shape) + width_of(shape.value, SMALLEST_POINTS)
        if x > 0 and x + wide > width:
            x, y = 0.0, y + LEGEND_ROW
        yield shape, x, y
        x += wide + _BETWEEN


def label_x(shape: Shape) -> float:
    """How far from the left edge of a shape in the legend its words begin."""
    return SAMPLE_SIZE[0] + 5 + (LEGEND_MARK if shape in ROOTS.values() else 0)


def height_of(shapes: Set[Shape], width: float) -> float:
    """The height of the legend with the room above it.

    Args:
        shapes: those of the picture.
        width: the width of the legend.
    """
    return SPACE_ABOVE + max((y for _, _, y in legend_of(shapes, width)), default=0) + LEGEND_ROW
