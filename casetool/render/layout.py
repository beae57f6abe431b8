"""The analysis tree as boxes in a plane: effects above, causes below, in cells of a terminal.

Every painter draws from this: the screen, the text, a picture. A box knows its words already
wrapped; a link knows the columns that it joins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from casetool.models.tree import FOCAL, Effect, Ends, Node, Tree
from casetool.render.visible import visible
from casetool.render.wrapping import cells, wrap

GAP = 3
"""Empty columns between two boxes."""

JOIN = 3
"""Rows between two levels: down from the parent, along, down to the child."""

HINT = "Focal point: one plain sentence, as the child would say it"
"""What the focal box shows until it is agreed."""


@dataclass(frozen=True, slots=True)
class Box:
    """One node as a box; ``x`` and ``y`` are its upper left corner, borders belong to it."""

    id: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    head: tuple[str, ...]
    """What is known of an effect or a cause, above its words."""
    foot: tuple[str, ...]
    """How a branch of causes ends; ``why?`` is the next question to ask aloud."""
    level: int
    """0 the focal point, above it less, below it more."""
    parent: str | None
    folded: int
    """How many nodes are folded away behind it."""

    @property
    def middle(self) -> int:
        """The column of its middle."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Link:
    """From a parent's middle to those of its children, across a row between them."""

    parent: str
    row: int
    """The row in which it runs along."""
    column: int
    children: tuple[int, ...]
    up: bool
    """Whether the children stand above."""


