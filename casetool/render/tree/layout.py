"""Lay the analysis tree out as boxes: effects above, causes below, in terminal cells.

Every drawing starts from this layout. A box holds its wrapped text, and a link the columns that it
joins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from casetool.models.tree.model import FOCAL, Effect, Ends, Node, Tree, find_node
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap

BOX_GAP = 3
"""Empty columns between two boxes."""

JOIN_ROWS = 3
"""Rows between two levels: down from the parent, across, down to the child."""

FOCAL_HINT = "Focal point: one plain sentence, as the child would say it"
"""Text of the focal box until the focal point is agreed."""

EMPTY_TEXT = "…"
"""Text of a box whose node has none."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node as a box. ``x`` and ``y`` are its upper left corner, and borders are included."""

    id: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    head: tuple[str, ...]
    """Details of an effect or a cause, above its text."""
    foot: tuple[str, ...]
    """How a branch of causes ends. ``why?`` is the next question to ask aloud."""
    level: int
    """0 for the focal point, negative above it, positive below it."""
    parent: str | None
    folded: int
    """The number of nodes hidden behind a folded box."""

    @property
    def middle(self) -> int:
        """The column of the middle of the box."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Link:
    """A line from the middle of a parent to the middles of its children."""

    parent: str
    row: int
    """The row of its horizontal part."""
    column: int
    children: tuple[int, ...]
    up: bool
    """Whether the children are above the parent."""


@dataclass(frozen=True)
class Layout:
    """Boxes and links on a plane."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    _by_id: dict[str, Box] = field(default_factory=dict, repr=False, compare=False)

    def box(self, node_id: str) -> Box | None:
        """The box of a node, or None where it is not shown."""
        if not self._by_id:
            self._by_id.update({box.id: box for box in self.boxes})
        return self._by_id.get(node_id)


@dataclass(slots=True)
class _Draft:
    """A box that has no position yet."""

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
    first_column: int = 0
    """The first column of the space for the box and its descendants."""
    span: int = 0
    """The width of that space."""

    @property
    def height(self) -> int:
        return len(self.head) + len(self.lines) + len(self.foot) + 2

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(slots=True)
class _Side:
    """The boxes above the centre, or those below it."""

    row: list[_Draft]
    """The children of the centre."""
    drafts: list[_Draft]
    """All boxes of the side, each after its parent."""


