"""What a copy of the notes contains."""

from enum import StrEnum

from casetool.models.base import FrozenModel, LineText
from casetool.models.pseudonyms.names import NameDisplay


class NotesLength(StrEnum):
    """How much of the notes goes out."""

    WHOLE = "whole"
    SUMMARY = "summary"
    """One page: the focal point, root causes, unanswered worries, and the actions."""


class NotesOptions(FrozenModel):
    """The choices made for one copy of the notes."""

    extent: NotesLength = NotesLength.WHOLE
    attribution: bool = False
    """Whether the notes say who said what. Off by default: learning, not blame."""
    names: NameDisplay = NameDisplay.NAMES
    """What replaces real names."""
    marking: LineText | None = None
    """A protective marking such as OFFICIAL-SENSITIVE. Empty for none, None for the usual one."""

    def marked(self, usual: str) -> str:
        """The protective marking of this copy.

        Args:
            usual: the marking of the team's style, used where none was chosen.
        """
        return usual if self.marking is None else self.marking


DEFAULT_OPTIONS = NotesOptions()
"""The usual notes: whole, and without who said what."""
