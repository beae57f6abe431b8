"""Preview a session from the list: what it is about, and what is still to do."""

from datetime import date
from functools import partial
from pathlib import Path

from casetool.errors import UserError, value_or_fault_line
from casetool.render.text.styled_lines import StyledLines
from casetool.render.views.library_preview import library_preview
from casetool.services.sessions.keyring import Keyring
from casetool.services.sessions.open import load_session
from casetool.storage.context import StorageContext
from casetool.storage.files.time_limit import NO_ANSWER, TimeLimit

PREVIEW_TIME = TimeLimit(10.0)
"""The longest time for a preview: the largest session takes seconds on a slow computer."""


def preview_of(path: Path, keyring: Keyring, today: date) -> StyledLines:
    """The preview that the library shows beside the list.

    Args:
        path: the session file.
        keyring: the ciphers of unlocked folders.
        today: the present day, by which dates count as odd.

    Returns:
        The lines, or one line that says what is wrong.
    """
    return value_or_fault_line(partial(_preview, path, keyring, today), _fault)


def _preview(path: Path, keyring: Keyring, today: date) -> StyledLines:
    if keyring.is_closed(path):
        return (("$text-muted", "Encrypted. Enter asks for the passphrase."),)
    # an abandoned thread ends with the app, while a worker would keep the app from ending
    lines = PREVIEW_TIME.once(
        partial(_read_preview, storage=keyring.storage_of(path), today=today), path
    )
    return lines or (("$text-warning", f"{path.name}: {NO_ANSWER}."),)


def _read_preview(path: Path, storage: StorageContext, today: date) -> StyledLines:
    try:
        loaded = load_session(path, storage)
    except UserError as error:
        return (("$text-warning", str(error)),)
    return library_preview(loaded.session, loaded.method, today)


def _fault(location: str) -> StyledLines:
    message = f"The preview could not be made ({location}). The session opens as ever."
    return (("$text-warning", message),)
