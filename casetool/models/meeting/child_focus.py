"""The child at the centre: how long since somebody spoke of what it is like for the child.

The Case Discussion Tool asks for the lived experience of the child at every step, not only in
the one that is about the child.
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
    """Whether the child was spoken of in this discussion at all."""

    @property
    def long(self) -> bool:
        """Whether it is time to ask."""
        return self.minutes >= LONG_MINUTES


def without_child(session: Session, method: Method, now: datetime) -> WithoutChild | None:
    """The time since the last line about the child's experience; None before the discussion.

    Such a line is in the child's own words, or stands under the step that is about the child, or
    is an effect on the child. What was written down before the discussion began does not count.

    Args:
        session: the session.
        method: its method.
        now: the present instant.
    """
    if session.begun is None:
        return None
    said = [at for at in _of_the_child(session, method) if at >= session.begun]
    since = max(said, default=session.begun)
    return WithoutChild(minutes_since(session, since, now), bool(said))


def about_the_child(step: Step) -> bool:
    """Whether a step is about the child: its lines are first of all the child's own words."""
    return step.entry_kinds[:1] == (EntryKind.CHILD,)


def _of_the_child(session: Session, method: Method) -> Iterator[datetime]:
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
