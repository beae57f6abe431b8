"""Edits of the analysis tree."""

from datetime import datetime
from typing import Literal

from casetool.models.actions.edits import add_action
from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.gone import GoneError
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


class TooDeepError(ValueError):
    """The tree would be deeper than can be drawn and stored."""

    def __init__(self) -> None:
        super().__init__(f"The tree is {DEEPEST_TREE} levels deep here; it goes no deeper.")


def set_focal(session: Session, text: str) -> Session:
    """The tree with this focal point."""
    return replace_heading(session, evolve(_tree(session), focal=text))


def add_effect(
    session: Session, effect: Effect, parent: str = FOCAL, place: int | None = None
) -> Session:
    """One more effect, above a node.

    Args:
        session: the session.
        effect: the effect, with whatever branch it has.
        parent: the node that it comes of.
        place: where among its siblings; at the end without it.

    Raises:
        GoneError: there is no such node.
        ValueError: the node is a cause.
        TooDeepError: the tree would be too deep.
    """
    return _add(session, effect, parent, "effects", place)


def add_cause(
    session: Session, cause: Cause, parent: str = FOCAL, place: int | None = None
) -> Session:
    """One more cause, below a node; the node is no leaf any more, however it was said to end.

    Raises:
        GoneError: there is no such node.
        ValueError: the node is an effect.
        TooDeepError: the tree would be too deep.
    """
    return _add(session, cause, parent, "causes", place)


def edit_node(session: Session, node_id: str, /, **changes: object) -> Session:
    """A node with some of its fields changed; of the focal point only the text.

    Raises:
        GoneError: there is no such node.
    """
    if node_id == FOCAL:
        return set_focal(session, str(changes["text"]))
    tree = _tree(session)
    spot = path_of(tree, node_id)
    place = spot.path[-1]

    def edit(row: Siblings) -> Siblings:
        return (*row[:place], evolve(row[place], **changes), *row[place + 1 :])

    return replace_heading(session, with_siblings(tree, spot, edit))


def delete_branch(session: Session, node_id: str) -> Session:
    """The tree without a node and all that hangs on it.

    Raises:
        GoneError: there is no such node.
    """
    tree = _tree(session)
    spot = path_of(tree, node_id)
    place = spot.path[-1]
    new = with_siblings(tree, spot, lambda row: (*row[:place], *row[place + 1 :]))
    return replace_heading(session, new)


def shift_node(session: Session, node_id: str, by: int) -> Session:
    """A node moved along among its siblings, as far as they go.

    Raises:
        GoneError: there is no such node.
    """
    tree = _tree(session)
    spot = path_of(tree, node_id)
    new = with_siblings(tree, spot, lambda row: shifted(row, spot.path[-1], by))
    return session if new == tree else replace_heading(session, new)


def move_branch(session: Session, node_id: str, parent: str, side: Side | None = None) -> Session:
    """A branch moved under another node, as its last child; across sides it changes its kind.

    Args:
        session: the session.
        node_id: the branch.
        parent: its new parent.
        side: needed for the focal point, which has both.

    Raises:
        GoneError: one of the nodes is not there.
        ValueError: under itself, or the side is missing.
        TooDeepError: the tree would be too deep.
    """
    tree = _tree(session)
    branch = node_at(tree, path_of(tree, node_id))
    if parent == FOCAL:
        if side is None:
            raise ValueError("Above the focal point, or below it?")
        target = side
    else:
        here, there = path_of(tree, node_id), path_of(tree, parent)
        target = there.side
        if here.side == target and there.path[: len(here.path)] == here.path:
            raise ValueError("A branch cannot hang on itself.")
    without = delete_branch(session, node_id)
    return _add(without, as_side(branch, target), parent, target, None)


def demote(session: Session, node_id: str) -> Session:
    """A node hung on the sibling before it; the same session when there is none."""
    tree = _tree(session)
    spot = path_of(tree, node_id)
    if spot.path[-1] == 0:
        return session
    before = type(spot)(spot.side, (*spot.path[:-1], spot.path[-1] - 1))
    return move_branch(session, node_id, node_at(tree, before).id)


def promote(session: Session, node_id: str) -> Session:
    """A node put beside its parent, after it; the same session at the first level."""
    tree = _tree(session)
    spot = path_of(tree, node_id)
    if len(spot.path) == 1:
        return session
    branch = node_at(tree, spot)
    parent = parent_of(tree, node_id)
    grandparent, place = parent_of(tree, parent), spot.path[-2] + 1
    without = _tree(delete_branch(session, node_id))
    new = with_children(without, grandparent, spot.side, lambda row: inserted(row, branch, place))
    return replace_heading(session, new)


def send_to_tree(
    session: Session, entry_id: str, side: Side, node_id: str, now: datetime, parent: str = FOCAL
) -> Session:
    """A node with the words of an entry, which stays where it is.

    Args:
        session: the session.
        entry_id: the entry.
        side: as an effect or as a cause.
        node_id: the new node's id.
        now: the present instant.
        parent: the node that it hangs on.

    Raises:
        GoneError: the entry or the node is not there.
    """
    for _, entry in entries_of(session):
        if entry.id == entry_id:
            kind = Effect if side == "effects" else Cause
            node = kind(id=node_id, text=entry.text, entry=entry_id, at=now)
            return _add(session, node, parent, side, None)
    raise GoneError(entry_id)


def node_to_missing(
    session: Session, step: str, node_id: str, new_id: str, now: datetime
) -> Session:
    """A gap that came out of a node, and points at it; a dangling leaf then needs information.

    Raises:
        GoneError: the node or the step is not there.
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
    """An action that answers a node, and points at it.

    Raises:
        GoneError: the node or the step is not there.
    """
    _node(session, node_id)
    return add_action(session, step, Action(id=new_id, answers=(node_id,), at=now))


def evidence(session: Session, node_id: str, side: Literal["for", "against"], text: str) -> Session:
    """One more thing that speaks for a cause, or against it.

    Raises:
        GoneError: there is no such cause.
    """
    node = _node(session, node_id)
    if not isinstance(node, Cause):
        raise GoneError(node_id)
    if side == "for":
        return edit_node(session, node_id, speaks_for=(*node.speaks_for, text))
    return edit_node(session, node_id, speaks_against=(*node.speaks_against, text))


def _add(session: Session, node: Node, parent: str, side: Side, place: int | None) -> Session:
    tree = _tree(session)
    level = 0
    if parent != FOCAL:
        spot = path_of(tree, parent)
        if spot.side != side:
            raise ValueError("Effects stand above the focal point, causes below it.")
        level = len(spot.path)
    if level + height(node) > DEEPEST_TREE:
        raise TooDeepError
    new = with_children(tree, parent, side, lambda row: inserted(row, node, place))
    session = replace_heading(session, new)
    if parent != FOCAL and side == "causes" and _ends(session, parent) is not None:
        session = edit_node(session, parent, ends=None)
    return session


def _ends(session: Session, node_id: str) -> Ends | None:
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
