"""Move a whole branch of the tree, or turn a node into an item under another heading."""

from collections.abc import Callable
from functools import partial

from casetool.models.method import KindName, Step
from casetool.models.session import Session, tree_of
from casetool.models.tree import edits
from casetool.models.tree.model import FOCAL
from casetool.models.tree.paths import path_of
from casetool.services.sessions.document import Document

TREE_MOVES: dict[str, tuple[Callable[[Session, str], Session], str]] = {
    "earlier": (partial(edits.shift_node, offset=-1), "moved a box"),
    "later": (partial(edits.shift_node, offset=1), "moved a box"),
    "out": (edits.promote, "moved a branch"),
    "in": (edits.demote, "moved a branch"),
}
"""The edit for each key that moves a node, and the label of the change."""


def hang_entry(document: Document, branch: str, target: str) -> str:
    """Hang a branch on another node. On the focal point it stays on its side.

    Args:
        document: the open session.
        branch: the id of the grabbed node.
        target: the id of its new parent.

    Returns:
        Why it cannot, or empty.
    """
    tree = tree_of(document.session)
    if tree is None:
        return ""
    side = path_of(tree, branch).side if target == FOCAL else None
    try:
        document.apply(
            lambda session: edits.move_branch(session, branch, target, side), "moved a branch"
        )
    except ValueError as error:
        return str(error)
    return ""


def make_missing(document: Document, node: str) -> str:
    """Turn a node into missing information that points at it, and say where it went."""
    steps = [step for step in document.method.steps if step.owners]
    if not steps:
        return ""
    new_id, now = document.fresh_id(), document.now()
    is_made = document.apply(
        lambda session: edits.node_to_missing(session, steps[0].id, node, new_id, now),
        "new missing information",
    )
    return _created_message("missing information", steps[0]) if is_made else ""


def make_action(document: Document, node: str) -> str:
    """Create an action that answers a node, and say where it went."""
    steps = document.method.of_kind(KindName.ACTIONS)
    if not steps:
        return ""
    new_id, now = document.fresh_id(), document.now()
    is_made = document.apply(
        lambda session: edits.node_to_action(session, steps[0].id, node, new_id, now), "new action"
    )
    return _created_message("action", steps[0]) if is_made else ""


def _created_message(kind: str, step: Step) -> str:
    return f"New {kind} under {step.number} {step.title}"
