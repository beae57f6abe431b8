"""Ticked questions and agreed lines, each with its time and its exact text."""

from casetool.models.base import FrozenModel, Handle, Instant, LongText


class Tick(FrozenModel):
    """A ticked question for facilitators, or a ticked point of the opening."""

    words: LongText
    """Text of the question, because a later version of the method may change it."""
    at: Instant
    step: str = ""
    """The question's step. Empty for a point of the opening."""


class Agreed(FrozenModel):
    """A line that was read back and agreed in the room."""

    thing: Handle
    """The entry, node or action, or ``focal`` for the focal point."""
    words: LongText
    """The text that was read out. If the line changes, it is no longer agreed."""
    at: Instant
