"""The drafts of one session in several files: which text of a field is its newest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

_LINE_SLOT = "opening-"
"""The prefix of a slot for a line of its own. Such slots of two runs are not one field."""


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """The drafts of a session as one file has them."""

    when: datetime
    """When the file was last written."""
    slots: Mapping[str, str]
    """The text of each slot."""


def merge_versions(versions: Sequence[DraftVersion]) -> dict[str, str]:
    """Give each slot its newest text, and each older text that is not in it a slot of its own.

    Args:
        versions: the drafts beside the session, then those in emergency copies, the oldest
            first. Of two from one moment, the later in this order is the newer: a copy is made
            because the file cannot be written.
    """
    texts_by_field: dict[str, list[str]] = {}
    newest_slots: dict[str, str] = {}
    for version in sorted(versions, key=lambda version: version.when):
        for slot, text in version.slots.items():
            field = slot.partition(" ")[0]  # the step of the line is behind a space
            texts_by_field.setdefault(field, []).append(text)
            newest_slots[field] = slot
    drafts: dict[str, str] = {}
    others: list[str] = []
    for field, texts in texts_by_field.items():
        slot = newest_slots[field]
        if slot.startswith(_LINE_SLOT):
            drafts[slot], *other_lines = texts
            others += [line for line in other_lines if line != drafts[slot]]
        else:
            newest = drafts[slot] = texts[-1]
            others += [text for text in texts if not newest.startswith(text)]
    for text in others:
        drafts[_free_slot(drafts, text)] = text
    return drafts


def _free_slot(drafts: Mapping[str, str], text: str) -> str:
    """A free slot for a line, or the one that already has this text."""
    slots = (f"{_LINE_SLOT}{number}" for number in count(1))
    return next(slot for slot in slots if drafts.get(slot, text) == text)
