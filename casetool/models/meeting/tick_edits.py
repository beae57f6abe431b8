"""Edits of ticked questions, and of lines agreed in the room."""

from datetime import datetime

from casetool.models.base import evolve
from casetool.models.meeting.read_back import is_agreed, read_out
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.session import Session
from casetool.models.vanished_items import GoneError


def toggle_tick(session: Session, question: str, now: datetime, step: str = "") -> Session:
    """Tick a question or a point of the opening, or untick it.

    Args:
        session: the session.
        question: the text of the question.
        now: the present instant.
        step: id of the question's step. Empty for a point of the opening.
    """
    remaining = tuple(
        tick for tick in session.ticked if (tick.step, tick.words) != (step, question)
    )
    if len(remaining) == len(session.ticked):
        remaining = (*remaining, Tick(words=question, at=now, step=step))
    return evolve(session, ticked=remaining)


def toggle_agreed(session: Session, item_id: str, now: datetime) -> Session:
    """Mark a line as agreed in the room in its present text, or take that mark away.

    A line that has changed since it was agreed is marked again.

    Args:
        session: the session.
        item_id: the entry, node or action, or ``focal``.
        now: the present instant.

    Raises:
        GoneError: there is no such line, or it has no text.
    """
    text = read_out(session, item_id)
    if not text.strip():
        raise GoneError(item_id)
    remaining = tuple(agreed for agreed in session.agreed if agreed.thing != item_id)
    if not is_agreed(session, item_id):
        remaining = (*remaining, Agreed(thing=item_id, words=text, at=now))
    return evolve(session, agreed=remaining)
