"""The present instant: asked here, and handed to whoever needs it."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Tells the present instant."""


def local_now() -> datetime:
    """The present instant with this computer's offset, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)
