"""Set the marks of the analysis tree, each by one key on the selected node."""

from collections.abc import Sequence
from enum import Enum
from typing import TypeVar

from casetool.models.tree.edits import edit_node
from casetool.models.tree.model import (
    Cause,
    Effect,
    Ends,
    Happened,
    Horizon,
    Level,
    Node,
    OnWhom,
    Test,
)
from casetool.services.sessions.document import Document

TreeMark = TypeVar("TreeMark", bound=Enum)


def set_mark(document: Document, node: Node, mark: str) -> None:
    """Set, change or remove a mark of a node.

    Args:
        document: the open session.
        node: the node.
        mark: ``happened``, ``horizon``, ``on:CHILD`` … for an effect, or ``level``,
            ``level-back``, ``test``, ``ends:ROOT`` … for a cause.
    """
    name, _, value = mark.partition(":")
    changes = (
        _effect_changes(node, name, value)
        if isinstance(node, Effect)
        else _cause_changes(node, name, value)
    )
    if changes:
        node_id = node.id
        document.apply(lambda session: edit_node(session, node_id, **changes), "marked a box")


def marks_for(node: Node | None, mark: str) -> bool:
    """Whether this kind of node can have a mark."""
    name = mark.partition(":")[0]
    if isinstance(node, Effect):
        return name in ("happened", "horizon", "on")
    return isinstance(node, Cause) and name in ("level", "level-back", "test", "ends")


def _effect_changes(node: Effect, name: str, value: str) -> dict[str, object]:
    match name:
        case "happened":
            return {"happened": _next(tuple(Happened), node.happened)}
        case "horizon":
            return {"horizon": _next(tuple(Horizon), node.horizon)}
        case "on":
            whom = OnWhom[value]
            selected = {*node.on} ^ {whom}
            return {"on": tuple(person for person in OnWhom if person in selected)}
    return {}


def _cause_changes(node: Cause, name: str, value: str) -> dict[str, object]:
    match name:
        case "level":
            return {"level": _next(tuple(Level), node.level)}
        case "level-back":
            return {"level": _next(tuple(Level)[::-1], node.level)}
        case "test" if node.ends is Ends.ROOT:
            return {"test": _next(tuple(Test), node.test) or Test.UNTESTED}
        case "ends":
            ends = Ends[value]
            return {"ends": None if node.ends is ends else ends}
    return {}


def _next(values: Sequence[TreeMark], value: TreeMark | None) -> TreeMark | None:
    """The next of some marks, or None after the last one."""
    if value is None:
        return values[0]
    index = values.index(value) + 1
    return values[index] if index < len(values) else None
