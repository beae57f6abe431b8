"""What was said under a heading."""

from enum import StrEnum
from typing import Literal

from casetool.models.base import Day, FrozenModel, Id, Instant, LineText, LongText


class EntryKind(StrEnum):
    """What sort of words these are, so that opinion does not harden into fact."""

    FACT = "fact"
    FEELING = "feeling"
    HYPOTHESIS = "hypothesis"
    CHILD = "child's own words"
    DOCUMENT = "document"


class Entry(FrozenModel):
    """One thing said, or one document at hand, under one heading."""

    id: Id
    text: LongText
    kind: EntryKind | None = None
    by: Id | None = None
    """Who said it: a person's id or an agency's slug. Never required (learning, not blame)."""
    at: Instant | None = None
    """When it was caught, with an offset."""
    source: LineText = ""
    """Where a fact stands: the paper, the record (Case Discussion Tool, step 1)."""
    owner: LineText = ""
    """Missing information: who finds it out."""
    due: Day | None = None
    due_words: LineText = ""
    """Missing information: what was said of when, where it is not a date."""
    answer: LongText = ""
    """Missing information: what was found out."""
    about: tuple[Id, ...] = ()
    """The tree nodes that this entry came out of."""


class Entries(FrozenModel):
    """A heading that holds entries."""

    kind: Literal["entries"] = "entries"
    step: Id
    entries: tuple[Entry, ...] = ()

    @property
    def count(self) -> int:
        """How many things stand here."""
        return len(self.entries)