def lay_out(
    tree: Tree, box_width: int = 28, folded: frozenset[str] = frozenset(), root: str = FOCAL
) -> Layout:
    """Lay out the tree.

    No function here is recursive, because a file may hold a tree of any depth.

    Args:
        tree: the tree.
        box_width: columns of a box with its borders. The focal point is wider.
        folded: ids of nodes whose children are hidden. A root always shows its own.
        root: the id of the node whose branch to show. The focal point, or an unknown id, shows the
            whole tree.
    """
    centre, above, below = _drafts(tree, box_width, folded, root)
    for side in (above, below):
        _measure(side)
    width = max(centre.width, _row_width(above.row), _row_width(below.row))
    for side in (above, below):
        _place(side, (width - _row_width(side.row)) // 2)
    centre.x = (width - centre.width) // 2
    _straighten(centre, below.row or above.row)
    drafts = [centre, *above.drafts, *below.drafts]
    height = _place_rows(drafts)
    rows = ((above.row, True), (below.row, False))
    links = [_link(centre, row, is_above) for row, is_above in rows if row]
    links += [_link(draft, draft.children, draft.level < 0) for draft in drafts if draft.children]
    width = max(draft.x + draft.width for draft in drafts)
    return Layout(width, height, tuple(_box(draft) for draft in drafts), tuple(links))


def describe_node(node: Node) -> tuple[tuple[str, ...], str]:
    """Describe the details of a node: those above its text, and the one below it.

    Args:
        node: an effect or a cause.
    """
    if isinstance(node, Effect):
        details = [part.value for part in (node.happened, node.horizon) if part is not None]
        return tuple(details + [person.value for person in node.on]), ""
    level = (node.level.value,) if node.level is not None else ()
    if node.ends is Ends.ROOT:
        return level, f"{Ends.ROOT.value}, {node.test.value}"
    if node.ends is not None:
        return level, node.ends.value
    return level, "" if node.children else "why?"


def hidden_behind(node: Node) -> int:
    """Count the descendants of a node, which are hidden when it is folded."""
    count = 0
    pending: list[Node] = list(node.children)
    while pending:
        descendant = pending.pop()
        count += 1
        pending.extend(descendant.children)
    return count


def _drafts(
    tree: Tree, width: int, folded: frozenset[str], root: str
) -> tuple[_Draft, _Side, _Side]:
    node = find_node(tree, root) if root != FOCAL else None
    if node is not None:
        centre = _draft(node, width, 0, None, 0)
        side = _side(node.children, centre, width, folded)
        empty = _Side([], [])
        return (centre, side, empty) if isinstance(node, Effect) else (centre, empty, side)
    lines = wrap(terminal_safe(tree.focal).strip() or FOCAL_HINT, max(width + 12, 36) - 4)
    centre = _Draft(FOCAL, max(map(cells, lines)) + 4, lines, (), (), 0, None, 0)
    above = _side(tree.effects, centre, width, folded)
    below = _side(tree.causes, centre, width, folded)
    return centre, above, below


def _side(row: Sequence[Node], centre: _Draft, width: int, folded: frozenset[str]) -> _Side:
    side = _Side([], [])
    pending = [(node, centre.level, centre.id, side.row) for node in row[::-1]]
    while pending:
        node, level, parent, siblings = pending.pop()
        level += -1 if isinstance(node, Effect) else 1
        hidden_count = hidden_behind(node) if node.id in folded else 0
        draft = _draft(node, width, level, parent, hidden_count)
        siblings.append(draft)
        side.drafts.append(draft)
        if node.id not in folded:
            pending += [(child, level, node.id, draft.children) for child in node.children[::-1]]
    return side


def _draft(node: Node, width: int, level: int, parent: str | None, hidden_count: int) -> _Draft:
    inner_width = width - 4
    details, ending = describe_node(node)
    head = wrap(f"[{' · '.join(details)}]", inner_width) if details else ()
    lines = wrap(terminal_safe(node.text).strip() or EMPTY_TEXT, inner_width)
    if hidden_count:
        ending = f"{ending} [+{hidden_count}]".strip()
    foot = wrap(f"→ {ending}", inner_width) if ending else ()
    widest = max(map(cells, (*head, *lines, *foot)))
    return _Draft(node.id, max(widest + 4, 12), lines, head, foot, level, parent, hidden_count)


def _measure(side: _Side) -> None:
    for draft in reversed(side.drafts):
        draft.span = max(draft.width, _row_width(draft.children))


def _row_width(row: Sequence[_Draft]) -> int:
    return sum(draft.span for draft in row) + BOX_GAP * max(0, len(row) - 1)


def _place(side: _Side, x: int) -> None:
    """Give every box its columns: each row side by side, each box in the middle of its own."""
    _spread(side.row, x)
    for draft in side.drafts:
        _spread(draft.children, draft.first_column + (draft.span - _row_width(draft.children)) // 2)
    for draft in reversed(side.drafts):
        _straighten(draft, draft.children)


def _spread(row: Sequence[_Draft], x: int) -> None:
    for draft in row:
        draft.first_column = x
        draft.x = x + (draft.span - draft.width) // 2
        x += draft.span + BOX_GAP


def _straighten(draft: _Draft, children: Sequence[_Draft]) -> None:
    """Move a box by one column where that puts it just over a child."""
    for child in children:
        offset = child.middle - draft.middle
        if abs(offset) == 1 and draft.x + offset >= 0:
            draft.x += offset
            return


def _place_rows(drafts: Sequence[_Draft]) -> int:
    """Set the rows of each box, next to the level of its parent.

    Returns:
        The number of rows.
    """
    heights: dict[int, int] = {}
    for draft in drafts:
        heights[draft.level] = max(heights.get(draft.level, 0), draft.height)
    tops: dict[int, int] = {}
    y = 0
    for level in sorted(heights):
        tops[level] = y
        y += heights[level] + JOIN_ROWS
    for draft in drafts:
        is_effect = draft.level < 0
        draft.y = tops[draft.level] + (heights[draft.level] - draft.height if is_effect else 0)
    return y - JOIN_ROWS


def _link(parent: _Draft, children: Sequence[_Draft], is_above: bool) -> Link:
    """Link a box to its children, whose near edges share one row."""
    first = children[0]
    row = first.y + first.height + 1 if is_above else first.y - 2
    return Link(parent.id, row, parent.middle, tuple(child.middle for child in children), is_above)


def _box(draft: _Draft) -> Box:
    return Box(
        id=draft.id,
        x=draft.x,
        y=draft.y,
        width=draft.width,
        height=draft.height,
        lines=draft.lines,
        head=draft.head,
        foot=draft.foot,
        level=draft.level,
        parent=draft.parent,
        folded=draft.folded,
    )
