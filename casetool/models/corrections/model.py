"""Circulated versions of the notes, corrections to them, and dates that follow."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from casetool.models.base import Day, FrozenModel, Handle, Id, Instant, LineText, LongText
from casetool.models.pseudonyms.names import NameDisplay


class CorrectionStatus(StrEnum):
    """The status of the notes."""

    DRAFT = "draft"
    CIRCULATED = "circulated for correction"
    AGREED = "agreed"
    CLOSED = "closed"


class CorrectionKind(StrEnum):
    """The kind of a correction. Only a factual error changes the line."""

    FACTUAL = "factual error"
    DISAGREEMENT = "disagreement"


class Decision(StrEnum):
    """The decision about a factual error."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class SentLine(FrozenModel):
    """A line as it was sent, kept to show later what has changed."""

    thing: Handle
    """The entry, node, action or person, or ``focal`` or ``details``."""
    step: LineText = ""
    """The line's step. Empty for the details and the people."""
    words: LongText = ""
    more: tuple[LongText, ...] = ()
    """Its other fields, each after its name: ``who: Kit Marsh``."""


class LineChange(FrozenModel):
    """A changed line. One side is empty where the line is new or was removed."""

    thing: Handle
    step: LineText = ""
    field: LineText = ""
    """The field. Empty for the text, ``heading`` where the line was moved."""
    was: LongText = ""
    becomes: LongText = ""


class CirculatedVersion(FrozenModel):
    """A version of the notes that was sent round."""

    number: Annotated[int, Field(ge=1)]
    at: Instant
    to: LineText = ""
    marking: LineText = ""
    """The protective marking on it."""
    form: LineText = "md"
    names: NameDisplay = NameDisplay.NAMES
    """What replaced real names."""
    digest: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    """SHA-256 of the file that was sent, so that any copy can be checked."""
    until: Day | None = None
    """Last day for corrections."""
    changes: tuple[LineChange, ...] = ()
    """Changes since the version before."""
    lines: tuple[SentLine, ...] = ()
    """The lines as they were sent. Only the last version keeps them."""


class Correction(FrozenModel):
    """A correction of one line by somebody who read the notes."""

    id: Id
    thing: Handle
    """The entry, node, action or person, or ``focal`` or ``details``."""
    field: LineText = ""
    """The field, such as ``who``. Empty for the line's text."""
    by: Handle | None = None
    """The author, if a person of the session."""
    who: LineText = ""
    """The author as free text otherwise."""
    sort: CorrectionKind = CorrectionKind.FACTUAL
    was: LongText = ""
    becomes: LongText = ""
    """The corrected text, or a disagreement's own. Empty to remove the line."""
    version: Annotated[int, Field(ge=0)] = 0
    """The version that was read. 0 where none had been circulated."""
    at: Instant
    ruling: Decision | None = None
    why: LongText = ""
    """The reason for accepting or refusing it."""
    ruled: Instant | None = None


class DatesSet(FrozenModel):
    """Dates that follow from the discussion, where somebody set them. Others are calculated."""

    notes_out: Day | None = None
    corrections: Day | None = None
    plans: Day | None = None
