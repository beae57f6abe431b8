"""What changed since the notes last went round, printed."""

import sys

from casetool.models.private import without_private
from casetool.models.stand_ins import replace_names
from casetool.render.changes import changes_text
from casetool.render.visible import visible
from casetool.storage.codec import Loaded


def print_changes(loaded: Loaded, stand_ins: bool) -> int:
    """Print what changed since the last version, and what came back.

    Args:
        loaded: the session and its method.
        stand_ins: whether to put the stand-ins in the place of the real names.

    Returns:
        The exit code.
    """
    session = without_private(loaded.session, loaded.method)
    if stand_ins:
        session, _ = replace_names(session, session.names)
    text = changes_text(session, loaded.method)
    sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
    return 0
