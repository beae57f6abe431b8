"""What changed since the notes last went round, printed."""

import argparse
import sys

from casetool.cli.export.names import approved_report, names_wanted, warn_of_names
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import NameDisplay, find_names
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.changes import changes_text
from casetool.storage.toml.codec import Loaded


def print_changes(loaded: Loaded, options: argparse.Namespace) -> int:
    """Print what changed since the last version, and what came back.

    Args:
        loaded: the session and its method.
        options: what is to stand in the place of real names, and whether that is approved.

    Returns:
        The exit code.

    Raises:
        UserError: the replacements were not approved.
    """
    session = without_private(loaded.session, loaded.method)
    display = names_wanted(options)
    if display is not NameDisplay.NAMES:
        session = approved_report(session, loaded.method, display, None, options)
    text = changes_text(session, loaded.method)
    if display is NameDisplay.NAMES:
        warn_of_names(len(find_names(text, session.names)), "these changes")
    sys.stdout.write(terminal_safe(text) if sys.stdout.isatty() else text)
    return 0
