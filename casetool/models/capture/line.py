"""A captured line, after parsing and before it is in the session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casetool.models.entries.model import EntryKind
from casetool.models.method import Step
from casetool.models.people.model import People, person_named, speaker
from casetool.models.tree.model import FOCAL
from casetool.models.tree.paths import Side


@dataclass(frozen=True, slots=True)
class CapturedLine:
    """A captured line after parsing."""

    step: Step
    """The step that it goes to."""
    text: str
    kind: EntryKind | None = None
    by: str | None = None
    """Who said it, or who does it if it is an action."""
    source: str = ""
    side: Side | None = None
    """Effect or cause, if the line says so."""
    when: str = ""
    """The deadline of an action, as a table has it."""

    @property
    def title(self) -> str:
        """The number and the title of its step."""
        return f"{self.step.number} {self.step.title}".strip()


@dataclass(frozen=True, slots=True)
class NewItem:
    """What a captured line gets when it is added."""

    id: str
    """The id of the new entry, action or node. A person gets a handle instead."""
    at: datetime
    """The present instant."""
    under: str = FOCAL
    """The selected node of the tree."""


NewLines = Sequence[tuple[CapturedLine, NewItem]]
"""Lines to add under one heading, in order, each with what it gets."""


class CaptureRefused(Exception):  # noqa: N818 - not an error: the text stays in the line
    """A line cannot go there now. The message says why, and what to do.

    Args:
        reason: the message.
        line: the line, or None if no line is the reason.
    """

    def __init__(self, reason: str, line: CapturedLine | None = None) -> None:
        super().__init__(reason)
        self.line = line


def speaker_name(by: str | None, people: People) -> str:
    """What to call the person or agency of a line. Empty where nobody is named."""
    if by is None:
        return ""
    person = person_named(by, people)
    return person.label if person is not None else speaker(by, people)
