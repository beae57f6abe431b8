"""Edits of the entries under a heading."""

from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.entries.model import Entries, Entry
from casetool.models.item_edits import delete_item, edit_item, heading_and_index, shift_item
from casetool.models.sequence_edits import (
    append_bracketed,
    inserted,
    replace_heading,
    unknown_keys,
)
from casetool.models.session import Session
from casetool.models.tree.model import Tree
from casetool.models.vanished_items import GoneError


def add_entry(session: Session, step: str, entry: Entry, index: int | None = None) -> Session:
    """Add an entry under a heading.

    Args:
        session: the session.
        step: the heading's step.
        entry: the entry.
        index: its position from 0. None adds it at the end.

    Raises:
        GoneError: the step holds no entries.
    """
    heading = session.heading(step)
    if not isinstance(heading, Entries):
        raise GoneError(step)
    return replace_heading(
        session, evolve(heading, entries=inserted(heading.entries, entry, index))
    )


def edit_entry(session: Session, entry_id: str, /, **changes: object) -> Session:
    """Change fields of an entry.

    Raises:
        GoneError: there is no such entry.
    """
    return edit_item(session, entry_id, Entries, **changes)


def delete_entry(session: Session, entry_id: str) -> Session:
    """Delete an entry.

    Raises:
        GoneError: there is no such entry.
    """
    return delete_item(session, entry_id, Entries)


def shift_entry(session: Session, entry_id: str, offset: int) -> Session:
    """Move an entry up (negative offset) or down, within its heading.

    Raises:
        GoneError: there is no such entry.
    """
    return shift_item(session, entry_id, offset, Entries)


def move_entry(session: Session, entry_id: str, to_step: str) -> Session:
    """Move an entry to the end of another heading. Fields an action lacks go into brackets.

    Raises:
        GoneError: there is no such entry, or no such heading.
        ValueError: the heading is the tree.
    """
    heading, index = heading_and_index(session, entry_id, Entries)
    target, entry = session.heading(to_step), heading.entries[index]
    if target is heading:
        return session
    remaining = delete_entry(session, entry_id)
    match target:
        case Entries():
            return add_entry(remaining, to_step, entry)
        case Actions():
            action = _as_action(entry)
            return replace_heading(remaining, evolve(target, actions=(*target.actions, action)))
        case Tree():
            raise ValueError("An entry is sent into the tree as an effect or as a cause.")
        case _:
            raise GoneError(to_step)


def _as_action(entry: Entry) -> Action:
    portable, extra_texts = unknown_keys(entry, Action)
    bracketed = (
        entry.kind.value if entry.kind is not None else "",
        f"source: {entry.source}" if entry.source else "",
        f"answer: {entry.answer}" if entry.answer else "",
        *extra_texts,
    )
    fields = {
        "id": entry.id,
        "what": append_bracketed(entry.text, bracketed),
        "who": entry.owner,
        "due": entry.due,
        "due_words": entry.due_words,
        "answers": entry.about,
        "by": entry.by,
        "at": entry.at,
    }
    return Action.model_validate(portable | fields)
