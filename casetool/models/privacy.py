"""What is the facilitator's own: it is in the file, and goes nowhere else."""

from casetool.models.base import evolve
from casetool.models.method import Method, empty_heading
from casetool.models.session import Session, holds


def without_private(session: Session, method: Method) -> Session:
    """The session as others may have it: the headings that are private hold nothing.

    What was agreed or corrected and then moved there is left out too.

    Args:
        session: the session.
        method: its method, which says what is private.
    """
    private = {step.id: step for step in method.steps if step.private}
    held = [one for one in session.headings if one.step in private and one.count]
    if not held:
        return session
    headings = tuple(
        empty_heading(private[one.step]) if one in held else one for one in session.headings
    )
    agreed = tuple(one for one in session.agreed if not any(holds(of, one.thing) for of in held))
    corrections = tuple(
        one for one in session.corrections if not any(holds(of, one.thing) for of in held)
    )
    return evolve(session, headings=headings, agreed=agreed, corrections=corrections)
