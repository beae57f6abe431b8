"""The drafts of one session in several files: which text of a field is its newest."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

LINE_SLOT = "opening-"
"""The prefix of a slot for a line of its own. Such slots of two runs are not one field."""

FORM = "form/"
"""The prefix of the slot of a field in the form of an item."""

WAITING_FORM = "form-waiting-"
"""The prefix of a slot for text of a form that waits. A number and what it is for follow."""


_PUT_ASIDE = re.compile(rf"{LINE_SLOT}\d+|{WAITING_FORM}\d+/.*|[^ /]+-\d+ .*", re.DOTALL)
"""The slots that ``free_slot`` gives to texts whose own slot has another."""


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
    texts_by_field: dict[str, list[tuple[str, str]]] = {}
    for version in sorted(versions, key=lambda version: version.when):
        for slot, text in version.slots.items():
            texts_by_field.setdefault(field_of(slot), []).append((slot, text))
    drafts: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for field, texts in texts_by_field.items():
        if field.startswith(LINE_SLOT):
            drafts[field] = texts[0][1]
            others += [(slot, line) for slot, line in texts[1:] if line != drafts[field]]
        else:
            newest_slot, newest = texts[-1]
            drafts[newest_slot] = newest
            others += [(slot, text) for slot, text in texts if not newest.startswith(text)]
    for slot, text in others:
        drafts[free_slot(drafts, slot, text)] = text
    return drafts


def free_slot(drafts: Mapping[str, str], slot: str, text: str) -> str:
    """A free slot for a text whose own slot has another, or the one that already has this text.

    Args:
        drafts: the texts of the other slots.
        slot: its own slot. What a line, a box or a form is for stays in it.
        text: the text.
    """
    name, _, aim = slot.partition(" ")
    slots: Iterator[str]
    if is_of_form(slot):
        slots = (waiting_form_slot(slot, number) for number in count(2))
    elif aim and "/" not in name:
        slots = (f"{name}-{number} {aim}" for number in count(2))
    else:
        slots = (f"{LINE_SLOT}{number}" for number in count(1))
    return next(slot for slot in slots if drafts.get(slot, text) == text)


def is_of_form(slot: str) -> bool:
    """Whether a slot is of a field in the form of an item, also one that waits."""
    return slot.startswith((FORM, WAITING_FORM))


def waiting_form_slot(slot: str, number: int) -> str:
    """A slot for text of a form that waits, which tells what the text is for.

    Args:
        slot: the slot of the text, of a form.
        number: tells it from others that wait for the same field.
    """
    return f"{WAITING_FORM}{number}/{slot.partition('/')[2]}"


def foreign_texts(slots: Mapping[str, str], own_texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that another process wrote: those that are no former state of ours.

    Args:
        slots: the texts of a file, by slot.
        own_texts: the texts that this run wrote there or took over, by slot.
    """
    return {
        slot: text for slot, text in slots.items() if not own_texts.get(slot, "").startswith(text)
    }


def beside(own: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """The texts of others. One whose slot is used by this run gets a free slot.

    Args:
        own: the texts of this run, by slot. An empty one waits to be deleted.
        others: the texts of others, by slot.
    """
    placed = {slot: text for slot, text in others.items() if own.get(slot, text) == text}
    for slot, text in others.items():
        if slot not in placed:
            placed[free_slot({**own, **placed}, slot, text)] = text
    return placed


def replaced(
    slots: Mapping[str, str], drafts: Mapping[str, str], own_texts: Mapping[str, str]
) -> dict[str, str]:
    """The texts of another process that these drafts would replace, each in a free slot.

    Args:
        slots: the texts of the file, by slot.
        drafts: the texts to write there, by slot.
        own_texts: the texts that this run wrote there or took over, by slot.
    """
    others = {
        slot: text
        for slot, text in foreign_texts(slots, own_texts).items()
        if not drafts.get(slot, text).startswith(text)
    }
    return beside({**slots, **drafts}, others)


def without_entered(
    slots: Mapping[str, str], entered_texts: Collection[str], own_slots: Mapping[str, str]
) -> dict[str, str]:
    """The texts without those of this run that another process put aside, once they are entered.

    Args:
        slots: the texts of the file, by slot.
        entered_texts: each text that a field of this run had there until it was emptied.
        own_slots: the texts that this run wrote there or took over, by slot. They stay.
    """
    return {
        slot: text
        for slot, text in slots.items()
        if text not in entered_texts
        or own_slots.get(slot) == text
        or _PUT_ASIDE.fullmatch(slot) is None
    }


def field_of(slot: str) -> str:
    """The field of a slot. The line is one, whatever step stands behind its name."""
    name = slot.partition(" ")[0]
    return slot if "/" in name else name
