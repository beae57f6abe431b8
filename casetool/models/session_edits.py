"""Edits of the session as a whole."""

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
    """The session with other details: child, dates, reason, facilitator, nation."""
    return evolve(session, **changes)


def open_step(session: Session, step_id: str, now: datetime | None = None) -> Session:
    """The session with another step open.

    Args:
        session: the session.
        step_id: the step.
        now: the present instant, where the discussion goes there; without it only somebody
            who looks on does, and the hour knows nothing of it.
    """
    if session.at == step_id:
        return session
    session = evolve(session, at=step_id)
    return session if now is None else visit(session, step_id, now)


def begin_discussion(session: Session, method: Method, step_id: str, now: datetime) -> Session:
    """The discussion has begun, once something happens in a step of the discussion itself.

    The hour begins with it; where words were put in on another day than that of the discussion,
    it begins with the first thing that happens on that day.

    Raises:
        KeyError: the method has no such step.
    """
    if method.step(step_id).phase is not Phase.DURING or session.closed is not None:
        return session
    first, today = session.begun is None, session.discussion == now.date()
    if first:
        session = evolve(session, begun=now)
    if today or (first and session.discussion is None):
        return begin_schedule(session, method, now)
    return end_if_abandoned(session, now)


def start_discussion(session: Session, method: Method, now: datetime) -> Session:
    """The discussion and its hour begun at the open step, because somebody says so."""
    begun = session if session.begun is not None else evolve(session, begun=now)
    return begin_schedule(begun, method, now)


def close_session(session: Session, now: datetime) -> Session:
    """The session closed, and with it the hour."""
    if session.closed is not None:
        return session
    return evolve(end_schedule(end_if_abandoned(session, now), now), closed=now)


def reopen_session(session: Session) -> Session:
    """The session open again, to be corrected: the hour stays ended."""
    return session if session.closed is None else evolve(session, closed=None)
