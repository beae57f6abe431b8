"""A glance at a session from the list: what it is about, and what is still to do."""

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
"""How long a preview may take: the largest session needs some seconds on a slow computer."""


def preview_of(path: Path, keyring: Keyring, today: date) -> StyledLines:
    """What the library shows beside the list.

    Args:
        path: a session file.
        keyring: what can be opened that is encrypted.
        today: the day, which tells which dates are odd.

    Returns:
        The lines; one that says what is wrong, where they cannot be made.
    """
    return value_or_fault_line(partial(_preview, path, keyring, today), _fault)


def _preview(path: Path, keyring: Keyring, today: date) -> StyledLines:
    if keyring.is_closed(path):
        return (("$text-muted", "Encrypted. Enter asks for the passphrase."),)
    # a thread that the limit leaves behind ends with the app; one of a worker would hold it up
    lines = PREVIEW_TIME.once(partial(_made, storage=keyring.storage_of(path), today=today), path)
    return lines or (("$text-warning", f"{path.name}: {NO_ANSWER}."),)


def _made(path: Path, storage: StorageContext, today: date) -> StyledLines:
    try:
        loaded = load_session(path, storage)
    except UserError as failure:
        return (("$text-warning", str(failure)),)
    return library_preview(loaded.session, loaded.method, today)


def _fault(place: str) -> StyledLines:
    words = f"The preview could not be made ({place}). The session opens as ever."
    return (("$text-warning", words),)
