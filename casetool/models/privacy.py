"""Private headings: they stay in the session file, and go nowhere else."""

from casetool.models.base import evolve
from casetool.models.method import Method, empty_heading
from casetool.models.session import Session


def without_private(session: Session, method: Method) -> Session:
    """The session as others may see it, with its private headings empty.

    Lines under them are also dropped from what was agreed and corrected.

    Args:
        session: the session.
        method: its method, which says what is private.
    """
    private = {step.id: step for step in method.steps if step.private}
    filled = [heading for heading in session.headings if heading.step in private and heading.count]
    if not filled:
        return session
    headings = tuple(
        empty_heading(private[heading.step]) if heading in filled else heading
        for heading in session.headings
    )
    agreed = tuple(
        line
        for line in session.agreed
        if not any(private_heading.holds(line.thing) for private_heading in filled)
    )
    corrections = tuple(
        correction
        for correction in session.corrections
        if not any(private_heading.holds(correction.thing) for private_heading in filled)
    )
    return evolve(session, headings=headings, agreed=agreed, corrections=corrections)
