"""The session on a frozen board: nothing new, but without what is hidden or removed meanwhile."""

from typing import TypeVar

from casetool.models.base import evolve
from casetool.models.heading import Heading, ItemsHeading
from casetool.models.method import Method
from casetool.models.privacy import without_private
from casetool.models.session import Session, ids_of
from casetool.models.tree.model import Cause, Effect, Tree

NodeKind = TypeVar("NodeKind", Effect, Cause)


def with_privacy_of(shown_session: Session, latest: Session, method: Method) -> Session:
    """A session as a frozen board showed it, but hiding what the latest one hides.

    Args:
        shown_session: the session that the board shows.
        latest: the session now. Its names and their display count, and what was removed from it.
        method: the method of both.
    """
    visible_ids = frozenset(ids_of(without_private(latest, method)))
    headings = tuple(_only_with_ids(heading, visible_ids) for heading in shown_session.headings)
    return evolve(shown_session, wall=latest.wall, names=latest.names, headings=headings)


def _only_with_ids(heading: Heading, ids: frozenset[str]) -> Heading:
    """A heading with those of its lines that are left."""
    if isinstance(heading, Tree):
        effects, causes = _branches_with(heading.effects, ids), _branches_with(heading.causes, ids)
        return evolve(heading, effects=effects, causes=causes)
    if isinstance(heading, ItemsHeading):
        return heading.with_items(item for item in heading.all_items if item.id in ids)
    return heading


def _branches_with(nodes: tuple[NodeKind, ...], ids: frozenset[str]) -> tuple[NodeKind, ...]:
    """The branches whose boxes are left."""
    return tuple(
        evolve(node, children=_branches_with(node.children, ids))
        for node in nodes
        if node.id in ids
    )
