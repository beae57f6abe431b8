"""The analysis tree as a picture: SVG that stands on its own, to be read on one A4 page.

What a box is, its shape and its words say, never its colour. Where a tree does not fit a page in
letters that can be read, it becomes several pictures that refer to each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from casetool.models.base import single_line
from casetool.models.tree.model import FOCAL, Tree
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.svg.alt_text import alt_text
from casetool.render.tree.svg.cards import NOT_YET, ROOTS, SMALLEST_POINTS, CardText
from casetool.render.tree.svg.legend import (
    LEGEND_MARK,
    SAMPLE_SIZE,
    SPACE_ABOVE,
    label_x,
    legend_of,
)
from casetool.render.tree.svg.pagination import (
    HEADER_HEIGHT,
    PAGE_EDGE,
    TreePage,
    TreePlan,
    plan_pages,
)
from casetool.render.tree.svg.placement import Placed, Sketch
from casetool.render.tree.svg.shapes import decimal, svg_line, svg_mark, svg_outline
from casetool.render.tree.svg.text_metrics import LEADING

FONTS = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
"""Letters that most computers have; the last stands for whatever there is."""

PORTRAIT, LANDSCAPE = (180.0, 250.0), (267.0, 170.0)
"""Millimetres of an A4 page that a picture may have: room for margins and a heading is left."""

HEIGHTS = (230.0, 210.0, 190.0, 170.0, 150.0, 130.0, 110.0)
"""Millimetres of a page that may be left for a picture."""

MM = 72 / 25.4
"""Points in a millimetre."""

_BOLD = ' font-weight="bold"'
_SOFT = ' fill="#333"'


@dataclass(frozen=True, slots=True)
class TreePicture:
    """One picture."""

    svg: str
    width_mm: float
    height_mm: float
    title: str
    alt: str
    """All that it shows, in words."""


def tree_pictures(tree: Tree, landscape: bool = False) -> tuple[TreePicture, ...]:
    """A tree as pictures, each for one page of A4; one, where all fits it.

    Args:
        tree: the tree.
        landscape: whether the page lies on its long side.
    """
    return _pictures(_plan(tree, LANDSCAPE if landscape else PORTRAIT))


def best_pictures(tree: Tree) -> tuple[TreePicture, ...]:
    """A tree as few pictures as can be, in letters as large as can be, whichever way pages lie.

    Args:
        tree: the tree.
    """
    plans = [_plan(tree, page) for page in (PORTRAIT, LANDSCAPE)]
    return _pictures(min(plans, key=lambda made: (len(made.leaves), -made.letters)))


def lower_pictures(tree: Tree) -> tuple[TreePicture, ...]:
    """The same picture in less height, for what is left of a page: the tallest first.

    None where all of the tree does not fit one picture.

    Args:
        tree: the tree.
    """
    lower: list[TreePicture] = []
    for height in HEIGHTS:
        made = _plan(tree, (PORTRAIT[0], height))
        if len(made.leaves) > 1:
            break
        (picture,) = _pictures(made)
        if not lower or picture.height_mm < lower[-1].height_mm:
            lower.append(picture)
    return tuple(lower)


def _plan(tree: Tree, page: tuple[float, float]) -> TreePlan:
    return plan_pages(tree, (page[0] * MM, page[1] * MM))


def _pictures(made: TreePlan) -> tuple[TreePicture, ...]:
    return tuple(_picture(made, leaf, number) for number, leaf in enumerate(made.leaves, 1))


def _picture(made: TreePlan, leaf: TreePage, number: int) -> TreePicture:
    drawn = made.drawn(leaf)
    count = len(made.leaves)
    width, height = made.size_of(drawn.extent)
    header = HEADER_HEIGHT if count > 1 else 0.0
    left, top = (width - drawn.extent.width) / 2, header + PAGE_EDGE
    root = made.node(leaf.root)
    name = terminal_safe(single_line(root.text if root is not None else made.tree.focal)) or NOT_YET
    title = f"Analysis tree: {name}"
    if count > 1:
        title = f"Analysis tree, picture {number} of {count}: {name}"
    alt = alt_text(made, leaf)
    parts = (
        [_text(_header(made, leaf, number), PAGE_EDGE, 9.5, 9, "start", _BOLD)] if header else []
    )
    parts += [
        f'<g transform="translate({decimal(left)} {decimal(top)})">',
        *(svg_line(line) for line in drawn.lines),
        *_sides(drawn, leaf.root == FOCAL),
        *(_box(one) for one in drawn.cards),
        "</g>",
        *_legend(drawn, width, top + drawn.extent.height),
    ]
    svg = _framed("".join(parts), (width, height), (title, alt), f"{made.tree.step}-{number}")
    return TreePicture(svg, round(width / MM, 1), round(height / MM, 1), title, alt)


def _framed(body: str, size: tuple[float, float], words: tuple[str, str], name: str) -> str:
    """The picture whole: its size, its text alternative, a white ground, and what is drawn."""
    width, height = map(decimal, size)
    title, alt = map(escape, words)
    ids = f"picture-{name}-title picture-{name}-words"
    first, second = ids.split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{decimal(size[0] / MM)}mm"'
        f' height="{decimal(size[1] / MM)}mm" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="{ids}" font-family="{FONTS}" fill="#000">'
        f'<title id="{first}">{title}</title><desc id="{second}">{alt}</desc>'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{body}</svg>'
    )


def _header(made: TreePlan, leaf: TreePage, number: int) -> str:
    words = f"Picture {number} of {len(made.leaves)}"
    if leaf.again:
        return f"{words}: more of what hangs on this box, from picture {number - 1}"
    if leaf.root != FOCAL:
        return f"{words}: goes on from picture {made.parent_number(leaf)}"
    return words


def _sides(drawn: Sketch, focal: bool) -> Iterator[str]:
    """The question that each side answers, beside the line that leads to it."""
    above, below = ("Effects: and then?", "Causes: why?") if focal else ("and then?", "why?")
    if drawn.up is not None:
        yield _text(above, drawn.up[0] + 5, drawn.up[1] - 2.8, SMALLEST_POINTS, "start", _SOFT)
    if drawn.down is not None:
        yield _text(below, drawn.down[0] + 5, drawn.down[1] + 7.4, SMALLEST_POINTS, "start", _SOFT)


def _box(one: Placed) -> str:
    """A box with its words, in the middle of it."""
    card = one.card
    parts = [svg_outline(card.shape, one.x, one.y, card.width, card.height)]
    middle = one.x + card.width / 2
    words = sum(line.size * LEADING for line in card.lines)
    y = one.y + (card.height - words) / 2
    marked = card.shape not in ROOTS.values()
    for line in card.lines:
        at = y + line.size * 0.95
        if line.part == "foot" and not marked:
            marked = True
            parts.append(
                svg_mark(card.shape, middle - line.width * 0.45 - 3, at - line.size * 0.36)
            )
            parts.append(_line(line, middle + 4, at))
        elif line.text:
            parts.append(_line(line, middle, at))
        y += line.size * LEADING
    return f"<g>{''.join(parts)}</g>"


def _line(line: CardText, x: float, y: float) -> str:
    if line.part == "text":
        more = ' xml:space="preserve"' + (' direction="rtl"' if line.rtl else "")
        return _text(line.text, x, y, line.size, more=more)
    return _text(line.text, x, y, line.size, more=_BOLD if line.bold else _SOFT)


def _text(
    text: str, x: float, y: float, size: float, anchor: str = "middle", more: str = ""
) -> str:
    return (
        f'<text x="{decimal(x)}" y="{decimal(y)}" font-size="{decimal(size)}"'
        f' text-anchor="{anchor}"{more}>'
        f"{escape(text)}</text>"
    )


def _legend(drawn: Sketch, width: float, y: float) -> Iterator[str]:
    """What the shapes of this picture mean."""
    yield svg_line(((PAGE_EDGE, y + SPACE_ABOVE / 2), (width - PAGE_EDGE, y + SPACE_ABOVE / 2)))
    across, down = SAMPLE_SIZE
    for shape, right, low in legend_of(drawn.extent.shapes, width - 2 * PAGE_EDGE):
        x, top = PAGE_EDGE + right, y + SPACE_ABOVE + low
        yield svg_outline(shape, x, top, across, down)
        if shape in ROOTS.values():
            yield svg_mark(shape, x + across + LEGEND_MARK * 0.8, top + down / 2)
        yield _text(shape.value, x + label_x(shape), top + 7.6, SMALLEST_POINTS, "start")
