"""The definition of a session command, free of screens so that any screen can declare one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from textual.app import App

from casetool.services.sessions.document import Document

Say = Callable[[str], object]
"""Shows a message to the facilitator."""

RunCommand = Callable[[App[Any], Document, Say], object]
"""What a command runs, given the application, the open session and a message callback."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command for the facilitator, outside the sequence of steps."""

    id: str
    key: str
    """The letter that picks it from the list."""
    title: str
    """What it does, in a few words."""
    tip: str
    """A longer description, for the palette."""
    run: RunCommand


@runtime_checkable
class OfSession(Protocol):
    """A screen on an open session, from which commands can run."""

    document: Document

    def say(self, message: str) -> object:
        """Show a message to the facilitator."""
