"""The hour: how long the discussion may take, what was planned, and what really happened.

The Case Discussion Tool asks for 45 to 60 minutes at least, and for time that is protected at
the end for the actions (Time; What needs to happen next).
"""

from casetool.models.words import Frozen, Id, Instant

USUAL = 60
"""Minutes of a discussion for which nothing else was said."""


class Share(Frozen):
    """What a step has of the hour, as it is planned now."""

    step: Id
    seconds: int


class Visit(Frozen):
    """From when on a step was open; until the next visit, or until the end."""

    step: Id
    at: Instant


class Break(Frozen):
    """A time that does not count; one that still goes on has no end."""

    since: Instant
    until: Instant | None = None


class Hour(Frozen):
    """The discussion in time, kept as instants: right after a crash, a sleep, a restart."""

    began: Instant
    ends: Instant
    """When it is to end, as it is planned now; a break that goes on will move it."""
    shares: tuple[Share, ...] = ()
    visits: tuple[Visit, ...] = ()
    breaks: tuple[Break, ...] = ()
    ended: Instant | None = None
    """When it really ended."""
