"""Entries under a heading."""

from enum import StrEnum
from typing import Annotated, Literal

from casetool.models.base import Day, FrozenModel, Handle, Id, Instant, LineText, LongText
from casetool.models.field_spec import FieldSpec


class EntryKind(StrEnum):
    """The kind of an entry, so that opinion does not harden into fact."""

    FACT = "fact"
    FEELING = "feeling"
    HYPOTHESIS = "hypothesis"
    CHILD = "child's own words"
    DOCUMENT = "document"


class Entry(FrozenModel):
    """A statement or a document under a heading."""

    id: Id
    text: Annotated[LongText, FieldSpec("Words")]
    kind: Annotated[EntryKind | None, FieldSpec("Kind")] = None
    by: Handle | None = None
    """Id of the speaker or slug of the agency. Never required (learning, not blame)."""
    at: Instant | None = None
    """When it was caught."""
    source: Annotated[LineText, FieldSpec("Source", "which document or record says so")] = ""
    """Source of a fact: a document or record (Case Discussion Tool, step 1)."""
    owner: Annotated[LineText, FieldSpec("Who finds out")] = ""
    """For missing information: who finds it out."""
    due: Annotated[Day | None, FieldSpec("By when", "fri, 12 dec, +2w, 10wd")] = None
    due_words: LineText = ""
    """For missing information: the deadline as it was said, if it is no date."""
    answer: Annotated[LongText, FieldSpec("Answer", "once it is known")] = ""
    """For missing information: the answer."""
    about: tuple[Id, ...] = ()
    """Ids of the tree nodes that this entry came from."""


class Entries(FrozenModel):
    """A heading that holds entries."""

    kind: Literal["entries"] = "entries"
    step: Id
    entries: tuple[Entry, ...] = ()

    @property
    def count(self) -> int:
        """Number of entries."""
        return len(self.entries)
