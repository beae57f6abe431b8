"""Edits of what was seen to, and of what was read back and agreed."""

from datetime import datetime

from casetool.models.base import evolve
from casetool.models.gone import GoneError
from casetool.models.meeting.read_back import is_agreed, read_out
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.session import Session


def toggle_tick(session: Session, words: str, now: datetime, step: str = "") -> Session:
    """A question or a point of the opening ticked, or not ticked any more.

    Args:
        session: the session.
        words: the question itself.
        now: the present instant.
        step: whose question it is; nothing for a point of the opening.
    """
    left = tuple(one for one in session.ticked if (one.step, one.words) != (step, words))
    if len(left) == len(session.ticked):
        left = (*left, Tick(words=words, at=now, step=step))
    return evolve(session, ticked=left)


def toggle_agreed(session: Session, thing: str, now: datetime) -> Session:
    """A line agreed in the room as it stands now, or not agreed any more.

    A line that was changed since it was agreed is agreed anew.

    Args:
        session: the session.
        thing: the entry, node or action, or ``focal``.
        now: the present instant.

    Raises:
        GoneError: there is no such thing, or it has no words.
    """
    words = read_out(session, thing)
    if not words.strip():
        raise GoneError(thing)
    left = tuple(one for one in session.agreed if one.thing != thing)
    if not is_agreed(session, thing):
        left = (*left, Agreed(thing=thing, words=words, at=now))
    return evolve(session, agreed=left)
