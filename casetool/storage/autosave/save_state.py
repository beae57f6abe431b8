"""The state of saving, and the callback that hears of it."""

from collections.abc import Callable
from enum import StrEnum


class SaveState(StrEnum):
    """Whether the session is on disk."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not saved"


SaveStatusCallback = Callable[[SaveState, str], object]
"""Called with the state of saving, and with a message or empty text."""


def ignore_status(state: SaveState, why: str) -> None:
    """Ignore the state of saving."""
