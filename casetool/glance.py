"""A glance at a session from the list: what it is about, and what is still to do."""

from pathlib import Path

from casetool.failure import Failure
from casetool.keyring import Keyring
from casetool.opening import load_session
from casetool.render.preview import preview


def preview_of(path: Path, keyring: Keyring) -> tuple[tuple[str, str], ...]:
    """What the library shows beside the list.

    Args:
        path: a session file.
        keyring: what can be opened that is encrypted.

    Returns:
        Lines as style and words; one line that says what is wrong, where it cannot be read.
    """
    if keyring.is_closed(path):
        return (("$text-muted", "Encrypted. Enter asks for the passphrase."),)
    try:
        loaded = load_session(path, keyring.rest_of(path))
    except Failure as failure:
        return (("$text-warning", str(failure)),)
    return preview(loaded.session, loaded.method)
