"""Whether the room is talking now, and how long ago something was as the room felt it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from casetool.models.session import Session, Stage, actions_of, entries_of, tree_of
from casetool.models.tree.model import walk

AWAY_AFTER = timedelta(hours=3)
"""After so long without a sign of life nobody sits there any more: somebody reads the file."""


def going_on(session: Session, now: datetime) -> bool:
    """Whether the discussion goes on: begun, not over, no break, and not left hours ago.

    Args:
        session: the session.
        now: the present instant.
    """
    hour = session.hour
    if session.stage is not Stage.DISCUSSING:
        return False
    if hour is not None and (
        hour.ended is not None or any(one.until is None for one in hour.breaks)
    ):
        return False
    return now - max(_signs(session)) < AWAY_AFTER


def sitting(session: Session) -> datetime | None:
    """When the people sat down who sit there now: after the last time that nobody did.

    A discussion that is taken up again another day counts no minutes of the nights between.
    """
    signs = sorted(_signs(session), reverse=True)
    pairs = pairwise(signs)
    began = next((later for later, earlier in pairs if later - earlier >= AWAY_AFTER), None)
    return began or (signs[-1] if signs else None)


def last_sign(session: Session, before: datetime) -> datetime | None:
    """The last instant before another one at which something happened in the discussion.

    Args:
        session: the session.
        before: the other instant.
    """
    return max((at for at in _signs(session) if at < before), default=None)


def left_open(session: Session, now: datetime) -> bool:
    """Whether everybody went away hours ago, and nobody said that the hour was over.

    Args:
        session: the session.
        now: the present instant.
    """
    hour = session.hour
    if hour is None or hour.ended is not None or session.closed is not None:
        return False
    # a clock that was set back proves nothing; nor does a break, however long
    if now - hour.began < AWAY_AFTER or any(one.until is None for one in hour.breaks):
        return False
    last = last_sign(session, now)
    return last is not None and now - last >= AWAY_AFTER


def minutes_since(session: Session, at: datetime, now: datetime) -> int:
    """Whole minutes of this sitting from an instant until now; breaks do not count.

    Args:
        session: the session, which knows its breaks.
        at: the instant.
        now: the present instant.
    """
    at = max(at, sitting(session) or at)
    gone = now - at
    for one in session.hour.breaks if session.hour is not None else ():
        gone -= max(timedelta(), min(one.until or now, now) - max(one.since, at))
    return max(0, int(gone.total_seconds()) // 60)


def _signs(session: Session) -> Iterator[datetime]:
    """The instants at which something happened in the discussion."""
    if session.begun is not None:
        yield session.begun
    if session.hour is not None:
        yield session.hour.began
        yield from (visit.at for visit in session.hour.visits)
        yield from (one.until for one in session.hour.breaks if one.until is not None)
    tree = tree_of(session)
    nodes = [node.at for node, _, _ in walk(tree)] if tree is not None else []
    caught = (
        *(entry.at for _, entry in entries_of(session)),
        *(action.at for action in actions_of(session)),
        *nodes,
    )
    yield from (at for at in caught if at is not None)