@dataclass(frozen=True)
class Layout:
    """Boxes and links in a plane."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    _by_id: dict[str, Box] = field(default_factory=dict, repr=False, compare=False)

    def box(self, node_id: str) -> Box | None:
        """The box of a node, if it is in the plane."""
        if not self._by_id:
            self._by_id.update({box.id: box for box in self.boxes})
        return self._by_id.get(node_id)


@dataclass(slots=True)
class _Draft:
    """A box on its way to its place."""

    id: str
    width: int
    lines: tuple[str, ...]
    head: tuple[str, ...]
    foot: tuple[str, ...]
    level: int
    parent: str | None
    folded: int
    children: list["_Draft"]
    x: int = 0
    y: int = 0
    span: int = 0
    """Columns that the box and all that hangs on it need."""

    @property
    def height(self) -> int:
        return len(self.head) + len(self.lines) + len(self.foot) + 2


def lay_out(
    tree: Tree, box_width: int = 28, folded: frozenset[str] = frozenset(), root: str = FOCAL
) -> Layout:
    """Lay the tree out.

    Args:
        tree: the tree.
        box_width: columns of a node's box, borders among them; the focal point is wider.
        folded: nodes whose children are not shown.
        root: the node whose branch alone is wanted, or the focal point for everything.
    """
    above, below, centre = _drafts(tree, box_width, folded, root)
    for one in (*above, *below):
        _measure(one)
    width = max(centre.width, _row_width(above), _row_width(below))
    for row in (above, below):
        _place_row(row, (width - _row_width(row)) // 2)
    centre.x = (width - centre.width) // 2
    _straighten(centre, below or above)
    everyone = [centre, *_flat(above), *_flat(below)]
    height = _place_rows(everyone)
    links = [link for one in everyone for link in _links(one, above, below)]
    return Layout(width, height, tuple(_box(one) for one in everyone), tuple(links))


def describe(node: Node) -> tuple[tuple[str, ...], str]:
    """What is known of a node, in words: above its text, and below it.

    Args:
        node: an effect or a cause.
    """
    if isinstance(node, Effect):
        known = [part.value for part in (node.happened, node.horizon) if part is not None]
        return tuple(known + [one.value for one in node.on]), ""
    level = (node.level.value,) if node.level is not None else ()
    if node.ends is Ends.ROOT:
        return level, f"{Ends.ROOT.value}, {node.test.value}"
    if node.ends is not None:
        return level, node.ends.value
    return level, "" if node.children else "why?"


def _drafts(
    tree: Tree, width: int, folded: frozenset[str], root: str
) -> tuple[list[_Draft], list[_Draft], _Draft]:
    if root != FOCAL:
        for side in (tree.effects, tree.causes):
            node = _within(side, root)
            if node is not None:
                centre = _draft(node, width, 0, None, folded)
                children = _children(node, width, 0, folded)
                return (children, [], centre) if side is tree.effects else ([], children, centre)
    text = visible(tree.focal.strip()) or HINT
    wide = max(width + 12, 36)
    lines = wrap(text, wide - 4)
    centre = _Draft(FOCAL, max(map(cells, lines)) + 4, lines, (), (), 0, None, 0, [])
    above = [_draft(node, width, -1, FOCAL, folded) for node in tree.effects]
    below = [_draft(node, width, 1, FOCAL, folded) for node in tree.causes]
    return above, below, centre


def _within(row: Sequence[Node], node_id: str) -> Node | None:
    stack = list(row)
    while stack:
        node = stack.pop()
        if node.id == node_id:
            return node
        stack.extend(node.children)
    return None


def _draft(
    node: Node, width: int, level: int, parent: str | None, folded: frozenset[str]
) -> _Draft:
    inner = width - 4
    known, end = describe(node)
    head = wrap(f"[{' · '.join(known)}]", inner) if known else ()
    lines = wrap(visible(node.text.strip()) or "…", inner)
    hidden = _count(node) if node.id in folded else 0
    if hidden:
        end = f"{end} [+{hidden}]".strip()
    foot = wrap(f"→ {end}", inner) if end else ()
    widest = max(map(cells, (*head, *lines, *foot)))
    children = [] if level == 0 else _children(node, width, level, folded)
    return _Draft(node.id, max(widest + 4, 12), lines, head, foot, level, parent, hidden, children)


def _children(node: Node, width: int, level: int, folded: frozenset[str]) -> list[_Draft]:
    if node.id in folded and level != 0:
        return []
    deeper = level - 1 if isinstance(node, Effect) else level + 1
    return [_draft(child, width, deeper, node.id, folded) for child in node.children]


def _count(node: Node) -> int:
    return sum(1 + _count(child) for child in node.children)


def _measure(one: _Draft) -> None:
    for child in one.children:
        _measure(child)
    one.span = max(one.width, _row_width(one.children))


def _row_width(row: Sequence[_Draft]) -> int:
    return sum(one.span for one in row) + GAP * max(0, len(row) - 1)


def _place_row(row: Sequence[_Draft], x: int) -> None:
    for one in row:
        children = _row_width(one.children)
        _place_row(one.children, x + (one.span - children) // 2)
        one.x = x + (one.span - one.width) // 2
        _straighten(one, one.children)
        x += one.span + GAP


def _straighten(one: _Draft, children: Sequence[_Draft]) -> None:
    """Put a box just over a child that it misses by one column; the gap has room for that."""
    for child in children:
        step = child.x + child.width // 2 - (one.x + one.width // 2)
        if abs(step) == 1 and one.x + step >= 0:
            one.x += step
            return


def _flat(row: Sequence[_Draft]) -> list[_Draft]:
    return [draft for one in row for draft in (one, *_flat(one.children))]


def _place_rows(everyone: Sequence[_Draft]) -> int:
    """Give each level its rows; boxes stand next to the level that they hang on.

    Returns:
        How many rows there are.
    """
    levels: dict[int, int] = {}
    for one in everyone:
        levels[one.level] = max(levels.get(one.level, 0), one.height)
    top: dict[int, int] = {}
    y = 0
    for level in sorted(levels):
        top[level] = y
        y += levels[level] + JOIN
    for one in everyone:
        lower = one.level < 0
        one.y = top[one.level] + (levels[one.level] - one.height if lower else 0)
    return y - JOIN


def _links(one: _Draft, above: list[_Draft], below: list[_Draft]) -> list[Link]:
    rows = ((above, True), (below, False)) if one.level == 0 else ((one.children, one.level < 0),)
    links = []
    for children, up in rows:
        if children:
            row = one.y - 2 if up else max(child.y for child in children) - 2
            row = min(child.y + child.height for child in children) + 1 if up else row
            middles = tuple(child.x + child.width // 2 for child in children)
            links.append(Link(one.id, row, one.x + one.width // 2, middles, up))
    return links


def _box(one: _Draft) -> Box:
    return Box(
        id=one.id,
        x=one.x,
        y=one.y,
        width=one.width,
        height=one.height,
        lines=one.lines,
        head=one.head,
        foot=one.foot,
        level=one.level,
        parent=one.parent,
        folded=one.folded,
    )
