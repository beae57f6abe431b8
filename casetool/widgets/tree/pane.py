"""The pane of the analysis tree: the keys, and what they do to the selected node."""

from collections.abc import Callable
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
from casetool.models.tree.model import FOCAL, Cause, Node, Tree, find_node
from casetool.models.tree.paths import Side, path_of
from casetool.services.sessions.document import Document
from casetool.services.tree.marks import marks_for, set_mark
from casetool.services.tree.moves import TREE_MOVES, hang_entry, make_action, make_missing
from casetool.widgets.common.messages import Notice
from casetool.widgets.tree.bindings import TREE_KEYS
from casetool.widgets.tree.map import TreeMap
from casetool.widgets.tree.marks_bar import MarksBar
from casetool.widgets.tree.node_drafts import (
    TYPED,
    NodeTyping,
    add_all,
    begin_child,
    begin_evidence,
    begin_sibling,
    begin_words,
    keep_node_text,
    while_typed,
)
from casetool.widgets.tree.node_editor import AfterEdit, NodeEditor
from casetool.widgets.tree.view import TreeView

WAIT_FOR_FOCAL = "Effects and causes wait until the focal point is agreed. Enter opens it."


class TreePane(Vertical):
    """One node is selected; letters act on it, words are typed over its box."""

    BINDINGS: ClassVar[list[BindingType]] = TREE_KEYS

    session: reactive[Session | None] = reactive(None)

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
        """Draw the tree again if it is another one."""
        before = tree_of(old) if old is not None else None
        if new is not None and self.is_mounted and tree_of(new) is not before:
            self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key applies only to the sort of node that it is for, and not while words are typed."""
        if self._view.editor is not None:
            return False
        if action == "mark":
            return marks_for(self._node(), str(parameters[0]))
        if action == "words" and parameters:
            return isinstance(self._node(), Cause)
        return True

    def select(self, thing: str) -> None:
        """Select a node, unfolded and in view."""
        self._view.select(thing)

    def focus_content(self) -> None:
        """Go to the tree."""
        self._view.focus_content()

    def leave(self) -> bool:
        """Finish the words that are being typed; put back what is grabbed."""
        if self._grabbed is not None:
            self._grabbed = None
            self._tell_marks()
        if self._view.editor is None:
            return False
        self._finish(self._view.editor.text.strip(), "")
        return True

    def action_sibling(self) -> None:
        """A new box beside this one, or the words of the focal point; or drop what is grabbed."""
        tree = self._tree()
        if self._grabbed is not None:
            self._drop(self._grabbed)
        elif tree is not None and self._selected == FOCAL:
            self._begin(begin_words(tree, FOCAL))
        elif tree is not None:
            self._begin(begin_sibling(self.document, tree, self._selected))

    def action_child(self) -> None:
        """A new box that hangs on this one: why? below, and then? above."""
        tree = self._agreed()
        if tree is not None:
            side: Side = "causes"
            if self._selected != FOCAL:
                side = path_of(tree, self._selected).side
            self._begin(begin_child(self.document, self._selected, side))

    def action_effect(self) -> None:
        """A new effect of the focal point."""
        if self._agreed() is not None:
            self._begin(begin_child(self.document, FOCAL, "effects"))

    def action_words(self, which: str = "") -> None:
        """Change the words of this box, or write down what speaks for or against it."""
        tree = self._tree()
        if which:
            self._begin(begin_evidence(self._selected, which))
        elif tree is not None:
            self._begin(begin_words(tree, self._selected))

    def action_look(self, how: str) -> None:
        """Go to another box, fold a branch, or turn the picture into the outline."""
        self._view.look(how)

    def action_mark(self, mark: str) -> None:
        """Set or change a mark of this box."""
        node = self._node()
        if node is not None:
            set_mark(self.document, node, mark)

    def action_move(self, how: str) -> None:
        """Among its neighbours, nearer to the focal point, or under the neighbour before."""
        self._edit(*TREE_MOVES[how])

    def action_delete(self) -> None:
        """Delete this branch."""
        if self._selected != FOCAL:
            self._edit(edits.delete_branch, "deleted branch")
            self.post_message(Notice("The branch is deleted. Ctrl+Z brings it back."))

    def action_grab(self) -> None:
        """Take this branch, or put it back."""
        free = self._grabbed is None and self._selected != FOCAL
        self._grabbed = self._selected if free else None
        self._tell_marks()

    def action_make(self, what: str) -> None:
        """Make it missing information, or an action; both keep pointing here."""
        if self._node() is not None:
            make = make_missing if what == "missing" else make_action
            self.post_message(Notice(make(self.document, self._selected)))

    @property
    def _selected(self) -> str:
        """The selected node; the focal point where that one was taken away meanwhile."""
        node = self._node()
        return node.id if node is not None else FOCAL

    def _edit(self, edit: Callable[[Session, str], Session], label: str) -> None:
        node = self._selected
        if self._node() is not None:
            self.document.apply(lambda session: edit(session, node), label)

    def _drop(self, branch: str) -> None:
        self._grabbed = None
        refused = hang_entry(self.document, branch, self._selected)
        if refused:
            self.post_message(Notice(refused))
        self._view.select(branch)
        self._tell_marks()

    def _begin(self, typing: NodeTyping) -> None:
        try:
            shown = tree_of(typing.shown(self.document.session))
        except edits.TooDeepError as error:
            self.post_message(Notice(str(error)))
            return
        self._typing = typing
        if typing.is_new and shown is not None:
            self._view.show(shown)
        self._view.open_editor(typing.node, typing.text, typing.hint, self._finish)
        self._tell_marks()
        self.refresh_bindings()

    def _finish(self, words: str, then: AfterEdit) -> None:
        typing, self._typing = self._typing, None
        self._view.close_editor()
        if typing is None:
            return
        keep_node_text(self.document, typing, words, self.post_message)
        if typing.is_new and not (words and typing.has_place(self.document.session)):
            self._draw()
            self._view.select(typing.parent)
        if words and then == "child":
            self.action_child()
        self.refresh_bindings()

    def _agreed(self) -> Tree | None:
        """The tree, once its focal point is agreed."""
        tree = self._tree()
        if tree is not None and not tree.focal.strip():
            self._bar.say(WAIT_FOR_FOCAL)
            return None
        return tree

    def _tree(self) -> Tree | None:
        return tree_of(self.document.session)

    def _node(self) -> Node | None:
        return find_node(tree, self._view.selected) if (tree := self._tree()) is not None else None

    @on(Mount)
    def _draw(self) -> None:
        tree = self._tree()
        if tree is not None:
            self._view.show(tree)
            self._tell_marks()

    @on(TreeView.Selected)
    def _tell_marks(self) -> None:
        tree = self._tree()
        if self._view.editor is not None:
            self._bar.say(TYPED)
        elif self._grabbed is not None:
            self._bar.say("Grabbed. Arrows choose a box, Enter hangs it there, g puts it back.")
        elif tree is not None:
            self._bar.tell(self._node(), not tree.focal.strip())

    @on(NodeEditor.Typed)
    def _typed(self, message: NodeEditor.Typed) -> None:
        message.stop()
        if self._typing is not None:
            self._bar.say(while_typed(self.document, self._typing, message.text))

    @on(NodeEditor.Pasted)
    def _pasted(self, message: NodeEditor.Pasted) -> None:
        """Several lines at once: each becomes a box beside the other."""
        message.stop()
        typing = self._typing
        if typing is not None and typing.is_new:
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
