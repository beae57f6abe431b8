"""Entries under a heading."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from casetool.models.base import Day, Handle, Id, Instant, LineText, LongText
from casetool.models.field_spec import FieldSpec
from casetool.models.heading import HeadingItem, ItemsHeading


class EntryKind(StrEnum):
    """The kind of an entry, so that opinion does not harden into fact."""

    FACT = "fact"
    FEELING = "feeling"
    HYPOTHESIS = "hypothesis"
    CHILD = "child's own words"
    DOCUMENT = "document"


class Entry(HeadingItem):
    """A statement or a document under a heading."""

    text: Annotated[LongText, FieldSpec("Words", prose=True)]
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
    answer: Annotated[LongText, FieldSpec("Answer", "once it is known", prose=True)] = ""
    """For missing information: the answer."""
    about: tuple[Id, ...] = ()
    """Ids of the tree nodes that this entry came from."""


class Entries(ItemsHeading):
    """A heading that holds entries."""

    ITEMS: ClassVar[str] = "entries"
    ITEM: ClassVar[type[HeadingItem]] = Entry

    kind: Literal["entries"] = "entries"
    entries: tuple[Entry, ...] = ()

    def readable_ids(self) -> tuple[str, ...]:
        """The ids of the entries with a text, the newest first and without documents."""
        entries = (entry for entry in self.entries[::-1] if entry.text.strip())
        return tuple(entry.id for entry in entries if entry.kind is not EntryKind.DOCUMENT)
