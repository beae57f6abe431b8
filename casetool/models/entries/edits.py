"""Edits of the entries under a heading."""

from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.entries.model import Entries, Entry
from casetool.models.gone import GoneError
from casetool.models.sequence_edits import (
    append_bracketed,
    inserted,
    replace_heading,
    shifted,
    unknown_keys,
)
from casetool.models.session import Session
from casetool.models.tree.model import Tree


def add_entry(session: Session, step: str, entry: Entry, place: int | None = None) -> Session:
    """One more entry under a heading.

    Args:
        session: the session.
        step: the heading's step.
        entry: what was said.
        place: where, counted from 0; at the end without it.

    Raises:
        GoneError: the step holds no entries.
    """
    heading = session.heading(step)
    if not isinstance(heading, Entries):
        raise GoneError(step)
    return replace_heading(
        session, evolve(heading, entries=inserted(heading.entries, entry, place))
    )


def edit_entry(session: Session, entry_id: str, /, **changes: object) -> Session:
    """An entry with some of its fields changed.

    Raises:
        GoneError: there is no such entry.
    """
    heading, place = _find(session, entry_id)
    new = evolve(heading.entries[place], **changes)
    entries = (*heading.entries[:place], new, *heading.entries[place + 1 :])
    return replace_heading(session, evolve(heading, entries=entries))


def delete_entry(session: Session, entry_id: str) -> Session:
    """The session without an entry.

    Raises:
        GoneError: there is no such entry.
    """
    heading, place = _find(session, entry_id)
    entries = (*heading.entries[:place], *heading.entries[place + 1 :])
    return replace_heading(session, evolve(heading, entries=entries))


def shift_entry(session: Session, entry_id: str, by: int) -> Session:
    """An entry moved up (below zero) or down in its heading, as far as it goes.

    Raises:
        GoneError: there is no such entry.
    """
    heading, place = _find(session, entry_id)
    entries = shifted(heading.entries, place, by)
    if entries == heading.entries:
        return session
    return replace_heading(session, evolve(heading, entries=entries))


def move_entry(session: Session, entry_id: str, to_step: str) -> Session:
    """An entry moved to the end of another heading; what an action cannot hold stands in brackets.

    Raises:
        GoneError: there is no such entry, or no such heading.
        ValueError: the heading is the tree.
    """
    heading, place = _find(session, entry_id)
    target, entry = session.heading(to_step), heading.entries[place]
    if target is heading:
        return session
    without = delete_entry(session, entry_id)
    match target:
        case Entries():
            return add_entry(without, to_step, entry)
        case Actions():
            action = _as_action(entry)
            return replace_heading(without, evolve(target, actions=(*target.actions, action)))
        case Tree():
            raise ValueError("An entry is sent into the tree as an effect or as a cause.")
        case _:
            raise GoneError(to_step)


def _find(session: Session, entry_id: str) -> tuple[Entries, int]:
    for heading in session.headings:
        if isinstance(heading, Entries):
            for place, entry in enumerate(heading.entries):
                if entry.id == entry_id:
                    return heading, place
    raise GoneError(entry_id)


def _as_action(entry: Entry) -> Action:
    kept, others = unknown_keys(entry, Action)
    aside = (
        entry.kind.value if entry.kind is not None else "",
        f"source: {entry.source}" if entry.source else "",
        f"answer: {entry.answer}" if entry.answer else "",
        *others,
    )
    fields = {
        "id": entry.id,
        "what": append_bracketed(entry.text, aside),
        "who": entry.owner,
        "due": entry.due,
        "due_words": entry.due_words,
        "answers": entry.about,
        "by": entry.by,
        "at": entry.at,
    }
    return Action.model_validate(kept | fields)
