"""Set the marks of the analysis tree on one of its nodes."""

from enum import Enum

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

_VALUES: dict[str, type[Enum]] = {
    "happened": Happened, "horizon": Horizon, "on": OnWhom,
    "level": Level, "ends": Ends, "test": Test,
}  # fmt: skip
"""The values of each mark, by the field of the node."""


def set_mark(document: Document, node: Node, mark: str) -> None:
    """Set a mark of a node, or take it away where it is set.

    Args:
        document: the open session.
        node: the node.
        mark: its field and value: ``happened:HAS``, ``on:CHILD``, ``ends:ROOT``.
    """
    if not offers_mark(node, mark):
        return
    field, value = _field_and_value(mark)
    node_id, changes = node.id, {field: _toggled(getattr(node, field), value)}
    document.apply(lambda session: edit_node(session, node_id, **changes), "marked a box")


def has_mark(node: Node | None, mark: str) -> bool:
    """Whether a mark of a node is set.

    Args:
        node: the node, None for the focal point.
        mark: its field and value, as for ``set_mark``.
    """
    field, value = _field_and_value(mark)
    present = getattr(node, field, None)
    return value in present if isinstance(present, tuple) else present is value


def offers_mark(node: Node | None, mark: str) -> bool:
    """Whether a node can have a mark. Only a root cause is tested.

    Args:
        node: the node, None for the focal point.
        mark: its field and value, as for ``set_mark``.
    """
    field, _ = _field_and_value(mark)
    if isinstance(node, Effect):
        return field in ("happened", "horizon", "on")
    if not isinstance(node, Cause):
        return False
    return field in ("level", "ends") or (field == "test" and node.ends is Ends.ROOT)


def _field_and_value(mark: str) -> tuple[str, Enum]:
    field, _, name = mark.partition(":")
    return field, _VALUES[field][name]


def _toggled(present: object, value: Enum) -> object:
    """The new value of a field: the mark set, or taken away where it was set."""
    match value:
        case OnWhom():
            chosen = {*(present if isinstance(present, tuple) else ())} ^ {value}
            return tuple(whom for whom in OnWhom if whom in chosen)
        case Test():
            return value
    return None if present is value else value
