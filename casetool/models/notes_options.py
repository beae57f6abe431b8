"""What goes to whom: how much of a session a paper tells."""

from enum import StrEnum

from casetool.models.base import FrozenModel, LineText
from casetool.models.pseudonyms.names import NameDisplay


class NotesLength(StrEnum):
    """How much of the notes goes out."""

    WHOLE = "whole"
    SUMMARY = "summary"
    """One page: the focal point, root causes, worries that stand, and the actions."""


class NotesOptions(FrozenModel):
    """What somebody chose for a copy of the notes."""

    extent: NotesLength = NotesLength.WHOLE
    attribution: bool = False
    """Whether it is told who said what (learning, not blame: off unless asked for)."""
    names: NameDisplay = NameDisplay.NAMES
    """What stands in the place of real names."""
    marking: LineText | None = None
    """A protective marking, such as OFFICIAL-SENSITIVE; empty for none, None for the usual one."""

    def marked(self, usual: str) -> str:
        """The marking of a paper.

        Args:
            usual: the one that the team's look gives, where none was chosen.
        """
        return usual if self.marking is None else self.marking


DEFAULT_OPTIONS = NotesOptions()
"""The notes as they usually go out: whole, and without who said what."""
