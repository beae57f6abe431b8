"""Edits of the round of the room."""

from casetool.models.closing import Round, Said
from casetool.models.edits.gone import GoneError
from casetool.models.edits.headings import with_heading
from casetool.models.session import Session
from casetool.models.words import changed


def say(session: Session, step: str, said: Said) -> Session:
    """One person's answer, in the place of what they said before.

    Raises:
        GoneError: the step holds no round of the room.
    """
    heading = _round(session, step)
    if any(one.person == said.person for one in heading.said):
        answers = tuple(said if one.person == said.person else one for one in heading.said)
    else:
        answers = (*heading.said, said)
    return with_heading(session, changed(heading, said=answers))


def unsay(session: Session, step: str, person_id: str) -> Session:
    """The round as if this person had not been asked.

    Raises:
        GoneError: the step holds no round of the room.
    """
    heading = _round(session, step)
    answers = tuple(one for one in heading.said if one.person != person_id)
    if len(answers) == len(heading.said):
        return session
    return with_heading(session, changed(heading, said=answers))


def _round(session: Session, step: str) -> Round:
    heading = session.heading(step)
    if not isinstance(heading, Round):
        raise GoneError(step)
    return heading
