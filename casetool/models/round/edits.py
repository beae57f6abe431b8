"""Edits of the round of the room."""

from casetool.models.base import evolve
from casetool.models.gone import GoneError
from casetool.models.round.model import Answer, Round
from casetool.models.sequence_edits import replace_heading
from casetool.models.session import Session


def set_answer(session: Session, step: str, said: Answer) -> Session:
    """One person's answer, in the place of what they said before.

    Raises:
        GoneError: the step holds no round of the room.
    """
    heading = _round(session, step)
    if any(one.person == said.person for one in heading.said):
        answers = tuple(said if one.person == said.person else one for one in heading.said)
    else:
        answers = (*heading.said, said)
    return replace_heading(session, evolve(heading, said=answers))


def clear_answer(session: Session, step: str, person_id: str) -> Session:
    """The round as if this person had not been asked.

    Raises:
        GoneError: the step holds no round of the room.
    """
    heading = _round(session, step)
    answers = tuple(one for one in heading.said if one.person != person_id)
    if len(answers) == len(heading.said):
        return session
    return replace_heading(session, evolve(heading, said=answers))


def _round(session: Session, step: str) -> Round:
    heading = session.heading(step)
    if not isinstance(heading, Round):
        raise GoneError(step)
    return heading
