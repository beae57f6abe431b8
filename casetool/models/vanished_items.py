"""Edits of items that may no longer be in the session."""

from collections.abc import Callable

from casetool.models.session import Session

Edit = Callable[[Session], Session]
"""Turns one session into the next."""

GONE = "That is not there any more: nothing was changed."
"""Tells the user that an item has been removed meanwhile."""


class GoneError(KeyError):
    """The item is not in the session, or not any more, so it cannot be changed."""


def edit_if_there(edit: Edit, session: Session, refuse: Callable[[str], object]) -> Session:
    """Apply an edit, unless its item has been removed meanwhile.

    Args:
        edit: the edit.
        session: the session.
        refuse: called with the reason when nothing was changed.

    Returns:
        The next session, or the same one when the item is gone.
    """
    try:
        return edit(session)
    except GoneError:
        refuse(GONE)
        return session
