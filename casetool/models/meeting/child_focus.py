"""How long ago somebody last spoke of what life is like for the child.

The Case Discussion Tool asks for the child's lived experience at every step, not only in the one
about the child.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from casetool.models.entries.model import Entries, EntryKind
from casetool.models.method import Method, Step
from casetool.models.session import Session, tree_of
from casetool.models.timing.activity import minutes_since
from casetool.models.tree.model import Effect, OnWhom, walk

LONG_MINUTES = 10
"""Minutes without the child after which it is time to ask."""


@dataclass(frozen=True, slots=True)
class WithoutChild:
    """How long the discussion has gone on without the child."""

    minutes: int
    ever: bool
    """Whether anybody has spoken of the child in this discussion."""

    @property
    def long(self) -> bool:
        """Whether it is time to ask."""
        return self.minutes >= LONG_MINUTES


def without_child(session: Session, method: Method, now: datetime) -> WithoutChild | None:
    """Time since the last line about the child's experience. None before the discussion.

    Such a line is in the child's own words, under the step about the child, or an effect on the
    child. Lines from before the discussion do not count.

    Args:
        session: the session.
        method: its method.
        now: the present instant.
    """
    if session.begun is None:
        return None
    instants = [at for at in _instants_about_child(session, method) if at >= session.begun]
    since = max(instants, default=session.begun)
    return WithoutChild(minutes_since(session, since, now), bool(instants))


def about_the_child(step: Step) -> bool:
    """Whether a step is about the child: the child's own words are its usual entries."""
    return step.entry_kinds[:1] == (EntryKind.CHILD,)


def _instants_about_child(session: Session, method: Method) -> Iterator[datetime]:
    steps = {step.id: step for step in method.steps}
    for heading in session.headings:
        step = steps[heading.step]
        if not isinstance(heading, Entries) or step.private:
            continue
        for entry in heading.entries:
            if entry.at and (entry.kind is EntryKind.CHILD or about_the_child(step)):
                yield entry.at
    tree = tree_of(session)
    for node, _, _ in walk(tree) if tree is not None else ():
        if isinstance(node, Effect) and OnWhom.CHILD in node.on and node.at:
            yield node.at
