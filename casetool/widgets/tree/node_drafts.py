"""The text that is typed into a box of the tree, and the edit that it becomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from casetool.models.session import Session, tree_of
from casetool.models.tree import edits
from casetool.models.tree.focal_wording import focal_wording_advice
from casetool.models.tree.model import FOCAL, Cause, Effect, Tree, find_node, walk
from casetool.models.tree.paths import Side, parent_of, path_of
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.meeting.jottings import keep_apart
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import BoxAim, waiting_draft
from casetool.widgets.common.messages import CHANGED_MEANWHILE, Notice, UnfinishedText

TYPING_HINT = "Enter keeps the words, Esc too; Tab keeps them and goes deeper."
"""The hint under the picture while somebody types into a box."""

TYPING_ROOM = "·" * 24
"""The text of a new box behind the editor, which makes it as wide as a box can be."""


@dataclass(frozen=True, slots=True)
class NodeTyping:
    """What an open editor is for: a node, and the edit to make with its text."""

    aim: BoxAim
    """What the text is for. A new node exists only in the picture until the editor is closed."""
    make_edit: Callable[[str], Callable[[Session], Session]]
    """Gives the edit for a text."""
    text: str
    """The text that is stored."""
    hint: str
    label: str
    slot: str
    """The draft slot of the text. A text of the last time stays in the one it came in."""
    waiting_text: str = ""
    """The text that waited for the box, with which the editor opens."""

    def preview(self, session: Session) -> Session:
        """The session that the picture shows while the editor is open."""
        if not (self.aim.is_new and self.aim.has_place(session)):
            return session
        return self.make_edit(TYPING_ROOM)(session)


def keep_typing(document: Document, typing: NodeTyping, text: str) -> str:
    """Save a draft of the text, so that a crash loses nothing, and give a hint.

    Args:
        document: the open session.
        typing: what the editor is for.
        text: the text in it.

    Returns:
        The hint to show under the picture: advice on the wording of the focal point, or the keys.
    """
    document.keep_draft(typing.slot, text if text != typing.text else "")
    is_focal = typing.aim.use == "words" and typing.aim.node == FOCAL
    hints = focal_wording_advice(text, document.session.child) if is_focal else ()
    return terminal_safe(hints[0]) if hints else TYPING_HINT


TextCallback = Callable[[UnfinishedText | Notice], object]
"""Takes text whose box was deleted meanwhile, and what is said."""


def keep_node_text(
    document: Document, typing: NodeTyping, text: str, on_orphaned: TextCallback
) -> bool:
    """Store the text of a box. Where nothing can be stored, it waits as a draft.

    Args:
        document: the open session.
        typing: what the editor was for.
        text: the text in it, empty if a new box is given up.
        on_orphaned: takes the text if its box was deleted meanwhile, and what is said.

    Returns:
        Whether its box is in the tree.
    """
    text, notice = keep_apart(document, "", typing.text, text, is_needed=True)
    if notice:
        on_orphaned(Notice(notice))
    slot, is_new_text = typing.slot, bool(text) and text != typing.text
    if is_new_text and not typing.aim.has_place(document.session):
        on_orphaned(UnfinishedText(slot, text))
        return False
    if is_new_text and typing.aim.use == "words":
        _tell_of_theirs(document.session, typing, text, on_orphaned)
    if is_new_text and document.read_only:
        on_orphaned(UnfinishedText(slot, text, reason=""))  # it waits for the takeover
    else:
        document.keep_draft(slot, "")
    if is_new_text:
        return document.apply(typing.make_edit(text), typing.label)
    return bool(text)


def _tell_of_theirs(
    session: Session, typing: NodeTyping, ours: str, on_orphaned: TextCallback
) -> None:
    """Say which words of another hand ours replace. Their save is an earlier version."""
    theirs = _stored_text(session, typing.aim.node)
    if theirs not in ("", typing.text, ours):
        on_orphaned(Notice(CHANGED_MEANWHILE.format(theirs)))


def begin_typing(document: Document, aim: BoxAim, slot: str = "") -> NodeTyping:
    """Type a text into the tree.

    Args:
        document: the open session.
        aim: what the text is for.
        slot: the slot that its draft is in already.
    """
    waiting_slot, waiting_text = waiting_draft({} if slot else document.unfinished, aim)
    slot = slot or waiting_slot or aim.slot
    if aim.is_new:
        hint = "and then?" if aim.use == "effects" else "why?"
        label = "new effect" if aim.use == "effects" else "new cause"
        return NodeTyping(aim, _addition(document, aim), "", hint, label, slot)
    if aim.use != "words":
        hint, label = f"what speaks {aim.use} it", f"what speaks {aim.use} a cause"
        edit = partial(_evidence_edit, aim)
        return NodeTyping(aim, edit, "", hint, label, slot, waiting_text)
    hint = "one plain sentence, as the child would say it" if aim.node == FOCAL else "words"
    text = _stored_text(document.session, aim.node)
    return NodeTyping(
        aim,
        lambda new_text: lambda session: edits.edit_node(session, aim.node, text=new_text),
        text,
        hint,
        "words of a box",
        slot,
        waiting_text,
    )


def child_aim(document: Document, parent: str, side: Side) -> BoxAim:
    """A new box under a parent, after the others."""
    return BoxAim(side, document.fresh_id(), parent)


def sibling_aim(document: Document, tree: Tree, node: str) -> BoxAim:
    """A new box after a neighbour."""
    side = path_of(tree, node).side
    return BoxAim(side, document.fresh_id(), parent_of(tree, node), node)


def add_all(
    document: Document, typing: NodeTyping, lines: Sequence[str], on_orphaned: TextCallback
) -> None:
    """Add several boxes beside each other, as one edit, or let them wait as drafts.

    A line that begins as a private jotting becomes one, and no box.

    Args:
        document: the open session.
        typing: what the editor was for: a new box.
        lines: the text of each box.
        on_orphaned: takes the text if the parent was deleted meanwhile, and what is said.
    """
    parted_lines = [keep_apart(document, "", "", line.strip()) for line in lines]
    for notice in filter(None, (notice for _, notice in parted_lines)):
        on_orphaned(Notice(notice))
    lines = [text for text, _ in parted_lines if text]
    if not lines:
        return
    if not typing.aim.has_place(document.session):
        on_orphaned(UnfinishedText(typing.slot, " ".join(lines)))
        return
    aims = [child_aim(document, typing.aim.parent, typing.aim.side) for _ in lines]
    edits_to_make = [
        begin_typing(document, aim).make_edit(line) for aim, line in zip(aims, lines, strict=True)
    ]

    def edit(session: Session) -> Session:
        for edit_one in edits_to_make:
            session = edit_one(session)
        return session

    if not document.apply(edit, f"{len(edits_to_make)} boxes"):
        for aim, line in zip(aims, lines, strict=True):
            document.keep_draft(aim.slot, line)
            on_orphaned(UnfinishedText(aim.slot, line, reason=""))


def _addition(document: Document, aim: BoxAim) -> Callable[[str], Callable[[Session], Session]]:
    """Gives the edit that adds a box, after its neighbour wherever that is by then.

    Its id may have come meanwhile, with a copy in which the box is stored: then it has another.
    """
    now, spare_id = document.now(), document.fresh_id()

    def add(text: str) -> Callable[[Session], Session]:
        def edit(session: Session) -> Session:
            index, tree = _index_after(session, aim), tree_of(session)
            is_free = tree is None or find_node(tree, aim.node) is None
            node_id = aim.node if is_free else spare_id
            if aim.use == "effects":
                effect = Effect(id=node_id, text=text, at=now)
                return edits.add_effect(session, effect, aim.parent, index)
            cause = Cause(id=node_id, text=text, at=now)
            return edits.add_cause(session, cause, aim.parent, index)

        return edit

    return add


def _index_after(session: Session, aim: BoxAim) -> int | None:
    """The place after the neighbour of a new box, None where it has none under its parent."""
    tree = tree_of(session)
    parents = {node.id: parent for node, parent, _ in walk(tree)} if tree is not None else {}
    if tree is None or parents.get(aim.after) != aim.parent:
        return None
    path = path_of(tree, aim.after)
    return path.indexes[-1] + 1 if path.side == aim.side else None


def _evidence_edit(aim: BoxAim, text: str) -> Callable[[Session], Session]:
    return lambda session: edits.evidence(
        session, aim.node, "for" if aim.use == "for" else "against", text
    )


def _stored_text(session: Session, node_id: str) -> str:
    """The text of a box, or of the focal point."""
    tree = tree_of(session)
    node = find_node(tree, node_id) if tree is not None else None
    return node.text if node is not None else tree.focal if tree is not None else ""
