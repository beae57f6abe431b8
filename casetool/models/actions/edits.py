"""Edits of the actions."""

from datetime import date, datetime

from casetool.models.actions.model import Action, Actions, Scope
from casetool.models.base import evolve
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entry
from casetool.models.gone import GoneError
from casetool.models.parsing.dates import format_date
from casetool.models.sequence_edits import (
    append_bracketed,
    inserted,
    replace_heading,
    shifted,
    unknown_keys,
)
from casetool.models.session import Session, entries_of, step_of


def add_action(session: Session, step: str, action: Action, place: int | None = None) -> Session:
    """One more action.

    Args:
        session: the session.
        step: the step that holds actions.
        action: the action.
        place: where, counted from 0; at the end without it.

    Raises:
        GoneError: the step holds no actions.
    """
    heading = session.heading(step)
    if not isinstance(heading, Actions):
        raise GoneError(step)
    return replace_heading(
        session, evolve(heading, actions=inserted(heading.actions, action, place))
    )


def edit_action(session: Session, action_id: str, /, **changes: object) -> Session:
    """An action with some of its fields changed.

    Raises:
        GoneError: there is no such action.
    """
    heading, place = _find(session, action_id)
    new = evolve(heading.actions[place], **changes)
    actions = (*heading.actions[:place], new, *heading.actions[place + 1 :])
    return replace_heading(session, evolve(heading, actions=actions))


def delete_action(session: Session, action_id: str) -> Session:
    """The session without an action.

    Raises:
        GoneError: there is no such action.
    """
    heading, place = _find(session, action_id)
    actions = (*heading.actions[:place], *heading.actions[place + 1 :])
    return replace_heading(session, evolve(heading, actions=actions))


def shift_action(session: Session, action_id: str, by: int) -> Session:
    """An action moved up (below zero) or down, as far as it goes.

    Raises:
        GoneError: there is no such action.
    """
    heading, place = _find(session, action_id)
    actions = shifted(heading.actions, place, by)
    if actions == heading.actions:
        return session
    return replace_heading(session, evolve(heading, actions=actions))


def set_done(session: Session, action_id: str, day: date | None) -> Session:
    """An action done on a day, or open again.

    Raises:
        GoneError: there is no such action.
    """
    return edit_action(session, action_id, done=day)


def action_answering(
    session: Session, step: str, thing_id: str, new_id: str, now: datetime
) -> Session:
    """A new action that answers a worry, a cause or a gap; of a gap it takes who and by when.

    Args:
        session: the session.
        step: the step that holds actions.
        thing_id: the entry or node that it answers.
        new_id: the new action's id.
        now: the present instant.

    Raises:
        GoneError: there is no such thing, or the step holds no actions.
    """
    if step_of(session, thing_id) is None:
        raise GoneError(thing_id)
    action = Action(id=new_id, answers=(thing_id,), at=now)
    for _, entry in entries_of(session):
        if entry.id == thing_id:
            action = evolve(action, who=entry.owner, due=entry.due, due_words=entry.due_words)
    return add_action(session, step, action)


def move_action(session: Session, action_id: str, to_step: str) -> Session:
    """An action moved to a heading of entries; what an entry cannot hold stands in brackets.

    Raises:
        GoneError: there is no such action, or the step holds no entries.
    """
    heading, place = _find(session, action_id)
    action = heading.actions[place]
    kept, others = unknown_keys(action, Entry)
    aside = (
        f"how we will know: {action.known}" if action.known else "",
        f"what difference: {action.difference}" if action.difference else "",
        action.scope.value if action.scope is not Scope.PARTNERSHIP else "",
        f"done: {format_date(action.done)}" if action.done is not None else "",
        *others,
    )
    fields = {
        "id": action.id,
        "text": append_bracketed(action.what, aside),
        "owner": action.who,
        "due": action.due,
        "due_words": action.due_words,
        "about": action.answers,
        "by": action.by,
        "at": action.at,
    }
    entry = Entry.model_validate(kept | fields)
    return add_entry(delete_action(session, action_id), to_step, entry)


def _find(session: Session, action_id: str) -> tuple[Actions, int]:
    for heading in session.headings:
        if isinstance(heading, Actions):
            for place, action in enumerate(heading.actions):
                if action.id == action_id:
                    return heading, place
    raise GoneError(action_id)
