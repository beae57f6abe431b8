"""The analysis tree: effects above the focal point, causes below it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from casetool.models.base import FrozenModel, Id, Instant, LongText
from casetool.models.field_spec import FieldSpec
from casetool.models.heading import Heading

FOCAL = "focal"
"""The id that stands for the focal point among those of nodes."""

DEEPEST_TREE = 50
"""Most levels from the focal point. Edits refuse deeper trees (reliability target 26)."""


class Happened(StrEnum):
    """Whether an effect has happened already."""

    HAS = "has happened"
    COULD = "could happen"


class Horizon(StrEnum):
    """When an effect is felt. Longer term reaches into adulthood."""

    SHORT = "short term"
    LONGER = "longer term"


class OnWhom(StrEnum):
    """Whom an effect falls on."""

    CHILD = "child"
    FAMILY = "family and siblings"
    COMMUNITY = "community"
    SERVICES = "services"


class Level(StrEnum):
    """Where in the system a cause lies, because people get things wrong inside systems."""

    PERSON = "person and family"
    PRACTITIONER = "practitioner"
    TEAM = "team"
    INTER_AGENCY = "inter-agency"
    ORGANISATION = "organisation"
    NATIONAL = "national"


class Ends(StrEnum):
    """How a branch of causes ends. A leaf without one is dangling."""

    ROOT = "root cause"
    WHY = "still asking why"
    INFO = "needs information"
    ASIDE = "set aside"


class Test(StrEnum):
    """The test of a root cause, which is a hypothesis."""

    __test__ = False  # not a test case, whatever pytest thinks of the name

    UNTESTED = "untested"
    SUPPORTED = "supported"
    REFUTED = "refuted"


class Effect(FrozenModel):
    """Something that the node below it has led to, or could lead to."""

    id: Id
    text: LongText = ""
    happened: Annotated[Happened | None, FieldSpec("Has happened or could")] = None
    horizon: Annotated[Horizon | None, FieldSpec("Short or longer term")] = None
    on: Annotated[tuple[OnWhom, ...], FieldSpec("On whom")] = ()
    entry: Id | None = None
    """The entry that it was made from."""
    at: Instant | None = None
    children: "tuple[Effect, ...]" = Field(default=(), alias="then")
    """Effects of this effect: “and then?”"""


class Cause(FrozenModel):
    """A reason for the node above it."""

    id: Id
    text: LongText = ""
    level: Annotated[Level | None, FieldSpec("Where in the system")] = None
    ends: Annotated[Ends | None, FieldSpec("How the branch ends")] = None
    test: Annotated[Test, FieldSpec("Test")] = Test.UNTESTED
    speaks_for: Annotated[tuple[LongText, ...], FieldSpec("Speaks for it")] = ()
    speaks_against: Annotated[tuple[LongText, ...], FieldSpec("Speaks against it")] = ()
    entry: Id | None = None
    """The entry that it was made from."""
    at: Instant | None = None
    children: "tuple[Cause, ...]" = Field(default=(), alias="why")
    """Causes of this cause: “why?”"""


Node = Effect | Cause


class Tree(Heading):
    """A heading that holds the analysis tree."""

    kind: Literal["tree"] = "tree"
    focal: LongText = ""
    """The focal point: one simple sentence from the child's point of view."""
    effects: tuple[Effect, ...] = ()
    causes: tuple[Cause, ...] = ()

    @property
    def count(self) -> int:
        """Number of boxes, including the focal point."""
        return bool(self.focal.strip()) + sum(1 for _ in walk(self))

    def texts(self) -> Iterator[tuple[str, str]]:
        """The focal point and each node, as id and text."""
        yield FOCAL, self.focal
        yield from ((node.id, node.text) for node, _, _ in walk(self))

    def readable_ids(self) -> tuple[str, ...]:
        """The ids of the boxes with a text, the focal point first."""
        return tuple(item_id for item_id, text in self.texts() if text.strip())


def branches(tree: Tree) -> tuple[Node, ...]:
    """The nodes of the first level, effects before causes."""
    return (*tree.effects, *tree.causes)


def walk(tree: Tree) -> Iterator[tuple[Node, str, int]]:
    """Walk every node, effects first, each branch from the focal point outwards.

    Yields:
        The node, the id of its parent (``FOCAL`` at the first level), and its level from 1.
    """
    stack: list[tuple[Node, str, int]] = [(node, FOCAL, 1) for node in branches(tree)[::-1]]
    while stack:
        node, parent, level = stack.pop()
        yield node, parent, level
        stack.extend((child, node.id, level + 1) for child in node.children[::-1])


def find_node(tree: Tree, node_id: str) -> Node | None:
    """The node with this id. None for the focal point and unknown ids."""
    return next((node for node, _, _ in walk(tree) if node.id == node_id), None)


def dangling(tree: Tree) -> tuple[Cause, ...]:
    """The leaf causes without an ending."""
    return tuple(
        node
        for node, _, _ in walk(tree)
        if isinstance(node, Cause) and not node.children and node.ends is None
    )


def root_causes(tree: Tree) -> tuple[Cause, ...]:
    """The causes marked as root causes."""
    return tuple(
        node for node, _, _ in walk(tree) if isinstance(node, Cause) and node.ends is Ends.ROOT
    )
