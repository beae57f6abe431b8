"""The analysis tree as boxes in a plane: effects above, causes below, in cells of a terminal.

Every painter draws from this: the screen, the text, a picture. A box knows its words already
wrapped; a link knows the columns that it joins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from casetool.models.tree.model import FOCAL, Effect, Ends, Node, Tree, find_node
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap

BOX_GAP = 3
"""Empty columns between two boxes."""

JOIN_ROWS = 3
"""Rows between two levels: down from the parent, along, down to the child."""

FOCAL_HINT = "Focal point: one plain sentence, as the child would say it"
"""What the focal box shows until it is agreed."""

EMPTY_TEXT = "…"
"""What a box shows that has no words."""


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
    children: list["_Draft"] = field(default_factory=list)
    x: int = 0
    y: int = 0
    left: int = 0
    """Where the columns begin that the box and all that hangs on it need."""
    span: int = 0
    """How many columns those are."""

    @property
    def height(self) -> int:
        return len(self.head) + len(self.lines) + len(self.foot) + 2

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(slots=True)
class _Side:
    """What stands above the centre, or below it."""

    row: list[_Draft]
    """What hangs on the centre itself."""
    everyone: list[_Draft]
    """All of them, each after the one that it hangs on."""


def lay_out(
    tree: Tree, box_width: int = 28, folded: frozenset[str] = frozenset(), root: str = FOCAL
) -> Layout:
    """Lay the tree out.

    Nothing here calls itself: a file may hold a tree deeper than one could ever type.

    Args:
        tree: the tree.
        box_width: columns of a node's box, borders among them; the focal point is wider.
        folded: nodes whose children are not shown; a root always shows its own.
        root: the node whose branch alone is wanted, or the focal point for everything, which is
            also what a node that is not there gives.
    """
    centre, above, below = _drafts(tree, box_width, folded, root)
    for side in (above, below):
        _measure(side)
    width = max(centre.width, _row_width(above.row), _row_width(below.row))
    for side in (above, below):
        _place(side, (width - _row_width(side.row)) // 2)
    centre.x = (width - centre.width) // 2
    _straighten(centre, below.row or above.row)
    everyone = [centre, *above.everyone, *below.everyone]
    height = _place_rows(everyone)
    links = [_link(centre, row, up) for row, up in ((above.row, True), (below.row, False)) if row]
    links += [_link(one, one.children, one.level < 0) for one in everyone if one.children]
    width = max(one.x + one.width for one in everyone)
    return Layout(width, height, tuple(_box(one) for one in everyone), tuple(links))


def describe_node(node: Node) -> tuple[tuple[str, ...], str]:
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


def hidden_behind(node: Node) -> int:
    """How many nodes hang on a node, however deep: what is hidden when it is folded."""
    count = 0
    waiting: list[Node] = list(node.children)
    while waiting:
        one = waiting.pop()
        count += 1
        waiting.extend(one.children)
    return count


def _drafts(
    tree: Tree, width: int, folded: frozenset[str], root: str
) -> tuple[_Draft, _Side, _Side]:
    node = find_node(tree, root) if root != FOCAL else None
    if node is not None:
        centre = _draft(node, width, 0, None, 0)
        side = _side(node.children, centre, width, folded)
        nothing = _Side([], [])
        return (centre, side, nothing) if isinstance(node, Effect) else (centre, nothing, side)
    lines = wrap(terminal_safe(tree.focal).strip() or FOCAL_HINT, max(width + 12, 36) - 4)
    centre = _Draft(FOCAL, max(map(cells, lines)) + 4, lines, (), (), 0, None, 0)
    above = _side(tree.effects, centre, width, folded)
    below = _side(tree.causes, centre, width, folded)
    return centre, above, below


def _side(row: Sequence[Node], centre: _Draft, width: int, folded: frozenset[str]) -> _Side:
    side = _Side([], [])
    waiting = [(node, centre.level, centre.id, side.row) for node in row[::-1]]
    while waiting:
        node, level, parent, siblings = waiting.pop()
        level += -1 if isinstance(node, Effect) else 1
        hidden = hidden_behind(node) if node.id in folded else 0
        one = _draft(node, width, level, parent, hidden)
        siblings.append(one)
        side.everyone.append(one)
        if node.id not in folded:
            waiting += [(child, level, node.id, one.children) for child in node.children[::-1]]
    return side


def _draft(node: Node, width: int, level: int, parent: str | None, hidden: int) -> _Draft:
    inner = width - 4
    known, end = describe_node(node)
    head = wrap(f"[{' · '.join(known)}]", inner) if known else ()
    lines = wrap(terminal_safe(node.text).strip() or EMPTY_TEXT, inner)
    if hidden:
        end = f"{end} [+{hidden}]".strip()
    foot = wrap(f"→ {end}", inner) if end else ()
    widest = max(map(cells, (*head, *lines, *foot)))
    return _Draft(node.id, max(widest + 4, 12), lines, head, foot, level, parent, hidden)


def _measure(side: _Side) -> None:
    for one in reversed(side.everyone):
        one.span = max(one.width, _row_width(one.children))


def _row_width(row: Sequence[_Draft]) -> int:
    return sum(one.span for one in row) + BOX_GAP * max(0, len(row) - 1)


def _place(side: _Side, x: int) -> None:
    """Give every box its columns: each row side by side, each box in the middle of its own."""
    _spread(side.row, x)
    for one in side.everyone:
        _spread(one.children, one.left + (one.span - _row_width(one.children)) // 2)
    for one in reversed(side.everyone):
        _straighten(one, one.children)


def _spread(row: Sequence[_Draft], x: int) -> None:
    for one in row:
        one.left = x
        one.x = x + (one.span - one.width) // 2
        x += one.span + BOX_GAP


def _straighten(one: _Draft, children: Sequence[_Draft]) -> None:
    """Put a box just over a child that it misses by one column; the gap has room for that."""
    for child in children:
        step = child.middle - one.middle
        if abs(step) == 1 and one.x + step >= 0:
            one.x += step
            return


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
        y += levels[level] + JOIN_ROWS
    for one in everyone:
        lower = one.level < 0
        one.y = top[one.level] + (levels[one.level] - one.height if lower else 0)
    return y - JOIN_ROWS


def _link(parent: _Draft, children: Sequence[_Draft], up: bool) -> Link:
    """The link of a box; the near edges of its children are all in one row."""
    first = children[0]
    row = first.y + first.height + 1 if up else first.y - 2
    return Link(parent.id, row, parent.middle, tuple(child.middle for child in children), up)


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
