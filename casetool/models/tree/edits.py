"""Edits of the analysis tree."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from casetool.models.actions.edits import add_action
from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.sequence_edits import inserted, replace_heading, shifted
from casetool.models.session import Session, entries_of, tree_of
from casetool.models.tree.model import (
    DEEPEST_TREE,
    FOCAL,
    Cause,
    Effect,
    Ends,
    Node,
    Tree,
    find_node,
)
from casetool.models.tree.paths import (
    Siblings,
    Side,
    as_side,
    height,
    node_at,
    parent_of,
    path_of,
    with_children,
    with_siblings,
)
from casetool.models.vanished_items import GoneError


class TooDeepError(ValueError):
    """The tree would be too deep to draw and store."""

    def __init__(self) -> None:
        super().__init__(f"The tree is {DEEPEST_TREE} levels deep here; it goes no deeper.")


def set_focal(session: Session, text: str) -> Session:
    """Set the focal point."""
    return replace_heading(session, evolve(_tree(session), focal=text))


def add_effect(
    session: Session, effect: Effect, parent: str = FOCAL, index: int | None = None
) -> Session:
    """Add an effect above a node.

    Args:
        session: the session.
        effect: the effect, with any branch on it.
        parent: the node that it follows from.
        index: its position among its siblings. None adds it at the end.

    Raises:
        GoneError: there is no such node.
        ValueError: the node is a cause.
        TooDeepError: the tree would be too deep.
    """
    return _add(session, [effect], parent, "effects", index)


def add_cause(
    session: Session, cause: Cause, parent: str = FOCAL, index: int | None = None
) -> Session:
    """Add a cause below a node. The node is no longer a leaf and loses its ending.

    Raises:
        GoneError: there is no such node.
        ValueError: the node is an effect.
        TooDeepError: the tree would be too deep.
    """
    return _add(session, [cause], parent, "causes", index)


def add_nodes(session: Session, nodes: Sequence[Node], parent: str, side: Side) -> Session:
    """Add nodes as the last children of a node, as ``add_effect`` and ``add_cause`` do.

    Raises:
        GoneError: there is no such node.
        ValueError: the node is on the other side.
        TooDeepError: the tree would be too deep.
    """
    return _add(session, nodes, parent, side, None)


def edit_node(session: Session, node_id: str, /, **changes: object) -> Session:
    """Change fields of a node. The focal point has only its text.

    Raises:
        GoneError: there is no such node.
    """
    if node_id == FOCAL:
        return set_focal(session, str(changes["text"]))
    tree = _tree(session)
    path = path_of(tree, node_id)
    index = path.indexes[-1]

    def edit(siblings: Siblings) -> Siblings:
        return (*siblings[:index], evolve(siblings[index], **changes), *siblings[index + 1 :])

    return replace_heading(session, with_siblings(tree, path, edit))


def delete_branch(session: Session, node_id: str) -> Session:
    """Delete a node and everything that hangs on it.

    Raises:
        GoneError: there is no such node.
    """
    tree = _tree(session)
    path = path_of(tree, node_id)
    index = path.indexes[-1]
    pruned = with_siblings(tree, path, lambda siblings: (*siblings[:index], *siblings[index + 1 :]))
    return replace_heading(session, pruned)


def shift_node(session: Session, node_id: str, offset: int) -> Session:
    """Move a node among its siblings.

    Raises:
        GoneError: there is no such node.
    """
    tree = _tree(session)
    path = path_of(tree, node_id)
    shifted_tree = with_siblings(
        tree, path, lambda siblings: shifted(siblings, path.indexes[-1], offset)
    )
    return session if shifted_tree == tree else replace_heading(session, shifted_tree)


def move_branch(session: Session, node_id: str, parent: str, side: Side | None = None) -> Session:
    """Move a branch under another node, as its last child. Across sides it changes kind.

    Args:
        session: the session.
        node_id: the top node of the branch.
        parent: its new parent.
        side: required when the parent is the focal point, which has both.

    Raises:
        GoneError: one of the nodes is gone.
        ValueError: the parent is inside the branch, or the side is missing.
        TooDeepError: the tree would be too deep.
    """
    tree = _tree(session)
    branch = node_at(tree, path_of(tree, node_id))
    if parent == FOCAL:
        if side is None:
            raise ValueError("Above the focal point, or below it?")
        target = side
    else:
        branch_path, parent_path = path_of(tree, node_id), path_of(tree, parent)
        target = parent_path.side
        above_parent = parent_path.indexes[: len(branch_path.indexes)]
        if branch_path.side == target and above_parent == branch_path.indexes:
            raise ValueError("A branch cannot hang on itself.")
    pruned = delete_branch(session, node_id)
    return _add(pruned, [as_side(branch, target)], parent, target, None)


def demote(session: Session, node_id: str) -> Session:
    """Hang a node on the sibling before it. Without one, nothing changes."""
    tree = _tree(session)
    path = path_of(tree, node_id)
    if path.indexes[-1] == 0:
        return session
    sibling_path = type(path)(path.side, (*path.indexes[:-1], path.indexes[-1] - 1))
    return move_branch(session, node_id, node_at(tree, sibling_path).id)


def promote(session: Session, node_id: str) -> Session:
    """Move a node next to its parent, after it. At the first level, nothing changes."""
    tree = _tree(session)
    path = path_of(tree, node_id)
    if len(path.indexes) == 1:
        return session
    branch = node_at(tree, path)
    parent = parent_of(tree, node_id)
    grandparent, index = parent_of(tree, parent), path.indexes[-2] + 1
    pruned = _tree(delete_branch(session, node_id))
    promoted = with_children(
        pruned, grandparent, path.side, lambda siblings: inserted(siblings, branch, index)
    )
    return replace_heading(session, promoted)


def send_to_tree(
    session: Session, entry_id: str, side: Side, node_id: str, now: datetime, parent: str = FOCAL
) -> Session:
    """Add a node with the text of an entry. The entry stays where it is.

    Args:
        session: the session.
        entry_id: the entry.
        side: effect or cause.
        node_id: id of the new node.
        now: the present instant.
        parent: the node that it hangs on.

    Raises:
        GoneError: the entry or the node is gone.
    """
    for _, entry in entries_of(session):
        if entry.id == entry_id:
            kind = Effect if side == "effects" else Cause
            node = kind(id=node_id, text=entry.text, entry=entry_id, at=now)
            return _add(session, [node], parent, side, None)
    raise GoneError(entry_id)


def node_to_missing(
    session: Session, step: str, node_id: str, new_id: str, now: datetime
) -> Session:
    """Add a gap with the text of a node, and a link to it. A dangling leaf then needs information.

    Raises:
        GoneError: the node or the step is gone.
    """
    node = _node(session, node_id)
    entry = Entry(id=new_id, text=node.text, about=(node_id,), at=now)
    session = add_entry(session, step, entry)
    if isinstance(node, Cause) and not node.children and node.ends is None:
        session = edit_node(session, node_id, ends=Ends.INFO)
    return session


def node_to_action(
    session: Session, step: str, node_id: str, new_id: str, now: datetime
) -> Session:
    """Add an action that answers a node.

    Raises:
        GoneError: the node or the step is gone.
    """
    _node(session, node_id)
    return add_action(session, step, Action(id=new_id, answers=(node_id,), at=now))


def evidence(session: Session, node_id: str, side: Literal["for", "against"], text: str) -> Session:
    """Add evidence for a cause, or against it.

    Raises:
        GoneError: there is no such cause.
    """
    node = _node(session, node_id)
    if not isinstance(node, Cause):
        raise GoneError(node_id)
    if side == "for":
        return edit_node(session, node_id, speaks_for=(*node.speaks_for, text))
    return edit_node(session, node_id, speaks_against=(*node.speaks_against, text))


def _add(
    session: Session, nodes: Sequence[Node], parent: str, side: Side, index: int | None
) -> Session:
    tree = _tree(session)
    level = 0
    if parent != FOCAL:
        path = path_of(tree, parent)
        if path.side != side:
            raise ValueError("Effects stand above the focal point, causes below it.")
        level = len(path.indexes)
    if level + max(map(height, nodes)) > DEEPEST_TREE:
        raise TooDeepError

    def edit(siblings: Siblings) -> Siblings:
        position = len(siblings) if index is None else max(0, min(index, len(siblings)))
        return (*siblings[:position], *nodes, *siblings[position:])

    grown = with_children(tree, parent, side, edit)
    session = replace_heading(session, grown)
    if parent != FOCAL and side == "causes" and _ending(session, parent) is not None:
        session = edit_node(session, parent, ends=None)
    return session


def _ending(session: Session, node_id: str) -> Ends | None:
    node = _node(session, node_id)
    return node.ends if isinstance(node, Cause) else None


def _tree(session: Session) -> Tree:
    tree = tree_of(session)
    if tree is None:
        raise GoneError("tree")
    return tree


def _node(session: Session, node_id: str) -> Node:
    node = find_node(_tree(session), node_id)
    if node is None:
        raise GoneError(node_id)
    return node
