"""Edits of the session as a whole."""

from datetime import datetime

from casetool.models.method import Method, Phase
from casetool.models.session import Session
from casetool.models.words import changed


def edit_details(session: Session, /, **changes: object) -> Session:
    """The session with other details: child, dates, reason, facilitator, nation."""
    return changed(session, **changes)


def open_step(session: Session, step_id: str) -> Session:
    """The session with another step open."""
    return session if session.at == step_id else changed(session, at=step_id)


def begin(session: Session, method: Method, step_id: str, now: datetime) -> Session:
    """The discussion has begun, once something happens in a step of the discussion itself.

    Raises:
        KeyError: the method has no such step.
    """
    if session.begun is not None or method.step(step_id).phase is not Phase.DURING:
        return session
    return changed(session, begun=now)


def close(session: Session, now: datetime) -> Session:
    """The session closed."""
    return session if session.closed is not None else changed(session, closed=now)


def reopen(session: Session) -> Session:
    """The session open again."""
    return session if session.closed is None else changed(session, closed=None)
