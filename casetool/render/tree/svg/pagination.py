"""What of a tree stands on which picture: all on one page where that can be read, else on more.

Branches are taken off where they are full: each is then the centre of a picture of its own. A
box on which too many hang for a page is drawn again on the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from casetool.models.tree.model import FOCAL, Cause, Effect, Node, Tree, walk
from casetool.render.tree.svg.cards import SMALLEST_POINTS, Card, Wrap, card_of, focal_card
from casetool.render.tree.svg.legend import LEAST_WIDTH, height_of
from casetool.render.tree.svg.placement import (
    BranchExtent,
    HangingBranch,
    Sketch,
    branch_extent,
    sketch_page,
)
from casetool.render.tree.svg.text_metrics import wrap_evenly, wrap_to_width

Sides = tuple[tuple[Effect, ...], tuple[Cause, ...]]

SIZES = (10.0, 9.0, 8.25, SMALLEST_POINTS)
"""Sizes of the words that are tried, largest first."""

CARD_WIDTHS = (15, 13, 18, 21, 11)
"""Widths of a box in those sizes, the most pleasant first."""

CHILDREN_ROWS = (99, 2, 1)
"""How many levels stand in rows."""

PAGE_EDGE = 2.0
"""Room around a picture."""

HEADER_HEIGHT = 18.0
"""Room for the line above one of several pictures."""

LONGEST_NOTE = "goes on in picture 999"
"""What a box may have to say while nobody knows yet where it goes on."""


@dataclass(frozen=True, slots=True)
class TreePage:
    """One picture: its centre, and what hangs on that here."""

    root: str
    sides: Sides
    more: bool = False
    """Whether the next picture has more that hangs on the same centre."""
    again: bool = False
    """Whether the one before had some of it."""

    @property
    def row(self) -> list[Node]:
        """What hangs on the centre itself: effects, then causes."""
        row: list[Node] = list(self.sides[0])
        row += self.sides[1]
        return row


class LayoutTry(NamedTuple):
    """How a picture is drawn."""

    size: float
    """Of the words."""
    width: float
    """Of a box, in that size."""
    spread: int
    """How many levels stand in rows."""


@dataclass(slots=True)
class TreePlan:
    """The pictures of a tree, in the order in which they are read."""

    tree: Tree
    page: tuple[float, float]
    """Width and height that a picture may have."""
    leaves: list[TreePage] = field(default_factory=list)
    ends: set[str] = field(default_factory=set)
    """Nodes whose branches have a picture of their own."""
    _nodes: dict[str, Node] = field(default_factory=dict)
    _cards: dict[tuple[str, float, float, str, bool], Card] = field(default_factory=dict)

    def decimal(self, root: str, last: bool = False) -> int:
        """The picture that has this centre, from 1: the first of them, or the last."""
        found = [n for n, leaf in enumerate(self.leaves, 1) if leaf.root == root]
        return found[-1 if last else 0]

    def parent_number(self, leaf: TreePage) -> int:
        """The picture in which the centre of another stands as one box among others."""
        return next(
            (
                n
                for n, other in enumerate(self.leaves, 1)
                if other.root != leaf.root and leaf.root in ids_on_page(other, self.ends)
            ),
            self.decimal(leaf.root),
        )

    def node(self, node_id: str) -> Node | None:
        """A node by its id; None for the focal point."""
        return self._nodes.get(node_id)

    def drawn(self, leaf: TreePage) -> Sketch:
        """A picture as large as it can be on its page, each text in lines as even as can be."""
        return sketch_page(self._hanging(leaf, self._best(leaf), wrap_evenly))

    @property
    def letters(self) -> float:
        """The size of the words where they are smallest."""
        return min(self._best(leaf).size for leaf in self.leaves)

    def fits(self, leaf: TreePage) -> bool:
        """Whether a picture fits its page at all."""
        return self._fitting(leaf, SMALLEST_POINTS) is not None

    def size_of(self, drawn: BranchExtent) -> tuple[float, float]:
        """The width and height of a picture with all that stands around it."""
        width = max(drawn.width + 2 * PAGE_EDGE, min(self.page[0], LEAST_WIDTH))
        header = 0.0 if len(self.leaves) == 1 else HEADER_HEIGHT
        legend = height_of(drawn.shapes, width - 2 * PAGE_EDGE)
        return width, header + drawn.height + legend + 2 * PAGE_EDGE

    def _best(self, leaf: TreePage) -> LayoutTry:
        ways = (self._fitting(leaf, size) for size in SIZES)
        return next(
            filter(None, ways), LayoutTry(SMALLEST_POINTS, CARD_WIDTHS[0], CHILDREN_ROWS[-1])
        )

    def _fitting(self, leaf: TreePage, size: float) -> LayoutTry | None:
        for spread in CHILDREN_ROWS:
            for width in CARD_WIDTHS:
                way = LayoutTry(size, width, spread)
                across, down = self.size_of(branch_extent(self._hanging(leaf, way, wrap_to_width)))
                if across <= self.page[0] and down <= self.page[1]:
                    return way
        return None

    def _hanging(self, leaf: TreePage, way: LayoutTry, wrap: Wrap) -> HangingBranch:
        def card(node: Node) -> Card:
            return self._card(node.id, way, self._note(node.id), wrap)

        more = ""
        if leaf.more:
            more = f"more of it in picture {self._number_after(leaf)}"
        centre = self._card(leaf.root, way, more, wrap)
        row = self.page[0] - 2 * PAGE_EDGE
        return HangingBranch(centre, leaf.sides, card, self.ends, way.spread, row)

    def _note(self, node_id: str) -> str:
        if node_id not in self.ends:
            return ""
        if not self.leaves:
            return LONGEST_NOTE
        return f"goes on in picture {self.decimal(node_id)}"

    def _number_after(self, leaf: TreePage) -> int:
        return self.leaves.index(leaf) + 2 if leaf in self.leaves else 999

    def _card(self, node_id: str, way: LayoutTry, note: str, wrap: Wrap) -> Card:
        width = way.size * way.width
        key = (node_id, way.size, width, note, wrap is wrap_evenly)
        if key not in self._cards:
            node = self.node(node_id)
            self._cards[key] = (
                card_of(node, way.size, width, note, wrap)
                if node is not None
                else focal_card(self.tree.focal, way.size, width, note, wrap)
            )
        return self._cards[key]


def plan_pages(tree: Tree, page: tuple[float, float]) -> TreePlan:
    """What stands on which picture.

    Args:
        tree: the tree.
        page: width and height that a picture may have.
    """
    made = TreePlan(tree, page)
    made._nodes = {node.id: node for node, _, _ in walk(tree)}
    whole = TreePage(FOCAL, (tree.effects, tree.causes))
    leaves: dict[str, list[TreePage]] = {FOCAL: [whole]}
    made.leaves = [whole]
    if not made.fits(whole):
        made.leaves = []
        for node_id in reversed(made._nodes):
            node = made._nodes[node_id]
            if node.children:
                leaves[node_id] = _parted(made, TreePage(node_id, sides_of(node)))
                if len(leaves[node_id]) > 1:
                    made.ends.add(node_id)
        leaves[FOCAL] = _parted(made, whole)
    made.leaves = list(_in_order(leaves, made.ends))
    return made


def sides_of(node: Node) -> Sides:
    """What hangs on a node, as what stands above it and what stands below."""
    if isinstance(node, Effect):
        return node.children, ()
    return (), node.children


def ids_on_page(leaf: TreePage, ends: set[str]) -> Iterator[str]:
    """The nodes of a picture but for its centre, each after the one it hangs on."""
    for node in nodes_on_page(leaf, ends):
        yield node.id


def nodes_on_page(leaf: TreePage, ends: set[str]) -> Iterator[Node]:
    """The nodes of a picture but for its centre, each after the one it hangs on."""
    waiting = leaf.row[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        if node.id not in ends:
            waiting += node.children[::-1]


def _parted(made: TreePlan, leaf: TreePage) -> list[TreePage]:
    """A centre with all that hangs on it, as the pictures that it takes.

    Each branch fits a page of its own already: the largest are taken off until one more would be
    enough, and that one is as small as can be.
    """
    while not made.fits(leaf):
        sizes = {node.id: _size(node, made.ends) for node in nodes_on_page(leaf, made.ends)}
        wholes = sorted((one for one in sizes if sizes[one] > 1), key=lambda one: sizes[one])
        if not wholes:
            wholes = [one for one in sizes if sizes[one]]
        if not wholes:
            return list(_shared_out(made, leaf))
        low, high = 0, len(wholes) - 1
        while low < high and _fits_without(made, leaf, wholes[high]):
            middle = (low + high) // 2
            if _fits_without(made, leaf, wholes[middle]):
                high = middle
            else:
                low = middle + 1
        made.ends.add(wholes[high])
    return [leaf]


def _fits_without(made: TreePlan, leaf: TreePage, branch: str) -> bool:
    made.ends.add(branch)
    fits = made.fits(leaf)
    made.ends.discard(branch)
    return fits


def _size(node: Node, ends: set[str]) -> int:
    """How many boxes hang on a node in the picture where it stands itself."""
    if node.id in ends:
        return 0
    return sum(1 for _ in nodes_on_page(TreePage(node.id, sides_of(node)), ends))


def _shared_out(made: TreePlan, leaf: TreePage) -> Iterator[TreePage]:
    """Boxes that have nothing of their own hanging on them, shared out over pictures."""
    effects, causes = leaf.sides
    again = False
    while effects or causes:
        low, high = 1, max(len(effects), len(causes))
        while low < high:
            count = (low + high + 1) // 2
            some = TreePage(leaf.root, (effects[:count], causes[:count]), more=True, again=again)
            low, high = (count, high) if made.fits(some) else (low, count - 1)
        here = (effects[:low], causes[:low])
        effects, causes = effects[low:], causes[low:]
        yield TreePage(leaf.root, here, more=bool(effects or causes), again=again)
        again = True


def _in_order(leaves: dict[str, list[TreePage]], ends: set[str]) -> Iterator[TreePage]:
    """The pictures, each after the one that refers to it, and those nearest to the centre first."""
    waiting = [FOCAL]
    for root in waiting:
        for leaf in leaves[root]:
            yield leaf
            waiting += [one for one in ids_on_page(leaf, ends) if one in ends]
