"""The view of the tree: picture or outline, folded branches, and the editor over a box."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList

from casetool.models.tree.model import FOCAL, Tree, find_node, walk
from casetool.render.tree.layout import Layout, lay_out
from casetool.render.tree.navigation import Direction, neighbour, next_after_removal, way_to
from casetool.services.tree.box_drafts import BoxAim
from casetool.widgets.common.item_list import PaneList
from casetool.widgets.common.safe_remove import remove_safely
from casetool.widgets.tree.map import TreeMap
from casetool.widgets.tree.node_editor import AfterEdit, NodeEditor
from casetool.widgets.tree.outline_rows import outline_rows

NARROW_CELLS = 72
"""Columns below which the outline is shown first."""

MANY_BRANCHES = 300
"""Nodes above which the outline is shown first."""


class TreeView(Container):
    """Shows a tree that it is given, with one node selected by its id."""

    DEFAULT_CSS = """
    TreeView {
        height: 1fr; layers: base over;
        & > ItemList { display: none; height: 1fr; }
        &.-outline > ItemList { display: block; }
        &.-outline > TreeMap { display: none; }
    }
    """

    selected: reactive[str] = reactive(FOCAL)

    @dataclass
    class Selected(Message):
        """Another node is selected."""

        node: str

    def __init__(self) -> None:
        super().__init__()
        self._tree: Tree | None = None
        self._map = TreeMap()
        self._list = PaneList("tree-outline")
        self._folded: frozenset[str] = frozenset()
        self._root = FOCAL
        self._layout: Layout | None = None
        self._is_chosen = False
        self.editor: NodeEditor | None = None

    def compose(self) -> ComposeResult:
        """The picture and the outline, of which one is visible."""
        yield self._map
        yield self._list

    def show(self, tree: Tree) -> None:
        """Show another tree, and bring a new branch into view.

        If the selected node was deleted, its neighbour is selected.
        """
        old_tree, self._tree = self._tree, tree
        if self._root != FOCAL and find_node(tree, self._root) is None:
            self._root = FOCAL
        self._draw()
        if (
            old_tree is not None
            and self.selected != FOCAL
            and find_node(tree, self.selected) is None
        ):
            next_id = next_after_removal(old_tree, self.selected)
            self.selected = next_id if find_node(tree, next_id) is not None else FOCAL
        else:
            self._map.select(self.selected)
        if old_tree is None:
            self._choose_view()
        else:
            self._reveal_new(old_tree, tree)
        self.call_after_refresh(self._place_editor)

    def watch_selected(self, node: str) -> None:
        """Show which node is selected."""
        if self.is_attached:
            self._map.select(node)
            with self.prevent(OptionList.OptionHighlighted):
                self._list.select(node)
            self.post_message(self.Selected(node))

    def select(self, node: str) -> None:
        """Select a node, unfolded and in view."""
        if self._tree is not None:
            ancestors = frozenset(way_to(self._tree, node))
            if ancestors & self._folded or self._root != FOCAL:
                self._folded, self._root = self._folded - ancestors, FOCAL
                self._draw()
        self.selected = node

    def look(self, command: str) -> None:
        """Carry out a view command: go to another box, fold, show one branch, or outline."""
        match command:
            case "focal":
                self.select(FOCAL)
            case "fold":
                self._folded = self._folded ^ {self.selected}
                self._draw()
            case "only":
                self._root = FOCAL if self._root != FOCAL else self.selected
                self._draw()
            case "outline":
                self._is_chosen = True
                self.toggle_class("-outline")
                self.focus_content()
            case _:
                self._go(cast(Direction, command))

    def focus_content(self) -> None:
        """Focus the picture or the outline, whichever is visible."""
        self.screen.set_focus(self._list if self.has_class("-outline") else self._map)

    def open_editor(
        self, aim: BoxAim, text: str, hint: str, finish: Callable[[str, AfterEdit], None]
    ) -> None:
        """Open the editor over a box.

        Args:
            aim: what the text is for.
            text: the text that is there.
            hint: the placeholder.
            finish: called with the text when the editor is closed.
        """
        self.selected = aim.node
        self.editor = NodeEditor(text, hint, finish, makes_boxes=aim.is_new)
        self.editor.set_class(self.has_class("-outline"), "-below")
        self._place_editor()
        self.mount(self.editor)
        # at once: a letter that is typed quickly must not act on the tree
        self.screen.set_focus(self.editor)
        self.call_after_refresh(self._place_editor)

    def close_editor(self) -> None:
        """Close the editor, so that keys act on boxes again."""
        if self.editor is not None:
            editor, self.editor = self.editor, None
            self.focus_content()
            remove_safely(editor)

    def on_resize(self) -> None:
        """Show the outline first if there is little room."""
        self._choose_view()

    def _place_editor(self) -> None:
        """Put the editor over the text of its box, wherever that is now."""
        region = self._map.text_region(self.selected)
        if self.editor is not None and region is not None and not self.has_class("-outline"):
            self.editor.styles.offset = (region.x, region.y)
            self.editor.styles.width = region.width

    def _go(self, direction: Direction) -> None:
        """Go to the nearest box in a direction, or in the outline to the next line."""
        if self.has_class("-outline") and direction in ("up", "down"):
            if direction == "up":
                self._list.action_cursor_up()
            else:
                self._list.action_cursor_down()
            self.selected = self._list.selected or self.selected
        elif self._layout is not None:
            self.selected = neighbour(self._layout, self.selected, direction) or self.selected

    def _reveal_new(self, old_tree: Tree, tree: Tree) -> None:
        """Bring the first box that was added into view. What was selected stays selected."""
        old_ids = {node.id for node, _, _ in walk(old_tree)}
        new_id = next((node.id for node, _, _ in walk(tree) if node.id not in old_ids), None)
        if new_id is not None:
            self._map.reveal(new_id)

    def _choose_view(self) -> None:
        if not self._is_chosen and self._tree is not None and self.size.width:
            needs_outline = self.size.width < NARROW_CELLS or self._tree.count > MANY_BRANCHES
            self.set_class(needs_outline, "-outline")

    def _draw(self) -> None:
        if self._tree is None:
            return
        self._layout = lay_out(self._tree, folded=self._folded, root=self._root)
        self._map.show(self._layout)
        self._list.show_rows(outline_rows(self._tree, self._folded, self._root))
        self._map.select(self.selected)
        with self.prevent(OptionList.OptionHighlighted):
            self._list.select(self.selected)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, message: OptionList.OptionHighlighted) -> None:
        message.stop()
        if message.option_id is not None and self.has_class("-outline"):
            self.selected = message.option_id

    @on(TreeMap.Pointed)
    def _pointed(self, message: TreeMap.Pointed) -> None:
        self.selected = message.node
