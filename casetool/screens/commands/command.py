"""What a command of a session is; it knows no screen, so that each screen may make one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from textual.app import App

from casetool.services.sessions.document import Document

Say = Callable[[str], object]
"""Says a word to the facilitator."""

RunCommand = Callable[[App[Any], Document, Say], object]
"""What a command does: with the app, the open session, and what says a word to the facilitator."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a facilitator can do beside the way through the steps."""

    id: str
    key: str
    """The letter that picks it."""
    title: str
    """What it does, in a few words."""
    tip: str
    """The same in a sentence."""
    run: RunCommand


@runtime_checkable
class OfSession(Protocol):
    """A screen of a session, from which its commands can be run."""

    document: Document

    def say(self, words: str) -> object:
        """Tell the facilitator what came of it."""
