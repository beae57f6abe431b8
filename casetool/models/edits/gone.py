"""What an edit says when the thing that it is about is not in the session."""


class GoneError(KeyError):
    """The thing is not in the session, or not any more: nothing can be changed about it."""
