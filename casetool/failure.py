"""What could not be done, in words for the person who asked for it."""


class Failure(Exception):  # noqa: N818 - no fault of the program: it says what happened, and why
    """Something asked for could not be done; its text is shown, and the exit code is 1."""
