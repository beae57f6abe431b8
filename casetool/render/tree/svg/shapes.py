"""The shapes of boxes as SVG: black lines on white, distinct without colour.

They use basic SVG only: no style sheet, no script and no external resource.
"""

from collections.abc import Callable

from casetool.render.tree.svg.cards import NOTCH_POINTS, Shape

Maker = Callable[[float, float, float, float], str]

_ROUND = 8.0
_FOLD = 9.0
_BRACKET = 9.0


def svg_outline(shape: Shape, x: float, y: float, width: float, height: float) -> str:
    """Draw the outline of a box as SVG elements.

    Args:
        shape: the shape.
        x: the left edge.
        y: the upper edge.
        width: its width.
        height: its height.
    """
    return _MAKERS[shape](x, y, width, height)


def svg_mark(shape: Shape, x: float, y: float) -> str:
    """Draw the test mark of a root cause, so that no font needs the character.

    Args:
        shape: the shape of a root cause.
        x: its middle from the left.
        y: its middle from the top.
    """
    if shape is Shape.SUPPORTED:
        return _path(_points((x - 3, y), (x - 1, y + 2.6), (x + 3.4, y - 3)), 1.4)
    if shape is Shape.REFUTED:
        stroke = _points((x - 2.6, y - 2.6), (x + 2.6, y + 2.6))
        return _path(stroke + _points((x - 2.6, y + 2.6), (x + 2.6, y - 2.6)), 1.4)
    return (
        f'<circle cx="{decimal(x)}" cy="{decimal(y)}" r="2.8"'
        ' fill="none" stroke="#000" stroke-width="1.1"/>'
    )


def svg_line(points: tuple[tuple[float, float], ...]) -> str:
    """Draw a line that joins boxes."""
    return _path(_points(*points), 0.9)


def decimal(number: float) -> str:
    """A number in SVG notation, as short as possible."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _path(data: str, stroke_width: float, dash: str = "", fill: str = "none", cap: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    caps = f' stroke-linecap="{cap}"' if cap else ""
    stroke = f' stroke="#000" stroke-width="{decimal(stroke_width)}"{dashes}{caps}'
    return f'<path d="{data}" fill="{fill}"{stroke}/>'


def _points(*points: tuple[float, float], close: bool = False) -> str:
    data = "L".join(f"{decimal(x)} {decimal(y)}" for x, y in points)
    return f"M{data}{'Z' if close else ''}"


def _rect(
    x: float,
    y: float,
    width: float,
    height: float,
    stroke_width: float,
    attributes: str = "",
    fill: str = "#fff",
) -> str:
    return (
        f'<rect x="{decimal(x)}" y="{decimal(y)}" width="{decimal(width)}"'
        f' height="{decimal(height)}"{attributes} fill="{fill}"'
        f' stroke="#000" stroke-width="{decimal(stroke_width)}"/>'
    )


def _focal(x: float, y: float, width: float, height: float) -> str:
    inner = _rect(x + 3.5, y + 3.5, width - 7, height - 7, 0.7, fill="none")
    return _rect(x, y, width, height, 2.4, fill="#f2f2f2") + inner


def _rounded(dash: str, cap: str = "") -> Maker:
    def make(x: float, y: float, width: float, height: float) -> str:
        attributes = f' rx="{decimal(_ROUND)}"' + (f' stroke-dasharray="{dash}"' if dash else "")
        attributes += f' stroke-linecap="{cap}"' if cap else ""
        return _rect(x, y, width, height, 1.2, attributes)

    return make


def _square(x: float, y: float, width: float, height: float) -> str:
    return _rect(x, y, width, height, 1.0)


def _root(inner: bool, dash: str = "") -> Maker:
    def make(x: float, y: float, width: float, height: float) -> str:
        outer = _path(_hexagon(x, y, width, height), 1.6, fill="#fff")
        if not inner:
            return outer
        within = _hexagon(x + 4, y + 3, width - 8, height - 6)
        return outer + _path(within, 0.8, dash)

    return make


def _hexagon(x: float, y: float, width: float, height: float) -> str:
    right, low, middle = x + width, y + height, y + height / 2
    near, far = x + NOTCH_POINTS, right - NOTCH_POINTS
    return _points(
        (x, middle), (near, y), (far, y), (right, middle), (far, low), (near, low), close=True
    )


def _open(x: float, y: float, width: float, height: float) -> str:
    """A box without a floor: the branch goes on, and nobody knows yet where."""
    right, low = x + width, y + height
    sides = _points((x, low), (x, y), (right, y), (right, low))
    return _path(sides, 1.0, fill="#fff") + _path(_points((x, low), (right, low)), 1.0, "1.5 4")


def _folded(x: float, y: float, width: float, height: float) -> str:
    """A sheet of paper: information is still needed."""
    right, low = x + width, y + height
    sheet = _points(
        (x, y), (right - _FOLD, y), (right, y + _FOLD), (right, low), (x, low), close=True
    )
    fold = _points((right - _FOLD, y), (right - _FOLD, y + _FOLD), (right, y + _FOLD))
    return _path(sheet, 1.0, fill="#fff") + _path(fold, 1.0)


def _brackets(x: float, y: float, width: float, height: float) -> str:
    """Brackets: the branch is set aside."""
    right, low = x + width, y + height
    reach = min(_BRACKET, width / 3)
    left_bracket = _points((x + reach, y), (x, y), (x, low), (x + reach, low))
    both = left_bracket + _points(
        (right - reach, y), (right, y), (right, low), (right - reach, low)
    )
    edges = _points((x + reach, y), (right - reach, y)) + _points(
        (x + reach, low), (right - reach, low)
    )
    return _path(both, 1.6, fill="#fff") + _path(edges, 0.7, "1 3")


_MAKERS: dict[Shape, Maker] = {
    Shape.FOCAL: _focal,
    Shape.HAS: _rounded(""),
    Shape.COULD: _rounded("5 3"),
    Shape.UNSAID: _rounded("0.1 3", "round"),
    Shape.CAUSE: _square,
    Shape.SUPPORTED: _root(inner=True),
    Shape.UNTESTED: _root(inner=True, dash="3 2.2"),
    Shape.REFUTED: _root(inner=False),
    Shape.WHY: _open,
    Shape.INFO: _folded,
    Shape.ASIDE: _brackets,
}
