"""A glance at a session from the list: what it is about, and what is still to do."""

from pathlib import Path

from casetool.failure import Failure
from casetool.opening import load_session
from casetool.render.preview import preview


def preview_of(path: Path) -> tuple[tuple[str, str], ...]:
    """What the library shows beside the list.

    Args:
        path: a session file.

    Returns:
        Lines as style and words; one line that says what is wrong, where it cannot be read.
    """
    try:
        loaded = load_session(path)
    except Failure as failure:
        return (("$text-warning", str(failure)),)
    return preview(loaded.session, loaded.method)
