"""What is being typed into a box, and what it becomes when it is done."""

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

TYPED = "Enter keeps the words, Esc too; Tab keeps them and goes deeper."
"""What is said under the picture while a box is typed."""

TYPING_ROOM = "·" * 24
"""What stands in a new box behind the editor, so that it is as wide as a box can be."""


@dataclass(frozen=True, slots=True)
class NodeTyping:
    """An editor that is open: for which node, and what its words become."""

    node: str
    """The node under the editor; a new one exists only in the picture until it is done."""
    shown: Callable[[Session], Session]
    """The session as the picture shows it meanwhile."""
    become: Callable[[str], Callable[[Session], Session]]
    """From the words to the edit."""
    text: str
    hint: str
    label: str
    is_new: bool = True
    parent: str = FOCAL
    side: Side = "causes"

    def has_place(self, session: Session) -> bool:
        """Whether the box, or what the new one hangs on, is still in the tree."""
        wanted, tree = self.parent if self.is_new else self.node, tree_of(session)
        return wanted == FOCAL or (tree is not None and find_node(tree, wanted) is not None)


def while_typed(document: Document, typing: NodeTyping, words: str) -> str:
    """Keep the words, so that a crash loses none; a hint on them, if they are the focal point's.

    Args:
        document: where they are kept.
        typing: the editor that is open.
        words: what stands in it.

    Returns:
        What is to be said under the picture.
    """
    document.keep_draft(f"node-{typing.node}", words)
    hints = focal_wording_advice(words, document.session.child) if typing.node == FOCAL else ()
    return terminal_safe(hints[0]) if hints else TYPED


TextCallback = Callable[[UnfinishedText], object]
"""Takes words whose place was taken away meanwhile."""


def keep_node_text(document: Document, typing: NodeTyping, words: str, give: TextCallback) -> None:
    """Put what was typed over a box in its place.

    Args:
        document: the open session.
        typing: the editor that was open.
        words: what stood in it; nothing where the box is given up.
        give: takes the words where their place was taken away meanwhile.
    """
    slot, is_new_text = f"node-{typing.node}", bool(words) and words != typing.text
    if is_new_text and not typing.has_place(document.session):
        give(UnfinishedText(slot, words))
        return
    document.keep_draft(slot, "")
    if is_new_text:
        document.apply(typing.become(words), typing.label)


def begin_words(tree: Tree, node: str) -> NodeTyping:
    """Change the words of a box that is there."""
    found = find_node(tree, node)
    text = found.text if found is not None else tree.focal
    return NodeTyping(
        node,
        lambda session: session,
        lambda words: lambda session: edits.edit_node(session, node, text=words),
        text,
        "one plain sentence, as the child would say it" if node == FOCAL else "words",
        "words of a box",
        is_new=False,
    )


def begin_evidence(node: str, side: str) -> NodeTyping:
    """Write down what speaks for a cause, or against it."""
    return NodeTyping(
        node,
        lambda session: session,
        lambda words: (
            lambda session: edits.evidence(
                session, node, "for" if side == "for" else "against", words
            )
        ),
        "",
        f"what speaks {side} it",
        f"what speaks {side} a cause",
        is_new=False,
    )


def begin_child(document: Document, parent: str, side: Side) -> NodeTyping:
    """A new box that hangs on another."""
    return _begin_new(document, parent, side, None)


def begin_sibling(document: Document, tree: Tree, node: str) -> NodeTyping:
    """A new box after another."""
    spot = path_of(tree, node)
    return _begin_new(document, parent_of(tree, node), spot.side, spot.indexes[-1] + 1)


def add_all(
    document: Document, typing: NodeTyping, lines: Sequence[str], give: TextCallback
) -> None:
    """Several lines at once: each becomes a box beside the other, as one edit.

    Args:
        document: the open session.
        typing: the editor that was open, for a new box.
        lines: the words of each box.
        give: takes the words where their place was taken away meanwhile.
    """
    if not typing.has_place(document.session):
        give(UnfinishedText(f"node-{typing.node}", " ".join(lines)))
        return
    adds = [
        begin_child(document, typing.parent, typing.side).become(line.strip()) for line in lines
    ]

    def edit(session: Session) -> Session:
        for add in adds:
            session = add(session)
        return session

    document.apply(edit, f"{len(adds)} boxes")


def _begin_new(document: Document, parent: str, side: Side, place: int | None) -> NodeTyping:
    new_id, now = document.fresh_id(), document.now()

    def add(words: str) -> Callable[[Session], Session]:
        def edit(session: Session) -> Session:
            if side == "effects":
                effect = Effect(id=new_id, text=words, at=now)
                return edits.add_effect(session, effect, parent, place)
            return edits.add_cause(session, Cause(id=new_id, text=words, at=now), parent, place)

        return edit

    hint = "and then?" if side == "effects" else "why?"
    label = "new effect" if side == "effects" else "new cause"
    return NodeTyping(new_id, add(TYPING_ROOM), add, "", hint, label, parent=parent, side=side)
