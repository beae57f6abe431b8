"""Divide a tree among pictures: one page where it is readable, else several.

Branches of full pages are split off, each with a picture of its own. A box with too many children
for one page is drawn again on the next.
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
"""Text sizes to try, largest first."""

CARD_WIDTHS = (15, 13, 18, 21, 11)
"""Box widths to try, in units of the text size, best first."""

CHILDREN_ROWS = (99, 2, 1)
"""Numbers of levels in rows to try."""

PAGE_EDGE = 2.0
"""Space around a picture."""

HEADER_HEIGHT = 18.0
"""Space for the header of one of several pictures."""

LONGEST_NOTE = "goes on in picture 999"
"""Longest possible note on the picture that continues a branch."""


@dataclass(frozen=True, slots=True)
class TreePage:
    """One picture: its centre, and the children to show."""

    root: str
    sides: Sides
    more: bool = False
    """Whether the next picture shows more children of the same centre."""
    again: bool = False
    """Whether the previous picture showed some of them."""

    @property
    def row(self) -> list[Node]:
        """The children of the centre: effects, then causes."""
        row: list[Node] = list(self.sides[0])
        row += self.sides[1]
        return row


class LayoutTry(NamedTuple):
    """A way to draw a picture."""

    size: float
    """The size of the text."""
    width: float
    """The width of a box, in units of the text size."""
    row_levels: int
    """The number of levels in rows."""


@dataclass(slots=True)
class TreePlan:
    """The pictures of a tree, in reading order."""

    tree: Tree
    page_size: tuple[float, float]
    """The greatest width and height of a picture."""
    pages: list[TreePage] = field(default_factory=list)
    split_ids: set[str] = field(default_factory=set)
    """The ids of nodes whose branches have pictures of their own."""
    _nodes: dict[str, Node] = field(default_factory=dict)
    _cards: dict[tuple[str, float, float, str, bool], Card] = field(default_factory=dict)

    def number_of(self, root_id: str, last: bool = False) -> int:
        """The number of the first, or the last, picture with a centre, counted from 1."""
        numbers = [number for number, page in enumerate(self.pages, 1) if page.root == root_id]
        return numbers[-1 if last else 0]

    def parent_number(self, page: TreePage) -> int:
        """The number of the picture that shows a centre as one box among others."""
        return next(
            (
                number
                for number, other in enumerate(self.pages, 1)
                if other.root != page.root and page.root in ids_on_page(other, self.split_ids)
            ),
            self.number_of(page.root),
        )

    def node(self, node_id: str) -> Node | None:
        """The node with an id, or None for the focal point."""
        return self._nodes.get(node_id)

    def sketch(self, page: TreePage) -> Sketch:
        """Draw a picture as large as its page allows, with evenly wrapped text."""
        return sketch_page(self._branch(page, self._best_layout(page), wrap_evenly))

    @property
    def letter_size(self) -> float:
        """The smallest text size of all pictures."""
        return min(self._best_layout(page).size for page in self.pages)

    def fits(self, page: TreePage) -> bool:
        """Whether a picture fits its page in any size."""
        return self._fitting_layout(page, SMALLEST_POINTS) is not None

    def picture_size(self, extent: BranchExtent) -> tuple[float, float]:
        """The width and height of a picture with its header, legend and edges."""
        width = max(extent.width + 2 * PAGE_EDGE, min(self.page_size[0], LEAST_WIDTH))
        header = 0.0 if len(self.pages) == 1 else HEADER_HEIGHT
        legend = height_of(extent.shapes, width - 2 * PAGE_EDGE)
        return width, header + extent.height + legend + 2 * PAGE_EDGE

    def _best_layout(self, page: TreePage) -> LayoutTry:
        layouts = (self._fitting_layout(page, size) for size in SIZES)
        return next(
            filter(None, layouts), LayoutTry(SMALLEST_POINTS, CARD_WIDTHS[0], CHILDREN_ROWS[-1])
        )

    def _fitting_layout(self, page: TreePage, size: float) -> LayoutTry | None:
        for row_levels in CHILDREN_ROWS:
            for width in CARD_WIDTHS:
                layout = LayoutTry(size, width, row_levels)
                total_width, total_height = self.picture_size(
                    branch_extent(self._branch(page, layout, wrap_to_width))
                )
                if total_width <= self.page_size[0] and total_height <= self.page_size[1]:
                    return layout
        return None

    def _branch(self, page: TreePage, layout: LayoutTry, wrap: Wrap) -> HangingBranch:
        def card(node: Node) -> Card:
            return self._card(node.id, layout, self._note(node.id), wrap)

        note = ""
        if page.more:
            note = f"more of it in picture {self._number_after(page)}"
        centre = self._card(page.root, layout, note, wrap)
        row_width = self.page_size[0] - 2 * PAGE_EDGE
        return HangingBranch(centre, page.sides, card, self.split_ids, layout.row_levels, row_width)

    def _note(self, node_id: str) -> str:
        if node_id not in self.split_ids:
            return ""
        if not self.pages:
            return LONGEST_NOTE
        return f"goes on in picture {self.number_of(node_id)}"

    def _number_after(self, page: TreePage) -> int:
        return self.pages.index(page) + 2 if page in self.pages else 999

    def _card(self, node_id: str, layout: LayoutTry, note: str, wrap: Wrap) -> Card:
        width = layout.size * layout.width
        key = (node_id, layout.size, width, note, wrap is wrap_evenly)
        if key not in self._cards:
            node = self.node(node_id)
            self._cards[key] = (
                card_of(node, layout.size, width, note, wrap)
                if node is not None
                else focal_card(self.tree.focal, layout.size, width, note, wrap)
            )
        return self._cards[key]


def plan_pages(tree: Tree, page_size: tuple[float, float]) -> TreePlan:
    """Divide a tree among pictures.

    Args:
        tree: the tree.
        page_size: the greatest width and height of a picture.
    """
    plan = TreePlan(tree, page_size)
    plan._nodes = {node.id: node for node, _, _ in walk(tree)}
    whole_tree = TreePage(FOCAL, (tree.effects, tree.causes))
    pages: dict[str, list[TreePage]] = {FOCAL: [whole_tree]}
    plan.pages = [whole_tree]
    if not plan.fits(whole_tree):
        plan.pages = []
        for node_id in reversed(plan._nodes):
            node = plan._nodes[node_id]
            if node.children:
                pages[node_id] = _split_page(plan, TreePage(node_id, sides_of(node)))
                if len(pages[node_id]) > 1:
                    plan.split_ids.add(node_id)
        pages[FOCAL] = _split_page(plan, whole_tree)
    plan.pages = list(_in_order(pages, plan.split_ids))
    return plan


def sides_of(node: Node) -> Sides:
    """The children of a node, divided into those above and those below it."""
    if isinstance(node, Effect):
        return node.children, ()
    return (), node.children


def ids_on_page(page: TreePage, split_ids: set[str]) -> Iterator[str]:
    """The ids of the nodes of a picture without its centre, each after its parent."""
    for node in nodes_on_page(page, split_ids):
        yield node.id


def nodes_on_page(page: TreePage, split_ids: set[str]) -> Iterator[Node]:
    """The nodes of a picture without its centre, each after its parent."""
    pending = page.row[::-1]
    while pending:
        node = pending.pop()
        yield node
        if node.id not in split_ids:
            pending += node.children[::-1]


def _split_page(plan: TreePlan, page: TreePage) -> list[TreePage]:
    """Split off branches of a centre until its picture fits the page.

    Every branch already fits a page of its own. The largest go first, and the last one is the
    smallest that suffices.
    """
    while not plan.fits(page):
        sizes = {
            node.id: _branch_size(node, plan.split_ids)
            for node in nodes_on_page(page, plan.split_ids)
        }
        branching = (node_id for node_id, size in sizes.items() if size > 1)
        candidates = sorted(branching, key=lambda node_id: sizes[node_id])
        if not candidates:
            candidates = [node_id for node_id in sizes if sizes[node_id]]
        if not candidates:
            return list(_share_out(plan, page))
        low, high = 0, len(candidates) - 1
        while low < high and _fits_without(plan, page, candidates[high]):
            middle = (low + high) // 2
            if _fits_without(plan, page, candidates[middle]):
                high = middle
            else:
                low = middle + 1
        plan.split_ids.add(candidates[high])
    return [page]


def _fits_without(plan: TreePlan, page: TreePage, branch_id: str) -> bool:
    plan.split_ids.add(branch_id)
    fits = plan.fits(page)
    plan.split_ids.discard(branch_id)
    return fits


def _branch_size(node: Node, split_ids: set[str]) -> int:
    """Count the boxes under a node in the picture that shows the node."""
    if node.id in split_ids:
        return 0
    return sum(1 for _ in nodes_on_page(TreePage(node.id, sides_of(node)), split_ids))


def _share_out(plan: TreePlan, page: TreePage) -> Iterator[TreePage]:
    """Divide boxes without children among several pictures."""
    effects, causes = page.sides
    again = False
    while effects or causes:
        low, high = 1, max(len(effects), len(causes))
        while low < high:
            count = (low + high + 1) // 2
            sides = effects[:count], causes[:count]
            candidate = TreePage(page.root, sides, more=True, again=again)
            low, high = (count, high) if plan.fits(candidate) else (low, count - 1)
        sides = (effects[:low], causes[:low])
        effects, causes = effects[low:], causes[low:]
        yield TreePage(page.root, sides, more=bool(effects or causes), again=again)
        again = True


def _in_order(pages: dict[str, list[TreePage]], split_ids: set[str]) -> Iterator[TreePage]:
    """Order the pictures, each after the one that refers to it, nearest to the centre first."""
    pending = [FOCAL]
    for root_id in pending:
        for page in pages[root_id]:
            yield page
            pending += [node_id for node_id in ids_on_page(page, split_ids) if node_id in split_ids]
