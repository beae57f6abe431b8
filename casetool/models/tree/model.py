"""The analysis tree: effects above the focal point, causes below it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from pydantic import Field

from casetool.models.base import FrozenModel, Id, Instant, LongText

FOCAL = "focal"
"""The id that stands for the focal point wherever a node is asked for."""

DEEPEST_TREE = 50
"""Levels below the focal point; deeper is refused at the edit (reliability target 26)."""


class Happened(StrEnum):
    """Whether an effect is there already."""

    HAS = "has happened"
    COULD = "could happen"


class Horizon(StrEnum):
    """When an effect is felt; longer term reaches into adulthood."""

    SHORT = "short term"
    LONGER = "longer term"


class OnWhom(StrEnum):
    """Whom an effect falls on."""

    CHILD = "child"
    FAMILY = "family and siblings"
    COMMUNITY = "community"
    SERVICES = "services"


class Level(StrEnum):
    """Where in the system a cause lies: people get things wrong inside systems."""

    PERSON = "person and family"
    PRACTITIONER = "practitioner"
    TEAM = "team"
    INTER_AGENCY = "inter-agency"
    ORGANISATION = "organisation"
    NATIONAL = "national"


class Ends(StrEnum):
    """How a branch of causes ends. A leaf that has none of these is left dangling."""

    ROOT = "root cause"
    WHY = "still asking why"
    INFO = "needs information"
    ASIDE = "set aside"


class Test(StrEnum):
    """A root cause is a hypothesis."""

    __test__ = False  # not a test case, whatever pytest thinks of the name

    UNTESTED = "untested"
    SUPPORTED = "supported"
    REFUTED = "refuted"


class Effect(FrozenModel):
    """What has come, or could come, of the node below it."""

    id: Id
    text: LongText = ""
    happened: Happened | None = None
    horizon: Horizon | None = None
    on: tuple[OnWhom, ...] = ()
    entry: Id | None = None
    """The entry that was sent here."""
    at: Instant | None = None
    children: "tuple[Effect, ...]" = Field(default=(), alias="then")
    """And then?"""


class Cause(FrozenModel):
    """Why the node above it came about."""

    id: Id
    text: LongText = ""
    level: Level | None = None
    ends: Ends | None = None
    test: Test = Test.UNTESTED
    speaks_for: tuple[LongText, ...] = ()
    speaks_against: tuple[LongText, ...] = ()
    entry: Id | None = None
    """The entry that was sent here."""
    at: Instant | None = None
    children: "tuple[Cause, ...]" = Field(default=(), alias="why")
    """Why?"""


Node = Effect | Cause


class Tree(FrozenModel):
    """A heading that holds the analysis tree."""

    kind: Literal["tree"] = "tree"
    step: Id
    focal: LongText = ""
    """The focal point: one simple sentence, from the child's point of view."""
    effects: tuple[Effect, ...] = ()
    causes: tuple[Cause, ...] = ()

    @property
    def count(self) -> int:
        """How many boxes the tree has, the focal point among them."""
        return bool(self.focal.strip()) + sum(1 for _ in walk(self))


def branches(tree: Tree) -> tuple[Node, ...]:
    """The nodes of the first level: effects, then causes."""
    return (*tree.effects, *tree.causes)


def walk(tree: Tree) -> Iterator[tuple[Node, str, int]]:
    """Every node, effects first, each branch from the focal point outwards.

    Yields:
        The node, the id of its parent (``FOCAL`` at the first level), and its level from 1.
    """
    stack: list[tuple[Node, str, int]] = [(node, FOCAL, 1) for node in branches(tree)[::-1]]
    while stack:
        node, parent, level = stack.pop()
        yield node, parent, level
        stack.extend((child, node.id, level + 1) for child in node.children[::-1])


def find_node(tree: Tree, node_id: str) -> Node | None:
    """The node with this id; None for the focal point and for what is not there."""
    return next((node for node, _, _ in walk(tree) if node.id == node_id), None)


def dangling(tree: Tree) -> tuple[Cause, ...]:
    """The leaves among the causes for which nobody has said how they end."""
    return tuple(
        node
        for node, _, _ in walk(tree)
        if isinstance(node, Cause) and not node.children and node.ends is None
    )


def root_causes(tree: Tree) -> tuple[Cause, ...]:
    """The causes that are root-cause hypotheses."""
    return tuple(
        node for node, _, _ in walk(tree) if isinstance(node, Cause) and node.ends is Ends.ROOT
    )
