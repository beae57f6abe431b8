"""What changed since the notes last went round, printed."""

import argparse
import sys

from casetool.models.names import Wall, find_names
from casetool.models.private import without_private
from casetool.outgoing import approved, names_wanted, warn_of_names
from casetool.render.changes import changes_text
from casetool.render.visible import visible
from casetool.storage.codec import Loaded


def print_changes(loaded: Loaded, options: argparse.Namespace) -> int:
    """Print what changed since the last version, and what came back.

    Args:
        loaded: the session and its method.
        options: what is to stand in the place of real names, and whether that is approved.

    Returns:
        The exit code.

    Raises:
        Failure: the replacements were not approved.
    """
    session = without_private(loaded.session, loaded.method)
    wanted = names_wanted(options)
    if wanted is not Wall.NAMES:
        session = approved(session, loaded.method, wanted, None, options)
    text = changes_text(session, loaded.method)
    if wanted is Wall.NAMES:
        warn_of_names(len(find_names(text, session.names)), "these changes")
    sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
    return 0
