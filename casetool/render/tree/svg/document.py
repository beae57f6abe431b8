"""The analysis tree as self-contained SVG, each picture readable on one A4 page.

Shapes and text say what a box is, never its colour. A tree that does not fit one page in readable
letters becomes several pictures that refer to each other.
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
"""Common fonts, and a generic one last."""

PORTRAIT, LANDSCAPE = (180.0, 250.0), (267.0, 170.0)
"""Greatest width and height of a picture in millimetres, without margins and a heading."""

HEIGHTS = (230.0, 210.0, 190.0, 170.0, 150.0, 130.0, 110.0)
"""Heights in millimetres that the remainder of a page may offer."""

MM = 72 / 25.4
"""Points in a millimetre."""

_BOLD = ' font-weight="bold"'
_SOFT = ' fill="#333"'


@dataclass(frozen=True, slots=True)
class TreePicture:
    """One picture of the tree."""

    svg: str
    width_mm: float
    height_mm: float
    title: str
    alt: str
    """The text alternative."""


def tree_pictures(tree: Tree, landscape: bool = False) -> tuple[TreePicture, ...]:
    """Draw a tree as pictures of one A4 page each, as one picture if it fits.

    Args:
        tree: the tree.
        landscape: whether pages are in landscape format.
    """
    return _pictures(_plan(tree, LANDSCAPE if landscape else PORTRAIT))


def best_pictures(tree: Tree) -> tuple[TreePicture, ...]:
    """Draw a tree in the page format that needs fewest pictures, then has the largest letters.

    Args:
        tree: the tree.
    """
    plans = [_plan(tree, page) for page in (PORTRAIT, LANDSCAPE)]
    return _pictures(min(plans, key=lambda plan: (len(plan.pages), -plan.letter_size)))


def lower_pictures(tree: Tree) -> tuple[TreePicture, ...]:
    """Draw one picture in several smaller heights, for the remainder of a page, tallest first.

    Empty where the tree does not fit one picture.

    Args:
        tree: the tree.
    """
    pictures: list[TreePicture] = []
    for height in HEIGHTS:
        plan = _plan(tree, (PORTRAIT[0], height))
        if len(plan.pages) > 1:
            break
        (picture,) = _pictures(plan)
        if not pictures or picture.height_mm < pictures[-1].height_mm:
            pictures.append(picture)
    return tuple(pictures)


def _plan(tree: Tree, page: tuple[float, float]) -> TreePlan:
    return plan_pages(tree, (page[0] * MM, page[1] * MM))


def _pictures(plan: TreePlan) -> tuple[TreePicture, ...]:
    return tuple(_picture(plan, page, number) for number, page in enumerate(plan.pages, 1))


def _picture(plan: TreePlan, page: TreePage, number: int) -> TreePicture:
    sketch = plan.sketch(page)
    count = len(plan.pages)
    width, height = plan.picture_size(sketch.extent)
    header = HEADER_HEIGHT if count > 1 else 0.0
    left_edge, top_edge = (width - sketch.extent.width) / 2, header + PAGE_EDGE
    root = plan.node(page.root)
    name = terminal_safe(single_line(root.text if root is not None else plan.tree.focal)) or NOT_YET
    title = f"Analysis tree: {name}"
    if count > 1:
        title = f"Analysis tree, picture {number} of {count}: {name}"
    alt = alt_text(plan, page)
    parts = (
        [_text(_header(plan, page, number), PAGE_EDGE, 9.5, 9, "start", _BOLD)] if header else []
    )
    parts += [
        f'<g transform="translate({decimal(left_edge)} {decimal(top_edge)})">',
        *(svg_line(line) for line in sketch.lines),
        *_side_questions(sketch, page.root == FOCAL),
        *(_box(card) for card in sketch.cards),
        "</g>",
        *_legend_parts(sketch, width, top_edge + sketch.extent.height),
    ]
    svg = _svg_document("".join(parts), (width, height), (title, alt), f"{plan.tree.step}-{number}")
    return TreePicture(svg, round(width / MM, 1), round(height / MM, 1), title, alt)


def _svg_document(body: str, size: tuple[float, float], texts: tuple[str, str], key: str) -> str:
    """Wrap the drawing in an SVG element with size, text alternative and background."""
    width, height = map(decimal, size)
    title, alt = map(escape, texts)
    ids = f"picture-{key}-title picture-{key}-words"
    title_id, alt_id = ids.split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{decimal(size[0] / MM)}mm"'
        f' height="{decimal(size[1] / MM)}mm" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="{ids}" font-family="{FONTS}" fill="#000">'
        f'<title id="{title_id}">{title}</title><desc id="{alt_id}">{alt}</desc>'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{body}</svg>'
    )


def _header(plan: TreePlan, page: TreePage, number: int) -> str:
    label = f"Picture {number} of {len(plan.pages)}"
    if page.again:
        return f"{label}: more branches of this box, from picture {number - 1}"
    if page.root != FOCAL:
        return f"{label}: goes on from picture {plan.parent_number(page)}"
    return label


def _side_questions(sketch: Sketch, is_focal: bool) -> Iterator[str]:
    """The question of each side, beside its line."""
    above, below = ("Effects: and then?", "Causes: why?") if is_focal else ("and then?", "why?")
    if sketch.up is not None:
        yield _text(above, sketch.up[0] + 5, sketch.up[1] - 2.8, SMALLEST_POINTS, "start", _SOFT)
    if sketch.down is not None:
        yield _text(
            below, sketch.down[0] + 5, sketch.down[1] + 7.4, SMALLEST_POINTS, "start", _SOFT
        )


def _box(placed: Placed) -> str:
    """A box with its text in the middle."""
    card = placed.card
    parts = [svg_outline(card.shape, placed.x, placed.y, card.width, card.height)]
    middle = placed.x + card.width / 2
    text_height = sum(line.size * LEADING for line in card.lines)
    y = placed.y + (card.height - text_height) / 2
    has_mark = card.shape not in ROOTS.values()
    for line in card.lines:
        baseline = y + line.size * 0.95
        if line.part == "foot" and not has_mark:
            has_mark = True
            parts.append(
                svg_mark(card.shape, middle - line.width * 0.45 - 3, baseline - line.size * 0.36)
            )
            parts.append(_line(line, middle + 4, baseline))
        elif line.text:
            parts.append(_line(line, middle, baseline))
        y += line.size * LEADING
    return f"<g>{''.join(parts)}</g>"


def _line(line: CardText, x: float, y: float) -> str:
    if line.part == "text":
        attributes = ' xml:space="preserve"' + (' direction="rtl"' if line.rtl else "")
        return _text(line.text, x, y, line.size, attributes=attributes)
    return _text(line.text, x, y, line.size, attributes=_BOLD if line.bold else _SOFT)


def _text(
    text: str, x: float, y: float, size: float, anchor: str = "middle", attributes: str = ""
) -> str:
    return (
        f'<text x="{decimal(x)}" y="{decimal(y)}" font-size="{decimal(size)}"'
        f' text-anchor="{anchor}"{attributes}>'
        f"{escape(text)}</text>"
    )


def _legend_parts(sketch: Sketch, width: float, y: float) -> Iterator[str]:
    """The shapes of this picture and their labels."""
    yield svg_line(((PAGE_EDGE, y + SPACE_ABOVE / 2), (width - PAGE_EDGE, y + SPACE_ABOVE / 2)))
    sample_width, sample_height = SAMPLE_SIZE
    for shape, offset_x, offset_y in legend_of(sketch.extent.shapes, width - 2 * PAGE_EDGE):
        x, top = PAGE_EDGE + offset_x, y + SPACE_ABOVE + offset_y
        yield svg_outline(shape, x, top, sample_width, sample_height)
        if shape in ROOTS.values():
            yield svg_mark(shape, x + sample_width + LEGEND_MARK * 0.8, top + sample_height / 2)
        yield _text(shape.value, x + label_x(shape), top + 7.6, SMALLEST_POINTS, "start")
