"""The text that is typed into a box of the tree, and the edit that it becomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casetool.models.session import Session, tree_of
from casetool.models.tree import edits
from casetool.models.tree.focal_wording import focal_wording_advice
from casetool.models.tree.model import FOCAL, Cause, Effect, Tree, find_node
from casetool.models.tree.paths import Side, parent_of, path_of
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.sessions.document import Document
from casetool.widgets.common.messages import UnfinishedText

TYPING_HINT = "Enter keeps the words, Esc too; Tab keeps them and goes deeper."
"""The hint under the picture while somebody types into a box."""

TYPING_ROOM = "·" * 24
"""The text of a new box behind the editor, which makes it as wide as a box can be."""


@dataclass(frozen=True, slots=True)
class NodeTyping:
    """What an open editor is for: a node, and the edit to make with its text."""

    node: str
    """The id of the node. A new one exists only in the picture until the editor is closed."""
    preview: Callable[[Session], Session]
    """Gives the session that the picture shows while the editor is open."""
    make_edit: Callable[[str], Callable[[Session], Session]]
    """Gives the edit for a text."""
    text: str
    hint: str
    label: str
    is_new: bool = True
    parent: str = FOCAL
    side: Side = "causes"

    def has_place(self, session: Session) -> bool:
        """Whether the box, or the parent of a new one, is still in the tree."""
        required_id, tree = self.parent if self.is_new else self.node, tree_of(session)
        return required_id == FOCAL or (
            tree is not None and find_node(tree, required_id) is not None
        )


def keep_typing(document: Document, typing: NodeTyping, text: str) -> str:
    """Save a draft of the text, so that a crash loses nothing, and give a hint.

    Args:
        document: the open session.
        typing: what the editor is for.
        text: the text in it.

    Returns:
        The hint to show under the picture: advice on the wording of the focal point, or the keys.
    """
    document.keep_draft(f"node-{typing.node}", text)
    hints = focal_wording_advice(text, document.session.child) if typing.node == FOCAL else ()
    return terminal_safe(hints[0]) if hints else TYPING_HINT


TextCallback = Callable[[UnfinishedText], object]
"""Takes text whose box was deleted meanwhile."""


def keep_node_text(
    document: Document, typing: NodeTyping, text: str, on_orphaned: TextCallback
) -> bool:
    """Store the text of a box. Where nothing can be stored, its draft stays.

    Args:
        document: the open session.
        typing: what the editor was for.
        text: the text in it, empty if a new box is given up.
        on_orphaned: takes the text if its box was deleted meanwhile.

    Returns:
        Whether its box is in the tree.
    """
    slot, is_new_text = f"node-{typing.node}", bool(text) and text != typing.text
    if is_new_text and not typing.has_place(document.session):
        on_orphaned(UnfinishedText(slot, text))
        return False
    if not (is_new_text and document.read_only):
        document.keep_draft(slot, "")
    if is_new_text:
        return document.apply(typing.make_edit(text), typing.label)
    return bool(text)


def begin_words(tree: Tree, node: str) -> NodeTyping:
    """Edit the text of an existing box."""
    existing = find_node(tree, node)
    text = existing.text if existing is not None else tree.focal
    return NodeTyping(
        node,
        lambda session: session,
        lambda new_text: lambda session: edits.edit_node(session, node, text=new_text),
        text,
        "one plain sentence, as the child would say it" if node == FOCAL else "words",
        "words of a box",
        is_new=False,
    )


def begin_evidence(node: str, side: str) -> NodeTyping:
    """Add what speaks for or against a cause."""
    return NodeTyping(
        node,
        lambda session: session,
        lambda new_text: (
            lambda session: edits.evidence(
                session, node, "for" if side == "for" else "against", new_text
            )
        ),
        "",
        f"what speaks {side} it",
        f"what speaks {side} a cause",
        is_new=False,
    )


def begin_child(document: Document, parent: str, side: Side) -> NodeTyping:
    """Add a box under a parent."""
    return _begin_new(document, parent, side, None)


def begin_sibling(document: Document, tree: Tree, node: str) -> NodeTyping:
    """Add a box after a neighbour."""
    node_path = path_of(tree, node)
    return _begin_new(document, parent_of(tree, node), node_path.side, node_path.indexes[-1] + 1)


def add_all(
    document: Document, typing: NodeTyping, lines: Sequence[str], on_orphaned: TextCallback
) -> None:
    """Add several boxes beside each other, as one edit.

    Args:
        document: the open session.
        typing: what the editor was for: a new box.
        lines: the text of each box.
        on_orphaned: takes the text if the parent was deleted meanwhile.
    """
    if not typing.has_place(document.session):
        on_orphaned(UnfinishedText(f"node-{typing.node}", " ".join(lines)))
        return
    edits_to_make = [
        begin_child(document, typing.parent, typing.side).make_edit(line.strip()) for line in lines
    ]

    def edit(session: Session) -> Session:
        for edit_one in edits_to_make:
            session = edit_one(session)
        return session

    document.apply(edit, f"{len(edits_to_make)} boxes")


def _begin_new(document: Document, parent: str, side: Side, index: int | None) -> NodeTyping:
    new_id, now = document.fresh_id(), document.now()

    def add(text: str) -> Callable[[Session], Session]:
        def edit(session: Session) -> Session:
            if side == "effects":
                effect = Effect(id=new_id, text=text, at=now)
                return edits.add_effect(session, effect, parent, index)
            return edits.add_cause(session, Cause(id=new_id, text=text, at=now), parent, index)

        return edit

    hint = "and then?" if side == "effects" else "why?"
    label = "new effect" if side == "effects" else "new cause"
    return NodeTyping(new_id, add(TYPING_ROOM), add, "", hint, label, parent=parent, side=side)
