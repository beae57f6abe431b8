"""Edits of a session as a whole."""

from datetime import datetime

from casetool.models.base import evolve
from casetool.models.method import Method, Phase
from casetool.models.session import Session
from casetool.models.timing.schedule_edits import (
    begin_schedule,
    end_if_abandoned,
    end_schedule,
    visit,
)


def edit_details(session: Session, /, **changes: object) -> Session:
    """Change details of the session: child, dates, reason, facilitator, nation."""
    return evolve(session, **changes)


def open_step(session: Session, step_id: str, now: datetime | None = None) -> Session:
    """Open another step.

    Args:
        session: the session.
        step_id: the step.
        now: the present instant. Without it the schedule does not count the visit, because
            somebody only looks on.
    """
    if session.at == step_id:
        return session
    session = evolve(session, at=step_id)
    return session if now is None else visit(session, step_id, now)


def begin_discussion(session: Session, method: Method, step_id: str, now: datetime) -> Session:
    """Begin the discussion and its schedule, once something happens in a step of the discussion.

    Text caught on another day begins the discussion. The schedule waits for the day itself.

    Raises:
        KeyError: the method has no such step.
    """
    if method.step(step_id).phase is not Phase.DURING or session.closed is not None:
        return session
    is_first, is_today = session.begun is None, session.discussion == now.date()
    if is_first:
        session = evolve(session, begun=now)
    if is_today or (is_first and session.discussion is None):
        return begin_schedule(session, method, now)
    return end_if_abandoned(session, now)


def start_discussion(session: Session, method: Method, now: datetime) -> Session:
    """Begin the discussion and its schedule at the open step, on request."""
    begun = session if session.begun is not None else evolve(session, begun=now)
    return begin_schedule(begun, method, now)


def close_session(session: Session, now: datetime) -> Session:
    """Close the session, and end its schedule."""
    if session.closed is not None:
        return session
    return evolve(end_schedule(end_if_abandoned(session, now), now), closed=now)


def reopen_session(session: Session) -> Session:
    """Reopen the session for corrections. The schedule stays ended."""
    return session if session.closed is None else evolve(session, closed=None)
