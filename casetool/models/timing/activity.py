"""Whether the discussion is going on now, and minutes counted without breaks."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from casetool.models.session import Session, Stage, actions_of, entries_of, tree_of
from casetool.models.tree.model import walk

AWAY_AFTER = timedelta(hours=3)
"""After this long without a sign of life, everybody has left and the file is only being read."""


def going_on(session: Session, now: datetime) -> bool:
    """Whether the discussion is going on: begun, not over, not in a break, not left hours ago.

    Args:
        session: the session.
        now: the present instant.
    """
    schedule = session.hour
    if session.stage is not Stage.DISCUSSING:
        return False
    if schedule is not None and (
        schedule.ended is not None or any(pause.until is None for pause in schedule.breaks)
    ):
        return False
    return now - max(_signs_of_life(session)) < AWAY_AFTER


def sitting(session: Session) -> datetime | None:
    """Start of the present sitting: the first sign of life after the last long gap.

    A discussion continued on another day does not count the time between.
    """
    signs = sorted(_signs_of_life(session), reverse=True)
    pairs = pairwise(signs)
    began = next((later for later, earlier in pairs if later - earlier >= AWAY_AFTER), None)
    return began or (signs[-1] if signs else None)


def last_sign(session: Session, before: datetime) -> datetime | None:
    """The last sign of life before an instant.

    Args:
        session: the session.
        before: the instant.
    """
    return max((at for at in _signs_of_life(session) if at < before), default=None)


def left_open(session: Session, now: datetime) -> bool:
    """Whether everybody left hours ago without ending the discussion.

    Args:
        session: the session.
        now: the present instant.
    """
    schedule = session.hour
    if schedule is None or schedule.ended is not None or session.closed is not None:
        return False
    # neither a clock that was set back nor a long break proves that everybody left
    if now - schedule.began < AWAY_AFTER or any(pause.until is None for pause in schedule.breaks):
        return False
    last = last_sign(session, now)
    return last is not None and now - last >= AWAY_AFTER


def minutes_since(session: Session, start: datetime, now: datetime) -> int:
    """Whole minutes of this sitting from an instant until now, without breaks.

    Args:
        session: the session, with its breaks.
        start: the instant.
        now: the present instant.
    """
    start = max(start, sitting(session) or start)
    elapsed = now - start
    for pause in session.hour.breaks if session.hour is not None else ():
        elapsed -= max(timedelta(), min(pause.until or now, now) - max(pause.since, start))
    return max(0, int(elapsed.total_seconds()) // 60)


def _signs_of_life(session: Session) -> Iterator[datetime]:
    """The instants at which something happened in the discussion."""
    if session.begun is not None:
        yield session.begun
    if session.hour is not None:
        yield session.hour.began
        yield from (visit.at for visit in session.hour.visits)
        yield from (pause.until for pause in session.hour.breaks if pause.until is not None)
    tree = tree_of(session)
    nodes = [node.at for node, _, _ in walk(tree)] if tree is not None else []
    captured = (
        *(entry.at for _, entry in entries_of(session)),
        *(action.at for action in actions_of(session)),
        *nodes,
    )
    yield from (at for at in captured if at is not None)
