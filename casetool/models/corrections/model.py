"""What went out and what came back: versions of the notes, corrections, and dates to keep."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from casetool.models.base import Day, FrozenModel, Id, Instant, LineText, LongText
from casetool.models.pseudonyms.names import NameDisplay


class CorrectionStatus(StrEnum):
    """How far the notes have got."""

    DRAFT = "draft"
    CIRCULATED = "circulated for correction"
    AGREED = "agreed"
    CLOSED = "closed"


class CorrectionKind(StrEnum):
    """What a correction is: only a factual error is ever corrected."""

    FACTUAL = "factual error"
    DISAGREEMENT = "disagreement"


class Decision(StrEnum):
    """What was decided about a factual error."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class SentLine(FrozenModel):
    """A line as it was sent: enough to tell later what has changed since."""

    thing: Id
    """The entry, node, action or person; ``focal``, or ``details``."""
    step: LineText = ""
    """The step under which it stood; empty for the details and the people."""
    words: LongText = ""
    more: tuple[LongText, ...] = ()
    """What else stood there, each with the name of its field: ``who: Kit Marsh``."""


class LineChange(FrozenModel):
    """What is other than it was; where nothing was or is, the line is new or was taken out."""

    thing: Id
    step: LineText = ""
    field: LineText = ""
    """Which field of the line; empty for its words, ``heading`` where it was moved."""
    was: LongText = ""
    becomes: LongText = ""


class CirculatedVersion(FrozenModel):
    """Notes that were sent round."""

    number: Annotated[int, Field(ge=1)]
    at: Instant
    to: LineText = ""
    marking: LineText = ""
    """The protective marking that they bore."""
    form: LineText = "md"
    names: NameDisplay = NameDisplay.NAMES
    """What stood in the place of real names."""
    digest: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    """The SHA-256 of what was sent: whoever has a copy can tell whether it is the one."""
    until: Day | None = None
    """Until when corrections were asked for."""
    changes: tuple[LineChange, ...] = ()
    """What had changed since the version before."""
    lines: tuple[SentLine, ...] = ()
    """Each line as it was sent; only the last version has them."""


class Correction(FrozenModel):
    """What somebody who read the notes says of one line."""

    id: Id
    thing: Id
    """The entry, node, action or person; ``focal``, or ``details``."""
    field: LineText = ""
    """Which field of it, such as ``who``; empty for its words."""
    by: Id | None = None
    """Whose correction it is: a person of the session."""
    who: LineText = ""
    """The same in free words, where it is none of them."""
    sort: CorrectionKind = CorrectionKind.FACTUAL
    was: LongText = ""
    becomes: LongText = ""
    """What it is to be; of a disagreement, what they say. Nothing: it is to be taken out."""
    version: Annotated[int, Field(ge=0)] = 0
    """Which version they read; 0 where none had gone round."""
    at: Instant
    ruling: Decision | None = None
    why: LongText = ""
    """Why it was accepted or refused."""
    ruled: Instant | None = None


class DatesSet(FrozenModel):
    """Dates that follow from the discussion, where somebody set them; else they are worked out."""

    notes_out: Day | None = None
    corrections: Day | None = None
    plans: Day | None = None
