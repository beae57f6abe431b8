"""What becomes of an edit when the thing that it is about is not in the session."""

from collections.abc import Callable

from casetool.models.session import Session

Edit = Callable[[Session], Session]
"""From one session to the next."""

GONE = "That is not there any more: nothing was changed."
"""Why a change was not made that is about something taken away meanwhile."""


class GoneError(KeyError):
    """The thing is not in the session, or not any more: nothing can be changed about it."""


def edit_if_there(edit: Edit, session: Session, refuse: Callable[[str], object]) -> Session:
    """Make an edit; a key or a form may come late, or another hand may have been quicker.

    Args:
        edit: the edit.
        session: the session.
        refuse: told why nothing was changed.

    Returns:
        The next session; the same where the thing is gone.
    """
    try:
        return edit(session)
    except GoneError:
        refuse(GONE)
        return session
