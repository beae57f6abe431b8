"""Whether what the screen shows is on disk, and who is told."""

from collections.abc import Callable
from enum import StrEnum


class SaveState(StrEnum):
    """Whether what the screen shows is on disk."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not saved"


SaveStatusCallback = Callable[[SaveState, str], object]
"""Told of the state of the file, and of what happened to it, if there is something to say."""


def ignore_status(state: SaveState, why: str) -> None:
    """Tell nobody."""
