"""What was asked, and what was read back and agreed: ticks that say when, and in which words."""

from casetool.models.base import FrozenModel, Id, Instant, LongText


class Tick(FrozenModel):
    """A question that facilitators ask themselves, or a point of the opening, seen to."""

    words: LongText
    """The question itself: a later version of the method may ask another one."""
    at: Instant
    step: str = ""
    """The step whose question it is; nothing for a point of the opening."""


class Agreed(FrozenModel):
    """A line that was read back, and that the room agreed to as it stood then."""

    thing: Id
    """The entry, node or action; ``focal`` for the focal point."""
    words: LongText
    """What was read out: a change after it is no longer what was agreed."""
    at: Instant
