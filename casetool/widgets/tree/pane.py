"""The pane of the analysis tree: the keys, and what they do to the selected node."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Mount
from textual.reactive import reactive
from textual.widgets import OptionList

from casetool.models.method import Step
from casetool.models.session import Session, tree_of
from casetool.models.tree import edits
from casetool.models.tree.model import FOCAL, Node, Tree, find_node
from casetool.models.tree.paths import Side, path_of
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import BoxAim, EditorUse, place_in_tree
from casetool.services.tree.marks import set_mark
from casetool.services.tree.moves import TREE_MOVES, hang_entry, make_action, make_missing
from casetool.widgets.common.item_menu import ItemMenu, MenuItem
from casetool.widgets.common.messages import PLACE_GONE, Notice, UnfinishedText
from casetool.widgets.tree.bindings import TREE_KEYS
from casetool.widgets.tree.box_menu import TREE_MENU, box_menu
from casetool.widgets.tree.map import TreeMap
from casetool.widgets.tree.marks_bar import MarksBar
from casetool.widgets.tree.node_drafts import (
    TYPING_HINT,
    NodeTyping,
    add_all,
    begin_typing,
    child_aim,
    keep_node_text,
    keep_typing,
    sibling_aim,
)
from casetool.widgets.tree.node_editor import AfterEdit, NodeEditor
from casetool.widgets.tree.view import TreeView

GRABBED_HINT = "Grabbed. Arrows choose a box, Enter hangs it there, Esc puts it back."
"""The hint under the picture while a branch is grabbed."""

WAIT_FOR_FOCAL = "Effects and causes wait until the focal point is agreed. Enter opens it."


class TreePane(Vertical):
    """The tree with one node selected, which has a menu. Text is typed over its box."""

    BINDINGS: ClassVar[list[BindingType]] = TREE_KEYS
    MENU: ClassVar[Sequence[MenuItem]] = TREE_MENU

    session: reactive[Session | None] = reactive(None, repaint=False)

    def __init__(self, document: Document, step: Step) -> None:
        super().__init__(id=f"pane-{step.id}")
        self.document = document
        self.step = step
        self._view = TreeView()
        self._bar = MarksBar()
        self._typing: NodeTyping | None = None
        self._grabbed: str | None = None

    def compose(self) -> ComposeResult:
        """The tree, and the marks of the selected node under it."""
        yield self._view
        yield self._bar

    def watch_session(self, old: Session | None, new: Session | None) -> None:
        """Draw the tree again if it has changed."""
        old_tree = tree_of(old) if old is not None else None
        if new is not None and self.is_mounted and tree_of(new) is not old_tree:
            self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow no key of the tree while somebody types into a box."""
        return self._view.editor is None

    def menu(self) -> ItemMenu:
        """What can be done with the selected box."""
        return box_menu(self._tree(), self._node())

    def menu_move(self, step: int) -> None:
        """Go to the box below, or with -1 to the one above."""
        self._view.look("down" if step > 0 else "up")

    def select(self, node_id: str) -> None:
        """Select a node, unfolded and in view."""
        self._view.select(node_id)

    def focus_content(self) -> None:
        """Go to the tree."""
        self._view.focus_content()

    def resume(self, slot: str, text: str) -> None:
        """Open the editor of a box again, with what was being typed into it last time.

        Args:
            slot: the slot of its draft.
            text: the text.
        """
        aim = place_in_tree(self.document.session, slot, text)
        if aim is not None and self._view.editor is None:
            self._begin(aim, slot, text)
        else:  # without a reason it waits
            self.post_message(UnfinishedText(slot, text, PLACE_GONE if aim is None else ""))

    def leave(self) -> bool:
        """Close the editor, keeping its text, and release a grabbed branch."""
        if self._grabbed is not None:
            self._grabbed = None
            self._show_marks()
        if self._view.editor is None:
            return False
        self._finish(self._view.editor.text.strip(), "")
        return True

    def action_sibling(self) -> None:
        """Add a box beside this one, edit the focal point, or drop a grabbed branch."""
        tree = self._tree()
        if self._grabbed is not None:
            self._drop(self._grabbed)
        elif tree is not None and self._selected == FOCAL:
            self._begin(BoxAim("words", FOCAL))
        elif tree is not None:
            self._begin(sibling_aim(self.document, tree, self._selected))

    def action_child(self) -> None:
        """Add a child: “why?” below a cause, “and then?” above an effect."""
        if (tree := self._tree_if_agreed()) is not None:
            node_id = self._selected
            side: Side = path_of(tree, node_id).side if node_id != FOCAL else "causes"
            self._begin(child_aim(self.document, node_id, side))

    def action_effect(self) -> None:
        """Add an effect of the focal point."""
        if self._tree_if_agreed() is not None:
            self._begin(child_aim(self.document, FOCAL, "effects"))

    def action_words(self, use: EditorUse = "words") -> None:
        """Edit the text of this box, or add what speaks for or against it."""
        self._begin(BoxAim(use, self._selected))

    def action_look(self, how: str) -> None:
        """Go to another box, fold a branch, or switch between picture and outline."""
        self._view.look(how)

    def action_mark(self, mark: str) -> None:
        """Set or change a mark of this box."""
        if (node := self._node()) is not None:
            set_mark(self.document, node, mark)

    def action_move(self, how: str) -> None:
        """Move it among its neighbours, nearer to the focal point, or under a neighbour."""
        self._edit(*TREE_MOVES[how])

    def action_delete(self) -> None:
        """Delete this branch."""
        if self._selected != FOCAL and self._edit(edits.delete_branch, "deleted branch"):
            self.post_message(Notice("The branch is deleted. Ctrl+Z brings it back."))

    def action_grab(self) -> None:
        """Grab this branch, or release it."""
        can_grab = self._grabbed is None and self._selected != FOCAL
        self._grabbed = self._selected if can_grab else None
        self._show_marks()

    def action_make(self, kind: str) -> None:
        """Make missing information or an action of it, which keeps a link to this box."""
        if self._node() is not None:
            make = make_missing if kind == "missing" else make_action
            if created := make(self.document, self._selected):
                self.post_message(Notice(created))

    @property
    def _selected(self) -> str:
        """The id of the selected node, or the focal point if that node was deleted."""
        node = self._node()
        return node.id if node is not None else FOCAL

    def _edit(self, edit: Callable[[Session, str], Session], label: str) -> bool:
        node_id = self._selected
        is_there = self._node() is not None
        return is_there and self.document.apply(lambda session: edit(session, node_id), label)

    def _drop(self, branch: str) -> None:
        self._grabbed = None
        refusal = hang_entry(self.document, branch, self._selected)
        if refusal:
            self.post_message(Notice(refusal))
        self._view.select(branch)
        self._show_marks()

    def _begin(self, aim: BoxAim, slot: str = "", unfinished: str | None = None) -> None:
        if not aim.has_place(self.document.session):
            self.post_message(Notice(str(edits.TooDeepError())))
            return
        typing = self._typing = begin_typing(self.document, aim, slot)
        if aim.is_new:
            self._draw()
        text = unfinished or typing.waiting_text or typing.text
        self._view.open_editor(aim, text, typing.hint, self._finish)
        self._show_marks()
        self.refresh_bindings()

    def _finish(self, text: str, then: AfterEdit) -> None:
        typing, self._typing = self._typing, None
        self._view.close_editor()
        if typing is None:
            return
        is_there = keep_node_text(self.document, typing, text, self.post_message)
        if typing.aim.is_new and not is_there:
            self._draw()
            self._view.select(typing.aim.parent)
        if text and then == "child":
            self.action_child()
        self.refresh_bindings()

    def _tree_if_agreed(self) -> Tree | None:
        """The tree, once its focal point is agreed."""
        tree = self._tree()
        if tree is not None and not tree.focal.strip():
            self._bar.show_message(WAIT_FOR_FOCAL)
            return None
        return tree

    def _tree(self) -> Tree | None:
        return tree_of(self.document.session)

    def _node(self) -> Node | None:
        return find_node(tree, self._view.selected) if (tree := self._tree()) is not None else None

    @on(Mount)
    def _draw(self) -> None:
        """Draw the tree, with the box that is being typed."""
        session = self.document.session
        tree = tree_of(self._typing.preview(session) if self._typing is not None else session)
        if tree is not None:
            self._view.show(tree)
            self._show_marks()

    @on(TreeView.Selected)
    def _show_marks(self) -> None:
        tree = self._tree()
        if self._view.editor is not None:
            self._bar.show_message(TYPING_HINT)
        elif self._grabbed is not None:
            self._bar.show_message(GRABBED_HINT)
        elif tree is not None:
            self._bar.show_marks(self._node(), not tree.focal.strip())

    @on(NodeEditor.Typed)
    def _typed(self, message: NodeEditor.Typed) -> None:
        message.stop()
        if self._typing is not None:
            self._bar.show_message(keep_typing(self.document, self._typing, message.text))

    @on(NodeEditor.Pasted)
    def _pasted(self, message: NodeEditor.Pasted) -> None:
        """Add a box for each pasted line."""
        message.stop()
        if (typing := self._typing) is not None and typing.aim.is_new:
            self._finish("", "")
            add_all(self.document, typing, message.lines, self.post_message)

    @on(TreeMap.Pointed)
    def _pointed(self, message: TreeMap.Pointed) -> None:
        if message.twice:
            self.action_words()

    @on(OptionList.OptionSelected)
    def _entered(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        if self._view.editor is None:
            self.action_sibling()
