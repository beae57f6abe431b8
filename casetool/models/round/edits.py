"""Edits of the closing round."""

from casetool.models.base import evolve
from casetool.models.round.model import Answer, Round
from casetool.models.sequence_edits import replace_heading
from casetool.models.session import Session
from casetool.models.vanished_items import GoneError


def set_answer(session: Session, step: str, answer: Answer) -> Session:
    """Record a person's answer, replacing an earlier one.

    Raises:
        GoneError: the step is not the closing round.
    """
    heading = _round(session, step)
    if any(other.person == answer.person for other in heading.said):
        answers = tuple(
            answer if other.person == answer.person else other for other in heading.said
        )
    else:
        answers = (*heading.said, answer)
    return replace_heading(session, evolve(heading, said=answers))


def clear_answer(session: Session, step: str, person_id: str) -> Session:
    """Remove a person's answer, as if they had not been asked.

    Raises:
        GoneError: the step is not the closing round.
    """
    heading = _round(session, step)
    answers = tuple(answer for answer in heading.said if answer.person != person_id)
    if len(answers) == len(heading.said):
        return session
    return replace_heading(session, evolve(heading, said=answers))


def _round(session: Session, step: str) -> Round:
    heading = session.heading(step)
    if not isinstance(heading, Round):
        raise GoneError(step)
    return heading
