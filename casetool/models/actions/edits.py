"""Edits of the actions."""

from datetime import date, datetime

from casetool.models.actions.model import Action, Actions, Scope, further_answers
from casetool.models.base import evolve
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.item_edits import delete_item, edit_item, heading_and_index, shift_item
from casetool.models.parsing.dates import format_date
from casetool.models.sequence_edits import (
    append_bracketed,
    inserted,
    replace_heading,
    unknown_keys,
)
from casetool.models.session import Session, entries_of, step_of
from casetool.models.vanished_items import GoneError


def add_action(session: Session, step: str, action: Action, index: int | None = None) -> Session:
    """Add an action.

    Args:
        session: the session.
        step: a step that holds actions.
        action: the action.
        index: its position from 0. None adds it at the end.

    Raises:
        GoneError: the step holds no actions.
    """
    heading = session.heading(step)
    if not isinstance(heading, Actions):
        raise GoneError(step)
    return replace_heading(
        session, evolve(heading, actions=inserted(heading.actions, action, index))
    )


def edit_action(session: Session, action_id: str, /, **changes: object) -> Session:
    """Change fields of an action.

    Raises:
        GoneError: there is no such action.
    """
    return edit_item(session, action_id, Actions, **changes)


def delete_action(session: Session, action_id: str) -> Session:
    """Delete an action.

    Raises:
        GoneError: there is no such action.
    """
    return delete_item(session, action_id, Actions)


def shift_action(session: Session, action_id: str, offset: int) -> Session:
    """Move an action up (negative offset) or down, within its list.

    Raises:
        GoneError: there is no such action.
    """
    return shift_item(session, action_id, offset, Actions)


def set_done(session: Session, action_id: str, day: date | None) -> Session:
    """Mark an action as done on a day, or as open again.

    Raises:
        GoneError: there is no such action.
    """
    return edit_action(session, action_id, done=day)


def action_answering(
    session: Session, step: str, item_id: str, new_id: str, now: datetime
) -> Session:
    """Add an action that answers a worry, a cause or a gap. A gap also gives its owner and date.

    Args:
        session: the session.
        step: a step that holds actions.
        item_id: the entry or node that it answers.
        new_id: id of the new action.
        now: the present instant.

    Raises:
        GoneError: there is no such item, or the step holds no actions.
    """
    if step_of(session, item_id) is None:
        raise GoneError(item_id)
    action = Action(id=new_id, answers=(item_id,), at=now)
    for _, entry in entries_of(session):
        if entry.id == item_id:
            action = evolve(action, who=entry.owner, due=entry.due, due_words=entry.due_words)
    return add_action(session, step, action)


def move_action(session: Session, action_id: str, to_step: str) -> Session:
    """Turn an action into an entry under another heading. Fields an entry lacks go into brackets.

    Raises:
        GoneError: there is no such action, or the step holds no entries.
    """
    heading, index = heading_and_index(session, action_id, Actions)
    action = heading.actions[index]
    portable, extra_texts = unknown_keys(action, Entry)
    bracketed = (
        *(f"{spec.name}: {text}" if text else "" for spec, text in further_answers(action)),
        action.scope.value if action.scope is not Scope.PARTNERSHIP else "",
        f"done: {format_date(action.done)}" if action.done is not None else "",
        *extra_texts,
    )
    fields = {
        "id": action.id,
        "text": append_bracketed(action.what, bracketed),
        "owner": action.who,
        "due": action.due,
        "due_words": action.due_words,
        "about": action.answers,
        "by": action.by,
        "at": action.at,
    }
    entry = Entry.model_validate(portable | fields)
    return add_entry(delete_action(session, action_id), to_step, entry)
